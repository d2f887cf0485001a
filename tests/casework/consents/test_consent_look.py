"""Consent in a real Chromium at both widths: nothing for axe to find, no sideways scroll, and a signature that is drawn
on the screen is kept. With CASEWORK_SHOTS a picture of each page is kept there."""

import os
import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.acting import acting
from casework.consents.models import Consent
from casework.files.actions import store_file
from casework.files.models import StoredFile
from casework.people.actions import edit_person
from casework.people.models import Person
from referrals.sharing.actions import withdraw_consent
from tests.casework.cases.test_look import WIDTHS, complaints, show  # noqa: F401
from tests.casework.consents.test_consent_rules import told, yes
from tests.casework.files import samples
from tests.referrals.steps import Way
from tests.waiting import follow

SLOW = 60_000  # milliseconds


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


def keep(page, name, width):
    """A picture, where somebody wants to look at it."""
    if folder := os.environ.get("CASEWORK_SHOTS"):
        page.screenshot(path=Path(folder) / f"consent-{name}-{width}.png", full_page=True)
        if name == "sheet":
            page.pdf(path=Path(folder) / "sheet.pdf", format="A4")


def arranged(office, case, elsewhere):
    """{name: path} of each page with something on it."""
    way = Way(office, case)
    way.to("acknowledged")
    with acting(office.amina, "test.arrange"):
        edit_person(Person.objects.get(case=case), by=office.amina, safe_ways="Text only")
        store_file(case, samples.upload(), by=office.amina, kind="paper", note="Birth paper")
        ended = withdraw_consent(way.consent, by=office.amina)
        good = yes(case, office.amina, "medical", status="given_limited", limits="Not my family")
        asked = told(
            case, office.amina, "share_services", recipient=elsewhere.organisation, purpose="A bed, and a doctor"
        )
    places = {"list": ("consent_list", None), "ended": ("consent_ended", ended), "correct": ("consent_correct", good),
              "sheet": ("consent_sheet", asked), "detail": ("consent_detail", good),
              "answer": ("consent_answer", asked)}  # fmt: skip
    return {
        name: reverse(route, args=[case.reference, *([row.pk] if row else [])]) for name, (route, row) in places.items()
    }


def sign(page):
    """A line with the mouse across the box."""
    box = page.locator("canvas")
    box.scroll_into_view_if_needed()
    edge = box.bounding_box()
    page.mouse.move(edge["x"] + 20, edge["y"] + edge["height"] / 2)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(
            edge["x"] + 20 + step * edge["width"] / 12, edge["y"] + edge["height"] * (0.3 + 0.4 * (step % 2))
        )
    page.mouse.up()
    expect(page.locator("[data-sign-said]")).to_contain_text("Signed.", timeout=SLOW)


def test_consent_is_readable_on_a_phone_and_a_signature_on_the_screen_is_kept(show, office, case, elsewhere):  # noqa: F811
    places, found = arranged(office, case, elsewhere), {}
    for name, path in places.items():
        for width in WIDTHS:
            page = show("amina", path, width)
            keep(page, name, width)
            found |= {(name, width): said} if (said := complaints(page)) else {}
    for width in WIDTHS:
        page = show("amina", reverse("consent_new", args=[case.reference]) + "?type=share_family", width)
        follow(page, page.get_by_role("button", name="Show the words to read"))
        expect(page.get_by_text("Point at each picture while you say it")).to_be_visible(timeout=SLOW)
        keep(page, "read", width)
        found |= {("read", width): said} if (said := complaints(page)) else {}
    show("amina", places["sheet"], 1366)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1, "the sheet to sign is one sheet"
    page = show("amina", places["answer"], 360)
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Name, both spellings").check()
    page.get_by_label("The person", exact=True).check()
    page.get_by_label("Signed", exact=True).check()
    sign(page)
    follow(page, page.get_by_role("button", name="Save the answer"))
    expect(page.get_by_text("Say whether the person can decide this.").first).to_be_visible(timeout=SLOW)
    expect(page.locator("[data-sign-said]")).to_contain_text("Signed.", timeout=SLOW)
    keep(page, "answer-again", 360)
    page.get_by_label("Yes: the person understood it and can decide").check()
    follow(page, page.get_by_role("button", name="Save the answer"))
    expect(page.get_by_text("The answer is recorded.")).to_be_visible(timeout=SLOW)
    with acting(office.amina):
        row = Consent.objects.get(case=case, type="share_services", status="given")
        assert StoredFile.objects.get(pk=row.proof).type == "png" and row.items == ["name"]
    assert not found, found
