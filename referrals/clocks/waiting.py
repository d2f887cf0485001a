"""Late clocks as a part of the page "My work": one line for each case and clock."""

from django.db.models import F, OuterRef, Subquery

from casework.cases.models import Case, CaseUserObjectPermission
from casework.cases.waiting import part
from referrals.clocks.models import CaseClock


def late_clocks(user):
    """What is late on the cases this person works on, the latest first. While a case is on hold nobody can act, so it
    is not said there. `office` carries the days late, as the database counts them; `flag`, whether from a release."""
    rows = CaseClock.objects.permitted(user, "clock.mine").late().exclude(status=Case.Status.ON_HOLD)
    return part("late_clock", rows, at=F("started_at"), code=F("clock"), office=F("late"), flag=F("released"))


def late_in_teams(user):
    """The same on the cases of the supervisor's teams that they do not work on themselves; `who` works on the case."""
    works = CaseUserObjectPermission.objects.filter(content_object=OuterRef("case_id")).order_by("user__display_name")
    mine = CaseUserObjectPermission.objects.filter(user=user).values("content_object")
    rows = CaseClock.objects.permitted(user, "clock.figures").late().exclude(status=Case.Status.ON_HOLD)
    says: dict = {"at": F("started_at"), "code": F("clock"), "office": F("late"), "flag": F("released")}
    says["who"] = Subquery(works.values("user__display_name")[:1])
    return part("team_clock", rows.exclude(case_id__in=mine), **says)
