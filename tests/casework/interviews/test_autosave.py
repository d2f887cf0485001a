"""Every answer saves itself, and nothing that was shown as saved is ever lost (I10, R-50, S-96). Real processes."""

import os
import re
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.acting import acting
from casework.interviews.models import Answer
from tests.casework.interviews.conftest import enter, part_of, tell, told
from tests.fixtures import BROWSER_FLAGS
from tests.waiting import follow, stand_still, until

SAVED = re.compile(r"^Saved \d\d:\d\d$")
NAME, STORY = "[name='int_name-0-value']", "#nar"
PATIENCE = 60_000  # milliseconds, where the page itself tries again only every few seconds


def shown(window):
    """What the bar says about saving."""
    return window.locator("[data-saved-text]")


@pytest.fixture
def window(at, live_app, sitting, willing, amina):
    """Amina's window on the second part of the talk."""
    page = at(amina)
    page.goto(part_of(live_app, sitting, "int.you", willing.reference))
    return page


@pytest.fixture
def still(at, live_app, sitting, willing, amina):
    """The same with a clock that stands: time goes on only where a test says so, however slow the machine is."""
    page = at(amina)
    page.clock.install()
    page.goto(part_of(live_app, sitting, "int.you", willing.reference))
    stand_still(page)
    return page


def test_within_two_seconds_of_typing_the_answer_is_saved_and_says_so(still, willing, amina):
    still.locator(NAME).fill("Trang")
    expect(shown(still)).to_have_text("Saving")
    still.clock.run_for(2000)
    expect(shown(still)).to_have_text(SAVED)

    assert told(willing, amina) == {"int_name": "Trang"}
    assert still.locator("[data-saved-said]").get_attribute("role") == "status"
    expect(still.locator("[data-saved-said]")).to_have_text(SAVED)


def test_leaving_a_field_saves_at_once(still, willing, amina):
    still.locator(NAME).fill("Trang")
    still.locator(NAME).blur()
    expect(shown(still)).to_have_text(SAVED)
    assert told(willing, amina) == {"int_name": "Trang"}


def test_saved_never_stands_over_words_that_were_typed_since(still):
    still.locator(NAME).fill("Trang")
    still.locator(NAME).blur()
    expect(shown(still)).to_have_text(SAVED)
    still.locator(NAME).press("x")

    expect(shown(still)).to_have_text("Saving")


def test_one_typing_after_another_is_one_row_with_every_version(window, willing, amina):
    for words in ("T", "Tr", "Trang"):
        window.locator(NAME).fill(words)
        window.locator(NAME).blur()
        expect(shown(window)).to_have_text(SAVED)
    with acting(amina):
        row = Answer.objects.get(case=willing)
        assert row.value == "Trang"
        assert row.version == Answer.history.filter(id=row.pk).count() == 3


def test_leaving_the_page_saves_what_was_typed_last(window, willing, amina):
    window.locator(NAME).press_sequentially("Typed just now")
    window.goto("about:blank")
    until(lambda: told(willing, amina) == {"int_name": "Typed just now"})
    assert told(willing, amina) == {"int_name": "Typed just now"}


def test_leave_now_saves_before_it_goes(window, willing, amina):
    window.locator(NAME).fill("In the middle of")
    window.locator(".leave").click()
    until(lambda: told(willing, amina) == {"int_name": "In the middle of"})
    assert told(willing, amina) == {"int_name": "In the middle of"}


def test_what_cannot_be_an_answer_stays_typed_with_a_sentence_and_is_offered_again(
    at, live_app, sitting, willing, amina
):
    window, address = at(amina), part_of(live_app, sitting, "int.work", willing.reference)
    window.goto(address)
    window.locator("[name='int_hours-0-value']").fill("-3")
    window.locator("[name='int_hours-0-value']").blur()
    expect(window.locator("#int_hours-0 [data-refused]")).to_be_visible()
    expect(shown(window)).to_have_text("Not saved. See the question")
    window.goto(address)
    expect(window.locator("[name='int_hours-0-value']")).to_have_value("-3")
    window.locator("[name='int_hours-0-value']").fill("3")
    window.locator("[name='int_hours-0-value']").blur()
    expect(shown(window)).to_have_text(SAVED)
    assert told(willing, amina) == {"int_hours": 3}


def test_an_answer_brings_up_its_next_question_without_losing_what_is_typed(at, live_app, sitting, willing, amina):
    window = at(amina)
    window.goto(part_of(live_app, sitting, "int.money", willing.reference))
    window.locator(STORY).fill("They said I owed.")
    window.get_by_label("Travel").check()
    expect(window.locator("[name='int_owed_sum-0-0-amount']")).to_be_visible()
    expect(window.locator(STORY)).to_have_value("They said I owed.")
    window.locator("[name='int_owed_sum-0-0-amount']").fill("3,000")
    window.locator("[name='int_owed_sum-0-0-amount']").blur()
    expect(shown(window)).to_have_text(SAVED)
    assert told(willing, amina)["int_owed_sum"][0]["amount"] == "3000"


def test_none_of_these_rules_out_every_other_tick(at, live_app, sitting, willing, amina):
    window = at(amina)
    window.goto(part_of(live_app, sitting, "int.money", willing.reference))
    block = window.locator("#int_owed-0")
    block.get_by_label("Travel").check()
    block.get_by_label("Nothing").check()
    expect(block.get_by_label("Travel")).not_to_be_checked()


def test_a_dropped_line_keeps_the_words_and_sends_them_when_it_is_back(window, willing, amina):
    window.context.set_offline(True)
    window.locator(NAME).fill("Kept here")
    window.locator("[name='int_job-0-value']").fill("Weaver")
    window.locator("[name='int_job-0-value']").blur()
    expect(shown(window)).to_have_text("Kept here, 2 waiting")
    assert told(willing, amina) == {}
    window.context.set_offline(False)
    expect(shown(window)).to_have_text(SAVED, timeout=PATIENCE)
    assert told(willing, amina) == {"int_name": "Kept here", "int_job": "Weaver"}


def test_two_tabs_never_overwrite_each_other_silently(at, live_app, sitting, willing, amina):
    """S-96: both texts, the choice, one record."""
    one = at(amina)
    two = one.context.new_page()
    for window in (one, two):
        window.goto(part_of(live_app, sitting, "int.life", willing.reference))
    one.locator(STORY).fill("A red box.")
    one.locator(STORY).blur()
    expect(shown(one)).to_have_text(SAVED)
    two.context.set_offline(True)
    two.locator(STORY).fill("Three thousand.")
    two.locator(STORY).blur()
    expect(shown(two)).to_have_text("Kept here, 1 waiting")
    two.context.set_offline(False)
    expect(two.locator("#int_story-0 [data-clash]")).to_be_visible(timeout=PATIENCE)
    expect(two.locator("#int_story-0 [data-clash]")).to_contain_text("A red box.")
    expect(two.locator(STORY)).to_have_value("Three thousand.")
    assert told(willing, amina) == {"int_story": "A red box."}

    follow(two, two.locator("#int_story-0 [data-clash]").get_by_role("button"))
    expect(two.get_by_role("heading", name="Two people changed this page")).to_be_visible()
    two.get_by_label(re.compile("Keep both")).check()
    follow(two, two.get_by_role("button", name="Save my choice"))
    expect(two.locator("h1")).to_contain_text("Days and rules there")
    assert told(willing, amina) == {"int_story": "A red box.\nThree thousand."}
    with acting(amina):
        assert Answer.objects.filter(case=willing).count() == 1


def test_a_session_that_is_over_hides_the_page_and_saves_what_waited_after_sign_in(window, live_app, willing, amina):
    """R-22: the line was down, the session ended meanwhile; nothing is lost and nothing can be read."""
    from accounts.signin import sessions

    window.locator(NAME).fill("Before")
    window.locator(NAME).blur()
    expect(shown(window)).to_have_text(SAVED)
    sessions.end_all(amina)
    window.locator(NAME).fill("Typed after the end")
    window.locator(NAME).blur()
    expect(window.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert "Typed after the end" not in window.content() and "Phạm" not in window.content()
    assert told(willing, amina) == {"int_name": "Before"}

    with window.context.expect_page() as opened:
        window.get_by_role("link", name="Sign in in a new tab").click()
    enter(opened.value, live_app.url, amina)
    expect(window.locator(NAME)).to_have_value("Typed after the end", timeout=PATIENCE)
    assert told(willing, amina) == {"int_name": "Typed after the end"}


def test_kill_9_of_the_web_server_loses_nothing_that_was_shown_as_saved(mortal, page, sitting, willing, amina):
    """Must hold: what says Saved is there; what does not waits in the window and is sent to the next server."""
    enter(page, mortal.url, amina)
    page.goto(part_of(mortal, sitting, "int.you", willing.reference))
    page.locator(NAME).fill("Trang")
    page.locator(NAME).blur()
    expect(shown(page)).to_have_text(SAVED)
    mortal.kill()
    assert told(willing, amina) == {"int_name": "Trang"}

    page.locator("[name='int_job-0-value']").fill("Weaver")
    page.locator("[name='int_job-0-value']").blur()
    expect(shown(page)).to_have_text("Kept here, 1 waiting")
    mortal.start()
    expect(shown(page)).to_have_text(SAVED, timeout=PATIENCE)
    assert told(willing, amina) == {"int_name": "Trang", "int_job": "Weaver"}


def test_kill_9_in_the_middle_of_writing_keeps_every_answer_that_was_acknowledged(
    mortal, page, sitting, willing, amina
):
    """Typing goes on while the server dies: the last text that was shown as saved, or a later one, is in the database."""
    enter(page, mortal.url, amina)
    page.goto(part_of(mortal, sitting, "int.life", willing.reference))
    shown_as_saved = ""
    for number in range(8):
        page.locator(STORY).fill(" ".join(f"word{n}" for n in range(number + 1)))
        page.locator(STORY).blur()
        if number == 5:
            mortal.kill()
            break
        expect(shown(page)).to_have_text(SAVED)
        shown_as_saved = page.locator(STORY).input_value()
    assert told(willing, amina)["int_story"].startswith(shown_as_saved)


def test_kill_9_of_the_browser_loses_nothing_that_was_shown_as_saved(
    live_app, playwright, browser_path, sitting, willing, amina
):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        child = subprocess.Popen(
            [browser_path, *BROWSER_FLAGS, "--headless=new", "--remote-debugging-port=0",
             f"--user-data-dir={folder}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            window = enter(connected(playwright, folder).contexts[0].new_page(), live_app.url, amina)
            window.goto(part_of(live_app, sitting, "int.you", willing.reference))
            window.locator(NAME).fill("Trang")
            expect(shown(window)).to_have_text(SAVED)
        finally:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    assert told(willing, amina) == {"int_name": "Trang"}


def connected(playwright, folder):
    """The browser of this folder, as soon as it listens: it writes there which port it took."""
    noted, limit = Path(folder) / "DevToolsActivePort", time.monotonic() + 120
    while True:
        try:
            return playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{noted.read_text().split()[0]}")
        except Exception:
            assert time.monotonic() < limit
            time.sleep(0.3)


def test_a_long_story_saves_itself_whole(at, live_app, sitting, willing, amina):
    """100 kB is more than a request may carry that outlives its page: it is saved while the page is open."""
    window, story = at(amina), "ພວກເຂົາເວົ້າວ່າ " * 2500
    window.goto(part_of(live_app, sitting, "int.life", willing.reference))
    window.locator(STORY).fill(story)
    expect(shown(window)).to_have_text(SAVED)
    assert told(willing, amina) == {"int_story": story}


def test_a_colleague_who_wrote_meanwhile_is_named(at, live_app, sitting, willing, office, amina):
    from casework.cases.actions import assign_worker

    with acting(office.sam):
        assign_worker(willing, office.noor, by=office.sam)
    window = at(amina)
    window.goto(part_of(live_app, sitting, "int.you", willing.reference))
    tell(sitting, "int_job", "Teacher", by=office.noor)
    window.locator("[name='int_job-0-value']").fill("Weaver")
    window.locator("[name='int_job-0-value']").blur()
    expect(window.locator("#int_job-0 [data-clash]")).to_contain_text("Noor Test wrote here too")
    expect(window.locator("#int_job-0 [data-clash]")).to_contain_text("Teacher")
    assert told(willing, amina) == {"int_job": "Teacher"}
