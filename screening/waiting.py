"""Screenings as parts of the page "My work": what waits for my decision, what was answered, what waits for others."""

import datetime

from django.db.models import F, Q
from django.utils import timezone

from casework.cases.waiting import part
from screening.models import Screening
from screening.reviewing import PROMISE, marked_queue

NEWS = datetime.timedelta(days=7)


def to_decide(user):
    """Outcomes that wait for this supervisor, in the order of the queue."""
    rows = marked_queue(user, timezone.now()).select_related(None)
    says = {"at": F("submitted_at"), "code": F("rule_outcome"), "who": F("screener__display_name")}
    return part("review", rows, **says, flag=Q(status=Screening.Status.OVERRIDE_PROPOSED))


def answered(user):
    """Outcomes of this screener on which a supervisor decided in the last seven days, newest first."""
    rows = Screening.objects.permitted(user, "screening.view").decided().filter(
        screener=user, decided_at__gt=timezone.now() - NEWS
    )  # fmt: skip
    says = {"at": F("decided_at"), "code": F("outcome"), "who": F("decided_by__display_name"), "office": F("number")}
    return part("reviewed", rows.order_by("-decided_at"), **says, flag=Q(status=Screening.Status.OVERRIDDEN))


def with_review(user):
    """Outcomes of this screener that wait for a supervisor, the longest wait first."""
    rows = Screening.objects.permitted(user, "screening.view").filter(screener=user, status__in=Screening.WAITING)
    return part("with_review", rows.order_by("submitted_at"), at=F("submitted_at"), code=F("rule_outcome"))


def is_late(moment):
    """Whether the promise of the review has run out."""
    return timezone.now() - moment > PROMISE
