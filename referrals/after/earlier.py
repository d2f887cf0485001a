"""Somebody who was here before: looked for among the cases the reader may see, and linked on both (T5, C-11).

Nothing here tells anybody of a case that they may not see: the search goes through the reader's own list, the rows of a
link are there only for those who reach both cases, and a number that is not theirs is answered as no such case.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.acting import current
from accounts.performing import performing
from accounts.policy import Group
from casework.cases.actions import note
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.people.models import IdentityPaper, Person
from casework.people.search import MOST, candidate, candidates, score, visible, with_names_open
from casework.todos.actions import raise_todo, settle_todos
from referrals.after.actions import check
from referrals.after.models import Earlier

SAME_NAME, LIKE = 86, 74  # of 100: alone, and with the same day of birth
BEST = 10


@dataclass
class Match:
    """One case that may be the same person's, and what fits."""

    case_id: Any
    points: float = 0
    why: set = field(default_factory=set)


def bare(number):
    """A paper's number without the signs that people write otherwise."""
    return "".join(sign for sign in number.upper() if sign.isalnum())


def matches(user, case):
    """([(case, what fits)], too many?): other cases this reader may list whose name, with the day of birth where one
    is known, or whose paper is the same. Recorded as a search (A-01)."""
    current().recorded, current().action = True, "case.search"
    people = visible(user, {})
    if len(people) > MOST:
        return [], True
    current().load_cases([person.case_id for person in people])
    readable = [person for person in with_names_open(user, people) if person.case_id != case.pk]
    found = by_paper(case, readable, by_name(case, readable))
    best = sorted(found.values(), key=lambda match: -match.points)[:BEST]
    rows = Case.objects.filter(pk__in=[match.case_id for match in best]).select_related("person", "team")
    known = {row.pk: row for row in rows}
    for match in best:
        current().show(match.case_id, {Group.ROUTING, Group.IDENTITY})
    return [(known[match.case_id], match.why) for match in best if match.case_id in known], False


def keys_of(people):
    """Rows of these people, as one condition."""
    return RawSQL("SELECT unnest(%s::uuid[])", [[person.case_id for person in people]])


def by_name(case, people):
    """{case id: match} of those whose name is the same, or much like it with the same day of birth."""
    own = [text for text in (case.person.name, case.person.romanised) if text]
    typed = [name for name in (candidate(case.pk, text) for text in own) if name.folded]
    if not typed:
        return {}
    born = births(case, people)
    found: dict = {}
    for name in candidates(people):
        points = max(score(word, name)[0] for word in typed)
        same_day = name.case_id in born
        if points >= (LIKE if same_day else SAME_NAME):
            match = found.setdefault(name.case_id, Match(name.case_id))
            match.points = max(match.points, points + (50 if same_day else 0))
            match.why |= {"name", "birth"} if same_day else {"name"}
    return found


def births(case, people):
    """Cases whose person has the same day of birth."""
    if case.person.birth_date is None:
        return set()
    rows = Person.objects.filter(case_id__in=keys_of(people)).only("case_id", "birth_date")
    return {row.case_id for row in rows if row.birth_date == case.person.birth_date}


def by_paper(case, people, found):
    """The same, with those who have the same number on a paper."""
    papers = IdentityPaper.objects.filter(case=case).only("case_id", "number")
    own = {bare(paper.number) for paper in papers if len(bare(paper.number)) >= 5}
    if own:
        for paper in IdentityPaper.objects.filter(case_id__in=keys_of(people)).only("case_id", "number"):
            if bare(paper.number) in own:
                match = found.setdefault(paper.case_id, Match(paper.case_id))
                match.points, match.why = match.points + 100, match.why | {"paper"}
    return found


def standing(case):
    """What was noted of this case: pairs only where the reader may see both."""
    return list(Earlier.objects.filter(case=case).select_related("other", "by"))


def other_case(case, reference, by):
    """The other case by its number, where this person may see it and work on it; else there is none."""
    found = Case.objects.filter(reference=tidy(reference)).exclude(pk=case.pk).first()
    if found is None or not allowed(by, "earlier.note", found):
        raise ValidationError({"reference": _("There is no such case that you work on.")})
    return found


def note_earlier(case, *, by, how, again="", words="", reference=""):
    """Writes down that the person was here before, or was not. With a number both cases get a row; re-trafficking
    stands on both. ValidationError beside a field."""
    with performing(by, "earlier.note", case):
        other = other_case(case, reference, by) if reference.strip() else None
        if how == Earlier.How.NOBODY and (other is not None or again):
            raise ValidationError({"how": _("You name a case, or say what happened: then the person was here before.")})
        if how != Earlier.How.NOBODY and not again:
            raise ValidationError({"again": _("Choose one")})
        first = Earlier(case=case, other=other, how=how, again=again, words=words, by=by)
        check(first, "other", "by")
        if other is not None and Earlier.objects.filter(case=case, other=other).exists():
            raise ValidationError(_("These two are linked already."))
        first.save(force_insert=True)
        noted(first, by)
        if other is not None:
            join(first, by)
    return first


def join(first, by):
    """The row on the earlier case."""
    back = Earlier(
        case=first.other, other=first.case, side=Earlier.Side.EARLIER, how=first.how, again=first.again,
        words=first.words, by=by,
    )  # fmt: skip
    back.save(force_insert=True)
    settle_todos(first.other, "trafficked_again", by=by)


def noted(row, by):
    """The timeline of the later case; trafficked again is looked at today: the risk at home was not what we thought."""
    note(row.case, f"earlier_{row.again or 'none'}" if row.other_id is None else "earlier_link", by)
    if row.again == Earlier.Again.YES:
        raise_todo(row.case, "retrafficked", by=by)
