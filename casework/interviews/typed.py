"""What stands in the boxes of one question: read from a posted form or a draft, or from the answer that is kept.

Both give the same shape, so that "nobody touched this" is one comparison, with and without script.
"""

from dataclasses import dataclass, field
from typing import Any

from casework import vague
from casework.interviews.catalogue import State
from casework.interviews.values import ROWS, SAID

MARKS = (State.NOT_AGAIN.value, State.SKIPPED.value, State.UNSURE.value)
STORY = "story"
NARRATIVE = "interview.narrative"
SEVERAL = ("multi", "file")
MOST_ROWS = 60


@dataclass
class Typed:
    """The boxes of one question. `value` is text, a list of codes, a dict (dates) or a list of rows."""

    value: Any = ""
    note: str = ""
    heard: list = field(default_factory=list)
    marks: list = field(default_factory=list)

    def given(self):
        """The same as `save_answer` takes it."""
        return {
            "value": self.value,
            "note": self.note,
            "heard": self.heard,
            "from_story": STORY in self.marks,
            "state": next((mark for mark in MARKS if mark in self.marks), ""),
        }

    @property
    def empty(self):
        """Nothing typed, nothing ticked."""
        return self == Typed(value=nothing(self.value))


def nothing(value):
    """The empty value of the same shape."""
    return [] if isinstance(value, list) else {"said": "", "basis": "stated"} if isinstance(value, dict) else ""


def prefix_of(code, repeat):
    """The name of a question's boxes: int_leg_to-2."""
    return f"{code}-{repeat}"


def read_prefix(text):
    """(code, repeat) of the name of a question's boxes; ("", 0) for anything else."""
    code, _dash, repeat = text.rpartition("-")
    return (code, int(repeat)) if repeat.isdecimal() and len(repeat) < 4 else ("", 0)


def plain(text):
    """Line ends as they are stored; browsers send CRLF."""
    return text.replace("\r\n", "\n")


def posted(question, prefix, data):
    """The boxes of a question in a posted form (a MultiValueDict)."""
    value = posted_value(question, prefix, data)
    marks = {mark for mark in data.getlist(f"{prefix}-mark") if mark in (*MARKS, STORY)}
    if question.field == NARRATIVE and value:  # who tells after all does not skip
        marks -= {State.SKIPPED.value, State.UNSURE.value}
    return Typed(
        value=value,
        note=plain(data.get(f"{prefix}-note", "")),
        heard=sorted(data.getlist(f"{prefix}-heard")),
        marks=sorted(marks),
    )


def posted_value(question, prefix, data):
    """The value's own boxes."""
    name = f"{prefix}-value"
    if question.kind in SEVERAL:
        chosen = set(data.getlist(name))
        order = [option.code for option in question.options]
        return [code for code in order if code in chosen] + sorted(chosen - set(order))
    if question.kind == "date_vague":
        return {"said": data.get(f"{prefix}-said", ""), "basis": data.get(f"{prefix}-basis") or "stated"}
    if question.kind in ROWS:
        return posted_rows(question, prefix, data)
    return plain(data.get(name, ""))


def posted_rows(question, prefix, data):
    """Rows of money, places or people, without empty ones."""
    names = ROWS[question.kind]
    rows = [{name: plain(data.get(f"{prefix}-{at}-{name}", "")) for name in names} for at in range(MOST_ROWS)]
    return [row for row in rows if any(row[name] for name in names if name not in ("per", "currency"))]


def kept(question, row):
    """The boxes of a kept answer; empty ones where there is none."""
    if row is None:
        return Typed(value=nothing(posted_shape(question)))
    marks = [row.state] if row.state in MARKS and not plain_unsure(question, row) else []
    return Typed(
        value=kept_value(question, row.value),
        note=row.note,
        heard=sorted(row.heard or []),
        marks=sorted([*marks, *([STORY] if row.from_story else [])]),
    )


def plain_unsure(question, row):
    """ "Does not know" as one of three answers is an answer and no mark."""
    return question.kind == "yes_no_unsure" and row.value == "unsure" and row.state == State.UNSURE


def posted_shape(question):
    """An example of the shape a form gives for the question."""
    if question.kind in (*SEVERAL, *ROWS):
        return []
    return {} if question.kind == "date_vague" else ""


def kept_value(question, value):
    """A kept value as its boxes show it."""
    if value is None:
        return nothing(posted_shape(question))
    if question.kind == "date_vague":
        found = vague.from_json(value)
        return {"said": found.said, "basis": found.basis}
    if question.kind in ROWS:
        return [{name: row.get(name, "") for name in ROWS[question.kind]} for row in value]
    if question.kind in SEVERAL:
        return list(value)
    return str(value) if question.kind != "none" else SAID


def both(question, mine, theirs):
    """Two accounts side by side: one text under the other, ticks of both, rows of both."""
    if isinstance(mine, str):
        return f"{theirs}\n{mine}" if theirs and mine and question.kind in ("text", "long_text") else mine or theirs
    if isinstance(mine, dict):
        return mine
    return [*theirs, *(one for one in mine if one not in theirs)]


def fields_of(question, prefix, boxes, version):
    """[(name, value)] of a form that would post these boxes: for pages that carry what was typed."""
    found = [(f"{prefix}-version", version), (f"{prefix}-note", boxes.note)]
    found += [(f"{prefix}-heard", target) for target in boxes.heard]
    found += [(f"{prefix}-mark", mark) for mark in boxes.marks]
    if question.kind in ROWS:
        rows = enumerate(boxes.value)
        return found + [(f"{prefix}-{at}-{name}", row[name]) for at, row in rows for name in ROWS[question.kind]]
    if question.kind == "date_vague":
        return found + [(f"{prefix}-{name}", boxes.value[name]) for name in ("said", "basis")]
    chosen = boxes.value if isinstance(boxes.value, list) else [boxes.value]
    return found + [(f"{prefix}-value", value) for value in chosen]
