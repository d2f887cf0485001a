"""Who decides a screening, how, and what follows: never one's own, two supervisors to lower protection (R-07, S-30)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.acting import acting
from casework.models import Todo
from screening import actions, queries
from screening.models import Screening
from tests.cast import new_user
from tests.screening.conftest import INDICATED, begin, move, present, submit

S = Screening.Status


def kinds(case, by):
    with acting(by):
        return set(Todo.objects.filter(case=case, done_at=None).values_list("kind", flat=True))


@pytest.fixture
def both(office, opened):
    """Somebody who works on the case and supervises its team."""
    person = new_user("Both", office.organisation, "caseworker", "supervisor", teams=[office.team])
    from casework.cases.actions import assign_worker

    with acting(office.sam, "test.arrange"):
        assign_worker(opened, person, by=office.sam)
    return person


STEPS = [("return", {}), ("confirm", {}), ("override", {"outcome": "further_assessment"})]


@pytest.mark.parametrize(("step", "given"), STEPS)
def test_who_screened_does_not_decide_whatever_else_they_are(office, opened, both, step, given):
    """R-07, S-30"""
    screening = submit(opened, both)
    with pytest.raises(ValidationError, match="it was you who screened"):
        move(screening, step, both, reason="x", **given)


@pytest.mark.parametrize(("step", "given"), STEPS)
def test_who_marked_a_single_answer_does_not_decide(office, opened, both, step, given):
    screening = begin(opened, office.amina)
    with acting(both):
        actions.mark(screening, present("A-TRN-01"), by=both)
    screening = move(screening, "submit", office.amina)
    with pytest.raises(ValidationError, match="it was you who screened"):
        move(screening, step, both, reason="x", **given)


def test_who_only_sent_it_does_not_decide(office, opened, both):
    screening = move(begin(opened, office.amina), "submit", both)
    with pytest.raises(ValidationError, match="it was you who screened"):
        move(screening, "confirm", both)


def test_the_database_itself_refuses_a_screener_as_reviewer(office, opened):
    screening = submit(opened, office.amina)
    with pytest.raises(IntegrityError, match="two_people"), acting(office.amina):
        screening.decided_by = office.amina
        screening.save()


def test_the_database_itself_refuses_one_supervisor_twice(office, opened):
    screening = submit(opened, office.amina)
    with pytest.raises(IntegrityError, match="second_supervisor"), acting(office.sam):
        row = Screening.objects.get(pk=screening.pk)
        row.proposed_by = row.decided_by = office.sam
        row.save()


def test_returning_needs_a_reason_which_the_caseworker_reads_and_answers(office, opened):
    screening = submit(opened, office.amina)
    with pytest.raises(ValidationError) as refused:
        move(screening, "return", office.sam, reason="  ")
    assert set(refused.value.message_dict) == {"reason"}
    returned = move(screening, "return", office.sam, reason="Which answer shows the price?")
    assert returned.status == S.RETURNED
    assert kinds(opened, office.amina) >= {"answer_review"} and "review_screening" not in kinds(opened, office.amina)
    with acting(office.amina):
        assert Screening.objects.get(pk=screening.pk).decision_reason == "Which answer shows the price?"
        actions.mark(returned, present("A-TRF-02"), by=office.amina)
    again = move(returned, "submit", office.amina)
    assert again.counts["act"]["strong"] == 3
    assert "answer_review" not in kinds(opened, office.amina)


def test_raising_protection_needs_one_supervisor_with_a_reason(office, opened):
    screening = submit(opened, office.amina, ("A-REC-01",))
    assert screening.outcome == "no_indication"
    with pytest.raises(ValidationError, match="Write the reason"):
        move(screening, "override", office.sam, outcome="trafficking_indicated")
    decided = move(screening, "override", office.sam, outcome="trafficking_indicated", reason="She told me more.")
    assert (decided.status, decided.outcome, decided.rule_outcome) == (
        S.OVERRIDDEN, "trafficking_indicated", "no_indication"
    )  # fmt: skip
    assert decided.reasonable_grounds and decided.protection_presumed
    assert {"non_punishment_letter", "consular_rights_information", "legal_counsel"} <= kinds(opened, office.amina)


LOWER = {"outcome": "vulnerable_not_trafficked", "reason": "The second talk showed otherwise."}


def test_lowering_protection_needs_a_second_supervisor(office, opened, second):
    screening = move(submit(opened, office.amina), "override", office.sam, **LOWER)
    assert (screening.status, screening.outcome) == (S.OVERRIDE_PROPOSED, "trafficking_indicated")
    assert screening.reasonable_grounds, "protection stays on meanwhile"
    with pytest.raises(ValidationError, match="it was you who proposed it"):
        move(screening, "approve_override", office.sam)
    decided = move(screening, "approve_override", second)
    assert (decided.status, decided.outcome, decided.rule_outcome) == (
        S.OVERRIDDEN, "vulnerable_not_trafficked", "trafficking_indicated"
    )  # fmt: skip
    assert (decided.proposed_by, decided.decided_by) == (office.sam, second)
    assert not decided.reasonable_grounds
    assert "protection_referral" in kinds(opened, office.amina)


def test_a_second_supervisor_may_disagree_and_it_waits_again(office, opened, second):
    screening = move(submit(opened, office.amina), "override", office.sam, **LOWER)
    with pytest.raises(ValidationError, match="it was you who proposed it"):
        move(screening, "decline_override", office.sam, reason="No.")
    again = move(screening, "decline_override", second, reason="Two signs of means stand.")
    assert (again.status, again.outcome, again.proposed_outcome, again.proposed_by) == (
        S.SUBMITTED, "trafficking_indicated", "", None
    )  # fmt: skip
    assert move(again, "confirm", office.sam).status == S.CONFIRMED


@pytest.mark.parametrize("outcome", ["", "unable_to_screen", "rescued", "trafficking_indicated"])
def test_an_override_names_another_outcome_of_the_list(office, opened, outcome):
    screening = submit(opened, office.amina)
    with pytest.raises(ValidationError) as refused:
        move(screening, "override", office.sam, outcome=outcome, reason="x")
    assert set(refused.value.message_dict) == {"outcome"}


def test_nobody_who_left_a_hub_is_put_down_as_no_indication(office, opened):
    """R04"""
    screening = submit(opened, office.amina, (*INDICATED, "C-HUB-01"))
    with pytest.raises(ValidationError, match="known hub"):
        move(screening, "override", office.sam, outcome="no_indication", reason="x")


def test_detention_asks_for_release_and_no_grounds_ask_for_nothing(office, opened):
    submit(opened, office.amina, vulnerability_flags=["detained"])
    assert "release_request" in kinds(opened, office.amina)


def test_without_grounds_and_hub_no_such_to_do_is_raised(office, opened):
    submit(opened, office.amina, ("A-REC-01",))
    assert kinds(opened, office.amina) <= {"review_screening"}


def test_decided_to_dos_are_not_raised_again_once_they_are_done(office, opened):
    screening = submit(opened, office.amina)
    from casework.todos.actions import settle_todos

    with acting(office.amina, "test.arrange"):
        settle_todos(opened, "legal_counsel", by=office.amina)
    move(screening, "confirm", office.sam)
    assert "legal_counsel" not in kinds(opened, office.amina)


def test_the_queue_shows_what_waits_and_never_ones_own(office, opened, both, second):
    screening = submit(opened, office.amina)
    with acting(office.sam):
        assert list(queries.review_queue(office.sam)) == [screening]
    with acting(office.tess):
        assert not queries.review_queue(office.tess).exists()
    with acting(office.amina):
        assert not queries.review_queue(office.amina).exists()
    move(screening, "override", office.sam, **LOWER)
    with acting(office.sam):
        assert not queries.review_queue(office.sam).exists()
    with acting(second):
        assert list(queries.review_queue(second)) == [screening]


def test_ones_own_answers_keep_a_screening_out_of_ones_queue(office, opened, both):
    submit(opened, both)
    with acting(both):
        assert not queries.review_queue(both).exists()
