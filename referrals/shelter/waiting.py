"""Beds as parts of the page "My work": who asks a house for one, and children who have one (P4)."""

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.cases.waiting import part
from referrals.shelter.codes import HERE, Status
from referrals.shelter.models import Stay


def requests(user):
    """Beds that this person's houses are asked for, who waits the longest first."""
    rows = Stay.objects.permitted(user, "stay.offer").filter(status=Status.REQUESTED).order_by("noted_at", "pk")
    return part("bed", rows, at=F("noted_at"))


def children(user):
    """Children in an emergency bed, for those who protect them: the 72 hours that end the soonest first."""
    rows = Stay.objects.permitted(user, "stay.protect").filter(status__in=HERE, emergency_until__isnull=False)
    return part("child_bed", rows.order_by("emergency_until", "pk"), at=F("emergency_until"))


def bed_task(row):
    """A request, as a line."""
    return {
        "title": _("Somebody needs a bed"),
        "url": reverse("shelter_stay", args=[row.row]),
        "text": _("Next: offer one that fits, or say no with the reason."),
        "kind": "decide",
        "word": _("Decide"),
    }


def child_task(row):
    """A child in an emergency bed, as a line."""
    late = row.at < timezone.now()
    return {
        "title": _("A child has an emergency bed"),
        "url": reverse("stay_home", args=[row.case.reference]),
        "text": _("72 hours at most. Next: the best-interests assessment, with the child's own view."),
        "kind": "late" if late else "decide",
        "word": _("72 hours are over") if late else _("Decide"),
    }
