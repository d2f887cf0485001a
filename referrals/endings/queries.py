"""Reading the ways on: what the person said last, what is open, whether asylum stands."""

from casework.people.fear_actions import standing
from casework.people.fears import StateFear
from referrals.endings.models import Ending, WaysTalk


def endings_of(case):
    """Ways of the case that are no return, the newest first."""
    return list(Ending.objects.filter(case=case).select_related("need"))


def asylum_open(case):
    """Whether a claim for asylum, or protection that was given, stands: then no return is planned (issue 5, bad input;
    R16). A fear that was written down as asylum counts as well."""
    if standing(case).filter(kind=StateFear.Kind.ASYLUM).exists():
        return True
    return Ending.objects.filter(case=case, kind=Ending.Kind.ASYLUM, status__in=Ending.STANDING).exists()


def last_talk(case):
    """The newest talk about the ways on, or None."""
    return WaysTalk.objects.filter(case=case).select_related("by").first()
