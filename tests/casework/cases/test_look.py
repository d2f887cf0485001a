"""The case pages in a real Chromium at both widths: nothing for axe to find, no sideways scroll."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.acting import acting
from casework.cases.actions import break_glass, edit_case, offer_case, open_case
from casework.cases.transitions import CASE
from casework.consents.actions import answer, inform
from casework.models import Case, Person
from casework.people.actions import edit_person
from tests.cast import browser_of
from tests.looking import OVERHANG, WIDTHS, complaints  # noqa: F401
from tests.waiting import follow


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


@pytest.fixture
def full(case, office):
    """A case on which much has happened, an offer and an emergency look."""
    today = timezone.localdate()
    with acting(office.amina):
        edit_case(
            Case.objects.get(pk=case.pk), by=office.amina, safety_checked_on=today, urgency="now", told="Two nights."
        )
        person = Person.objects.select_related("case").get(case=case)
        edit_person(person, by=office.amina, safe_ways="Text only", unsafe_ways="No calls", nationalities=["VN"])
        told = inform(Case.objects.get(pk=case.pk), by=office.amina, type="case_data", language="vie")
        ends = today + datetime.timedelta(days=9)
        answer(told, by=office.amina, status="given", giver="individual", how="written", expires_on=ends)
        for step, reason in (("start", ""), ("assist", ""), ("hold", "Three attempts, no answer."), ("resume", "")):
            CASE.move(Case.objects.get(pk=case.pk), step, by=office.amina, reason=reason)
        offered = open_case(office.team, by=office.amina, person={"name": "နေခြည်လှိုင်", "name_language": "mya"})
        offer_case(offered, office.noor, by=office.amina, from_user=office.amina)
    with acting(office.noor):
        break_glass(case.reference, by=office.noor, reason="She is at the hospital now.")
    return case


@pytest.fixture
def show(live_app, page, office):
    """show(who, path, width): the page in the browser, signed in."""

    def visit(who, path, width):
        key = browser_of(getattr(office, who)).cookies["__Host-session"].value
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": "__Host-session", "value": key, "url": "https://127.0.0.1/", "secure": True, "httpOnly": True}]
        )
        page.set_viewport_size({"width": width, "height": 800})
        assert page.goto(live_app.url + path).status == 200, path
        return page

    return visit


PLACES = [
    ("amina", "/"), ("noor", "/"), ("sam", "/"), ("amina", "/cases/"), ("amina", "/cases/new/"),
    ("noor", "/cases/emergency/"), ("sam", "/review/emergency/"), ("amina", "{url}"), ("dara", "{url}"),
    ("amina", "{url}edit/"), ("amina", "{url}step/propose_close/"), ("amina", "{url}offer/"), ("sam", "{url}assign/"),
    ("sam", "{url}conflicts/"), ("sam", "{url}conflicts/new/"), ("amina", "{url}history/"), ("sam", "{url}looks/"),
]  # fmt: skip


def test_no_page_has_a_finding_or_scrolls_sideways(show, full, url):
    found = {}
    for who, path in PLACES:
        for width in WIDTHS:
            if said := complaints(show(who, path.format(url=url), width)):
                found[who, path, width] = said
    assert not found, "\n".join(f"{place}: {said}" for place, said in found.items())


def test_two_tabs_end_at_the_page_with_both_texts_and_focus_on_what_to_choose(show, full, url, office):
    page = show("amina", f"{url}edit/", 360)
    page.fill("[name=told]", "Three nights.")
    with acting(office.amina):
        edit_case(Case.objects.get(pk=full.pk), by=office.amina, told="One night.")
    follow(page, page.locator("main form .btns .btn:has-text('Save')"))
    expect(page.locator("[data-errors]")).to_be_focused()
    assert "Three nights." in page.content() and "One night." in page.content()
    assert complaints(page) == []


def test_more_filters_open_on_a_phone_without_script(show, full, browser, live_app):
    page = show("amina", "/cases/", 360)
    expect(page.locator("#id_status")).to_be_hidden()
    page.click("text=More filters")
    page.select_option("#id_status", "on_hold")
    follow(page, page.locator("form[method=get] button").first)
    expect(page).to_have_url(re.compile("status=on_hold"))
    expect(page.locator("text=No cases here")).to_be_visible()
