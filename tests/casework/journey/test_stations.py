"""Stations of the journey: added, changed, moved and taken away, through the actions."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from accounts.acting import acting
from accounts.performing import Stale
from casework.journey import actions, stations
from casework.journey.models import Exploitation, Leg, MoneyNamed
from casework.models import Person
from tests.casework.journey.conftest import line, stop

TODAY = datetime.date.today()
NEXT_YEAR = TODAY.year + 1


def kinds(case, user):
    return [leg.kind for leg in line(case, user)]


def born(case, user, day):
    with acting(user, "test.arrange"):
        person = Person.objects.get(case=case)
        person.birth_date, person.age_basis = day, Person.AgeBasis.DOCUMENT
        person.save()


def test_a_new_station_stands_at_the_end_or_behind_the_one_named(case, amina):
    first = stop(case, amina, "offer")
    stop(case, amina, "out")
    actions.save_stop(Leg(case=case), by=amina, kind="border", after=first.pk)
    assert kinds(case, amina) == ["offer", "border", "out"]


def test_stations_move_up_and_down_and_stop_at_the_ends(case, amina):
    one, two, three = (stop(case, amina, kind) for kind in ("offer", "way", "out"))
    assert actions.move_stop(three, actions.UP, by=amina)
    assert actions.move_stop(one, actions.DOWN, by=amina)
    assert kinds(case, amina) == ["out", "offer", "way"]
    assert not actions.move_stop(three, actions.UP, by=amina)
    assert not actions.move_stop(two, actions.DOWN, by=amina)
    assert kinds(case, amina) == ["out", "offer", "way"]


def test_moving_makes_no_form_that_is_open_lose_what_was_typed(case, amina):
    one, two = stop(case, amina, "offer"), stop(case, amina, "way")
    actions.move_stop(two, actions.UP, by=amina)
    with pytest.raises(Stale):
        actions.save_stop(one, by=amina, kind="offer", note="typed before the move")


def test_a_station_taken_away_leaves_its_work_and_money(case, amina):
    leg = stop(case, amina, "held")
    work = actions.save_work(Exploitation(case=case), by=amina, leg=leg, hours_a_day=15)
    money = actions.save_money(
        MoneyNamed(case=case), by=amina, leg=leg, kind="fine", amount=Decimal(50), currency="CNY"
    )
    key = leg.pk
    actions.remove_stop(leg, by=amina)
    with acting(amina):
        assert Exploitation.objects.get(pk=work.pk).leg is None
        assert MoneyNamed.objects.get(pk=money.pk).leg is None
        gone = Leg.history.filter(id=key).latest("history_id")
        assert (gone.history_type, gone.history_user_id) == ("-", amina.pk)


def test_rough_dates_keep_what_was_said_and_what_it_can_mean(case, amina):
    leg = stop(case, amina, "held", began_said="March 2024", ended_said="about two weeks")
    assert (leg.began_earliest, leg.began_latest) == (datetime.date(2024, 3, 1), datetime.date(2024, 3, 31))
    assert (leg.ended_earliest, leg.ended_latest) == (datetime.date(2024, 3, 11), datetime.date(2024, 4, 18))
    leg = stop(case, amina, "way", began_said="after Tet")
    assert (leg.began_earliest, leg.began_latest) == (None, None)
    assert line(case, amina)[1].began_said == "after Tet"


def test_words_that_did_not_change_keep_the_meaning_of_the_day_they_were_told(case, amina):
    leg = stop(case, amina, "way", began_said="two weeks ago")
    with acting(amina, "test.arrange"):
        leg.began_earliest = leg.began_latest = datetime.date(2020, 5, 5)
        leg.save()
    actions.save_stop(leg, by=amina, kind="way", began_said="two weeks ago", note="more")
    assert leg.began_earliest == datetime.date(2020, 5, 5)


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"began_said": f"March {NEXT_YEAR}"}, "began_said", "still to come"),
        ({"ended_said": str(NEXT_YEAR)}, "ended_said", "still to come"),
        ({"began_said": "May 2024", "ended_said": "March 2024"}, "ended_said", "ends before it begins"),
        ({"began_said": "1903"}, "began_said", "more than 120 years ago"),
        ({"began_said": "1988"}, "began_said", "before the person was born"),
        ({"ended_said": "June 1999"}, "ended_said", "before the person was born"),
        ({"kind": "somewhere"}, "kind", "not a valid choice"),
        ({"transport": ["rocket"]}, "transport", "not a valid choice"),
        ({"location": "KH-XXX"}, "location", "not a valid choice"),
        ({"location": "KH-SHV", "country": "TH"}, "country", "is in Cambodia"),
        ({"price": Decimal(-5), "currency": "CNY"}, "price", "without a minus"),
        ({"price": Decimal(5), "currency": ""}, "currency", "Choose the currency"),
        ({"price": Decimal("5.5"), "currency": "VND"}, "price", "whole numbers"),
        ({"note": "x" * 100_000}, "note", "too long"),
        ({"place_name": "x" * 300}, "place_name", "too long"),
        ({"note": "a\x00b"}, "note", "Null characters"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_changes_nothing(case, amina, fields, field, sentence):
    born(case, amina, datetime.date(2001, 4, 2))
    leg = stop(case, amina, "way", note="as it was")
    for row in (Leg(case=case), leg):
        with pytest.raises(ValidationError) as refused:
            actions.save_stop(row, by=amina, **{"kind": "sale", **fields})
        assert list(refused.value.message_dict) == [field]
        assert sentence in str(refused.value)
    assert [(row.kind, row.note) for row in line(case, amina)] == [("way", "as it was")]


def test_without_a_birth_date_nothing_is_before_birth(case, amina):
    assert stop(case, amina, "way", began_said="1988").began_latest == datetime.date(1988, 12, 31)


def test_a_rough_end_that_may_fit_is_left_alone(case, amina):
    leg = stop(case, amina, "held", began_said="May 2024", ended_said="2024")
    assert leg.ended_latest == datetime.date(2024, 12, 31)


def test_the_country_of_a_listed_place_is_filled_in(case, amina):
    assert stop(case, amina, "held", location="KH-SHV").country == "KH"


def test_the_database_itself_refuses_a_negative_price_and_days_that_cannot_be(case, amina):
    leg = stop(case, amina, "sale", price=Decimal(5), currency="CNY", began_said="May 2024", ended_said="June 2024")
    for change in ("price = -1", "ended_latest = '2020-01-01'"):
        sql = f"UPDATE casework_leg SET {change}, version = version + 1 WHERE id = %s"
        with acting(amina, "test.arrange"), pytest.raises(IntegrityError), transaction.atomic():
            connection.cursor().execute(sql, [leg.pk])


def test_what_retells_is_sealed_and_codes_are_in_clear(case, amina):
    leg = stop(case, amina, "held", place_name="Blue gate", note="A story", began_said="end of May 2024", country="MM")
    with acting(amina), connection.cursor() as cursor:
        cursor.execute("SELECT casework_leg::text, country, began_earliest FROM casework_leg WHERE id = %s", [leg.pk])
        text, country, day = cursor.fetchone()
    assert not any(word in text for word in ("Blue", "story", "end of May"))
    assert (country, day) == ("MM", datetime.date(2024, 5, 21))


@pytest.mark.parametrize("name", ["noor", "sam", "tess", "paul", "lina", "audrey", "dara", "alex"])
def test_nobody_but_who_works_on_the_case_writes_a_station(office, case, name):
    leg = stop(case, office.amina, "way")
    user = getattr(office, name)
    for attempt in (
        lambda: stop(case, user, "way"),
        lambda: actions.move_stop(leg, actions.UP, by=user),
        lambda: actions.remove_stop(leg, by=user),
        lambda: actions.save_work(Exploitation(case=case), by=user, hours_a_day=1),
    ):
        with pytest.raises((Http404, PermissionDenied)):
            attempt()
    assert len(line(case, office.amina)) == 1


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("March 2025", ""),
        ("2 July 2025", ""),
        ("2024", ""),
        ("after Tet", ""),
        ("mid October 2024", "between 11 October 2024 and 20 October 2024"),
        ("about March 2024", "between 30 January 2024 and 1 May 2024"),
        ("before 2024", "until 31 December 2023"),
    ],
)
def test_how_rough_words_were_understood_is_said_where_it_adds_something(case, amina, said, meant):
    leg = stop(case, amina, "way", began_said=said)
    with acting(amina):
        assert stations.understood(leg) == meant


def test_a_journey_has_an_end(case, amina, monkeypatch):
    monkeypatch.setattr(actions, "MOST_STATIONS", 2)
    stop(case, amina), stop(case, amina)
    with pytest.raises(ValidationError, match="at most 2"):
        stop(case, amina)


def test_a_fact_of_another_cases_station_is_refused_like_one_that_does_not_exist(office, case, amina):
    from casework.cases.actions import open_case

    with acting(amina, "test.arrange"):
        other = open_case(office.team, by=amina, language="vie", label="Other")
    leg = stop(other, amina, "held")
    for save, row in ((actions.save_work, Exploitation(case=case)), (actions.save_money, MoneyNamed(case=case))):
        with pytest.raises(ValidationError, match="Choose one of those shown"):
            save(
                row,
                by=amina,
                leg=leg,
                **({"kind": "debt", "amount": None, "note": "x"} if save is actions.save_money else {}),
            )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"hours_a_day": 25}, "hours_a_day"),
        ({"days_a_week": 8}, "days_a_week"),
        ({"scams": ["nothing_known"]}, "scams"),
        ({"control": ["x"]}, "control"),
        ({"quota": "x" * 300}, "quota"),
    ],
)
def test_impossible_work_is_refused(case, amina, fields, field):
    with pytest.raises(ValidationError) as refused:
        actions.save_work(Exploitation(case=case), by=amina, **fields)
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "debt", "amount": Decimal(-1), "currency": "USD"}, "amount"),
        ({"kind": "debt", "amount": Decimal(1), "currency": ""}, "currency"),
        ({"kind": "debt", "amount": Decimal(10) ** 15, "currency": "USD"}, "amount"),
        ({"kind": "debt"}, "amount"),
        ({"kind": "gift", "amount": Decimal(1), "currency": "USD"}, "kind"),
        ({"kind": "fine", "amount": Decimal(1), "currency": "USD", "reason": "for_fun"}, "reason"),
        ({"kind": "fine", "amount": Decimal(1), "currency": "USD", "said_when": str(NEXT_YEAR)}, "said_when"),
    ],
)
def test_impossible_money_is_refused(case, amina, fields, field):
    with pytest.raises(ValidationError) as refused:
        actions.save_money(MoneyNamed(case=case), by=amina, **fields)
    assert list(refused.value.message_dict) == [field]


def test_amounts_are_kept_to_the_smallest_part_and_said_as_told(case, amina):
    row = actions.save_money(
        MoneyNamed(case=case), by=amina, kind="promised", amount=Decimal("0.00012345"), currency="X-BTC", per="month"
    )
    with acting(amina):
        again = MoneyNamed.objects.get(pk=row.pk)
        assert (again.amount, type(again.amount)) == (Decimal("0.00012345"), Decimal)
        assert stations.amount_line(again) == "0.00012345 BTC a month"


def test_the_line_says_in_words_what_its_signs_say(case, amina):
    stop(case, amina, "offer", place_name="Hai Phong")
    stop(case, amina, "unknown")
    stop(case, amina, "border", border="learned_later", transport=["river_boat"], location="TH-MSO")
    stop(case, amina, "sale", price=Decimal(60000), currency="CNY")
    with acting(amina):
        legs = actions.line_of(case.pk)
        assert stations.summary(legs) == "4 stations, 1 of them a sale, 1 border crossed without knowing"
        shown = stations.line(legs)
    assert [s["sign"] for s in shown] == ["offer", "unknown", "border", "sale"]
    assert shown[0]["heading"] == "Hai Phong: the offer"
    assert shown[2]["heading"] == "A border crossed: Mae Sot"
    assert ("Price", "60,000 CNY") in shown[3]["facts"]
