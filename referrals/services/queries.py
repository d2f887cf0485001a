"""Reading service referrals: of one case, the queue, what can be ticked, what waits for a provider, news from home."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from casework.consents.covering import covered
from casework.consents.items import ITEMS, headed
from referrals.consular.queries import files_for
from referrals.services import needs
from referrals.services.actions import purpose_of, whole
from referrals.services.models import ArrivalFeedback, ServiceReferral
from referrals.services.offers import CONSENTS
from referrals.sharing.items import items_of, may_be_ticked, opened_by

PAGE = 25


def of_case(case):
    """(open ones, ended ones) of a case, the soonest due first."""
    rows = list(ServiceReferral.objects.filter(case=case).select_related("share").order_by("due_at", "pk"))
    under_way = [row for row in rows if needs.is_open(row)]
    return under_way, [row for row in rows[::-1] if not needs.is_open(row)]


# What a chip of the queue shows.
STATES = {"ours": ServiceReferral.OURS, "theirs": ServiceReferral.WAITING, "running": ServiceReferral.RUNNING}


def queue(user, show="", after=None):
    """(referrals of the cases this person works with, the late ones first, place of the next page or None)."""
    rows = ServiceReferral.objects.permitted(user, "service.list")
    rows = rows.unreviewed() if show == "review" else rows.late() if show == "late" else rows.open()
    if show in STATES:
        rows = rows.filter(status__in=STATES[show])
    rows = rows.filter(home=True) if show == "home" else rows
    return paged(rows.select_related("case", "case__team", "share").prefetch_related("case__person"), after)


def paged(rows, after, size=PAGE):
    """(one page, what is due the soonest first, place of the next page or None)."""
    if after:
        rows = rows.filter(Q(due_at__gt=after[0]) | Q(due_at=after[0], pk__gt=after[1]))
    found = list(rows.order_by("due_at", "pk")[: size + 1])
    more = (found[size - 1].due_at, found[size - 1].pk) if len(found) > size else None
    return found[:size], more


@dataclass
class Ticking:
    """What can be ticked: the items the person agreed to show to this provider, which of them are ticked, the files."""

    consent: Any
    agreed: list
    groups: list
    files: list


def ticking(referral, ticked=None, files=None):
    """The boxes of the page: an item outside the consent is there and shut, and says so; what a provider of this kind
    may never be shown is not there."""
    share = needs.share_of(referral)
    open_to = opened_by(purpose_of(referral), referral.provider)
    consent = needs.consent_to(referral.case, referral.provider, referral.home)
    agreed = items_of(consent, referral.case, open_to)
    ticked = (share.items if share else []) if ticked is None else ticked
    files = {str(pk) for pk in ((share.files if share else []) if files is None else files)}
    groups = boxes(may_be_ticked(ITEMS, open_to), CONSENTS[referral.home], agreed, ticked)
    return Ticking(consent, agreed, groups, files_for(referral, agreed, files, covered(consent)))


def boxes(codes, kind, agreed, ticked):
    """[{heading, boxes}] of these items."""
    return [
        {
            "heading": heading,
            "boxes": [
                {"code": code, "label": label, "open": code in agreed, "ticked": code in ticked and code in agreed}
                for code, label in pairs
            ],
        }
        for heading, pairs in headed(codes, kind)
    ]


def news_of(referral):
    """What is known since the return, newest first."""
    return list(ArrivalFeedback.objects.filter(referral=referral).select_related("by"))


def waiting(user, after=None):
    """(one page of what was sent to this person's organisation, the longest waiting first, place of the next page)."""
    return paged(whole().permitted(user, "portal.list").open(), after)
