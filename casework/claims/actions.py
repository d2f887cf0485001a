"""Writing down and changing claims. Steps are in transitions.py, hearings in casework/penalties."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import performing
from casework.cases.actions import note
from casework.claims.models import Claim
from casework.penalties.actions import put, room_for, still_open
from casework.penalties.rules import bad_amounts, to_come, too_long


def check(row):
    """ValidationError with a sentence beside each field that cannot be."""
    errors = {**too_long(row), **bad_amounts(row, ("amount",)), **to_come(row, ("agreed_on",), timezone.localdate())}
    if row.kind == Claim.Kind.DOCUMENTS and not row.papers:
        errors["papers"] = _("Choose one or more")
    if errors:
        raise ValidationError(errors)
    row.clean_fields(exclude=["case", "noted_by"])


def only_asked(row):
    """Money has no papers, and papers no amount."""
    if row.of_money:
        row.papers = []
    else:
        row.amount, row.currency = None, ""


def add_claim(case, *, by, **fields):
    """Writes a claim down. Nothing is filed by it. ValidationError beside a field."""
    with performing(by, "claim.add", case):
        still_open(case)
        room_for(Claim.objects.filter(case=case))
        row = Claim(case=case, noted_by=by)
        put(row, fields)
        only_asked(row)
        check(row)
        row.save(force_insert=True)
        note(case, "claim_add", by, after=row.status)
    return row


def edit_claim(row, *, by, **fields):
    """Changes what was written, as long as nothing final came of it. Stale for a lost race."""
    with performing(by, "claim.edit", row):
        if row.status in Claim.ENDED:
            raise ValidationError(_("This has ended. What was written stays as it is."))
        put(row, fields)
        only_asked(row)
        check(row)
        row.save()
    return row
