"""A removal by a state (T7): followed with the same care, a penalty, and in no figure of returns."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.acting import acting
from casework.models import Case, Penalty, Todo
from referrals.models import Removal, Return
from referrals.returns import queries, removing
from referrals.returns.removing import REMOVAL
from tests.referrals.returns.conftest import Home, past, say_yes

S = Removal.Status
TODAY = timezone.localdate


def noted(office, case, **fields):
    given = {"by_state": "TH", "to_country": "VN", "chosen": "chosen", "informed": "no", **fields}
    with acting(office.amina, "test.arrange"):
        row = Case.objects.select_related("organisation", "person").get(pk=case.pk)
        return removing.note_removal(row, by=office.amina, **given)


def move(office, row, name, by=None, **given):
    by = by or office.amina
    with acting(by, "test.arrange"):
        return REMOVAL.move(removing.whole().get(pk=row.pk), name, by=by, **given)


def test_a_removal_is_a_penalty_and_asks_for_a_lawyer_at_once(office, woman):
    row = noted(office, woman)
    with acting(office.amina):
        penalty = Penalty.objects.get(case=woman)
        assert (penalty.kind, row.penalty_id) == ("deportation_order", penalty.pk)
        assert Todo.objects.open().filter(case=woman, kind="legal_counsel").exists()
    with pytest.raises(ValidationError, match="already"):
        noted(office, woman)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"informed": "yes"}, {"informed_on", "informed_language"}), ({"objection": "lodged"}, {"objection_on"}),
        ({"announced_on": TODAY() + datetime.timedelta(days=2)}, {"announced_on"}), ({"by_state": "XX"}, {"by_state"}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field(office, woman, fields, wrong):
    with pytest.raises(ValidationError) as error:
        noted(office, woman, **fields)
    assert set(error.value.message_dict) == wrong
    with acting(office.amina):
        assert not Removal.objects.exists() and not Penalty.objects.exists()


def test_the_receiving_side_is_told_on_the_persons_yes_only(office, woman):
    row = noted(office, woman, receiver_words="Her aunt in Vinh.")
    with acting(office.amina, "test.arrange"), pytest.raises(ValidationError, match="ask the person"):
        removing.tell_receiver(row, by=office.amina, told_on=TODAY())


def test_it_is_followed_like_a_return_and_never_counted_as_one(office, woman, people):
    row = noted(office, woman, chosen="chosen")
    row = move(office, row, "leave", left_on=TODAY(), place="Mae Sot bridge")
    row = move(office, row, "arrive", arrived_on=TODAY())
    with acting(office.amina, "test.arrange"):
        say_yes(woman, office.amina, "reintegration_followup")
    row = move(office, row, "receive", received_on=TODAY())
    assert row.status == S.HANDED_OVER
    with pytest.raises(ValidationError, match="agreed to be asked"):
        move(office, row, "complete", by=office.sam)
    past("referrals_removal", row.pk, received_on=TODAY() - datetime.timedelta(days=370))
    for name in ("follow_up_1m", "follow_up_3m", "follow_up_6m", "follow_up_12m"):
        row = move(office, row, name)
    assert move(office, row, "complete", by=office.sam).ended_at is not None
    with acting(office.sam):
        assert not Return.objects.exists()
        assert set(queries.figures(office.sam).values()) == {0}
        assert queries.removed(office.sam) == 1


def test_a_person_who_was_removed_after_a_stopped_return_stands_in_the_figures_as_stopped_only(office, woman, people):
    home = Home(office, woman, people)
    home.to("book")
    home.take("stop")
    row = noted(office, woman)
    move(office, row, "leave", left_on=TODAY())
    with acting(office.sam):
        found = queries.figures(office.sam)
    assert (found["departed"], found["received"], found["stopped"], found["planned"]) == (0, 0, 1, 0)


def test_the_figures_count_persons_and_not_ways(office, woman, people):
    for _turn in range(2):
        home = Home(office, woman, people)
        home.to("wish")
        home.take("stop")
    home.to("wish")
    with acting(office.sam):
        found = queries.figures(office.sam)
    assert (found["all"], found["stopped"], found["planned"]) == (1, 1, 1)


def test_a_removal_that_is_called_off_says_why(office, woman):
    row = noted(office, woman)
    with pytest.raises(ValidationError):
        move(office, row, "lift", reason="")
    assert move(office, row, "lift", reason="The objection helped.").status == S.LIFTED
