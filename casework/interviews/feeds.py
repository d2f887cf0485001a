"""What an answer proposes to the screening: indicators, flags of vulnerability, risks on return.

    feeds = item { ";" item },   item = match ":" target

A proposal is `present`, or `unknown` after "unsure". Nothing ever proposes `absent`: a "no" may be fear, and an
unticked option was perhaps never spoken of. The screener confirms; nothing counts before.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts import codes
from casework.interviews.catalogue import State
from casework.interviews.conditions import anything_ticked, number, ticks
from casework.vague import VagueDate, from_json

PRESENT, UNKNOWN = "present", "unknown"
TESTIMONY, OTHER_PERSON, OBSERVATION = "testimony", "other_person", "observation"
SEEN_BY_INTERVIEWER = "int.seen"
HEARD = "heard"
SEEN_INJURY = "seen_injury"
TICKED = ("choice", "multi", "yes_no_unsure")
GROWN_UP = 18
DOES_NOT_KNOW = ("unsure", "unknown")
# Indicators that count for one profile only; a test compares them with the screening's catalogue.
ONE_PROFILE = {
    "M-AVP-11": "adult",
    "P-CH-01": "child",
    "P-CH-02": "child",
    "P-CH-03": "child",
    "P-CH-04": "child",
    "P-CH-05": "child",
}
COMPARISON = re.compile(r"(>=|<=|=|<|>)(\d+)")
COMPARE = {
    "=": lambda value, limit: value == limit,
    ">=": lambda value, limit: value >= limit,
    "<=": lambda value, limit: value <= limit,
    "<": lambda value, limit: value < limit,
    ">": lambda value, limit: value > limit,
}


@dataclass(frozen=True)
class Facts:
    """What a feed may look at besides the answer. `on` is the day of the sitting; `heard` what was ticked beside it."""

    profile: str = "adult"
    speaker: str = "person"
    nationalities: frozenset = frozenset()
    document_years: frozenset = frozenset()
    on: date | None = None
    heard: frozenset = frozenset()


@dataclass(frozen=True)
class Proposed:
    """A target, `present` or `unknown`, and whose word it is."""

    target: str
    state: str
    source: str = TESTIMONY


def element(target):
    """The element an indicator belongs to: "act", "means", "purpose", "context"; empty for flags and risks."""
    return {"A-": "act", "M-": "means", "P-": "purpose", "C-": "context"}.get(target[:2], "")


def places(value):
    """Rows of a place answer."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, (list, tuple)) else []


def hub(code):
    """Whether locations.csv names the place as one of scam compounds. It says nothing about today."""
    return any(row["code"] == code and row["known_hub"] == "yes" for row in codes.rows("locations"))


def country_of(row):
    """The country of a place: the one that was chosen, else the one of the listed place."""
    listed = next((r["country"] for r in codes.rows("locations") if r["code"] == row.get("location")), "")
    return str(row.get("country") or listed)


def known_hub(question, value, facts):
    """One of the places is a known hub."""
    return PRESENT if any(hub(row.get("location")) for row in places(value)) else None


def abroad(question, value, facts):
    """The country is none of the person's own. Nothing when these are not known, or there are none."""
    own = facts.nationalities - {"none"}
    countries = {country_of(row) for row in places(value)} - {""}
    return PRESENT if own and countries - own else None


def as_date(value):
    """A date answer, however it was kept."""
    return value if isinstance(value, VagueDate) else from_json(value)


def birthday(born, age):
    """The day on which somebody born on `born` reaches `age`; the 1 March for a 29 February."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # no such day that year, or a year beyond the calendar
        return date(born.year + age, 3, 1)


def under_18(question, value, facts):
    """The date of birth can mean under 18 on the day of the sitting. Words without a date leave it open."""
    born = as_date(value)
    if born.latest is None:
        return UNKNOWN if born.said else None
    return PRESENT if birthday(born.latest, GROWN_UP) > (facts.on or date.today()) else None


def differs_from_papers(question, value, facts):
    """A paper gives a year of birth that the answer cannot mean."""
    born = as_date(value)
    if born.earliest is None or born.latest is None:
        return None
    meant = range(born.earliest.year, born.latest.year + 1)
    return PRESENT if any(year not in meant for year in facts.document_years) else None


def any_ticked(question, value, facts):
    """Something is ticked that is not "none" or "does not know"."""
    return PRESENT if anything_ticked(question, value) else None


DERIVED = {
    "known_hub": known_hub,
    "abroad": abroad,
    "under_18": under_18,
    "differs_from_papers": differs_from_papers,
    "any": any_ticked,
}


def does_not_know(question, value):
    """The answer was "unsure", or nothing else than "does not know" is ticked."""
    if value == State.UNSURE:
        return True
    chosen = ticks(value) if question.options else ()
    return bool(chosen) and all(tick in DOES_NOT_KNOW for tick in chosen)


def compared(match, value):
    """`present` where `match` is a comparison (">=12") that the number fits."""
    sign, limit = COMPARISON.fullmatch(match).groups()
    found = number(value)
    return PRESENT if found is not None and COMPARE[sign](found, Decimal(limit)) else None


def matched(question, feed, value, facts):
    """The state that one feed proposes for an answer, or None."""
    if feed.match == HEARD:
        return PRESENT if feed.target in facts.heard else None
    if does_not_know(question, value):
        return UNKNOWN
    if feed.match in DERIVED:
        return DERIVED[feed.match](question, value, facts)
    if COMPARISON.fullmatch(feed.match):
        return compared(feed.match, value)
    return PRESENT if question.kind in TICKED and feed.match in ticks(value) else None


def source_of(question, feed, facts):
    """Whose word a proposal is: what the interviewer saw is never testimony, nor is what a reporter said."""
    if question.section == SEEN_BY_INTERVIEWER or feed.match == SEEN_INJURY:
        return OBSERVATION
    return TESTIMONY if facts.speaker == "person" else OTHER_PERSON


def hidden(target, profile):
    """A proposal for the other profile is not shown."""
    return ONE_PROFILE.get(target, profile) != profile


def heard_targets(question):
    """Targets that the interviewer may tick beside the answer; no program reads them out of the text."""
    return tuple(feed.target for feed in question.feeds if feed.match == HEARD)


def proposals(question, value, facts):
    """What an answer proposes: one Proposed a target, `present` before `unknown`. Nothing for a skip (value None)."""
    found: dict[str, Proposed] = {}
    for feed in question.feeds:
        state = matched(question, feed, value, facts)
        known = found.get(feed.target)
        if state and not hidden(feed.target, facts.profile) and (known is None or known.state == UNKNOWN):
            found[feed.target] = Proposed(feed.target, state, source_of(question, feed, facts))
    return list(found.values())
