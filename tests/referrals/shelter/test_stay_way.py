"""The way of a stay: who may take each step, who may not, and every guard (workflows.md section 7)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.cases.actions import raise_conflict
from casework.cases.models import CaseStep
from casework.models import Todo
from casework.people.actions import edit_person
from referrals.models import ConflictPair
from referrals.shelter import actions, custody
from referrals.shelter.codes import Status as S
from referrals.shelter.transitions import STAY
from tests.cast import new_team, new_user
from tests.referrals.shelter.conftest import (
    admitted,
    asked,
    bed_in,
    now,
    offered,
    room,
    somebody,
    take,
    whole,
)
from tests.referrals.shelter.planting import house_of

TODAY = timezone.localdate
# workflows.md section 7, with three rows of our own (take_back, cancel, stay_on): step -> (from, to, who).
BY_HAND = {
    "offer": ({S.REQUESTED}, S.OFFERED, "paul"), "decline": ({S.REQUESTED}, S.DECLINED, "paul"),
    "take_back": ({S.OFFERED}, S.REQUESTED, "paul"), "admit": ({S.OFFERED}, S.ADMITTED, "paul"),
    "refuse": ({S.OFFERED}, S.REFUSED, "amina paul"), "cancel": ({S.REQUESTED, S.OFFERED}, S.CANCELLED, "amina"),
    "go_out": ({S.ADMITTED}, S.OUT, "paul"), "come_back": ({S.OUT}, S.ADMITTED, "paul"),
    "leave": ({S.OUT}, S.LEFT, "paul"), "ask_transfer": ({S.ADMITTED}, S.TRANSFER, "amina paul"),
    "stay_on": ({S.TRANSFER}, S.ADMITTED, "amina paul"), "transfer": ({S.TRANSFER}, S.TRANSFERRED, "amina paul"),
    "exit": ({S.ADMITTED}, S.EXITED, "paul"),
}  # fmt: skip
EVERYBODY = ("amina", "noor", "sam", "tess", "paul", "audrey", "dara", "alex")
LEAVES = {"exit_reason": "own_lodging", "exit_plan": "With her sister; she calls on Friday.", "belongings": "back"}


def given(name, house, office):
    """What each step asks for, rightly filled in."""
    soon = (timezone.now() + datetime.timedelta(hours=3)).isoformat()
    return {
        "offer": {"bed": bed_in(house, office.paul)}, "decline": {"reason": "Full."}, "take_back": {"reason": "Fire."},
        "admit": {"rules": "yes"}, "refuse": {"other": "A room with the church."}, "cancel": {"reason": "Found one."},
        "go_out": {"back_by": soon}, "come_back": {"safety": "well"},
        "leave": {"safety": "Called her twice; her friend fears the broker."}, "ask_transfer": {"reason": "The stairs."},
        "exit": LEAVES,
    }.get(name, {})  # fmt: skip


def standing(office, house, state, case=None):
    """A stay in this state."""
    case = case or somebody(office)
    way = {
        S.REQUESTED: [], S.OFFERED: ["offer"], S.ADMITTED: ["offer", "admit"], S.OUT: ["offer", "admit", "go_out"],
        S.TRANSFER: ["offer", "admit", "ask_transfer"],
    }[state]  # fmt: skip
    stay = asked(office, house, case)
    for name in way:
        take(stay, name, office.paul, **given(name, house, office))
    return stay


def test_the_table_is_the_one_that_was_typed_by_hand():
    table = {name: (set(step.sources), step.target) for name, step in STAY.steps.items()}
    assert table == {name: (sources, target) for name, (sources, target, _who) in BY_HAND.items()}


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_each_step_is_taken_by_those_named_and_by_nobody_else(office, house, name):
    sources, target, who = BY_HAND[name]
    stay = standing(office, house, sorted(sources)[0])
    other = new_user("Olga", office.organisation, "shelter_manager", teams=[new_team(office.organisation)])
    for somebody_else in [getattr(office, each) for each in EVERYBODY if each not in who.split()] + [other]:
        with pytest.raises((Http404, PermissionDenied)):
            take(stay, name, somebody_else, **given(name, house, office))
    if name == "transfer":
        second = house_of(office.paul, "Orchard House", room="Hall")
        with acting(office.amina, "test.arrange"):
            next_one = actions.ask(whole(stay.case), by=office.amina, shelter=second.pk)
        take(next_one, "offer", office.paul, bed=bed_in(second, office.paul, room="Hall"))
    done = take(stay, name, getattr(office, who.split()[0]), **given(name, house, office))
    assert done.status == target
    with acting(office.amina):
        assert CaseStep.objects.filter(case=stay.case_id, step=f"stay_{name}", after=target).exists()


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_a_step_from_the_wrong_state_changes_nothing(office, house, name):
    wrong = S.REQUESTED if S.REQUESTED not in BY_HAND[name][0] else S.ADMITTED
    stay = standing(office, house, wrong)
    by = office.paul if "paul" in BY_HAND[name][2] else office.amina
    with pytest.raises((WrongState, Http404, PermissionDenied)):
        take(stay, name, by, **given(name, house, office))
    assert now(stay, office.amina).status == wrong


@pytest.mark.parametrize(
    ("state", "name", "wrong", "sentence"),
    [
        (S.REQUESTED, "offer", {"bed": "x"}, "Choose one of the beds"),
        (S.REQUESTED, "decline", {"reason": " "}, "Write the reason"),
        (S.OFFERED, "take_back", {"reason": ""}, "Write the reason"),
        (S.OFFERED, "admit", {"rules": ""}, "house rules"),
        (S.OFFERED, "admit", {"arrived_on": "2026-13-40"}, "Write the day as"),
        (S.OFFERED, "admit", {"arrived_on": "2020-01-01"}, "long over"),
        (S.OFFERED, "admit", {"emergency": "yes"}, "for children only"),
        (S.OFFERED, "refuse", {"other": ""}, "what else was offered"),
        (S.OFFERED, "cancel", {"reason": ""}, "Write the reason"),
        (S.ADMITTED, "go_out", {"back_by": ""}, "expected back"),
        (S.ADMITTED, "go_out", {"back_by": "2020-01-01T10:00"}, "hour is over"),
        (S.ADMITTED, "go_out", {"back_by": "2999-01-01T10:00"}, "30 days"),
        (S.OUT, "come_back", {"safety": ""}, "how the person came back"),
        (S.OUT, "leave", {"safety": ""}, "what was done"),
        (S.ADMITTED, "ask_transfer", {"reason": ""}, "Write the reason"),
        (S.TRANSFER, "transfer", {}, "another house offers a bed"),
        (S.ADMITTED, "exit", {"left_on": "2020-01-01"}, "cannot leave before they came"),
        (S.ADMITTED, "exit", {"left_on": "2999-01-01"}, "still to come"),
        (S.ADMITTED, "exit", {"exit_reason": "x"}, "why the stay ends"),
        (S.ADMITTED, "exit", {"exit_plan": ""}, "Write the plan"),
        (S.ADMITTED, "exit", {"belongings": ""}, "what is theirs"),
        (S.ADMITTED, "exit", {"exit_plan": "x" * 5000}, "too long"),
    ],
)
def test_each_guard_says_a_sentence_and_changes_nothing(office, house, state, name, wrong, sentence):
    stay = standing(office, house, state)
    by = office.amina if name == "cancel" else office.paul
    with pytest.raises(ValidationError, match=sentence):
        take(stay, name, by, **{**given(name, house, office), **wrong})
    assert now(stay, office.amina).status == state


def test_nobody_is_admitted_without_a_yes_to_this_house(office, house):
    stay = offered(office, house, somebody(office, agrees=False))
    with pytest.raises(ValidationError, match="agrees to stay"):
        take(stay, "admit", office.paul, rules="yes")


@pytest.mark.parametrize(
    ("fields", "who", "sentence"),
    [
        ({"sexes": ["male"]}, {}, "not for this sex"),
        ({"sexes": ["female"]}, {"gender": "non_conforming"}, "not for this sex"),
        ({"minimum_age": 40}, {}, "older people only"),
        ({"maximum_age": 29}, {}, "younger people only"),
        ({"quarter": "children"}, {}, "children without family"),
        ({"quarter": "family"}, {}, "for families"),
        ({"quarter": "age_disputed"}, {}, "age is in dispute"),
        ({}, {"age": 12}, "No child with adults"),
    ],
)
def test_a_room_takes_only_whom_it_is_for(office, house, fields, who, sentence):
    room(house, office.paul, "Room 9", **fields)
    stay = asked(office, house, somebody(office, **who))
    with pytest.raises(ValidationError, match=sentence):
        take(stay, "offer", office.paul, bed=bed_in(house, office.paul, room="Room 9"))


@pytest.mark.parametrize(("need", "sentence"), [("medical", "doctor or nurse"), ("accessible", "stairs")])
def test_a_room_has_what_the_person_needs(office, house, need, sentence):
    stay = asked(office, house, somebody(office), needs=[need])
    with pytest.raises(ValidationError, match=sentence):
        take(stay, "offer", office.paul, bed=bed_in(house, office.paul))
    room(house, office.paul, "Room 9", medical=True, accessible=True)
    assert take(stay, "offer", office.paul, bed=bed_in(house, office.paul, room="Room 9")).status == S.OFFERED


def test_what_is_written_about_the_person_after_the_offer_counts_on_arrival(office, house):
    case = somebody(office)
    stay = offered(office, house, case)
    with acting(office.amina, "test.arrange"):
        edit_person(whole(case).person, by=office.amina, estimated_age=15, age_basis="estimate")
    with pytest.raises(ValidationError, match="No child with adults"):
        take(stay, "admit", office.paul, rules="yes")


def test_an_adult_is_never_put_where_an_unrelated_child_sleeps(office, house):
    mixed = room(house, office.paul, "Family A", beds=4, quarter="family")
    mother, child = somebody(office), somebody(office, age=5)
    with acting(office.amina, "test.arrange"):
        rows = actions.ask_together([whole(mother), whole(child)], by=office.amina, shelter=house.pk)
    with acting(office.paul, "test.arrange"):
        made = actions.offer_room(actions.whole().get(pk=rows[0].pk), mixed, by=office.paul)
    assert {row.status for row in made} == {S.OFFERED} and len({row.bed_id for row in made}) == 2
    one, two = somebody(office), somebody(office)
    with acting(office.amina, "test.arrange"):
        others = actions.ask_together([whole(one), whole(two)], by=office.amina, shelter=house.pk)
    with pytest.raises(ValidationError, match="No child with adults"):
        take(others[0], "offer", office.paul, bed=bed_in(house, office.paul, "3", "Family A"))


def test_a_family_is_given_beds_together_or_none(office, house):
    family = room(house, office.paul, "Family A", beds=1, quarter="family")
    cases = [somebody(office), somebody(office, age=5)]
    with acting(office.amina, "test.arrange"):
        rows = actions.ask_together([whole(case) for case in cases], by=office.amina, shelter=house.pk)
    with pytest.raises(ValidationError, match="not enough for everybody"), acting(office.paul, "test.arrange"):
        actions.offer_room(actions.whole().get(pk=rows[0].pk), family, by=office.paul)
    assert {now(row, office.amina).status for row in rows} == {S.REQUESTED}


def test_a_family_is_not_torn_apart(office, house):
    room(house, office.paul, "Room 2")
    sisters = [somebody(office), somebody(office)]
    with acting(office.amina, "test.arrange"):
        rows = actions.ask_together([whole(case) for case in sisters], by=office.amina, shelter=house.pk)
    take(rows[0], "offer", office.paul, bed=bed_in(house, office.paul))
    with pytest.raises(ValidationError, match="Keep families together"):
        take(rows[1], "offer", office.paul, bed=bed_in(house, office.paul, room="Room 2"))


def test_somebody_whose_age_is_in_dispute_has_a_quarter_apart(office, house):
    room(house, office.paul, "Children", quarter="children")
    room(house, office.paul, "Apart", quarter="age_disputed")
    case = somebody(office, age=17)
    with acting(office.amina, "test.arrange"):
        type(case).objects.filter(pk=case.pk).update(age_disputed=True, version=whole(case).version + 1)
    stay = asked(office, house, case)
    for name in ("Children", "Room 1"):
        with pytest.raises(ValidationError, match="age is in dispute"):
            take(stay, "offer", office.paul, bed=bed_in(house, office.paul, room=name))
    assert take(stay, "offer", office.paul, bed=bed_in(house, office.paul, room="Apart")).disputed


@pytest.mark.parametrize("how", ["pair", "block"])
def test_nobody_is_put_with_whom_they_must_not_meet_and_nobody_learns_whom(office, house, how):
    first, second = somebody(office), somebody(office)
    admitted(office, house, first)
    stay = asked(office, house, second)
    with acting(office.sam, "test.arrange"):
        if how == "pair":
            custody.keep_apart(whole(second), by=office.sam, other=whole(first), reason="He sold her.")
        else:
            raise_conflict(whole(second), by=office.sam, reason="He sold her.", other_case=whole(first))
    with pytest.raises(ValidationError) as refused:
        take(stay, "offer", office.paul, bed=bed_in(house, office.paul, "2"))
    said = " ".join(refused.value.messages)
    assert "Choose another house" in said
    assert first.reference not in said and "meet" not in said and "He sold" not in said
    with acting(office.paul, "test.arrange"):
        assert not ConflictPair.objects.exists()


def test_a_pair_that_was_ended_no_longer_counts(office, house):
    first, second = somebody(office), somebody(office)
    admitted(office, house, first)
    with acting(office.sam, "test.arrange"):
        pair = custody.keep_apart(whole(second), by=office.sam, other=whole(first), reason="He sold her.")
        custody.end_apart(pair, by=office.sam)
    assert offered(office, house, second, "2").status == S.OFFERED


def test_a_closed_house_is_recorded_as_restricted_and_raises_an_alert(office):
    house = house_of(office.paul, "The closed one")
    with acting(office.paul, "test.arrange"):
        house.refresh_from_db()
        actions.save_house(house, by=office.paul, version=house.version, closed=True)
    stay = admitted(office, house, somebody(office))
    assert stay.restricted
    with acting(office.amina):
        assert Todo.objects.open().filter(case=stay.case_id, kind="restricted_house").exists()


def test_a_child_has_an_emergency_bed_for_72_hours_and_the_officer_is_told_at_once(office, house):
    room(house, office.paul, "Children", quarter="children")
    case = somebody(office, age=12)
    stay = offered(office, house, case, room="Children")
    with pytest.raises(ValidationError, match="72 hours"):
        take(stay, "admit", office.paul, rules="yes")
    done = take(stay, "admit", office.paul, rules="yes", emergency="yes")
    assert done.emergency_until - done.arrived_at == datetime.timedelta(hours=72)
    with acting(office.amina):
        kinds = set(Todo.objects.open().filter(case=case.pk).values_list("kind", flat=True))
    assert {"child_placed", "child_assessment"} <= kinds


def test_a_stay_that_overlaps_another_of_the_same_person_is_refused(office, house):
    case, week = somebody(office), TODAY() - datetime.timedelta(days=7)
    first = admitted(office, house, case, arrived_on=week.isoformat())
    take(first, "exit", office.paul, **LEAVES)
    second = house_of(office.paul, "Orchard House", room="Hall")
    stay = take(asked(office, second, case), "offer", office.paul, bed=bed_in(second, office.paul, room="Hall"))
    early = (TODAY() - datetime.timedelta(days=2)).isoformat()
    with pytest.raises(ValidationError, match="slept in another house"):
        take(stay, "admit", office.paul, rules="yes", arrived_on=early)
    assert take(stay, "admit", office.paul, rules="yes").status == S.ADMITTED


def test_nobody_sleeps_in_two_houses_or_in_a_house_and_a_cell(office, house):
    case = somebody(office)
    admitted(office, house, case)
    second = house_of(office.paul, "Orchard House", room="Hall")
    stay = take(asked(office, second, case), "offer", office.paul, bed=bed_in(second, office.paul, room="Hall"))
    with pytest.raises(ValidationError, match="still stays in another house"):
        take(stay, "admit", office.paul, rules="yes")
    held = somebody(office)
    with acting(office.amina, "test.arrange"):
        custody.note_custody(whole(held), by=office.amina, kind="police_custody", place="Cell", since=TODAY())
    waits = offered(office, house, held, "2")
    with pytest.raises(ValidationError, match="held in custody"):
        take(waits, "admit", office.paul, rules="yes")
