"""What a recipient reaches: its own referrals that stand now, the people behind them as far as they were shared, and
what it keeps of those that ended."""

from django.db.models import Q
from django.utils import timezone

from accounts.access import fetch
from accounts.acting import current
from accounts.policy import Group
from casework.cases.grants import workers
from casework.cases.numbers import tidy
from casework.consents.models import Consent
from referrals.consular.models import ConsularReferral
from referrals.consular.queries import paged, whole
from referrals.sharing.items import items_of, name_of
from referrals.sharing.models import Receipt

KEPT = 20
S = ConsularReferral.Status


def referral_for(user, number, action="portal.view"):
    """One referral by its number. Http404 where it is another's, ended, or no number at all."""
    referral = fetch(ConsularReferral, user, action, queryset=whole(), number=tidy(number))
    current().action = action
    current().show(referral.case_id, {Group.REFERRAL})
    return referral


def received(referral):
    """Whether the recipient has acknowledged: before that it sees number, day and purpose and nothing else."""
    return referral.share.live_from is not None


def waiting(user, after=None):
    """(one page of own referrals, the longest waiting first, place of the next page or None)."""
    return paged(whole().permitted(user, "portal.list"), after)


def names_of(referrals):
    """Referral id -> name, where name was shared and received; in one statement for all."""
    live = [row for row in referrals if received(row) and "name" in row.share.items]
    series = [row.share.consent_series for row in live]
    consents = {row.series: row for row in Consent.objects.filter(series__in=series).newest()}
    return {
        row.pk: name_of(row.case)
        for row in live
        if "name" in items_of(consents.get(row.share.consent_series), row.case)
    }


def ended(user):
    """The newest shares that ended: number and days, never why (C-04)."""
    rows = Receipt.objects.filter(recipient=user.organisation_id)
    return rows.filter(Q(ended_at__isnull=False) | Q(until__lte=timezone.now())).order_by("-until")[:KEPT]


def contact_of(referral):
    """Through whom the mission reaches the person: the caseworkers and their office."""
    names = [user.display_name for user in workers(referral.case)[:3]]
    return {"names": names, "team": referral.case.team.name, "office": referral.case.organisation.name}
