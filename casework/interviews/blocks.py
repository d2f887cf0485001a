"""What a page shows of each question: ask it, show what was told before, or leave it closed (rules 1 to 5)."""

import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from accounts.access import readable, writable
from accounts.codes import choices, label
from casework.interviews import catalogue, typed, values
from casework.interviews.actions import AFTERWARDS, is_closed, place_for
from casework.interviews.asking import Ask, ask, earlier, names, newest_own, told_by_others, topics
from casework.interviews.catalogue import State
from casework.interviews.conditions import within
from casework.interviews.feeds import heard_targets
from casework.interviews.groups import group_of_question
from casework.interviews.models import GIVEN, Sitting
from casework.interviews.reading import (
    Sources,
    answer_words,
    engine_value,
    profile_of,
    speaker_of,
    told_in,
)
from casework.interviews.sections import Given, progress, standings
from casework.interviews.transitions import consent_problem
from casework.interviews.typed import Typed, prefix_of

STORY_FIELD = "interview.narrative"


@dataclass
class Block:
    """One question on the page. `mode` names its part of the template: ask, known (told before), closed, raise (only
    if the person begins), private (not before an official), shut (outside the field groups), later (it is over)."""

    question: Any
    repeat: int
    mode: str
    row: Any = None
    text: Any = None
    typed: Typed = field(default_factory=Typed)
    version: int = 0
    errors: dict = field(default_factory=dict)
    clash: Any = None
    draft: Any = None
    others: list = field(default_factory=list)
    last: Any = None
    when: Any = None
    here: bool = False
    known: Any = None
    after_story: bool = False
    may_open: bool = False
    files: list = field(default_factory=list)
    key: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def prefix(self):
        """Name of its boxes."""
        return prefix_of(self.question.code, self.repeat)

    @property
    def story(self):
        """Whether it is the person's own telling, which stands beside every other question."""
        return self.question.field == STORY_FIELD

    @property
    def template(self):
        """The file that draws its boxes."""
        return f"casework/interviews/kinds/{self.question.kind}.html"

    @property
    def options(self):
        """Entries of the answer list with their ticks."""
        pairs = values.YES_NO if self.question.kind == "yes_no_unsure" else ()
        listed = [(code, words, False) for code, words in pairs]
        listed += [(option.code, option.label, option.exclusive) for option in self.question.options]
        chosen = self.typed.value if isinstance(self.typed.value, list) else [self.typed.value]
        return [
            {"code": code, "label": words, "alone": alone, "on": code in chosen, "id": f"{self.prefix}-{at}"}
            for at, (code, words, alone) in enumerate(listed)
        ]

    @property
    def long_list(self):
        """Whether the list is too long to stand open: countries, languages."""
        return len(self.question.options) > 14

    @property
    def rows(self):
        """Rows of money, places or people, with an empty one below."""
        empty = dict.fromkeys(values.ROWS[self.question.kind], "")
        return [{"at": at, **row} for at, row in enumerate([*(self.typed.value or []), empty])]

    @property
    def marks(self):
        """The ways out that stand under the question."""
        pairs = [
            (State.SKIPPED.value, _("Skip for now")),
            (State.NOT_AGAIN.value, _("Do not ask again")),
        ]
        if self.question.kind not in ("yes_no_unsure", "none"):
            pairs.insert(0, (State.UNSURE.value, _("Does not know or will not say")))
        if self.after_story and self.question.kind != "none":
            pairs.append((typed.STORY, _("Told in the story")))
        return [(code, words, code in self.typed.marks) for code, words in pairs]

    @property
    def heard(self):
        """What the interviewer may tick beside the answer; no program reads it out of the text."""
        return [(target, target_words(target), target in self.typed.heard) for target in heard_targets(self.question)]

    @property
    def meaning(self):
        """What a rough date was understood as."""
        kept = self.row.value if self.row is not None and self.question.kind == "date_vague" else None
        return values.meaning(values.vague.from_json(kept)) if kept else ""

    @property
    def sensitive(self):
        """Whether it announces itself and offers to be left out."""
        return self.question.is_sensitive and not self.question.only_if_raised

    @property
    def open(self):
        """A hard question is closed until somebody opens it, or something stands in it."""
        return bool(self.row or self.errors or self.clash or self.draft or not self.typed.empty)

    @property
    def words(self):
        """What was told, in words."""
        return answer_words(self.row) if self.row is not None else ""


def target_words(target):
    """ "vulnerability_flags.dependants" in words."""
    name, _dot, code = target.partition(".")
    return label(name, code) if code else target


class Talk:
    """One sitting with everything that was told on its case, read once for a page."""

    def __init__(self, sitting):
        self.sitting, self.case = sitting, sitting.case
        self.whole = catalogue.question_set(sitting.set_code, sitting.set_version)
        self.sources = Sources.of(self.case)
        self.speaker, self.profile = speaker_of(sitting), profile_of(self.case)
        self.before = self.sources.before(sitting)
        self.groups = readable(sitting) & writable(sitting)
        self.problem, self.over = consent_problem(sitting), sitting.status in Sitting.OVER

    @cached_property
    def story(self):
        """The question to which the person tells all in their own order; None where the set has none."""
        return next((question for question in self.whole.questions if question.field == STORY_FIELD), None)

    def repeats(self, section):
        """Numbers of the parts of a section that anything was told for; at least the first."""
        if not section.repeats_for:
            return [0]
        codes = {question.code for question in section.questions}
        fields = {question.field for question in section.questions if question.field}
        found = {
            told.repeat
            for told in self.sources.told
            if told.question in codes or catalogue.question(told.question).field in fields
        }
        return sorted({0} | found)

    def held(self, question, repeat):
        """(row, Given) of what is held for a question now, from this sitting or, for a fact, from an earlier one."""
        row = place_for(self.sources, self.sitting, question, repeat)
        closed = is_closed(self.sources, self.sitting, question, row)
        if closed and row.state not in GIVEN:
            return row, Given(None, State.NOT_AGAIN)
        if row._state.adding:
            return row, None
        return row, Given(engine_value(row), State(row.state))

    @cached_property
    def given(self):
        """{(code, repeat): Given} of the whole set, for conditions and progress."""
        pairs = (
            ((question.code, repeat), self.held(question, repeat)[1])
            for section in self.whole.sections
            for repeat in self.repeats(section)
            for question in section.questions
        )
        return {place: given for place, given in pairs if given is not None}

    @cached_property
    def standings(self):
        """How every shown question stands."""
        return standings(self.whole, self.given, self.profile)

    @cached_property
    def progress(self):
        """{section: (done, shown)} of what this writer may ask here and now."""
        return progress([standing for standing in self.standings if self.may_ask(standing.question)])

    def may_ask(self, question):
        """Whether the question is inside the writer's field groups, and may be asked before who is in the room."""
        private = self.sitting.official_present and question.is_sensitive
        return group_of_question(question.code) in self.groups and not private

    def counts(self):
        """(answers, not to be asked again)."""
        states = [given.state for given in self.given.values()]
        return sum(state in GIVEN for state in states), sum(state == State.NOT_AGAIN for state in states)


def block_for(talk, question, repeat, opened=()):
    """The block of one question, or None for one that is not shown. `opened`: prefixes the interviewer opened."""
    row = place_for(talk.sources, talk.sitting, question, repeat)
    new = row._state.adding
    answers = within(talk.whole, question, talk.given, repeat)
    found = ask(question, repeat, talk.before, answers, talk.speaker, talk.profile)
    if found is Ask.HIDDEN and new:
        return None
    block = Block(question, repeat, "ask", None if new else row, version=0 if new else row.version)
    block.typed = typed.kept(question, block.row)
    block.after_story = talk.story is not None and question.order > talk.story.order
    block.here = not new and talk.sitting.pk in (row.sitting_id, row.corrected_in_id)
    block.mode = mode_of(talk, block, row, found, opened)
    if block.mode in ("ask", "known"):
        beside(talk, block)
    if block.mode == "known":
        block.known, block.may_open = {**source(row), "note": row.note}, not talk.problem
    return block


def mode_of(talk, block, row, found, opened):
    """How the question appears."""
    question = block.question
    if row.group not in talk.groups:
        return "shut"
    if talk.sitting.official_present and question.is_sensitive:
        return "private"
    if question.only_if_raised and row.raised_at is None:
        return "raise"
    if is_closed(talk.sources, talk.sitting, question, row):
        block.when = closed_on(talk, question)
        return "closed"
    told = not row._state.adding and row.state in GIVEN
    if talk.problem or (talk.over and not told and question.field not in AFTERWARDS):
        return "known" if told else "later"
    before = (found is Ask.TOLD_BEFORE and not block.here) or (talk.over and told)
    return "known" if before and not block.story and block.prefix not in opened else "ask"


def closed_on(talk, question):
    """When the person asked not to be asked this again."""
    newest = newest_own(question, talk.sources.told)
    by_topic = [on for topic, on in topics(talk.sources.told).items() if names(topic, question)]
    own = [newest.on] if newest is not None and newest.state == State.NOT_AGAIN else []
    return max([*own, *by_topic], default=None)


def beside(talk, block):
    """What others told, and the last answer to a question that is asked afresh each time (rule 2)."""
    block.others = [
        source(told.sitting) for told in told_by_others(block.question, block.repeat, talk.sources.told, talk.speaker)
    ]
    if not block.question.ask_once and block.row is None:
        found = earlier(block.question, block.repeat, talk.before, talk.speaker)
        block.last = source(found.sitting) if found else None


def source(row):
    """An earlier answer as a page shows it: words, who told, to whom, in which sitting, when."""
    sitting = told_in(row)
    return {
        "words": answer_words(row),
        "speaker": row.speaker,
        "speaker_words": Sitting.Speaker(row.speaker).label,
        "by": row.written_by.display_name,
        "on": row.told_at,
        "set": catalogue.question_set(sitting.set_code, sitting.set_version).title,
        "changed": row.version > 1 and row.corrected_in_id is not None,
        "file_ids": list(row.value or ()) if catalogue.question(row.question).kind == "file" else [],
    }


CURRENCIES, LOCATIONS, COUNTRIES = (choices(name) for name in ("currencies", "locations", "countries"))
