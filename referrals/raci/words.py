"""What the pages say of the table: gaps as sentences, a step as a row of cells, and what changed."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.raci import queries, rules
from referrals.raci.codes import ANY, LETTER_WORDS, STEP_WORDS, STEPS, way
from referrals.raci.models import RaciRow

MISSING = {
    "A": gettext_lazy("Nobody is accountable for “%(step)s”, %(way)s."),
    "R": gettext_lazy("Nobody is named who does “%(step)s”, %(way)s."),
}
WRONG = {
    rules.TOO_OLD: gettext_lazy("The entry %(name)s is too old to be chosen (18 months): %(step)s."),
    rules.STOPPED: gettext_lazy("%(name)s works no more, and is named for: %(step)s."),
    rules.NOBODY: gettext_lazy("Nobody in your office is %(name)s, and the table names one for: %(step)s."),
}
STATES = {
    rules.TOO_OLD: ("stop", gettext_lazy("Too old to choose")),
    rules.STOPPED: ("stop", gettext_lazy("Works no more")),
    rules.NOBODY: ("late", gettext_lazy("Nobody in the office")),
}
CHANGES = {"+": gettext_lazy("Added"), "~": gettext_lazy("Changed"), "-": gettext_lazy("Taken away")}


def sentence(gap, table, host, home):
    """One gap of a way in words."""
    said = {"step": str(STEP_WORDS[gap.step]), "way": way(host, home)}
    if gap.row is None:
        return MISSING[gap.letter] % said
    return WRONG[gap.state] % {**said, "name": table.name_of(gap.row)}


def sentences(table, host, home):
    """All gaps of a way, each once."""
    return list(dict.fromkeys(sentence(gap, table, host, home) for gap in table.gaps(host, home)))


def lines(table, host, home, may_edit):
    """One dict a step for the table of a way: the cells of R, A, C and I."""
    held = table.holding(host, home)
    return [
        {
            "step": words,
            "cells": [
                cell(table, step, letter, held[step, letter], (host, home), may_edit) for letter in rules.LETTERS
            ],
        }
        for step, words in STEPS
    ]


def cell(table, step, letter, rows, here, may_edit):
    """Who stands in one cell: the office's own lines, or what the base table says."""
    missing = letter in "AR" and not rows and not rules.filled_in(step, letter)
    return {
        "label": LETTER_WORDS[letter],
        "people": [person(table, row) for row in rows],
        "usual": "" if rows or missing else base_words(step, letter),
        "missing": missing,
        "add": address_new(step, letter, *here) if may_edit and may_add(letter, rows, here) else "",
        "step": STEP_WORDS[step],
    }


def may_add(letter, rows, here):
    """Whether a line for just this way fits: one only answers for a step, a wider line may be narrowed."""
    return letter != "A" or all((row.host, row.home) != here for row in rows)


def person(table, row):
    """One line of a cell."""
    entry = table.entries.get(row.entry_id)
    return {
        "name": table.name_of(row),
        "url": reverse("directory_detail", args=[entry.pk]) if entry else "",
        "edit": reverse("raci_edit", args=[row.pk]),
        "mark": STATES.get(table.state_of(row)),
        "note": row.note,
        "wide": wide(row),
    }


def wide(row):
    """For which ways a line holds, where it is more than this one."""
    if (row.host, row.home) == (ANY, ANY):
        return _("on every way")
    return way(row.host, row.home) if ANY in (row.host, row.home) else ""


def base_words(step, letter):
    """What the base table says of a cell that the office left empty."""
    found = queries.usual(step, letter)
    return ", ".join(f"{one.name} ({one.note})" if one.note else one.name for one in found)


def address_new(step, letter, host, home):
    """The form of a new line, filled in as far as the cell says it."""
    return f"{reverse('raci_new')}?step={step}&letter={letter}&host={host}&home={home}"


def said_of(found):
    """`Kenyan consulate, Border Health Post 7 (nobody can choose it now)`: names for one sentence."""
    return ", ".join(
        one.name if one.can_act else _("%(name)s (cannot be chosen now)") % {"name": one.name} for one in found
    )


def proposal(user, step, host, home):
    """{"names", "told", "url"} for the side of a page that offers recipients; None for who may not read the table."""
    if not queries.may(user, "raci.view"):
        return None
    named, told = queries.both(user, step, host, home)
    url = f"{reverse('raci_home')}?host={host}&home={home}" if host and home else reverse("raci_home")
    return {"names": said_of(named), "told": said_of(told), "url": url}


MOST = 50


def changes(user):
    """What was added, changed and taken away in the office's table, the newest first."""
    kept = RaciRow.history.filter(keeper_id=user.organisation_id).select_related("history_user")
    table = queries.table_of(user, kept.order_by("-history_date", "-history_id"), MOST)
    return [
        {
            "at": row.history_date,
            "by": row.history_user.display_name if row.history_user else "",
            "what": CHANGES[row.history_type],
            "line": f"{STEP_WORDS.get(row.step, row.step)}, {way(row.host, row.home)}: "
            f"{LETTER_WORDS[row.letter]}: {table.name_of(row)}",
        }
        for row in table.rows
    ]
