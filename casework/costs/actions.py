"""Writing a cost down, a receipt that comes later, and the office's funding lines and limits."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import refuse
from accounts.outbox.actions import tell_all
from accounts.performing import performing
from accounts.policy import may
from casework import money
from casework.cases.actions import note
from casework.costs.models import Cost, FundingLine, SpendingLimit
from casework.files.actions import store_file
from casework.files.models import StoredFile
from casework.penalties.actions import put, room_for, still_open
from casework.penalties.rules import bad_amounts, to_come, too_long
from casework.todos.actions import raise_todo
from casework.todos.queries import supervisors

S = Cost.Status
TAKEN = gettext_lazy("There is one already. Change that one.")


def lines_of(organisation_id, today=None):
    """Funding lines of an office that can still be charged."""
    rows = FundingLine.objects.filter(organisation=organisation_id)
    return rows.exclude(ended_on__lt=today or timezone.localdate()).order_by("name")


def limit_of(organisation_id, currency):
    """Up to how much a cost counts at once; None where the office set nothing, and then everything is approved."""
    row = SpendingLimit.objects.filter(organisation=organisation_id, currency=currency).first()
    return row.amount if row else None


def spent_together(row):
    """What the same colleague wrote down for the same thing on the same day: split, it is still one cost."""
    rows = Cost.objects.filter(case=row.case_id, kind=row.kind, currency=row.currency, spent_on=row.spent_on)
    rows = rows.filter(noted_by=row.noted_by_id).exclude(status__in=(S.REFUSED, S.TAKEN_BACK))
    return rows.aggregate(whole=Sum("amount"))["whole"] or Decimal(0)


def over_limit(row):
    """Whether somebody else must approve it."""
    limit = limit_of(row.case.organisation_id, row.currency)
    return limit is None or spent_together(row) + row.amount > limit


def add_cost(case, *, by, file=None, **fields):
    """Writes a cost down, with its receipt (an upload) or the reason without one. Over the limit it waits for somebody
    else (P7). ValidationError beside a field; CannotStore when the disk is full: then there is nothing."""
    with performing(by, "cost.add", case):
        still_open(case)
        room_for(Cost.objects.filter(case=case))
        row = Cost(case=case, noted_by=by, **fields)
        check(row, file)
        if file is not None:
            row.receipt = store_file(case, file, by=by, kind=StoredFile.Kind.RECEIPT, action="cost.add")
        put(row, {"status": S.WAITING if over_limit(row) else S.STANDS})
        row.save(force_insert=True)
        note(case, "cost_add", by, after=row.status)
        if row.status == S.WAITING:
            raise_todo(case, "approve_cost", by=by, about=row.pk)
            tell_all(supervisors(case, but=by), "review")
    return row


def check(row, file):
    """ValidationError with a sentence beside each field that cannot be."""
    errors = {**too_long(row), **bad_amounts(row, ("amount",))}
    if row.amount is None or row.amount == 0:
        errors["amount"] = _("Write the amount that was spent.")
    if row.spent_on is None:
        errors["spent_on"] = _("Write the day, the month and the year")
    errors |= to_come(row, ("spent_on",), timezone.localdate())
    if file is None and row.receipt_id is None and not (row.no_receipt or "").strip():
        errors["no_receipt"] = _("Add the receipt, or write why there can be none.")
    if row.line is not None and (row.line.organisation_id != row.case.organisation_id or ended(row)):
        errors["line"] = _("Choose one of those shown")
    if errors:
        raise ValidationError(errors)
    row.clean_fields(exclude=["case", "noted_by", "receipt", "status"])


def ended(row):
    """Whether its line had ended on the day."""
    return row.line.ended_on is not None and row.spent_on is not None and row.line.ended_on < row.spent_on


def add_receipt(row, *, by, file):
    """A receipt that came later. ValidationError where there is one."""
    with performing(by, "cost.receipt", row):
        fresh = Cost.objects.select_for_update().get(pk=row.pk)
        if fresh.receipt_id is not None:
            raise ValidationError({"file": _("There is a receipt already.")})
        fresh.receipt = store_file(row.case, file, by=by, kind=StoredFile.Kind.RECEIPT, action="cost.receipt")
        fresh.save()
        note(row.case, "cost_receipt", by)
    return fresh


def kept_row(model, user, pk):
    """A line or limit of the own office, or Http404."""
    row = model.objects.filter(pk=pk, organisation=user.organisation_id).first() if user.organisation_id else None
    if row is None or not may(user, "funding.edit"):
        refuse(user, "funding.edit", model._meta.label_lower, pk, visible=False)
    return row


def save_kept(row, *, by, version=None, **fields):
    """Adds or changes a funding line or a limit of the own office. ValidationError beside a field; Stale for a lost
    race."""
    with performing(by, "funding.edit"):
        put(row, fields)
        if row._state.adding:
            row.organisation_id = by.organisation_id
        elif version is not None:
            row.version = version
        if isinstance(row, SpendingLimit):
            must_be_amount(row)
        row.clean_fields(exclude=["organisation"])
        row.validate_constraints()
        try:
            with transaction.atomic():
                row.save(force_insert=row._state.adding)
        except IntegrityError as error:
            raise ValidationError(TAKEN) from error
    return row


def must_be_amount(row):
    """ValidationError for a limit that is no amount of its currency."""
    if row.amount is None:
        raise ValidationError({"amount": _("Write the amount. Zero is an amount.")})
    try:
        money.check_amount(row.amount, row.currency)
    except ValidationError as error:
        raise ValidationError({"amount": error.messages}) from error
