"""When somebody calls after the way home: at 1, 3, 6 and 12 months, by the person's own yes by nothing else (R19)."""

import datetime

from django.utils import timezone

from casework.consents.queries import yes_of
from casework.todos.actions import raise_todo, settle_todos
from referrals.after.models import FollowUp
from referrals.returns.models import Return
from referrals.returns.removals import Removal
from referrals.services.models import ServiceReferral

CONSENT = "reintegration_followup"
NEXT_CALL = "follow_return"  # the kind of to-do that the return raises as well


def agreed(case):
    """The newest yes to being called that holds today, or None."""
    return next(iter(yes_of(case, CONSENT)), None)


def day_of(start, month):
    """The day of a call: so many months after the arrival, the 28th at the latest, as the return counts."""
    months = start.month - 1 + month
    year, month = start.year + months // 12, months % 12 + 1
    return datetime.date(year, month, min(start.day, 28))


def way_home(case):
    """(return, removal): the way that the calls follow, the newest that has arrived and not ended; (None, None) where
    the person went another way."""
    gone = Return.objects.filter(case=case, status__in=Return.FOLLOWED).first()
    removal = None if gone else Removal.objects.filter(case=case, status__in=Removal.FOLLOWED).first()
    return gone, removal


def partner_of(case):
    """The referral to the partner at home that looks after the person now, or None."""
    rows = ServiceReferral.objects.filter(case=case, home=True, status__in=ServiceReferral.RUNNING)
    return rows.filter(provider__isnull=False, share__ended_at__isnull=True).order_by("-sent_at").first()


def plan_calls(case, *, by, start):
    """The calls that are still to come, from the day of the arrival; those that stand stay. None without the person's
    yes. Part of the caller's act; who receives the person plans calls of its own."""
    if agreed(case) is None:
        return []
    standing = set(FollowUp.objects.filter(case=case).exclude(status=FollowUp.S.ENDED).values_list("month", flat=True))
    gone, removal = way_home(case)
    theirs = partner_of(case)
    rows = [
        FollowUp(
            case=case, month=month, due_on=day_of(start, month), of_return=gone, of_removal=removal, noted_by=by,
            referral=theirs, partner_id=theirs.provider_id if theirs else None,
        )
        for month in FollowUp.MONTHS
        if month not in standing and (month == FollowUp.MONTHS[-1] or day_of(start, month + 2) > timezone.localdate())
    ]  # fmt: skip
    for row in rows:
        row.save(force_insert=True)
    next_call(case, by)
    return rows


def next_call(case, by):
    """One to-do for the next call of the case, on its day; none where no call is to come."""
    settle_todos(case, NEXT_CALL, by=by)
    row = FollowUp.objects.open().filter(case=case).order_by("due_on").first()
    if row is not None:
        raise_todo(case, NEXT_CALL, by=by, due_on=row.due_on)


def after_arrival(case, by):
    """The person was received at home: the calls have their days, where the person agreed. Part of the caller's act."""
    gone, removal = way_home(case)
    start = (gone or removal) and ((gone or removal).received_on or (gone or removal).arrived_on)
    return plan_calls(case, by=by, start=start) if start else []


def consent_answered(consent, by):
    """A new answer to being called: a yes plans what is still to come after an arrival, anything else ends the calls.
    Part of the caller's act."""
    if consent.type != CONSENT:
        return
    if consent.holds:
        after_arrival(consent.case, by)
    else:
        end_calls(consent.case, by)


def end_calls(case, by):
    """All calls that are still to come end: the person took the yes back, or said no."""
    if agreed(case) is None:
        call_nobody(case, by)


def call_nobody(case, by):
    """The same whatever was agreed: somebody who died is called no more (P9). Part of the caller's act."""
    from referrals.after.transitions import BY_ITSELF

    for row in FollowUp.objects.open().filter(case=case).select_related("case"):
        BY_ITSELF.move(row, "end", by=by)
    settle_todos(case, NEXT_CALL, by=by)
