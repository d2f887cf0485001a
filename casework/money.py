"""Amounts as they were told: a Decimal and a currency of the list, never a float.

Somebody writes "60,000", "60.000", "1 200.50" or "๖๐,๐๐๐" and means what people there mean. How many places after the
point a currency has stands in currencies.csv; what could mean two amounts is asked back, with both written out.
"""

import re
import unicodedata
from decimal import Decimal
from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from accounts import codes

MOST = Decimal(10) ** 15
USUAL_PLACES, MOST_PLACES = 2, 8
SPACES = re.compile(r"[\s'’_]+")
GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,8})?")
ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
PLAIN = re.compile(r"\d+(?:[.,]\d{1,8})?")


class AmountField(models.DecimalField):
    """A column for an amount in any currency of the list; read without zeros that nobody wrote."""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"max_digits": 24, "decimal_places": MOST_PLACES, **options})

    def from_db_value(self, value, expression, connection):
        """60000 and not 60000.00000000."""
        return None if value is None else trimmed(value)


def trimmed(amount):
    """The amount without zeros at its end, never in powers of ten."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


@cache
def minor_units():
    """{currency: places after the point}."""
    return {row["code"]: int(row["minor_unit"]) for row in codes.rows("currencies")}


def places_of(currency):
    """How many places after the point an amount of this currency may have; two where none is named."""
    return minor_units().get(currency, USUAL_PLACES)


def figures(text):
    """The text without spaces, with digits of any script as 0 to 9."""
    bare = SPACES.sub("", text)
    return "".join(
        str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign for sign in bare
    ).replace("−", "-")


def read_amount(text, currency=""):
    """The amount that was written, or None for nothing. ValidationError with a sentence for what is no amount."""
    written = figures(text)
    if not written:
        return None
    if written.startswith("-") and any(sign.isdigit() for sign in written):
        raise ValidationError(_("Write the amount without a minus. What it was for says the rest."))
    amount = Decimal(unified(written, currency))
    check_amount(amount, currency)
    return amount


def unified(written, currency):
    """The figures with nothing but a point: "60,000" -> "60000", "12,5" -> "12.5"."""
    if ONE_GROUP.fullmatch(written) and places_of(currency) > USUAL_PLACES:
        bare = re.sub("[.,]", "", written)
        both = {"large": bare, "small": f"{written.replace(',', '.')}0"}
        raise ValidationError(_("This could be two amounts. Write %(large)s, or %(small)s.") % both)
    grouped = GROUPED.fullmatch(written)
    if grouped:
        return written.replace(grouped[1], "").replace(",", ".")
    if not PLAIN.fullmatch(written):
        raise ValidationError(_("Write numbers only, for example 3000"))
    return written.replace(",", ".")


def check_amount(amount, currency):
    """ValidationError for less than nothing, more than anybody ever paid, or parts of the smallest coin."""
    if not amount.is_finite() or amount < 0:
        raise ValidationError(_("Write the amount without a minus. What it was for says the rest."))
    if amount >= MOST:
        raise ValidationError(_("This is more than anybody ever paid. Check the zeros."))
    places = places_of(currency)
    if amount != round(amount, places):
        raise ValidationError(too_many_places(currency, places))


def too_many_places(currency, places):
    """What is wrong with the figures after the point."""
    if not currency:
        return _("Write at most two figures after the point.")
    if not places:
        return _("%(currency)s has nothing after the point. Write whole numbers.") % {"currency": code_of(currency)}
    sentence = _("%(currency)s has at most %(places)s figures after the point.")
    return sentence % {"currency": code_of(currency), "places": places}


def code_of(currency):
    """The code as people write it; those that are no currency of a state lose their mark."""
    return currency.removeprefix("X-")


def said(amount, currency):
    """The amount in words of the page: "60,000 CNY", "12.50 USD"; empty for none."""
    if amount is None:
        return ""
    places = places_of(currency)
    shown = trimmed(amount)
    part = shown != shown.to_integral_value()
    written = f"{amount:,.{places}f}" if part and places <= USUAL_PLACES else f"{shown:,f}"
    return f"{written} {code_of(currency)}".strip()
