"""Forms keep what was typed and say in a sentence what to do."""

from datetime import date, timedelta

import pytest
from django import forms
from django.utils import timezone

from accounts.forms import DateBoxes, PlainWords
from config.parts_page import WRONG, PartsForm


class Paper(PlainWords, forms.Form):
    on = DateBoxes(label="Date of the paper", past=True)
    until = DateBoxes(label="Until", required=False)
    nick = forms.CharField(error_messages={"required": "Write what she is called"})


def boxes(day, month, year, name="on"):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year, "nick": "x"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("31", "2", "2026"), "31 February does not exist"),
        (("29", "2", "2025"), "29 February 2025 does not exist"),
        (("4", "13", "2026"), "There is no month 13"),
        (("4", "", "2026"), "The month is missing"),
        (("4th", "3", "2026"), "Write numbers only, for example 4 3 2026"),
        (("-4", "3", "2026"), "Write numbers only, for example 4 3 2026"),
        (("4", "3", "26"), "Write the year with four digits, for example 2026"),
        (("4", "3", "2569"), "Write the year as 2026, not 2569"),
        (("", "", ""), "Write the day, the month and the year"),
    ],
)
def test_a_date_that_does_not_work_says_why_and_keeps_what_was_typed(typed, sentence):
    form = Paper(boxes(*typed))

    assert form.errors["on"] == [sentence]
    shown = str(form["on"])
    assert all(f'value="{text}"' in shown for text in typed if text)


def test_a_date_is_read_from_digits_of_any_script():
    form = Paper(boxes("๔", "๓", "๒๐๒๖"))

    assert form.is_valid()
    assert form.cleaned_data == {"on": date(2026, 3, 4), "until": None, "nick": "x"}


def test_a_day_that_is_still_to_come_is_refused_where_only_the_past_counts():
    ahead = timezone.localdate() + timedelta(days=2)

    assert Paper(boxes(ahead.day, ahead.month, ahead.year)).errors["on"] == ["This day is still to come"]


def test_a_known_date_stands_in_the_three_boxes():
    shown = str(Paper(initial={"on": date(2026, 3, 4)})["on"])

    assert [f'value="{part}"' in shown for part in (4, 3, 2026)] == [True] * 3


def test_an_unchanged_date_is_not_a_change():
    form = Paper(boxes("4", "3", "2026"), initial={"on": date(2026, 3, 4), "nick": "x"})

    assert form.changed_data == []


def test_the_form_own_words_stay_and_django_words_go():
    form = Paper({})

    assert form.errors["nick"] == ["Write what she is called"]
    assert PartsForm({}).errors["kind"] == ["Choose one"]
    assert PartsForm({"kind": "murder"}).errors["kind"] == ["Choose one of the answers shown"]


def test_what_is_no_number_is_kept_in_the_box():
    shown = PartsForm(WRONG)["amount"].as_field_group()

    assert 'value="3000 baht"' in shown
    assert 'type="text"' in shown
    assert 'aria-describedby="id_amount_helptext id_amount_error"' in shown


def test_the_message_stands_between_the_hint_and_the_field():
    shown = PartsForm(WRONG)["amount"].as_field_group()

    assert shown.index("_helptext") < shown.index("field__error") < shown.index("<input")


def test_only_an_optional_field_among_needed_ones_says_that_it_may_stay_empty():
    shown = str(PartsForm())

    assert shown.count("(may stay empty)") == 3
    assert "(may stay empty)" not in PartsForm()["kind"].as_field_group()


def test_what_somebody_typed_is_shown_as_text():
    evil = '"><img src=x onerror=alert(1)><script>{{7*7}}{% debug %}</script>'
    shown = str(PartsForm({**WRONG, "story": evil, "amount": evil, "on_day": evil}))

    assert "<img" not in shown
    assert "<script" not in shown
    assert "{{7*7}}" in shown
