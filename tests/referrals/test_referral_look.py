"""The pages of both sides in a real Chromium at both widths: nothing for axe to find, no sideways scroll, and the
preview follows the boxes. With CASEWORK_SHOTS a picture of each is kept there."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from accounts.acting import acting
from casework.files.actions import scan, store_file
from casework.models import OtherName, Person, Relative
from referrals.consular.actions import ask, write
from referrals.consular.transitions import CONSULAR
from tests.casework.cases.test_look import OVERHANG, WIDTHS, complaints, show  # noqa: F401
from tests.cast import browser_of, new_user
from tests.referrals.conftest import agreed
from tests.referrals.steps import Way, fresh
from tests.waiting import follow

ITEMS = ["name", "birth_date", "nationality", "paper_copies", "birth_place", "needs_paper"]


def way_of(office, case):
    """The steps of a referral whose person agreed to all that is ticked."""
    way = Way(office, case, items=ITEMS)
    way.consented = {"items": ITEMS}
    return way


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


@pytest.fixture
def person(office, case):
    """The case of somebody of whom much is known, with a file."""
    with acting(office.amina, "test.arrange"):
        row = Person.objects.get(case=case)
        row.birth_place, row.home_address, row.name_language = "Nghi Sơn", "Hamlet 4, by the old ferry", "vie"
        row.safe_ways, row.gender = "Text only, 18:00 to 20:00", "female"
        row.save()
        OtherName(case=case, kind="inside", name="小雨", name_language="zho").save(force_insert=True)
        Relative(case=case, relation="mother", name="Lê Thị Mận").save(force_insert=True)
        upload = SimpleUploadedFile("birth.txt", b"A birth paper.", "text/plain")
        file = scan(store_file(case, upload, by=office.amina, kind="paper", note="Birth paper"), by=office.amina)
    return case, file


def keep(page, name, width):
    """A picture, where somebody wants to look at it."""
    if folder := os.environ.get("CASEWORK_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def looked_at(show, who, places):  # noqa: F811
    """{place: findings} of these pages at both widths."""
    found = {}
    for name, path in places.items():
        for width in WIDTHS:
            page = show(who, path, width)
            keep(page, f"{who}-{name}", width)
            if said := complaints(page):
                found[who, name, width] = said
    return found


def at(name, *args):
    return reverse(name, args=args)


def test_the_cases_side_has_no_finding_before_anything_is_sent(show, office, person):  # noqa: F811
    case, file = person
    empty = looked_at(show, "amina", {"home-empty": at("consular_home", case.reference)})
    way = way_of(office, case)
    way.consented = {"items": [*ITEMS, "release_day", "photo"]}
    told = way.to("rights_told")
    number, ref = told.number, case.reference
    found = looked_at(
        show,
        "amina",
        {
            "tell": at("consular_tell", ref),
            "told": at("consular_detail", ref, number),
            "refuse": at("consular_step", ref, number, "refuse"),
            "fear": at("fear_new", ref),
        },
    )
    with acting(office.amina, "test.arrange"):
        way.take(office.amina, "begin")
        agreed(case, office.amina, office.mission, items=way.consented["items"])
    found |= looked_at(show, "amina", {"mission": at("consular_mission", ref, number)})
    with acting(office.amina, "test.arrange"):
        from tests.referrals.steps import prepared

        prepared(way.referral, office.amina, office.mission, ITEMS[:4], files=[file.pk])
    found |= looked_at(show, "amina", {"prepare": at("consular_prepare", ref, number)})
    with acting(office.amina, "test.arrange"):
        CONSULAR.move(fresh(way.referral), "request", by=office.amina)
    found |= looked_at(show, "sam", {"approve": at("consular_detail", ref, number), "queue": at("consular_queue")})
    assert not empty | found, empty | found


def test_both_sides_have_no_finding_after_the_mission_has_answered(show, office, person):  # noqa: F811
    case, _file = person
    way = way_of(office, case)
    way.to("sent")
    number, ref = way.referral.number, case.reference
    found = looked_at(show, "lina", {"notice": at("portal_detail", number), "list-new": at("portal_list")})
    for step in ("acknowledge", "check"):
        with acting(office.lina, "test.arrange"):
            CONSULAR.move(fresh(way.referral), step, by=office.lina)
    with acting(office.lina, "test.arrange"):
        ask(fresh(way.referral), by=office.lina, text="Could we have a photo of the old passport?")
    with acting(office.amina, "test.arrange"):
        write(fresh(way.referral), by=office.amina, text="It was taken inside. Please do not contact the family.")
    found |= looked_at(
        show,
        "lina",
        {"detail": at("portal_detail", number), "list": at("portal_list"), "decline": at("portal_decline", number)},
    )
    found |= looked_at(show, "amina", {"detail": at("consular_detail", ref, number), "looks": at("case_looks", ref)})
    with acting(office.sam, "test.arrange"):
        CONSULAR.move(fresh(way.referral), "revoke", by=office.sam, reason="Sent to the wrong desk.")
    found |= looked_at(show, "lina", {"list-ended": at("portal_list")})
    found |= looked_at(show, "sam", {"home-ended": at("consular_home", ref)})
    assert not found, found


def test_a_blocked_case_has_no_finding_and_says_so_first(show, office, person):  # noqa: F811
    case, _file = person
    way_of(office, case).to("sent")
    browser = browser_of(office.amina)
    browser.post(at("fear_new", case.reference), {"kind": "fear", "note": "They know my father."})
    found = looked_at(show, "amina", {"blocked": at("consular_home", case.reference)})
    with acting(office.amina, "test.arrange"):
        from casework.people.fear_actions import ask_lift, standing

        agreed(case, office.amina, office.mission)
        fear = standing(case).get()
        ask_lift(fear, by=office.amina, reason="She wants to go home now.")
    found |= looked_at(show, "sam", {"lift": at("consular_home", case.reference)})
    assert not found, found


def test_the_preview_follows_the_boxes_and_stores_nothing(show, office, person):  # noqa: F811
    case, _file = person
    way = Way(office, case, items=["birth_date"])
    way.consented = {"items": ITEMS}
    way.to("ready")
    with acting(office.amina, "test.arrange"):
        CONSULAR.move(fresh(way.referral), "change", by=office.amina)
    page = show("amina", at("consular_prepare", case.reference, way.referral.number), 1366)
    preview = page.locator("#preview")
    expect(preview).to_contain_text("14 May 2002")
    expect(preview).not_to_contain_text("Nghi Sơn")
    page.get_by_label("Place of birth").check()
    expect(preview).to_contain_text("Nghi Sơn")
    page.get_by_label("Date of birth").uncheck()
    expect(preview).not_to_contain_text("14 May 2002")
    with acting(office.amina):
        assert fresh(way.referral).share.items == ["birth_date"]
    follow(page, page.get_by_role("button", name="for approval"))
    expect(page.locator("main")).to_contain_text("Waits for approval")


def test_a_mission_answers_in_a_browser_by_two_pages(show, office, person):  # noqa: F811
    case, _file = person
    referral = way_of(office, case).to("sent")
    page = show("lina", at("portal_list"), 360)
    follow(page, page.get_by_role("link", name="Referral").first)
    follow(page, page.get_by_role("button", name="We have received it"))
    expect(page.locator("h1")).to_contain_text("Phạm Thu Trang")
    page.get_by_label("Nationality confirmed").check()
    page.get_by_label("Will be issued").check()
    page.get_by_label("Day").first.fill("20")
    page.get_by_label("Month").first.fill("3")
    page.get_by_label("Year").first.fill("2031")
    follow(page, page.get_by_role("button", name="Check my answer"))
    expect(page.locator("h1")).to_contain_text("Check your answer")
    keep(page, "lina-check", 360)
    assert complaints(page) == []
    follow(page, page.get_by_role("button", name="Send the answer"))
    expect(page.locator("main")).to_contain_text("Your answer is sent.")
    expect(page.locator("main")).to_contain_text("Travel paper on its way")
    with acting(office.amina):
        assert fresh(referral).status == "document_requested"
    kanda = new_user("Kanda", office.organisation, "consular_liaison", teams=[office.team])
    assert browser_of(kanda).get(at("consular_queue")).status_code == 200
