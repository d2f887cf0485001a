"""The pages of a talk as people meet them: axe without a finding, no sideways scroll, the keyboard, no script (mock 5)."""

import datetime

import pytest
from playwright.sync_api import expect

from accounts.acting import acting
from casework.cases.actions import grant_health
from casework.interviews.models import Answer
from tests.casework.interviews.conftest import move, part_of, sit_down, tell, told
from tests.looking import WIDTHS, findings, overhang
from tests.waiting import follow
from tests.walking import seated

SECTIONS = ("int.start", "int.you", "int.story", "int.trip", "int.money", "int.hard", "int.now")


@pytest.fixture
def full(sitting, willing, office, amina):
    """A second talk, after one in which everything happened: answers, a skip, a closed question, another's words."""
    with acting(office.sam):
        grant_health(willing, amina, by=office.sam)
    tell(sitting, "int_name", "Trang", by=amina)
    tell(sitting, "int_ransom", state="not_again", by=amina)
    tell(sitting, "int_owed", ["travel"], note="Twice", by=amina)
    tell(sitting, "int_owed_sum", [{"amount": "3000", "currency": "USD", "per": "", "for": "the way"}], by=amina)
    tell(sitting, "int_born", "about 23", by=amina)
    tell(sitting, "int_need_first", ["rest"], by=amina)
    move(sitting, "end", amina)
    tell(
        sit_down(willing, amina, "pre_rescue_report", speaker="relative", told_by="Lan"), "pre_name", "Trang", by=amina
    )
    return sit_down(willing, amina)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_sticks_out(at, live_app, full, willing, amina, width):
    window = at(amina)
    window.set_viewport_size({"width": width, "height": 740})
    room = f"{live_app.url}/cases/{willing.reference}/interview/"
    pages = [room, f"{room}start/intake_interview/", f"{room}{full.pk}/", f"{room}{full.pk}/setting/"]
    for address in [*pages, *(part_of(live_app, full, section, willing.reference) for section in SECTIONS)]:
        window.goto(address)
        window.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
        assert findings(window) == [], address
        assert overhang(window) <= 0, address


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_a_page_with_errors_and_on_the_page_with_two_versions(
    at, live_app, full, willing, amina, width
):
    window = at(amina)
    window.set_viewport_size({"width": width, "height": 740})
    window.goto(part_of(live_app, full, "int.work", willing.reference))
    window.locator("[name='int_hours-0-value']").fill("-3")
    follow(window, window.get_by_role("button", name="Save and go on"))
    expect(window.get_by_role("heading", name="One thing to look at")).to_be_visible()
    expect(window.locator("[data-errors]")).to_be_focused()
    assert findings(window) == []
    with acting(amina):
        version = Answer.objects.filter(case=willing, question="int_job").count()
    assert version == 0
    window.goto(part_of(live_app, full, "int.you", willing.reference))
    tell(full, "int_job", "Teacher", by=amina)
    window.evaluate("document.querySelector('script[src*=interview]')?.remove()")
    window.locator("[name='int_job-0-value']").fill("Weaver")
    follow(window, window.get_by_role("button", name="Save and go on"))
    expect(window.get_by_role("heading", name="Two people changed this page")).to_be_visible()
    assert findings(window) == []
    assert overhang(window) <= 0


def test_pause_and_stop_stay_in_view_on_a_phone(at, live_app, full, willing, amina):
    window = at(amina)
    window.set_viewport_size({"width": 360, "height": 640})
    window.goto(part_of(live_app, full, "int.you", willing.reference))
    for _place in range(3):
        window.mouse.wheel(0, 700)
        window.wait_for_timeout(100)
        for name in ("Pause", "Stop"):
            box = window.locator(".foothold").get_by_role("button", name=name, exact=True).bounding_box()
            assert box and box["y"] >= 0 and box["y"] + box["height"] <= 640
            assert box["height"] >= 44


def test_the_keyboard_alone_answers_skips_and_goes_on(at, live_app, sitting, willing, amina):
    """Radios by arrow keys, Tab to the next control, Enter saves and stays."""
    window = at(amina)
    window.goto(part_of(live_app, sitting, "int.start", willing.reference))
    window.locator("[name='int_place_ok-0-value']").first.focus()
    window.keyboard.press("ArrowRight")
    window.keyboard.press("Tab")
    expect(window.locator("[data-saved-text]")).to_contain_text("Saved")
    assert told(willing, amina) == {"int_place_ok": "no"}

    window.locator("[name='int_talk_with-0-mark'][value=skipped]").focus()
    with window.expect_response(lambda answer: answer.request.method == "POST"):
        window.keyboard.press("Space")
        window.keyboard.press("Tab")
    with acting(amina):
        assert Answer.objects.get(case=willing, question="int_talk_with").state == "skipped"
    focusable = window.evaluate("[...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).length")
    assert focusable == 0


def test_enter_in_a_line_saves_and_stays(at, live_app, sitting, willing, amina):
    window = at(amina)
    window.goto(part_of(live_app, sitting, "int.you", willing.reference))
    window.locator("[name='int_name-0-value']").fill("Trang")
    with window.expect_navigation():
        window.keyboard.press("Enter")
    assert "int.you" in window.url
    assert told(willing, amina) == {"int_name": "Trang"}


def test_without_script_a_whole_part_is_answered_by_buttons(
    browser, browser_context_args, live_app, sitting, willing, amina
):
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    window = seated(context.new_page(), amina)
    window.goto(part_of(live_app, sitting, "int.money", willing.reference))
    window.locator("#int_owed-0").get_by_label("Travel").check()
    follow(window, window.get_by_role("button", name="Save and go on"))
    expect(window.get_by_text("One more question came up")).to_be_visible()
    window.locator("[name='int_owed_sum-0-0-amount']").fill("3,000")
    follow(window, window.get_by_role("button", name="Another amount"))
    window.locator("[name='int_owed_sum-0-1-amount']").fill("200")
    follow(window, window.locator("#int_ransom-0-hard").get_by_role("button", name="Leave it out"))
    follow(window, window.locator(".sit").get_by_role("button", name="Stop for today"))
    expect(window.get_by_text("Stopped for today. Everything is saved.")).to_be_visible()
    kept = told(willing, amina)
    assert kept["int_owed"] == ["travel"]
    assert [row["amount"] for row in kept["int_owed_sum"]] == ["3000", "200"]
    context.close()


def test_the_title_and_the_address_tell_nothing(at, live_app, full, willing, amina):
    """R-42"""
    window = at(amina)
    window.goto(part_of(live_app, full, "int.hard", willing.reference))
    assert window.title() == "Form"
    assert "Trang" not in window.url
    assert datetime.date.today()
