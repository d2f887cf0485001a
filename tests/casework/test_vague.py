"""Rough dates: what was said is kept, and the range is what it can mean."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casework.vague import VagueDate, from_json, months, plain, read, read_born

ON = datetime.date(2025, 11, 22)
DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 1, 1))


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("said", "earliest", "latest"),
    [
        ("March 2025", "2025-03-01", "2025-03-31"),
        ("in  march 2025.", "2025-03-01", "2025-03-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2025-03-14", "2025-03-14", "2025-03-14"),
        ("14 March 2025", "2025-03-14", "2025-03-14"),
        ("March 14th, 2025", "2025-03-14", "2025-03-14"),
        ("31/12/2024", "2024-12-31", "2024-12-31"),
        ("3/4/2025", "2025-03-04", "2025-04-03"),
        ("3.2025", "2025-03-01", "2025-03-31"),
        ("end of May", "2025-05-21", "2025-05-31"),
        ("end of May 2024", "2024-05-21", "2024-05-31"),
        ("December", "2024-12-01", "2024-12-31"),
        ("early 2024", "2024-01-01", "2024-04-30"),
        ("mid-2024", "2024-05-01", "2024-08-31"),
        ("February 2024", "2024-02-01", "2024-02-29"),
        ("about March 2025", "2025-01-29", "2025-05-01"),
        ("March to May 2025", "2025-03-01", "2025-05-31"),
        ("between 2022 and 2023", "2022-01-01", "2023-12-31"),
        ("2 to 3 July", "2025-07-02", "2025-07-03"),
        ("2-3 July 2024", "2024-07-02", "2024-07-03"),
        ("between 2 and 3 July", "2025-07-02", "2025-07-03"),
        ("yesterday", "2025-11-21", "2025-11-21"),
        ("last month", "2025-10-01", "2025-10-31"),
        ("last year", "2024-01-01", "2024-12-31"),
        ("3 days ago", "2025-11-19", "2025-11-19"),
        ("two weeks ago", "2025-11-04", "2025-11-12"),
        ("12 มีนาคม 2568", "2025-03-12", "2025-03-12"),
        ("มี.ค. ๒๕๖๘", "2025-03-01", "2025-03-31"),
        ("tháng 3 năm 2025", "2025-03-01", "2025-03-31"),
        ("Maret 2025", "2025-03-01", "2025-03-31"),
        ("2025年3月", "2025-03-01", "2025-03-31"),
        ("2025年3月14日", "2025-03-14", "2025-03-14"),
        ("၂၀၂၅", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_date_in_words_has_the_range_that_it_can_mean(said, earliest, latest):
    found = read(said, ON)
    assert (found.earliest, found.latest) == (day(earliest), day(latest))
    assert (found.least_days, found.said) == (None, said)


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("two weeks", 14, 14),
        ("about two weeks", 10, 18),
        ("2-3 months", 56, 93),
        ("for 3 to 4 nights", 3, 4),
        ("a year", 365, 366),
        ("roughly 10 days", 9, 11),
    ],
)
def test_a_length_of_time_is_a_number_of_days(said, least, most):
    found = read(said, ON)
    assert (found.least_days, found.most_days, found.earliest) == (least, most, None)


@pytest.mark.parametrize(
    "said",
    [
        *("after Tet", "before New Year", "two days later", "the rainy season", "30 February 2024", "99999 years ago"),
        *(
            "9999 years ago",
            "13/13/2025",
            "year of the snake",
            "2999",
            "0000",
            "a",
            "-",
            "",
            "31.04.2025",
            "0/0/2025",
            "3 to 2 July",
            "2 to 32 July",
        ),
    ],
)
def test_what_no_rule_reads_is_kept_as_it_was_said(said):
    assert read(said, ON) == VagueDate(said=said)
    assert not read(said, ON).has_range


def test_one_end_may_be_open():
    assert (read("before March 2025").earliest, read("before March 2025").latest) == (None, day("2025-02-28"))
    assert (read("after 2024").earliest, read("after 2024").latest) == (day("2024-01-01"), None)


def test_nothing_relative_is_understood_without_the_day_of_the_talk():
    for said in ("end of May", "14 March", "yesterday", "two weeks ago", "last year", "this month"):
        assert not read(said).has_range, said


@pytest.mark.parametrize(
    ("said", "earliest", "latest"),
    [
        ("17", "2007-11-23", "2008-11-22"),
        ("about 17", "2006-11-23", "2009-11-22"),
        ("17 years old", "2007-11-23", "2008-11-22"),
        ("2008", "2008-01-01", "2008-12-31"),
    ],
)
def test_an_age_is_a_year_of_birth(said, earliest, latest):
    found = read_born(said, ON)
    assert (found.earliest, found.latest) == (day(earliest), day(latest))


@given(said=st.text(max_size=300), on=st.one_of(st.none(), DAYS))
@example(said="1 2 2568", on=None)
@example(said="about 2100", on=ON)
@example(said="²⁰²⁵", on=ON)
@example(said="x" * 100_000, on=ON)
def test_no_text_breaks_the_reading_and_what_was_said_is_kept(said, on):
    for found in (read(said, on), read_born(said, on or ON)):
        assert found.said == said.strip()
        if found.earliest and found.latest:
            assert found.earliest <= found.latest
        if found.least_days is not None:
            assert 0 <= found.least_days <= found.most_days
        assert from_json(found.as_json()) == found


@given(number=DAYS, on=DAYS)
def test_a_day_written_out_is_that_day(number, on):
    for said in (
        number.isoformat(),
        f"{number.day} {number:%B} {number.year}",
        f"{number:%B} {number.day}, {number.year}",
    ):
        assert (read(said, on).earliest, read(said, on).latest) == (number, number)


@given(number=DAYS, on=DAYS)
def test_a_month_and_its_third_hold_the_day(number, on):
    third = ("early", "mid", "end of")[min(2, (number.day - 1) // 10)]
    for said in (f"{number:%B} {number.year}", f"{third} {number:%B} {number.year}", str(number.year)):
        found = read(said, on)
        assert found.earliest <= number <= found.latest


@given(on=DAYS, name=st.sampled_from(["January", "May", "December"]))
def test_a_month_without_a_year_is_the_last_that_has_begun(on, name):
    found = read(name, on)
    assert found.earliest <= on
    assert (on - found.earliest).days <= 366


@given(
    kept=st.dictionaries(
        st.sampled_from(["said", "earliest", "latest", "least_days", "most_days", "basis", "x"]),
        st.one_of(st.none(), st.text(max_size=8), st.integers(), st.lists(st.integers(), max_size=1)),
    )
)
def test_nothing_that_was_kept_breaks_the_reading(kept):
    assert isinstance(from_json(kept), VagueDate)


def test_the_months_of_the_region_are_known():
    assert {months()[plain(name)] for name in ("มีนาคม", "tháng ba", "Maret", "March") if plain(name) in months()} == {3}
