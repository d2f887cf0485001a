"""Planning a movement on rows: proposed in the background, explained, accepted, and what changes it (T4, T7)."""

import pytest
from django.core.exceptions import ValidationError

from accounts.acting import acting
from referrals.models import MovementPlan
from referrals.movements import cards, joining, proposing
from referrals.movements.building import along_of, puzzle_of
from referrals.movements.puzzle import Plan, Trait
from referrals.returns import actions as returns
from tests.referrals.movements.checker import _apart, _changes, _enough_escorts, _limits, _papers, _seats, _whole_way
from tests.referrals.movements.conftest import past, somebody, standing

KEPT = (_whole_way, _seats, _limits, _enough_escorts, _apart, _changes, _papers)


def wrong_with(group, by=None):
    """What a checker that shares nothing with the product says of the plan in force."""
    board = group.board(by)
    with acting(by or group.ravi, "test.look"):
        puzzle = puzzle_of(board)
    result = board.plan.result
    plan = Plan(board.way, along_of(result), {}, (), {}, (), True)
    return [fault for check in KEPT for fault in check(puzzle, plan)]


def test_two_without_status_a_flight_make_two_flights(group):
    for name in ("Musa Kato", "Okello Ben", "Juma Ali"):
        group.removed(name)
    group.goer()
    group.accepted()
    sam = group.office.sam
    board = group.board(sam)
    per_run = [sum(Trait.WITHOUT_STATUS in one.traits for one in board.on(run)) for run in board.runs]
    assert sorted(per_run) == [1, 2] and wrong_with(group, sam) == []
    with acting(sam, "test.look"):
        said = cards.explained(board, board.plan.result)
    assert "2 runs" in said["least"][0] and said["left"] == []


def test_a_recognised_victim_who_is_removed_is_not_without_status(group, office):
    from screening.models import Screening

    row = group.removed()
    with acting(office.amina, "test.arrange"):
        screening = Screening(case=row.case, screener=office.amina, status="confirmed", reasonable_grounds=True)
        screening.save(force_insert=True)
    traits = group.board(office.sam).riders[0].traits
    assert Trait.REMOVED in traits and Trait.WITHOUT_STATUS not in traits


def test_who_is_not_seen_is_planned_all_the_same_and_told_as_a_number_only(group):
    group.removed()
    group.goer()
    board = group.board()
    assert (len(board.riders), len(board.unseen)) == (1, 1)
    assert board.unseen[0].row is None and "1 more person" in cards.unseen(board)
    group.accepted()
    assert len(group.board().way) == 2 and wrong_with(group) == []


def test_a_family_stays_together_and_a_child_is_never_taken_from_its_adult(group, office):
    mother, child = group.goer("Mother"), group.goer("Child", age=4, status="cleared")
    board = group.board()
    alone = next(one for one in board.riders if one.key == str(child.pk))
    assert {Trait.CHILD, Trait.CHILD_ALONE} <= alone.traits
    with acting(group.ravi):
        joining.join(child, mother, by=group.ravi, words="Mother and daughter.", related=True)
    board = group.board()
    assert all(Trait.CHILD_ALONE not in one.traits for one in board.riders) and len(puzzle(board, group).parties) == 1
    for row in (mother, child):
        with acting(group.ravi), pytest.raises(ValidationError, match="never taken apart"):
            joining.take_apart(row, by=group.ravi, words="The seats.")


def puzzle(board, group):
    with acting(group.ravi, "test.look"):
        return puzzle_of(board)


def test_a_child_beside_a_stranger_still_needs_an_escort(group):
    stranger, child = group.goer("Stranger"), group.goer("Child", age=9, status="cleared")
    with acting(group.ravi):
        joining.join(child, stranger, by=group.ravi, words="She knows her from the house.")
    assert Trait.CHILD_ALONE in next(one for one in group.board().riders if one.key == str(child.pk)).traits
    plan = group.propose()
    assert {why["because"] for reasons in plan.result["left"].values() for why in reasons} == {"no_escort"}
    group.escort()
    assert group.propose().result["left"] == {}


def test_a_reason_is_needed_for_joining_and_for_taking_apart(group):
    one, other = group.goer("One"), group.goer("Other")
    with acting(group.ravi), pytest.raises(ValidationError) as refused:
        joining.join(one, other, by=group.ravi, words=" ")
    assert "words" in refused.value.message_dict
    with acting(group.ravi):
        joining.join(one, other, by=group.ravi, words="Friends.")
        joining.take_apart(one, by=group.ravi, words="No more.")
    assert len({rider.party for rider in group.board().riders}) == 2


def test_people_who_must_not_meet_go_on_different_runs(group, office):
    from referrals.shelter import custody

    one, other = group.goer("One"), group.goer("Other")
    with acting(office.amina, "test.arrange"):
        custody.keep_apart(one.case, by=office.amina, other=other.case, reason="He sold her.")
    group.accepted()
    way = group.board().way
    assert len({tuple(legs.values()) for legs in way.values()}) == 2
    with acting(group.ravi), pytest.raises(ValidationError, match="cannot travel in one party"):
        joining.join(one, other, by=group.ravi, words="Friends.")
    runs = dict(way[str(other.party)])
    with acting(group.ravi), pytest.raises(ValidationError, match="cannot travel with others"):
        proposing.place(group.now(), by=group.ravi, party=str(one.party), runs=runs)


def test_what_changed_meanwhile_makes_a_plan_stale(group):
    group.goer()
    plan = group.propose(work=False)
    group.goer("Late")
    with acting(group.ravi):
        assert proposing.work_out(plan.pk, by=group.ravi) == "stale"
        assert proposing.work_out(plan.pk, by=group.ravi) is None
    ready = group.propose()
    group.goer("Later")
    with pytest.raises(ValidationError, match="Something changed"):
        group.take("plan", number=ready.number)


def test_a_plan_says_nothing_of_who_somebody_is(group):
    row = group.goer("Abeba Tesfay")
    with acting(group.ravi):
        text = str(MovementPlan.objects.get(pk=group.propose().pk).result)
    assert "Abeba" not in text and row.case.reference not in text and str(row.case_id) not in text


def test_who_drops_out_is_told_by_itself_and_few_others_move(group, office):
    rows = [group.goer(f"Person {n}") for n in range(4)]
    group.accepted()
    before = group.board().way
    past("referrals_return", rows[0].way_home_id, status="suspended")
    board = group.board()
    assert [one.key for one in board.lost] == [str(rows[0].pk)] and "suspended" in cards.words.lost_words(board.lost[0])
    plan = group.propose()
    assert plan.result["moved"] == [] and str(rows[0].party) not in plan.result["runs"]
    group.take("plan", number=plan.number)
    assert {key: before[key] for key in group.board().way} == group.board().way


def test_who_stopped_and_cannot_be_seen_any_more_is_told_as_a_number(group, office):
    rows = [group.goer(f"Person {n}") for n in range(2)]
    group.accepted()
    with acting(office.amina, "test.arrange"):
        way = returns.whole().get(pk=rows[0].way_home_id)
        returns.step(way, "stop", by=office.amina)
    board = group.board()
    assert [one.lost for one in board.unseen] == [True] and len(board.riders) == 1
    assert "1 person dropped out" in cards.unseen(board)


def test_moving_by_hand_keeps_the_same_rules(group):
    rows = [group.removed(f"Person {n}") for n in range(2)] + [group.goer()]
    group.accepted()
    board, ravi, leg = group.board(), group.ravi, str(group.legs[0].pk)
    party = str(rows[2].party)
    other = next(str(run.pk) for run in group.runs if board.way[party][leg] != str(run.pk))
    with acting(ravi):
        plan = proposing.place(group.now(), by=ravi, party=party, runs={leg: other})
    group.take("plan", number=plan.number)
    assert group.board().way[party] == {leg: other} and wrong_with(group) == []
    with acting(ravi), pytest.raises(ValidationError, match="Choose one of those shown"):
        proposing.place(group.now(), by=ravi, party=party, runs={leg: party})


def test_a_run_without_seats_left_refuses_a_party_by_hand(office, ravi):
    from tests.referrals.movements.conftest import Group

    made = Group(office, ravi)
    made.leg()
    small, large = made.run(seats=1), made.run(hour=15, seats=5)
    rows = [made.goer(f"Person {n}") for n in range(3)]
    made.accepted()
    way = made.board().way
    off = next(row for row in rows if way[str(row.party)][str(made.legs[0].pk)] == str(large.pk))
    on = [row for row in rows if way[str(row.party)][str(made.legs[0].pk)] == str(small.pk)]
    if not on:
        with acting(ravi):
            plan = proposing.place(
                made.now(), by=ravi, party=str(rows[0].party), runs={str(made.legs[0].pk): str(small.pk)}
            )
        made.take("plan", number=plan.number)
        off = rows[1]
    with acting(ravi), pytest.raises(ValidationError, match="has 1 seats, and 2 are needed"):
        proposing.place(made.now(), by=ravi, party=str(off.party), runs={str(made.legs[0].pk): str(small.pk)})


def test_nothing_is_planned_without_people_or_without_runs(office, ravi):
    from tests.referrals.movements.conftest import Group

    made = Group(office, ravi)
    with pytest.raises(ValidationError, match="Put somebody on"):
        made.propose()
    case = somebody(office)
    standing(office, case)
    made.add(case)
    with pytest.raises(ValidationError, match="at least one run"):
        made.propose()
