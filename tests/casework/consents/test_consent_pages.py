"""The consent pages: read aloud, answered, taken back; by whom, and what bad input gives."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.acting import acting
from casework.consents import actions
from casework.consents.models import Consent
from casework.consents.queries import current_consents, holds
from casework.people.actions import edit_person
from casework.people.models import Person
from tests.casework.consents.test_consent_rules import told, yes
from tests.cast import browser_of

SAID = {"capacity": "can", "how": "witnessed", "witness": "Ly"}
ROOM = "/cases/{}/consents/"
ENDS = timezone.localdate() + datetime.timedelta(days=60)
ASKED = {
    "type": "interview",
    "recipient": "",
    "language": "vie",
    "interpreter": "Mai, by phone",
    "expires_on_day": ENDS.day,
    "expires_on_month": ENDS.month,
    "expires_on_year": ENDS.year,
}


def visit(user, case, rest="", **posted):
    browser, address = browser_of(user), ROOM.format(case.reference) + rest
    return browser.post(address, posted) if posted else browser.get(address)


def words(response):
    return response.content.decode()


def newest(case, user):
    with acting(user):
        return list(current_consents(case))


def test_the_list_says_of_each_type_whether_anybody_asked(case, amina):
    text = words(visit(amina, case))
    assert "Nothing has been asked yet" in text and text.count("Not asked") >= 17
    with acting(amina, "test"):
        yes(case, amina)
        actions.answer(told(case, amina, "statistics"), by=amina, status="refused")
    text = words(visit(amina, case))
    assert "Yes" in text and "Help goes on." in text and "shape--stop" in text and "shape--done" in text


@pytest.fixture
def drafts(settings):
    """Drafts nobody reviewed are shown in demo mode only."""
    settings.DEMO = True


def test_the_text_is_read_before_anything_is_recorded(case, amina, drafts):
    read = visit(amina, case, "new/", **ASKED, step="read")
    assert read.status_code == 200
    text = words(read)
    assert "Câu trả lời của bạn" in text and "Your answers help us plan" in text and 'lang="vi"' in text
    assert "Draft, not checked" in text and case.organisation.name in text
    assert newest(case, amina) == []


def test_another_language_is_one_press_away(case, amina, drafts):
    text = words(visit(amina, case, "new/", **ASKED | {"language": "tha"}, step="read"))
    assert "แบบนี้ได้ไหม" in text and "Mai, by phone" in text


def test_from_the_text_to_a_yes_with_limits_without_script(case, amina):
    told_page = visit(amina, case, "new/", **ASKED, step="told")
    assert told_page.status_code == 302 and told_page.url.endswith("/answer/")
    form = browser_of(amina).get(told_page.url)
    assert not re.search(r'<input[^>]* checked|<option value="[^"]+"[^>]* selected', words(form))
    assert f'value="{ENDS.day}"' in words(form)
    answer = {"status": "given_limited", "limits": "Not my family", "giver": "individual", **SAID}
    answer |= {name: value for name, value in ASKED.items() if name.startswith("expires")}
    done = browser_of(amina).post(told_page.url, answer)
    assert done.status_code == 302, words(done)
    text = words(browser_of(amina).get(done.url))
    assert "Yes, with limits" in text and "Not my family" in text and "Mai, by phone" in text
    with acting(amina):
        assert holds(case, "interview")
        assert Consent.objects.get(case=case, number=2).expires_on == ENDS


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"type": ""}, "Choose one"),
        ({"type": "everything"}, "Choose one of the answers shown"),
        ({"type": "share_embassy"}, "There is no sharing with everybody"),
        ({"recipient": "no-such-thing"}, "Choose one of the answers shown"),
        ({"language": "xx"}, "Choose one of the answers shown"),
        ({"expires_on_year": "2000"}, "after today and within a year"),
        ({"expires_on_day": ""}, "The day is missing"),
        ({"interpreter": "a\x00b"}, "Null characters"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_field_and_nothing_is_recorded(case, amina, typed, said):
    for step in ("read", "told"):
        response = visit(amina, case, "new/", **ASKED | typed, step=step)
        assert response.status_code == 422 and said in words(response)
    assert newest(case, amina) == []


def test_a_type_in_the_address_is_taken_only_from_the_list(case, amina):
    assert 'value="media" selected' in words(visit(amina, case, "new/?type=media"))
    assert "&lt;x" not in words(visit(amina, case, "new/?type=<x"))


def test_for_a_child_the_page_asks_for_guardian_and_assent(case, amina):
    with acting(amina, "test"):
        edit_person(Person.objects.get(case=case), by=amina, presumed_child=True)
        row = told(case, amina)
    text = words(visit(amina, case, f"{row.pk}/answer/"))
    assert "Does the child agree?" in text and 'value="individual"' not in text
    alone = visit(amina, case, f"{row.pk}/answer/", status="given", giver="individual", **SAID)
    assert alone.status_code == 422
    no_word = visit(
        amina,
        case,
        f"{row.pk}/answer/",
        status="given",
        giver="guardian",
        guardian="Hoa",
        relation="mother",
        **SAID,
    )
    assert (
        no_word.status_code == 422 and "The child must agree too" in words(no_word) and 'value="Hoa"' in words(no_word)
    )
    both = {
        "status": "given",
        "giver": "guardian",
        "guardian": "Hoa",
        "relation": "mother",
        **SAID,
        "child_assent": "yes",
    }
    assert visit(amina, case, f"{row.pk}/answer/", **both).status_code == 302


def test_a_no_is_saved_by_itself(case, amina):
    with acting(amina, "test"):
        row = told(case, amina)
    assert visit(amina, case, f"{row.pk}/answer/", status="refused").status_code == 302
    assert [row.status for row in newest(case, amina)] == ["refused"]


def test_two_answers_at_once_are_one_answer_and_one_sentence(case, amina):
    with acting(amina, "test"):
        row = told(case, amina)
    answer = {"status": "refused"}
    assert visit(amina, case, f"{row.pk}/answer/", **answer).status_code == 302
    again = visit(amina, case, f"{row.pk}/answer/", **answer)
    assert again.status_code == 422 and "meantime" in words(again)


def test_taking_back_is_one_press_and_acts_at_once(case, amina):
    with acting(amina, "test"):
        row = yes(case, amina)
    assert "Take it back now" in words(visit(amina, case))
    assert visit(amina, case, f"{row.pk}/withdraw/", now="1").status_code == 302
    with acting(amina):
        assert not holds(case, "interview")
    again = browser_of(amina).post(ROOM.format(case.reference) + f"{row.pk}/withdraw/", follow=True)
    assert again.status_code == 200 and "meantime" in words(again)
    assert visit(amina, case, f"{row.pk}/withdraw/").status_code == 405


def test_could_not_be_asked_is_recorded_and_confirmed_by_the_supervisor(case, amina, sam):
    assert visit(amina, case, "not-possible/", type="medical", basis=" ").status_code == 422
    assert visit(amina, case, "not-possible/", type="medical", basis="Unconscious").status_code == 302
    (row,) = newest(case, amina)
    assert visit(amina, case, f"{row.pk}/confirm/", ok="1").status_code == 403
    assert visit(sam, case, f"{row.pk}/confirm/", ok="1").status_code == 302
    assert "Could not be asked, confirmed" in words(visit(sam, case))


@pytest.mark.parametrize("name", ["noor", "tess", "paul", "lina", "audrey", "alex"])
def test_nobody_else_learns_that_there_is_a_consent(case, office, name):
    with acting(office.amina, "test"):
        row = yes(case, office.amina)
    user = getattr(office, name)
    for rest in ("", "new/", "not-possible/", f"{row.pk}/", f"{row.pk}/answer/"):
        assert visit(user, case, rest).status_code == 404
    for rest in ("withdraw/", "confirm/"):
        assert visit(user, case, f"{row.pk}/{rest}", x="1").status_code == 404


def test_a_consent_of_another_case_does_not_exist_under_this_number(case, elsewhere, amina):
    with acting(amina, "test"):
        row = yes(case, amina)
    assert browser_of(elsewhere.amina).get(ROOM.format(case.reference) + f"{row.pk}/").status_code == 404
    assert browser_of(amina).get(ROOM.format("WRONG") + f"{row.pk}/").status_code == 404


def test_readers_read_and_do_not_ask(case, amina, sam, dara):
    with acting(amina, "test"):
        row = yes(case, amina, status="given_limited", limits="Not my family")
    for reader in (sam, dara):
        text = words(visit(reader, case, f"{row.pk}/"))
        assert "Not my family" in text and "Record the answer" not in text
        assert visit(reader, case, "new/").status_code == 403
        assert visit(reader, case, f"{row.pk}/answer/", status="refused").status_code == 403
    assert "Phạm" not in words(visit(dara, case))


def test_the_ledger_prints_and_the_printing_is_recorded(case, amina):
    with acting(amina, "test"):
        row = yes(case, amina)
    printed = visit(amina, case, f"{row.pk}/", print="1")
    assert (
        printed.status_code == 200
        and "js/print.js" in words(printed)
        and "print()" not in words(visit(amina, case, f"{row.pk}/"))
    )
    with acting(amina), connection.cursor() as cursor:
        cursor.execute("SELECT action FROM looks_at(%s, NULL, 9)", [case.pk])
        assert ("consent.print",) in cursor.fetchall()


def queries(user, case):
    browser = browser_of(user)
    browser.get(ROOM.format(case.reference))
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(ROOM.format(case.reference)).status_code == 200
    return len(captured)


def test_the_list_takes_as_many_queries_for_thirty_consents_as_for_one(case, amina, elsewhere):
    with acting(amina, "test"):
        yes(case, amina)
    one = queries(amina, case)
    assert one <= 10, one
    with acting(amina, "test"):
        for number in range(30):
            yes(
                case,
                amina,
                "share_services",
                elsewhere.organisation,
                witness=f"W{number}",
                limits=f"L{number}",
            )
    assert queries(amina, case) == one


def test_html_in_limits_is_shown_as_text(case, amina):
    with acting(amina, "test"):
        yes(case, amina, status="given_limited", limits="<script>alert(1)</script>‮abc")
    assert "<script>alert" not in words(visit(amina, case)) and "&lt;script&gt;" in words(visit(amina, case))


def test_an_ended_yes_says_ask_again(case, amina, monkeypatch):
    with acting(amina, "test"):
        yes(case, amina, expires_on=timezone.localdate() + datetime.timedelta(days=1))
    monkeypatch.setattr(
        "casework.consents.models.timezone.localdate",
        lambda: timezone.now().date() + datetime.timedelta(days=5),
    )
    text = words(visit(amina, case))
    assert "Ended" in text and "Ask again" in text
