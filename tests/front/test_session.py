"""The end of a session is announced two minutes before, and never loses a text (R-22)."""

import time

import pytest
from playwright.sync_api import expect


@pytest.fixture
def at_thirteen_minutes(site, page, sign_in, amina):
    """A page on which nothing was done for a little over thirteen minutes."""
    sign_in(amina)
    page.clock.install()
    page.goto(f"{site}/parts/")
    page.clock.fast_forward("13:05")
    page.wait_for_selector("#session[open]")
    return page


def test_the_warning_names_the_time_and_takes_the_focus(at_thirteen_minutes):
    page = at_thirteen_minutes

    assert page.locator("[data-session-at]").inner_text().count(":") == 1
    assert page.evaluate("document.activeElement.closest('#session') !== null")


def test_staying_closes_the_warning_and_moves_the_end(at_thirteen_minutes):
    page = at_thirteen_minutes
    time.sleep(1.1)  # the server counts whole seconds
    with page.expect_response("**/account/stay/") as answer:
        page.get_by_role("button", name="Stay signed in").click()

    assert answer.value.status == 200
    expect(page.locator("#session[open]")).to_have_count(0)


def test_leave_now_stays_in_reach_while_the_warning_is_open(at_thirteen_minutes, neutral):
    page = at_thirteen_minutes
    page.locator(".leave").click()
    page.clock.run_for(500)
    page.wait_for_url(neutral)

    assert page.title() == "Weather"


def test_at_the_end_the_page_empties_and_asks_the_server_again(at_thirteen_minutes):
    page = at_thirteen_minutes
    with page.expect_navigation():
        page.clock.fast_forward("02:00")

    assert page.url.endswith("/parts/")


def test_before_the_end_nothing_interrupts(site, page, sign_in, amina):
    sign_in(amina)
    page.clock.install()
    page.goto(f"{site}/parts/")
    page.clock.fast_forward("12:30")  # and half a minute for a slow machine
    page.clock.run_for(2000)

    assert page.locator("#session[open]").count() == 0
