"""Whether somebody can be called now, and days that count for a deadline: time zones, week days, public holidays.

Public holidays come from the library `holidays`. It knows none of Ukraine (martial law) and those of Sri Lanka one year
ahead at most (also in its release 0.109); `known` says so.
"""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils import timezone

from referrals.directory.codes import DAYS, zone_of

CODES = [code for code, _label in DAYS]  # index = date.weekday()
WEEKEND = {5, 6}
SUPPORTED = frozenset(holidays.list_supported_countries())
ENGLISH = ("en_US", "en_GB", "en")
LOOK_AHEAD = 21  # days: the longest row of holidays and weekends is shorter


@lru_cache(maxsize=256)
def _calendar(country, year):
    """{date: name} of one country and year, in English where the library has it."""
    if country not in SUPPORTED:
        return {}
    spoken = holidays.country_holidays(country).supported_languages
    language = next((name for name in ENGLISH if name in spoken), None)
    return dict(holidays.country_holidays(country, years=year, language=language))


def holiday(country, day):
    """The name of the public holiday, or ''."""
    return _calendar(country, day.year).get(day, "")


def known(country, day):
    """Whether the public holidays of that country and year are known here. Some countries announce a year late, and of
    some the library knows none: then week days alone are counted, and the page says so."""
    return bool(_calendar(country, day.year))


def is_working_day(country, day):
    """Monday to Friday and no public holiday there."""
    return day.weekday() not in WEEKEND and not holiday(country, day)


def working_days_after(country, day, count):
    """The date `count` working days after a day (0: the day itself), for deadlines. ValueError for a negative count."""
    if count < 0:
        raise ValueError("A deadline lies ahead.")
    while count:
        day += datetime.timedelta(days=1)
        count -= is_working_day(country, day)
    return day


def zone(row, country):
    """The time zone of a row with hours, or its country's usual one."""
    return ZoneInfo(row.zone) if row.zone else zone_of(country)


def spans(row, country, day):
    """(begin, end) of the working time that begins on a day, or None. Moments with their time zone."""
    if row.opens is None or row.closes is None or CODES[day.weekday()] not in row.days:
        return None
    if not row.on_holidays and holiday(country, day):
        return None
    here = zone(row, country)
    ends_on = day if row.closes > row.opens else day + datetime.timedelta(days=1)
    return datetime.datetime.combine(day, row.opens, here), datetime.datetime.combine(ends_on, row.closes, here)


def open_until(row, country, at=None):
    """When the working time that runs now ends, or None where it is no working time (or no hours are recorded)."""
    moment = at or timezone.now()
    today = moment.astimezone(zone(row, country)).date()
    for day in (today - datetime.timedelta(days=1), today):
        span = spans(row, country, day)
        if span and span[0] <= moment < span[1]:
            return span[1]
    return None


def next_opening(row, country, at=None):
    """When working time begins next, within three weeks; None where nothing is recorded."""
    moment = at or timezone.now()
    first = moment.astimezone(zone(row, country)).date()
    for ahead in range(LOOK_AHEAD):
        span = spans(row, country, first + datetime.timedelta(days=ahead))
        if span and span[0] > moment:
            return span[0]
    return None


def now_there(row, country, at=None):
    """What the page says: whether it is working time, until when or from when, the holiday of today, the time there."""
    moment = at or timezone.now()
    there = moment.astimezone(zone(row, country))
    until = open_until(row, country, moment)
    return {
        "known": bool(row.days and row.opens is not None and row.closes is not None),
        "open": until is not None,
        "always": row.opens == row.closes and len(row.days) == len(DAYS) and row.on_holidays,
        "until": until,
        "next": None if until else next_opening(row, country, moment),
        "holiday": "" if row.on_holidays else holiday(country, there.date()),
        "there": there,
        "uncounted": not row.on_holidays and not known(country, there.date()),
    }
