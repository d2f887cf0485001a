"""The next lines of an organisation's feed, and the place after them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from accounts.changes.places import Place
from accounts.changes.sql import shut

# Only what transactions wrote that have all ended: one that is still open could add a line before those told already.
# What was gone before this reader began is left out: it was never told to them.
LINES = f"""
SELECT now.moment, c.kind, c.record, c.case_id, c.version, c.at, c.moment, c.seq
FROM (SELECT feed_now()) now(moment) LEFT JOIN LATERAL (
  SELECT c.* FROM accounts_change c
  JOIN accounts_change e ON e.case_id = c.case_id AND e.record = c.case_id AND e.organisation = c.organisation
  WHERE c.organisation = %(office)s AND c.kind = ANY (%(kinds)s) AND (c.moment, c.seq) > (%(moment)s, %(seq)s)
    AND c.moment < now.moment AND (c.moment >= coalesce(%(start)s, now.moment) OR NOT (c.deleted OR {shut("e")}))
  ORDER BY c.moment, c.seq LIMIT %(size)s) c ON true
ORDER BY c.moment, c.seq"""


class ClockBehind(Exception):
    """The cursor is ahead of the database: it was restored, and `continue_changes` has not run yet."""


@dataclass(frozen=True)
class Line:
    """One row that changed."""

    kind: str
    record: UUID
    case_id: UUID
    version: int
    at: datetime
    moment: int
    seq: int


def lines_after(place, office, kinds, size):
    """(lines, place after them): at most `size` lines of these kinds, in the order of the feed.

    The place after nothing new is the place itself, so that an empty answer with the same cursor says "caught up".
    ClockBehind rather than an answer that would miss something.
    """
    bounds = {"start": None, "moment": -1, "seq": 0} if place is None else vars(place)
    with connection.cursor() as cursor:
        cursor.execute(LINES, {**bounds, "office": office, "kinds": list(kinds), "size": size})
        rows = cursor.fetchall()
    now = rows[0][0]
    if place is not None and place.moment > now:
        raise ClockBehind
    lines = [Line(*row[1:]) for row in rows if row[1] is not None]
    start = now if place is None else place.start
    if len(lines) == size:
        return lines, Place(start, lines[-1].moment, lines[-1].seq)
    # Whatever stands before `now` has been told or left out; what comes later stands at `now` or after it.
    return lines, place if place and not lines else Place(start, now, 0)
