"""Deciding on a page: confirm, return, decide otherwise, by somebody who did not screen (S-30, S-33, R-07)."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting
from accounts.models import OutboxMail
from casework.cases.actions import assign_worker
from casework.cases.naming import name_supervisor
from casework.models import Todo
from screening.models import Screening
from tests.cast import browser_of
from tests.screening.conftest import INDICATED, move, present, submit
from tests.screening.review.conftest import address, decide

S = Screening.Status


def words(answer):
    return " ".join(answer.content.decode().split())


def mails_to(user):
    return [row.kind for row in OutboxMail.objects.using("owner").filter(user=user).order_by("created_at")]


def todos(case, user):
    with acting(user):
        return {row.kind: row.owner_id for row in Todo.objects.open().filter(case=case)}


def test_the_page_shows_the_outcome_and_the_signs_behind_it(leads, opened, amina):
    sent = submit(opened, amina)
    page = words(leads.get(address(sent)))
    assert "Presumed victim of trafficking" in page and "Screened by Amina Test" in page
    assert page.count("Threshold met") >= 1 and "Before you decide" in page and "Interview consent given" in page
    with acting(amina):
        shown = [row.get_code_display() for row in sent.answers.all()]
    assert all(str(label).split(";")[0][:12] in page for label in shown)


def test_confirming_lets_it_stand_tells_the_caseworker_and_settles_the_to_do(leads, hers, opened, amina, sam, now):
    sent = submit(opened, amina)
    assert "review_screening" in todos(opened, sam)
    answer = decide(leads, sent, "confirm")
    assert answer.status_code == 302 and answer["Location"] == "/review/"
    assert now(sent).status == S.CONFIRMED and now(sent).decided_by == sam
    assert "review_screening" not in todos(opened, sam) and "non_punishment_letter" in todos(opened, sam)
    assert mails_to(amina)[-1] == "reviewed"
    start = hers.get("/").content.decode()
    assert "The outcome is confirmed" in start and "By Sam Test" in start


def test_returning_asks_a_question_about_a_sign_which_the_caseworker_finds(leads, hers, opened, amina, now):
    sent = submit(opened, amina)
    answer = decide(leads, sent, "return", question="Where is the price from?", sign="A-REC-01")
    assert answer.status_code == 302
    assert now(sent).status == S.RETURNED and now(sent).why.startswith("A-REC-01, ")
    assert now(sent).why.endswith(": Where is the price from?")
    assert "Answer the question of the review" in hers.get("/").content.decode()
    outcome = hers.get(f"/cases/{opened.reference}/screening/{sent.number}/outcome/").content.decode()
    assert "Where is the price from?" in outcome and mails_to(amina)[-1] == "todo"


def test_raising_protection_takes_one_supervisor(leads, hers, opened, amina, now):
    sent = submit(opened, amina, ["A-REC-01"])
    before = now(sent).rule_outcome
    answer = decide(leads, sent, "other", outcome="trafficking_indicated", reason="The papers show it.")
    assert answer.status_code == 302
    assert now(sent).status == S.OVERRIDDEN and now(sent).outcome == "trafficking_indicated"
    assert now(sent).rule_outcome == before
    assert "Decided otherwise: read why" in hers.get("/").content.decode()


def test_lowering_protection_goes_to_a_second_supervisor_and_never_back_to_the_first(
    leads, other, opened, amina, second, now
):
    sent = submit(opened, amina)
    answer = decide(leads, sent, "other", outcome="further_assessment", reason="Only one account.")
    assert answer.status_code == 302 and now(sent).status == S.OVERRIDE_PROPOSED
    assert now(sent).outcome == "trafficking_indicated"  # protection stays on meanwhile
    assert mails_to(second)[-1] == "second_look"
    assert str(sent.pk) not in leads.get("/review/").content.decode()
    refused = leads.get(address(sent))
    assert refused.status_code == 403 and "Second Test" in words(refused)
    assert str(sent.pk) in other.get("/review/").content.decode()
    page = words(other.get(address(sent)))
    assert "More must be asked" in page and "Only one account." in page and "A second look" in page
    assert decide(other, sent, "agree").status_code == 302
    assert now(sent).status == S.OVERRIDDEN and now(sent).outcome == "further_assessment"
    assert now(sent).decided_by == second and "Only one account." in now(sent).why


def test_a_second_supervisor_who_does_not_agree_says_why_and_it_waits_again(leads, other, opened, amina, now):
    sent = submit(opened, amina)
    decide(leads, sent, "other", outcome="no_indication", reason="I doubt it.")
    empty = decide(other, sent, "disagree")
    assert empty.status_code == 422 and "Write it in a sentence" in empty.content.decode()
    assert decide(other, sent, "disagree", reason="The papers show it.").status_code == 302
    assert now(sent).status == S.SUBMITTED and now(sent).proposed_by is None
    assert str(sent.pk) in leads.get("/review/").content.decode()


@pytest.mark.parametrize(
    ("decision", "fields", "says"),
    [
        ("", {}, "Choose one"),
        ("approve", {}, "Choose one of the answers shown"),
        ("return", {"reason": "In the wrong box"}, "Write it in a sentence"),
        ("return", {"question": "   "}, "Write it in a sentence"),
        ("return", {"question": "Where?", "sign": "A-XXX-99"}, "Choose one of the answers shown"),
        ("return", {"question": "x" * 4001}, "4000"),
        ("return", {"question": "a\x00b"}, "Null characters"),
        ("other", {"reason": "Because."}, "Choose an outcome"),
        ("other", {"outcome": "further_assessment"}, "Write it in a sentence"),
        ("other", {"outcome": "trafficking_indicated", "reason": "x"}, "Choose one of the answers shown"),
        ("other", {"outcome": "unable_to_screen", "reason": "x"}, "Choose one of the answers shown"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_changes_nothing(
    leads, opened, amina, now, decision, fields, says
):
    sent = submit(opened, amina)
    answer = decide(leads, sent, decision, **fields)
    assert answer.status_code == 422 and says in answer.content.decode()
    kept = fields.get("question", fields.get("reason", ""))
    assert "\x00" in kept or kept.strip() in answer.content.decode()
    assert now(sent).status == S.SUBMITTED


def test_fields_of_the_other_decisions_are_not_looked_at(leads, opened, amina, now):
    sent = submit(opened, amina)
    assert decide(leads, sent, "confirm", question="Half a thought", reason="").status_code == 302
    assert now(sent).status == S.CONFIRMED and now(sent).why == ""


def test_html_is_shown_as_text(leads, hers, opened, amina):
    sent = submit(opened, amina)
    decide(leads, sent, "return", question="<script>alert(1)</script>{{7*7}}")
    page = hers.get(f"/cases/{opened.reference}/screening/{sent.number}/outcome/").content.decode()
    assert "<script>alert" not in page and "{{7*7}}" in page


def test_nobody_decides_on_their_own_screening_and_is_told_who_can(opened, both, office, now):
    """S-30"""
    with acting(office.sam, "test.arrange"):
        assign_worker(opened, both, by=office.sam)
    sent = submit(opened, both)
    browser = browser_of(both)
    for answer in (browser.get(address(sent)), browser.post(address(sent), {"decision": "confirm", "seen": "1"})):
        assert answer.status_code == 403
        assert "it was you who screened" in words(answer) and "Sam Test" in words(answer)
        assert "Both Test" not in words(answer).split("These people can")[1].split("</p>")[0]
    assert str(sent.pk) not in browser.get("/review/").content.decode()
    assert now(sent).status == S.SUBMITTED


def test_who_marked_one_answer_does_not_decide_either(opened, both, office, amina, now):
    from tests.screening.conftest import begin

    with acting(office.sam, "test.arrange"):
        assign_worker(opened, both, by=office.sam)
    screening = begin(opened, amina)
    with acting(both, "test.arrange"):
        from screening import actions

        actions.mark(screening, present("A-TRF-02"), by=both)
    move(screening, "submit", amina)
    assert browser_of(both).get(address(screening)).status_code == 403


def test_a_caseworker_is_told_that_a_supervisor_decides(hers, opened, amina, now, sam):
    """S-30: by the page and by posting straight to it"""
    sent = submit(opened, amina)
    for answer in (hers.get(address(sent)), hers.post(address(sent), {"decision": "confirm", "seen": "2"})):
        assert answer.status_code == 403 and "Sam Test" in words(answer)
    assert hers.get("/review/").status_code == 404 and now(sent).status == S.SUBMITTED


def test_others_find_neither_the_queue_entry_nor_the_page(office, elsewhere, opened, amina):
    sent = submit(opened, amina)
    strangers = [office.tess, office.noor, office.paul, office.lina, office.audrey, office.alex, elsewhere.sam]
    for user in strangers:
        assert browser_of(user).get(address(sent)).status_code == 404, user
    assert str(sent.pk) not in browser_of(office.tess).get("/review/").content.decode()
    assert str(sent.pk) not in browser_of(elsewhere.sam).get("/review/").content.decode()


def test_a_partners_supervisor_who_was_named_decides_on_that_one_record(office, elsewhere, opened, amina, now):
    sent = submit(opened, amina)
    partner = elsewhere.sam
    with acting(office.sam, "test.arrange"):
        name_supervisor(opened, partner, by=office.sam, days=7, reason="I know her brother.")
    browser = browser_of(partner)
    assert str(sent.pk) in browser.get("/review/").content.decode()
    page = words(browser.get(address(sent)))
    assert "Presumed victim of trafficking" in page and "Not shared" in page
    assert decide(browser, sent, "confirm").status_code == 302
    assert now(sent).decided_by == partner


@pytest.mark.parametrize("step", ["return", "confirm"])
def test_a_screening_that_does_not_wait_takes_no_decision(leads, opened, amina, now, step):
    """S-33: nothing is skipped"""
    from tests.screening.conftest import begin

    screening = begin(opened, amina)
    assert leads.get(address(screening)).status_code == 200
    answer = leads.post(address(screening), {"decision": step, "seen": "1", "question": "Where is it from?"})
    assert answer.status_code == 409 and "Nothing of yours was written" in words(answer)
    assert now(screening).status == S.IN_PROGRESS


def test_what_somebody_decided_in_the_meantime_is_shown_with_what_was_typed(leads, other, opened, amina, second, now):
    sent = submit(opened, amina)
    page = leads.get(address(sent)).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert decide(other, sent, "confirm").status_code == 302
    late = leads.post(address(sent), {"decision": "return", "seen": seen, "question": "Which chat is it?"})
    assert late.status_code == 409
    assert "Second Test decided it" in words(late) and "Which chat is it?" in words(late)
    assert now(sent).status == S.CONFIRMED and now(sent).decided_by == second


def test_a_decision_on_an_older_version_than_the_one_that_waits_is_refused(leads, other, opened, amina, now):
    sent = submit(opened, amina)
    seen = leads.get(address(sent)).content.decode().split('name="seen" value="')[1].split('"')[0]
    decide(other, sent, "return", question="Which chat is it?")
    move(sent, "submit", amina)
    answer = leads.post(address(sent), {"decision": "confirm", "seen": seen})
    assert answer.status_code == 409 and "Look at it again" in words(answer)
    assert now(sent).status == S.SUBMITTED
    assert leads.post(address(sent), {"decision": "confirm", "seen": "x"}).status_code == 422


def test_two_supervisors_at_once_give_one_decision(leads, other, opened, amina, now):
    sent = submit(opened, amina)
    seen = leads.get(address(sent)).content.decode().split('name="seen" value="')[1].split('"')[0]
    found, start = [], threading.Barrier(2)

    def post(browser, **fields):
        start.wait(90)
        found.append(browser.post(address(sent), {"seen": seen, **fields}).status_code)
        connection.close()

    threads = [
        threading.Thread(target=post, args=[leads], kwargs={"decision": "confirm"}),
        threading.Thread(target=post, args=[other], kwargs={"decision": "return", "question": "Which chat?"}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sorted(found) == [302, 409]
    assert now(sent).status in (S.CONFIRMED, S.RETURNED)


def test_no_word_of_health_is_said(leads, opened, amina, sam):
    sent = submit(opened, amina, INDICATED, health_marks=["serious_medical", "suicide_risk", "pregnant"])
    text = (leads.get("/review/").content + leads.get(address(sent)).content).decode().lower()
    for hidden in ("serious illness", "suicid", "pregnan", "serious_medical", "health"):
        assert hidden not in text, hidden


def test_the_page_costs_the_same_whatever_it_rests_on(leads, opened, amina, sam):
    few = submit(opened, amina, ["A-REC-01"])
    leads.get(address(few))
    with CaptureQueriesContext(connection) as queries:
        leads.get(address(few))
    before = len(queries)
    move(few, "return", sam, reason="More.")
    from screening import actions

    with acting(amina, "test.arrange"):
        fresh = Screening.objects.get(pk=few.pk)
        codes = [code for code, _label in fresh.answers.model._meta.get_field("code").choices][:60]
        actions.mark(fresh, present(*codes), by=amina)
    move(few, "submit", amina)
    with CaptureQueriesContext(connection) as queries:
        assert leads.get(address(few)).status_code == 200
    assert len(queries) == before <= 16
