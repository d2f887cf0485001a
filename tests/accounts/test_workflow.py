"""The steps of a case (workflows.md section 2): who may, from where, and what each needs (S-33)."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.cases.actions import offer_case, open_case
from casework.cases.transitions import CASE
from casework.consents.actions import answer, inform, withdraw
from casework.models import Case, CaseStep

S = Case.Status
# From workflows.md, by hand: step -> (from, to). "back" is where the case came from.
BY_HAND = {
    "start": ({"draft"}, "open"),
    "assist": ({"open"}, "active_assistance"),
    "follow_up": ({"active_assistance"}, "follow_up"),
    "hold": ({"open", "active_assistance", "follow_up"}, "on_hold"),
    "resume": ({"on_hold"}, "back"),
    "discard": ({"draft"}, "closed"),
    "propose_close": ({"open", "active_assistance", "follow_up"}, "closure_proposed"),
    "take_back_proposal": ({"closure_proposed"}, "back"),
    "approve_close": ({"closure_proposed"}, "closed"),
    "return_proposal": ({"closure_proposed"}, "back"),
    "transfer_close": ({"open", "active_assistance", "follow_up"}, "closed_transferred"),
    "reopen": ({"closed", "closed_transferred"}, "open"),
    "protect": ({"draft"}, "draft"),
}


def test_the_table_holds_exactly_the_steps_of_the_specification():
    table = {
        step.name: (set(step.sources), "back" if callable(step.target) else step.target) for step in CASE.steps.values()
    }
    assert table == BY_HAND


def yes(case, kind, by):
    return answer(
        inform(case, by=by, type=kind, language="vie"),
        by=by,
        status="given",
        giver="individual",
        how="written",
    )


def ready(case, by):
    """The guards of `start` are met."""
    yes(case, "case_data", by)
    Case.objects.filter(pk=case.pk).update(safety_checked_on="2026-03-01", language="vie", version=case.version + 1)


def test_a_case_opens_only_with_consent_safety_check_and_language(office, amina):
    with acting(amina):
        case = open_case(office.team, by=amina)
        with pytest.raises(ValidationError, match="agrees"):
            CASE.move(case, "start", by=amina)
        given = yes(case, "case_data", amina)
        with pytest.raises(ValidationError, match="safety check"):
            CASE.move(case, "start", by=amina)
        Case.objects.filter(pk=case.pk).update(safety_checked_on="2026-03-01", version=2)
        with pytest.raises(ValidationError, match="language"):
            CASE.move(case, "start", by=amina)
        Case.objects.filter(pk=case.pk).update(language="vie", version=3)
        withdraw(given, by=amina)
        with pytest.raises(ValidationError, match="agrees"):
            CASE.move(case, "start", by=amina)
        yes(case, "case_data", amina)
        assert CASE.move(case, "start", by=amina).status == S.OPEN


def test_a_protection_basis_of_the_supervisor_stands_in_for_consent(case, amina, sam):
    with acting(sam):
        CASE.move(case, "protect", by=sam, reason="She is unconscious.")
    with acting(amina):
        Case.objects.filter(pk=case.pk).update(safety_checked_on="2026-03-01", version=3)
        assert CASE.move(case, "start", by=amina).status == S.OPEN


def test_a_step_from_the_wrong_state_changes_nothing(case, amina):
    """S-33"""
    with acting(amina):
        with pytest.raises(WrongState):
            CASE.move(case, "hold", by=amina, reason="x")
        case.refresh_from_db()
        assert case.status == S.DRAFT and case.version == 1


def test_closing_is_proposed_by_one_and_approved_by_another(case, amina, sam):
    with acting(amina):
        ready(case, amina)
        CASE.move(case, "start", by=amina)
        CASE.move(case, "propose_close", by=amina, reason="Done.", closure_reason="goals_met")
        with pytest.raises(PermissionDenied):
            CASE.move(case, "approve_close", by=amina)
    with acting(sam):
        CASE.move(case, "return_proposal", by=sam, reason="What about the fine?")
    with acting(amina):
        CASE.move(case, "propose_close", by=amina, reason="It was waived.", closure_reason="goals_met")
    with acting(sam):
        assert CASE.move(case, "approve_close", by=sam).status == S.CLOSED
        assert CASE.move(case, "reopen", by=sam, reason="She came back.").status == S.OPEN


def test_a_case_with_an_open_offer_cannot_be_closed(case, office, amina):
    with acting(amina):
        ready(case, amina)
        CASE.move(case, "start", by=amina)
        offer_case(case, office.noor, by=amina, from_user=amina)
        with pytest.raises(ValidationError, match="still open"):
            CASE.move(case, "propose_close", by=amina, reason="x", closure_reason="goals_met")


def test_on_hold_returns_to_where_it_came_from(case, amina):
    with acting(amina):
        ready(case, amina)
        CASE.move(case, "start", by=amina)
        CASE.move(case, "assist", by=amina, reason="Needs a doctor today.")
        CASE.move(case, "hold", by=amina, reason="Three calls.")
        assert CASE.move(case, "resume", by=amina).status == S.ACTIVE


def test_somebody_who_does_not_see_the_case_gets_no_answer_about_it(case, noor):
    with acting(noor), pytest.raises(Http404):
        CASE.move(case, "hold", by=noor, reason="x")


def test_each_step_leaves_a_line_with_its_sealed_reason(case, sam, amina):
    with acting(sam):
        CASE.move(case, "protect", by=sam, reason="She is unconscious.")
    with acting(amina):
        line = CaseStep.objects.filter(case=case, step="protect").get()
        assert (line.by_id, line.reason) == (sam.pk, "She is unconscious.")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(names=st.lists(st.sampled_from(sorted(BY_HAND)), min_size=1, max_size=12))
def test_no_walk_leaves_the_table(office, names):
    """Whatever steps are tried in whatever order by either of two people, the case only moves along the table."""
    with acting(office.amina):
        case = open_case(office.team, by=office.amina, language="vie")
        ready(case, office.amina)
    state, came_from = "draft", ""
    for name, by in zip(names, itertools.cycle([office.amina, office.sam])):
        sources, target = BY_HAND[name]
        try:
            with acting(by):
                moved = CASE.move(case, name, by=by, reason="Because.", closure_reason="duplicate")
        except (ValidationError, PermissionDenied):
            continue
        assert state in sources
        expected = (came_from or "open") if target == "back" else target
        assert moved.status == expected
        came_from = state if name in ("hold", "propose_close") else came_from
        state = expected
