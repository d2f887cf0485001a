"""Scenario SC-01 in a real browser, by four people through the real pages: from sign-in to the issued travel paper.

Amina screens, Sam reviews and approves, Kanda prepares the referral, Ravi answers at the mission. Each kind of page is
looked at by axe, and fits a desk and a phone. With CASEWORK_SHOTS=docs/pictures the pictures of docs/tour.md are taken.
"""

import datetime
import json
import re

import pytest
from playwright.sync_api import expect

from accounts.acting import acting
from accounts.models import Organisation, Team, User
from casework.models import Case
from config.stack_venv import ROOT
from referrals.models import ConsularReferral
from screening.models import Screening
from tests.accounts.signin.conftest import PASSWORD, with_password
from tests.cast import founder, new_organisation, new_user
from tests.waiting import follow
from tests.walking import DESK, Walk, choose, date, from_today, press

SCENARIO = json.loads((ROOT / "config/demo/scenarios/sc-01.json").read_text(encoding="utf-8"))
AGREED = ("name", "birth_date", "nationality", "birth_place", "needs_paper")
TICKED = ("name", "birth_date", "needs_paper")
NEVER_AT_THE_MISSION = ("Gorakhpur", "beaten", "baton", "customer support", "Room 2", "through his sister", "torture")
MISSION = "Indian mission, Bangkok"
WITNESS = "R. Das (invented)"


def rename(model, pk, **fields):
    """A name as it stands on a real door."""
    row = model.objects.get(pk=pk)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


@pytest.fixture
def people(office):
    """The four, with names as on a real door; everybody is invented."""
    mission = new_organisation("embassy", "IN", represents=["IN"], covers=["TH"], seat="TH")
    ravi = new_user("Ravi", mission, "external_focal_point")
    kanda = new_user("Kanda", office.organisation, "consular_liaison", teams=[office.team])
    found = {"amina": office.amina, "sam": office.sam, "kanda": kanda, "ravi": ravi}
    shown = {"amina": "Amina Hadi", "sam": "Sam Rivera", "kanda": "Kanda Rattana", "ravi": "Ravi Menon"}
    with acting(founder(), "test.arrange"):
        for name, user in found.items():
            rename(User, user.pk, display_name=shown[name])
        rename(Organisation, office.organisation.pk, name="Moei Relief")
        rename(Organisation, mission.pk, name=MISSION)
        rename(Team, office.team.pk, name="Moei Crossing Team")
    return {name: with_password(User.objects.with_standing().get(pk=user.pk)) for name, user in found.items()}


@pytest.fixture
def walk(browser, live_app, browser_context_args, people):
    """Nobody is signed in yet."""

    def enter(name):
        options = {**browser_context_args, "bypass_csp": True, "viewport": DESK, "reduced_motion": "reduce"}
        window = browser.new_context(**options).new_page()
        window.set_default_timeout(20_000)
        window.goto(live_app.url + "/sign-in/")
        window.get_by_label("User name").fill(people[name].username)
        window.get_by_label("Password").fill(PASSWORD)
        press(window, "Continue")
        return window

    yield Walk(live_app.url, enter)
    [context.close() for context in browser.contexts]


def test_the_first_scenario_goes_from_sign_in_to_the_travel_paper_by_four_people(walk, people):
    amina_opens_a_case_with_what_she_was_told(walk)
    she_writes_down_who_he_is(walk)
    he_agrees_that_his_data_is_kept_and_to_be_interviewed(walk)
    she_interviews_him_and_every_answer_saves_itself(walk)
    she_marks_the_signs_and_reads_what_the_rule_makes_of_them(walk)
    sam_confirms_the_outcome(walk)
    amina_tells_him_of_his_right_and_he_agrees_to_the_mission(walk)
    kanda_ticks_what_the_mission_will_see(walk)
    sam_approves_it_and_kanda_sends_it(walk)
    ravi_sees_number_day_and_purpose_and_then_only_what_was_ticked(walk)
    ravi_confirms_and_issues_the_paper(walk)
    amina_reads_the_answer_and_who_looked(walk)
    assert {kind: faults for kind, faults in walk.faults.items() if faults} == {}
    assert len(walk.faults) >= 18
    the_files_say_the_same(walk, people)


def amina_opens_a_case_with_what_she_was_told(walk):
    window = walk.of("amina")
    expect(window.get_by_role("heading", name="My work")).to_be_visible()
    follow(window, window.get_by_role("link", name="Start a case").first)
    date(window, "safety_checked_on", from_today(0))
    choose(window, "stage", "out")
    choose(window, "urgency", "soon")
    for field, value in (("name", "अर्जुन नायर"), ("romanised", "Arjun Nair"), ("told", SCENARIO["story"])):
        window.locator(f"main [name={field}]").fill(value)
    for field, value in (("name_language", "hin"), ("language", "hin"), ("referrer", "ngo")):
        window.locator(f"main select[name={field}]").select_option(value)
    window.locator("[name=interpreter_needed]").check()
    walk.look(window, "new-case")
    press(window, "Save the draft")
    expect(window.locator("h1")).to_contain_text("अर्जुन नायर")
    walk.room = window.url.removeprefix(walk.url)


def she_writes_down_who_he_is(walk):
    window = walk.open("amina", "person/edit/identity/")
    date(window, "birth_date", datetime.date(2002, 5, 14))
    window.locator("[name=gender]").select_option("male")
    window.locator("[name=age_basis]").select_option("told")
    press(window, "Save")
    walk.open("amina", "person/edit/background/").locator("[name=nationalities]").first.select_option("IN")
    press(window, "Save")
    walk.open("amina", "person/edit/home/").locator("[name=birth_place]").fill("Gorakhpur")
    press(window, "Save")
    walk.open("amina", "person/safe/").locator("[name=safe_ways]").fill("Only through his sister, after 18:00")
    press(window, "Save")
    walk.open("amina", "person/")
    expect(window.locator("main")).to_contain_text("Gorakhpur")
    walk.look(window, "person")


def he_agrees_that_his_data_is_kept_and_to_be_interviewed(walk):
    for kind in ("case_data", "interview"):
        window = the_words_are_read(walk, kind)
        walk.look(window, "consent-words") if kind == "interview" else None
        press(window, "Yes, go on to the answer")
        he_says_yes(window)
    walk.open("amina", "step/start/")
    press(window, "Open the case")
    walk.open("amina", "consents/")
    walk.look(window, "consents")


def the_words_are_read(walk, kind, to=None):
    """In his language, by the interpreter; nothing is stored before."""
    window = walk.open("amina", "consents/new/")
    window.locator("[name=type]").select_option(kind)
    window.locator("[name=language]").select_option("hin")
    window.locator("[name=interpreter]").fill(WITNESS)
    if to:
        window.locator("[name=recipient]").select_option(label=to)
    press(window, "Show the words to read")
    return window


def he_says_yes(window):
    """Before a witness."""
    for field, value in (("status", "given"), ("capacity", "can"), ("giver", "individual"), ("how", "witnessed")):
        choose(window, field, value)
    window.locator("[name=witness]").fill(WITNESS)
    press(window, "Save the answer")


def she_interviews_him_and_every_answer_saves_itself(walk):
    window = walk.open("amina", "interview/start/intake_interview/")
    window.locator("[name=interpreter]").fill(WITNESS)
    window.locator("[name=place]").fill("Room 2, door closed")
    choose(window, "setting", "room")
    for field in ("private_place", "nobody_listening", "needs_met"):
        window.locator(f"[name={field}]").check()
    walk.look(window, "interview-begin")
    press(window, "Begin the talk")
    part = window.url.replace("int.start/", "{}")
    window.goto(part.format("int.you/"))
    window.locator("[name='int_name-0-value']").fill("Arjun Nair")
    expect(window.locator("[data-saved-text]")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    walk.look(window, "interview")
    window.goto(part.format("int.story/"))
    window.locator("#int_story-0 textarea").first.fill(
        "They said support for a shop. At the gate they took our phones."
    )
    press(window, "Save and go on")
    window.goto(part.format("int.work/"))
    window.locator("[name='int_hours-0-value']").fill("15")
    expect(window.locator("[data-saved-text]")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    follow(window, window.locator(".sit").get_by_role("button", name="Stop for today"))
    expect(window.get_by_text("Stopped for today. Everything is saved.")).to_be_visible()
    window.goto(part.format(""))
    expect(window.locator("main")).to_contain_text("Arjun Nair")


def she_marks_the_signs_and_reads_what_the_rule_makes_of_them(walk):
    window = walk.open("amina", "screening/")
    press(window, "Begin a screening")
    follow(window, window.get_by_role("link", name="Begin", exact=True))
    window.get_by_label("All of this is seen to").check()
    follow(window, window.get_by_role("button", name="Begin", exact=True))
    follow(window, window.get_by_role("link", name="Age, situation, return"))
    person = SCENARIO["person"]
    for field in ("age_at_screening", "age_at_recruitment"):
        window.locator(f"[name={field}]").fill(str(person[field]))
    for code in SCENARIO["vulnerability_flags"]:
        window.locator(f"[value={code}]").check()
    press(window, "Save")
    for code in SCENARIO["indicators_present"]:
        mark(window, code)
    for part in SCENARIO["sections_complete"]:
        with window.expect_response(lambda answer: answer.request.method == "POST"):
            window.locator(f"#{part}_complete").check()
    walk.look(window, "screening", at="#head-means")
    follow(window, window.get_by_role("link", name="See the outcome").first)
    expect(window.locator(".verdict")).to_be_visible()
    walk.look(window, "outcome")
    press(window, "Send for review")
    expect(window.locator(".verdict")).to_contain_text("Waiting for review")


def mark(window, code):
    """Present; the page says that it is saved."""
    button = window.locator(f"#{code}-present")
    folded = button.locator("xpath=ancestor::details[not(@open)]")
    while folded.count():
        folded.first.locator("xpath=./summary").click()
    with window.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        button.check()
    assert waiting.value.status == 200, code
    expect(window.locator(f"[name='{code}.version']")).not_to_have_value("0")


def sam_confirms_the_outcome(walk):
    window = walk.of("sam")
    walk.look(window, "my-work")
    expect(window.get_by_role("link", name="Review the outcome").first).to_be_visible()
    window.goto(f"{walk.url}/review/")
    walk.look(window, "review-queue")
    follow(window, window.get_by_role("link", name="अर्जुन नायर").first)
    expect(window.locator("main")).to_contain_text("अर्जुन नायर")
    walk.look(window, "review")
    choose(window, "decision", "confirm")
    window.locator(".deciding button.btn").click()
    window.wait_for_url("**/review/")
    walk.open("amina", "screening/")
    expect(walk.of("amina").locator("main")).to_contain_text("Confirmed")
    walk.open("amina", "step/assist/")
    press(walk.of("amina"), "Start assistance")
    walk.open("amina")
    walk.look(walk.of("amina"), "case")


def amina_tells_him_of_his_right_and_he_agrees_to_the_mission(walk):
    window = walk.open("amina", "mission/tell/")
    walk.look(window, "right")
    press(window, "The person was told")
    the_words_are_read(walk, "share_embassy", to=MISSION)
    press(window, "Yes, go on to the answer")
    for item in AGREED:
        choose(window, "items", item)
    walk.look(window, "consent-items")
    he_says_yes(window)


def kanda_ticks_what_the_mission_will_see(walk):
    window = walk.of("kanda")
    window.goto(f"{walk.url}/referrals/")
    walk.look(window, "referrals")
    follow(window, window.locator(f"main a[href^='{walk.room}']").first)
    walk.number = window.url.rstrip("/").rsplit("/", 1)[1]
    press(window, "Prepare a referral")
    walk.open("kanda", f"mission/{walk.number}/choose/")
    window.get_by_label(MISSION).check()
    walk.look(window, "mission")
    press(window, "Go on to what it will see")
    for item in TICKED:
        choose(window, "items", item)
    expect(window.locator("#preview")).to_contain_text("14 May 2002")
    expect(window.locator("#preview")).not_to_contain_text("Gorakhpur")
    walk.look(window, "share")
    press(window, "for approval")
    expect(window.locator("main")).to_contain_text("Waits for approval")


def sam_approves_it_and_kanda_sends_it(walk):
    window = walk.of("sam")
    window.goto(walk.url)
    follow(window, window.locator(f"main a[href='{walk.room}mission/{walk.number}/']").first)
    walk.look(window, "approve")
    press(window, "Approve")
    hers = walk.open("kanda", f"mission/{walk.number}/")
    press(hers, "Send to the mission")
    expect(hers.locator("main")).to_contain_text("Sent")


def ravi_sees_number_day_and_purpose_and_then_only_what_was_ticked(walk):
    window = walk.of("ravi")
    walk.look(window, "portal")
    follow(window, window.locator(f"main a[href$='/{walk.number}/']"))
    expect(window.locator("main")).not_to_contain_text("Arjun")
    walk.look(window, "notice")
    press(window, "We have received it")
    shown = window.locator("main")
    expect(window.locator("h1")).to_contain_text("अर्जुन नायर")
    expect(shown).to_contain_text("14 May 2002")
    expect(shown).to_contain_text("Not shared")
    for words in NEVER_AT_THE_MISSION:
        assert words.lower() not in window.content().lower(), words
    walk.look(window, "shared")
    for place in ("", "person/", "screening/", "interview/", "consents/", f"mission/{walk.number}/"):
        answer = window.request.get(f"{walk.url}{walk.room}{place}")
        assert answer.status == 404, place


def ravi_confirms_and_issues_the_paper(walk):
    window = walk.of("ravi")
    window.get_by_label("Nationality confirmed").check()
    window.get_by_label("Will be issued").check()
    date(window, "document_due_on", from_today(7))
    press(window, "Check my answer")
    walk.look(window, "answer")
    press(window, "Send the answer")
    expect(window.locator("main")).to_contain_text("Travel paper on its way")
    window.locator("[name=document_type]").select_option("emergency_travel_document")
    window.locator("[name=document_number]").fill("N0000417")
    date(window, "document_expires_on", from_today(90))
    press(window, "Check my answer")
    press(window, "Send the answer")
    expect(window.locator("main")).to_contain_text("Travel paper issued")


def amina_reads_the_answer_and_who_looked(walk):
    window = walk.open("amina", f"mission/{walk.number}/")
    expect(window.locator("main")).to_contain_text("N0000417")
    walk.look(window, "issued")
    walk.open("amina", "looks/")
    expect(window.locator("main")).to_contain_text("Ravi Menon")
    walk.look(window, "looks")


def the_files_say_the_same(walk, people):
    with acting(people["amina"]):
        case = Case.objects.get(reference=walk.room.strip("/").split("/")[1])
        screening = Screening.objects.get(case=case)
        referral = ConsularReferral.objects.select_related("share").get(case=case)
    expected = {name: SCENARIO["expected"][name] for name in ("profile", "levels", "counts", "outcome")}
    assert {name: getattr(screening, name) for name in expected} == expected
    assert (screening.status, screening.reasonable_grounds) == ("confirmed", True)
    assert (case.status, referral.status) == ("active_assistance", "document_issued")
    assert sorted(referral.share.items) == sorted(TICKED)
    assert referral.requested_by_id != referral.approved_by_id
