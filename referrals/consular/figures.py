"""How long people wait for their mission, by nationality (R34): so that a difference is seen, and nobody in it.

Only what the reader's own rights reach is counted, in one statement; a number that rests on fewer than SMALL people is
not shown, nor how many they are.
"""

from django.db import connection
from django.utils.translation import gettext_lazy as _

from accounts.codes import label

SMALL = 5  # people
STEPS = (
    ("send", _("Told of the right, to sent"), "told_on", "sent_at"),
    ("receive", _("Sent, to received"), "sent_at", "acknowledged_at"),
    ("answer", _("Received, to answered"), "acknowledged_at", "answered_at"),
    ("whole", _("Told of the right, to closed"), "told_on", "closed_on"),
)


def days(begin, end):
    """SQL: days from one moment to the other."""
    return f"extract(epoch FROM (r.{end}::timestamptz - r.{begin}::timestamptz)) / 86400"


COLUMNS = ", ".join(
    f"percentile_cont(0.5) WITHIN GROUP (ORDER BY {days(begin, end)})"
    f" FILTER (WHERE r.{end} IS NOT NULL AND r.{begin} IS NOT NULL),"
    f" count(DISTINCT r.case_id) FILTER (WHERE r.{end} IS NOT NULL AND r.{begin} IS NOT NULL)"
    for _name, _label, begin, end in STEPS
)
SQL = f"""SELECT r.nationality, {COLUMNS} FROM referrals_consularreferral r JOIN casework_case c ON c.id = r.case_id
  WHERE c.organisation_id = %s GROUP BY r.nationality ORDER BY r.nationality"""


def waiting_times(organisation_id):
    """[{name, cells: [days or None]}], one a nationality. None stands for too few, and for nobody, alike."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, [organisation_id])
        found = cursor.fetchall()
    rows = [{"code": row[0], "cells": cells(row[1:])} for row in found]
    shown = [row for row in rows if any(cell is not None for cell in row["cells"])]
    return [{"name": label("countries", row["code"]), "cells": row["cells"]} for row in shown]


def cells(values):
    """Whole days of each step, and None where they rest on too few people."""
    pairs = zip(values[::2], values[1::2], strict=True)
    return [round(median) if median is not None and people >= SMALL else None for median, people in pairs]
