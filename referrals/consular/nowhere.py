"""Which mission a person can turn to, state by state; and the way for people whom no state confirms (R13, C4).

Nobody ticks that somebody has no state: a review says what was asked of whom, and what a body that decides on it said.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.codes import label
from accounts.models import Organisation
from accounts.performing import performing
from casework.cases.actions import note
from casework.people.models import Person
from casework.todos.actions import settle_todos
from referrals.consular.models import ConsularReferral
from referrals.consular.needs import representation_of
from referrals.consular.records import StatelessReview

S = ConsularReferral.Status
LONG = 4_000  # letters
Outcome = StatelessReview.Outcome
# What is done where no mission stands for somebody, in this order.
OTHER_WAYS = (
    gettext_lazy("Ask the ministry of foreign affairs at home in writing; the liaison officer does that."),
    gettext_lazy("Ask an international organisation for a travel paper for people without a mission."),
    gettext_lazy("Look for papers at home through the family or a partner there, if the person wishes it."),
)


@dataclass
class Route:
    """One state the person named: missions with how they stand for it, or why there is none and what follows."""

    nationality: str
    name: Any
    missions: list
    reason: Any = ""
    ways: tuple = ()
    closed: bool = False


def routes(case, referrals):
    """[Route], one a nationality, in one statement. `referrals` are those of the case."""
    mine = list(case.person.nationalities)
    if not mine:
        return []
    known = list(Organisation.objects.filter(kind="embassy", is_active=True, represents__overlap=mine).order_by("name"))
    return [route(code, case.organisation.country, known, referrals) for code in mine]


def route(nationality, host, known, referrals):
    """How this state can be reached from here."""
    name = label("countries", nationality)
    order = list(ConsularReferral.Representation)
    theirs = [row for row in known if nationality in row.represents]
    here = [(representation_of(row, nationality, host), row) for row in theirs if host in row.covers]
    here.sort(key=lambda pair: (order.index(pair[0]), pair[1].name))
    found = Route(nationality, name, [{"name": row.name, "how": how.label} for how, row in here])
    found.closed = any(row.nationality == nationality and row.status == S.NOT_CONFIRMED for row in referrals)
    if not here:
        found.reason = why_none(theirs)
        found.ways = OTHER_WAYS
    return found


def why_none(theirs):
    """The reason why no mission can be chosen."""
    if theirs:
        names = ", ".join(row.name for row in theirs)
        return _("No mission works here. These do elsewhere: %(names)s.") % {"names": names}
    return _("No mission of this state is known here, and no other state protects its nationals.")


def perhaps_stateless(nationalities, referrals):
    """Whether every state the person named said that it does not know them, or the person named none."""
    mine = set(nationalities)
    said_no = {row.nationality for row in referrals if row.status == S.NOT_CONFIRMED}
    return not mine or mine <= said_no


def open_review(case, *, by, why):
    """Begins a review. ValidationError where a state may still confirm, or one is open."""
    with performing(by, "stateless.open", case):
        named = Person.objects.filter(case=case).values_list("nationalities", flat=True).first() or ()
        if not perhaps_stateless(named, ConsularReferral.objects.filter(case=case)):
            raise ValidationError(_("A state that the person named has not answered yet. Wait for it first."))
        row = StatelessReview(case=case, asked=worded(why, "why"), opened_by=by)
        row.validate_constraints()
        row.save(force_insert=True)
        note(case, "stateless_open", by)
        settle_todos(case, "stateless_review", by=by)
    return row


def worded(text, name):
    """The words. ValidationError beside the field for none or too many."""
    if not text.strip() or len(text) > LONG:
        raise ValidationError({name: _("Write it in a sentence or some.")})
    return text.strip()


def standing(row):
    """The review, locked. ValidationError where it was closed."""
    fresh = StatelessReview.objects.select_for_update().get(pk=row.pk)
    if fresh.closed_on is not None:
        raise ValidationError(_("This review is closed. Open a new one if it must be."))
    return fresh


def refer(row, *, by, referred_to, referred_on):
    """It was taken to a body that decides or helps. Nothing of the person leaves by this: that is a referral."""
    with performing(by, "stateless.refer", row.case):
        fresh = standing(row)
        if referred_on > timezone.localdate():
            raise ValidationError({"referred_on": _("This day is still to come")})
        fresh.referred_to, fresh.referred_on = worded(referred_to, "referred_to"), referred_on
        fresh.save()
        note(fresh.case, "stateless_refer", by)
    return fresh


def close(row, *, by, outcome, words):
    """How it ended, in a code and in words. The nationalities of the person stay as they were told."""
    with performing(by, "stateless.close", row.case):
        if outcome not in Outcome.values:
            raise ValidationError({"outcome": _("Choose one")})
        fresh = standing(row)
        fresh.outcome, fresh.words = outcome, worded(words, "words")
        fresh.closed_by, fresh.closed_on = by, timezone.localdate()
        fresh.save()
        note(fresh.case, "stateless_close", by)
    return fresh
