"""What each party could take if it were alone, and the reasons where that is nothing (T4)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from referrals.movements.puzzle import Because, Escort, Party, Puzzle, Reason, Run, Trait

ALONE = {Trait.CHILD_ALONE, Trait.ESCORTED}
Way = dict[str, tuple[Run, ...]]


@dataclass(frozen=True)
class Wish:
    """A party in numbers. `way`: leg -> the runs it could take were it alone; empty where there are `reasons`.

    `legs` stand in the order of the puzzle; `need`: how many of its people need an escort; `people` counts infants too.
    """

    party: Party
    legs: tuple[str, ...]
    people: int
    seats: int
    traits: dict[Trait, int]
    need: int
    apart: frozenset[str]
    way: Way
    reasons: tuple[Reason, ...]


def wishes(puzzle: Puzzle) -> list[Wish]:
    """A wish for each party, by key, so that the order in which parties are given changes nothing."""
    known = {party.key for party in puzzle.parties}
    apart: dict[str, set[str]] = {key: set() for key in known}
    for party in puzzle.parties:
        for other in party.apart_from & known - {party.key}:
            apart[party.key].add(other)
            apart[other].add(party.key)
    return [_wish(puzzle, party, frozenset(apart[party.key])) for party in sorted(puzzle.parties, key=lambda p: p.key)]


def in_order(puzzle: Puzzle, legs: Iterable[str]) -> tuple[str, ...]:
    """`legs` as they follow each other on the way; one that the puzzle does not name comes last."""
    places = {leg: place for place, leg in enumerate(puzzle.legs)}
    return tuple(sorted(dict.fromkeys(legs), key=lambda leg: (places.get(leg, len(places)), leg)))


def can_change(puzzle: Puzzle, before: Run, after: Run) -> bool:
    """Whether there is time enough between arriving with one and departing with the other."""
    return after.departs >= before.arrives + timedelta(minutes=puzzle.change_minutes)


def escorts_for(need: int, run: Run) -> int:
    """How many escorts so many people need on this run (T4: all of a run together, not party by party)."""
    return -(-need // max(run.children_an_escort, 1))


def _wish(puzzle: Puzzle, party: Party, apart: frozenset[str]) -> Wish:
    people = party.members
    wish = Wish(
        party=party,
        legs=in_order(puzzle, party.legs),
        people=len(people),
        seats=sum(Trait.INFANT not in person.traits for person in people),
        traits={trait: n for trait in Trait if (n := sum(trait in person.traits for person in people))},
        need=sum(bool(person.traits & ALONE) for person in people),
        apart=apart,
        way={},
        reasons=(),
    )
    way, reasons = _alone(puzzle, wish)
    return Wish(**{**vars(wish), "way": {} if reasons else way, "reasons": tuple(reasons)})


def _alone(puzzle: Puzzle, wish: Wish) -> tuple[Way, list[Reason]]:
    """The runs that a party alone could take on each leg, or why it can take none."""
    way: Way = {}
    reasons: list[Reason] = _booked_otherwise(wish)
    for leg in wish.legs:
        way[leg], why = _on_leg(puzzle, wish, leg)
        reasons += why
    if reasons:
        return way, _once(reasons)
    return with_changes(puzzle, way)


def _booked_otherwise(wish: Wish) -> list[Reason]:
    """A booking is for the whole way, no more and no less: a leg that it lacks or has too much cannot be kept."""
    if not wish.party.fixed:
        return []
    return [Reason(Because.NO_RUN, leg) for leg in sorted(set(wish.legs) ^ set(wish.party.was))]


def _on_leg(puzzle: Puzzle, wish: Wish, leg: str) -> tuple[tuple[Run, ...], list[Reason]]:
    """The runs of one leg that fit, or the rules that shut all of them out.

    A rule that shuts out every run alone is named, also where there are several. Where none does so alone, they are
    taken one after the other and the one that shuts out the last run is named: "too few seats on A, no paper for B" is
    told as the paper.
    """
    runs = sorted((run for run in puzzle.runs if run.leg == leg), key=lambda run: (run.departs, run.key))
    if wish.party.fixed:
        runs = [run for run in runs if run.key == wish.party.was.get(leg)]
    if not runs:
        return (), [Reason(Because.NO_RUN, leg)]
    reasons, last = [], []
    fitting = runs
    for fits, why in _rules(puzzle, wish, leg):
        if not any(fits(run) for run in runs):
            reasons.append(why(runs))
        kept = [run for run in fitting if fits(run)]
        if fitting and not kept:
            last = [why(fitting)]
        fitting = kept
    return tuple(fitting), reasons or last


Rule = tuple[Callable[[Run], bool], Callable[[list[Run]], Reason]]


def _rules(puzzle: Puzzle, wish: Wish, leg: str) -> list[Rule]:
    """What a run must allow, each with the reason to give for runs that do not.

    Who is booked on a run that became too small is told that it is full: others of the leg may be large enough.
    """
    small = Because.FULL if wish.party.fixed else Because.TOO_LARGE
    ready = sum(leg in escort.legs for escort in puzzle.escorts)
    return [
        (
            lambda run: wish.seats + escorts_for(wish.need, run) <= run.seats,
            lambda runs: Reason(small, leg, None, wish.seats + _fewest(wish, runs)),
        ),
        *(_limit(leg, trait, amount) for trait, amount in wish.traits.items()),
        (
            lambda run: not without_paper(puzzle, wish, run),
            lambda runs: Reason(Because.NO_PAPER, leg, None, min(without_paper(puzzle, wish, run) for run in runs)),
        ),
        (
            lambda run: escorts_for(wish.need, run) <= ready,
            lambda runs: Reason(Because.NO_ESCORT, leg, None, _fewest(wish, runs)),
        ),
    ]


def _limit(leg: str, trait: Trait, amount: int) -> Rule:
    return (
        lambda run: amount <= run.limits.get(trait, amount),
        lambda runs: Reason(Because.LIMIT, leg, trait, amount),
    )


def _fewest(wish: Wish, runs: list[Run]) -> int:
    return min(escorts_for(wish.need, run) for run in runs)


def without_paper(puzzle: Puzzle, wish: Wish, run: Run) -> int:
    """How many people of a party have no paper, or one that ends too early for this run (day as `arrives` tells it)."""
    last = run.arrives.date() + timedelta(days=puzzle.paper_days)
    return sum(person.paper_until is None or person.paper_until < last for person in wish.party.members)


def _once(reasons: list[Reason]) -> list[Reason]:
    """The papers of a party are one trouble: of several legs only the one where most people lack it is told."""
    papers = [reason for reason in reasons if reason.because is Because.NO_PAPER]
    worst = max(papers, key=lambda reason: reason.amount, default=None)
    return [reason for reason in dict.fromkeys(reasons) if reason not in papers or reason is worst]


def with_changes(puzzle: Puzzle, way: Way) -> tuple[Way, list[Reason]]:
    """`way` without the runs from or to which nobody could change in time."""
    for before, after in pairwise(way):
        reached = tuple(r for r in way[after] if any(can_change(puzzle, earlier, r) for earlier in way[before]))
        if not reached:
            return {}, [Reason(Because.NO_CHANGE, after, None, puzzle.change_minutes)]
        way = {**way, after: reached}
    for before, after in reversed(list(pairwise(way))):
        way = {
            **way,
            before: tuple(r for r in way[before] if any(can_change(puzzle, r, later) for later in way[after])),
        }
    return way, []


def escort_groups(puzzle: Puzzle) -> dict[tuple[str, ...], list[Escort]]:
    """Escorts by the legs they cover: within a group one is as good as the other."""
    groups: dict[tuple[str, ...], list[Escort]] = {}
    for escort in sorted(puzzle.escorts, key=lambda escort: escort.key):
        groups.setdefault(in_order(puzzle, escort.legs), []).append(escort)
    return groups
