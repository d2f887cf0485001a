"""Opening the firewall for one person: asked for on the consent of its own, agreed by others, then shared (C-12).

The share is prepared like every other one and is sent when the last of those who must agree says yes; the trigger on
shares counts them again.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.outbox.actions import tell, tell_all
from accounts.performing import performing
from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from casework.cases.models import Case
from casework.cases.recipients import focal_points
from casework.consents.firewall import DOORS
from casework.consents.queries import yes_of
from casework.todos.actions import raise_todo, settle_todos
from casework.todos.queries import supervisors
from referrals.firewall.models import Exemption
from referrals.sharing.danger import guardians_of_data
from referrals.sharing.ending import end_share
from referrals.sharing.items import items_of, newest_of
from referrals.sharing.models import Share
from referrals.sharing.preparing import prepare_share, send_share

S = Exemption.Status
LONG = 4_000  # letters


def ask(case, *, by, recipient, purpose, items, reason, until=None):
    """Asks to show these items to this authority. Nothing leaves by it. ValidationError beside recipient, consent,
    items, until or reason."""
    with performing(by, "exemption.ask", case):
        if not reason.strip() or len(reason) > LONG:
            raise ValidationError({"reason": _("Write in a sentence or some why it is needed.")})
        yes = agreed(case, recipient, purpose)
        share = prepare_share(case, recipient=recipient, purpose=purpose, consent=yes, items=items, until=until)
        if not share.items:
            raise ValidationError({"items": _("Tick at least one thing.")})
        row = Exemption(
            case=case, number=share.number, share=share, recipient=recipient, purpose=purpose, reason=reason.strip(),
            asked_by=by,
        )  # fmt: skip
        row.clean_fields(exclude=["case", "share", "asked_by"])
        row.save(force_insert=True)
        note(case, "exemption_ask", by)
        raise_todo(case, "approve_exemption", by=by)
        tell_all(supervisors(case, but=by), "review")
        if DOORS[purpose].approvals > 1:
            tell_all(guardians_of_data(case.organisation_id).exclude(pk=by.pk), "review")
    return row


def agreed(case, recipient, purpose):
    """The newest yes to this authority for this purpose, or None."""
    rows = yes_of(case, DOORS[purpose].consent)
    return next((row for row in rows if row.recipient_id == recipient.pk), None)


def by_another(row, given):
    """Neither who asked nor who agreed first agrees (R-07, C-12)."""
    by = given.get("by")
    if by is not None and by.pk in (row.asked_by_id, row.first_by_id):
        raise ValidationError(_("Somebody else must agree: it was you who asked, or who agreed first."))


def still_agreed(row, given):
    """The person's yes covers what was ticked; the case is held, so that a withdrawal comes before or after."""
    Case.objects.select_for_update(no_key=True).get(pk=row.case_id)
    share = Share.objects.get(pk=row.share_id)
    if share.ended_at is not None or set(share.items) - set(items_of(newest_of(share), row.case)):
        raise ValidationError(_("The person's consent to this does not hold any more. Nothing can go there."))


def a_refusal(row, given):
    """Who says no writes why."""
    words = str(given.get("refusal", "")).strip()
    if not words or len(words) > LONG:
        raise ValidationError({"refusal": _("Write the reason in a sentence.")})
    row.refusal = words


def after_a_yes(row):
    """Half, where the door needs two and this is the first."""
    return S.HALF if row.first_by_id is None and DOORS[row.purpose].approvals > 1 else S.OPEN


def sign(row, by, before, given):
    """Who agreed, and when; with the last yes the share is sent."""
    if before == S.ASKED:
        row.first_by = by
    else:
        row.second_by = by
    row.decided_at = timezone.now()


def refused(row, by, before, given):
    """Nothing of it ever leaves."""
    row.decided_at = timezone.now()
    end_share(row.share, Share.Why.TAKEN_BACK)


def record(row, step, before, by, given):
    """The timeline's line, and what follows."""
    note(row.case, f"exemption_{step.name}", by, before=before, after=row.status)
    if row.status == S.HALF:
        return
    settle_todos(row.case, "approve_exemption", by=by)
    tell(row.asked_by, "reviewed")
    if row.status == S.OPEN:
        send(row)


def send(row):
    """The authority holds the notice from now on; where it has no account, the sheet is handed over by hand."""
    share = Share.objects.get(pk=row.share_id)
    share.requested_by_id, share.approved_by_id = row.asked_by_id, row.first_by_id
    send_share(share)
    tell_all(focal_points([share.recipient_id]), "referral")


WAITING = frozenset({S.ASKED, S.HALF})
EXEMPTION = Workflow(
    "exemption",
    record,
    Step("approve", WAITING, after_a_yes, gettext_lazy("Agree"), (by_another, still_agreed), (), (sign,)),
    Step("refuse", WAITING, S.REFUSED, gettext_lazy("Do not agree"), (by_another, a_refusal), ("refusal",), (refused,),
         care=True),
)  # fmt: skip
