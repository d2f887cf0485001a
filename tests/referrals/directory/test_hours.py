"""Working time with time zones and public holidays, and working days for deadlines."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.codes import rows
from referrals.directory import cards, hours
from referrals.directory.codes import ZONES
from referrals.directory.models import DirectoryService, FocalPoint

WEEK = ["MO", "TU", "WE", "TH", "FR"]
OFFICE = {"days": WEEK, "opens": datetime.time(8, 30), "closes": datetime.time(16, 30)}


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


def at_bangkok(**fields):
    return FocalPoint(country="TH", **OFFICE | fields)


@pytest.mark.parametrize(
    ("moment", "open_now"),
    [
        (utc(2026, 11, 23, 1, 29), False),
        (utc(2026, 11, 23, 1, 30), True),
        (utc(2026, 11, 23, 9, 29), True),
        (utc(2026, 11, 23, 9, 30), False),
        (utc(2026, 11, 22, 5, 0), False),
    ],
)
def test_it_is_working_time_by_the_clock_there(moment, open_now):
    assert hours.now_there(at_bangkok(), "TH", moment)["open"] == open_now


def test_a_public_holiday_of_the_country_closes_it_and_a_hotline_stays_open():
    songkran = utc(2027, 4, 13, 4, 0)
    closed = hours.now_there(at_bangkok(), "TH", songkran)
    assert not closed["open"] and closed["holiday"]
    assert closed["next"].date() > datetime.date(2027, 4, 13)
    assert hours.now_there(at_bangkok(on_holidays=True), "TH", songkran)["open"]
    assert hours.now_there(FocalPoint(country="LA", **OFFICE), "KE", songkran)["holiday"] == ""


def test_a_night_shift_runs_into_the_next_day():
    night = DirectoryService(days=["SA"], opens=datetime.time(20), closes=datetime.time(6), zone="Asia/Yangon")
    assert hours.open_until(night, "MM", utc(2026, 11, 21, 20, 0)) is not None  # 02:30 on Sunday there
    assert hours.open_until(night, "MM", utc(2026, 11, 21, 23, 30)) is None
    always = DirectoryService(
        days=[*WEEK, "SA", "SU"], opens=datetime.time(0), closes=datetime.time(0), on_holidays=True
    )
    for hour in range(24):
        assert hours.open_until(always, "TH", utc(2027, 4, 13, hour, 59)) is not None


def test_without_hours_nothing_is_said_to_be_open():
    unknown = hours.now_there(FocalPoint(country="TH", days=WEEK), "TH", utc(2026, 11, 23, 4, 0))
    assert (unknown["known"], unknown["open"], unknown["next"]) == (False, False, None)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (WEEK, "Monday to Friday"),
        (["SU", "MO"], "Monday, Sunday"),
        (["SA", "SU"], "Saturday, Sunday"),
        ([*WEEK, "SA", "SU"], "Every day"),
        ([], ""),
    ],
)
def test_days_in_words(days, words):
    assert str(cards.days_words(days)) == words


def test_where_the_clock_is_changed_the_hours_are_those_on_the_wall():
    cairo = FocalPoint(country="EG", zone="Africa/Cairo", **OFFICE | {"days": [*WEEK, "SU"]})
    for month, hour in ((1, 6), (7, 5)):
        assert hours.open_until(cairo, "EG", utc(2026, month, 12, hour, 45)) is not None
        assert hours.open_until(cairo, "EG", utc(2026, month, 12, hour, 15)) is None


@pytest.mark.parametrize("country", [row["alpha2"] for row in rows("countries")])
def test_every_country_of_the_list_has_a_calendar_and_a_time_zone(country):
    """Ukraine gives no days off under martial law, and the library knows that; Sri Lanka is gazetted a year ahead."""
    assert country in hours.SUPPORTED
    days = [datetime.date(2026, 1, 1) + datetime.timedelta(days=number) for number in range(365)]
    assert sum(bool(hours.holiday(country, day)) for day in days) >= (0 if country == "UA" else 5)
    assert all(ZoneInfo(zone) for zone in ZONES[country])


@pytest.mark.parametrize("country", ["TH", "MM", "LA", "KH", "VN"])
def test_holidays_of_the_corridor_are_named_in_english(country):
    assert hours.holiday(country, datetime.date(2027, 1, 1)).isascii()


@pytest.mark.parametrize(("country", "said"), [("LK", True), ("UA", True), ("TH", False)])
def test_where_no_holidays_are_known_the_page_says_so(country, said):
    row = FocalPoint(country=country, **OFFICE)
    shown = cards.person(row, utc(2027, 1, 12, 6, 0))
    assert ("not known here" in shown["uncounted"]) == said
    always = FocalPoint(country=country, **OFFICE | {"on_holidays": True})
    assert cards.person(always, utc(2027, 1, 12, 6, 0))["uncounted"] == ""


def test_a_deadline_counts_working_days_only():
    friday = datetime.date(2027, 4, 9)
    assert hours.working_days_after("TH", friday, 0) == friday
    # Monday 12, then Songkran from 13 to 15, Friday 16, and Monday 19.
    assert hours.working_days_after("TH", friday, 3) == datetime.date(2027, 4, 19)
    assert hours.working_days_after("KE", friday, 3) == datetime.date(2027, 4, 14)
    assert hours.working_days_after("KE", datetime.date(2026, 11, 20), 1) == datetime.date(2026, 11, 23)
    with pytest.raises(ValueError, match="ahead"):
        hours.working_days_after("TH", friday, -1)
