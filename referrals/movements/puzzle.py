"""What the planner is given and what it answers: plain values, no rows, no names (T4).

A *party* is what never comes apart: a family, a child with the adult who travels along, or one person alone. A *leg* is
a part of the way (bus to the airport, first flight, second flight); a *run* is one departure of one carrier on a leg.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Trait(StrEnum):
    """What carriers count and set limits for; the code stands in a run's limits and in the explanation."""

    WITHOUT_STATUS = "without_status"  # deported and not recognised as victims: "two a flight"
    REMOVED = "removed"  # removed by a state, recognised or not (T7)
    CHILD = "child"  # under 18 on the day
    CHILD_ALONE = "child_alone"  # a child without an adult of its own: needs an escort
    INFANT = "infant"  # under 2 on the day: on a lap, takes no seat; carriers limit their number
    ASSISTED = "assisted"  # wheelchair, stretcher, or late pregnancy
    ESCORTED = "escorted"  # an adult with whom somebody must travel along


@dataclass(frozen=True)
class Traveller:
    """One person on the way. `paper_until`: last day on which the travel paper is valid; None: no paper at hand."""

    key: str
    traits: frozenset[Trait] = frozenset()
    paper_until: date | None = None


@dataclass(frozen=True)
class Party:
    """Who stays together, on every leg of `legs` (keys, in order). `apart_from`: parties that must not be met on a run.

    `was`: run by leg in the plan before; `fixed`: that plan is booked for this party and may not be changed.
    """

    key: str
    members: tuple[Traveller, ...]
    legs: tuple[str, ...]
    apart_from: frozenset[str] = frozenset()
    was: dict[str, str] = field(default_factory=dict)
    fixed: bool = False


@dataclass(frozen=True)
class Run:
    """One departure. `limits`: most travellers with a trait. `children_an_escort`: how many share one escort.

    Who needs an escort: each traveller with CHILD_ALONE or ESCORTED. An escort takes a seat; an infant takes none.
    """

    key: str
    leg: str
    seats: int
    departs: datetime
    arrives: datetime
    limits: dict[Trait, int] = field(default_factory=dict)
    children_an_escort: int = 1


@dataclass(frozen=True)
class Escort:
    """Somebody who travels along and takes a seat; may go on one run of each leg named in `legs`."""

    key: str
    legs: tuple[str, ...]


@dataclass(frozen=True)
class Puzzle:
    """The whole question. `change_minutes`: least time between arriving on one leg and departing on the next.

    `paper_days`: for how many days after arrival a paper must still be valid.
    """

    legs: tuple[str, ...]
    runs: tuple[Run, ...]
    parties: tuple[Party, ...]
    escorts: tuple[Escort, ...] = ()
    change_minutes: int = 90
    paper_days: int = 0


class Because(StrEnum):
    """Why a party has no place, or a plan has more runs than one would think."""

    NO_RUN = "no_run"  # the leg has no run at all, or not the one that is booked
    NO_PAPER = "no_paper"  # somebody has no paper, or it ends before the arrival: `amount` people
    TOO_LARGE = "too_large"  # no run of the leg has so many seats: `amount` are needed
    LIMIT = "limit"  # no run of the leg takes so many with `trait`
    NO_ESCORT = "no_escort"  # nobody is there to travel along
    APART = "apart"  # only runs with somebody whom they must not meet
    NO_CHANGE = "no_change"  # no two runs with time enough to change
    FULL = "full"  # it would fit, but others had to go first: every seat or limit is used


@dataclass(frozen=True)
class Reason:
    """One cause, in numbers that a page turns into a sentence. `leg` and `trait` where it concerns one."""

    because: Because
    leg: str = ""
    trait: Trait | None = None
    amount: int = 0


@dataclass(frozen=True)
class Load:
    """How a run is filled: seats taken by travellers and by escorts, and how many of each trait that is limited."""

    run: str
    seats: int
    escorts: int
    traits: dict[Trait, int]


@dataclass(frozen=True)
class Plan:
    """The answer. `runs`: party -> leg -> run. `escorts`: run -> keys of escorts. `left`: who has no place, and why.

    `least`: leg -> why fewer runs would not do (the limit that binds, with the number of runs it asks for).
    `moved`: parties whose runs differ from `was`. `best`: False where time was up before the best was proved.
    """

    runs: dict[str, dict[str, str]]
    escorts: dict[str, tuple[str, ...]]
    left: dict[str, tuple[Reason, ...]]
    loads: tuple[Load, ...]
    least: dict[str, Reason]
    moved: tuple[str, ...]
    best: bool
