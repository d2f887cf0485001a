"""Who looked at a case, from the read log, as far as `looks_at` lets the reader see it."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from accounts.audit import words
from accounts.policy import Right

CAP = 1000
AUTHORITIES = ["police", "immigration", "prosecution_court", "border_command", "armed_group"]
LOOK = """
SELECT l.at, l.actor, u.display_name, o.name, l.field_groups, l.rights, l.action,
  cardinality(l.case_ids) > 1, l.via
FROM looks_at(%s, %s, %s) l LEFT JOIN accounts_user u ON u.id = l.actor
LEFT JOIN accounts_organisation o ON o.id = l.organisation
WHERE l.actor IS NULL OR l.actor <> ALL (%s::uuid[]) ORDER BY l.at DESC LIMIT %s"""
SUMMARY = """
SELECT count(*), count(DISTINCT l.actor), count(DISTINCT l.organisation), min(l.at),
  count(*) FILTER (WHERE 'glass' = ANY (l.rights)
    AND (cardinality(l.case_ids) = 1 OR cardinality(l.rights) = 1)),
  count(*) FILTER (WHERE o.kind = ANY (%s)),
  count(*) FILTER (WHERE l.actor = ANY (%s::uuid[]))
FROM looks_at(%s, NULL, %s) l LEFT JOIN accounts_organisation o ON o.id = l.organisation"""
MINE = """
SELECT l.at, l.actor, u.display_name, o.name, l.field_groups, l.rights, l.action, cardinality(l.case_ids) > 1,
  l.via, count(*), min(w.id::text)
FROM unnest(%s::uuid[]) w(id) CROSS JOIN LATERAL looks_at(w.id, NULL, 20) l
LEFT JOIN accounts_user u ON u.id = l.actor LEFT JOIN accounts_organisation o ON o.id = l.organisation
WHERE l.actor <> %s AND l.via <> 'client' AND NOT l.rights <@ ARRAY['user', 'offer']::varchar[]
GROUP BY l.id, l.at, l.actor, u.display_name, o.name, l.field_groups, l.rights, l.action, l.case_ids, l.via
ORDER BY 1 DESC LIMIT %s"""


@dataclass
class Seen:
    """One look: who, from where, when, what it showed and why it was allowed, in words."""

    at: datetime.datetime
    actor: object
    who: str
    office: str
    place: str
    what: str
    why: str
    emergency: bool
    cases: int = 1
    case_id: str = ""


@dataclass
class Summary:
    """The looks of a case, counted up to CAP."""

    looks: int
    people: int
    places: int
    since: datetime.datetime | None
    emergencies: int
    authorities: int
    left_out: int


def searches_lately(span):
    """How often the acting person searched by name within `span` (a timedelta), from the read log itself (R-32)."""
    return rows_of("SELECT searches_since(%s)", [span])[0][0]


def rows_of(sql, params):
    """All rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def seen(row, cases=1, case_id=""):
    """A row of LOOK or MINE in words.

    A list joins the rights of all its cases: it is an emergency look at this one only where that is the only right.
    """
    at, actor, name, office, groups, rights, action, in_list, via = row[:9]
    return Seen(
        at=at,
        actor=actor,
        who=name or _("The system"),
        office=office or "",
        place=words.place(action, in_list),
        what=words.what(groups, in_list, action),
        why=words.why(rights, via),
        emergency=Right.GLASS in rights and (not in_list or len(rights) == 1),
        cases=cases,
        case_id=case_id,
    )


def looks(case_id, before=None, size=25, leave_out=()):
    """(looks newest first, moment of the next page or None). Looks of `leave_out` are only counted.

    With `leave_out` the newest CAP looks are searched; without, every look can be reached page by page.
    """
    searched = CAP if leave_out else size + 1
    rows = rows_of(LOOK, [case_id, before, searched, [str(pk) for pk in leave_out], size + 1])
    return [seen(row) for row in rows[:size]], rows[size - 1][0] if len(rows) > size else None


def summary(case_id, leave_out=()):
    """Counts over the newest CAP + 1 looks, in one statement."""
    return Summary(*rows_of(SUMMARY, [AUTHORITIES, [str(pk) for pk in leave_out], case_id, CAP + 1])[0])


def looks_by_others(case_ids, user, size=5):
    """The newest looks at any of these cases by people who do not work on them; one at several counts once.

    What programs copy stands in the trail of each case; here it would hide the people."""
    if not case_ids:
        return []
    rows = rows_of(MINE, [[str(pk) for pk in case_ids], user.pk, size])
    return [seen(row, cases=row[9], case_id=row[10]) for row in rows]
