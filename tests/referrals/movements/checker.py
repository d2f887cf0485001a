"""Reads a plan with the puzzle beside it and says in words what is wrong with it.

Written apart from the planner: it counts people one by one, as somebody at the bus door would, and shares nothing with it
but the words of puzzle.py.
"""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from math import ceil

from referrals.movements.puzzle import Because, Trait


def faults(puzzle, plan):
    """All that is wrong with `plan`, one sentence each; an empty list where it keeps every rule (T4)."""
    checks = (
        _everybody_once,
        _whole_way,
        _seats,
        _limits,
        _escorts,
        _apart,
        _changes,
        _papers,
        _fixed,
        _loads,
        _moved,
        _reasons,
    )
    return [fault for check in checks for fault in check(puzzle, plan)]


def _runs(puzzle):
    return {run.key: run for run in puzzle.runs}


def _people_on(puzzle, plan, run):
    parties = [party for party in puzzle.parties if plan.runs.get(party.key, {}).get(run.leg) == run.key]
    return [person for party in parties for person in party.members]


def _everybody_once(puzzle, plan):
    for party in puzzle.parties:
        if (party.key in plan.runs) == (party.key in plan.left):
            yield f"{party.key} is neither placed nor left, or both"
    for key in {*plan.runs, *plan.left} - {party.key for party in puzzle.parties}:
        yield f"{key} is nobody"


def _whole_way(puzzle, plan):
    runs = _runs(puzzle)
    for party in puzzle.parties:
        if party.key not in plan.runs:
            continue
        if set(plan.runs[party.key]) != set(party.legs):
            yield f"{party.key} goes on {sorted(plan.runs[party.key])} and needs {party.legs}"
        for leg, key in plan.runs[party.key].items():
            if key not in runs or runs[key].leg != leg:
                yield f"{party.key} goes on {key}, which is no run of {leg}"


def _seats(puzzle, plan):
    for run in puzzle.runs:
        sitting = [person for person in _people_on(puzzle, plan, run) if Trait.INFANT not in person.traits]
        if len(sitting) + len(plan.escorts.get(run.key, ())) > run.seats:
            yield f"{run.key} has {run.seats} seats for {len(sitting)} and their escorts"


def _limits(puzzle, plan):
    for run in puzzle.runs:
        for trait, most in run.limits.items():
            so_many = sum(trait in person.traits for person in _people_on(puzzle, plan, run))
            if so_many > most:
                yield f"{run.key} takes {most} {trait}, not {so_many}"


def _escorts(puzzle, plan):
    yield from _enough_escorts(puzzle, plan)
    known, runs = {escort.key: escort for escort in puzzle.escorts}, _runs(puzzle)
    taken = Counter((key, runs[run].leg) for run, keys in plan.escorts.items() for key in keys)
    for (key, leg), times in taken.items():
        if key not in known or leg not in known[key].legs:
            yield f"{key} does not travel on {leg}"
        if times > 1:
            yield f"{key} is on {times} runs of {leg}"
    for key in {key for key, _leg in taken}:
        mine = [runs[run] for run, keys in plan.escorts.items() if key in keys]
        yield from _too_quick(puzzle, key, mine)


def _enough_escorts(puzzle, plan):
    for run in puzzle.runs:
        alone = sum(
            bool(person.traits & {Trait.CHILD_ALONE, Trait.ESCORTED}) for person in _people_on(puzzle, plan, run)
        )
        if len(plan.escorts.get(run.key, ())) < ceil(alone / run.children_an_escort):
            yield f"{run.key} has {alone} who need somebody and too few who travel along"


def _too_quick(puzzle, who, runs):
    order = sorted(runs, key=lambda run: puzzle.legs.index(run.leg))
    for before, after in pairwise(order):
        if after.departs < before.arrives + timedelta(minutes=puzzle.change_minutes):
            yield f"{who} cannot change from {before.key} to {after.key}"


def _changes(puzzle, plan):
    runs = _runs(puzzle)
    for key, way in plan.runs.items():
        yield from _too_quick(puzzle, key, [runs[run] for run in way.values() if run in runs])


def _apart(puzzle, plan):
    for party in puzzle.parties:
        for other in party.apart_from:
            met = set(plan.runs.get(party.key, {}).values()) & set(plan.runs.get(other, {}).values())
            if met:
                yield f"{party.key} meets {other} on {sorted(met)}"


def _papers(puzzle, plan):
    runs = _runs(puzzle)
    for party in puzzle.parties:
        for run in (runs[key] for key in plan.runs.get(party.key, {}).values() if key in runs):
            last = run.arrives.date() + timedelta(days=puzzle.paper_days)
            for person in party.members:
                if person.paper_until is None or person.paper_until < last:
                    yield f"the paper of {person.key} ends before {run.key} arrives"


def _fixed(puzzle, plan):
    for party in puzzle.parties:
        if party.fixed and party.key in plan.runs and plan.runs[party.key] != party.was:
            yield f"{party.key} is booked and was moved"


def _loads(puzzle, plan):
    loads = {load.run: load for load in plan.loads}
    for run in puzzle.runs:
        people = _people_on(puzzle, plan, run)
        if not people:
            continue
        sitting = sum(Trait.INFANT not in person.traits for person in people)
        load = loads.get(run.key)
        if load is None or (load.seats, load.escorts) != (sitting, len(plan.escorts.get(run.key, ()))):
            yield f"the load of {run.key} is told wrong: {load}, not {sitting}"
        elif any(load.traits.get(t, 0) != sum(t in person.traits for person in people) for t in run.limits):
            yield f"the limits of {run.key} are told wrong: {load.traits}"


def _moved(puzzle, plan):
    really = {p.key for p in puzzle.parties if p.key in plan.runs and p.was and plan.runs[p.key] != p.was}
    if really != set(plan.moved) - set(plan.left):
        yield f"moved are {sorted(really)}, told are {sorted(plan.moved)}"


def _reasons(puzzle, plan):
    runs = _runs(puzzle)
    for party in puzzle.parties:
        why = plan.left.get(party.key)
        if why is None:
            continue
        if not why:
            yield f"{party.key} is left without a reason"
        if any(reason.because is Because.TOO_LARGE for reason in why):
            size = sum(Trait.INFANT not in person.traits for person in party.members)
            alone = any(person.traits & {Trait.CHILD_ALONE, Trait.ESCORTED} for person in party.members)
            most = {leg: max((run.seats for run in runs.values() if run.leg == leg), default=0) for leg in party.legs}
            if not alone and all(seats >= size for seats in most.values()):
                yield f"{party.key} of {size} is called too large, and there are seats: {most}"
