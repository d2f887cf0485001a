"""The answers page, row by row: what was marked, what is proposed, what was not asked (ui/README 7)."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from screening.catalogue import ELEMENTS, catalogue
from screening.explaining import ELEMENT_WORDS
from screening.models import IndicatorAnswer
from screening.proposals import child_or_adult, key_of

State, Source = IndicatorAnswer.State, IndicatorAnswer.Source
CONTEXT = "context"
SUBTITLES = {
    "act": gettext_lazy("What was done to bring, move or hold the person"),
    "means": gettext_lazy("How the person was made to. Not needed for a child"),
    "purpose": gettext_lazy("What the person was used for"),
    CONTEXT: gettext_lazy("Written down, shown, never counted up or down"),
}
GROUPS = {
    "D1": gettext_lazy("Deceived at the start"),
    "D2": gettext_lazy("Forced at the start"),
    "D3": gettext_lazy("A weak position used at the start"),
    "D5": gettext_lazy("Forced at the place"),
    "D6": gettext_lazy("A weak position used at the place"),
    "C-HUB": gettext_lazy("The place"),
    "C-PRS": gettext_lazy("What one sees"),
    "C-SYS": gettext_lazy("What authorities did"),
    "C-NEU": gettext_lazy("Neutral facts"),
}
STRENGTHS = {
    "strong": gettext_lazy("strong"),
    "medium": gettext_lazy("medium"),
    "weak": gettext_lazy("weak"),
}
LEVELS = {
    "positive": ("done", gettext_lazy("Threshold met")),
    "partial": ("half", gettext_lazy("Something is there")),
    "none": ("todo", gettext_lazy("Nothing yet")),
}


@dataclass
class Row:
    """One sign as the page shows it. `state`, `source`, `note` are what stands in the form: stored, or typed."""

    code: str
    words: Any
    about: str
    state: str = State.NOT_ASKED
    source: str = ""
    note: str = ""
    version: int = 0
    set_at: Any = None
    origin: dict = field(default_factory=dict)
    proposals: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    theirs: Any = None  # what somebody else saved in the meantime
    mine: str = ""

    @property
    def asked(self):
        """Whether it stands among the marked ones."""
        return self.state != State.NOT_ASKED or bool(self.proposals or self.errors or self.theirs)

    @property
    def states(self):
        """(code, words) of the four-way choice."""
        return State.choices

    @property
    def key(self):
        """What the buttons of the newest proposal name."""
        return key_of(self.proposals[0])

    @property
    def proposed_words(self):
        """What the newest proposal says."""
        return _("Proposed: %(state)s") % {"state": State(self.proposals[0].state).label}

    @property
    def origin_day(self):
        """The day of the interview it was accepted from."""
        return datetime.date.fromisoformat(self.origin["on"])

    @property
    def state_words(self):
        """The state in words, for a page that is only read."""
        return State(self.state).label

    @property
    def source_words(self):
        """Where it comes from, in words."""
        return Source(self.source).label if self.source else ""


def about(row, profile):
    """Code and strength under a sign's words."""
    strength = row.strength_for(profile)
    if row.neutral:
        return _("%(code)s, changes nothing") % {"code": row.code}
    if row.code == "C-HUB-01":
        return _("%(code)s, protection in any case") % {"code": row.code}
    words = STRENGTHS.get(strength, _("not counted"))
    return _("%(code)s, %(strength)s") % {"code": row.code, "strength": words}


def rows_of(screening, answers, proposals):
    """{code: Row} of the whole catalogue that fits the profile, and of what was marked in any case."""
    profile, stored = child_or_adult(screening), {row.code: row for row in answers}
    found = {}
    for code, known in catalogue(screening.catalogue_version).items():
        row = Row(code, known.words, about(known, profile), proposals=proposals.get(code, []))
        if answer := stored.get(code):
            row.state, row.source, row.note = answer.state, answer.source, answer.note
            row.version, row.set_at, row.origin = answer.version, answer.set_at, answer.origin
        if row.asked or known.applies_to in ("both", profile):
            found[code] = row
    return found


def group_of(known):
    """The heading under which a sign stands, or ''."""
    return known.dimension if known.element == "means" else known.code[:5] if known.element == CONTEXT else ""


def grouped(rows, known):
    """[(heading, rows)] in the order of the catalogue."""
    groups: dict[str, list] = {}
    for row in rows:
        groups.setdefault(group_of(known[row.code]), []).append(row)
    return [(GROUPS.get(name, ""), several) for name, several in groups.items()]


def sections(screening, rows, result, completeness):
    """One dict for act, means, purpose and context: what the template draws."""
    known = catalogue(screening.catalogue_version)
    return [section(screening, element, rows, known, result, completeness) for element in (*ELEMENTS, CONTEXT)]


def section(screening, element, rows, known, result, completeness):
    """One element: heading, counts, threshold, the marked rows, and the rest folded away."""
    mine = [row for code, row in rows.items() if known[code].element == element]
    asked, rest = [row for row in mine if row.asked], [row for row in mine if not row.asked]
    kind, level = LEVELS[result.levels[element]] if element in ELEMENTS else ("bar", _("Not counted"))
    return {
        "element": element,
        "title": ELEMENT_WORDS.get(element) or _("Facts around it"),
        "subtitle": SUBTITLES[element],
        "counts": counts(result, element, asked),
        "kind": kind,
        "level": level,
        "asked": grouped(asked, known),
        "rest": grouped(rest, known),
        "resting": len(rest),
        "present": sum(row.state == State.PRESENT for row in mine),
        "proposed": sum(bool(row.proposals) for row in mine),
        "counted": element in ELEMENTS,
        "complete": element in ELEMENTS and getattr(screening, f"{element}_complete"),
        "left_open": completeness.get(element) is False,
    }


def counts(result, element, asked):
    """How many present signs of each strength, in words; of the context only how many."""
    if element not in ELEMENTS:
        return _("%(n)d noted") % {"n": sum(row.state == State.PRESENT for row in asked)}
    strong, medium, weak = result.counts[element]
    return _("%(strong)d strong, %(medium)d medium, %(weak)d weak") % {
        "strong": strong, "medium": medium, "weak": weak
    }  # fmt: skip
