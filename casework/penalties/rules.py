"""What cannot be true of a penalty, a hearing or a visit: {field: sentence} each, and nothing is changed."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.vault import EncryptedTextField
from casework import money
from casework.penalties.models import CURRENCIES, LONGEST_BAN, LONGEST_SENTENCE, Visit

LONG = 4_000  # letters
AMOUNTS = ("amount", "paid", "daily", "cap")
KNOWN = frozenset(code for code, _label in CURRENCIES)


def too_long(row):
    """{field: sentence} for texts nobody could read."""
    said = _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}
    return {
        field.name: said
        for field in row._meta.concrete_fields
        if isinstance(field, EncryptedTextField) and len(getattr(row, field.attname) or "") > LONG
    }


def exact(value):
    """The amount as a Decimal. ValidationError for a float, which is never an amount (P7)."""
    if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
        return Decimal(value)
    raise ValidationError(_("Write numbers only, for example 3000"))


def bad_amounts(row, names):
    """Less than nothing, more parts than the currency has, an amount without a currency, or one that does not exist."""
    errors: dict = {}
    for name in [name for name in names if getattr(row, name) is not None]:
        try:
            setattr(row, name, exact(getattr(row, name)))
            money.check_amount(getattr(row, name), row.currency)
        except ValidationError as error:
            errors[name] = error.messages
    if row.currency and row.currency not in KNOWN:
        errors["currency"] = _("There is no such currency. Choose one of those shown.")
    elif not row.currency and any(getattr(row, name) is not None for name in names):
        errors["currency"] = _("Choose the currency.")
    return errors


def bad_growth(row):
    """A fine that grows carries its cap (issue 5, part 4); the cap is not below the amount."""
    errors = {}
    if row.daily and row.cap is None:
        errors["cap"] = _("A fine that grows has an end. Write the most it can become.")
    if row.cap is not None and row.amount is not None and row.cap < row.amount:
        errors["cap"] = _("This is less than the amount itself.")
    if row.daily and not (row.begun_on or row.imposed_on):
        errors["begun_on"] = _("Write the day from which it grows.")
    return errors


def to_come(row, names, today):
    """Days that cannot lie ahead."""
    said = _("This day is still to come")
    return {name: said for name in names if getattr(row, name) is not None and getattr(row, name) > today}


def released_too_early(begun_on, released_on):
    """The sentence for a release before the arrest, or None."""
    if begun_on and released_on and released_on < begun_on:
        return _("This is before the day on which the person was arrested.")
    return None


def bad_days(row):
    """A release before the arrest, an end before the beginning, a day that is still to come."""
    errors = to_come(row, ("imposed_on", "released_on"), timezone.localdate())
    if row.detains and row.begun_on is None:
        errors["begun_on"] = _("Write the day from which the person is held, as near as it is known.")
    elif row.detains:
        errors |= to_come(row, ("begun_on",), timezone.localdate())
    if wrong := released_too_early(row.begun_on, row.released_on):
        errors["released_on"] = wrong
    if row.begun_on and row.until_on and row.until_on < row.begun_on:
        errors["until_on"] = _("This is before it begins.")
    return errors


def bad_lengths(row):
    """Years and months that no paper says."""
    errors = {}
    if row.ban_years is not None and not 1 <= row.ban_years <= LONGEST_BAN:
        errors["ban_years"] = _("Between 1 and 99 years. For ever is 99.")
    if row.sentence_months is not None and not 1 <= row.sentence_months <= LONGEST_SENTENCE:
        errors["sentence_months"] = _("Between 1 and 1,200 months.")
    return errors


def check_penalty(row):
    """ValidationError with a sentence beside each field that cannot be."""
    errors = {**too_long(row), **bad_amounts(row, AMOUNTS), **bad_growth(row), **bad_days(row), **bad_lengths(row)}
    if errors:
        raise ValidationError(errors)
    row.clean_fields(exclude=["case", "noted_by", "letter_by"])


def check_hearing(row):
    """A hearing in the past says what came of it; one that is still to come cannot."""
    errors, today = too_long(row), timezone.localdate()
    if row.on is None:
        errors["on"] = _("Write the day, the month and the year")
    elif row.on < today and not row.result:
        errors["result"] = _("This day has passed. Choose what came of it.")
    elif row.on > today and row.result in (row.Result.HELD, row.Result.DECIDED):
        errors["result"] = _("This day is still to come.")
    if errors:
        raise ValidationError(errors)
    row.clean_fields(exclude=["case", "noted_by", "penalty", "claim"])


def check_visit(row):
    """A visit in the past says whether the person was seen; one that is still to come cannot."""
    errors, today = too_long(row), timezone.localdate()
    if row.on is None:
        errors["on"] = _("Write the day, the month and the year")
    elif row.on > today and row.outcome:
        errors["outcome"] = _("This day is still to come.")
    elif row.on < today and not row.outcome:
        errors["outcome"] = _("This day has passed. Choose whether the person was seen.")
    errors |= to_come(row, ("asked_on", "last_seen_on"), today)
    if row.outcome == Visit.Found.SEEN and not row.condition:
        errors["condition"] = _("Choose how the person is.")
    if errors:
        raise ValidationError(errors)
    row.clean_fields(exclude=["case", "noted_by", "penalty"])
