"""The steps of a consular referral: one row each (workflows.md section 6). Nothing else assigns `status`."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from referrals.consular import needs
from referrals.consular.following import FOLLOWS
from referrals.consular.models import ConsularReferral
from referrals.sharing.preparing import open_share, send_share

S = ConsularReferral.Status
ACTIVE = frozenset({S.SENT, S.ACKNOWLEDGED, S.CHECK, S.INTERVIEW, S.CONFIRMED, S.REQUESTED})
READY_TO_GO = (
    needs.mission_chosen, needs.nationality_known, needs.nothing_feared, needs.advice_first, needs.consent_covers,
    needs.ends_in_time,
)  # fmt: skip
WHY = ("reason",)


def refused_today(referral, by, before, given):
    """The day of the no."""
    referral.refused_on = timezone.localdate()


def asked_for(referral, by, before, given):
    """Who asks for approval."""
    referral.requested_by, referral.approved_by, referral.approved_items = by, None, []


def open_again(referral, by, before, given):
    """What was asked or approved no longer counts."""
    referral.requested_by, referral.approved_by, referral.approved_items = None, None, []


def approved(referral, by, before, given):
    """Who approved, and exactly which items."""
    referral.approved_by, referral.approved_items = by, list(referral.share.items)


def sent(referral, by, before, given):
    """The mission holds the notice from now on: number, day and purpose."""
    referral.sent_at = send_share(referral.share).sent_at


def received(referral, by, before, given):
    """The share opens; what was a notice before is access now."""
    referral.acknowledged_at = open_share(referral.share).live_from


def answered(referral, by, before, given):
    """The moment of an answer."""
    referral.answered_at = timezone.now()


def declined(referral, by, before, given):
    """The reason is the mission's answer."""
    referral.answer, referral.answered_at = str(given["reason"]).strip(), timezone.now()


def closed(referral, by, before, given):
    """The day of the end."""
    referral.closed_on = timezone.localdate()


def restarted(referral, by, before, given):
    """Each state has a clock of its own."""
    referral.since = timezone.now()


def record(referral, step, before, by, given):
    """The timeline's line, then what follows: to-dos, mails, and last what may take the actor's own access away."""
    reason = str(given.get("reason", "")) if step.name != "decline" else ""
    note(referral.case, f"consular_{step.name}", by, before=before, after=referral.status, reason=reason)
    for act in FOLLOWS.get(step.name, ()):
        act(referral, by)


def step(name, sources, target, label, needed=(), asks=(), then=(), care=False):
    """One row; each step restarts the clock."""
    return Step(name, frozenset(sources), target, label, needed, asks, (*then, restarted), care)


CONSULAR = Workflow(
    "consular",
    record,
    step("refuse", {S.RIGHTS_TOLD}, S.REFUSED, _("Does not want contact"),
         (needs.Fill("refusal"),), ("refusal",), (refused_today,)),
    step("begin", {S.RIGHTS_TOLD}, S.DRAFT, _("Prepare a referral"),
         (needs.Fill("legal_advice_on", "legal_advice_by", past=("legal_advice_on",)), needs.nationality_known,
          needs.nothing_feared, needs.advice_first),
         ("legal_advice_on", "legal_advice_by")),
    step("request", {S.DRAFT}, S.READY, _("Send for approval"), READY_TO_GO, (), (asked_for,)),
    step("change", {S.READY, S.APPROVED}, S.DRAFT, _("Change it once more"), (), (), (open_again,)),
    step("approve", {S.READY}, S.APPROVED, _("Approve"), (needs.by_another, *READY_TO_GO), (), (approved,)),
    step("return", {S.READY}, S.DRAFT, _("Give it back"), (needs.by_another, needs.a_reason), WHY, (open_again,)),
    step("send", {S.APPROVED}, S.SENT, _("Send to the mission"),
         (needs.case_held, *READY_TO_GO, needs.as_approved), (), (sent,)),
    step("take_back", {S.RIGHTS_TOLD, S.DRAFT, S.READY, S.APPROVED}, S.WITHDRAWN, _("Take it back"),
         (needs.a_reason,), WHY, care=True),
    step("acknowledge", {S.SENT}, S.ACKNOWLEDGED, _("We have received it"), (needs.nothing_feared,), (), (received,)),
    step("check", {S.ACKNOWLEDGED}, S.CHECK, _("Nationality check begins")),
    step("interview", {S.ACKNOWLEDGED, S.CHECK}, S.INTERVIEW, _("The mission talked with the person"),
         (needs.met_safely,
          needs.Fill("interview_on", "interview_how", "interview_interpreter",
                     needed=("interview_on", "interview_how"), past=("interview_on",))),
         ("interview_on", "interview_how", "interview_interpreter", "agreed", "accompanied")),
    step("confirm", {S.CHECK, S.INTERVIEW}, S.CONFIRMED, _("Nationality confirmed"),
         (needs.Fill("answer"),), ("answer",), (answered,)),
    step("not_confirm", {S.CHECK, S.INTERVIEW}, S.NOT_CONFIRMED, _("Nationality not confirmed"),
         (needs.Fill("answer"),), ("answer",), (answered,)),
    step("request_document", {S.CONFIRMED}, S.REQUESTED, _("A travel paper will be issued"),
         (needs.Fill("document_due_on", future=("document_due_on",)),), ("document_due_on",), (answered,)),
    step("issue_document", {S.REQUESTED}, S.ISSUED, _("The travel paper is issued"),
         (needs.Fill("document_type", "document_number", "document_expires_on",
                     needed=("document_type", "document_number", "document_expires_on"),
                     future=("document_expires_on",)),),
         ("document_type", "document_number", "document_expires_on"), (answered,)),
    step("decline", ACTIVE, S.DECLINED, _("Decline"), (needs.a_reason,), WHY, (declined,), care=True),
    step("withdraw", {S.DRAFT, S.READY, S.APPROVED, S.NOT_CONFIRMED, *ACTIVE}, S.WITHDRAWN,
         _("End the record"), (needs.nothing_stands,)),
    step("revoke", {*ACTIVE, S.NOT_CONFIRMED}, S.WITHDRAWN, _("End the sharing now"), (needs.a_reason,), WHY,
         care=True),
    step("pass_on", {S.SENT, S.ACKNOWLEDGED, S.CHECK, S.INTERVIEW, S.NOT_CONFIRMED}, S.WITHDRAWN,
         _("Go on with the next mission"), (needs.a_reason,), WHY, care=True),
    step("close", {S.ISSUED, S.CONFIRMED, S.NOT_CONFIRMED}, S.CLOSED, _("Close the referral"),
         (needs.Fill("closing", needed=("closing",)),), ("closing",), (closed,)),
)  # fmt: skip

# Nobody takes this by a button: it follows from a fear that is written down, in whichever room (C-05, C-06).
BY_ITSELF = Workflow(
    "consular",
    record,
    step("feared", {*ACTIVE, S.NOT_CONFIRMED}, S.WITHDRAWN, _("The referral ended by itself"),
         (needs.ended_by_fear,)),
)  # fmt: skip


def steps_for(referral, user):
    """The steps that this person is offered now. Ending the record is one only where the sharing ended already, by
    the ledger or by a fear that was written down."""
    over = referral.share is not None and referral.share.ended_at is not None
    shut = {"pass_on"} if over else {"withdraw", "pass_on"}  # going on has a page of its own (escalation.py)
    return [step for step in CONSULAR.available(referral, user) if step.name not in shut]
