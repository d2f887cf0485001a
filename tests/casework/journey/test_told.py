"""What interviews told and is not on the line yet: offered, never added by itself."""

from decimal import Decimal

import pytest

from accounts.acting import acting
from casework.consents.actions import withdraw
from casework.consents.models import Consent
from casework.journey import actions, told
from casework.journey.models import MoneyNamed
from casework.journey.views import rows_of
from tests.casework.interviews.conftest import agree, sit_down, tell
from tests.casework.journey.conftest import line

SHV = [{"location": "KH-SHV", "country": "", "said": "the blue gate"}]


@pytest.fixture
def talk(case, amina):
    """An intake interview that goes on."""
    agree(case, amina)
    return sit_down(case, amina)


def offered(case, user):
    """[(kind of row, form values)]."""
    with acting(user):
        legs, _work, money = rows_of(case)
        return [(one.kind, one.initial) for one in told.suggestions(case, legs, money)]


def test_nothing_told_offers_nothing(case, talk, amina):
    assert offered(case, amina) == []


def test_parts_of_the_way_become_stations(case, talk, amina):
    tell(talk, "int_leg_to", SHV, by=amina)
    tell(talk, "int_leg_when", {"said": "end of May 2024"}, by=amina)
    tell(talk, "int_leg_how", ["river_boat"], by=amina)
    tell(talk, "int_leg_border", "learned_later", by=amina)
    tell(talk, "int_leg_to", [{"location": "", "country": "TH", "said": ""}], repeat=1, by=amina)
    first, second = (initial for _kind, initial in offered(case, amina))
    assert (first["kind"], first["border"], first["location"]) == ("border", "learned_later", "KH-SHV")
    assert (first["place_name"], first["began_said"], first["transport"]) == (
        "the blue gate",
        "end of May 2024",
        ["river_boat"],
    )
    assert (second["kind"], second["country"]) == ("way", "TH")


def test_places_sales_and_the_way_out_become_stations(case, talk, amina):
    tell(talk, "int_stay_where", SHV, by=amina)
    tell(talk, "int_stay_name", "Blue Sky", by=amina)
    tell(talk, "int_stay_time", {"said": "about two weeks"}, by=amina)
    tell(talk, "int_price", ["company_paid_company"], by=amina)
    tell(talk, "int_price_sum", [{"amount": "60,000", "currency": "CNY", "per": "", "for": ""}], by=amina)
    tell(talk, "int_out_how", ["raid"], by=amina)
    stay, sale, out = (initial for _kind, initial in offered(case, amina))
    assert (stay["kind"], stay["place_name"], stay["ended_said"]) == ("held", "Blue Sky", "about two weeks")
    assert (sale["kind"], sale["price"], sale["currency"]) == ("sale", Decimal(60000), "CNY")
    assert out["kind"] == "out"


def test_amounts_become_rows_of_money(case, talk, amina):
    pay = [
        {"amount": "900", "currency": "USD", "per": "month", "for": ""},
        {"amount": "", "currency": "", "per": "", "for": "flat"},
    ]
    tell(talk, "int_pay_offered", pay, by=amina)
    money = [initial for kind, initial in offered(case, amina) if kind == "money"]
    assert [(m["kind"], m["amount"], m["currency"], m["per"], m["note"]) for m in money] == [
        ("promised", Decimal(900), "USD", "month", ""),
        ("promised", None, "", "", "flat"),
    ]


def test_a_suggestion_is_added_by_one_press_and_then_no_longer_offered(amina_browser, address, case, talk, amina):
    tell(talk, "int_stay_where", SHV, by=amina)
    text = amina_browser.get(address("journey_detail")).content.decode()
    assert "Told in the interviews" in text and "the blue gate" in text
    with acting(amina):
        key = told.suggestions(case, [], [])[0].key
    form = amina_browser.get(address("journey_new", "stops") + f"?told={key}").content.decode()
    assert 'value="the blue gate"' in form
    typed = {
        "kind": "held",
        "location": "KH-SHV",
        "place_name": "the blue gate",
        "source": "testimony",
        "basis": "stated",
    }
    assert amina_browser.post(address("journey_new", "stops") + f"?told={key}", typed).status_code == 302
    assert [leg.told_in_id is not None for leg in line(case, amina)] == [True]
    text = amina_browser.get(address("journey_detail")).content.decode()
    assert "Told in the interviews" not in text and "the blue gate" in text
    again = amina_browser.get(address("journey_new", "stops") + f"?told={key}")
    assert again.status_code == 200 and "What kind of station" in again.content.decode()


def test_a_money_suggestion_goes_once_it_was_added(case, talk, amina):
    tell(talk, "int_pay_got", [{"amount": "0", "currency": "CNY", "per": "month", "for": ""}], by=amina)
    with acting(amina):
        one = told.suggestions(case, [], [])[0]
    actions.save_money(
        MoneyNamed(case=case), by=amina, kind="received", amount=Decimal(0), currency="CNY", told_in=one.answer
    )
    assert offered(case, amina) == []


def test_a_relatives_word_is_offered_as_theirs(case, amina):
    agree(case, amina)
    talk = sit_down(case, amina, "pre_rescue_report", speaker="relative", told_by="Her aunt")
    tell(talk, "pre_asked_money", "yes", by=amina)
    tell(talk, "pre_sum", [{"amount": "9000", "currency": "USD", "per": "", "for": ""}], by=amina)
    ((kind, initial),) = offered(case, amina)
    assert (kind, initial["kind"], initial["source"], initial["told_by"]) == (
        "money",
        "ransom_asked",
        "other_person",
        "Her aunt",
    )


def test_a_yes_taken_back_offers_nothing_any_more(case, talk, amina):
    tell(talk, "int_stay_where", SHV, by=amina)
    with acting(amina):
        consent = Consent.objects.filter(case=case, type="interview").order_by("-number").first()
        withdraw(consent, by=amina)
    assert offered(case, amina) == []


def test_skipped_and_unsure_answers_offer_nothing_to_write(case, talk, amina):
    tell(talk, "int_leg_to", None, state="skipped", by=amina)
    tell(talk, "int_out_how", None, state="unsure", by=amina)
    assert offered(case, amina) == []


def test_who_only_reads_is_offered_nothing(office, case, talk, amina, address):
    from tests.cast import browser_of

    tell(talk, "int_stay_where", SHV, by=amina)
    assert "Told in the interviews" not in browser_of(office.sam).get(address("journey_detail")).content.decode()


def test_thirty_answers_cost_as_many_queries_as_one(
    amina_browser, address, case, talk, amina, django_assert_max_num_queries, django_assert_num_queries
):
    tell(talk, "int_leg_to", SHV, by=amina)
    amina_browser.get(address("journey_detail"))
    with django_assert_max_num_queries(16) as one:
        amina_browser.get(address("journey_detail"))
    for repeat in range(1, 15):
        tell(talk, "int_leg_to", SHV, repeat=repeat, by=amina)
    with django_assert_num_queries(len(one.captured_queries)):
        amina_browser.get(address("journey_detail"))
