"""Service referrals as parts of the page "My work": what a supervisor decides or reviews, and what is late."""

from django.db.models import F

from casework.cases.waiting import part
from referrals.services.models import ServiceReferral


def to_approve(user):
    """Referrals that wait for this person's approval, the soonest due first; never one's own (R-07)."""
    rows = ServiceReferral.objects.permitted(user, "service.approve").filter(status=ServiceReferral.S.READY)
    rows = rows.exclude(requested_by=user).order_by("due_at", "pk")
    return part("approve_service", rows, at=F("since"), who=F("requested_by__display_name"), code=F("number"))


def to_review(user):
    """Referrals that left without prior approval and that nobody reviewed yet; never one's own (R-07)."""
    rows = ServiceReferral.objects.permitted(user, "service.review").unreviewed()
    rows = rows.exclude(sent_by=user).order_by("review_by", "pk")
    return part("review_service", rows, at=F("review_by"), who=F("sent_by__display_name"), code=F("number"))


def late(user):
    """Referrals past their hour on the cases of this person, the latest first."""
    rows = ServiceReferral.objects.permitted(user, "service.send").late().order_by("due_at", "pk")
    return part("late_service", rows, at=F("due_at"), code=F("number"))
