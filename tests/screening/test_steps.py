"""The steps of workflows.md section 3: who may take them, from where, and what they need."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404
from django.utils import timezone

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.consents import actions as consents
from casework.models import Case, CaseStep, Todo
from screening import actions, queries
from screening.models import IndicatorAnswer, Screening
from screening.transitions import BY_ITSELF, SCREENING
from tests.screening.conftest import INDICATED, begin, move, present, submit, told

S = Screening.Status


def kinds(case, by):
    with acting(by):
        return set(Todo.objects.filter(case=case, done_at=None).values_list("kind", flat=True))


def test_a_screening_goes_from_draft_to_confirmed_and_keeps_what_the_rule_said(office, opened):
    screening = submit(opened, office.amina)
    assert (screening.status, screening.outcome, screening.profile) == (S.SUBMITTED, "trafficking_indicated", "adult")
    assert screening.levels == {"act": "positive", "means": "positive", "purpose": "positive"}
    assert screening.counts["means"] == {"strong": 2, "medium": 0, "weak": 0}
    assert screening.reasonable_grounds and screening.protection_presumed
    decided = move(screening, "confirm", office.sam)
    assert (decided.status, decided.outcome, decided.rule_outcome) == (
        S.CONFIRMED, "trafficking_indicated", "trafficking_indicated"
    )  # fmt: skip
    assert decided.decided_by == office.sam
    assert (decided.rule_version, decided.catalogue_version) == (1, 1)
    with acting(office.amina):
        steps = set(CaseStep.objects.filter(case=opened).values_list("step", flat=True))
    assert {"screening_start", "screening_submit", "screening_confirm"} <= steps


def test_one_screening_is_open_at_a_time(office, opened):
    begin(opened, office.amina)
    with acting(office.amina), pytest.raises(ValidationError, match="open already"):
        actions.open_screening(opened, by=office.amina)


def test_a_closed_case_is_not_screened(office, opened):
    other = submit(opened, office.amina)
    with connection.cursor() as cursor, acting(office.amina):
        cursor.execute("UPDATE casework_case SET status = 'closed', version = version + 1 WHERE id = %s", [opened.pk])
    with pytest.raises(ValidationError, match="The case is closed"):
        move(other, "confirm", office.sam)
    with acting(office.amina), pytest.raises(ValidationError, match="The case is closed"):
        actions.open_screening(Case.objects.get(pk=opened.pk), by=office.amina)
    with acting(office.amina), pytest.raises(ValidationError, match="The case is closed"):
        actions.mark(other, present("A-REC-02"), by=office.amina)


def test_a_draft_case_is_opened_before_it_is_screened(office, case):
    with acting(office.amina), pytest.raises(ValidationError, match="First open the case"):
        actions.open_screening(case, by=office.amina)


def test_nothing_begins_without_the_persons_yes_to_the_interview(office, opened):
    with acting(office.amina):
        screening = actions.open_screening(opened, by=office.amina)
        told(opened, "interview", office.amina, status="refused")
    with pytest.raises(ValidationError, match="agrees to the interview"):
        move(screening, "start", office.amina, setting="yes")


def test_nothing_begins_before_place_and_urgent_needs_were_seen_to(office, opened):
    with acting(office.amina):
        screening = actions.open_screening(opened, by=office.amina)
    with pytest.raises(ValidationError) as refused:
        move(screening, "start", office.amina)
    assert set(refused.value.message_dict) == {"setting"}


def test_with_a_child_sits_an_officer_or_the_guardian(office, opened):
    with acting(office.amina):
        opened.child = True
        opened.save()
        yes = {"giver": "guardian", "guardian": "Her aunt", "child_assent": True}
        told(opened, "interview", office.amina, **yes)
        screening = actions.open_screening(opened, by=office.amina)
    with pytest.raises(ValidationError, match="who is with the child"):
        move(screening, "start", office.amina, setting="yes", present="friend")
    assert move(screening, "start", office.amina, setting="yes", present="guardian").accompanied_by == "guardian"


def test_a_child_of_the_file_is_screened_as_a_child(office, opened):
    with acting(office.amina):
        opened.child = True
        opened.save()
        told(opened, "interview", office.amina, giver="guardian", guardian="Her aunt", child_assent=True)
    screening = submit(opened, office.amina, ("A-REC-04", "P-CH-01"))
    assert (screening.profile, screening.outcome) == ("child", "trafficking_indicated")
    assert screening.age_disputed


def test_a_word_of_the_person_is_not_marked_before_they_agreed(office, opened):
    with acting(office.amina):
        told(opened, "interview", office.amina, status="refused")
        screening = actions.open_screening(opened, by=office.amina)
        with pytest.raises(ValidationError, match="has not agreed to an interview"):
            actions.mark(screening, present("A-REC-01"), by=office.amina)
        actions.mark(screening, present("C-HUB-01", source="observation"), by=office.amina)
    stopped = move(screening, "stop", office.amina, hindrance="refused")
    assert (stopped.status, stopped.outcome) == (S.STOPPED, "unable_to_screen")
    assert stopped.protection_presumed and not stopped.reasonable_grounds
    assert {"legal_counsel", "consular_rights_information"} <= kinds(opened, office.amina)


@pytest.mark.parametrize("who", ["noor", "tess", "paul", "audrey", "dara", "alex", "lina"])
def test_nobody_else_takes_a_step(office, opened, who):
    screening = submit(opened, office.amina)
    for step in SCREENING.steps:
        with pytest.raises((Http404, PermissionDenied)):
            move_by_key(screening, step, getattr(office, who))


def move_by_key(screening, step, by):
    with acting(by, "test.act"):
        SCREENING.move(screening, step, by=by, reason="x")


@pytest.mark.parametrize("step", ["return", "confirm", "override", "approve_override", "decline_override"])
def test_a_caseworker_decides_nothing_not_even_by_name_of_the_step(office, opened, step):
    """S-30"""
    screening = submit(opened, office.amina)
    with pytest.raises(PermissionDenied):
        move(screening, step, office.amina, reason="x", outcome="no_indication")


def test_a_withdrawn_yes_stops_what_is_not_confirmed_and_its_answers_are_not_used(office, opened):
    screening = submit(opened, office.amina)
    take_back(office, opened)
    with acting(office.amina):
        stopped = Screening.objects.get(pk=screening.pk)
    assert (stopped.status, stopped.outcome, stopped.hindrance) == (S.STOPPED, "unable_to_screen", "withdrawn")
    assert (stopped.levels["act"], stopped.reasonable_grounds) == ("none", False)
    with pytest.raises(WrongState):
        move(stopped, "confirm", office.sam)
    with pytest.raises(ValidationError, match="begin a new screening"):
        move(stopped, "resume", office.amina)
    with acting(office.amina), pytest.raises(ValidationError, match="before it is sent"):
        actions.mark(stopped, present("A-REC-02", source="document"), by=office.amina)


def take_back(office, case):
    from casework.consents.queries import current_consents

    with acting(office.amina, "consent.withdraw"):
        yes = next(row for row in current_consents(case) if row.type == "interview")
        consents.withdraw(yes, by=office.amina)
        return actions.interview_withdrawn(case, by=office.amina)


def test_a_new_screening_after_a_withdrawal_begins_empty(office, opened):
    submit(opened, office.amina, vulnerability_flags=["destitute"])
    take_back(office, opened)
    with acting(office.amina):
        told(opened, "interview", office.amina)
        new = actions.open_screening(opened, by=office.amina)
        assert new.number == 2 and new.vulnerability_flags == []
        assert not IndicatorAnswer.objects.filter(screening=new).exists()


def test_a_confirmed_outcome_stays_when_the_yes_is_taken_back(office, opened):
    decided = move(submit(opened, office.amina), "confirm", office.sam)
    assert take_back(office, opened) == 0
    with acting(office.amina):
        assert Screening.objects.get(pk=decided.pk).status == S.CONFIRMED


def test_the_systems_step_is_refused_while_the_yes_stands(office, opened):
    screening = submit(opened, office.amina)
    with acting(office.amina), pytest.raises(ValidationError, match="did not take back"):
        BY_ITSELF.move(screening, "withdraw", by=office.amina)


@pytest.mark.parametrize("step", ["submit", "confirm"])
def test_nothing_is_sent_or_decided_on_answers_that_were_taken_back_even_before_the_system_stopped_it(
    office, opened, step
):
    screening = begin(opened, office.amina) if step == "submit" else submit(opened, office.amina)
    with acting(office.amina):
        told(opened, "interview", office.amina, status="refused")
    with pytest.raises(ValidationError, match="took back their yes"):
        move(screening, step, office.amina if step == "submit" else office.sam)


def test_a_yes_that_only_ran_out_does_not_stop_the_review(office, opened):
    screening = submit(opened, office.amina)
    later = timezone.now() + datetime.timedelta(days=200)
    import time_machine

    with time_machine.travel(later, tick=True):
        assert move(screening, "confirm", office.sam).status == S.CONFIRMED


def test_a_stopped_screening_goes_on_when_the_person_agrees_again(office, opened):
    screening = begin(opened, office.amina)
    stopped = move(screening, "stop", office.amina, hindrance="stopped", reason="She cried.")
    assert stopped.outcome == "unable_to_screen"
    again = move(stopped, "resume", office.amina)
    assert (again.status, again.outcome, again.hindrance, again.levels) == (S.IN_PROGRESS, "", "", {})
    assert move(again, "submit", office.amina).outcome == "trafficking_indicated"


def test_a_stop_says_why(office, opened):
    screening = begin(opened, office.amina)
    for hindrance in ("", "withdrawn", "tired"):
        with pytest.raises(ValidationError) as refused:
            move(screening, "stop", office.amina, hindrance=hindrance)
        assert set(refused.value.message_dict) == {"hindrance"}


def test_a_newer_decision_replaces_the_older_one_and_begins_with_its_answers(office, opened):
    first = move(submit(opened, office.amina), "confirm", office.sam)
    with acting(office.amina):
        new = actions.open_screening(opened, by=office.amina)
        assert new.number == 2
        assert new.answers.count() == len(INDICATED)
        SCREENING.move(new, "start", by=office.amina, setting="yes")
        SCREENING.move(new, "submit", by=office.amina)
    assert row_of(office, first).status == S.CONFIRMED, "the old one stands until the new one is decided"
    decided = move(new, "confirm", office.sam)
    assert row_of(office, first).status == S.SUPERSEDED
    assert row_of(office, first).outcome == "trafficking_indicated", "kept as it was decided"
    with acting(office.amina):
        assert queries.latest_confirmed(opened) == decided


def row_of(office, screening):
    with acting(office.amina):
        return Screening.objects.get(pk=screening.pk)


def test_a_sender_who_saw_another_version_sends_nothing(office, opened):
    screening = begin(opened, office.amina)
    with pytest.raises(ValidationError, match="Something was changed since you looked"):
        move(screening, "submit", office.amina, seen=str(screening.version - 1))
    assert move(screening, "submit", office.amina, seen=str(screening.version)).status == S.SUBMITTED


@pytest.mark.parametrize("status", [S.SUBMITTED, S.CONFIRMED])
def test_answers_are_fixed_once_it_is_sent(office, opened, status):
    screening = submit(opened, office.amina)
    if status == S.CONFIRMED:
        screening = move(screening, "confirm", office.sam)
    with acting(office.amina):
        with pytest.raises(ValidationError, match="before it is sent"):
            actions.mark(screening, present("A-REC-02"), by=office.amina)
        with pytest.raises(ValidationError, match="before it is sent"):
            actions.edit_screening(screening, by=office.amina, act_complete=False)


def test_steps_out_of_order_are_refused(office, opened):
    """S-33"""
    with acting(office.amina):
        screening = actions.open_screening(opened, by=office.amina)
    for step, by in (("submit", office.amina), ("resume", office.amina), ("confirm", office.sam)):
        with pytest.raises(WrongState):
            move(screening, step, by)


def test_further_assessment_older_than_fourteen_days_is_late(office, opened):
    screening = submit(opened, office.amina, ("A-REC-01", "M-COE-04", "P-FL-01"))
    assert screening.outcome == "further_assessment"
    move(screening, "confirm", office.sam)
    with acting(office.amina):
        assert "next_interview" in kinds(opened, office.amina)
        assert not Screening.objects.late().filter(pk=screening.pk).exists()
        row = Screening.objects.get(pk=screening.pk)
        row.decided_at = timezone.now() - datetime.timedelta(days=15)
        row.save()
        assert Screening.objects.late().filter(pk=screening.pk).exists()
