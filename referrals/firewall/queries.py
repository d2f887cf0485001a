"""Reading the firewall's records: authorities a person said yes to, what was asked and agreed, demands."""

from django.db.models import Q

from accounts.access import refuse
from accounts.acting import current
from accounts.policy import may
from casework.consents.firewall import ASKED_FOR, DOORS
from casework.consents.queries import current_consents, yes_of
from referrals.firewall.models import Demand, Exemption

PAGE = 25
KIND = "referrals.demand"


def offered(case):
    """[(purpose, consent)]: authorities that the person said yes to, for what. Others are not offered at all."""
    known = list(current_consents(case))
    return [
        (purpose, row)
        for purpose in ASKED_FOR
        for row in yes_of(case, DOORS[purpose].consent, known)
        if row.recipient is not None and row.recipient.is_active and row.recipient.kind in DOORS[purpose].kinds
    ]


def whole():
    """Exemptions with what a page of one needs."""
    return Exemption.objects.select_related(
        "case", "case__person", "case__team", "case__organisation", "recipient", "share", "asked_by", "first_by",
        "second_by",
    )  # fmt: skip


def of_case(case):
    """Exemptions of a case, newest first."""
    return list(whole().filter(case=case))


def demands(after=None, size=PAGE):
    """(one page of the demands that the wall shows this reader, newest first, place of the next page or None)."""
    current().recorded = True
    rows = Demand.objects.select_related("written_by")
    if after:
        rows = rows.filter(Q(written_at__lt=after[0]) | Q(written_at=after[0], pk__lt=after[1]))
    found = list(rows.order_by("-written_at", "-pk")[: size + 1])
    more = (found[size - 1].written_at, found[size - 1].pk) if len(found) > size else None
    return found[:size], more


def demand_for(user, action, number):
    """One demand. Http404 where it is none of theirs, 403 where only the action is not; the look is recorded."""
    rows = Demand.objects.select_related("written_by", "proposed_by", "decided_by")
    row = rows.filter(number=number).first() if may(user, "demand.view") else None
    if row is None or not may(user, action):
        refuse(user, action, KIND, number, visible=row is not None)
    current().action, current().recorded = action, True
    return row
