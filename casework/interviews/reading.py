"""From rows to the engine: what was told on a case, by whom, in the shapes that asking.py and sections.py read.

Nothing here withholds. What a page or the API shows goes through `answer_words`, which asks the row for its group.
"""

import unicodedata
from dataclasses import dataclass, field, replace

from django.utils import timezone

from accounts.access import readable
from accounts.pages import WITHHELD
from casework.interviews import catalogue, values
from casework.interviews.asking import THE_PERSON, Told, earlier
from casework.interviews.catalogue import State
from casework.interviews.models import GIVEN, Answer, Sitting
from casework.interviews.sections import Given


def answers_of(case):
    """All answers of the case with their sittings, oldest first, in one statement."""
    rows = Answer.objects.filter(case=case).select_related("sitting", "corrected_in", "written_by")
    return list(rows.order_by("told_at", "pk"))


def profile_of(case):
    """ "child" or "adult"; doubt counts as child (R03)."""
    return "child" if case.child else "adult"


def speaker_of(sitting):
    """Who tells in a sitting, as the engine names them: two relatives are two speakers."""
    if sitting.speaker == Sitting.Speaker.PERSON:
        return THE_PERSON
    return f"other:{sitting.speaker}:{unicodedata.normalize('NFKC', sitting.told_by).casefold().strip()}"


def told_in(answer):
    """The sitting in which the answer was told as it stands now."""
    return answer.corrected_in or answer.sitting


def engine_value(answer):
    """The value that conditions and feeds look at: "unsure", whatever else was written beside it."""
    return State.UNSURE.value if answer.state == State.UNSURE else answer.value


def as_told(answer):
    """A row as the engine reads it."""
    return Told(
        question=answer.question,
        repeat=answer.repeat,
        value=engine_value(answer),
        state=answer.state,
        speaker=speaker_of(answer.sitting),
        on=answer.told_at,
        set=answer.sitting.set_code,
        sitting=answer,
    )


def known(answer):
    """Whether the catalogue still knows the question."""
    try:
        return bool(catalogue.question(answer.question))
    except KeyError:
        return False


def as_heard_from(told, speaker):
    """The same answers with this speaker in the place of the person: what somebody else asked not to be asked again is
    closed for them by the same rule."""
    return [replace(one, speaker=THE_PERSON if one.speaker == speaker else f"not:{one.speaker}") for one in told]


@dataclass
class Sources:
    """The answers of one case, read once: rows, and the same as the engine reads them (`told.sitting` is the row)."""

    rows: list
    told: list
    by_sitting: dict = field(default_factory=dict)

    @classmethod
    def of(cls, case):
        """All of a case."""
        rows = [row for row in answers_of(case) if known(row)]
        return cls(rows, [as_told(row) for row in rows])

    def before(self, sitting):
        """What was told in other sittings and not touched in this one."""
        return [told for told in self.told if sitting.pk not in (told.sitting.sitting_id, told.sitting.corrected_in_id)]

    def own(self, sitting):
        """{(question, repeat): row} of what this sitting wrote."""
        if sitting.pk not in self.by_sitting:
            rows = [row for row in self.rows if row.sitting_id == sitting.pk]
            self.by_sitting[sitting.pk] = {(row.question, row.repeat): row for row in rows}
        return self.by_sitting[sitting.pk]

    def same_fact(self, question, repeat, sitting):
        """The row in which the same speaker told the same fact, in this sitting or an earlier one; or None."""
        found = earlier(question, repeat, self.told, speaker_of(sitting)) if self.told else None
        return found.sitting if found else None


def given_of(rows):
    """{(code, repeat): Given} of some rows; the newest wins where a fact was told in several sittings."""
    found = {}
    for row in sorted(rows, key=lambda row: row.told_at):
        standing = found.get((row.question, row.repeat))
        if standing is None or row.state in GIVEN or standing.state not in GIVEN:
            found[row.question, row.repeat] = Given(engine_value(row), State(row.state))
    return found


def answer_words(answer):
    """What was told, in words for this reader; the fixed mark where its group is closed to them."""
    if answer.group not in readable(answer):
        return WITHHELD
    return values.words(catalogue.question(answer.question), answer.value, answer.state == State.UNSURE)


def day_of(moment):
    """The day of a moment where the reader is."""
    return timezone.localtime(moment).date()
