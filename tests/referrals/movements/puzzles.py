"""Puzzles for the planner: built by hand in a line, by chance, and large ones that are known to have a place for all."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from referrals.movements.puzzle import Escort, Party, Puzzle, Run, Trait, Traveller

START = datetime(2026, 12, 1, 8, tzinfo=UTC)
VALID = date(2027, 6, 30)
SINGLE = ("flight",)
DOUBLE = ("bus", "flight")


def party(key, people=1, *traits, legs=SINGLE, until=VALID, **more):
    """Of `people`, the first has `traits`."""
    members = [Traveller(f"{key}.{n}", frozenset(traits if n == 0 else ()), until) for n in range(people)]
    return Party(key, tuple(members), legs, **more)


def run(key, seats, hour=0, leg="flight", hours=2, **more):
    """Departs `hour` hours after the start and takes `hours`."""
    departs = START + timedelta(hours=hour)
    return Run(key, leg, seats, departs, departs + timedelta(hours=hours), **more)


def puzzle(runs, parties, *, legs=SINGLE, escorts=(), **more):
    return Puzzle(legs, tuple(runs), tuple(parties), tuple(escorts), **more)


def by_chance(chance, most_parties=4):
    """A small puzzle with a little of everything, contradictions among them. `chance`: a random.Random."""
    legs = chance.choice([SINGLE, SINGLE, DOUBLE])
    each = 3 if legs == SINGLE else 2
    runs = [_run_by_chance(chance, leg, n) for leg in legs for n in range(chance.randint(chance.randint(0, 1), each))]
    keys = [f"p{n}" for n in range(chance.randint(0, most_parties))]
    parties = [_party_by_chance(chance, key, keys, legs, runs) for key in keys]
    escorts = [
        Escort(f"e{n}", tuple(chance.sample(legs, chance.randint(1, len(legs))))) for n in range(chance.randint(0, 3))
    ]
    return puzzle(
        runs,
        parties,
        legs=legs,
        escorts=escorts,
        change_minutes=chance.choice([0, 90]),
        paper_days=chance.choice([0, 30]),
    )


def _run_by_chance(chance, leg, n):
    limits = {trait: chance.randint(0, 2) for trait in (Trait.WITHOUT_STATUS, Trait.INFANT) if chance.random() < 0.3}
    hour = chance.randint(0, 4) + (3 if leg == "flight" else 0)
    return run(
        f"{leg}{n}",
        chance.randint(0, 6),
        hour,
        leg,
        chance.choice([1, 2, 2, 40]),
        limits=limits,
        children_an_escort=chance.randint(1, 2),
    )


def _party_by_chance(chance, key, keys, legs, runs):
    traits = [
        trait
        for trait in (Trait.WITHOUT_STATUS, Trait.INFANT, Trait.CHILD_ALONE, Trait.ESCORTED)
        if chance.random() < 0.2
    ]
    until = chance.choice([VALID] * 12 + [date(2026, 12, 2), None])
    was = {}
    if chance.random() < 0.5:
        was = {
            leg: chance.choice([r.key for r in runs if r.leg == leg] + ["gone"] * (chance.random() < 0.1) or ["gone"])
            for leg in legs
        }
    apart = frozenset(other for other in keys if other != key and chance.random() < 0.15)
    mine = legs if chance.random() < 0.8 else legs[-1:]
    was = {leg: was[leg] for leg in mine if leg in was}
    return party(
        key,
        chance.randint(1, 3),
        *traits,
        legs=mine,
        until=until,
        was=was,
        fixed=bool(was) and chance.random() < 0.3,
        apart_from=apart,
    )


LIMITS = {Trait.WITHOUT_STATUS: 2, Trait.INFANT: 4}


def large(seed, legs=SINGLE, people=200, families=60, carriers=5, spare=4, apart=0, limits=None):
    """`families` with `people` in all, over `carriers` a leg. Everybody is seated first, and the runs are made to fit.

    So there is a place for all by construction: each run has the seats of those who were put there and `spare` more, and
    `apart` pairs that were put on different runs must not meet.
    """
    chance = random.Random(seed)
    groups = _families(chance, people, families, carriers if limits else 0, legs)
    seat = [n % carriers for n in range(families)]
    runs = []
    for number, leg in enumerate(legs):
        for carrier in range(carriers):
            seats = sum(_seats(groups[n]) for n in range(families) if seat[n] == carrier)
            escorts = sum(_alone(groups[n]) for n in range(families) if seat[n] == carrier)
            runs.append(
                run(f"{leg}{carrier}", seats + escorts + spare, number * 24 + carrier * 3, leg, limits=limits or {})
            )
    for _ in range(apart):
        one, two = chance.sample(range(families), 2)
        if seat[one] != seat[two]:
            groups[one] = replace(groups[one], apart_from=groups[one].apart_from | {groups[two].key})
    escorts = [Escort(f"e{n}", legs) for n in range(sum(map(_alone, groups)))]
    return puzzle(runs, groups, legs=legs, escorts=escorts)


def _families(chance, people, families, carriers, legs):
    """One infant in each tenth family, one child alone in each fifteenth, and two without status for each carrier."""
    sizes = [1] * families
    for _ in range(people - families):
        sizes[chance.randrange(families)] += 1
    traits = {n: [] for n in range(families)}
    for n in range(0, families, 10):
        traits[n].append(Trait.INFANT)
    for n in range(1, families, 15):
        traits[n].append(Trait.CHILD_ALONE)
    for n in range(2 * carriers):
        traits[n].append(Trait.WITHOUT_STATUS)
    return [party(f"family{n:03}", size, *traits[n], legs=legs) for n, size in enumerate(sizes)]


def _seats(group):
    return sum(Trait.INFANT not in person.traits for person in group.members)


def _alone(group):
    return sum(Trait.CHILD_ALONE in person.traits for person in group.members)
