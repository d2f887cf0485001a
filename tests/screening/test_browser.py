"""The screening in a real browser: scenarios marked sign by sign on the page, saving by itself, two tabs, and axe."""

import json
import re

import pytest
from playwright.sync_api import expect

from accounts.acting import acting
from casework.cases.transitions import CASE
from casework.models import Case
from casework.people.actions import edit_person
from screening.models import Screening
from tests.accounts.signin.conftest import with_password
from tests.accounts.staff.test_browser import NARROW, WIDE, sign_in
from tests.front.conftest import AXE, RULES
from tests.screening.conftest import begin, told
from tests.screening.files import SCENARIOS

SHOWN = ("profile", "levels", "counts", "outcome", "reasonable_grounds")
TOLD = {path.stem: json.loads(path.read_text()) for path in SCENARIOS}
GUARDIAN = {"giver": "appointed_guardian", "guardian": "Appointed (invented)", "child_assent": True}


@pytest.fixture
def at(browser, live_app, browser_context_args):
    """at(user, path): a window of this person on one page."""

    def enter(user, path, **options):
        window = browser.new_context(**{**browser_context_args, **options}).new_page()
        sign_in(window, live_app, with_password(user), path)
        return window

    yield enter
    [context.close() for context in browser.contexts]


def asked(case, scenario, by):
    """The case of a scenario as far as the screening: the person described, the consents asked, the case open."""
    person = scenario["person"]
    with acting(by, "test.arrange"):
        row = Case.objects.get(pk=case.pk)
        row.safety_checked_on = "2026-01-05"
        row.save()
        fields = (
            {"estimated_age": person["age_at_screening"], "age_basis": "told"} if person["age_at_screening"] else {}
        )
        edit_person(row.person, by=by, presumed_child=person["age_basis"] == "disputed", **fields)
        row.refresh_from_db()
        giver = GUARDIAN if row.child else {}
        told(row, "case_data", by, **giver)
        row = CASE.move(row, "start", by=by)
        told(row, "interview", by, status=scenario["consents"]["interview"], **giver)
    return row


def unfold(window):
    """Opens all that is folded away."""
    for summary in window.locator("details.mk--rest > summary").all():
        summary.click()


def reach(press):
    """Opens what the button is folded away in, the outermost first, as a person would."""
    folded = press.locator("xpath=ancestor::details[not(@open)]")
    while folded.count():
        folded.first.locator("xpath=./summary").click()


def mark(window, code, by_itself):
    """Presses Present; with script, waits until the page says that it is saved."""
    press = window.locator(f"#{code}-present")
    reach(press)
    if not by_itself:
        return press.check()
    with window.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        press.check()
    assert waiting.value.status == 200, code
    return expect(window.locator(f"[name='{code}.version']")).not_to_have_value("0")


def finish_parts(window, scenario, by_itself):
    """Ticks the parts that were gone through."""
    for part in [name for name, done in scenario["sections_complete"].items() if done]:
        if not by_itself:
            window.locator(f"#{part}_complete").check()
            continue
        with window.expect_response(lambda answer: answer.request.method == "POST"):
            window.locator(f"#{part}_complete").check()
        expect(window.locator("#parts")).to_have_value(re.compile(rf"\b{part}\b"))


def describe(window, scenario):
    """Ages, flags and risks on their own page."""
    window.get_by_role("link", name="Age, situation, return").click()
    for name in ("age_at_screening", "age_at_recruitment"):
        years = scenario["person"][name]
        window.locator(f"[name={name}]").fill("" if years is None else str(years))
    for name in ("vulnerability_flags", "return_risk_factors"):
        for code in scenario[name]:
            window.locator(f"[value={code}]").check()
    window.get_by_role("button", name="Save", exact=True).click()
    expect(window.get_by_role("heading", name="What the answers show")).to_be_visible()


# Scenario, with script or without.
BY_PAGE = [("sc-03", False), ("sc-04", True), ("sc-05", False), ("sc-10", True)]


@pytest.mark.parametrize(("name", "script"), BY_PAGE)
def test_a_scenario_marked_on_the_page_ends_in_exactly_what_it_expects(office, case, at, name, script):
    scenario = TOLD[name]
    row = asked(case, scenario, office.amina)
    window = at(office.amina, f"/cases/{row.reference}/screening/", java_script_enabled=script)
    window.get_by_role("button", name="Begin a screening").click()
    window.get_by_role("link", name="Begin", exact=True).click()
    window.get_by_label("All of this is seen to").check()
    if row.child:
        window.get_by_label("The guardian").check()
    window.get_by_role("button", name="Begin", exact=True).click()
    describe(window, scenario)
    for code in scenario["indicators_present"]:
        mark(window, code, script)
    finish_parts(window, scenario, script)
    if not script:
        window.get_by_role("button", name="Save", exact=True).last.click()
    window.get_by_role("link", name="See the outcome").first.click()
    window.get_by_role("button", name="Send for review").click()
    expect(window.locator(".verdict")).to_contain_text("Waiting for review")
    with acting(office.amina):
        stored = Screening.objects.get(case=row)
    assert {field: getattr(stored, field) for field in SHOWN} == {field: scenario["expected"][field] for field in SHOWN}


def test_who_wants_no_interview_is_put_down_as_not_screened_on_the_page(office, case, at):
    scenario = TOLD["sc-12"]
    row = asked(case, scenario, office.amina)
    window = at(office.amina, f"/cases/{row.reference}/screening/")
    window.get_by_role("button", name="Begin a screening").click()
    describe(window, scenario)
    unfold(window)
    for code in scenario["indicators_present"]:
        mark(window, code, by_itself=True)
    window.get_by_role("link", name="See the outcome").first.click()
    window.get_by_role("link", name="Stop here").click()
    window.get_by_label("The person does not want to be interviewed").check()
    window.get_by_role("button", name="Stop here").click()
    expect(window.locator(".verdict")).to_contain_text("Screening is not possible now")
    with acting(office.amina):
        stored = Screening.objects.get(case=row)
    assert {field: getattr(stored, field) for field in SHOWN} == {field: scenario["expected"][field] for field in SHOWN}


def test_a_mark_saves_itself_keeps_the_focus_and_moves_the_threshold_words(office, opened, at):
    begin(opened, office.amina, codes=("M-COE-04",))
    window = at(office.amina, f"/cases/{opened.reference}/screening/1/answers/")
    expect(window.locator("#head-means")).to_contain_text("Something is there")
    unfold(window)
    mark(window, "M-COE-05", by_itself=True)
    expect(window.locator("#head-means")).to_contain_text("Threshold met")
    expect(window.locator("#M-COE-05-present")).to_be_focused()
    window.locator("#mk-M-COE-05 details.more > summary").click()
    with window.expect_response(lambda answer: answer.request.method == "POST"):
        window.locator("[id='M-COE-05.note']").press_sequentially("A steel door")
    with acting(office.amina):
        assert Screening.objects.get(case=opened).marked["M-COE-05"]["note"] == "A steel door"


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


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_page_fits_and_nothing_serious_is_in_the_way_of_anybody(office, opened, live_app, page, size):
    begin(opened, office.amina)
    page.set_viewport_size(size)
    room = f"/cases/{opened.reference}/screening/"
    sign_in(page, live_app, with_password(office.amina), room)
    wrong = {}
    for path in ("", "1/answers/", "1/flags/", "1/outcome/", "1/step/stop/"):
        page.goto(f"{live_app.url}{room}{path}")
        unfold(page)
        page.evaluate("scrollTo(0, 0)")  # the sticky bar covers whatever a click scrolled beneath it
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("tags => axe.run({runOnly: tags})", RULES)["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong[path] = [
            f"{item['id']}: {item['nodes'][0]['html']} {item['nodes'][0]['failureSummary']}" for item in found
        ] + (["sideways"] if wide > 0 else [])
    assert wrong == {path: [] for path in wrong}
