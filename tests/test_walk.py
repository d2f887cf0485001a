"""The walk of issue 2 in real browsers: from sign-in to an open case, two people on it at once, and what stays hidden."""

import re

import pytest
from playwright.sync_api import expect

from accounts.acting import acting
from casework.cases.actions import assign_worker
from casework.models import Case
from tests.accounts.signin.conftest import PASSWORD, with_password
from tests.cast import new_user
from tests.waiting import escape_twice, until


@pytest.fixture
def at(browser, live_app, browser_context_args):
    """at(user): a browser window of this person, signed in by name and password through the page."""

    def enter(user):
        window = browser.new_context(**browser_context_args).new_page()
        window.goto(live_app.url + "/sign-in/")
        window.get_by_label("User name").fill(with_password(user).username)
        window.get_by_label("Password").fill(PASSWORD)
        window.get_by_role("button", name="Continue").click()
        expect(window.get_by_role("heading", name="My work")).to_be_visible()
        return window

    yield enter
    [context.close() for context in browser.contexts]


def test_a_caseworker_signs_in_opens_a_case_and_finds_it_by_a_misspelt_name(at, office, live_app):
    window = at(office.amina)
    window.get_by_role("link", name="Start a case").first.click()
    window.get_by_label(re.compile("Name, in the person")).fill("Phạm Thu Trang")
    window.get_by_role("button", name=re.compile("Open|Start|Save")).last.click()
    expect(window.locator("h1")).to_contain_text("Phạm Thu Trang")
    window.goto(live_app.url + "/cases/")
    window.get_by_label("Name or case number").fill("fam tu chang")
    window.get_by_role("button", name="Search").click()
    expect(window.get_by_role("link", name="Phạm Thu Trang")).to_be_visible()
    assert "fam" not in window.url


def test_two_people_save_the_same_case_and_nothing_is_lost(at, office, live_app, case):
    """S-86: the second sees both versions, chooses, and both stay in the history."""
    with acting(office.sam):
        assign_worker(case, office.noor, by=office.sam)
    hers, his = at(office.amina), at(office.noor)
    for window in (hers, his):
        window.goto(f"{live_app.url}/cases/{case.reference}/edit/")
    hers.get_by_label("What they told us").fill("Amina: she crossed at dawn.")
    hers.get_by_role("button", name="Save", exact=True).click()
    expect(hers.locator("h1")).to_contain_text("Phạm")
    his.get_by_label("What they told us").fill("Noor: she crossed at dusk.")
    his.get_by_role("button", name="Save", exact=True).click()
    expect(his.get_by_role("heading", name="Two people changed this page")).to_be_visible()
    expect(his.locator("main")).to_contain_text("she crossed at dawn")
    expect(his.locator("main")).to_contain_text("she crossed at dusk")
    his.get_by_label(re.compile("Keep both")).check()
    his.get_by_role("button", name="Save my choice").click()
    expect(his.locator("h1")).to_contain_text("Phạm")
    with acting(office.amina):
        kept = Case.objects.get(pk=case.pk)
        assert "at dawn" in kept.told and "at dusk" in kept.told
        assert Case.history.filter(id=case.pk).count() == 3


def test_a_case_of_somebody_else_is_not_there(at, office, live_app, case):
    """Another caseworker of the same team, and one of another team, get the page for what does not exist."""
    other = new_user("Olga", office.organisation, "caseworker", teams=[office.other_team])
    for user in (office.noor, other):
        window = at(user)
        answer = window.goto(f"{live_app.url}/cases/{case.reference}/")
        assert answer.status == 404
        expect(window.get_by_role("heading", name="There is nothing here")).to_be_visible()


def test_after_leaving_the_back_button_shows_nothing(at, office, live_app, case, settings):
    """S-82: on a real case page"""
    window = at(office.amina)
    address = f"{live_app.url}/cases/{case.reference}/"
    window.context.route(f"{settings.LEAVE_URL}**", lambda route: route.fulfill(body="<title>Weather</title>"))
    window.goto(address)
    escape_twice(window, lambda: window.url == settings.LEAVE_URL)
    window.wait_for_url(settings.LEAVE_URL)
    expect(window.locator("body")).not_to_contain_text("Trang")
    assert until(lambda: "/sign-in/" in window.request.get(address).url), "the beacon ended the session"
    answer = window.goto(address)
    assert "/sign-in/" in window.url and answer.status == 200
