"""From rows to the puzzle that the planner solves, and back from its answer to what a row keeps: keys and numbers."""

import dataclasses
import datetime
import hashlib
import json

from referrals.movements.puzzle import Because, Escort, Load, Party, Plan, Puzzle, Reason, Run, Trait, Traveller

# A paper must be valid on the day of arrival. Where a run lands no clock is known, so days are counted where they begin
# first, of the countries that people are brought to: at most a few hours too strict, never a day too kind.
EASTERN = datetime.timezone(datetime.timedelta(hours=9))


def puzzle_of(board, *, from_scratch=False):
    """The Puzzle of a movement as it stands. Who is booked or on the way is fixed; `was` is the plan in force.

    `from_scratch`: without what was, to compare two states of the rows.
    """
    apart = board.apart
    legs = tuple(str(leg.pk) for leg in board.legs)
    by_party: dict = {}
    for rider in sorted(board.going, key=lambda one: one.key):
        by_party.setdefault(rider.party, []).append(rider)
    parties = [party_of(key, riders, legs, apart, board, from_scratch) for key, riders in sorted(by_party.items())]
    return Puzzle(
        legs=legs,
        runs=tuple(run_of(run) for run in sorted(board.runs, key=lambda run: (run.departs, str(run.pk)))),
        parties=tuple(parties),
        escorts=tuple(Escort(str(one.pk), tuple(str(leg) for leg in one.legs)) for one in board.escorts),
        change_minutes=board.movement.change_minutes,
        paper_days=board.movement.paper_days,
    )


def party_of(key, riders, legs, apart, board, from_scratch):
    """One party with its people."""
    members = tuple(
        Traveller(one.key, frozenset(Trait(trait) for trait in one.traits), one.paper_until) for one in riders
    )
    was = {} if from_scratch else dict(board.way.get(key, {}))
    fixed = bool(was) and any(one.booked for one in riders)
    return Party(key, members, legs, frozenset(apart.get(key, ())) - {key}, was, fixed)


def run_of(row):
    """One departure."""
    limits = {Trait(trait): int(most) for trait, most in sorted(row.limits.items())}
    return Run(
        str(row.pk),
        str(row.leg_id),
        row.seats,
        row.departs.astimezone(EASTERN),
        row.arrives.astimezone(EASTERN),
        limits,
        row.children_an_escort,
    )


def plain(value):
    """A value of the puzzle in an order that never changes."""
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def basis_of(board):
    """A fingerprint of everything that a plan rests on: where it differs, the plan is of another day."""
    given = dataclasses.asdict(puzzle_of(board, from_scratch=True))
    text = json.dumps(given, default=plain, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def kept(plan: Plan):
    """What a row keeps of the planner's answer."""
    return {
        "runs": plan.runs,
        "escorts": {run: list(keys) for run, keys in plan.escorts.items()},
        "left": {party: [reason_kept(one) for one in why] for party, why in plan.left.items()},
        "loads": [{**dataclasses.asdict(load), "traits": dict(load.traits)} for load in plan.loads],
        "least": {leg: reason_kept(reason) for leg, reason in plan.least.items()},
        "moved": list(plan.moved),
        "best": plan.best,
    }


def reason_kept(reason):
    """One reason as codes and a number."""
    return {name: value for name, value in dataclasses.asdict(reason).items() if value is not None}


def reason_of(kept_reason):
    """The reason again."""
    trait = kept_reason.get("trait")
    return Reason(
        Because(kept_reason["because"]),
        kept_reason.get("leg", ""),
        Trait(trait) if trait else None,
        kept_reason.get("amount", 0),
    )


def load_of(kept_load):
    """How a run was filled."""
    return Load(kept_load["run"], kept_load["seats"], kept_load["escorts"],
                {Trait(trait): n for trait, n in kept_load["traits"].items()})  # fmt: skip


def along_of(result):
    """{run: escorts} of what a row keeps."""
    return {run: tuple(keys) for run, keys in result.get("escorts", {}).items()}
