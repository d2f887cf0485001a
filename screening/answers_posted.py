"""What came back from the answers page, against what stands now: one person's change is taken, and where two people
changed the same sign both are shown and nobody overwrites the other (R-50, S-86)."""

from dataclasses import dataclass, field

from accounts.editing import version_of
from screening.catalogue import ELEMENTS, catalogue
from screening.models import IndicatorAnswer

State = IndicatorAnswer.State
MARKS = ("state", "source", "note")
DIGITS = 9


@dataclass
class Posted:
    """`changes` can be saved as they are; `clashes` are {code: what was typed} that somebody else changed too."""

    changes: dict = field(default_factory=dict)
    clashes: dict = field(default_factory=dict)


def typed_mark(post, code):
    """(state, source, note) of one sign as it was sent, or None where it was not on the page or nothing was chosen."""
    state = post.get(code, "")
    if state not in State.values:
        return None
    if state == State.NOT_ASKED:
        return state, "", post.get(f"{code}.note", "").replace("\r\n", "\n").strip()
    source = post.get(f"{code}.source", "")
    return state, source, post.get(f"{code}.note", "").replace("\r\n", "\n").strip()


def version_typed(post, code):
    """The version of the answer that the page showed; 0 where there was none, and for what is no number."""
    text = post.get(f"{code}.version", "0")
    return int(text) if text.isdecimal() and len(text) <= DIGITS else 0


def values_of(row):
    """(state, source, note) of a stored answer, or of none."""
    return tuple(getattr(row, name) for name in MARKS) if row else (State.NOT_ASKED, "", "")


def read(post, screening, answers):
    """The changes of a post and its clashes."""
    stored, found = {row.code: row for row in answers}, Posted()
    only = post.get("one", "")
    for code in catalogue(screening.catalogue_version):
        mine = typed_mark(post, code) if only in ("", code) else None
        if mine is not None and mine != values_of(stored.get(code)):
            sort_in(found, code, mine, stored.get(code), version_typed(post, code))
    return found


def sort_in(found, code, mine, row, seen):
    """A change made from what stands is one; from an older version it is a clash, unless it says what that one said."""
    standing = row.version if row else 0
    if seen != standing:
        base = version_of(row, seen) if row and seen else None
        if mine == values_of(base):
            return
        found.clashes[code] = dict(zip(MARKS, mine, strict=True))
        return
    found.changes[code] = {**dict(zip(MARKS, mine, strict=True)), "version": standing}


def parts(post, screening):
    """{field: finished} of the parts whose box was changed on this page since it was drawn."""
    if "parts" not in post:
        return {}
    drawn, now = set(post.get("parts", "").split()), {name for name in ELEMENTS if f"{name}_complete" in post}
    return {f"{name}_complete": name in now for name in ELEMENTS if (name in drawn) != (name in now)}
