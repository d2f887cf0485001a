"""What the penalties of legal_penalty_types.csv are, what is asked of each, and fines that are known to grow: data."""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from accounts import codes

HERE = Path(__file__).parent
OUTCOME = "outcome"  # rows of the list that say how one ended; they are states here
ASSESS = "assess"  # non-punishment is no matter of course: somebody writes why it applies
HEADINGS = {
    "detention": _("Held"),
    "criminal": _("Charges and sentences"),
    "immigration": _("Immigration"),
    "administrative": _("Administrative"),
    "other": _("Other"),
}
MONEY = ("amount", "currency", "paid")
GROWING = (*MONEY, "daily", "cap", "begun_on")
HELD = ("place", "begun_on", "until_on", "released_on")
# What is asked of a kind beside what is asked of all.
ASKED: dict[str, tuple] = {
    "overstay_fine": GROWING,
    "administrative_penalty": GROWING,
    "detention_charges": GROWING,
    "bond_payment": MONEY,
    "re_entry_ban": ("ban_years", "begun_on", "until_on"),
    "deportation_order": ("ban_years", "until_on"),
    "immigration_detention": HELD,
    "criminal_detention": HELD,
    "prison_sentence": ("sentence_months", *HELD),
    "electronic_tagging": ("begun_on", "until_on"),
    "passport_cancelled": ("begun_on",),
}
USUAL = ("amount", "currency", "begun_on")
DETAINS = tuple(code for code, names in ASKED.items() if "place" in names)


@cache
def penalties():
    """{code: row} of the list, without those that only say how one ended."""
    return {row["code"]: row for row in codes.rows("legal_penalty_types") if row["kind"] != OUTCOME}


CHOICES = tuple((code, label) for code, label in codes.choices("legal_penalty_types") if code in penalties())


def grouped():
    """[(heading, [(code, label)])] in the order of HEADINGS."""
    rows = penalties()
    return [
        (words, [(code, label) for code, label in CHOICES if rows[code]["kind"] == kind])
        for kind, words in HEADINGS.items()
    ]


def asked_of(kind):
    """Names of the fields that are asked of this kind."""
    return ASKED.get(kind, USUAL)


def to_assess(kind):
    """Whether somebody writes why non-punishment applies before a letter says so."""
    return penalties()[kind]["non_punishment_applies"] == ASSESS


@cache
def known_fines():
    """{(country, kind): {"currency", "daily", "cap", "source", "reviewed"}} of fines.csv. `reviewed`: a lawyer of the
    country has read the row."""
    with (HERE / "fines.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        (row["country"], row["kind"]): {
            "currency": row["currency"],
            "daily": Decimal(row["daily"]),
            "cap": Decimal(row["cap"]),
            "source": row["source"],
            "reviewed": row["reviewed"] == "yes",
        }
        for row in rows
    }
