"""What a non-punishment letter takes from the record: which measures it is about, and the law of the country of each.

Grounds and law, not the story (workflows.md section 10). The law is data: law.csv, a row a provision, with its source
and whether a lawyer of the country has read it (`reviewed`). What none has read leaves only where the legal officer of
the case says that they checked it; else the letter is marked a draft, and the database lets no draft leave.
A penalty follows its letter: drafted, approved, sent, taken back (casework/penalties/transitions.py).
"""

import csv
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from casework.penalties.models import Penalty
from casework.penalties.transitions import BY_LETTER
from referrals.letters import fonts

LAW = Path(__file__).parent / "law.csv"
ENGLISH, EVERY, REVIEWED = "en", "*", "yes"
LAW_OPEN = (
    "Draft: a lawyer has to check the law named in this letter before it is sent."  # printed, as the law, in English
)
ABOUT_PENALTIES = "non_punishment"
# An office's own file number goes back to an office of its own kind, and to no other.
SAME_OFFICE = {
    "police": {"police"}, "immigration": {"immigration"}, "prosecution": {"prosecution_court"},
    "court": {"prosecution_court"}, "labour": {"labour"}, "mission": {"embassy"}, "armed_group": {"armed_group"},
}  # fmt: skip
# Step of the letter -> what follows on each penalty it is about.
FOLLOWS = {"approve": "approve", "send": "send", "void": "take_back"}


@cache
def laws():
    """All provisions."""
    with LAW.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def law_for(country, kind):
    """Provisions of a country on this kind of penalty, in the order of the table."""
    return [row for row in laws() if row["country"] == country and {kind, EVERY} & set(row["covers"].split())]


def provisions(penalties):
    """Provisions on any of these penalties, each once."""
    found = {}
    for penalty in penalties:
        for row in law_for(penalty.country, penalty.kind):
            found[row["country"], row["law"], row["provision"]] = row
    return list(found.values())


def unread(penalties):
    """Provisions on these penalties that no lawyer has read for us."""
    return [row for row in provisions(penalties) if row["reviewed"] != REVIEWED]


def cited(row):
    """A provision in one line, as somebody looks it up."""
    return f"{row['law']}, {row['provision']}"


def words_of(text, penalties, recipient):
    """What the letter says beside its words: {"measures": {head, lines}, "law": {head, lines}}, lines as {words, lang};
    nothing for a letter that is about no penalty."""
    if not penalties:
        return {}
    with translation.override(ENGLISH):
        measures = [{"words": fonts.setting(measure(row, recipient)), "lang": ENGLISH} for row in penalties]
    law = [{"words": f"{cited(row)}: {row['text']}", "lang": row["language"]} for row in provisions(penalties)]
    return {name: {"head": text.blocks[name][0], "lines": lines}
            for name, lines in (("measures", measures), ("law", law)) if lines}  # fmt: skip


def measure(penalty, recipient):
    """One penalty: what it is, where, and the office's own number where the letter goes to an office of that kind."""
    said = f"{penalty.get_kind_display()}, {penalty.get_country_display()}"
    theirs = recipient.kind in SAME_OFFICE.get(penalty.authority_kind, ())
    return f"{said} ({penalty.file_number})" if theirs and penalty.file_number else said


def about(letter):
    """Penalties that a letter is about; a letter of another kind is about none, and nothing is asked."""
    rows = Penalty.objects.filter(letter=letter.pk) if letter.kind == ABOUT_PENALTIES else Penalty.objects.none()
    return rows.order_by("noted_at", "pk")


def follow(letter, step, by):
    """The penalties of a letter go with it, in the same act. What was decided meanwhile stays as it is; a letter about
    nothing that is still open does not leave."""
    rows = list(about(letter))
    if not rows or (step.name == "approve" and letter.status != letter.Status.APPROVED):
        return
    name = FOLLOWS[step.name]
    still = [row for row in rows if row.status in BY_LETTER.steps[name].sources]
    if step.name != "void" and not still:
        raise ValidationError(_("What this letter asks for was decided. Take the letter back."))
    for row in still:
        BY_LETTER.move(row, name, by=by, letter=letter)
