"""What a screening does to its case: assistance, closing, timeline, history (workflows.md section 2; R04, R05)."""

import re

import pytest
from django.core.exceptions import ValidationError

from accounts.acting import acting
from casework.cases.transitions import CASE
from casework.models import Case, Todo
from casework.todos.actions import finish_todo
from screening import actions
from tests.cast import browser_of
from tests.screening.conftest import begin, move, present, submit, told


def step(case, name, by, **given):
    with acting(by, "test.act"):
        return CASE.move(Case.objects.get(pk=case.pk), name, by=by, **given)


def test_assistance_begins_on_a_confirmed_outcome_and_not_on_a_proposed_one(office, opened):
    screening = submit(opened, office.amina)
    with pytest.raises(ValidationError, match="Write the reason"):
        step(opened, "assist", office.amina)
    move(screening, "confirm", office.sam)
    assert step(opened, "assist", office.amina).status == Case.Status.ACTIVE


def test_assistance_begins_for_somebody_who_cannot_be_screened(office, opened):
    move(begin(opened, office.amina), "stop", office.amina, hindrance="stopped")
    assert step(opened, "assist", office.amina).status == Case.Status.ACTIVE


def test_urgent_need_is_enough_without_any_screening(office, opened):
    assert step(opened, "assist", office.amina, reason="Needs a doctor today.").status == Case.Status.ACTIVE


def test_who_needs_protection_is_referred_before_the_case_closes(office, opened):
    screening = submit(opened, office.amina, ("A-REC-01", "P-FL-01"))
    move(screening, "confirm", office.sam)
    leaving = {"closure_reason": "person_request", "reason": "She goes on."}
    with pytest.raises(ValidationError, match="First refer the person to protection"):
        step(opened, "propose_close", office.amina, **leaving)
    with acting(office.amina):
        finish_todo(Todo.objects.get(case=opened, kind="protection_referral"), by=office.amina)
    assert step(opened, "propose_close", office.amina, **leaving).status == Case.Status.CLOSURE_PROPOSED


def test_the_timeline_says_in_words_what_happened_to_the_screening(office, opened):
    move(submit(opened, office.amina), "confirm", office.sam)
    words = browser_of(office.amina).get(f"/cases/{opened.reference}/").content.decode()
    assert "The screening was sent for review." in words
    assert "The outcome of the screening was confirmed." in words
    assert "screening_" not in re.sub(r"href=\"[^\"]*\"", "", words)


def test_the_history_says_which_sign_changed(office, opened):
    screening = begin(opened, office.amina, codes=())
    for state in ("present", "absent"):
        with acting(office.amina):
            actions.mark(
                screening, {"M-COE-04": {"state": state, "source": "document", "note": "A photo"}}, by=office.amina
            )
    words = browser_of(office.sam).get(f"/cases/{opened.reference}/history/").content.decode()
    assert "A sign of a screening" in words and "Identity or travel documents confiscated" in words
    assert "A photo" in words


def test_the_room_stands_among_the_rooms_of_those_who_may_open_it(office, opened):
    for who, shown in (("amina", True), ("sam", True), ("dara", False)):
        page = browser_of(getattr(office, who)).get(f"/cases/{opened.reference}/").content.decode()
        assert (f"/cases/{opened.reference}/screening/" in page) is shown, who


def test_fears_of_the_own_state_are_noted_once(office, opened):
    from casework.models import StateFear

    with acting(office.amina):
        screening = actions.open_screening(opened, by=office.amina, return_risk_factors=["persecution"])
        actions.edit_screening(screening, by=office.amina, vulnerability_flags=["asylum_seeker_refugee"])
        assert sorted(f.kind for f in StateFear.objects.filter(case=opened)) == ["asylum", "fear"]
        told(opened, "interview", office.amina)
        actions.mark(screening, present("A-REC-01"), by=office.amina)
        assert StateFear.objects.filter(case=opened).count() == 2
