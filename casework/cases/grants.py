"""django-guardian is told, and asked, here only: who is assigned to a case, and which second team works on it."""

from guardian.shortcuts import assign_perm, remove_perm

from accounts.models import User
from casework.cases.models import Case, CaseGroupObjectPermission, CaseUserObjectPermission

WORK = "casework.work_on_case"


def hold(case):
    """Locks the case, so that the grants of one case are written one after the other: guardian's get-or-create would
    otherwise meet a row that appears and goes again between its two looks."""
    Case.objects.select_for_update(no_key=True).filter(pk=case.pk).values_list("pk").first()


def assign(case, user):
    """The user works on the case from now on. Assigning twice changes nothing."""
    hold(case)
    assign_perm(WORK, user, case)


def release(case, user):
    """The user's assignment ends now."""
    hold(case)
    remove_perm(WORK, user, case)


def add_team(case, team):
    """A second team works on the case from now on."""
    hold(case)
    assign_perm(WORK, team.group, case)


def remove_team(case, team):
    """The second team's work on the case ends now."""
    hold(case)
    remove_perm(WORK, team.group, case)


def workers(case):
    """People assigned to the case, by name."""
    held = CaseUserObjectPermission.objects.filter(content_object=case).values("user")
    return User.objects.filter(pk__in=held).order_by("display_name")


def second_teams(case):
    """Groups of the teams that work on the case beside its own."""
    return CaseGroupObjectPermission.objects.filter(content_object=case).values_list("group__team__name", flat=True)
