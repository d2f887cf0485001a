"""What other rooms ask of the interviews. Reads need an actor; values come as far as this reader may read them."""

from dataclasses import dataclass
from typing import Any

from casework.consents.models import Consent
from casework.consents.queries import current_consents
from casework.interviews import catalogue, feeds
from casework.interviews.asking import THE_PERSON
from casework.interviews.feeds import Facts
from casework.interviews.models import GIVEN, Answer, Sitting
from casework.interviews.reading import (
    answer_words,
    answers_of,
    day_of,
    engine_value,
    given_of,
    known,
    profile_of,
    speaker_of,
    told_in,
)
from casework.interviews.sections import complete, standings
from casework.people.models import Person

CONSENT, NATIONALITIES = "interview", "person.nationalities"
SAID_NO = (Consent.Status.REFUSED, Consent.Status.WITHDRAWN)
NO_WORD = (Consent.Status.INFORMED, Consent.Status.SUPERSEDED)


@dataclass
class Proposal:
    """An indicator, flag or risk that an answer proposes, with whose word it is. Nothing counts before it is confirmed.

    `question` is the catalogue's Question, `answer_text` its words or the fixed mark where this reader may not read it.
    """

    target: str
    state: str
    source: str
    question: Any
    repeat: int
    sitting: Sitting
    speaker: str
    on: Any
    answer_text: Any
    answer: Answer


def said_no(case, consents=None):
    """Whether the person's last word on being interviewed is no, or a yes taken back. `consents`: rows read already."""
    found = current_consents(case) if consents is None else consents
    rows = [row for row in found if row.type == CONSENT and row.status not in NO_WORD]
    newest = max(rows, key=lambda row: row.recorded_at, default=None)
    return newest is not None and newest.status in SAID_NO


def has_sitting(case):
    """Whether anybody has sat down with the person, or with somebody who told about them."""
    return Sitting.objects.filter(case=case).exclude(status=Sitting.Status.DRAFT).exists()


def usable_answers(case):
    """Answers that may be used for something new: after a consent was taken back, none of the person's own."""
    rows = [row for row in answers_of(case) if known(row)]
    if said_no(case):
        return [row for row in rows if speaker_of(row.sitting) != THE_PERSON]
    return rows


def papers_year(person):
    """The year of birth that a paper gives, as a set; empty where no paper does."""
    by_paper = person and person.birth_date and person.age_basis == Person.AgeBasis.DOCUMENT
    return frozenset({person.birth_date.year} if by_paper else ())


def nationalities_of(person, rows):
    """Countries the person belongs to: of their record, else as told."""
    if person and person.nationalities:
        return frozenset(person.nationalities)
    told = [row for row in rows if row.state in GIVEN and catalogue.question(row.question).field == NATIONALITIES]
    return frozenset(code for row in told if isinstance(row.value, list) for code in row.value)


def proposed_by(row, facts):
    """What one answer proposes."""
    question = catalogue.question(row.question)
    for found in feeds.proposals(question, engine_value(row), facts):
        yield Proposal(
            target=found.target,
            state=found.state,
            source=found.source,
            question=question,
            repeat=row.repeat,
            sitting=told_in(row),
            speaker=row.speaker,
            on=day_of(row.told_at),
            answer_text=answer_words(row),
            answer=row,
        )


def proposals_for(case):
    """Everything the answers of the case propose, newest told first. Empty for what may not be used any more.

    Who reads decides over `answer_text` only: what an indicator says is the screening's own field group.
    """
    rows = [row for row in usable_answers(case) if row.state in GIVEN]
    person = Person.objects.filter(case=case).first()
    years, nationalities = papers_year(person), nationalities_of(person, rows)
    found = []
    for row in sorted(rows, key=lambda row: row.told_at, reverse=True):
        facts = Facts(
            profile=profile_of(case),
            speaker=THE_PERSON if speaker_of(row.sitting) == THE_PERSON else "other",
            nationalities=nationalities,
            document_years=years,
            on=day_of(row.told_at),
            heard=frozenset(row.heard or ()),
        )
        found += proposed_by(row, facts)
    return found


def completeness_of(case):
    """{"act", "means", "purpose": bool}: whether the intake left nothing open for the element (rule 7).

    Only the person's own answers close anything; what a sitting with an official could not ask stays open.
    """
    rows = [row for row in usable_answers(case) if speaker_of(row.sitting) == THE_PERSON]
    whole = catalogue.question_set(catalogue.INTAKE, version_asked(case))
    codes = {question.code for question in whole.questions}
    given = given_of([row for row in rows if row.question in codes])
    return complete(standings(whole, given, profile_of(case)))


def version_asked(case):
    """The version of the intake that was used last; None where it was never used."""
    return (
        Sitting.objects.filter(case=case, set_code=catalogue.INTAKE)
        .order_by("-opened_at")
        .values_list("set_version", flat=True)
        .first()
    )
