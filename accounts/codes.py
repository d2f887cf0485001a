"""Code lists: the values people choose, as data (architecture.md, "Domain data")."""

import csv
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

FOLDER = Path(__file__).parent / "codelists"
KEY = {"countries": "alpha2", "languages": "iso639_3", "repatriation_steps": "code", "age_bands": "code"}


@cache
def rows(name):
    """Rows of one list in file order as dicts of text. LookupError for an unknown list."""
    if name not in names():
        raise LookupError(f"There is no code list called {name}.")
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def names():
    """The names of all lists, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.csv")))


@cache
def choices(name):
    """(code, label) pairs of one list, ready for a field's `choices`."""
    key = KEY.get(name, "code")
    return tuple((row[key], _(row["label"])) for row in rows(name))


@cache
def _labels(name):
    return dict(choices(name))


def label(name, code):
    """The words for a code; the code itself where the list does not know it (an old value is still readable)."""
    return _labels(name).get(code, code)
