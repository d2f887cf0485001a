"""Rescue requests as a part of the page "My work": what is shown ends within 12 hours, or has ended (I12, C-09)."""

from django.db.models import F

from casework.cases.waiting import part
from referrals.rescue.queries import to_go_on_with


def ending(user):
    """One line a request, on the cases of this person and of the supervisor's teams. `at` is the end of what is shown
    (empty where it has ended), `flag` whether a second person confirmed, `office` whom we asked."""
    rows = to_go_on_with(user)
    return part("rescue_ends", rows, at=F("ends"), flag=F("confirmed"), office=F("recipient__name"))
