"""A date for the mission's talk with the person (R12): planned, held by the step of the referral, or called off."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.outbox.actions import tell
from accounts.performing import performing
from casework.cases.actions import note
from casework.todos.actions import raise_todo, settle_todos
from casework.todos.queries import able
from referrals.consular.models import ConsularReferral
from referrals.consular.records import Appointment

S = ConsularReferral.Status
BEFORE = (S.ACKNOWLEDGED, S.CHECK)  # the mission holds it and has not talked yet
LONG = 500  # letters


def plan(referral, *, by, at, how, place, companion, interpreter="", agreed=False, elsewhere=False):
    """Plans the talk. `agreed`: the person said yes to it; `elsewhere`: the place is not where the person stays, nor
    the mission's own rooms. ValidationError beside a field."""
    with performing(by, "appointment.plan", referral):
        if referral.status not in BEFORE:
            raise ValidationError(_("First the mission receives the referral. After its talk nothing is planned."))
        check(referral, at, place, companion, interpreter)
        ticked(agreed, elsewhere)
        row = Appointment(
            case=referral.case, referral=referral, at=at, how=how, place=place.strip(), companion=companion,
            interpreter=interpreter.strip(), planned_by=by,
        )  # fmt: skip
        row.clean_fields(exclude=["case", "referral", "planned_by", "companion"])
        row.validate_constraints()
        row.save(force_insert=True)
        note(referral.case, "appointment_plan", by)
        raise_todo(referral.case, "consular_talk", by=by, owner=companion, due_on=timezone.localdate(at))
        if companion.pk != by.pk:
            tell(companion, "todo")
    return row


def check(referral, at, place, companion, interpreter):
    """ValidationError for a moment that is over, no place, or a companion who does not work on the case."""
    errors = {}
    if at <= timezone.now():
        errors["at"] = _("Choose a moment that is still to come.")
    if not place.strip():
        errors["place"] = _("Write where, or through what.")
    if len(place) > LONG or len(interpreter) > LONG:
        errors["place"] = _("This is too long: write at most %(most)s letters.") % {"most": LONG}
    if not able(referral.case).filter(pk=companion.pk).exists():
        errors["companion"] = _("Choose somebody who works on this case, or its supervisor.")
    if errors:
        raise ValidationError(errors)


def ticked(agreed, elsewhere):
    """ValidationError without the person's yes, or for a talk where the person stays (R12)."""
    errors = {}
    if not agreed:
        errors["agreed"] = _("The person must agree first. Without that there is no talk.")
    if not elsewhere:
        errors["elsewhere"] = _("A talk is never where the person stays. Choose a neutral place, or video.")
    if errors:
        raise ValidationError(errors)


def standing():
    """Talks that are still to be."""
    return Appointment.objects.filter(held_at__isnull=True, called_off_at__isnull=True)


def planned(referral):
    """The talk that is planned, or None."""
    return standing().filter(referral=referral).select_related("companion").first()


def call_off(row, *, by):
    """It will not be. The to-do goes with it."""
    with performing(by, "appointment.change", row.case):
        finish(row, "called_off_at")
        note(row.case, "appointment_call_off", by)
        settle_todos(row.case, "consular_talk", by=by)


def finish(row, end):
    """The planned row gets its end. ValidationError where somebody was faster."""
    fresh = standing().select_for_update().filter(pk=row.pk).first()
    if fresh is None:
        raise ValidationError(_("Somebody changed this already. Look again."))
    setattr(fresh, end, timezone.now())
    fresh.save()


def held(referral, by):
    """The referral's own step says that the talk was: the date is over, and its to-do. Part of the caller's act."""
    row = planned(referral)
    if row is not None:
        finish(row, "held_at")
    settle_todos(referral.case, "consular_talk", by=by)
