"""Planning an arrival, telling who receives it, and that the person has come (C11)."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.outbox.actions import tell_all
from accounts.performing import Stale, performing
from casework.cases.actions import note
from casework.cases.grants import workers
from casework.cases.models import Case
from casework.cases.recipients import focal_points
from casework.todos.actions import raise_todo
from referrals.arrivals.models import Arrival
from referrals.sharing.models import Share

LONG = 500  # letters
WORDS = ("province", "reception", "screening")
# Shares on which a plan may be told: help after the return, and a mission's paper or talk.
FOR_HOME = (Share.Purpose.HOME, Share.Purpose.PAPERS, Share.Purpose.CONTACT)
Way = Arrival.Way


def tellable(case):
    """Shares of the case whose recipients may be told of an arrival: they stand, and were accepted."""
    rows = Share.objects.standing_on(case.pk).filter(purpose__in=FOR_HOME, live_from__isnull=False)
    return rows.select_related("recipient").order_by("recipient__name", "pk")


def plan(case, *, by, way, expected_on, share=None, **words):
    """Plans an arrival. For one who goes home `share` says who receives: without the person's yes there is none, and
    nobody is told. ValidationError beside a field."""
    with performing(by, "arrival.plan", case):
        if case.status in Case.CLOSED:
            raise ValidationError(_("The case is closed. Reopen it first."))
        row = Arrival(case=case, way=way, expected_on=expected_on, planned_by=by, **words)
        check(row)
        if way == Way.HOME:
            row.share, row.recipient, row.told_at = *who_receives(case, share), timezone.now()
        row.clean_fields(exclude=["case", "planned_by", "share", "recipient"])
        row.validate_constraints(exclude=["share", "recipient"])
        row.save(force_insert=True)
        note(case, "arrival_plan", by)
        if row.recipient_id:
            tell_all(focal_points([row.recipient_id]), "referral")
    return row


def who_receives(case, share):
    """(share, its recipient). ValidationError where the person's yes to them does not stand."""
    found = tellable(case).filter(pk=getattr(share, "pk", None)).first()
    if found is None:
        raise ValidationError({"share": _("First ask the person: nothing is shared with them that stands today.")})
    return found, found.recipient


def check(row):
    """ValidationError for a day that is over, and for a text nobody could read."""
    errors = {
        name: _("This is too long: write at most %(most)s letters.") % {"most": LONG}
        for name in WORDS
        if len(getattr(row, name)) > LONG
    }
    if row.arrived_on is None and row.expected_on < timezone.localdate():
        errors["expected_on"] = _("This day is over. Choose one that is still to come.")
    if errors:
        raise ValidationError(errors)


def standing(row, version):
    """The plan as it is, locked. Stale when it moved on; ValidationError when it is over."""
    fresh = Arrival.objects.select_for_update(of=("self",)).select_related("case", "recipient").get(pk=row.pk)
    if version is not None and fresh.version != version:
        raise Stale
    if fresh.arrived_on or fresh.called_off_at:
        raise ValidationError(_("This is over. Plan a new one if it must be."))
    return fresh


def change(row, *, by, version, expected_on, **words):
    """Another day, another place; who receives is told that there is an update."""
    with performing(by, "arrival.change", row.case):
        fresh = standing(row, version)
        fresh.expected_on = expected_on
        for name, value in words.items():
            setattr(fresh, name, value)
        check(fresh)
        fresh.clean_fields(exclude=["case", "planned_by", "share", "recipient"])
        fresh.save()
        if fresh.recipient_id:
            tell_all(focal_points([fresh.recipient_id]), "share")
    return fresh


def call_off(row, *, by):
    """It will not be. Who receives no longer sees it under what is expected."""
    with performing(by, "arrival.change", row.case):
        fresh = standing(row, None)
        fresh.called_off_at = timezone.now()
        fresh.save()
        note(fresh.case, "arrival_call_off", by)
        if fresh.recipient_id:
            tell_all(focal_points([fresh.recipient_id]), "share")
    return fresh


def arrived(row, *, by, arrived_on):
    """The person is here. One of our own who came back is to be screened, after rest (C11)."""
    with performing(by, "arrival.change", row.case):
        fresh = came(row, arrived_on)
        note(fresh.case, "arrival_arrived", by)
        if fresh.way == Way.BACK:
            raise_todo(fresh.case, "screen_arrival", by=by)
    return fresh


def received(row, *, by, arrived_on):
    """The receiving agency says that the person has come; who works on the case is told."""
    with performing(by, "arrival.receive", row):
        fresh = came(row, arrived_on)
        note(fresh.case, "arrival_arrived", by)
        tell_all(workers(fresh.case), "referral_answer")
    return fresh


def came(row, day):
    """The day of the arrival on the row."""
    fresh = standing(row, None)
    if day is None or day > timezone.localdate():
        raise ValidationError({"arrived_on": _("This day is still to come")})
    fresh.arrived_on = day
    fresh.save()
    return fresh
