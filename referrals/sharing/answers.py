"""What a recipient does with a share that stands for itself: accept, decline with a reason, ask, wish for more. And the
sender's words to it. Shares behind a consular or a service referral are answered there, in their own steps."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.outbox.actions import tell, tell_all
from accounts.performing import performing
from casework.cases.actions import note
from casework.cases.grants import workers
from casework.cases.recipients import focal_points
from casework.todos.actions import raise_todo, settle_todos
from referrals.sharing.ending import end_share
from referrals.sharing.models import Share
from referrals.sharing.preparing import open_share
from referrals.sharing.threads import say, wish


def fresh(share):
    """The share as it stands, locked."""
    rows = Share.objects.select_for_update(of=("self",)).select_related("case__person", "case__organisation")
    return rows.get(pk=share.pk)


def accept_share(share, *, by):
    """Received: the recipient may look from now on. Before that it sees number, day and purpose. An offer to take over
    a case is accepted in transfers.py."""
    with performing(by, "share.accept", share.case):
        row = fresh(share)
        if row.live_from is not None or row.purpose == Share.Purpose.TRANSFER:
            raise ValidationError(_("This was accepted already."))
        open_share(row)
        note(row.case, "share_accept", by)
        tell_workers(row, by, "referral_answer")
    return row


def decline_share(share, *, by, reason):
    """The recipient does not want it, and writes why; it no longer looks. The words stay in the thread."""
    with performing(by, "share.decline", share.case):
        if not reason.strip():
            raise ValidationError({"reason": _("Write the reason in a sentence.")})
        row = fresh(share)
        say(row, _("We decline. %(reason)s") % {"reason": reason.strip()}, by, from_recipient=True)
        note(row.case, "share_decline", by)
        raise_todo(row.case, "answer_recipient", by=by)
        tell_workers(row, by, "referral_answer")
        end_share(row, Share.Why.DECLINED)


def ask_share(share, *, by, text, items=()):
    """The recipient asks, or wishes to see more: words in the thread and a to-do, and no access to anything."""
    with performing(by, "share.ask", share.case):
        row = fresh(share)
        if row.live_from is None:
            raise ValidationError(_("First say that you have received it."))
        words = say(row, wish(items, text), by, from_recipient=True)
        raise_todo(row.case, "answer_recipient", by=by)
        tell_workers(row, by, "question")
    return words


def write_share(share, *, by, text):
    """The sender writes to the recipient: an answer, or a question."""
    with performing(by, "share.write", share.case):
        words = say(share, text, by, from_recipient=False)
        settle_todos(share.case, "answer_recipient", by=by)
        tell_all(focal_points([share.recipient_id]), "question")
    return words


def tell_workers(share, by, kind):
    """The caseworkers are told that there is an update."""
    for user in workers(share.case).exclude(pk=by.pk):
        tell(user, kind)
