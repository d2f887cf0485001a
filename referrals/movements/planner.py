"""Who goes on which run: the split of a movement that keeps families whole and every limit (T4).

What is decided here, beyond puzzle.py:

- Parties that are booked (`fixed`) come first: none gives way to others, however many they are. A booking is for the
  whole way: one that lacks a leg, names one too many or a run that is gone, or breaks a rule cannot be kept; that party
  is left with the reason and the others are planned round it.
- Then one after the other, each without loss of those before: most travellers placed (infants count); fewest parties
  moved from `was` (one that had a place and is left counts as moved, so nobody loses a place to somebody new of the
  same size); for a `was` that names only a part of the way, most of them kept on that part; fewest runs; least sum over
  all travellers of the minutes until they arrive on their last leg.
- Legs follow each other as in `puzzle.legs`, for parties and for escorts; who skips a leg needs the time to change too.
- A run has just as many escorts as its people need together. Escorts need no papers and count for no limit.
- A party without legs goes nowhere and is placed; one without people takes no seat. A limit that a run does not name
  is none; `children_an_escort` below 1 is 1.
- Every stage is solved as an integer programme of its own, so no weight of one can outdo another. Parties that are
  alike in every number are one variable; that takes the sameness out of the search. Parties are taken by key: the order
  in which they are given changes nothing, and the same puzzle has the same answer, unless time was up (`best` is False:
  a plan that keeps all rules, but perhaps not the best).
"""

import time
from collections import defaultdict
from itertools import pairwise

from referrals.movements.explaining import least_runs, loads, why_left
from referrals.movements.first_fit import FirstFit
from referrals.movements.fitting import Wish, can_change, escort_groups, wishes
from referrals.movements.programme import Programme, Terms
from referrals.movements.puzzle import Plan, Puzzle, Run

Group = list[Wish]
Ways = dict[str, dict[str, str]]


def plan(puzzle: Puzzle, seconds: float = 8.0) -> Plan:
    """The best split that is found in `seconds` of the clock, with the reasons for who is left and for the runs.

    Raises nothing for a well-formed puzzle, however strange. Where time is up before the solver begins, it is the first
    fit that is answered.
    """
    end = time.monotonic() + seconds
    asked = wishes(puzzle)
    split = _Split(puzzle, [wish for wish in asked if not wish.reasons])
    aims = split.aims()
    values, best = split.programme.solve(aims, split.start(), end)
    runs = split.ways(values)
    escorts = split.escorts(values)
    placed = [wish for wish in asked if wish.party.key in runs]
    return Plan(
        runs=runs,
        escorts=escorts,
        left={w.party.key: why_left(puzzle, w, placed, runs, escorts) for w in asked if w.party.key not in runs},
        loads=loads(puzzle, placed, runs, escorts),
        least=least_runs(puzzle, placed),
        moved=tuple(w.party.key for w in placed if w.party.was and w.party.was != runs[w.party.key]),
        best=best,
    )


class _Split:
    """The programme of one puzzle: `goes` people of a group, `takes` so many parties of it a run, `used` runs."""

    def __init__(self, puzzle: Puzzle, able: list[Wish]):
        self.puzzle = puzzle
        self.programme = Programme()
        self.groups = _groups(puzzle, able)
        wanted = {run.key: run for group in self.groups for runs in group[0].way.values() for run in runs}
        self.runs = sorted(wanted.values(), key=lambda run: (run.departs, run.key))
        self.used = {run.key: self.programme.variable(1) for run in self.runs}
        self.goes = [self.programme.variable(len(group)) for group in self.groups]
        self.takes = [self._takes(number, group) for number, group in enumerate(self.groups)]
        self.teams = escort_groups(puzzle)
        self.hops = [self._hops(legs, len(members)) for legs, members in self.teams.items()]
        self.kept: dict[int, Wish] = {}
        for run in self.runs:
            self._room(run)
            self._accompanied(run)
        self._apart()

    def _takes(self, number: int, group: Group) -> dict[str, int]:
        """How many parties of a group take each run: as many on every leg, with time to change in between.

        For the changes it is enough that no more of them arrive at some minute or later, or depart too soon after it,
        than there are (Hall's marriage theorem: runs are nested by time); `_pairs` then finds who changes where.
        """
        way, goes = group[0].way, self.goes[number]
        takes = {run.key: self.programme.variable(len(group)) for runs in way.values() for run in runs}
        for runs in way.values():
            self.programme.row({**{takes[run.key]: 1 for run in runs}, goes: -1}, 0, 0)
            for run in runs:
                self.programme.row({takes[run.key]: 1, self.used[run.key]: -len(group)}, most=0)
        for before, after in pairwise(way.values()):
            for first in before:
                late = [run for run in before if run.arrives >= first.arrives]
                soon = [run for run in after if not can_change(self.puzzle, first, run)]
                if soon:
                    self.programme.row({**{takes[run.key]: 1 for run in [*late, *soon]}, goes: -1}, most=0)
        return takes

    def _hops(self, legs: tuple[str, ...], number: int) -> dict[tuple[str, str], int]:
        """Escorts of a group flow from run to run, on some of its legs in their order: (from, to) -> how many.

        From is "" where somebody sets out.
        """
        runs = [run for leg in legs for run in self.runs if run.leg == leg]
        hops = {("", run.key): self.programme.variable(number) for run in runs}
        for run in runs:
            later = [to for to in runs if legs.index(to.leg) > legs.index(run.leg) and can_change(self.puzzle, run, to)]
            hops |= {(run.key, to.key): self.programme.variable(number) for to in later}
        for run in runs:
            out = {place: 1 for (origin, _to), place in hops.items() if origin == run.key}
            self.programme.row({**out, **dict.fromkeys(_into(hops, run.key), -1)}, most=0)
        self.programme.row({place: 1 for (origin, _to), place in hops.items() if not origin}, most=number)
        return hops

    def _along(self, run: Run) -> Terms:
        """The variables whose sum is the escorts on a run."""
        return {place: 1 for hops in self.hops for place in _into(hops, run.key)}

    def _counted(self, run: Run, amount) -> Terms:
        """What those on a run amount to: `amount(wish)` for each party."""
        pairs = zip(self.groups, self.takes, strict=True)
        return {takes[run.key]: n for group, takes in pairs if run.key in takes and (n := amount(group[0]))}

    def _room(self, run: Run) -> None:
        """Seats, with those of escorts, and the limits; nothing of them on a run that is not used."""
        used = self.used[run.key]
        seats = {**self._counted(run, lambda wish: wish.seats), **self._along(run)}
        self.programme.row({**seats, used: -max(run.seats, 0)}, most=0)
        for trait, limit in run.limits.items():
            people = self._counted(run, lambda wish, trait=trait: wish.traits.get(trait, 0))
            self.programme.row({**people, used: -max(limit, 0)}, most=0)

    def _accompanied(self, run: Run) -> None:
        """Just as many escorts as the people on a run need together."""
        shared = max(run.children_an_escort, 1)
        need = self._counted(run, lambda wish: wish.need)
        along = dict.fromkeys(self._along(run), -shared)
        self.programme.row({**need, **along}, 1 - shared, 0)

    def _apart(self) -> None:
        """At most one of two parties that must not meet on each run that both could take."""
        single = {group[0].party.key: takes for group, takes in zip(self.groups, self.takes, strict=True)}
        for group, takes in zip(self.groups, self.takes, strict=True):
            for other in sorted(group[0].apart):
                if group[0].party.key < other and other in single:
                    for run in sorted(takes.keys() & single[other].keys()):
                        self.programme.row({takes[run]: 1, single[other][run]: 1, self.used[run]: -1}, most=0)

    def aims(self) -> list[Terms]:
        """What is wanted, in the order of the module's first lines."""
        pairs = list(zip(self.groups, self.goes, strict=True))
        whole, part = self._kept(True), self._kept(False)
        return [
            {goes: group[0].people for group, goes in pairs if group[0].party.fixed},
            {goes: group[0].people for group, goes in pairs},
            whole,
            part,
            dict.fromkeys(self.used.values(), -1),
            self._minutes(),
        ]

    def _kept(self, whole: bool) -> Terms:
        """Who keeps the runs of the plan before, on the whole way or as far as that plan went."""
        aim = {}
        for group, takes in zip(self.groups, self.takes, strict=True):
            was, legs = group[0].party.was, group[0].legs
            kept = [takes.get(was[leg]) for leg in legs if leg in was]
            if kept and None not in kept and (was.keys() == set(legs)) is whole:
                stays = self.programme.variable(1)
                aim[stays] = 1
                self.kept[stays] = group[0]
                for place in kept:
                    self.programme.row({place: -1, stays: 1}, most=0)
        return aim

    def _minutes(self) -> Terms:
        """Minutes after the first arrival of all until somebody is there, as less than nothing: few are wanted."""
        ends = [(group[0], takes, group[0].way[group[0].legs[-1]]) for group, takes in self._travelling()]
        first = min((run.arrives for _wish, _takes, runs in ends for run in runs), default=None)
        return {
            takes[run.key]: -minutes
            for wish, takes, runs in ends
            for run in runs
            if (minutes := wish.people * int((run.arrives - first).total_seconds() // 60))
        }

    def _travelling(self):
        return [(group, takes) for group, takes in zip(self.groups, self.takes, strict=True) if group[0].legs]

    def start(self) -> list[int]:
        """The first fit as values of the programme."""
        fit = FirstFit(self.puzzle, [wish for group in self.groups for wish in group])
        values = [0] * len(self.programme.most)
        for group, goes, takes in zip(self.groups, self.goes, self.takes, strict=True):
            ways = [fit.ways[wish.party.key] for wish in group if wish.party.key in fit.ways]
            values[goes] = len(ways)
            for run in (run for way in ways for run in way.values()):
                values[takes[run]] += 1
                values[self.used[run]] = 1
        for stays, wish in self.kept.items():
            way = fit.ways.get(wish.party.key, {})
            values[stays] = int(all(way.get(leg) == wish.party.was[leg] for leg in wish.legs if leg in wish.party.was))
        for hops, members in zip(self.hops, self.teams.values(), strict=True):
            for hop in (hop for escort in members for hop in pairwise(["", *fit.trips[escort.key]])):
                values[hops[hop]] += 1
        return values

    def ways(self, values: list[int]) -> Ways:
        """Party -> leg -> run."""
        found: Ways = {}
        for group, goes, takes in zip(self.groups, self.goes, self.takes, strict=True):
            going = [wish.party.key for wish in group][: values[goes]]
            found |= _pairs(going, group[0], {run: values[place] for run, place in takes.items()})
        return found

    def escorts(self, values: list[int]) -> dict[str, tuple[str, ...]]:
        """Run -> who travels along: each escort follows one stream of hops from where it sets out."""
        aboard: dict[str, list[str]] = defaultdict(list)
        for hops, members in zip(self.hops, self.teams.values(), strict=True):
            left = {hop: values[place] for hop, place in hops.items()}
            for escort in members:
                for run in _walk(left):
                    aboard[run].append(escort.key)
        return {run.key: tuple(aboard[run.key]) for run in self.runs if aboard[run.key]}


def _groups(puzzle: Puzzle, able: list[Wish]) -> list[Group]:
    """Parties that are alike in all that counts; who was planned before or must meet nobody stands alone."""
    limited = {trait for run in puzzle.runs for trait in run.limits}
    groups: dict[tuple, Group] = {}
    for wish in able:
        own = wish.party.key if wish.party.was or wish.party.fixed or wish.apart else ""
        counted = frozenset((trait, n) for trait, n in wish.traits.items() if trait in limited)
        way = tuple(tuple(run.key for run in runs) for runs in wish.way.values())
        alike = (own, wish.legs, wish.people, wish.seats, counted, wish.need, way)
        groups.setdefault(alike, []).append(wish)
    return list(groups.values())


def _into(hops: dict[tuple[str, str], int], run: str) -> list[int]:
    return [place for (_origin, to), place in hops.items() if to == run]


def _pairs(going: list[str], wish: Wish, taken: dict[str, int]) -> Ways:
    """Whose change is where: on each leg who came first goes on first, which works whenever anything does."""
    found: Ways = {key: {} for key in going}
    for leg, runs in wish.way.items():
        places = [run for run in runs for _ in range(taken[run.key])]
        for key, run in zip(going, places, strict=True):
            found[key][leg] = run.key
        order = sorted(zip(going, places, strict=True), key=lambda pair: pair[1].arrives)
        going = [key for key, _run in order]
    return found


def _walk(left: dict[tuple[str, str], int]) -> list[str]:
    """The runs of one escort, taken out of what is left of the stream."""
    way, at = [], ""
    while hop := next((hop for hop, n in left.items() if hop[0] == at and n), None):
        left[hop] -= 1
        at = hop[1]
        way.append(at)
    return way
