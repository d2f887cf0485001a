"""Taking a consent back, and answering anew: what rests on a consent ends, or goes on, in the same transaction.

These actions stand on this floor because they close shares; config joins their addresses to casework's pages
(architecture.md). Access itself ends by the triggers of the ledger, whatever code wrote the row.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from accounts.outbox.actions import tell_all
from accounts.performing import Stale, code_of, performing
from accounts.requests import DEADLOCK
from accounts.workflow import WrongState
from casework.cases.actions import note
from casework.cases.grants import workers
from casework.consents import actions as ledger
from casework.consents.actions import SHARING
from casework.consents.covering import covered
from casework.consents.models import Consent
from casework.interviews.transitions import stop_asking
from referrals.after.scheduling import consent_answered
from referrals.consular.models import ConsularReferral
from referrals.consular.transitions import CONSULAR
from referrals.services.actions import end_service
from referrals.sharing.ending import end_share
from referrals.sharing.models import Share
from referrals.sharing.versions import replace, version_of, wait
from screening.actions import interview_withdrawn

INTERVIEW = "interview"
TRIES = 5


def resting_on(consent):
    """Open shares on the series of this consent."""
    return Share.objects.open().filter(case=consent.case_id, consent_series=consent.series)


def withdraw_consent(consent, *, by):
    """Takes a yes back: one step, no reason (C-04). Ends what was shared on it, tells the recipients that it ended and
    not why, and stops what waits. Returns the ledger's row."""
    with performing(by, "consent.withdraw", consent.case):
        return never_refused(lambda: take_back(consent, by))


def take_back(consent, by):
    """The ledger's row, and the end of all that rested on the yes."""
    shares = list(resting_on(consent))
    row = ledger.withdraw(consent, by=by)
    for share in shares:
        end_referral(share, by)
        end_share(share, Share.Why.WITHDRAWN)
    if row.type == INTERVIEW:
        no_to_interview(row.case, by)
    consent_answered(row, by)
    return row


def never_refused(act):
    """Does `act` anew where somebody else moved the same rows in that moment: a recipient that answers must not hold up
    a withdrawal (C-04). What was done is taken back first, so it starts from what stands now."""
    for _again in range(TRIES - 1):
        try:
            with transaction.atomic():
                return act()
        except (Stale, WrongState):
            continue
        except DatabaseError as error:
            if code_of(error) != DEADLOCK:
                raise
    return act()


def no_to_interview(case, by):
    """The person's no: a screening that is not decided stops and its answers are not used, and nobody asks on
    (workflows.md section 3)."""
    interview_withdrawn(case, by=by)
    stop_asking(case, by=by)


def end_referral(share, by):
    """The referral of a share ends with it. A consular one whose paper is issued stays: the paper is a fact."""
    referral = ConsularReferral.objects.open().filter(share=share).first()
    if referral is not None and referral.status in CONSULAR.steps["withdraw"].sources:
        CONSULAR.move(referral, "withdraw", by=by)
    end_service(share, by=by)


def answer_consent(consent, *, by, status, **fields):
    """Records an answer. Of a consent to share, a new yes carries on what was shared on the older one, within its own
    items and days; a no ends it, and a no to the interview stops what is being asked. Returns the ledger's row."""
    with performing(by, "consent.answer", consent.case):
        row = ledger.answer(consent, by=by, status=status, **fields)
        if row.type == INTERVIEW and row.status not in Consent.YES:
            no_to_interview(row.case, by)
        consent_answered(row, by)
        if row.type in SHARING and row.recipient_id:
            for share in Share.objects.open().filter(case=row.case_id, recipient=row.recipient_id):
                carry_on(share, row, by)
    return row


def carry_on(share, row, by):
    """Moves an open share from the series that `row` replaced to its own, or ends it. What was sent goes on as a newer
    version, never as more or longer; a longer consent lets it wait for approval."""
    old = Consent.objects.filter(case=row.case_id, series=share.consent_series).order_by("-number").first()
    if old is None or old.type != row.type or old.status != Consent.Status.SUPERSEDED:
        return
    kept = [code for code in share.items if code in row.items]
    if row.status not in Consent.YES or (share.sent_at and not kept):
        end_referral(share, by)
        end_share(share, Share.Why.WITHDRAWN)
        return
    ends = min(share.until, end_of_day(row.expires_on))
    if share.sent_at is None:
        share.consent_series, share.until = row.series, ends
        share.save()
        return
    files = sorted({str(pk) for pk in share.files} & covered(row))
    new = replace(share, version_of(share, items=kept, files=files, until=ends, consent_series=row.series))
    if share.until >= end_of_day(old.expires_on) and end_of_day(row.expires_on) > ends:
        wait(version_of(new, until=end_of_day(row.expires_on), requested_by=by), by)


def end_of_day(day):
    """The moment after a day."""
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), datetime.UTC)


def end_now(share, *, by, reason):
    """Ends what is shared at once, whatever became of the referral; who works on the case is told. Its recipient learns
    that it ended and not why. ValidationError beside the reason, or where it ended already."""
    with performing(by, "share.end", share.case):
        if not reason.strip():
            raise ValidationError({"reason": _("Write the reason in a sentence.")})
        if not Share.objects.open().filter(pk=share.pk).exists():
            raise ValidationError(_("The sharing has ended. Look at the page again."))
        note(share.case, "share_end", by, reason=reason)
        never_refused(lambda: finish(share, by))
        tell_all(workers(share.case).exclude(pk=by.pk), "access_ended")


def finish(share, by):
    """The share ends, and the referral that stands on it."""
    end_share(share, Share.Why.REVOKED if share.sent_at else Share.Why.TAKEN_BACK)
    end_referral(share, by)


def end_shares_of(case, by):
    """Everything that is shared of somebody who died ends, with the referrals that stand on it (P9). Part of the act of
    the supervisor who confirms the death."""
    for share in Share.objects.open().filter(case=case):
        never_refused(lambda share=share: finish(share, by))
