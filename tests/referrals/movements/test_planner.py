"""The planner of movements (T4): each rule, what is wanted in which order, and the reasons that it gives."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referrals.movements.planner import plan
from referrals.movements.puzzle import Because, Escort, Reason, Trait
from tests.referrals.movements.brute_force import best_worth, worth
from tests.referrals.movements.checker import faults
from tests.referrals.movements.puzzles import DOUBLE, LIMITS, by_chance, large, party, puzzle, run

EXAMPLES = int(os.environ.get("CASEWORK_WALKS", "40"))


def planned(asked):
    """The plan, after the checker found nothing wrong with it."""
    answer = plan(asked)
    assert faults(asked, answer) == []
    assert answer.best
    return answer


def reason(answer, key):
    (only,) = answer.left[key]
    return only


def test_a_family_goes_whole_on_one_run():
    answer = planned(puzzle([run("a", 3), run("b", 5)], [party("x", 4), party("y", 3)]))
    assert answer.runs == {"x": {"flight": "b"}, "y": {"flight": "a"}}


def test_an_infant_takes_no_seat_and_counts_for_the_limit_of_infants():
    families = [party("x", 2, Trait.INFANT), party("y", 2, Trait.INFANT)]
    assert len(planned(puzzle([run("a", 2)], families)).runs) == 2
    answer = planned(puzzle([run("a", 2, limits={Trait.INFANT: 1})], families))
    assert len(answer.runs) == 1
    assert [*answer.left.values()] == [(Reason(Because.FULL, "flight", Trait.INFANT, 1),)]


def test_two_without_status_a_flight_ask_for_more_flights_and_the_plan_says_so():
    deported = [party(f"p{n}", 1, Trait.WITHOUT_STATUS) for n in range(5)]
    flights = [run(f"f{n}", 50, n, limits={Trait.WITHOUT_STATUS: 2}) for n in range(4)]
    answer = planned(puzzle(flights, deported))
    assert [load.traits[Trait.WITHOUT_STATUS] for load in answer.loads] == [2, 2, 1, 0]
    assert answer.least == {"flight": Reason(Because.LIMIT, "flight", Trait.WITHOUT_STATUS, 3)}


def test_parties_that_must_not_meet_go_apart_even_where_only_one_of_them_says_so():
    pair = [party("x", apart_from=frozenset({"y"})), party("y")]
    answer = planned(puzzle([run("a", 9), run("b", 9, 5)], pair))
    assert answer.runs["x"] != answer.runs["y"]
    assert answer.least["flight"] == Reason(Because.APART, "flight", None, 2)
    assert [*planned(puzzle([run("a", 9)], pair)).left.values()] == [(Reason(Because.APART, "flight"),)]


def test_nobody_is_sent_to_a_flight_that_leaves_before_the_bus_is_there():
    runs = [run("bus", 9, 0, "bus", 2), run("soon", 9, 3), run("late", 9, 4)]
    asked = puzzle(runs, [party("x", legs=DOUBLE)], legs=DOUBLE, change_minutes=61)
    assert planned(asked).runs["x"] == {"bus": "bus", "flight": "late"}
    assert planned(replace(asked, change_minutes=60)).runs["x"]["flight"] == "soon"
    assert reason(planned(replace(asked, change_minutes=121)), "x") == Reason(Because.NO_CHANGE, "flight", None, 121)


def test_those_who_arrive_with_the_late_bus_get_the_seats_of_the_late_flight():
    runs = [run("b1", 1, 0, "bus"), run("b2", 1, 4, "bus"), run("f1", 1, 5), run("f2", 1, 9)]
    answer = planned(puzzle(runs, [party("x", legs=DOUBLE), party("y", legs=DOUBLE)], legs=DOUBLE))
    assert {(way["bus"], way["flight"]) for way in answer.runs.values()} == {("b1", "f1"), ("b2", "f2")}


def test_a_paper_must_be_valid_for_so_many_days_after_the_arrival():
    asked = puzzle([run("a", 9)], [party("x", 2, until=date(2026, 12, 31))], paper_days=30)
    assert planned(asked).runs
    assert reason(planned(replace(asked, paper_days=31)), "x") == Reason(Because.NO_PAPER, "flight", None, 2)


def test_somebody_without_a_paper_is_left_with_the_family_and_told_of_once():
    runs = [run("bus", 9, 0, "bus"), run("flight", 9, 9)]
    answer = planned(puzzle(runs, [party("x", 3, legs=DOUBLE, until=None)], legs=DOUBLE))
    assert reason(answer, "x") == Reason(Because.NO_PAPER, "bus", None, 3)


def test_children_alone_share_escorts_who_take_seats():
    children = [party(f"c{n}", 1, Trait.CHILD_ALONE, Trait.CHILD) for n in range(3)]
    escorts = [Escort(f"e{n}", ("flight",)) for n in range(3)]
    answer = planned(puzzle([run("a", 5, children_an_escort=2)], children, escorts=escorts))
    assert (len(answer.runs), answer.escorts) == (3, {"a": ("e0", "e1")})
    assert len(planned(puzzle([run("a", 4, children_an_escort=2)], children, escorts=escorts)).runs) == 2


def test_an_escort_goes_on_one_run_of_a_leg_and_must_make_the_change():
    children = [party("c", 1, Trait.CHILD_ALONE), party("d", 1, Trait.CHILD_ALONE, legs=("bus",))]
    runs = [run("bus", 9, 1, "bus"), run("flight", 9, 2)]
    both = puzzle(runs, children, legs=DOUBLE, escorts=[Escort("e", DOUBLE)])
    (why,) = planned(both).left.values()
    assert why == (Reason(Because.NO_ESCORT, "flight", None, 1),)
    later = replace(both, runs=(runs[0], run("flight", 9, 6)))
    assert planned(later).escorts == {"bus": ("e",), "flight": ("e",)}


def test_a_child_is_left_where_no_escort_covers_its_leg():
    asked = puzzle([run("a", 9)], [party("c", 1, Trait.CHILD_ALONE)], escorts=[Escort("e", ("bus",))])
    assert reason(planned(asked), "c") == Reason(Because.NO_ESCORT, "flight", None, 1)


def test_when_not_all_have_a_place_most_people_go_and_the_others_are_told_that_it_is_full():
    answer = planned(puzzle([run("a", 5)], [party("x", 3), party("y", 3), party("z", 2)]))
    assert sum(load.seats for load in answer.loads) == 5
    assert {why for reasons in answer.left.values() for why in reasons} == {Reason(Because.FULL, "flight", None, 3)}


def test_a_party_larger_than_every_run_is_too_large_with_its_escort_too():
    answer = planned(puzzle([run("a", 4), run("b", 3)], [party("x", 5)]))
    assert reason(answer, "x") == Reason(Because.TOO_LARGE, "flight", None, 5)
    child = puzzle([run("a", 1)], [party("c", 1, Trait.CHILD_ALONE)], escorts=[Escort("e", ("flight",))])
    assert reason(planned(child), "c") == Reason(Because.TOO_LARGE, "flight", None, 2)


def test_each_rule_that_shuts_out_all_runs_is_named_and_of_two_halves_the_second():
    many = planned(puzzle([run("a", 1, limits={Trait.REMOVED: 0})], [party("x", 2, Trait.REMOVED)]))
    assert [why.because for why in many.left["x"]] == [Because.TOO_LARGE, Because.LIMIT]
    runs = [run("small", 1), run("strict", 9, limits={Trait.REMOVED: 0})]
    halves = planned(puzzle(runs, [party("x", 2, Trait.REMOVED)]))
    assert reason(halves, "x") == Reason(Because.LIMIT, "flight", Trait.REMOVED, 1)


def test_a_new_plan_moves_as_few_parties_as_can_be():
    before = [party(f"p{n}", 2, was={"flight": "late"}) for n in range(3)]
    answer = planned(puzzle([run("early", 6), run("late", 4, 5)], before))
    assert len(answer.moved) == 1
    assert {way["flight"] for key, way in answer.runs.items() if key not in answer.moved} == {"late"}


def test_who_had_a_place_does_not_lose_it_to_somebody_new():
    for old, new in (("x", "y"), ("y", "x")):
        answer = planned(puzzle([run("a", 2)], [party(old, 2, was={"flight": "a"}), party(new, 2)]))
        assert [*answer.runs] == [old]


def test_the_part_of_a_way_that_was_planned_is_kept_when_a_leg_is_added():
    runs = [run("b1", 9, 0, "bus"), run("b2", 9, 1, "bus"), run("f", 9, 9)]
    answer = planned(puzzle(runs, [party("x", legs=DOUBLE, was={"bus": "b2"})], legs=DOUBLE))
    assert answer.runs["x"]["bus"] == "b2"


def test_a_booked_party_stays_though_more_people_could_go_without_it():
    parties = [party("few", 2, was={"flight": "a"}, fixed=True), party("many", 3)]
    assert [*planned(puzzle([run("a", 4), run("b", 2)], parties)).runs] == ["few"]


@pytest.mark.parametrize(
    ("was", "because"),
    [({"flight": "gone"}, Because.NO_RUN), ({}, Because.NO_RUN), ({"flight": "small"}, Because.FULL),
     ({"flight": "strict"}, Because.LIMIT), ({"flight": "a", "bus": "b"}, Because.NO_RUN)],
)  # fmt: skip
def test_a_booking_that_cannot_be_kept_is_left_with_its_reason_and_the_others_go(was, because):
    booked = party("x", 3, Trait.REMOVED, was=was, fixed=True)
    runs = [run("a", 9), run("small", 1), run("strict", 9, limits={Trait.REMOVED: 0})]
    answer = planned(puzzle(runs, [booked, party("y", 2)]))
    assert ([why.because for why in answer.left["x"]], [*answer.runs]) == ([because], ["y"])


def test_bookings_that_contradict_each_other_leave_one_of_them():
    booked = [party(key, 1, was={"flight": "a"}, fixed=True, apart_from=frozenset({"x"} - {key})) for key in "xy"]
    answer = planned(puzzle([run("a", 9), run("b", 9)], booked))
    assert [*answer.left.values()] == [(Reason(Because.APART, "flight"),)]


def test_the_fewest_runs_are_used_and_of_those_the_ones_that_arrive_first():
    runs = [run("last", 9, 8), run("first", 9, 1), run("small", 3, 0)]
    answer = planned(puzzle(runs, [party("x", 3), party("y", 4)]))
    assert answer.runs == {"x": {"flight": "first"}, "y": {"flight": "first"}}
    assert answer.least == {}


def test_seats_are_named_where_they_ask_for_most_runs():
    answer = planned(puzzle([run("a", 3), run("b", 3), run("c", 3)], [party(f"p{n}", 2) for n in range(3)]))
    assert answer.least == {"flight": Reason(Because.FULL, "flight", None, 2)}
    assert sum(load.seats > 0 for load in answer.loads) == 3, "families are whole: two seats cannot be used"


@pytest.mark.parametrize(
    "asked",
    [
        puzzle([], []),
        puzzle([run("a", 3)], []),
        puzzle([], [party("x", 2)]),
        puzzle([run("a", 0)], [party("x", 2)]),
        puzzle([run("a", 0)], [party("x", 1, Trait.INFANT)]),
        puzzle([run("a", 3)], [party("x", 0), party("y", 2)]),
        puzzle([run("a", 3)], [party("x", 2, legs=()), party("y", 2)]),
        puzzle([run("a", 3)], [party("x", 2, legs=DOUBLE), party("y", 2)], legs=DOUBLE),
        puzzle([run("a", 3)], [party("x", 2, apart_from=frozenset({"nobody"}), was={"boat": "b"})]),
    ],
)
def test_a_strange_puzzle_has_a_plan_too(asked):
    planned(asked)


def test_a_leg_without_runs_is_named():
    asked = puzzle([run("a", 3)], [party("x", 2, legs=DOUBLE)], legs=DOUBLE)
    assert reason(planned(asked), "x") == Reason(Because.NO_RUN, "bus")


@given(chance=st.integers(0, 2**32).map(random.Random))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_no_split_found_by_trying_all_is_better_whatever_the_order_of_the_parties(chance):
    asked = by_chance(chance)
    answer = planned(asked)
    assert worth(asked, answer.runs) == best_worth(asked)
    shuffled = replace(asked, parties=tuple(chance.sample(asked.parties, len(asked.parties))))
    assert planned(shuffled).runs == answer.runs


KINDS = {
    "plain": {},
    "no seat to spare": {"spare": 0},
    "two legs": {"legs": DOUBLE},
    "three legs": {"legs": (*DOUBLE, "second")},
    "limits": {"legs": DOUBLE, "limits": LIMITS},
    "limits and who must not meet": {"legs": DOUBLE, "limits": LIMITS, "apart": 40},
}


@pytest.mark.parametrize("kind", KINDS)
def test_200_people_in_60_families_over_5_carriers_all_have_a_place(kind):
    asked = large(kind, **KINDS[kind])
    assert (sum(len(p.members) for p in asked.parties), len(asked.parties)) == (200, 60)
    answer = plan(asked, seconds=10)
    assert (faults(asked, answer), answer.left) == ([], {})


def test_when_200_people_are_planned_anew_only_those_of_the_run_that_is_gone_are_moved():
    asked = large("anew", spare=60)
    before = plan(asked, seconds=10).runs
    gone = next(iter(before.values()))["flight"]
    anew = replace(
        asked,
        runs=tuple(run for run in asked.runs if run.key != gone),
        parties=tuple(replace(party, was=before[party.key]) for party in asked.parties),
    )
    answer = plan(anew, seconds=10)
    assert (faults(anew, answer), answer.left) == ([], {})
    assert set(answer.moved) == {key for key, way in before.items() if way["flight"] == gone}


def test_a_plan_that_had_no_time_keeps_all_rules_and_says_that_it_may_not_be_the_best():
    asked = large("hurry", people=400, families=150, carriers=10, legs=DOUBLE, limits=LIMITS, apart=60, spare=12)
    answer = plan(asked, seconds=0)
    assert faults(asked, answer) == []
    assert (bool(answer.runs), answer.best) == (True, False)


def test_the_solver_is_loaded_when_the_first_plan_is_asked_for():
    code = "import sys, referrals.movements.planner; sys.exit('highspy' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
