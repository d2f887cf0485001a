"""How old an entry may be (workflows.md section 13, R21): reminded at 11 months, warned of at 12, not chosen at 18.

A month ends on the day of the same number, or on the last day of a shorter month: what was found true on 31 August is
six months old on 28 February. PostgreSQL adds months in the same way (walls.REMIND).
"""

import calendar
import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

REMIND, WARN, CLOSED = 11, 12, 18  # months

FRESH, DUE, OLD, TOO_OLD = "fresh", "due", "old", "too_old"
STATES = ((TOO_OLD, CLOSED), (OLD, WARN), (DUE, REMIND))  # the oldest first
# State -> kind of tag and its words.
TAGS = {
    FRESH: ("done", _("Found true")),
    DUE: ("soon", _("Ask again soon")),
    OLD: ("late", _("Over a year old")),
    TOO_OLD: ("stop", _("Too old to choose")),
}


def month_and_year(day, months):
    """(year, month) that lie `months` (also negative) from a date."""
    count = day.year * 12 + day.month - 1 + months
    return divmod(count, 12)[0], count % 12 + 1


def after(day, months):
    """The date `months` later, on the last day where that month is too short."""
    year, month = month_and_year(day, months)
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def reached(today, months):
    """The latest date d for which `after(d, months) <= today`: what a query compares with."""
    year, month = month_and_year(today, -months)
    last = calendar.monthrange(year, month)[1]
    ends_here = today.day == calendar.monthrange(today.year, today.month)[1]
    return datetime.date(year, month, last if ends_here else min(today.day, last))


def state(entry, on=None):
    """FRESH, DUE, OLD or TOO_OLD on a day (today)."""
    today = on or timezone.localdate()
    for name, months in STATES:
        if after(entry.verified_on, months) <= today:
            return name
    return FRESH


def selectable(entries, on=None):
    """Those of `entries` (a queryset of DirectoryEntry) that may be chosen as a recipient on a day (today): they work,
    and were found true less than 18 months ago. Every page that offers recipients asks this."""
    today = on or timezone.localdate()
    return entries.filter(verified_on__gt=reached(today, CLOSED), status="active")


def in_state(entries, name, on=None):
    """The entries in one state or an older one; DUE therefore also gives what is over a year old."""
    months = dict(STATES)[name]
    return entries.filter(verified_on__lte=reached(on or timezone.localdate(), months))


def mark(entry, on=None):
    """What a page says of the age of an entry: its tag, and whether it is to be warned of or cannot be chosen."""
    name = state(entry, on)
    return {"state": name, "tag": TAGS[name], "warn": name in (OLD, TOO_OLD), "closed": name == TOO_OLD}
