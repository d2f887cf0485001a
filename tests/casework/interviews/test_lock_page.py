"""R-22 in a real browser: an idle talk is covered, nothing can be read, the PIN opens it, and nothing typed is lost."""

import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from accounts.acting import acting
from accounts.signin import pins
from casework.interviews.models import Answer
from tests.accounts.signin.conftest import PASSWORD, with_password
from tests.casework.interviews.conftest import enter, part_of, told
from tests.looking import WIDTHS, complaints
from tests.waiting import follow
from tests.walking import seated

SAVED = re.compile(r"^Saved \d\d:\d\d$")
NAME, JOB = "[name='int_name-0-value']", "[name='int_job-0-value']"
GOOD = "8305"


@pytest.fixture
def start(browser, live_app, browser_context_args, sitting, willing, amina):
    """start(…): Amina's window on the second part of the talk; she has a PIN. Options are the browser's."""
    with acting(amina, "test.arrange"):
        pins.set_pin(GOOD, by=amina)
    contexts = []

    def opened(**options):
        contexts.append(browser.new_context(**{**browser_context_args, **options}))
        window = seated(contexts[-1].new_page(), with_password(amina))
        if options.get("java_script_enabled", True):
            window.clock.install()
        window.goto(part_of(live_app, sitting, "int.you", willing.reference))
        return window

    yield opened
    [context.close() for context in contexts]


def leave_alone(window, minutes=15):
    """Nobody touches it: for the server, and for the page's own clock where it has one."""
    cookie = next(row["value"] for row in window.context.cookies() if row["name"] == "__Host-session")
    session = SessionStore(session_key=cookie)
    session["seen_at"] -= minutes * 60
    session.save()


def shown(window):
    """What the bar says about saving."""
    return window.locator("[data-saved-text]")


def is_covered(window):
    """The lock stands, with the field to type in, and nothing else can be read."""
    expect(window.get_by_role("heading", name="Locked")).to_be_visible()
    expect(window.get_by_label("PIN")).to_be_focused()
    read = window.content()
    assert not [word for word in ("Phạm", "Pham", "Typed", "Weaver", "Amina", "Bridge") if word in read]


def test_an_idle_talk_is_covered_and_opens_again_with_what_was_typed(start, willing, amina):
    window = start()
    window.locator(NAME).fill("Typed before")
    window.locator(NAME).blur()
    expect(shown(window)).to_have_text(SAVED)
    window.clock.fast_forward("13:30")
    expect(window.locator("#session[open]")).to_contain_text("your PIN opens it again")
    leave_alone(window)
    window.clock.fast_forward("01:40")
    is_covered(window)

    window.keyboard.type("9999")
    window.keyboard.press("Enter")
    expect(window.get_by_role("alert")).to_contain_text("This is not your PIN")
    is_covered(window)
    window.keyboard.type(GOOD)
    window.keyboard.press("Enter")
    expect(window.locator(NAME)).to_have_value("Typed before")
    assert told(willing, amina) == {"int_name": "Typed before"}


def test_what_could_not_be_sent_waits_unread_and_is_saved_after_the_pin(start, willing, amina):
    window = start()
    window.context.set_offline(True)
    window.locator(NAME).fill("Typed offline")
    window.locator(JOB).fill("Weaver")
    window.locator(JOB).blur()
    leave_alone(window)
    window.clock.fast_forward("15:10")
    is_covered(window)
    window.keyboard.type(GOOD)
    window.keyboard.press("Enter")
    expect(window.get_by_role("alert")).to_contain_text("There is no connection")
    window.context.set_offline(False)
    is_covered(window)
    window.keyboard.type("9999")
    window.keyboard.press("Enter")
    expect(window.get_by_role("alert")).to_contain_text("This is not your PIN")
    assert told(willing, amina) == {}
    window.keyboard.type(GOOD)
    window.keyboard.press("Enter")
    expect(window.locator(NAME)).to_have_value("Typed offline")
    assert told(willing, amina) == {"int_name": "Typed offline", "int_job": "Weaver"}


def test_a_window_that_slept_is_covered_by_its_first_answer_that_cannot_be_saved(start, willing, amina):
    window = start()
    leave_alone(window)
    window.locator(NAME).fill("Typed at once")
    window.locator(NAME).blur()
    is_covered(window)
    window.get_by_label("PIN").fill(GOOD)
    window.get_by_role("button", name="Open the page").click()
    expect(window.locator(NAME)).to_have_value("Typed at once")
    assert told(willing, amina) == {"int_name": "Typed at once"}


def test_after_five_wrong_pins_what_waited_is_saved_by_the_next_sign_in(start, live_app, willing, amina):
    window = start()
    leave_alone(window)
    window.locator(NAME).fill("Typed at once")
    window.locator(NAME).blur()
    is_covered(window)
    for _ in range(5):
        expect(window.get_by_label("PIN")).to_have_value("")  # the page empties it when the answer is there
        with window.expect_response("**/account/unlock/"):
            window.get_by_label("PIN").fill("9999")
            window.get_by_role("button", name="Open the page").click()
    expect(window.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert "Typed" not in window.content()
    with window.context.expect_page() as opened:
        window.get_by_role("link", name="Sign in in a new tab").click()
    enter(opened.value, live_app.url, amina)
    window.clock.fast_forward("00:06")
    expect(window.locator(NAME)).to_have_value("Typed at once", timeout=60_000)
    assert told(willing, amina) == {"int_name": "Typed at once"}


def test_without_script_the_form_that_was_sent_is_kept_and_sent_again(start, willing, amina):
    window = start(java_script_enabled=False)
    window.locator(NAME).fill("Typed without script")
    leave_alone(window)
    follow(window, window.get_by_role("button", name="Save and go on").first)
    is_covered(window)
    expect(window.get_by_text("What you sent just now is kept")).to_be_visible()
    window.get_by_label("PIN").fill(GOOD)
    follow(window, window.get_by_role("button", name="Open the page"))
    expect(window.get_by_role("heading", name="Your form is still here")).to_be_visible()
    follow(window, window.get_by_role("button", name="Send it now"))
    expect(window.get_by_role("heading", name="Locked")).to_have_count(0)
    with acting(amina):
        assert Answer.objects.get(case=willing, question="int_name").value == "Typed without script"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_the_lock_fit_and_nothing_serious_is_in_the_way_of_anybody(start, live_app, width):
    window = start(viewport={"width": width, "height": 768})
    window.goto(f"{live_app.url}/account/pin/")
    window.get_by_label("Password").fill(PASSWORD)
    follow(window, window.get_by_role("button", name="Go on"))
    expect(window.get_by_role("heading", name="Change your PIN")).to_be_visible()
    wrong = {"pin": complaints(window)}
    window.goto(f"{live_app.url}/cases/")
    leave_alone(window)
    window.reload()
    is_covered(window)
    wrong["locked"] = complaints(window)
    assert wrong == {"pin": [], "locked": []}
