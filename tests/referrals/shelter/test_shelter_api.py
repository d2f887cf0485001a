"""Houses and stays over REST: the same actions as on the pages, and no address in any resource."""

import uuid

import pytest
from django.utils import timezone

from accounts.acting import acting
from casework.cases.models import CaseStep
from tests.casework.test_api import send
from tests.cast import browser_of, new_user
from tests.referrals.shelter.conftest import admitted, bed_in, somebody
from tests.referrals.shelter.planting import ADDRESS

STAYS, HOUSES, CUSTODY = "/api/v1/shelter-stays/", "/api/v1/shelters/", "/api/v1/custody/"


def step(browser, pk, name, **body):
    return send(browser, "POST", f"{STAYS}{pk}/{name}/", body)


@pytest.fixture
def begun(office, house):
    """(Amina's browser, Paul's, the stay that she asked for)."""
    amina, paul = browser_of(office.amina), browser_of(office.paul)
    body = {"case": somebody(office).reference, "shelter": str(house.pk), "needs": ["quiet"]}
    made = send(amina, "POST", STAYS, body, Idempotency_Key=str(uuid.uuid4()))
    assert made.status_code == 201, made.content
    return amina, paul, made.json()


def test_a_stay_by_rest_from_the_request_to_the_end(office, house, begun):
    amina, paul, row = begun
    key = row["id"]
    seen = paul.get(f"{STAYS}{key}/").json()
    assert seen["age"] == 30 and "words" not in seen and seen["available_steps"] == ["offer", "decline"]
    assert step(amina, key, "offer", bed="x").status_code == 403
    assert step(paul, key, "offer", bed="x").status_code == 400
    assert step(paul, key, "offer", bed=str(bed_in(house, office.paul))).json()["status"] == "offered"
    assert step(paul, key, "admit").status_code == 400
    assert step(paul, key, "admit", rules="yes").json()["status"] == "admitted"
    assert step(paul, key, "offer", bed="x").status_code in (403, 404, 409)
    changed = {"bed": str(bed_in(house, office.paul, "2"))}
    assert send(paul, "PATCH", f"{STAYS}{key}/", changed).status_code == 428
    assert send(paul, "PATCH", f"{STAYS}{key}/", changed, If_Match='"99"').status_code == 412
    tag = paul.get(f"{STAYS}{key}/").headers["ETag"]
    assert send(paul, "PATCH", f"{STAYS}{key}/", changed, If_Match=tag).json()["bed"] == changed["bed"]
    gone = step(paul, key, "exit", exit_reason="wish", exit_plan="Home.", belongings="none")
    assert gone.status_code == 204
    assert amina.get(f"{STAYS}{key}/").json()["status"] == "exited"
    assert paul.get(f"{STAYS}{key}/").status_code == 404


def test_the_address_comes_by_reveal_only_and_is_recorded(office, begun, house):
    amina, paul, row = begun
    key = row["id"]
    step(paul, key, "offer", bed=str(bed_in(house, office.paul)))
    assert step(amina, key, "reveal", reason="x").status_code == 400
    assert step(amina, key, "reveal", reason="The driver leaves at two.").json()["address"] == f"{ADDRESS}-address"
    with acting(office.amina):
        assert CaseStep.objects.filter(step="stay_place", by=office.amina).count() == 1
    url = f"{HOUSES}{house.pk}/"
    assert send(paul, "POST", f"{url}reveal/", {"reason": "The driver leaves at two."}).json()["way"]
    assert send(amina, "POST", f"{url}reveal/", {"reason": "The driver leaves at two."}).status_code in (403, 404)
    for browser in (amina, paul):
        for path in (url, HOUSES, f"{STAYS}{key}/", STAYS):
            assert ADDRESS not in browser.get(path).content.decode()


def test_houses_tell_how_many_beds_are_free_and_their_managers_which(office, house):
    admitted(office, house, somebody(office))
    amina, paul = browser_of(office.amina), browser_of(office.paul)
    told = amina.get(HOUSES).json()["results"][0]
    assert (told["beds"], told["free"]) == (4, 3) and "rooms" not in amina.get(f"{HOUSES}{house.pk}/").json()
    assert len(paul.get(f"{HOUSES}{house.pk}/").json()["rooms"][0]["beds"]) == 4
    client = browser_of(new_user("Audrey", office.organisation, "statistics_analyst"))
    assert client.get(HOUSES).status_code in (403, 404)


@pytest.mark.parametrize(
    "body",
    [{"shelter": "x"}, {"from_on": "2020-01-01"}, {"needs": ["x"]}, {"status": "admitted"}, {"words": "x" * 3000}],
)
def test_a_bad_request_is_refused_beside_the_field(office, house, body):
    sent = {"case": somebody(office).reference, "shelter": str(house.pk), **body}
    answer = send(browser_of(office.amina), "POST", STAYS, sent, Idempotency_Key=str(uuid.uuid4()))
    assert answer.status_code == 400 and set(answer.json()["errors"]) == set(body)


def test_lists_are_filtered_by_case_and_state_and_by_nothing_else(office, begun):
    amina, _paul, row = begun
    assert len(amina.get(STAYS, {"case": row["case"], "status": "requested"}).json()["results"]) == 1
    assert amina.get(STAYS, {"status": "admitted"}).json()["results"] == []
    assert amina.get(STAYS, {"shelter": row["shelter"]}).status_code == 400


def test_custody_by_rest_is_a_record_with_a_day_count_and_ends_once(office):
    amina, case = browser_of(office.amina), somebody(office)
    body = {"case": case.reference, "kind": "police_custody", "place": "Station 4", "since": str(timezone.localdate())}
    key = str(uuid.uuid4())
    made = send(amina, "POST", CUSTODY, body, Idempotency_Key=key)
    assert (made.status_code, made.json()["days"]) == (201, 1), made.content
    assert send(amina, "POST", CUSTODY, body, Idempotency_Key=key).json()["id"] == made.json()["id"]
    assert send(amina, "POST", CUSTODY, body, Idempotency_Key=str(uuid.uuid4())).status_code == 400, "the same days"
    assert send(amina, "POST", CUSTODY, {**body, "days": 3}).status_code == 400
    url = f"{CUSTODY}{made.json()['id']}/"
    over = {"until": body["since"], "ended_how": "Released; she is with us."}
    assert send(amina, "PATCH", url, over).status_code == 428
    assert send(amina, "PATCH", url, over, If_Match='"99"').status_code == 412
    tag = amina.get(url).headers["ETag"]
    early = {**over, "until": "2020-01-01"}
    assert send(amina, "PATCH", url, early, If_Match=tag).json()["errors"]["until"] == [
        "It cannot end before it began."
    ]
    assert send(amina, "PATCH", url, over, If_Match=tag).json()["until"] == body["since"]
    assert amina.get(CUSTODY, {"case": case.reference}).json()["results"][0]["place"] == "Station 4"
    paul = browser_of(office.paul)
    assert paul.get(url).status_code in (403, 404) and not paul.get(CUSTODY).json().get("results")
