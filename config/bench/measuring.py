"""One path against its floor: interleaved rounds, medians, pages touched, queries captured."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

ROUNDS = 40
Statement = tuple[str, Any]


@dataclass
class Race:
    """A path made ready: how to run it, its floor, and whether it answers what brute force answers.

    `statement` is the SQL whose pages count (None: nothing to explain); `must` holds the limits of the issue by
    name of the figure; `floor_statement` is explained too, where the pages are compared.
    """

    run: Callable[[], object]
    floor: Callable[[], object]
    right: Callable[[], bool]
    floor_name: str = ""
    statement: Statement | None = None
    floor_statement: Statement | None = None
    must: dict[str, float] = field(default_factory=dict)
    rounds: int = ROUNDS
    capture: Callable[[], object] | None = None


def timed(function):
    """Milliseconds that one call takes."""
    begun = time.perf_counter()
    function()
    return (time.perf_counter() - begun) * 1000


def interleaved(race):
    """(times of the path, times of the floor): one call of each in turn, so that other work slows both alike."""
    race.run(), race.floor()
    pairs = [(timed(race.run), timed(race.floor)) for _ in range(race.rounds)]
    return [ours for ours, _floor in pairs], [floor for _ours, floor in pairs]


def plan_of(statement):
    """The executed plan of a statement as PostgreSQL describes it in JSON; the second run is explained."""
    sql, params = statement
    with connection.cursor() as cursor:
        for _ in range(2):
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            said = cursor.fetchone()[0]
    return (json.loads(said) if isinstance(said, str) else said)[0]["Plan"]


def pages_of(plan):
    """Buffers that the whole plan touched, found in memory or read."""
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


def nodes_of(plan):
    """All nodes of a plan: [(kind, table or index)]."""
    below = [node for child in plan.get("Plans", ()) for node in nodes_of(child)]
    return [(plan["Node Type"], plan.get("Relation Name") or plan.get("Index Name", "")), *below]


def queries_of(function):
    """How many queries one call sends, BEGIN, savepoints and COMMIT counted."""
    with CaptureQueriesContext(connection) as captured:
        function()
    return len(captured)


def figures(race):
    """All figures of one path as a dict; `holds` says whether every limit of `must` is kept."""
    correct = bool(race.right())
    queries = queries_of(race.capture or race.run)
    pages = pages_of(plan_of(race.statement)) if race.statement else None
    ours, floor = interleaved(race)
    p50, floor_p50 = median(ours), median(floor)
    row = {
        "rounds": race.rounds,
        "p50_ms": round(p50, 3),
        "p95_ms": round(sorted(ours)[int(len(ours) * 0.95) - (len(ours) > 1)], 3),
        "floor_ms": round(floor_p50, 3),
        "ratio": round(p50 / floor_p50, 2),
        "queries": queries,
        "pages": pages,
        "correct": correct,
        "floor": race.floor_name,
    }
    if race.floor_statement:
        row["pages_ratio"] = round(pages / max(1, pages_of(plan_of(race.floor_statement))), 2)
    return {**row, "must": race.must, "holds": correct and all(row[name] <= limit for name, limit in race.must.items())}
