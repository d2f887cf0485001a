"""The journey over REST: the same rows, the same refusals, by the same actions."""

import json
import uuid

import pytest

from tests.casework.journey.conftest import line, stop
from tests.cast import browser_of


@pytest.fixture
def api(office, case):
    """(method, tail, body, headers) -> the answer, as Amina."""

    def call(method, tail, body=None, user=None, **headers):
        browser = browser_of(user or office.amina)
        path = f"/api/v1/journey/{case.reference}/{tail}"
        headers.setdefault("Idempotency_Key", uuid.uuid4().hex)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return browser.generic(method, path, json.dumps(body or {}), content_type="application/json", headers=named)

    return call


SALE = {"kind": "sale", "price": "60000.50", "currency": "CNY", "began_said": "mid October 2024", "note": "In a chat"}


def test_a_station_is_made_read_changed_and_taken_away(api, case, amina):
    made = api("POST", "stops/", SALE)
    assert made.status_code == 201
    row = made.json()
    assert (row["price"], row["began_earliest"], row["began_latest"]) == ("60000.50000000", "2024-10-11", "2024-10-20")
    assert (row["case"], row["position"]) == (case.reference, 0)
    listed = api("GET", "stops/").json()["results"]
    assert [one["id"] for one in listed] == [row["id"]]
    assert api("PATCH", f"stops/{row['id']}/", {"note": "x"}).status_code == 428
    changed = api("PATCH", f"stops/{row['id']}/", {"note": "Heard it"}, If_Match=made["ETag"])
    assert changed.status_code == 200 and changed.json()["note"] == "Heard it"
    assert api("DELETE", f"stops/{row['id']}/", If_Match=made["ETag"]).status_code == 412
    assert api("DELETE", f"stops/{row['id']}/", If_Match=changed["ETag"]).status_code == 204
    assert line(case, amina) == []


def test_the_same_key_makes_one_station(api, case, amina):
    for _time in range(2):
        assert api("POST", "stops/", SALE, Idempotency_Key="one").status_code in (200, 201)
    assert len(line(case, amina)) == 1


def test_stations_are_moved(api, case, amina):
    one, two = stop(case, amina, "offer"), stop(case, amina, "out")
    assert api("POST", f"stops/{two.pk}/up/").status_code == 200
    assert [leg.pk for leg in line(case, amina)] == [two.pk, one.pk]
    assert api("POST", f"stops/{two.pk}/up/").status_code == 400
    assert api("POST", f"stops/{two.pk}/sideways/").status_code == 404


def test_work_and_money_may_name_a_station_of_this_case_only(api, case, amina):
    leg = stop(case, amina, "held")
    made = api("POST", "work/", {"leg": str(leg.pk), "hours_a_day": 15, "scams": ["romance"]})
    assert made.status_code == 201 and made.json()["leg"] == str(leg.pk)
    assert api("POST", "work/", {"leg": str(uuid.uuid4())}).status_code == 400
    made = api("POST", "money/", {"kind": "fine", "amount": "500", "currency": "CNY", "reason": "being_sick"})
    assert made.status_code == 201 and made.json()["leg"] is None
    again = api("PATCH", f"money/{made.json()['id']}/", {"leg": str(leg.pk)}, If_Match=made["ETag"])
    assert again.json()["leg"] == str(leg.pk)
    assert len(api("GET", "money/").json()["results"]) == 1


@pytest.mark.parametrize(
    ("tail", "body", "field"),
    [
        ("stops/", {"kind": "flight"}, "kind"),
        ("stops/", {"kind": "way", "began_said": "2999-01-01 or so", "ended_said": "May 2098"}, "ended_said"),
        ("stops/", {"kind": "way", "began_said": "May 2024", "ended_said": "March 2024"}, "ended_said"),
        ("stops/", {"kind": "sale", "price": "-1", "currency": "CNY"}, "price"),
        ("stops/", {"kind": "sale", "price": "NaN", "currency": "CNY"}, "price"),
        ("stops/", {"kind": "sale", "price": "1.5", "currency": "VND"}, "price"),
        ("stops/", {"kind": "sale", "price": "5"}, "currency"),
        ("stops/", {"kind": "way", "note": "x" * 100_000}, "note"),
        ("stops/", {"kind": "way", "position": 3}, "position"),
        ("stops/", {"kind": "way", "told_in": "x"}, "told_in"),
        ("work/", {"hours_a_day": 25}, "hours_a_day"),
        ("work/", {"scams": ["x"]}, "scams"),
        ("work/", {"leg": "x"}, "leg"),
        ("money/", {"kind": "debt", "amount": "x"}, "amount"),
        ("money/", {"kind": "debt"}, "amount"),
    ],
)
def test_bad_input_is_a_problem_that_names_the_field_and_nothing_is_written(api, case, amina, tail, body, field):
    answer = api("POST", tail, body)
    assert answer.status_code == 400
    assert field in answer.json()["errors"]
    assert line(case, amina) == []


def test_others_find_nothing_and_readers_write_nothing(api, office, elsewhere, case, amina):
    leg = stop(case, amina, "way", place_name="Blue gate", source="other_person", told_by="Her aunt")
    for user in (office.noor, office.tess, office.paul, office.lina, office.audrey, office.dara, elsewhere.amina):
        assert api("GET", "stops/", user=user).status_code in (403, 404)
        assert api("GET", f"stops/{leg.pk}/", user=user).status_code in (403, 404)
        assert api("POST", "stops/", {"kind": "way"}, user=user).status_code in (403, 404)
    row = api("GET", f"stops/{leg.pk}/", user=office.sam).json()
    assert (row["place_name"], row["told_by"]) == ("Blue gate", "Her aunt")
    assert api("PATCH", f"stops/{leg.pk}/", {"note": "x"}, user=office.sam, If_Match='"1"').status_code in (403, 404)
    assert api("GET", "stories/").status_code == 404
    assert api("GET", "stops/?kind=way").status_code == 400
