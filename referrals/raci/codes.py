"""Steps, functions and the base table of workflows.md section 12, as data beside this file."""

import csv
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices

FOLDER = Path(__file__).parent
ANY = "*"
COUNTRIES = ((ANY, _("Any country")), *choices("countries"))


class Letter(models.TextChoices):
    """R does it, A answers for it, C is asked, I is told."""

    R = "R", _("Does it")
    A = "A", _("Answers for it")
    C = "C", _("Is asked")
    I = "I", _("Is told")  # noqa: E741


@cache
def table(name):
    """Rows of steps.csv, functions.csv or base.csv, in file order."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


STEPS = tuple((row["code"], _(row["label"])) for row in table("steps"))
FUNCTIONS = tuple((row["code"], _(row["label"])) for row in table("functions"))
# What an office may name as its own; a mission or a partner at home is named by its entry in the directory.
OWN = tuple((row["code"], _(row["label"])) for row in table("functions") if row["own"] == "yes")
STEP_WORDS, FUNCTION_WORDS, LETTER_WORDS = dict(STEPS), dict(FUNCTIONS), dict(Letter.choices)
# Under which condition a letter of the base table holds.
ONLY = {"child": _("for a child"), "own_part": _("for its own part"), "arrival": _("on arrival")}
# Steps on which several organisations act: a function of the base table is nobody yet, an office must name somebody.
MUST_NAME = frozenset(row["code"] for row in table("steps") if row["named"] == "yes")


@cache
def base():
    """{step: [(letter, function, condition)]} of the base table, for the finer steps of steps.csv."""
    rows = table("base")
    return {
        step["code"]: [(row["letter"], row["function"], row["only"]) for row in rows if row["step"] == step["base"]]
        for step in table("steps")
    }


def place(code):
    """The name of a country, or 'any country', within a sentence."""
    return said("any country") if code == ANY else str(dict(COUNTRIES).get(code, code))


def way(host, home):
    """`Lao PDR to Kenya`, `any country to Kenya`."""
    return said("%(host)s to %(home)s") % {"host": place(host), "home": place(home)}
