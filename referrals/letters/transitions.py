"""The steps of a letter: one row each. Nothing else assigns `status`."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.outbox.actions import tell_all
from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from casework.cases.recipients import focal_points
from casework.todos.actions import settle_todos
from referrals.letters import needs
from referrals.letters.measures import follow
from referrals.letters.models import Letter

S = Letter.Status
WAITING = frozenset({S.DRAFT, S.HALF})


def after_a_yes(letter):
    """Half, where the firewall asks for two others and this is the first (C-12)."""
    return S.HALF if letter.approved_by_id is None and needs.others(letter) > 1 else S.APPROVED


def approved(letter, by, before, given):
    """Who approved it, first or second."""
    if before == S.DRAFT:
        letter.approved_by = by
    else:
        letter.second_by = by


def sent(letter, by, before, given):
    """The recipient can take it from its own pages from now on."""
    letter.sent_by, letter.sent_at = by, timezone.now()


def record(letter, step, before, by, given):
    """The timeline's line; who receives it is told that there is an update."""
    note(letter.case, f"letter_{step.name}", by, before=before, after=letter.status)
    follow(letter, step, by)
    if letter.status in (S.APPROVED, S.VOID):
        settle_todos(letter.case, "approve_letter", by=by, about=letter.pk)
    if step.name == "send" and letter.share_id:
        tell_all(focal_points([letter.recipient_id]), "referral")


LETTER = Workflow(
    "letter",
    record,
    Step("approve", WAITING, after_a_yes, _("Approve"),
         (needs.by_another, needs.needs_approval, needs.words_read, needs.still_open), then=(approved,)),
    Step("send", frozenset({S.DRAFT, S.APPROVED}), S.SENT, _("Send"),
         (needs.approved_first, needs.words_read, needs.still_open, needs.untouched), then=(sent,)),
    Step("void", WAITING | {S.APPROVED, S.SENT}, S.VOID, _("Take it back"), care=True),
)  # fmt: skip


def steps_for(letter, user):
    """The steps that this person is offered now."""
    found = LETTER.available(letter, user)
    bare = needs.KINDS[letter.kind].bare
    hidden = {"approve"} if not bare else {"send"} if letter.status == S.DRAFT else set()
    return [step for step in found if step.name not in hidden]
