"""The clocks: what each is called, and in how many days it should end where an office says nothing else."""

import csv
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

SCREENING, NOTIFICATION, DOCUMENT, DEPARTURE = "screening", "notification", "document", "departure"
CLOCKS = (
    (SCREENING, _("Release to screening")),
    (NOTIFICATION, _("Release to telling the mission")),
    (DOCUMENT, _("Telling the mission to travel paper")),
    (DEPARTURE, _("Travel paper to departure")),
)
CLOCK_WORDS = dict(CLOCKS)
ANY = "*"


@cache
def targets():
    """{clock: days} of targets.csv; its column `source` says where each number comes from."""
    with (Path(__file__).parent / "targets.csv").open(encoding="utf-8", newline="") as file:
        return {row["clock"]: int(row["days"]) for row in csv.DictReader(file)}
