"""All splits of a tiny puzzle, best first, until the checker finds nothing wrong with one."""

from itertools import product
from types import SimpleNamespace

from tests.referrals.movements import checker

RULES = (
    checker._seats,
    checker._limits,
    checker._escorts,
    checker._apart,
    checker._changes,
    checker._papers,
    checker._fixed,
)


def worth(puzzle, ways):
    """What is wanted of a split, in the order of importance: the larger the better."""
    runs = {run.key: run for run in puzzle.runs}
    placed = [party for party in puzzle.parties if party.key in ways]
    return (
        sum(len(party.members) for party in placed if party.fixed),
        sum(len(party.members) for party in placed),
        sum(bool(party.was) and ways[party.key] == party.was for party in placed),
        -len({run for way in ways.values() for run in way.values()}),
        -sum(len(p.members) * _minutes(puzzle, runs[ways[p.key][p.legs[-1]]]) for p in placed),
    )


def best_worth(puzzle):
    """The worth of the best split that keeps all rules."""
    splits = [
        {party.key: way for party, way in zip(puzzle.parties, choice, strict=True) if way}
        for choice in _choices(puzzle)
    ]
    return next(
        w
        for w, ways in sorted(((worth(puzzle, w), w) for w in splits), key=lambda s: s[0], reverse=True)
        if _stands(puzzle, ways)
    )


def _minutes(puzzle, run):
    return int((run.arrives - min(run.departs for run in puzzle.runs)).total_seconds() // 60)


def _choices(puzzle):
    """For each party no way, or any; a party alone that breaks a rule is dropped at once."""
    return product(*(_ways(puzzle, party) for party in puzzle.parties))


def _ways(puzzle, party):
    runs = [[run.key for run in puzzle.runs if run.leg == leg] for leg in party.legs]
    ways = [dict(zip(party.legs, way, strict=True)) for way in product(*runs)]
    return [None, *(way for way in ways if _stands(puzzle, {party.key: way}))]


def _stands(puzzle, ways):
    """Whether some way of sending the escorts along keeps all rules."""
    trips = [_trips(puzzle, escort) for escort in puzzle.escorts]
    return any(_keeps(puzzle, ways, sent) for sent in product(*trips))


def _trips(puzzle, escort):
    runs = [["", *(run.key for run in puzzle.runs if run.leg == leg)] for leg in escort.legs]
    return [[run for run in trip if run] for trip in product(*runs)]


def _keeps(puzzle, ways, sent):
    escorts = {}
    for escort, trip in zip(puzzle.escorts, sent, strict=True):
        for run in trip:
            escorts[run] = (*escorts.get(run, ()), escort.key)
    plan = SimpleNamespace(runs=ways, escorts=escorts)
    return not any(fault for rule in RULES for fault in rule(puzzle, plan))
