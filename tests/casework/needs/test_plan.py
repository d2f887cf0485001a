"""The plan the person agrees to, the safety plan, and conferences whose decisions become something (P2, P8)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.models import Todo
from casework.needs import actions
from casework.needs.models import CasePlan, Conference, Decision, Need, SafetyPlan
from casework.needs.transitions import BY_ITSELF, PLAN

P = CasePlan.Status
TODAY = timezone.localdate
YES = {"read_aloud": "yes", "agreed_on": str(TODAY()), "agreed_how": "witnessed", "copy_given": "no"}


def written(office, case, **fields):
    """A version that nobody answered."""
    given = {"language": "vie", "wishes": "Home, and a doctor.", "steps": "Thứ hai: bác sĩ.", **fields}
    with acting(office.amina, "test.arrange"):
        return actions.write_plan(actions.next_plan(case), by=office.amina, **given)


def move(plan, name, by, **given):
    """One answer of the person."""
    with acting(by):
        return PLAN.move(plan, name, by=by, **given)


def test_the_table_of_the_plan_is_the_one_that_was_typed_by_hand():
    assert {name: (set(step.sources), step.target) for name, step in PLAN.steps.items()} == {
        "agree": ({P.DRAFT}, P.AGREED),
        "disagree": ({P.DRAFT}, P.NOT_AGREED),
    }
    assert {name: (set(step.sources), step.target) for name, step in BY_ITSELF.steps.items()} == {
        "replace": ({P.AGREED}, P.REPLACED)
    }


def test_the_person_agrees_on_a_day_in_their_language(office, case):
    plan = move(written(office, case), "agree", office.amina, **YES)
    assert (plan.status, str(plan.agreed_on), plan.language) == (
        P.AGREED,
        YES["agreed_on"],
        "vie",
    ) and not plan.copy_given


def test_what_was_agreed_is_never_changed_and_a_change_is_agreed_to_again(office, case):
    first = move(written(office, case), "agree", office.amina, **YES)
    with acting(office.amina), pytest.raises(ValidationError, match="new version"):
        actions.write_plan(first, by=office.amina, steps="Something else.")
    second = written(office, case, steps="Thứ ba: luật sư.")
    with acting(office.amina):
        assert second.number == 2 and second.wishes == "Home, and a doctor."
    assert states(office, case) == [P.DRAFT, P.AGREED]
    move(second, "agree", office.amina, **YES)
    assert states(office, case) == [P.AGREED, P.REPLACED]


def states(office, case):
    """States of all versions, the newest first."""
    with acting(office.amina):
        return list(CasePlan.objects.filter(case=case).values_list("status", flat=True))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"read_aloud": ""}, "read_aloud"), ({"agreed_on": ""}, "agreed_on"), ({"agreed_how": "sworn"}, "agreed_how"),
        ({"agreed_on": str(TODAY() + datetime.timedelta(days=2))}, "agreed_on"), ({"agreed_on": "2026-02-31"}, "agreed_on"),
    ],
)  # fmt: skip
def test_a_yes_is_read_aloud_on_a_day_that_came_and_says_how(office, case, given, field):
    with pytest.raises(ValidationError) as found:
        move(written(office, case), "agree", office.amina, **{**YES, **given})
    assert field in found.value.message_dict


def test_nobody_agrees_to_nothing_or_in_no_language(office, case):
    with pytest.raises(ValidationError):
        move(written(office, case, steps=""), "agree", office.amina, **YES)
    with pytest.raises(ValidationError):
        move(written(office, case, language="und"), "agree", office.amina, **YES)


def test_help_that_changed_since_is_read_again_before_a_yes(office, case, help_for):
    plan = written(office, case)
    help_for(kind="legal_counsel")
    with pytest.raises(ValidationError, match="has changed"):
        move(plan, "agree", office.amina, **YES)
    plan = written(office, case)
    plan = move(plan, "agree", office.amina, **YES)
    with acting(office.amina):
        assert [one["kind"] for one in plan.services] == ["legal_counsel"]


def test_a_no_is_written_and_help_goes_on(office, case, help_for):
    one = help_for()
    plan = move(written(office, case), "disagree", office.amina, answer_words="No doctor.")
    assert plan.status == P.NOT_AGREED
    with pytest.raises(WrongState):
        move(plan, "agree", office.amina, **YES)
    assert one.to("done").row.status == "done"


@pytest.mark.parametrize("name", ["agree", "disagree"])
def test_only_who_works_on_the_case_writes_the_answer(office, case, name):
    plan = written(office, case)
    for user in (office.sam, office.noor, office.dara, office.paul):
        with pytest.raises((PermissionDenied, Http404)):
            move(plan, name, user, **(YES if name == "agree" else {}))


def test_the_database_knows_one_agreed_version_and_none_without_a_day(office, case):
    plan = written(office, case)
    with acting(office.amina), pytest.raises(IntegrityError):
        CasePlan.objects.filter(pk=plan.pk).update(status="agreed", version=plan.version + 1)


def test_the_safety_plan_is_sealed_talked_through_again_and_one_a_case(office, case):
    again = TODAY() + datetime.timedelta(days=14)
    with acting(office.amina):
        plan = actions.write_safety(
            actions.safety_of(case), by=office.amina, reprisals="The lender.", whom_to_call="Nok", again_on=again
        )
        assert SafetyPlan.objects.get(case=case).whom_to_call == "Nok"
        assert Todo.objects.open().get(case=case, kind="talk_safety").due_on == again
        with pytest.raises(ValidationError):
            actions.write_safety(plan, by=office.amina, again_on=TODAY())
        with pytest.raises(IntegrityError):
            SafetyPlan(case=case, written_by=office.amina).save(force_insert=True)


def held(office, case, **fields):
    """A conference of today."""
    with acting(office.amina, "test.arrange"):
        given = {"people": "Sam\nThe clinic", "minutes": "Sleep first.", **fields}
        return actions.write_conference(Conference(case=case), by=office.amina, **given)


def test_a_decision_becomes_a_need_or_a_todo_with_an_owner_and_a_day(office, case):
    row = held(office, case)
    due = TODAY() + datetime.timedelta(days=3)
    with acting(office.amina):
        first = actions.decide(
            row, by=office.amina, words="A doctor this week.", kind="primary_health", owner=office.amina, due_on=due
        )
        second = actions.decide(row, by=office.amina, words="Call the aunt.", owner=office.sam, due_on=due)
        need = Need.objects.get(pk=first.need_id)
        todo = Todo.objects.get(pk=second.todo_id)
        assert (need.kind, need.owner_id, need.due_on, need.origin) == (
            "primary_health",
            office.amina.pk,
            due,
            "conference",
        )
        assert (todo.title, todo.owner_id, todo.due_on) == ("Call the aunt.", office.sam.pk, due)
        with pytest.raises(IntegrityError):
            Decision(case=case, conference=row, words="Nothing.").save(force_insert=True)


@pytest.mark.parametrize("left_out", ["words", "owner", "due_on"])
def test_a_decision_nobody_does_is_none(office, case, left_out):
    row = held(office, case)
    given = {"words": "Call.", "owner": office.amina, "due_on": TODAY(), left_out: "" if left_out == "words" else None}
    with acting(office.amina), pytest.raises(ValidationError) as found:
        actions.decide(row, by=office.amina, **given)
    assert left_out in found.value.message_dict


def test_a_conference_has_people_and_a_day_that_came(office, case):
    for fields, field in [({"people": " "}, "people"), ({"held_on": TODAY() + datetime.timedelta(days=1)}, "held_on")]:
        with pytest.raises(ValidationError) as found:
            held(office, case, **fields)
        assert field in found.value.message_dict
