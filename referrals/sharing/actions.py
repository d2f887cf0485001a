"""Taking a consent back, and answering anew: what rests on a consent ends, or goes on, in the same transaction.

These actions stand on this floor because they close shares; config joins their addresses to casework's pages
(architecture.md). Access itself ends by the triggers of the ledger, whatever code wrote the row.
"""

import datetime

from accounts.performing import performing
from casework.consents import actions as ledger
from casework.consents.actions import SHARING
from casework.consents.models import Consent
from casework.interviews.transitions import stop_asking
from referrals.consular.models import ConsularReferral
from referrals.consular.transitions import CONSULAR
from referrals.sharing.ending import end_share
from referrals.sharing.models import Share
from screening.actions import interview_withdrawn

INTERVIEW = "interview"


def resting_on(consent):
    """Open shares on the series of this consent."""
    return Share.objects.open().filter(case=consent.case_id, consent_series=consent.series)


def withdraw_consent(consent, *, by):
    """Takes a yes back: one step, no reason (C-04). Ends what was shared on it, tells the recipients that it ended and
    not why, and stops what waits. Returns the ledger's row."""
    with performing(by, "consent.withdraw", consent.case):
        shares = list(resting_on(consent))
        row = ledger.withdraw(consent, by=by)
        for share in shares:
            end_referral(share, by)
            end_share(share, Share.Why.WITHDRAWN)
        if row.type == INTERVIEW:
            no_to_interview(row.case, by)
    return row


def no_to_interview(case, by):
    """The person's no: a screening that is not decided stops and its answers are not used, and nobody asks on
    (workflows.md section 3)."""
    interview_withdrawn(case, by=by)
    stop_asking(case, by=by)


def end_referral(share, by):
    """The consular referral of a share ends with it. One whose paper is issued stays as it is: the paper is a fact."""
    referral = ConsularReferral.objects.open().filter(share=share).first()
    if referral is not None and referral.status in CONSULAR.steps["withdraw"].sources:
        CONSULAR.move(referral, "withdraw", by=by)


def answer_consent(consent, *, by, status, **fields):
    """Records an answer. Of a consent to share, a new yes carries on what was shared on the older one, within its own
    items and days; a no ends it, and a no to the interview stops what is being asked. Returns the ledger's row."""
    with performing(by, "consent.answer", consent.case):
        row = ledger.answer(consent, by=by, status=status, **fields)
        if row.type == INTERVIEW and row.status not in Consent.YES:
            no_to_interview(row.case, by)
        if row.type in SHARING and row.recipient_id:
            for share in Share.objects.open().filter(case=row.case_id, recipient=row.recipient_id):
                carry_on(share, row, by)
    return row


def carry_on(share, row, by):
    """Moves an open share from the series that `row` replaced to its own, or ends it."""
    old = Consent.objects.filter(case=row.case_id, series=share.consent_series).order_by("-number").first()
    if old is None or old.type != row.type or old.status != Consent.Status.SUPERSEDED:
        return
    if row.status not in Consent.YES:
        end_referral(share, by)
        end_share(share, Share.Why.WITHDRAWN)
        return
    share.consent_series = row.series
    share.until = renewed(share, old, row)
    share.save()


def renewed(share, old, new):
    """The end of a share that goes on: the new consent's, where it ended with the old one or would end later."""
    was, ends = end_of_day(old.expires_on), end_of_day(new.expires_on)
    return ends if share.until >= min(was, ends) else share.until


def end_of_day(day):
    """The moment after a day."""
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), datetime.UTC)
