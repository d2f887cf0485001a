"""Whether a plan keeps the rules, as codes and numbers: asked before a plan is accepted, approved and booked, and when
somebody moves a party by hand (T4). It shares nothing with the planner but the words of puzzle.py.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from math import ceil

from referrals.movements.puzzle import Puzzle, Trait

ALONE = {Trait.CHILD_ALONE, Trait.ESCORTED}
Way = dict[str, dict[str, str]]  # party -> leg -> run
Along = dict[str, tuple[str, ...]]  # run -> escorts


class Wrong(StrEnum):
    """What is not kept."""

    NO_SEAT = "no_seat"
    SEATS = "seats"
    LIMIT = "limit"
    ESCORT = "escort"
    ESCORT_TWICE = "escort_twice"
    APART = "apart"
    CHANGE = "change"
    PAPER = "paper"
    FIXED = "fixed"


@dataclass(frozen=True)
class Fault:
    """One rule that is not kept: of which run, which party, how many there are and how many may be."""

    wrong: Wrong
    run: str = ""
    party: str = ""
    trait: Trait | None = None
    amount: int = 0
    most: int = 0


def seat_count(members):
    """How many seats people take: an infant sits on a lap."""
    return sum(Trait.INFANT not in person.traits for person in members)


def escorts_needed(run, members):
    """How many must travel along on a run."""
    return ceil(sum(bool(person.traits & ALONE) for person in members) / run.children_an_escort)


def members_on(puzzle, way):
    """{run: the people on it}."""
    found: dict = {run.key: [] for run in puzzle.runs}
    for party in puzzle.parties:
        for key in way.get(party.key, {}).values():
            if key in found:
                found[key].extend(party.members)
    return found


def faults(puzzle: Puzzle, way: Way, along: Along) -> list[Fault]:
    """All rules that these places and escorts do not keep; an empty list where all are kept."""
    return [fault for check in CHECKS for fault in check(puzzle, way, along)]


def no_seat(puzzle, way, along):
    """Every party has a run on each of its legs."""
    runs = {run.key: run.leg for run in puzzle.runs}
    for party in puzzle.parties:
        mine = way.get(party.key, {})
        if any(runs.get(mine.get(leg, "")) != leg for leg in party.legs):
            yield Fault(Wrong.NO_SEAT, party=party.key, amount=len(party.members))


def seats(puzzle, way, along):
    """No run holds more than it has seats; who travels along takes one."""
    people = members_on(puzzle, way)
    for run in puzzle.runs:
        taken = seat_count(people[run.key]) + len(along.get(run.key, ()))
        if taken > run.seats:
            yield Fault(Wrong.SEATS, run=run.key, amount=taken, most=run.seats)


def limits(puzzle, way, along):
    """No carrier is asked to take more of some people than it does."""
    people = members_on(puzzle, way)
    for run in puzzle.runs:
        for trait, most in run.limits.items():
            amount = sum(trait in person.traits for person in people[run.key])
            if amount > most:
                yield Fault(Wrong.LIMIT, run=run.key, trait=Trait(trait), amount=amount, most=most)


def escorts(puzzle, way, along):
    """No child without an adult, and nobody who needs it, travels without somebody."""
    people = members_on(puzzle, way)
    for run in puzzle.runs:
        needed, there = escorts_needed(run, people[run.key]), len(along.get(run.key, ()))
        if there < needed:
            yield Fault(Wrong.ESCORT, run=run.key, amount=there, most=needed)


def escort_twice(puzzle, way, along):
    """Nobody travels along on two runs of a leg, on a leg that is not theirs, or without time to change."""
    runs, known = {run.key: run for run in puzzle.runs}, {escort.key: escort for escort in puzzle.escorts}
    mine: dict[str, list] = {}
    for key, who in along.items():
        for escort in who:
            if key in runs:
                mine.setdefault(escort, []).append(runs[key])
    for escort, theirs in mine.items():
        times = Counter(run.leg for run in theirs)
        legs = known[escort].legs if escort in known else ()
        if any(times[leg] > 1 or leg not in legs for leg in times) or too_quick(puzzle, theirs):
            yield Fault(Wrong.ESCORT_TWICE, run=theirs[0].key)


def too_quick(puzzle, runs):
    """The first run that leaves before one can be there, or None."""
    places = {leg: at for at, leg in enumerate(puzzle.legs)}
    order = sorted(runs, key=lambda run: places.get(run.leg, 0))
    change = timedelta(minutes=puzzle.change_minutes)
    return next((late for early, late in pairwise(order) if late.departs < early.arrives + change), None)


def changes(puzzle, way, along):
    """There is time to change."""
    runs = {run.key: run for run in puzzle.runs}
    for party in puzzle.parties:
        missed = too_quick(puzzle, [runs[key] for key in way.get(party.key, {}).values() if key in runs])
        if missed is not None:
            yield Fault(Wrong.CHANGE, run=missed.key, party=party.key, amount=puzzle.change_minutes)


def apart(puzzle, way, along):
    """Who must not meet is on no run together."""
    for party in puzzle.parties:
        mine = set(way.get(party.key, {}).values())
        for other in party.apart_from:
            for run in sorted(mine & set(way.get(other, {}).values())):
                yield Fault(Wrong.APART, run=run, party=party.key)


def papers(puzzle, way, along):
    """Every paper is still valid on the day of arrival, and for as long as is asked after it."""
    runs = {run.key: run for run in puzzle.runs}
    for party in puzzle.parties:
        days = [runs[key].arrives.date() for key in way.get(party.key, {}).values() if key in runs]
        if not days:
            continue
        last = max(days) + timedelta(days=puzzle.paper_days)
        bad = sum(person.paper_until is None or person.paper_until < last for person in party.members)
        if bad:
            yield Fault(Wrong.PAPER, party=party.key, amount=bad)


def fixed(puzzle, way, along):
    """Who is booked stays where they are booked."""
    for party in puzzle.parties:
        if party.fixed and party.was and way.get(party.key) != party.was:
            yield Fault(Wrong.FIXED, party=party.key)


CHECKS: tuple[Callable[[Puzzle, Way, Along], Iterator[Fault]], ...] = (
    no_seat, seats, limits, escorts, escort_twice, apart, changes, papers, fixed,
)  # fmt: skip
