"""Moving, coming back late, shut beds and promises: what happens in a house after somebody is in it (P1)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from accounts.acting import acting
from casework.models import Todo
from referrals.models import ShelterBed, Stay
from referrals.shelter import actions
from referrals.shelter.codes import Status as S
from tests.referrals.shelter.conftest import (
    admitted,
    asked,
    bed_in,
    now,
    offered,
    somebody,
    take,
)
from tests.referrals.shelter.planting import house_of
from tests.referrals.shelter.test_stay_way import LEAVES, TODAY, given, standing


def test_a_move_to_another_house_is_written_by_both_and_the_bed_is_free_again(office, house):
    case = somebody(office)
    first = admitted(office, house, case)
    take(first, "ask_transfer", office.amina, reason="The stairs.")
    second = house_of(office.paul, "Orchard House", room="Hall")
    there = take(asked(office, second, case), "offer", office.paul, bed=bed_in(second, office.paul, room="Hall"))
    assert take(first, "transfer", office.paul).until_on == TODAY()
    assert take(there, "admit", office.paul, rules="yes").status == S.ADMITTED
    assert admitted(office, house, somebody(office)).bed_id == first.bed_id


def test_who_left_without_notice_is_looked_for(office, house):
    stay = standing(office, house, S.OUT)
    take(stay, "leave", office.paul, **given("leave", house, office))
    with acting(office.amina):
        assert Todo.objects.open().filter(case=stay.case_id, kind="left_house").exists()


def test_who_comes_back_and_is_not_well_is_asked(office, house):
    stay = standing(office, house, S.OUT)
    take(stay, "come_back", office.paul, safety="worried", note="She will not say where she was.")
    with acting(office.amina):
        assert Todo.objects.open().filter(case=stay.case_id, kind="came_back_worried").exists()


def test_a_shut_bed_is_given_to_nobody_and_a_taken_one_is_not_shut(office, house):
    bed = bed_in(house, office.paul, "2")
    with acting(office.paul, "test.arrange"):
        row = ShelterBed.objects.get(pk=bed)
        actions.shut_bed(row, by=office.paul, version=row.version, shut_from=TODAY(), shut_why="Roof.")
    stay = asked(office, house, somebody(office))
    with pytest.raises(ValidationError, match="shut"):
        take(stay, "offer", office.paul, bed=bed)
    taken = admitted(office, house, somebody(office))
    with pytest.raises(ValidationError, match="Somebody has this bed"), acting(office.paul, "test.arrange"):
        row = ShelterBed.objects.get(pk=taken.bed_id)
        actions.shut_bed(row, by=office.paul, version=row.version, shut_from=TODAY())


def test_a_bed_is_promised_once_for_each_night(office, house):
    offered(office, house, somebody(office))
    with pytest.raises(ValidationError, match="Somebody has this bed"):
        offered(office, house, somebody(office))


def test_somebody_moves_to_another_bed_and_keeps_the_house(office, house):
    stay = admitted(office, house, somebody(office))
    with acting(office.paul, "test.arrange"):
        row = actions.whole().get(pk=stay.pk)
        moved = actions.rearrange(row, by=office.paul, version=row.version, bed=bed_in_same(house, "2"))
    assert moved.bed.label == "2" and moved.status == S.ADMITTED


def bed_in_same(house, number):
    """A bed of the house, read by who acts."""
    return ShelterBed.objects.get(shelter=house, label=number).pk


def test_a_day_that_is_promised_to_somebody_cannot_be_slept_over(office, house):
    week = TODAY() + datetime.timedelta(days=7)
    stay = asked(office, house, somebody(office), until_on=week)
    stay = take(stay, "offer", office.paul, bed=bed_in(house, office.paul))
    take(stay, "admit", office.paul, rules="yes")
    later = asked(office, house, somebody(office), from_on=week)
    take(later, "offer", office.paul, bed=bed_in(house, office.paul))
    with pytest.raises(ValidationError, match="in these nights"), acting(office.paul, "test.arrange"):
        row = actions.whole().get(pk=stay.pk)
        longer = week + datetime.timedelta(days=1)
        actions.rearrange(row, by=office.paul, version=row.version, bed=row.bed_id, until_on=longer)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"from_on": datetime.date(2020, 1, 1)}, "This day is over"),
        ({"from_on": datetime.date(2999, 1, 1)}, "at most a year"),
        ({"until_on": datetime.date(2020, 1, 1)}, "last day comes after"),
        ({"words": "x" * 3000}, "too long"),
        ({"needs": ["x"]}, "x"),
    ],
)
def test_a_request_that_cannot_be_says_a_sentence(office, house, fields, sentence):
    case = somebody(office)
    with pytest.raises(ValidationError, match=sentence):
        asked(office, house, case, **fields)
    with acting(office.amina):
        assert not Stay.objects.filter(case=case).exists()


def test_who_moved_out_is_the_houses_to_read_no_more(office, house):
    stay = admitted(office, house, somebody(office))
    assert now(stay, office.paul) is not None
    take(stay, "exit", office.paul, **LEAVES)
    assert now(stay, office.paul) is None and now(stay, office.amina).status == S.EXITED
