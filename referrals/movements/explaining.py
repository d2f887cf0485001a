"""A plan in numbers that a page turns into sentences: how full the runs are, who is left and why, why so many runs."""

from dataclasses import dataclass
from itertools import accumulate

from referrals.movements.fitting import Way, Wish, escorts_for, with_changes
from referrals.movements.puzzle import Because, Load, Puzzle, Reason, Run, Trait

Ways = dict[str, dict[str, str]]
Escorts = dict[str, tuple[str, ...]]


def loads(puzzle: Puzzle, placed: list[Wish], ways: Ways, escorts: Escorts) -> tuple[Load, ...]:
    """Every run, empty ones too, in the order of the puzzle."""
    rooms = [_room(run, placed, ways, escorts) for run in puzzle.runs]
    return tuple(
        Load(room.run.key, room.seats, room.escorts, {trait: room.of(trait) for trait in room.run.limits})
        for room in rooms
    )


def why_left(puzzle: Puzzle, wish: Wish, placed: list[Wish], ways: Ways, escorts: Escorts) -> tuple[Reason, ...]:
    """Why a party has no place: what stands against it alone; else what the others left of the runs it could take.

    Of the second kind each leg without a place is named: APART where there is room with somebody whom they must not
    meet, FULL with the trait where only a limit is reached, NO_ESCORT where all escorts of the leg are on their way.
    Where each leg has a place: NO_ESCORT where the escorts could not make the changes, FULL without a leg where the
    party itself could not.
    """
    if wish.reasons:
        return wish.reasons
    found, open_runs = [], {}
    for leg, runs in wish.way.items():
        busy = sum(len(escorts.get(run.key, ())) for run in puzzle.runs if run.leg == leg)
        free = sum(leg in escort.legs for escort in puzzle.escorts) - busy
        hindered = {run.key: _hindered(wish, _room(run, placed, ways, escorts), free) for run in runs}
        open_runs[leg] = tuple(run for run in runs if hindered[run.key] is None)
        if not open_runs[leg]:
            found.append(min(filter(None, hindered.values()), key=_distance))
    return tuple(found) or (_no_way_through(puzzle, wish, open_runs),)


def _no_way_through(puzzle: Puzzle, wish: Wish, open_runs: Way) -> Reason:
    """Each leg has a place, and still there is none on the whole way."""
    _way, changes = with_changes(puzzle, open_runs)
    if changes or not wish.need:
        return Reason(Because.FULL)
    leg = wish.legs[0]
    return Reason(Because.NO_ESCORT, leg, None, min(escorts_for(wish.need, run) for run in open_runs[leg]))


@dataclass(frozen=True)
class _Room:
    """A run with those who are on it."""

    run: Run
    aboard: list[Wish]
    escorts: int

    @property
    def seats(self) -> int:
        return sum(wish.seats for wish in self.aboard)

    def of(self, trait: Trait) -> int:
        return sum(wish.traits.get(trait, 0) for wish in self.aboard)


def _room(run: Run, placed: list[Wish], ways: Ways, escorts: Escorts) -> _Room:
    aboard = [wish for wish in placed if ways[wish.party.key].get(run.leg) == run.key]
    return _Room(run, aboard, len(escorts.get(run.key, ())))


def _hindered(wish: Wish, room: _Room, free: int) -> Reason | None:
    """What keeps a party from a run as it is filled now; `free`: escorts of the leg who go on no run."""
    run = room.run
    more = escorts_for(wish.need + sum(other.need for other in room.aboard), run) - room.escorts
    if room.seats + room.escorts + more + wish.seats > run.seats:
        return Reason(Because.FULL, run.leg, None, wish.seats + more)
    for trait, amount in wish.traits.items():
        if room.of(trait) + amount > run.limits.get(trait, room.of(trait) + amount):
            return Reason(Because.FULL, run.leg, trait, amount)
    if more > free:
        return Reason(Because.NO_ESCORT, run.leg, None, more)
    if any(other.party.key in wish.apart for other in room.aboard):
        return Reason(Because.APART, run.leg)
    return None


def _distance(reason: Reason) -> int:
    """Where several runs of a leg are shut for several reasons, the one that is nearest to being solved is told."""
    return [Because.APART, Because.NO_ESCORT, Because.FULL].index(reason.because) * 2 + (reason.trait is None)


def least_runs(puzzle: Puzzle, placed: list[Wish]) -> dict[str, Reason]:
    """Leg -> what asks for most runs, where that is more than one: seats (FULL), a limit, or who must not meet.

    `amount` is a lower bound, reckoned as if people could be split: the runs with most room are filled first. A plan
    may need more because parties are whole, papers end, or people stay on the runs that they had.
    """
    bounds = {}
    for leg in puzzle.legs:
        runs = [run for run in puzzle.runs if run.leg == leg]
        there = [wish for wish in placed if leg in wish.legs]
        asked = max(_asked(leg, runs, there), key=lambda reason: reason.amount)  # the first of equals
        if asked.amount > 1:
            bounds[leg] = asked
    return bounds


def _asked(leg: str, runs: list[Run], there: list[Wish]) -> list[Reason]:
    """How many runs each rule asks for."""
    shared = max((max(run.children_an_escort, 1) for run in runs), default=1)
    seats = sum(wish.seats for wish in there) - (-sum(wish.need for wish in there) // shared)
    limited = sorted({trait for run in runs for trait in run.limits})
    return [
        Reason(Because.FULL, leg, None, _filled(seats, [run.seats for run in runs])),
        *(_asked_by(leg, trait, runs, there) for trait in limited),
        Reason(Because.APART, leg, None, _mutual(there)),
    ]


def _asked_by(leg: str, trait: Trait, runs: list[Run], there: list[Wish]) -> Reason:
    people = sum(wish.traits.get(trait, 0) for wish in there)
    return Reason(Because.LIMIT, leg, trait, _filled(people, [run.limits.get(trait, people) for run in runs]))


def _filled(people: int, rooms: list[int]) -> int:
    """How many of the largest rooms hold so many."""
    held = accumulate(sorted(rooms, reverse=True))
    return next((number for number, room in enumerate(held, 1) if room >= people), len(rooms)) if people else 0


def _mutual(there: list[Wish]) -> int:
    """So many parties, at least, of which no two may meet."""
    most = 0
    for wish in there:
        circle = [wish]
        for other in there:
            if all(other.party.key in member.apart for member in circle):
                circle.append(other)
        most = max(most, len(circle))
    return most
