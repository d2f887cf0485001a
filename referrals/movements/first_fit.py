"""A plan as a person with a list would make it: each party in turn on the first runs that have room.

It keeps every rule and is ready in milliseconds: where the solver begins, and what stands if its time is up.
"""

from collections import defaultdict
from itertools import combinations

from referrals.movements.fitting import Wish, can_change, escorts_for, in_order
from referrals.movements.puzzle import Escort, Puzzle, Run, Trait

Ways = dict[str, dict[str, str]]


class FirstFit:
    """`ways`: party -> leg -> run. `trips`: escort -> its runs in the order of the way, as keys."""

    def __init__(self, puzzle: Puzzle, able: list[Wish]):
        self.puzzle = puzzle
        self.ways: Ways = {}
        self._trips: dict[str, list[Run]] = {escort.key: [] for escort in puzzle.escorts}
        self.aboard: dict[str, list[Wish]] = defaultdict(list)
        self.limited = {trait for run in puzzle.runs for trait in run.limits}
        for wish in sorted(able, key=self._turn):
            self._place(wish)
        self.trips = {escort: [run.key for run in trip] for escort, trip in self._trips.items()}

    def _turn(self, wish: Wish) -> tuple:
        """Booked parties first, then those who had a place; then who is hardest to place: limits, escorts, size."""
        limits = sum(n for trait, n in wish.traits.items() if trait in self.limited and trait is not Trait.CHILD)
        return (not wish.party.fixed, not wish.party.was, -limits, -wish.need, -wish.seats, wish.party.key)

    def _place(self, wish: Wish) -> None:
        way = self._way(wish, list(wish.legs), [])
        if way is None:
            return
        trips = self._accompany(wish, way)
        if trips is None:
            return
        for run in way:
            self.aboard[run.key].append(wish)
        self._trips |= trips
        self.ways[wish.party.key] = {run.leg: run.key for run in way}

    def _way(self, wish: Wish, legs: list[str], way: list[Run]) -> list[Run] | None:
        """The first runs with room and time to change: those of the plan before, then by departure."""
        if not legs:
            return way
        leg, *rest = legs
        before = wish.party.was.get(leg)
        for run in sorted(wish.way[leg], key=lambda run: run.key != before):
            if (not way or can_change(self.puzzle, way[-1], run)) and self._has_room(wish, run):
                found = self._way(wish, rest, [*way, run])
                if found is not None:
                    return found
        return None

    def _has_room(self, wish: Wish, run: Run) -> bool:
        """Seats, with those of the escorts whom all aboard need, limits, and nobody whom they must not meet."""
        aboard = [*self.aboard[run.key], wish]
        escorts = escorts_for(sum(other.need for other in aboard), run)
        return (
            sum(other.seats for other in aboard) + escorts <= run.seats
            and all(sum(other.traits.get(t, 0) for other in aboard) <= most for t, most in run.limits.items())
            and not any(other.party.key in wish.apart for other in aboard)
        )

    def _accompany(self, wish: Wish, way: list[Run]) -> dict[str, list[Run]] | None:
        """The trips of escorts with those added that this party asks for; None where nobody is there."""
        trips, lacking = dict(self._trips), []
        for run in way:
            need = sum(other.need for other in self.aboard[run.key])
            lacking += [run] * (escorts_for(need + wish.need, run) - escorts_for(need, run))
        for run in lacking:
            escort = next((e for e in self._by_use(trips) if self._free(e, trips[e.key], run)), None)
            if escort is None:
                return None
            trips[escort.key] = self._ordered([*trips[escort.key], run])
        return trips

    def _by_use(self, trips: dict[str, list[Run]]) -> list[Escort]:
        """Who is on the way already and covers most legs comes first."""
        return sorted(self.puzzle.escorts, key=lambda e: (-len(trips[e.key]), -len(e.legs), e.key))

    def _free(self, escort: Escort, trip: list[Run], run: Run) -> bool:
        trip = self._ordered([*trip, run])
        return run.leg in escort.legs and all(
            before.leg != after.leg and can_change(self.puzzle, before, after)
            for before, after in combinations(trip, 2)
        )

    def _ordered(self, trip: list[Run]) -> list[Run]:
        legs = in_order(self.puzzle, (run.leg for run in trip))
        return sorted(trip, key=lambda run: legs.index(run.leg))
