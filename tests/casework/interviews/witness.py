"""For each feed of the data an answer that makes it propose, and the facts that it needs."""

import csv
import datetime
from functools import cache
from pathlib import Path

from casework.interviews import catalogue
from casework.interviews.feeds import Facts
from casework.vague import VagueDate

ON = datetime.date(2025, 11, 22)
CHILD_BORN = datetime.date(2010, 5, 1)
INDICATORS = Path(__file__).resolve().parents[3] / "screening" / "catalogue" / "1" / "indicators.csv"
NUMBERS = {">=12": 12, "=0": 0, "<18": 17}


@cache
def indicators():
    """Rows of the screening's catalogue, by code."""
    with INDICATORS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def first_tick(question):
    """A tick that is neither exclusive nor "unknown"."""
    return next(o.code for o in question.options if not o.exclusive and o.code not in ("none_yet", "unknown"))


def answer_for(question, feed):
    """(value, facts) for which this feed proposes `present`."""
    child = question.applies_to == "child" or feed.target.startswith("P-CH") or feed.match in ("under_18", "<18")
    facts = {"profile": "child" if child else "adult", "on": ON, "nationalities": frozenset({"VN"})}
    derived = {
        "known_hub": [{"location": "KH-SHV"}],
        "abroad": [{"location": "", "country": "AE"}],
        "under_18": VagueDate("2010", CHILD_BORN, CHILD_BORN).as_json(),
        "differs_from_papers": VagueDate("2010", CHILD_BORN, CHILD_BORN).as_json(),
    }
    if feed.match == "heard":
        return "Their own words.", Facts(**facts, heard=frozenset({feed.target}))
    if feed.match in derived:
        return derived[feed.match], Facts(**facts, document_years=frozenset({2004}))
    if feed.match in NUMBERS:
        return NUMBERS[feed.match], Facts(**facts)
    value = first_tick(question) if feed.match == "any" else feed.match
    return ([value] if question.kind == "multi" else value), Facts(**facts)


def feeds_of_everything():
    """(question, feed) for every feed of every set."""
    return [(q, feed) for whole in catalogue.all_sets() for q in whole.questions for feed in q.feeds]


def reachable(questions):
    """Targets that some answer to these questions proposes."""
    return {feed.target for question in questions for feed in question.feeds}
