"""What must be true before a step of a claim (P6). Each need takes (row, given) and raises ValidationError with a
sentence beside the field."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import money
from casework.cases.models import Case
from casework.penalties.needs import LONG, day_in


def case_open(row, given):
    """Nothing is done on a closed case."""
    if row.case.status in Case.CLOSED:
        raise ValidationError(_("The case is closed. Reopen it first."))


def wanted(row, given):
    """The person wants it: nobody claims anything over the person's head (R06)."""
    if row.agreed_on is None:
        raise ValidationError(_("First ask whether the person wants this, and write the day under Change."))


class Told:
    """The day of the step, not in the future and not before what came earlier, and what is said with it. `needed`:
    whether there must be words."""

    def __init__(self, day, after="", text="", needed=False):
        self.day, self.after, self.text, self.needed = day, after, text, needed

    def __call__(self, row, given):
        errors, on = {}, day_in(given, self.day)
        before = getattr(row, self.after) if self.after else None
        if on is None:
            errors[self.day] = _("Write the day, the month and the year")
        elif on > timezone.localdate():
            errors[self.day] = _("This day is still to come")
        elif before and on < before:
            errors[self.day] = _("This is before the step that came first.")
        if self.text:
            errors |= self.said(row, given)
        if errors:
            raise ValidationError(errors)
        setattr(row, self.day, on)

    def said(self, row, given):
        """{field: sentence} for words that are missing or too long; else they are put into the row."""
        words = str(given.get(self.text) or "").strip()
        if self.needed and not words:
            return {self.text: _("Write an answer here")}
        if len(words) > LONG:
            return {self.text: _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}}
        setattr(row, self.text, words or getattr(row, self.text))
        return {}


def amount_in(row, given, name):
    """The amount that was given under this name, in the claim's currency. ValidationError beside it."""
    try:
        value = given.get(name)
        found = value if isinstance(value, Decimal) else money.read_amount(str(value or ""), row.currency)
        if found is not None:
            money.check_amount(found, row.currency)
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from error
    if found is None:
        raise ValidationError({name: _("Write the amount. Zero is an amount.")})
    return found


def granted(row, given):
    """How much of what was asked for; of papers nothing is counted."""
    if row.of_money:
        row.granted = amount_in(row, given, "granted")


def received(row, given):
    """What came now is added to what came before: one currency, the claim's own."""
    if row.of_money:
        now = amount_in(row, given, "received")
        if not now:
            raise ValidationError({"received": _("Write what came. If nothing came, leave the claim as it is.")})
        row.received = (row.received or Decimal(0)) + now


def a_file_number(row, given):
    """Their number, where there is one."""
    number = str(given.get("file_number") or "").strip()
    if len(number) > LONG:
        raise ValidationError({"file_number": _("This is too long.")})
    row.file_number = number or row.file_number
