"""Naming a partner's supervisor for one case, ending it, and who can be named (issue 2, item 3)."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db.models import F, Func, Q, UUIDField
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import allowed, refuse
from accounts.models import Membership, RoleGrant, Team, User
from accounts.outbox.actions import tell
from accounts.performing import performing
from accounts.policy import Role
from casework.cases import grants
from casework.cases.actions import note
from casework.cases.models import CaseGroupObjectPermission
from casework.cases.named_grants import NamedGrant

# Who may look at a case of somebody else's without a share: no authority and no mission (C-06, C-12). A welfare office
# may be named by a welfare office.
PARTNERS = frozenset({"ngo", "cso_community", "international", "legal_aid"})
AMONG_THEMSELVES = frozenset({"social_welfare"})


def teams_of(case):
    """Ids of the case's team and of the second teams: their supervisors decide already."""
    second = CaseGroupObjectPermission.objects.filter(content_object=case).values("group")
    return {case.team_id, *Team.objects.filter(group__in=second).values_list("pk", flat=True)}


def nameable(case):
    """Accounts that can be named for this case, by organisation and name: active supervisors of another team or of a
    partner, whom no conflict block keeps away and who do not work on the case."""
    kinds = PARTNERS | ({case.organisation.kind} & AMONG_THEMSELVES)
    supervisors = RoleGrant.objects.standing().filter(role=Role.SUPERVISOR).values("user")
    kept_away = Func(
        F("pk"), F("organisation_id"), function="blocked_cases", output_field=ArrayField(UUIDField())
    )  # the same function that names the blocks to the database at the start of a request
    return (
        User.objects.filter(pk__in=supervisors, is_active=True, organisation__is_active=True)
        .filter(Q(organisation=case.organisation_id) | Q(organisation__kind__in=kinds))
        .exclude(pk__in=Membership.objects.filter(team__in=teams_of(case)).values("user"))
        .exclude(pk__in=grants.workers(case).values("pk"))
        .alias(kept_away=kept_away)
        .exclude(kept_away__contains=[case.pk])
        .select_related("organisation")
        .order_by("organisation__name", "display_name")
    )


def standing(case):
    """Grants of this case that count now."""
    return NamedGrant.objects.filter(case=case, ended_at=None, until__gt=timezone.now())


def name_supervisor(case, user, *, by, days, reason):
    """`user` may decide on this one case for `days` (1 to 30). ValidationError where they cannot be named, or are
    named already."""
    with performing(by, "named.give", case):
        if not reason.strip():
            raise ValidationError({"reason": _("Write what they are asked to decide.")})
        grants.hold(case)
        if not nameable(case).filter(pk=user.pk).exists():
            raise ValidationError({"user": _("This person cannot be named for this case. Choose somebody else.")})
        if standing(case).filter(user=user).exists():
            raise ValidationError({"user": _("This person is named already. End that first to choose another time.")})
        since = timezone.now()
        until = since + datetime.timedelta(days=days)
        grant = NamedGrant(case=case, user=user, named_by=by, since=since, until=until, reason=reason)
        grant.full_clean(exclude=["case"])
        grant.save(force_insert=True)
        note(case, "name_supervisor", by)
        tell(user, "named")
    return grant


def end_named(grant, *, by):
    """The grant ends now: by a supervisor of the team, or given back by the named person. ValidationError when it has
    ended."""
    with performing(by, "named.end", grant.case):
        if grant.user_id != by.pk and not allowed(by, "named.give", grant.case):
            refuse(by, "named.end", "casework.namedgrant", grant.pk, visible=False)
        fresh = NamedGrant.objects.select_for_update().get(pk=grant.pk)
        if fresh.ended_at is not None or fresh.until <= timezone.now():
            raise ValidationError(_("This had ended already."))
        note(fresh.case, "end_named", by)
        fresh.ended_by, fresh.ended_at = by, timezone.now()
        fresh.save()
    return fresh
