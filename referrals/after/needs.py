"""What must be true before a call after the way home, and before a step of the plan for the new life. Each need takes
(row, given) and raises ValidationError with a sentence."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.consents.models import Consent
from referrals.after.models import FollowUp, PlanGoal
from referrals.after.scheduling import agreed
from referrals.consular.needs import Fill, a_reason

__all__ = ["Fill", "a_reason"]

EARLY = datetime.timedelta(days=14)
LATEST = datetime.timedelta(days=60)  # so far a call may be put off
ASKED = [how for how in FollowUp.How.values if how != FollowUp.How.NOT_ASKED]
YES = (True, "yes", "true", "on", "True")
HOWS = dict(Consent.How.choices)


def agreed_to_calls(row, given):
    """The person's yes to being called holds today (R19)."""
    if agreed(row.case) is None:
        raise ValidationError(_("The person's yes to being called does not hold any more. Ask again first."))


def in_time(row, given):
    """A call is made about its day, two weeks before at the earliest."""
    if timezone.localdate() < row.due_on - EARLY:
        raise ValidationError(_("It is too early for this call."))


def safe_now(row, given):
    """The first question of each call: is it safe to talk now?"""
    if given.get("by") is not None and given.get("safe_now") not in YES:
        raise ValidationError({"safe_now": _("If it is not safe now, agree on another time and end the call.")})


def something_asked(row, given):
    """At least one part of life was asked about, and each is answered in one of four words."""
    if given.get("by") is not None and not any(getattr(row, name) in ASKED for name in FollowUp.AREAS):
        raise ValidationError(_("Nothing was asked. If you could not talk, put the call off."))


def later(row, given):
    """The new day lies ahead, and not far."""
    day = given.get("due_on")
    if given.get("by") is None:
        return
    today = timezone.localdate()
    try:
        day = row._meta.get_field("due_on").to_python(day)
    except ValidationError:
        day = None
    if day is None:
        raise ValidationError({"due_on": _("Write the day of the next try.")})
    if not today <= day <= today + LATEST:
        raise ValidationError({"due_on": _("Choose a day within 60 days.")})
    row.due_on = day


def tried(row, given):
    """Nobody is given up before three tries."""
    if row.tries < 3:
        raise ValidationError(_("First try three times, on different days and in each way that is safe."))


def has_goals(row, given):
    """There is something to agree to."""
    if not PlanGoal.objects.filter(plan=row).exclude(stands=PlanGoal.Stands.DROPPED).exists():
        raise ValidationError(_("First write down at least one goal with the person."))


def read_to_them(row, given):
    """The person heard it in their own language."""
    if given.get("by") is not None and given.get("read_aloud") not in YES:
        raise ValidationError({"read_aloud": _("Read it to the person first, in their language.")})
    row.read_aloud = True
    row.copy_given = given.get("copy_given") in YES


def nothing_left(row, given):
    """Each goal was looked at: reached, partly, or not wanted any more."""
    if PlanGoal.objects.filter(plan=row, stands=PlanGoal.Stands.OPEN).exists():
        raise ValidationError(_("Some goals are still to be reached. Say of each how far it is."))
