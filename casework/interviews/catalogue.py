"""What is asked: question sets, sections, questions and answer lists, read from the editions in `questions/`.

Pure data, loaded once. A set knows its version, and a sitting keeps set and version, so that an old answer is read
with the words it was given to. Words in other languages are drafts: pages take them from casework/languages/wording.py.
"""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import codes
from casework.consents.texts import tag_of

FOLDER = Path(__file__).parent / "questions"
INTAKE, TRIAGE, REPORT = "intake_interview", "rapid_triage", "pre_rescue_report"
NEEDS, RETURN, FOLLOW_UP = "vulnerability_needs", "return_risk", "follow_up"
SETS = (INTAKE, TRIAGE, REPORT, NEEDS, RETURN, FOLLOW_UP)
ENGLISH = "en"
Words = str | Promise  # for the reader of the page, in their language
SEVERAL_ROWS = ("multi", "money", "person", "place")
NOTHING_OF_THESE = "none"


class State(StrEnum):
    """States of a question (rule 6)."""

    NOT_REACHED = "not_reached"
    ANSWERED = "answered"
    UNSURE = "unsure"
    SKIPPED = "skipped"
    NOT_AGAIN = "not_again"


@dataclass(frozen=True)
class Option:
    """One entry of an answer list. An exclusive one rules out every other tick."""

    code: str
    label: Words
    exclusive: bool = False


@dataclass(frozen=True)
class Feed:
    """What an answer proposes: `match` says when, `target` what (an indicator, or "vulnerability_flags.x")."""

    match: str
    target: str


@dataclass(frozen=True)
class Clause:
    """One clause of show_if: `int_owed any`, `int_price has price_named`."""

    code: str
    op: str
    value: str = ""


@dataclass(frozen=True)
class Question:
    """One question. `text` is English; `field` is the fact it holds, shared by questions that ask the same."""

    set: str
    section: str
    code: str
    order: int
    text: str
    help: Words
    kind: str
    code_list: str
    options: tuple[Option, ...]
    show_if: str
    clauses: tuple[Clause, ...]
    joined: str
    sensitivity: str
    skippable: bool
    ask_once: bool
    field: str
    feeds: tuple[Feed, ...]
    applies_to: str
    repeats_for: str

    @property
    def is_sensitive(self):
        """Said so before it is asked, and hidden from readers who do not need it."""
        return self.sensitivity != "normal"

    @property
    def only_if_raised(self):
        """Never put on the screen as the next question; opened when the person has begun to speak of it."""
        return self.sensitivity == "only_if_person_raises_it"

    @property
    def many(self):
        """Whether an answer holds several ticks or rows."""
        return self.kind in SEVERAL_ROWS

    def option(self, code):
        """The entry of the answer list with this code, or None."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True)
class Section:
    """Questions that belong together: one page. `repeats_for` is "leg", "stay", "charge" or empty."""

    set: str
    code: str
    order: int
    title: Words
    intro: str
    repeats_for: str
    note: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class QuestionSet:
    """One set in one version."""

    code: str
    version: int
    title: Words
    purpose: Words
    answered_by: Words
    asked_by: tuple[str, ...]
    minutes: int
    note: Words
    sections: tuple[Section, ...]

    @cached_property
    def questions(self):
        """All questions in their order."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_code(self):
        """{code: question}: kept with the set, because asking a cache for a set would hash every word of it."""
        return {question.code: question for question in self.questions}

    def question(self, code):
        """One question. KeyError where the set has none of that code."""
        return self.by_code[code]

    def section(self, code):
        """One section. KeyError where the set has none of that code."""
        return {section.code: section for section in self.sections}[code]


@dataclass(frozen=True)
class Text:
    """Words to be said aloud, the language they are in, and who stands behind them: original, draft or reviewed."""

    words: str
    quality: str
    language: str = ENGLISH


@cache
def editions():
    """Folders of the editions, the newest first."""
    return tuple(sorted(FOLDER.glob("edition-*"), key=lambda path: int(path.name.partition("-")[2]), reverse=True))


@cache
def rows(edition, name):
    """Rows of one file of an edition."""
    with (edition / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def options_of(edition, code_list, kind):
    """Entries of an answer list in their order; a list of ticks without an exclusive entry gets "none of these"."""
    if not code_list:
        return ()
    if code_list.startswith("opt_"):
        found = [row for row in rows(edition, "options") if row["list"] == code_list]
        listed = [Option(r["code"], _(r["label"]), r["exclusive"] == "yes") for r in found]
    else:
        listed = [Option(code, label, code == NOTHING_OF_THESE) for code, label in codes.choices(code_list)]
    if kind == "multi" and not any(option.exclusive for option in listed):
        listed.append(Option(NOTHING_OF_THESE, _("None of these"), True))
    return tuple(listed)


def clauses_of(show_if):
    """(clauses, "and" or "or") of a show_if. ValueError where the two are mixed or a clause is not one."""
    joined = "or" if " or " in show_if else "and"
    parts = show_if.split(f" {joined} ") if show_if else []
    return tuple(clause_of(part) for part in parts), joined


def clause_of(text):
    """One clause. ValueError for anything that the grammar does not know."""
    words = text.split(" ")
    if len(words) == 2 and words[1] == "any":
        return Clause(words[0], "any")
    if len(words) != 3 or words[1] not in ("=", "!=", "has", ">=", "<"):
        raise ValueError(f"This is no clause of a condition: {text}")
    return Clause(*words)


def feeds_of(row):
    """What a row of questions.csv proposes, indicators first."""
    items = [item for name in ("feeds_indicators", "feeds_flags") for item in row[name].split(";") if item]
    return tuple(Feed(*item.rsplit(":", 1)) for item in items)


def question_of(edition, row, repeats_for):
    """A row of questions.csv as a Question."""
    clauses, joined = clauses_of(row["show_if"])
    return Question(
        set=row["set"],
        section=row["section"],
        code=row["code"],
        order=int(row["order"]),
        text=row["text"],
        help=_(row["help_for_interviewer"]),
        kind=row["answer_kind"],
        code_list=row["code_list"],
        options=options_of(edition, row["code_list"], row["answer_kind"]),
        show_if=row["show_if"],
        clauses=clauses,
        joined=joined,
        sensitivity=row["sensitivity"],
        skippable=row["skippable"] == "yes",
        ask_once=row["ask_once"] == "yes",
        field=row["feeds_field"],
        feeds=feeds_of(row),
        applies_to=row["applies_to"],
        repeats_for=repeats_for,
    )


def section_of(edition, row):
    """A row of sections.csv with its questions."""
    repeats = "" if row["repeats_for"] == "none" else row["repeats_for"]
    asked = sorted(
        (question_of(edition, r, repeats) for r in rows(edition, "questions") if r["section"] == row["section"]),
        key=lambda question: question.order,
    )
    return Section(
        set=row["set"],
        code=row["section"],
        order=int(row["order"]),
        title=_(row["title"]),
        intro=row["intro"],
        repeats_for=repeats,
        note=_(row["trauma_note"]),
        questions=tuple(asked),
    )


def set_of(edition, row):
    """A row of sets.csv with its sections."""
    sections = [section_of(edition, r) for r in rows(edition, "sections") if r["set"] == row["code"]]
    return QuestionSet(
        code=row["code"],
        version=int(row["version"]),
        title=_(row["title"]),
        purpose=_(row["purpose"]),
        answered_by=_(row["answered_by"]),
        asked_by=tuple(part.strip() for part in row["asked_by"].split(",")),
        minutes=int(row["minutes"]),
        note=_(row["note"]),
        sections=tuple(sorted(sections, key=lambda section: section.order)),
    )


@cache
def question_set(code, version=None):
    """A set in the version asked for, else the newest. LookupError where there is none."""
    for edition in editions():
        for row in rows(edition, "sets"):
            if row["code"] == code and version in (None, int(row["version"])):
                return set_of(edition, row)
    raise LookupError(f"There is no set of questions called {code} in version {version or 'any'}.")


@cache
def all_sets():
    """The newest version of each set, in the order in which they are usually needed."""
    return tuple(question_set(code) for code in SETS)


@cache
def _everything():
    kept = [(edition, row) for edition in reversed(editions()) for row in rows(edition, "sets")]
    return {question.code: question for edition, row in kept for question in set_of(edition, row).questions}


def question(code):
    """The newest form of a question of any set and version. KeyError for a code that nobody ever asked."""
    return _everything()[code]


@cache
def english():
    """{code: words} of everything that is said aloud: questions, and the words before a section."""
    said = {section.code: section.intro for whole in all_sets() for section in whole.sections if section.intro}
    return said | {question.code: question.text for whole in all_sets() for question in whole.questions}


@cache
def languages():
    """Tags of the languages with a file of translations."""
    return tuple(sorted({path.stem for edition in editions() for path in (edition / "translations").glob("*.csv")}))


@cache
def translations(tag):
    """{code: Text} of one language, newest edition first; empty where nobody has translated."""
    found = {}
    for edition in editions():
        if (edition / "translations" / f"{tag}.csv").exists():
            for row in rows(edition / "translations", tag):
                found.setdefault(row["code"], Text(row["text"], row["quality"], tag))
    return found


def text_of(code, language):
    """The words of a question or a section's introduction in `language` ("tha" or "th"); English where there are none.

    LookupError for a code that is never said. `quality` is what the file says: pages ask languages/wording.py.
    """
    if code not in english():
        raise LookupError(f"Nothing is said under the code {code}.")
    return translations(tag_of(language)).get(code) or Text(english()[code], "original")
