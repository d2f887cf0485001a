"""The figures: added up by the database, of one's own teams only, at a fixed price; and setting the days."""

import datetime
import statistics

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from accounts.performing import Stale
from referrals.clocks import actions, charts, facts_sql, queries, words
from referrals.clocks.models import ClockTarget
from tests.cast import browser_of
from tests.referrals.clocks.conftest import make_case, referred, screened

HOME = "/referrals/clocks/"
MOMENTS = st.datetimes(datetime.datetime(2020, 1, 1), datetime.datetime(2040, 1, 1), timezones=st.just(datetime.UTC))


@settings(max_examples=150, deadline=None)
@given(MOMENTS, MOMENTS, st.integers(1, 730), st.sampled_from(["UTC", "Europe/Berlin", "America/New_York"]))
def test_days_are_counted_as_whole_days_of_24_hours(a, b, days, zone):
    sql = f"SELECT {facts_sql.DAYS.format(until='%s::timestamptz', since='%s::timestamptz')}," \
          f" {facts_sql.AFTER.format(since='%s::timestamptz', days='%s')} <= %s::timestamptz"  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('TimeZone', %s, false)", [zone])
        try:
            cursor.execute(sql, [b, a, a, days, b])
            gone, late = cursor.fetchone()
        finally:
            cursor.execute("SET TIME ZONE 'UTC'")
    assert gone == (b - a) // datetime.timedelta(days=1)
    assert late == (gone >= days)


@pytest.fixture(autouse=True)
def _committed(committed):
    """Every test here asks a real database."""


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 730), st.integers(0, 5000))
def test_the_words_of_a_clock_agree_with_its_days(days, gone):
    late = gone - days if gone >= days else None
    row = {"clock": "screening", "days": days, "gone": gone, "late": late, "released": True,
           "started_at": datetime.datetime(2026, 3, 10, tzinfo=datetime.UTC)}  # fmt: skip
    line = words.line(row)
    assert (line["kind"] == "late") == (gone >= days) and 0 <= line["share"] <= 100
    assert line["rule"].startswith("Out since 10 March 2026.")
    expected = f"{days - gone} day" if gone < days else "Due today" if gone == days else f"{gone - days} day"
    assert line["words"].startswith(expected)


@settings(max_examples=200, deadline=None)
@given(st.floats(0.01, 100_000))
def test_the_scale_ends_at_the_least_round_number_above(highest):
    top = charts.top_of(highest)
    assert top >= highest and int(str(top).rstrip("0") or 1) in (1, 2, 5)
    assert top == 1 or highest > top / 2.5


def spans_of(user, clock="screening"):
    with acting(user):
        return queries.spans(user)[clock]


def test_the_middle_and_the_slowest_tenth_are_those_of_the_days(office, elsewhere):
    took = [2, 3, 5, 8, 13, 18]
    for days in took:
        screened(office, make_case(office, 20), 20 - days)
    make_case(office, 20)
    make_case(office, 1)
    screened(elsewhere, make_case(elsewhere, 20), 1)
    found = spans_of(office.sam)
    assert (found["ended"], found["running"], found["late_now"]) == (6, 2, 1)
    assert found["median"] == statistics.median(took) and found["most"] == pytest.approx(15.5)
    with acting(office.sam):
        months = queries.by_month(office.sam, "screening")
    assert sum(row["ended"] for row in months) == 6
    with acting(office.tess):
        assert queries.spans(office.tess) == {}


def test_small_groups_of_one_nationality_are_not_shown(office):
    for _number in range(queries.SMALLEST):
        screened(office, make_case(office, 20, ("VN",)), 10)
    screened(office, make_case(office, 20, ("KE", "ET")), 10)
    with acting(office.sam):
        found = queries.by_nationality(office.sam, "screening")
    assert [(row["nationality"], row["ended"], row["median"]) for row in found] == [("VN", 11, 10.0)]
    page = browser_of(office.sam).get(HOME).content.decode()
    assert "Viet Nam" in page and "Kenya" not in page


def test_the_page_is_for_supervisors_and_names_only_what_is_on_it(office):
    assert browser_of(office.amina).get(HOME).status_code == 404
    assert browser_of(office.lina).get(HOME).status_code == 404
    his = browser_of(office.sam)
    for query in ("?clock=nothing", "?clock=screening&x=1", "?clock=%00"):
        assert his.get(HOME + query).status_code == 400, query
    assert "Nothing is late." in his.get(HOME + "?clock=departure").content.decode()


def test_the_pages_cost_the_same_for_one_case_and_for_thirty(office):
    screened(office, make_case(office, 20), 10)
    referred(office, make_case(office, 20))
    his, hers, counts = browser_of(office.sam), browser_of(office.amina), []
    for more in (0, 30):
        for number in range(more):
            case = make_case(office, 20, ("VN", "KE"))
            if number % 2:
                screened(office, case, 10)
            referred(office, case)
        found = []
        for browser, path in ((his, HOME), (hers, "/"), (his, "/"), (hers, "/referrals/")):
            browser.get(path)
            with CaptureQueriesContext(connection) as captured:
                assert browser.get(path).status_code == 200
            found.append(len(captured))
        counts.append(found)
    assert counts[0] == counts[1] and max(counts[0]) <= 16 and counts[0][-1] <= 10, counts


def test_a_supervisor_sets_days_for_the_office_and_a_stale_write_shows_both(office, elsewhere):
    his = browser_of(office.sam)
    sent = {"clock": "screening", "country": "*", "days": "10"}
    assert his.post(f"{HOME}targets/new/", sent).status_code == 302
    with acting(office.sam):
        row = ClockTarget.objects.get(keeper=office.organisation)
    path = f"{HOME}targets/{row.pk}/"
    assert his.post(path, {**sent, "days": "9", "version": 1}).status_code == 302
    answer = his.post(path, {**sent, "days": "8", "version": 1})
    assert answer.status_code == 409 and "Two people changed this page" in answer.content.decode()
    again = his.post(f"{HOME}targets/new/", sent)
    assert again.status_code == 422 and "Change that one" in again.content.decode()
    assert browser_of(elsewhere.sam).get(path).status_code == 404
    assert browser_of(office.amina).get(path).status_code == 403
    with acting(office.sam), pytest.raises(Stale):
        actions.change_target(row, by=office.sam, version=1)
    assert his.post(f"{path}remove/").status_code == 302
    with acting(office.sam):
        assert not ClockTarget.objects.filter(keeper=office.organisation).exists()


@pytest.mark.parametrize("days", ["0", "731", "-1", "many", ""])
def test_days_that_are_none_are_a_sentence(office, days):
    sent = {"clock": "screening", "country": "*", "days": days}
    assert browser_of(office.sam).post(f"{HOME}targets/new/", sent).status_code == 422
