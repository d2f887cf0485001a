"""The screening in a real browser: saving by itself, two tabs, and axe. The scenarios: test_scenarios_browser.py."""

import pytest
from playwright.sync_api import expect

from accounts.acting import acting
from screening.models import Screening
from tests.accounts.signin.conftest import with_password
from tests.accounts.staff.test_browser import sign_in
from tests.looking import WIDTHS, complaints
from tests.screening.conftest import begin


@pytest.fixture
def at(browser, live_app, browser_context_args):
    """at(user, path): a window of this person on one page."""

    def enter(user, path, **options):
        window = browser.new_context(**{**browser_context_args, **options}).new_page()
        sign_in(window, live_app, with_password(user), path)
        return window

    yield enter
    [context.close() for context in browser.contexts]


def unfold(window):
    """Opens all that is folded away."""
    for summary in window.locator("details.mk--rest > summary").all():
        summary.click()


def reach(press):
    """Opens what the button is folded away in, the outermost first, as a person would."""
    folded = press.locator("xpath=ancestor::details[not(@open)]")
    while folded.count():
        folded.first.locator("xpath=./summary").click()


def mark(window, code):
    """Presses Present, and waits until the page says that it is saved."""
    press = window.locator(f"#{code}-present")
    reach(press)
    with window.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        press.check()
    assert waiting.value.status == 200, code
    expect(window.locator(f"[name='{code}.version']")).not_to_have_value("0")


def test_a_mark_saves_itself_keeps_the_focus_and_moves_the_threshold_words(office, opened, at):
    begin(opened, office.amina, codes=("M-COE-04",))
    window = at(office.amina, f"/cases/{opened.reference}/screening/1/answers/")
    expect(window.locator("#head-means")).to_contain_text("Something is there")
    unfold(window)
    mark(window, "M-COE-05")
    expect(window.locator("#head-means")).to_contain_text("Threshold met")
    expect(window.locator("#M-COE-05-present")).to_be_focused()
    window.locator("#mk-M-COE-05 details.more > summary").click()
    with window.expect_response(lambda answer: "door" in (answer.request.post_data or "")):
        window.locator("[id='M-COE-05.note']").press_sequentially("A steel door")
    with acting(office.amina):
        assert Screening.objects.get(case=opened).marked["M-COE-05"]["note"] == "A steel door"


def test_the_first_mark_of_a_part_takes_the_words_away_that_nothing_is_marked(office, opened, at):
    begin(opened, office.amina, codes=("M-COE-04",))
    window = at(office.amina, f"/cases/{opened.reference}/screening/1/answers/")
    expect(window.locator("#none-act")).to_be_visible()
    before = int("".join(filter(str.isdigit, window.locator("#rest-act").inner_text())))
    unfold(window)
    mark(window, "A-REC-01")
    expect(window.locator("#none-act")).to_be_hidden()
    expect(window.locator("#rest-act")).to_contain_text(f"Show {before - 1} more not asked")
    expect(window.locator("#none-means")).to_be_hidden()


def test_two_tabs_on_one_sign_show_both_and_overwrite_nothing(office, opened, at, live_app):
    begin(opened, office.amina, codes=("M-COE-04",))
    path = f"/cases/{opened.reference}/screening/1/answers/"
    one = at(office.amina, path)
    two = one.context.new_page()
    two.goto(live_app.url + path)
    with one.expect_response(lambda answer: answer.request.method == "POST"):
        one.locator("#M-COE-04-absent").check()
    with two.expect_response(lambda answer: answer.status == 409):
        two.locator("#M-COE-04-unknown").check()
    expect(two.locator("#mk-M-COE-04")).to_contain_text("marked this too")
    expect(two.locator("#mk-M-COE-04")).to_contain_text("You had marked: Unknown")
    expect(two.locator("#M-COE-04-absent")).to_be_checked()
    with acting(office.amina):
        assert Screening.objects.get(case=opened).marked["M-COE-04"]["state"] == "absent"


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_and_nothing_serious_is_in_the_way_of_anybody(office, opened, live_app, page, width):
    begin(opened, office.amina)
    page.set_viewport_size({"width": width, "height": 768})
    room = f"/cases/{opened.reference}/screening/"
    sign_in(page, live_app, with_password(office.amina), room)
    wrong = {}
    for path in ("", "1/answers/", "1/flags/", "1/outcome/", "1/step/stop/"):
        page.goto(f"{live_app.url}{room}{path}")
        unfold(page)
        page.evaluate("scrollTo(0, 0)")  # the sticky bar covers whatever a click scrolled beneath it
        wrong[path] = complaints(page)
    assert wrong == {path: [] for path in wrong}
