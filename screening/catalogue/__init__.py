"""The catalogue of indicators as versioned data (S8): one folder a version, and a version is never changed.

A screening keeps the number of the catalogue it was decided by, so that an old one reads as it was decided.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

FOLDER = Path(__file__).parent
ELEMENTS = ("act", "means", "purpose")
STRENGTHS = ("strong", "medium", "weak")
PROFILES = ("adult", "child")
CURRENT = 1
HUB, NEUTRAL = "C-HUB-01", "C-NEU-"
WORKED_AS_CHILD = "P-CH-"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of indicators.csv; `element` is act, means, purpose or context (shown, never counted)."""

    code: str
    element: str
    label: str
    strength: str
    applies_to: str
    dimension: str
    strength_child: str
    strength_basis: str
    source: str
    seed_reference: str
    ilo11: str

    def strength_for(self, profile):
        """Effective strength (decision-rule.md section 4): "" for context and for the other profile."""
        if self.element not in ELEMENTS or self.applies_to not in ("both", profile):
            return ""
        return self.strength_child or self.strength if profile == "child" else self.strength

    @property
    def words(self):
        """The label in the reader's language; a neutral fact without the catalogue's own mark."""
        return _(self.label.removeprefix("NEUTRAL FACT: "))

    @property
    def neutral(self):
        """Stored and shown, and never moves anything (R02)."""
        return self.code.startswith(NEUTRAL)


def versions():
    """Numbers of the catalogues there are, oldest first."""
    return sorted(int(path.name) for path in FOLDER.iterdir() if path.name.isdecimal())


@cache
def catalogue(version=CURRENT):
    """{code: Indicator} in the order of the file. LookupError for a version nobody made."""
    if version not in versions():
        raise LookupError(f"There is no catalogue {version}.")
    with (FOLDER / str(version) / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Indicator(**row) for row in csv.DictReader(file)}


def choices():
    """(code, label) of every indicator of every version, the newest words last: what a stored answer may name."""
    return list({code: row.words for version in versions() for code, row in catalogue(version).items()}.items())
