"""Late clocks as a part of the page "My work": one line for each case and clock."""

from django.db.models import F

from casework.cases.models import Case
from casework.cases.waiting import part
from referrals.clocks.models import CaseClock


def late_clocks(user):
    """What is late on the cases this person works on, the latest first. While a case is on hold nobody can act, so it
    is not said there. `office` carries the days late, as the database counts them; `flag`, whether from a release."""
    rows = CaseClock.objects.permitted(user, "clock.mine").late().exclude(status=Case.Status.ON_HOLD)
    return part("late_clock", rows, at=F("started_at"), code=F("clock"), office=F("late"), flag=F("released"))
