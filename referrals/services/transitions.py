"""The steps of a service referral: one row each (workflows.md section 5). Nothing else assigns `status`."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from referrals.services import needs
from referrals.services.following import FOLLOWS
from referrals.services.models import NEWS, REVIEW, ServiceReferral, answer_by
from referrals.sharing.preparing import open_share, send_share

S = ServiceReferral.Status
OURS, WAITING = frozenset(ServiceReferral.OURS), frozenset(ServiceReferral.WAITING)
RUNNING = frozenset(ServiceReferral.RUNNING)
BEFORE = frozenset({S.DRAFT, S.PENDING})
FITS = (needs.provider_chosen, needs.provider_admits, needs.nothing_feared)
READY_TO_GO = (*FITS, needs.consent_covers, needs.agreed_by_hand, needs.ends_in_time)
WHY, BASIS, PASSED = ("reason",), ("basis",), ("way", "with_whom", "note")


def asked_for(row, by, before, given):
    """Who asks for approval."""
    row.requested_by, row.approved_by, row.approved_items = by, None, []


def open_again(row, by, before, given):
    """What was asked or approved no longer counts."""
    row.requested_by, row.approved_by, row.approved_items = None, None, []


def approved(row, by, before, given):
    """Who approved, and exactly which items."""
    row.approved_by, row.approved_items = by, needs.items_in(row)


def sent(row, by, before, given):
    """The provider holds the notice from now on: number, day and purpose. By hand nothing lands anywhere."""
    unsent = row.share is not None and row.share.sent_at is None
    share = send_share(row.share) if unsent else row.share
    row.sent_at, row.sent_by = share.sent_at if share is not None else timezone.now(), by


def to_review(row, by, before, given):
    """Without prior approval: a supervisor reads why within 24 hours."""
    row.review_by = row.sent_at + REVIEW


def received(row, by, before, given):
    """The share opens; what was a notice before is access now."""
    row.acknowledged_at = open_share(row.share).live_from if row.share is not None else timezone.now()


def opened_at_once(row, by, before, given):
    """What was shared in danger is open from the moment of the act."""
    row.acknowledged_at = row.share.live_from


def answered(row, by, before, given):
    """The moment of an answer."""
    row.answered_at = timezone.now()


def in_their_words(row, by, before, given):
    """The reason is the provider's answer."""
    row.answer = str(given["reason"]).strip()


def ended(row, by, before, given):
    """The day of the end."""
    row.ended_on = timezone.localdate()


def restarted(row, by, before, given):
    """Until when the next word is due: by priority before an answer, then from time to time."""
    row.since = timezone.now()
    if row.status in ServiceReferral.WAITING:
        row.due_at = answer_by(row.priority, row.sent_at)
    elif row.status in ServiceReferral.RUNNING:
        row.due_at = row.since + NEWS


def record(row, step, before, by, given):
    """The timeline's line, then what follows: to-dos, mails, and last what may take the actor's own access away."""
    reason = str(given.get("reason", "")) if step.name not in ("decline", "hold") else ""
    note(row.case, f"service_{step.name}", by, before=before, after=row.status, reason=reason)
    for act in FOLLOWS.get(step.name, ()):
        act(row, by, given)


def step(name, sources, target, label, needed=(), asks=(), then=(), care=False):
    """One row; each step restarts the clock."""
    return Step(name, frozenset(sources), target, label, needed, asks, (*then, restarted), care)


SERVICE = Workflow(
    "service",
    record,
    step("wait", {S.DRAFT}, S.PENDING, _("Wait for the person's consent"), (needs.provider_chosen,)),
    step("request", BEFORE, S.READY, _("Send for approval"), (needs.can_wait, *READY_TO_GO), (), (asked_for,)),
    step("change", {S.PENDING, S.READY, S.APPROVED}, S.DRAFT, _("Change it once more"), (), (), (open_again,)),
    step("approve", {S.READY}, S.APPROVED, _("Approve"), (needs.by_another, *READY_TO_GO), (), (approved,)),
    step("return", {S.READY}, S.DRAFT, _("Give it back"), (needs.by_another, needs.a_reason), WHY, (open_again,)),
    step("send", {S.APPROVED}, S.SENT, _("Send to the provider"),
         (needs.case_held, needs.has_account, *READY_TO_GO, needs.as_approved), (), (sent,)),
    step("send_now", BEFORE, S.SENT, _("Send now, a supervisor reviews it"),
         (needs.case_held, needs.cannot_wait, needs.has_account, *READY_TO_GO, needs.a_basis), BASIS,
         (sent, to_review)),
    step("send_in_danger", BEFORE, S.ACKNOWLEDGED, _("Send now without consent: danger to life"),
         (needs.case_held, needs.cannot_wait, needs.has_account, *FITS, needs.landed, needs.a_basis), BASIS,
         (sent, to_review, opened_at_once), care=True),
    step("pass_on", {S.APPROVED}, S.SENT, _("Passed on by hand"),
         (needs.case_held, needs.has_no_account, *READY_TO_GO, needs.as_approved), PASSED, (sent,)),
    step("pass_on_now", BEFORE, S.SENT, _("Passed on by hand at once, a supervisor reviews it"),
         (needs.case_held, needs.cannot_wait, needs.has_no_account, *FITS, needs.a_basis), (*BASIS, *PASSED),
         (sent, to_review)),
    step("acknowledge", {S.SENT}, S.ACKNOWLEDGED, _("We have received it"),
         (needs.theirs_or_by_hand, needs.nothing_feared), (), (received,)),
    step("accept", WAITING, S.ACCEPTED, _("Accept"),
         (needs.theirs_or_by_hand, needs.received_first, needs.Fill("answer")), ("answer",), (answered,)),
    step("decline", WAITING, S.DECLINED, _("Decline"), (needs.theirs_or_by_hand, needs.a_reason), WHY,
         (in_their_words, answered, ended), care=True),
    step("start", {S.ACCEPTED, S.ON_HOLD}, S.IN_PROGRESS, _("It is under way")),
    step("hold", {S.ACCEPTED, S.IN_PROGRESS}, S.ON_HOLD, _("Put on hold"), (needs.a_reason,), WHY, (in_their_words,)),
    step("complete", RUNNING, S.COMPLETED, _("Done: note the result"),
         (needs.Fill("result", "result_words", needed=("result",)),), ("result", "result_words"), (answered, ended)),
    step("cancel", OURS | WAITING | RUNNING, S.CANCELLED, _("Cancel the referral"), (needs.a_reason,), WHY, (ended,),
         care=True),
    step("withdraw", OURS | WAITING | RUNNING, S.WITHDRAWN, _("End the record"), (needs.nothing_stands,), (), (ended,)),
    step("revoke", WAITING | RUNNING, S.WITHDRAWN, _("End the sharing now"), (needs.a_reason,), WHY, (ended,),
         care=True),
)  # fmt: skip

# Nobody takes this by a button: it follows from a fear that is written down, in whichever room (C-05, C-06).
BY_ITSELF = Workflow(
    "service",
    record,
    step("feared", WAITING | RUNNING, S.WITHDRAWN, _("The referral ended by itself"), (needs.ended_by_fear,), (),
         (ended,)),
)  # fmt: skip

# Steps that only one of two kinds of referral knows: by hand, or with a share.
HAND, SHARED = {"pass_on", "pass_on_now"}, {"send", "send_now", "send_in_danger", "withdraw", "revoke"}
AT_ONCE_ONLY = {"send_now", "send_in_danger", "pass_on_now"}
THEIRS = {"acknowledge", "accept", "decline"}


def steps_for(row, user):
    """The steps that this person is offered now."""
    return [step for step in SERVICE.available(row, user) if offered(row, user, step.name)]


def offered(row, user, name):
    """Whether a step makes sense for this referral: by its way, its urgency, and who answers."""
    over = row.share is not None and row.share.ended_at is not None
    hidden = HAND if row.provider_id is not None else SHARED
    closed = {
        "request": needs.at_once(row),
        "withdraw": not over,
        **dict.fromkeys(THEIRS, not row.by_hand and user.organisation_id != row.provider_id),
        **dict.fromkeys(AT_ONCE_ONLY, not needs.at_once(row)),
    }
    if name in hidden and row.service_row_id is not None:
        return False
    return not closed.get(name, False)
