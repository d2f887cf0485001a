"""What a page costs whatever it holds, and what is done with bad input (issue 3)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.acting import acting
from casework.interviews import catalogue, values
from casework.interviews.groups import FIELDS, KINDS, STRICTEST, group_of_field, group_of_question
from casework.interviews.models import Answer
from casework.interviews.values import LONG, SHORT, Talk, checked
from tests.casework.interviews.conftest import sit_down, tell
from tests.cast import browser_of

MOST = 16
HUNDRED_KB = "a" * 100 * 1024
SCRIPTS = {
    "arabic": "قالوا إن العمل في مكتب. \u200fثم أخذوا جوازي.",
    "hebrew in english": "He said \u202bשלום\u202c and left",
    "burmese": "ကျွန်တော့်ဖုန်းကို ယူသွားတယ်။",
    "thai": "เขายึดหนังสือเดินทาง",
    "decomposed": "Pha\u0323m Thu Trang, cafe\u0301",
    "composed": "Phạm Thu Trang, café",
    "emoji family": "👩‍👧‍👦 🏚️",
    "zero width": "a\u200bb\u200cc\u200dd",
    "tabs and spaces": "  two\tspaces  \n\n at the ends  ",
}


def queries(browser, address):
    """Of a page view that does not happen to be the one in twenty seconds that notes that the session is in use."""
    counts = []
    for _twice in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        counts.append(len(seen))
    return min(counts)


def addresses(case, sitting):
    one = [case.reference, sitting.pk]
    return {
        "home": reverse("interview_home", args=one[:1]),
        "start": reverse("interview_start", args=[case.reference, "intake_interview"]),
        "setting": reverse("interview_setting", args=one),
        "sitting": reverse("interview_sitting", args=one),
        "part": reverse("interview_part", args=[*one, "int.you"]),
        "trip": reverse("interview_part", args=[*one, "int.trip"]),
        "story": reverse("interview_part", args=[*one, "int.story"]),
    }


def test_no_page_of_a_talk_costs_more_for_thirty_answers_than_for_one(willing, amina):
    first = sit_down(willing, amina)
    tell(first, "int_name", "Trang", by=amina)
    browser, pages = browser_of(amina), addresses(willing, first)
    before = {name: queries(browser, address) for name, address in pages.items()}
    for leg in range(30):
        tell(first, "int_leg_to", [{"location": "", "country": "TH", "said": f"Stop {leg}"}], leg, by=amina)
    for _more in range(3):
        sit_down(willing, amina, "rapid_triage")
    after = {name: queries(browser, address) for name, address in pages.items()}

    assert after == before
    assert max(after.values()) <= MOST, after


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_is_kept_byte_for_byte(sitting, willing, amina, name):
    tell(sitting, "int_story", SCRIPTS[name], by=amina)
    with acting(amina):
        assert Answer.objects.get(case=willing).value == SCRIPTS[name]


def test_pasted_html_is_shown_as_text(sitting, willing, amina):
    """S-73"""
    nasty = '<script>alert(1)</script>"><img src=x onerror=alert(2)>{{7*7}}{% debug %}</textarea><b>'
    tell(sitting, "int_story", nasty, by=amina)
    tell(sitting, "int_name", nasty, note=nasty, by=amina)
    browser = browser_of(amina)
    for name, address in addresses(willing, sitting).items():
        page = browser.get(address).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page and "</textarea><b>" not in page, name
        assert "49" not in page or "{{7*7}}" not in page.replace("{{7*7}}", "", 0) or "{{7*7}}" in page
    assert "&lt;script&gt;" in browser.get(addresses(willing, sitting)["story"]).content.decode()


def test_a_hundred_kilobytes_are_taken_whole_by_the_page_and_too_much_is_refused_with_a_sentence(
    sitting, willing, amina
):
    browser, address = browser_of(amina), addresses(willing, sitting)["story"]
    sent = {"int_story-0-version": "0", "int_story-0-value": HUNDRED_KB, "go": "stay"}
    assert browser.post(address, sent).status_code == 302
    with acting(amina):
        assert Answer.objects.get(case=willing).value == HUNDRED_KB

    too_much = {"int_story-0-version": "1", "int_story-0-value": "b" * (LONG + 1), "go": "stay"}
    answer = browser.post(address, too_much)
    assert answer.status_code == 422
    assert "too long" in answer.content.decode()
    with acting(amina):
        assert Answer.objects.get(case=willing).value == HUNDRED_KB


BAD = [
    ("int_born", {"said": "1 March 2099"}, "still to come"),
    ("int_born", "12 May 1903", "120 years"),
    ("int_leg_when", "December 2099", "still to come"),
    ("int_leg_when", "1995", "before the person was born"),
    ("int_leg_when", {"said": "2025", "basis": "guess"}, "where it comes from"),
    ("int_leg_when", "x" * 300, "too long"),
    ("int_hours", "25", "more than 24"),
    ("int_hours", "-1", "less than zero"),
    ("int_hours", "−1", "less than zero"),
    ("int_hours", "many", "numbers only"),
    ("int_hours", "1e3", "numbers only"),
    ("int_hours", True, "numbers only"),
    ("int_days_off", "40", "more than 31"),
    ("int_pay_got", [{"amount": "-300", "currency": "USD"}], "less than zero"),
    ("int_pay_got", [{"amount": "lots", "currency": "USD"}], "numbers only"),
    ("int_pay_got", [{"amount": "3", "currency": "EURO"}], "currency"),
    ("int_pay_got", [{"amount": "3", "currency": "USD", "per": "blue moon"}], "what the amount is for"),
    ("int_pay_got", [{"amount": "3"}] * 60, "At most"),
    ("int_leg_to", [{"location": "XX-NOWHERE"}], "place of the list"),
    ("int_leg_to", [{"country": "ZZ"}], "country"),
    ("int_owed", ["travel", "nothing"], "Either"),
    ("int_owed", ["no such code"], "answers shown"),
    ("int_gender", "x", "answers shown"),
    ("int_ransom", "perhaps", "answers shown"),
    ("int_name", "a\0b", "cannot be kept"),
    ("int_name", "\ud800", "cannot be kept"),
    ("int_name", "n" * (SHORT + 1), "too long"),
    ("int_name", ["a"], "Write text"),
    ("pre_files", ["not an id"], "not an answer"),
    ("int_pause", "answered", "not an answer"),
]


@pytest.mark.parametrize(("code", "value", "sentence"), BAD)
def test_bad_input_is_a_sentence_beside_the_answer(code, value, sentence):
    import datetime

    talk = Talk(datetime.date(2026, 3, 10), datetime.date(2002, 5, 1))
    with pytest.raises(ValidationError, match=sentence) as found:
        checked(catalogue.question(code), value, talk)
    assert set(found.value.message_dict) == {"value"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("3,000", "3000"), ("3.000", "3000"), ("12.50", "12.50"), ("12,5", "12.5"), ("๓๐๐๐", "3000"), ("1 234,50", "1234.50"),
     ("၁၅", "15"), ("0", "0"), ("1,234,567", "1234567")],
)  # fmt: skip
def test_amounts_are_read_as_they_are_written_there(typed, kept):
    found = checked(catalogue.question("int_pay_got"), [{"amount": typed, "currency": "THB"}])
    assert found[0]["amount"] == kept


def test_a_rough_date_keeps_what_was_said_and_says_what_it_can_mean():
    import datetime

    talk = Talk(datetime.date(2026, 3, 10))
    question = catalogue.question("int_leg_when")
    assert values.words(question, checked(question, "March 2025", talk)) == (
        "March 2025, between 1 March 2025 and 31 March 2025"
    )
    assert values.words(question, checked(question, "after Tet", talk)) == "after Tet"


@pytest.mark.parametrize("empty", ["", [], {}, None, "   ", [{"amount": "", "currency": "USD"}]])
def test_nothing_typed_is_no_answer(empty):
    code = "int_pay_got" if isinstance(empty, list) else "int_story"
    assert checked(catalogue.question(code), empty) is None


def test_every_question_has_a_field_group_and_an_unknown_one_is_the_strictest():
    fields = {question.field for whole in catalogue.all_sets() for question in whole.questions}
    unlisted = {field for field in fields if field not in FIELDS and field.partition(".")[0] not in KINDS}
    assert unlisted == set()
    assert FIELDS.keys() <= fields
    assert group_of_field("nobody.knows") == group_of_question("no_such_code") == STRICTEST


@pytest.mark.parametrize(
    "code", ["vul_die", "int_medical", "tri_health", "int_private", "ret_dark", "fol_health", "vul_illness"]
)
def test_what_is_told_about_health_is_a_health_note(code):
    assert group_of_question(code) == "health"
