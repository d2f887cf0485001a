"""The filters of the parts: dates, case numbers, covered names, values that are missing or withheld."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from accounts.pages import WITHHELD
from config.templatetags import parts


def drawn(text, **values):
    return Template("{% load parts %}" + text).render(Context(values))


def test_a_case_number_stands_in_groups():
    assert parts.grouped("H4K9TQ2M7C") == "H4K9 TQ2M 7C"


def test_a_moment_is_told_on_the_clock_of_the_reader():
    at = datetime(2021, 3, 10, 18, 30, tzinfo=UTC)
    with timezone.override("Asia/Bangkok"):
        assert drawn("{{ at|short }}, {{ at|moment }}", at=at) == "11 Mar 2021 01:30, 11 March 2021 01:30"


def test_today_and_yesterday_have_their_names():
    now = timezone.now()
    with timezone.override("UTC"):
        clock = f"{now:%H:%M}"
        assert drawn("{{ at|moment }}", at=now) == f"Today {clock}"
        assert drawn("{{ at|moment:'inside' }}", at=now - timedelta(days=1)) == f"yesterday {clock}"


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Phạm Thu Trang", "P. T. T."), ("နေခြည်လှိုင်", "နေ."), ("สุภาพ ใจดี", "สุ. ใ."), ("刘文", "刘."), ("", "")],
)
def test_a_covered_name_is_its_initials(name, initials):
    assert parts.covered(name, True) == initials
    assert parts.covered(name, False) == name


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (False, "No"),
        (True, "Yes"),
        (date(2026, 3, 4), "4 March 2026"),
        (["Thai", "<b>"], "Thai, &lt;b&gt;"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_a_value_reads_as_words(value, words):
    assert drawn("{{ value|recorded }}", value=value) == words


@pytest.mark.parametrize("value", [None, "", []])
def test_a_value_that_is_missing_says_so(value):
    assert "Not recorded" in drawn("{{ value|recorded }}", value=value)


@pytest.mark.parametrize("use", ["recorded", "grouped", "short", "day", "moment", "covered:True", "differs:'x'"])
def test_a_withheld_value_keeps_its_one_mark_through_every_filter(use):
    mark = drawn("{% include 'partials/withheld.html' %}").strip()

    assert drawn("{{ value|" + use + " }}", value=WITHHELD) == mark


def test_words_that_the_other_version_lacks_are_underlined_and_all_is_escaped():
    assert parts.differs("to <b> October", "to May") == "to <ins>&lt;b&gt; October</ins>"
    assert parts.differs("same", "same") == "same"


def test_a_state_is_a_word_and_a_shape():
    assert 'shape--late" aria-hidden="true"></span>4 days late' in drawn('{% tag "late" "4 days late" %}')
