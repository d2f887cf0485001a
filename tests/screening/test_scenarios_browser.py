"""All twelve scenarios in a real browser: marked on the pages by a person, and read from the outcome page as it stands
there (issue 3: exactly what each file expects, by command, API and browser). One sign-in serves them all."""

import json
import re

import pytest
from playwright.sync_api import expect

from accounts.acting import acting
from casework.cases.actions import open_case
from casework.cases.transitions import CASE
from casework.people.actions import edit_person
from tests.accounts.signin.conftest import with_password
from tests.accounts.staff.test_browser import sign_in
from tests.cast import Office
from tests.screening.conftest import told
from tests.screening.files import SCENARIOS
from tests.waiting import follow

SHOWN = ("profile", "levels", "counts", "outcome", "reasonable_grounds")
TOLD = {path.stem: json.loads(path.read_text()) for path in SCENARIOS}
GUARDIAN = {"giver": "appointed_guardian", "guardian": "Appointed (invented)", "child_assent": True}
WITH_SCRIPT = {"sc-04", "sc-10", "sc-12"}  # each mark saves itself; the others go by the button, without script
PARTS = {"Act": "act", "Means": "means", "Purpose": "purpose"}
PROFILES = {"is an adult": "adult", "was under 18": "child", "treated as a child": "child"}
LEVELS = {"threshold met": "positive", "threshold not met": "partial", "no sign is present": "none"}
OUTCOMES = {
    "Presumed victim of trafficking": "trafficking_indicated",
    "More must be asked": "further_assessment",
    "Not trafficked on present facts; needs protection": "vulnerable_not_trafficked",
    "No indication on present facts": "no_indication",
    "Screening is not possible now": "unable_to_screen",
}
NOBODY_ASKED = {
    "levels": dict.fromkeys(PARTS.values(), "none"),
    "counts": {part: {"strong": 0, "medium": 0, "weak": 0} for part in PARTS.values()},
}


@pytest.fixture(scope="module")
def desk(browser, live_app, browser_context_args, django_db_setup, django_db_blocker):
    """Amina's office, and a window with script and one without, on one sign-in."""
    with django_db_blocker.unblock():
        office = Office()
        first = browser.new_context(**browser_context_args)
        sign_in(first.new_page(), live_app, with_password(office.amina), "/cases/")
        cookies = {**browser_context_args, "storage_state": first.storage_state()}
        plain = browser.new_context(**cookies, java_script_enabled=False)
        yield office, {True: first.pages[0], False: plain.new_page()}
        first.close()
        plain.close()


def asked(office, scenario):
    """A case of the scenario as far as the screening: the person described, the consents asked, the case open."""
    person, by = scenario["person"], office.amina
    with acting(by, "test.arrange"):
        row = open_case(office.team, by=by, person={"name": person["label"]}, language="vie", label=scenario["id"])
        row.safety_checked_on = "2026-01-05"
        row.save()
        age = person["age_at_screening"]
        fields = {"estimated_age": age, "age_basis": "told"} if age else {}
        edit_person(row.person, by=by, presumed_child=person["age_basis"] == "disputed", **fields)
        row.refresh_from_db()
        giver = GUARDIAN if row.child else {}
        told(row, "case_data", by, **giver)
        row = CASE.move(row, "start", by=by)
        told(row, "interview", by, status=scenario["consents"]["interview"], **giver)
    return row


def describe(window, scenario):
    """Ages, flags and risks on their own page."""
    follow(window, window.get_by_role("link", name="Age, situation, return"))
    for name in ("age_at_screening", "age_at_recruitment"):
        years = scenario["person"][name]
        window.locator(f"[name={name}]").fill("" if years is None else str(years))
    for code in scenario["vulnerability_flags"] + scenario["return_risk_factors"]:
        window.locator(f"main [value={code}]").check()
    follow(window, window.get_by_role("button", name="Save", exact=True))
    expect(window.get_by_role("heading", name="What the answers show")).to_be_visible()


def begin(window, case):
    """The step before the first question: place and people are seen to."""
    follow(window, window.get_by_role("link", name="Begin", exact=True))
    window.get_by_label("All of this is seen to").check()
    if case.child:
        window.get_by_label("The guardian").check()
    follow(window, window.get_by_role("button", name="Begin", exact=True))


def mark_all(window, scenario):
    """The whole page at once, by the keyboard, then Save."""
    for folded in window.locator("details.mk--rest > summary").all():
        folded.click()
    for code in scenario["indicators_present"]:
        window.locator(f"#{code}-present").press("Space")
        expect(window.locator(f"#{code}-present")).to_be_checked()
    for part, done in scenario["sections_complete"].items():
        window.locator(f"#{part}_complete").set_checked(done)
    follow(window, window.get_by_role("button", name="Save", exact=True).last)
    expect(window.get_by_text("Saved.", exact=True)).to_be_visible()


def mark_each(window, scenario):
    """One by one; each saves itself, and the page says so before the next."""
    for code in scenario["indicators_present"]:
        mark = window.locator(f"#{code}-present")
        folded = mark.locator("xpath=ancestor::details[not(@open)]")
        while folded.count():
            folded.first.locator("xpath=./summary").click()
        mark.check()
        expect(window.locator(f"[name='{code}.version']")).not_to_have_value("0")
    for part in [part for part, done in scenario["sections_complete"].items() if done]:
        window.locator(f"#{part}_complete").check()
        expect(window.locator("#parts")).to_have_value(re.compile(rf"\b{part}\b"))


def send(window):
    """To the supervisor."""
    follow(window, window.get_by_role("button", name="Send for review"))
    expect(window.locator(".verdict")).to_contain_text("Waiting for review")


def stop(window):
    """The person does not want to be interviewed."""
    follow(window, window.get_by_role("link", name="Stop here"))
    window.get_by_label("The person does not want to be interviewed").check()
    follow(window, window.get_by_role("button", name="Stop here"))
    expect(window.locator(".verdict")).to_contain_text("Screening is not possible now")


def one_of(words, text):
    """What the one phrase of these that stands in the text means."""
    found = {meaning for phrase, meaning in words.items() if phrase in text}
    assert len(found) == 1, text
    return found.pop()


def counts_of(card):
    """The three numbers of an element: "6 strong, 1 medium, 0 weak"."""
    return {word: int(number) for number, word in re.findall(r"(\d+) (strong|medium|weak)\b", card)}


def read(window):
    """What stands on the outcome page, in the words and numbers of a reader."""
    sentences = window.locator("section.card", has=window.get_by_role("heading", name="In words"))
    lines = sentences.locator(".stack > p").all_inner_texts()
    cards = {card.split("\n")[0]: counts_of(card) for card in window.locator(".elem").all_inner_texts()}
    told_of = {name: [line for line in lines if line.startswith(f"{name}: ")] for name in PARTS}
    found = {
        "levels": {PARTS[name]: one_of(LEVELS, line) for name, found in told_of.items() for line in found},
        "counts": {PARTS[name]: cards[name] for name in PARTS if name in cards},
    }
    return {
        **(found if cards or found["levels"] else NOBODY_ASKED),
        "profile": one_of(PROFILES, lines[0]),
        "outcome": OUTCOMES[window.locator(".verdict h1").inner_text()],
        "reasonable_grounds": "Reasonable grounds" in window.locator(".verdict").inner_text(),
    }


@pytest.mark.parametrize("name", TOLD)
def test_a_scenario_gone_through_on_the_pages_says_exactly_what_it_expects(desk, live_app, committed, name):
    scenario, script, (office, windows) = TOLD[name], name in WITH_SCRIPT, desk
    case, window = asked(office, scenario), windows[name in WITH_SCRIPT]
    window.goto(f"{live_app.url}/cases/{case.reference}/screening/")
    follow(window, window.get_by_role("button", name="Begin a screening"))
    if scenario["screenable"]:
        begin(window, case)
    describe(window, scenario)
    (mark_each if script else mark_all)(window, scenario)
    follow(window, window.get_by_role("link", name="See the outcome").first)
    (send if scenario["screenable"] else stop)(window)
    assert read(window) == {field: scenario["expected"][field] for field in SHOWN}


def test_all_twelve_are_gone_through_and_both_ways_of_marking_too():
    assert len(TOLD) == 12
    assert set(TOLD) > WITH_SCRIPT
