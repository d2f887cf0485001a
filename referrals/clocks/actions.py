"""Setting in how many days a clock should end."""

import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.access import refuse
from accounts.performing import performing
from accounts.policy import may
from referrals.clocks.models import ONCE, ClockTarget

KIND = ClockTarget._meta.label_lower


def target_for(user, pk):
    """One target of the own office. Http404 where it is another's or missing, and for whoever may not set it."""
    try:
        key = uuid.UUID(str(pk))
    except ValueError:
        key = None
    row = ClockTarget.objects.filter(pk=key, keeper=user.organisation_id).first() if user.organisation_id else None
    if row is None or not may(user, "clock.target"):
        refuse(user, "clock.target", KIND, pk, visible=row is not None and may(user, "clock.view"))
    return row


def written(row, **options):
    """Saves a target that fits. ValidationError with a sentence, also where two people were equally quick."""
    row.clean_fields(exclude=["keeper"])
    row.validate_constraints()
    try:
        with transaction.atomic():
            row.save(**options)
    except IntegrityError as error:
        raise ValidationError(ONCE) from error


def add_target(row, *, by):
    """A new target of the office of `by`."""
    with performing(by, "clock.target"):
        row.keeper_id = by.organisation_id
        written(row, force_insert=True)
    return row


def change_target(row, *, by, version):
    """Saves a changed target; Stale when it is no longer at `version`."""
    with performing(by, "clock.target"):
        row.version = version
        written(row)
    return row


def remove_target(row, *, by):
    """Takes it away: what is usual holds again. The history keeps it."""
    with performing(by, "clock.target"):
        row.delete()
