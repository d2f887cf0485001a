"""Asking for a rescue, going on with it, and ending it (I12). What is shown goes through the danger-to-life act and
nothing else: one acts, a second person confirms within 24 hours, and it stands for three days (C-09). The request
itself stands for 30 days; while it does, one sentence and a second person go on with it (docs/decisions/0016)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import performing
from casework.cases.actions import note
from casework.cases.models import Case
from referrals.rescue import queries
from referrals.rescue.models import RescueRequest
from referrals.sharing.danger import act_on_danger
from referrals.sharing.ending import end_share
from referrals.sharing.models import Share

STANDS = datetime.timedelta(days=30)
LONG = 4_000  # letters
RESCUE = Share.Purpose.RESCUE


def ask(case, *, by, recipient, officer, place, items, basis):
    """Asks this recipient to get the person out, and shows the ticked items at once. ValidationError beside recipient,
    items, place or basis; for a known no of the person (danger.py), and for somebody who is out."""
    with performing(by, "rescue.ask", case):
        if case.stage == Case.Stage.OUT:
            raise ValidationError(_("The person is out. Ask them instead: their yes or no counts."))
        row = RescueRequest(
            case=case, recipient=recipient, officer=officer.strip(), place=place.strip(), asked_by=by,
            until=timezone.now() + STANDS,
        )  # fmt: skip
        check(row, items)
        row.validate_constraints(exclude=["share"])
        row.share = act_on_danger(case, by=by, recipient=recipient, purpose=RESCUE, items=items, basis=basis)
        row.number = row.share.number
        row.clean_fields(exclude=["case", "share", "asked_by"])
        row.save(force_insert=True)
        note(case, "rescue_ask", by)
    return row


def check(row, items):
    """ValidationError for too long words, and for a place that is ticked and not written."""
    if any(len(words) > LONG for words in (row.officer, row.place)):
        raise ValidationError({"place": _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}})
    if "place" in items and not row.place:
        raise ValidationError({"place": _("Write where the person is, or leave the place unticked.")})


def locked(row):
    """The request as it stands. ValidationError where it ended."""
    rows = RescueRequest.objects.select_for_update(of=("self",)).select_related("case", "recipient", "share")
    fresh = rows.get(pk=row.pk)
    if fresh.ended_at is not None or fresh.until <= timezone.now():
        raise ValidationError(_("This request has ended. Make a new one if it must be."))
    return fresh


def renew(row, *, by, basis, place=""):
    """The danger goes on: the same items to the same recipient, on a basis that is written anew, and a second person
    confirms anew. From 12 hours before the end, so that they need not go without; the new three days count from now.
    Returns the request."""
    with performing(by, "rescue.renew", row.case):
        fresh = locked(row)
        if fresh.case.stage == Case.Stage.OUT:
            raise ValidationError(_("The person is out. Ask them instead: their yes or no counts."))
        if not queries.ends_soon(fresh):
            raise ValidationError(_("They can look for more than 12 hours still. Go on with it later."))
        items = fresh.share.items
        fresh.place = place.strip() or fresh.place
        check(fresh, items)
        end_share(fresh.share, Share.Why.RAN_OUT)
        given = {
            "recipient": fresh.recipient,
            "purpose": RESCUE,
            "items": items,
            "basis": basis,
            "number": fresh.number,
        }
        fresh.share = act_on_danger(fresh.case, by=by, **given)
        fresh.save()
        note(fresh.case, "rescue_renew", by)
    return fresh


def prolong(row, *, by):
    """Thirty more days from now, by somebody who did not ask for it. It opens nothing by itself."""
    with performing(by, "rescue.prolong", row.case):
        fresh = locked(row)
        if fresh.asked_by_id == by.pk:
            raise ValidationError(_("Somebody else must prolong this: it was you who asked."))
        fresh.until, fresh.prolonged_by = timezone.now() + STANDS, by
        fresh.save()
        note(fresh.case, "rescue_prolong", by)
    return fresh


def end(row, *, by, outcome):
    """The person is out, or it is of no use: what was shown ends at once."""
    with performing(by, "rescue.end", row.case):
        if not outcome.strip() or len(outcome) > LONG:
            raise ValidationError({"outcome": _("Write in a sentence how it ended.")})
        fresh = locked(row)
        fresh.outcome, fresh.ended_at = outcome.strip(), timezone.now()
        fresh.save()
        note(fresh.case, "rescue_end", by)
        end_share(fresh.share, Share.Why.DONE)
    return fresh
