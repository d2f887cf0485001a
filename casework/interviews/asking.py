"""Nothing twice: whether a question is asked, shown with its earlier answer, or stays closed (rules 1, 2 and 5)."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from casework.interviews import catalogue
from casework.interviews.catalogue import INTAKE, State
from casework.interviews.conditions import GIVEN, shown, ticks

THE_PERSON = "person"
TOPICS_QUESTION, OPEN_AGAIN = "int_not_again", "all_fine"
SAFETY = "contact."
SPOKEN = (*GIVEN, State.NOT_AGAIN)
# What a person names as a topic, as sections of the intake; questions on the same facts elsewhere close with them.
TOPICS = {
    "offer": ("int.offer",),
    "trip": ("int.trip",),
    "place": ("int.place", "int.life"),
    "work": ("int.work", "int.child"),
    "money": ("int.money",),
    "hard": ("int.hard",),
    "family": ("int.family",),
}


class Ask(StrEnum):
    """What becomes of a question on the page."""

    HIDDEN = "hidden"
    CLOSED = "closed"
    TOLD_BEFORE = "told_before"
    ONLY_IF_RAISED = "only_if_raised"
    ASK = "ask"


@dataclass(frozen=True)
class Told:
    """One answer of any set and sitting. `speaker` is "person", or who told instead of them."""

    question: str
    repeat: int
    value: Any
    state: str
    speaker: str
    on: datetime.date | datetime.datetime
    set: str = ""
    sitting: Any = None


def same_fact(question, told):
    """Whether an answer holds the fact that the question asks for. Without a named fact only the same question does."""
    if told.question == question.code:
        return True
    other = catalogue.question(told.question)
    return bool(question.field) and other.field == question.field


def about(question, repeat, told):
    """Answers that hold the same fact for the same repeat, oldest first."""
    return sorted(
        (t for t in told if t.repeat == repeat and t.state in GIVEN and same_fact(question, t)), key=lambda t: t.on
    )


def earlier(question, repeat, told, speaker=THE_PERSON):
    """The newest answer of the same speaker to the same fact, to be shown with its date; or None."""
    own = [t for t in about(question, repeat, told) if t.speaker == speaker]
    return own[-1] if own else None


def told_by_others(question, repeat, told, speaker=THE_PERSON):
    """What others told about it, newest first: shown as "told by", never in place of the person's own word."""
    return [t for t in reversed(about(question, repeat, told)) if t.speaker != speaker]


@cache
def closed_by(topic):
    """(codes, facts) that a topic of `int_not_again` closes, in every set; never who must not find the person."""
    asked = [
        question
        for code in TOPICS.get(topic, ())
        for question in catalogue.question_set(INTAKE).section(code).questions
        if not question.field.startswith(SAFETY)
    ]
    return frozenset(question.code for question in asked), frozenset(q.field for q in asked if q.field)


def topics(told):
    """{topic: when} the person does not want to be asked about; "may be asked again" opens all that came before."""
    found = {}
    said = (t for t in told if t.question == TOPICS_QUESTION and t.state in GIVEN and t.speaker == THE_PERSON)
    for answer in sorted(said, key=lambda t: t.on):
        named = ticks(answer.value)
        found = {} if OPEN_AGAIN in named else found | dict.fromkeys(named, answer.on)
    return found


def newest_own(question, told):
    """The last that the person said or asked for about this very fact, in any repeat; or None."""
    own = [t for t in told if t.speaker == THE_PERSON and t.state in SPOKEN and same_fact(question, t)]
    return max(own, key=lambda t: t.on, default=None)


def closed(question, told):
    """Whether the question stays closed in every interview, set and agency until the person opens it (rule 5).

    An answer that the person gave later than "do not ask again" has opened it.
    """
    if question.code == TOPICS_QUESTION:
        return False
    newest = newest_own(question, told)
    if newest is not None and newest.state == State.NOT_AGAIN:
        return True
    asked_not_to = [on for topic, on in topics(told).items() if names(topic, question)]
    return bool(asked_not_to) and (newest is None or newest.on <= max(asked_not_to))


def names(topic, question):
    """Whether the topic closes the question."""
    codes, facts = closed_by(topic)
    return question.code in codes or question.field in facts


def ask(question, repeat, told, answers, speaker=THE_PERSON, profile="adult"):
    """What becomes of a question now. `told` are all answers of the case, `answers` those its conditions look at.

    What only the person can open stays reachable, closed or not: it is never put on the screen by itself.
    """
    if not shown(question, answers, profile):
        return Ask.HIDDEN
    if question.only_if_raised:
        return Ask.ONLY_IF_RAISED
    if speaker == THE_PERSON and closed(question, told):
        return Ask.CLOSED
    if question.ask_once and question.field and earlier(question, repeat, told, speaker):
        return Ask.TOLD_BEFORE
    return Ask.ASK
