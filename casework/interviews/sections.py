"""Which questions stand open, and for which element nothing is left open (rule 7: a gap is not a no)."""

from dataclasses import dataclass
from typing import Any

from casework.interviews.catalogue import Question, State
from casework.interviews.conditions import shown, within
from casework.interviews.feeds import element

FEEDING = {
    "act": ("int.offer", "int.trip", "int.place"),
    "means": ("int.offer", "int.trip", "int.place", "int.work", "int.life", "int.money", "int.hard"),
    "purpose": ("int.place", "int.work", "int.life", "int.money", "int.hard", "int.child"),
}
OPEN = (State.NOT_REACHED, State.SKIPPED, State.NOT_AGAIN)


@dataclass(frozen=True)
class Given:
    """What is held for a question: its value (None for a skip) and its state."""

    value: Any = None
    state: str = State.NOT_REACHED


@dataclass(frozen=True)
class Standing:
    """A shown question of one repeat, and how it stands."""

    question: Question
    repeat: int
    state: str


NOTHING = Given()


def repeats(section, given):
    """Numbers of the repeats of a section that anything is held for; at least the first."""
    own = {question.code for question in section.questions}
    return sorted({0} | {number for code, number in given if code in own}) if section.repeats_for else [0]


def standings(question_set, given, profile="adult"):
    """Every shown question with its state. `given` is {(code, repeat): Given}; what is not in it is not_reached."""
    found = []
    for section in question_set.sections:
        for repeat in repeats(section, given):
            for question in section.questions:
                if shown(question, within(question_set, question, given, repeat), profile):
                    state = given.get((question.code, repeat), NOTHING).state
                    found.append(Standing(question, repeat, state))
    return tuple(found)


def feeds_element(question, name):
    """Whether an answer can propose an indicator of the element."""
    return any(element(feed.target) == name for feed in question.feeds)


def keeps_open(standing, name):
    """Whether this question leaves the element open. What only the person can open never does."""
    question = standing.question
    return (
        question.section in FEEDING[name]
        and not question.only_if_raised
        and standing.state in OPEN
        and feeds_element(question, name)
    )


def complete(standings_of_intake):
    """{"act", "means", "purpose": whether it may be offered as complete}. False where nothing of it was asked."""
    found = {}
    for name in FEEDING:
        touched = any(s.question.section in FEEDING[name] for s in standings_of_intake)
        found[name] = touched and not any(keeps_open(s, name) for s in standings_of_intake)
    return found


def progress(standings_of_set):
    """{section: (done, shown)} for the jump list. A skip is done: nobody is shown what was left out (rule 4)."""
    found: dict[str, tuple[int, int]] = {}
    for standing in standings_of_set:
        if standing.question.only_if_raised:
            continue
        done, total = found.get(standing.question.section, (0, 0))
        found[standing.question.section] = (done + (standing.state != State.NOT_REACHED), total + 1)
    return found
