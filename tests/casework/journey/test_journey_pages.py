"""Pages of the journey: the line, its forms, and what a bad word does to them."""

import datetime
import re
from decimal import Decimal

import pytest

from accounts.acting import acting
from accounts.policy import ACTIONS, READABLE, Group
from casework.journey import actions
from casework.journey.models import Exploitation, Leg, MoneyNamed
from tests.casework.journey.conftest import line, posted, stop
from tests.cast import browser_of

PAGE_QUERIES = 16
NEXT_YEAR = datetime.date.today().year + 1


def test_an_empty_journey_says_how_to_begin(amina_browser, address):
    text = amina_browser.get(address("journey_detail")).content.decode()
    assert "No station yet" in text and "Add a stop" in text


def test_a_station_is_added_by_its_kind_and_stands_on_the_line(amina_browser, address, case, amina):
    chooser = amina_browser.get(address("journey_new", "stops")).content.decode()
    assert "?kind=sale" in chooser
    form = amina_browser.get(address("journey_new", "stops") + "?kind=sale").content.decode()
    assert 'name="price"' in form and 'name="border"' not in form and 'name="transport"' not in form
    typed = posted(
        kind="sale", price="60,000", currency="CNY", began_said="mid October 2024", note="She saw it in a chat"
    )
    answer = amina_browser.post(address("journey_new", "stops") + "?kind=sale", typed)
    assert answer.status_code == 302
    text = amina_browser.get(address("journey_detail")).content.decode()
    for words in (
        "60,000 CNY",
        "mid October 2024",
        "between 11 October 2024 and 20 October 2024",
        "She saw it in a chat",
    ):
        assert words in text
    assert [leg.price for leg in line(case, amina)] == [Decimal(60000)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"began_said": f"March {NEXT_YEAR}"}, "still to come"),
        ({"began_said": "May 2024", "ended_said": "March 2024"}, "ends before it begins"),
        ({"kind": "flight"}, "Choose one of the answers shown"),
        ({"country": "XX"}, "Choose one of the answers shown"),
        ({"location": "XX-XXX"}, "Choose one of the answers shown"),
        ({"transport": ["rocket"]}, "Choose"),
        ({"note": "x" * 100_000}, "too long"),
        ({"kind": "sale", "price": "-5", "currency": "CNY"}, "without a minus"),
        ({"kind": "sale", "price": "much", "currency": "CNY"}, "numbers only"),
        ({"kind": "sale", "price": "5", "currency": ""}, "Choose the currency"),
        ({"source": ""}, "Choose one"),
    ],
)
def test_bad_input_is_a_sentence_beside_the_field_and_what_was_typed_stays(
    amina_browser, address, case, amina, typed, sentence
):
    stop(case, amina, "way", note="before")
    answer = amina_browser.post(address("journey_new", "stops"), posted(place_name="Blue gate", **typed))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text and 'value="Blue gate"' in text
    assert len(line(case, amina)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script> <b>bold</b>",
        "حدود ‮مخفي‬ ١٢٣",
        "มี่ ก็ที่นี่",
        "မြဝတီ",
        "e\u0301\u0323 \U0001f6a4",
        "مرز 国境 border",
    ],
)
def test_every_script_and_pasted_html_stay_what_they_are(amina_browser, address, case, amina, words):
    assert amina_browser.post(address("journey_new", "stops"), posted(place_name=words, note=words)).status_code == 302
    leg = line(case, amina)[0]
    assert (leg.place_name, leg.note) == (words, words)
    text = amina_browser.get(address("journey_detail")).content.decode()
    assert "<script>alert" not in text and "<b>bold" not in text
    assert 'dir="auto"' in text


def test_stations_are_moved_by_buttons_without_script(amina_browser, address, case, amina):
    one, two = stop(case, amina, "offer"), stop(case, amina, "out")
    text = amina_browser.get(address("journey_detail")).content.decode()
    assert text.count('value="up"') == 1 and text.count('value="down"') == 1
    amina_browser.post(address("journey_move", two.pk), {"way": "up"})
    assert [leg.pk for leg in line(case, amina)] == [two.pk, one.pk]
    amina_browser.post(address("journey_move", two.pk), {"way": "sideways"})
    assert [leg.pk for leg in line(case, amina)] == [two.pk, one.pk]


def test_a_station_can_be_added_behind_another(amina_browser, address, case, amina):
    first = stop(case, amina, "offer")
    stop(case, amina, "out")
    amina_browser.post(address("journey_new", "stops") + f"?kind=way&after={first.pk}", posted())
    assert [leg.kind for leg in line(case, amina)] == ["offer", "way", "out"]
    amina_browser.post(address("journey_new", "stops") + "?kind=way&after=nonsense", posted(kind="since"))
    assert [leg.kind for leg in line(case, amina)][-1] == "since"


def test_two_people_at_one_station_lose_nothing(amina_browser, address, case, amina):
    leg = stop(case, amina, "way", note="first", handled_by="a driver")
    actions.save_stop(leg, by=amina, kind="way", note="theirs", handled_by="a driver")
    typed = posted(note="mine", handled_by="two drivers", version=leg.version - 1)
    answer = amina_browser.post(address("journey_edit", "stops", leg.pk), typed)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "mine" in text and "theirs" in text
    assert line(case, amina)[0].note == "theirs"


def test_a_station_is_taken_away_only_as_it_stood_on_the_page(amina_browser, address, case, amina):
    leg = stop(case, amina, "way")
    assert (
        amina_browser.post(address("journey_remove", "stops", leg.pk), {"version": leg.version + 1}).status_code == 409
    )
    assert amina_browser.post(address("journey_remove", "stops", leg.pk), {}).status_code == 409
    assert len(line(case, amina)) == 1
    assert amina_browser.post(address("journey_remove", "stops", leg.pk), {"version": leg.version}).status_code == 302
    assert line(case, amina) == []


def test_work_and_money_stand_on_their_own_page(amina_browser, address, case, amina):
    leg = stop(case, amina, "held", place_name="Second compound")
    typed = {"leg": leg.pk, "scams": ["romance"], "hours_a_day": "15", "days_a_week": "7", "quota": "two clients a day"}
    typed |= {"papers": ["taken"], "control": ["documents", "debt"], "source": "testimony"}
    assert amina_browser.post(address("journey_new", "work"), typed).status_code == 302
    typed = {"kind": "fine", "amount": "500", "currency": "CNY", "reason": "being_sick", "source": "testimony"}
    assert amina_browser.post(address("journey_new", "money"), typed).status_code == 302
    text = amina_browser.get(address("journey_facts")).content.decode()
    for words in ("Second compound: held there", "Romance fraud", "15 hours a day, 7 days a week", "two clients a day"):
        assert words in text
    for words in ("500 CNY", "Being sick", "Debt bondage", "Taken"):
        assert words in text
    assert "500 CNY" in amina_browser.get(address("journey_detail")).content.decode()


def test_the_long_lists_of_the_work_are_folded_until_something_is_ticked(amina_browser, address, case, amina):
    form = amina_browser.get(address("journey_new", "work")).content.decode()
    assert form.count('<details class="more">') == 2 and 'name="version"' in form
    row = actions.save_work(Exploitation(case=case), by=amina, control=["debt"])
    form = amina_browser.get(address("journey_edit", "work", row.pk)).content.decode()
    assert form.count('<details class="more" open>') == 1 and form.count('<details class="more">') == 1


def test_a_listed_station_is_only_one_of_this_case(amina_browser, address, office, case, amina):
    from casework.cases.actions import open_case

    with acting(amina, "test.arrange"):
        other = open_case(office.team, by=amina, language="vie", label="Other")
    leg = stop(other, amina, "held", place_name="Elsewhere")
    assert "Elsewhere" not in amina_browser.get(address("journey_new", "work")).content.decode()
    answer = amina_browser.post(address("journey_new", "work"), {"leg": leg.pk, "source": "testimony"})
    assert answer.status_code == 422 and "Elsewhere" not in answer.content.decode()


def test_an_edit_form_shows_an_amount_as_it_was_written(amina_browser, address, case, amina):
    leg = stop(case, amina, "sale", price=Decimal("60000"), currency="CNY")
    assert 'value="60000"' in amina_browser.get(address("journey_edit", "stops", leg.pk)).content.decode()


@pytest.mark.parametrize("name", ["noor", "tess", "paul", "lina", "audrey", "dara", "alex"])
def test_who_does_not_reach_the_case_finds_no_journey(office, case, address, name):
    leg = stop(case, office.amina, "way")
    browser = browser_of(getattr(office, name))
    for url in (address("journey_detail"), address("journey_facts"), address("journey_edit", "stops", leg.pk)):
        assert browser.get(url).status_code in (403, 404)
    assert browser.post(address("journey_remove", "stops", leg.pk), {"version": 1}).status_code in (403, 404)
    assert len(line(case, office.amina)) == 1


def test_the_supervisor_reads_and_changes_nothing(office, case, address):
    leg = stop(case, office.amina, "way", place_name="Blue gate")
    browser = browser_of(office.sam)
    text = browser.get(address("journey_detail")).content.decode()
    assert "Blue gate" in text and "Add a stop" not in text and not re.search(r"\bMove\b", text)
    assert browser.get(address("journey_edit", "stops", leg.pk)).status_code in (403, 404)
    assert browser.post(address("journey_new", "stops"), posted()).status_code in (403, 404)


def test_whoever_may_look_at_the_journey_may_read_what_happened():
    for role, rights in ACTIONS["journey.view"].items():
        assert all(Group.FACTS in READABLE[(role, right)] for right in rights)


def test_unknown_kinds_and_rows_of_other_cases_are_not_there(amina_browser, address, office, case, amina, elsewhere):
    assert amina_browser.get(address("journey_new", "stories")).status_code == 404
    leg = stop(case, amina, "way")
    assert amina_browser.get(address("journey_edit", "money", leg.pk)).status_code == 404
    assert browser_of(elsewhere.amina).get(address("journey_edit", "stops", leg.pk)).status_code == 404


@pytest.mark.parametrize("name", ["journey_detail", "journey_facts"])
def test_thirty_rows_cost_as_many_queries_as_one(
    amina_browser, address, case, amina, name, django_assert_max_num_queries, django_assert_num_queries
):
    def fill(count):
        for _number in range(count):
            leg = stop(case, amina, "held", place_name="x", source="other_person", told_by="y")
            actions.save_work(Exploitation(case=case), by=amina, leg=leg, hours_a_day=3)
            actions.save_money(MoneyNamed(case=case), by=amina, leg=leg, kind="debt", amount=Decimal(1), currency="USD")

    fill(1)
    amina_browser.get(address(name))
    with django_assert_max_num_queries(PAGE_QUERIES) as one:
        amina_browser.get(address(name))
    fill(29)
    with django_assert_num_queries(len(one.captured_queries)):
        amina_browser.get(address(name))


def test_the_forms_take_few_queries(amina_browser, address, case, amina, django_assert_max_num_queries):
    leg = stop(case, amina, "held")
    amina_browser.get(address("journey_detail"))  # the first page of a session also opens the session
    for url in (address("journey_new", "stops") + "?kind=held", address("journey_edit", "stops", leg.pk)):
        with django_assert_max_num_queries(PAGE_QUERIES):
            amina_browser.get(url)
    with django_assert_max_num_queries(PAGE_QUERIES):
        amina_browser.get(address("journey_new", "work"))


def test_what_changed_tells_of_stations_in_words(amina_browser, address, case, amina):
    leg = stop(case, amina, "way", place_name="Blue gate")
    stop(case, amina, "out")
    actions.move_stop(leg, actions.DOWN, by=amina)
    text = amina_browser.get(address("case_history")).content.decode()
    assert "Blue gate" in text and "On the way" in text and "Position" not in text


def test_a_draft_of_a_station_comes_back(amina_browser, address, case, amina):
    key = f"journey:stops:way:{case.pk}"
    form = amina_browser.get(address("journey_new", "stops") + "?kind=way").content.decode()
    assert f'data-draft="{key}"' in form
    with acting(amina, "test.arrange"):
        from accounts.signin.drafts import save_draft

        save_draft(amina, key, {"note": ["half a story"], "kind": ["way"]})
    again = amina_browser.get(address("journey_new", "stops") + "?kind=way").content.decode()
    assert "half a story" in again
    amina_browser.post(address("journey_new", "stops") + "?kind=way", posted(note="half a story"))
    assert "half a story" not in amina_browser.get(address("journey_new", "stops") + "?kind=way").content.decode()
    assert isinstance(line(case, amina)[0], Leg)
