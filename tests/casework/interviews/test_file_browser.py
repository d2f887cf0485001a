"""A file that is chosen in a talk goes at once and the answer saves itself; nothing is lost when the line breaks."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.acting import acting
from casework.files.models import StoredFile
from tests.casework.files import samples
from tests.casework.interviews.conftest import part_of, sit_down, told

CHOOSE, SAID = "#pre_files-0-file", "[data-ask=pre_files-0] [data-said]"


def chosen(name, data=None, kind="image/jpeg"):
    return {"name": name, "mimeType": kind, "buffer": samples.jpeg() if data is None else data}


def keep(page, name, width):
    """A picture, where somebody wants to look at it."""
    page.set_viewport_size({"width": width, "height": 768})
    if folder := os.environ.get("CASEWORK_SHOTS"):
        page.locator("#pre_files-0").scroll_into_view_if_needed()
        page.screenshot(path=Path(folder) / f"file-{name}-{width}.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, (name, width)


@pytest.fixture
def window(at, live_app, willing, amina):
    """Amina's window on the part of a report that asks for pictures."""
    sitting = sit_down(willing, amina, "pre_rescue_report")
    page = at(amina)
    page.goto(part_of(live_app, sitting, "pre.danger", willing.reference))
    return page


def names(case, by):
    with acting(by):
        return sorted(row.name for row in StoredFile.objects.filter(case=case))


def test_files_save_themselves_one_after_another_and_stand_there_with_their_state(window, willing, amina):
    window.locator(CHOOSE).set_input_files(chosen("chat one.jpg"))
    expect(window.locator(SAID)).to_contain_text("The file is here", timeout=20_000)
    expect(window.locator(f"{CHOOSE}")).to_have_js_property("value", "")
    window.locator(CHOOSE).set_input_files(chosen("chat two.jpg"))
    expect(window.locator("[data-ask=pre_files-0] li")).to_have_count(2, timeout=20_000)
    assert names(willing, amina) == ["chat one.jpg", "chat two.jpg"]
    assert len(told(willing, amina)["pre_files"]) == 2
    expect(window.locator("[data-saved-text]")).to_contain_text("Saved")
    for width in (1366, 360):
        keep(window, "two", width)


def test_what_is_not_taken_is_said_beside_the_box_and_the_next_one_is_taken(window, willing, amina):
    window.locator(CHOOSE).set_input_files(chosen("run.exe", b"MZ", "application/octet-stream"))
    refused = window.locator("[data-ask=pre_files-0] [data-refused]")
    expect(refused).to_contain_text("Photos and scans", timeout=20_000)
    keep(window, "refused", 360)
    window.locator(CHOOSE).set_input_files(chosen("chat.jpg"))
    expect(window.locator("[data-ask=pre_files-0] li")).to_have_count(1, timeout=20_000)
    expect(refused).to_be_hidden()
    assert names(willing, amina) == ["chat.jpg"]


def test_after_a_broken_line_the_file_is_still_chosen_and_goes_once(window, willing, amina):
    window.context.set_offline(True)
    window.locator(CHOOSE).set_input_files(chosen("chat.jpg"))
    expect(window.locator(SAID)).to_contain_text("The line broke", timeout=20_000)
    keep(window, "broken", 1366)
    assert names(willing, amina) == []
    window.context.set_offline(False)
    window.get_by_role("button", name="Add it").click()
    expect(window.locator("[data-ask=pre_files-0] li")).to_have_count(1, timeout=20_000)
    assert names(willing, amina) == ["chat.jpg"]


def test_who_goes_on_while_the_file_is_under_way_goes_on_with_it(window, willing, amina):
    window.route("**/pre.danger/", lambda route: (window.wait_for_timeout(700), route.continue_())[1])
    window.locator(CHOOSE).set_input_files(chosen("chat.jpg"))
    window.locator(".foothold button[value=next]").click()
    window.wait_for_url(lambda address: not address.endswith("/pre.danger/"), timeout=20_000)
    assert names(willing, amina) == ["chat.jpg"]
    assert len(told(willing, amina)["pre_files"]) == 1
