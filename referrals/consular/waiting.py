"""Contact with missions as parts of the page "My work": what a supervisor decides, and what is late with a mission."""

from django.db.models import F
from django.utils import timezone

from casework.cases.waiting import part
from casework.people.fears import StateFear
from referrals.consular import words
from referrals.consular.models import ConsularReferral

ASKED_BY = F("requested_by__display_name")


def to_approve(user):
    """Referrals that wait for this person's approval, the longest first; never one's own (R-07)."""
    rows = ConsularReferral.objects.permitted(user, "consular.approve").filter(status=ConsularReferral.S.READY)
    rows = rows.exclude(requested_by=user).order_by("since", "pk")
    return part("approve", rows, at=F("since"), who=ASKED_BY, office=F("mission__name"), code=F("number"))


def to_lift(user):
    """Fears of the own state that somebody else asks to lift on the person's word, the longest wait first (C-06)."""
    rows = StateFear.objects.permitted(user, "fear.lift").filter(lifted_at=None, lift_asked_at__isnull=False)
    rows = rows.exclude(lift_asked_by=user).order_by("lift_asked_at", "pk")
    return part("lift", rows, at=F("lift_asked_at"), who=F("lift_asked_by__display_name"))


def late_answers(user):
    """Referrals of which this person takes care and whose mission is late, the latest first (R14)."""
    before = timezone.now() - words.FIRST_ALERT * words.DAY
    rows = ConsularReferral.objects.permitted(user, "consular.send").filter(status__in=ConsularReferral.THEIRS)
    rows = rows.filter(since__lte=before).order_by("since", "pk")
    return part("late_mission", rows, at=F("since"), office=F("mission__name"), code=F("number"))
