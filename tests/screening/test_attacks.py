"""Attacks on who decides on a screening that once succeeded (R-07, S-30)."""

import pytest
from django.core.exceptions import ValidationError

from accounts.acting import acting
from casework.cases.actions import assign_worker
from screening import actions
from screening.models import Screening
from screening.queries import review_queue
from screening.transitions import SCREENING
from tests.casework.interviews.conftest import sit_down, tell
from tests.cast import new_user
from tests.screening.conftest import INDICATED, PARTS, begin, move, present


@pytest.fixture
def both(office, opened):
    """Somebody who is caseworker on the case and supervisor of its team."""
    user = new_user("Both", office.organisation, "caseworker", "supervisor", teams=[office.team])
    with acting(office.sam, "test.arrange"):
        assign_worker(opened, user, by=office.sam)
    return user


def refused(office, screening, both, step="confirm", **given):
    with pytest.raises(ValidationError, match="it was you who screened"):
        move(screening, step, both, **given)
    with acting(both):
        assert not review_queue(both).filter(pk=screening.pk).exists()


def test_who_wrote_ages_or_finished_parts_does_not_decide(office, opened, both):
    screening = begin(opened, office.amina)
    with acting(both, "test.arrange"):
        row = Screening.objects.get(pk=screening.pk)
        actions.edit_screening(row, by=both, means_complete=False, age_at_screening=30)
    move(screening, "submit", office.amina)
    refused(office, screening, both)


def test_who_marked_and_was_overwritten_does_not_decide(office, opened, both):
    screening = begin(opened, office.amina)
    with acting(both, "test.arrange"):
        actions.mark(screening, {"A-REC-02": {"state": "present", "source": "observation"}}, by=both)
    with acting(office.amina, "test.arrange"):
        actions.mark(screening, {"A-REC-02": {"state": "present", "source": "document"}}, by=office.amina)
    move(screening, "submit", office.amina)
    refused(office, screening, both)


def test_who_opened_the_draft_that_somebody_else_began_does_not_decide(office, opened, both):
    with acting(both, "test.arrange"):
        screening = actions.open_screening(opened, by=both, **PARTS)
    with acting(office.amina, "test.arrange"):
        screening = SCREENING.move(screening, "start", by=office.amina, setting="yes")
        actions.mark(screening, present(*INDICATED), by=office.amina)
    move(screening, "submit", office.amina)
    refused(office, screening, both)


def test_who_wrote_down_what_was_told_in_a_colleagues_talk_does_not_decide(office, opened, both):
    """A supervisor who did not do the interview: whoever held it, who wrote its answers did it too."""
    tell(sit_down(opened, office.amina), "int_name", "Trang", by=both)
    screening = move(begin(opened, office.amina), "submit", office.amina)
    refused(office, screening, both)


def test_who_only_returned_it_decides_on_the_answer(office, opened):
    """Deciding is no work on it: the same supervisor asks back and then confirms."""
    screening = move(begin(opened, office.amina), "submit", office.amina)
    move(screening, "return", office.sam, reason="Who took the passport?")
    move(screening, "submit", office.amina)
    with acting(office.sam):
        assert review_queue(office.sam).filter(pk=screening.pk).exists()
    assert move(screening, "confirm", office.sam).status == "confirmed"
