"""The directory in a real Chromium at both widths: nothing for axe to find, no sideways scroll, no script needed. With
CASEWORK_SHOTS a picture of each page is kept there."""

import json
import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.acting import acting
from config.demo import directory
from referrals.directory import clock
from referrals.directory.models import DirectoryEntry, DirectoryPlace, DirectoryService, FocalPoint
from tests.casework.cases.test_look import WIDTHS, complaints, show  # noqa: F401
from tests.cast import browser_of
from tests.referrals.directory.files import whole
from tests.waiting import follow


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


@pytest.fixture
def filled(office):
    """The directory of the demo, kept by Sam's organisation: {name: entry}."""
    directory.load({"sam": office.sam, "amina": office.amina})
    with acting(office.sam):
        return {row.name: row for row in DirectoryEntry.objects.filter(keeper=office.organisation)}


def keep(page, name, width):
    """A picture, where somebody wants to look at it."""
    if folder := os.environ.get("CASEWORK_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def part(model, entry, kind):
    """The address of the form of a part of an entry."""
    row = model.objects.filter(entry=entry).first()
    return reverse("directory_part_edit", args=[entry.pk, kind, row.pk])


def test_no_page_has_a_finding_or_scrolls_sideways(show, filled, office):  # noqa: F811
    shelter, hidden = filled["River Lantern Shelter"], filled["Friends across the bridge"]
    with acting(office.sam):
        forms = [part(DirectoryService, shelter, "services"), part(DirectoryPlace, shelter, "places"),
                 part(FocalPoint, shelter, "people")]  # fmt: skip
    places = {
        "list": "/directory/?show=ours",
        "list-none": "/directory/?town=PH-PAS&show=ours",
        "list-need": "/directory/?service=shelter&sex=female&show=ours",
        "detail": reverse("directory_detail", args=[shelter.pk]),
        "detail-old": reverse("directory_detail", args=[filled["Kenyan consulate (demo)"].pk]),
        "detail-warn": reverse("directory_detail", args=[filled["Three Rivers Interpreters"].pk]),
        "detail-restricted": reverse("directory_detail", args=[hidden.pk]),
        "edit": reverse("directory_edit", args=[hidden.pk]),
        "new": "/directory/new/",
        "service": forms[0],
        "place": forms[1],
        "person": forms[2],
        "new-service": reverse("directory_part_new", args=[shelter.pk, "services"]),
        "export": "/directory/export/",
        "import": "/directory/import/",
    }
    found = {}
    for name, path in places.items():
        for width in WIDTHS:
            page = show("sam", path, width)
            keep(page, f"directory-{name}", width)
            if said := complaints(page):
                found[name, width] = said
    assert not found, "\n".join(f"{place}: {said}" for place, said in found.items())


def test_need_and_place_are_asked_and_the_entry_is_found_true_on_a_phone(show, filled, office):  # noqa: F811
    page = show("amina", "/directory/?show=ours", 360)
    page.select_option("#id_service", "travel_document")
    follow(page, page.get_by_role("button", name="Show", exact=True).first)
    expect(page.get_by_role("link", name="Kenyan consulate (demo)")).to_be_visible()
    expect(page.get_by_role("link", name="River Lantern Shelter")).to_have_count(0)
    follow(page, page.get_by_role("link", name="Kenyan consulate (demo)"))
    expect(page.get_by_text("Nobody has asked for 18 months")).to_be_visible()
    follow(page, page.get_by_role("button", name="Still true"))
    expect(page.get_by_text("Nobody has asked for 18 months")).to_have_count(0)
    expect(page.get_by_text("Found true today.")).to_be_visible()
    with acting(office.sam):
        row = DirectoryEntry.objects.get(pk=filled["Kenyan consulate (demo)"].pk)
        assert clock.state(row) == "fresh" and row.verified_by_id == office.amina.pk


def test_a_file_is_looked_at_and_a_bad_form_names_what_to_do(show, filled, office, tmp_path):  # noqa: F811
    tables = whole(filled["Coast Clinic"], office.sam)
    tables["service"][0]["minimum_age"] = "many"
    file = tmp_path / "directory.json"
    file.write_text(json.dumps(tables))
    for width in WIDTHS:
        page = show("sam", "/directory/import/", width)
        page.set_input_files("[name=file]", file)
        follow(page, page.get_by_role("button", name="Look at the file"))
        expect(page.get_by_text("The value has the wrong type.")).to_be_visible()
        keep(page, "directory-import-refused", width)
        assert complaints(page) == []
        page = show("sam", reverse("directory_part_new", args=[filled["Coast Clinic"].pk, "services"]), width)
        page.fill("[name=name]", "Beds")
        follow(page, page.get_by_role("button", name="Save"))
        expect(page.locator("[data-errors]")).to_be_visible()
        keep(page, "directory-service-error", width)
        assert complaints(page) == []


def test_everything_works_without_script(filled, office, browser, live_app):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    key = browser_of(office.amina).cookies["__Host-session"].value
    cookie = {"name": "__Host-session", "value": key, "url": "https://127.0.0.1/", "secure": True, "httpOnly": True}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(live_app.url + "/directory/")
    page.get_by_text("For whom and where").click()
    page.select_option("#id_town", "TH-MSO")
    page.select_option("#id_sex", "male")
    follow(page, page.get_by_role("button", name="Show").first)
    assert "town=TH-MSO" in page.url and "sex=male" in page.url
    expect(page.get_by_role("link", name="Moei Men's House").first).to_be_visible()
    page.select_option("#id_service", "shelter")
    follow(page, page.get_by_role("button", name="Show").first)
    expect(page.get_by_role("link", name="River Lantern Shelter")).to_have_count(0)
    expect(page.get_by_role("link", name="Moei Men's House").first).to_be_visible()
    context.close()
