"""Leave now (R-43): one click, or Esc twice within a second; nothing to come back to."""

import pytest
from playwright.sync_api import expect

from tests.waiting import escape_twice, until


def gone(page, neutral):
    page.wait_for_url(neutral)
    return page.title() == "Weather"


def test_one_click_leads_to_the_neutral_page_and_ends_the_session(site, page, neutral, sign_in, amina):
    sign_in(amina)
    page.goto(f"{site}/account/")
    with page.expect_request("**/leave/") as beacon:
        page.locator(".leave").click()

    assert gone(page, neutral)
    assert beacon.value.method == "POST"
    assert until(lambda: "/sign-in/" in page.request.get(f"{site}/account/").url), "the beacon ended the session"
    page.goto(f"{site}/account/")
    assert "/sign-in/" in page.url


def test_escape_twice_within_a_second_leaves(site, page, neutral):
    page.goto(f"{site}/parts/")
    escape_twice(page, lambda: page.url == neutral)

    assert gone(page, neutral)


def test_escape_once_and_escape_twice_slowly_do_nothing(site, page):
    page.goto(f"{site}/parts/")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1200)
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)

    assert page.url == f"{site}/parts/"


def test_back_does_not_show_the_page_that_was_left(site, page, neutral):
    page.goto("about:blank")
    page.goto(f"{site}/parts/")
    page.locator(".leave").click()
    assert gone(page, neutral)
    page.go_back()

    assert page.url == "about:blank"


def test_the_page_is_blank_before_the_neutral_page_has_come(site, page, neutral):
    page.route(neutral, lambda route: route.abort("aborted"))
    page.goto(f"{site}/parts/")
    page.evaluate("document.querySelector('.leave').click()")
    expect(page.locator("body > *")).to_have_count(0)

    assert page.evaluate("document.title + document.body.textContent") == ""


def test_without_script_the_link_does_the_same(site, browser, neutral):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/parts/")
    page.locator(".leave").click()

    assert gone(page, neutral)
    context.close()


@pytest.mark.parametrize("path", ["/sign-in/", "/no/such/page/", "/parts/"])
def test_every_page_has_the_exit(site, page, path):
    page.goto(site + path)

    assert page.locator(".leave").get_attribute("href") == "/leave/"
