"""Penalties, claims and costs by REST: the same actions, text amounts, If-Match, and nothing a client may set (A2)."""

import uuid

import pytest
from django.utils import timezone

from accounts.acting import acting
from casework.models import Cost, Penalty
from tests.casework.penalties.conftest import ago, held_of
from tests.casework.test_api import send
from tests.cast import browser_of

P, CLAIMS, COSTS = "/api/v1/penalties/", "/api/v1/claims/", "/api/v1/costs/"


@pytest.fixture
def amina(office):
    return browser_of(office.amina)


def made(browser, url, **body):
    return send(browser, "POST", url, body, Idempotency_Key=str(uuid.uuid4()))


def test_a_penalty_from_the_record_to_the_outcome(office, opened, amina, gale):
    answer = made(amina, P, case=opened.reference, kind="overstay_fine", country="TH", currency="THB", amount="500")
    assert answer.status_code == 201, answer.content
    row = answer.json()
    assert (row["status"], row["amount"], row["fine_now"]) == ("recorded", "500.00000000", "500")
    url = f"{P}{row['id']}/"
    assert send(amina, "PATCH", url, {"paid": "100"}).status_code == 428
    assert send(amina, "PATCH", url, {"paid": "100"}, If_Match='"9"').status_code == 412
    assert send(amina, "PATCH", url, {"paid": "100"}, If_Match=answer.headers["ETag"]).status_code == 200
    theirs = browser_of(gale)
    assert theirs.get(f"{P}?case={opened.reference}").json()["results"][0]["id"] == row["id"]
    given = {"outcome_on": timezone.localdate().isoformat(), "outcome_words": "By letter."}
    assert send(theirs, "POST", f"{url}waive/", {"outcome_on": "soon", "outcome_words": "x"}).status_code == 400
    assert send(theirs, "POST", f"{url}draft/", {}).status_code == 404
    done = send(theirs, "POST", f"{url}waive/", given)
    assert done.status_code == 200 and done.json()["status"] == "waived"
    assert send(theirs, "POST", f"{url}waive/", given).status_code == 409


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"status": "waived"}, "status"), ({"letter": str(uuid.uuid4())}, "letter"), ({"amount": "-5"}, "amount"),
        ({"currency": "ZZZ"}, "currency"), ({"outcome_on": "2026-01-01"}, "outcome_on"), ({"kind": "waived"}, "kind"),
        ({"kind": "immigration_detention"}, "begun_on"),
        ({"kind": "immigration_detention", "begun_on": ago(1).isoformat(), "released_on": ago(3).isoformat()}, "released_on"),
    ],
)  # fmt: skip
def test_bad_input_is_a_problem_beside_its_field_and_nothing_is_made(office, opened, amina, body, field):
    given = {"case": opened.reference, "kind": "overstay_fine", "country": "TH", "currency": "THB", "amount": "5"}
    answer = made(amina, P, **{**given, **body})
    assert answer.status_code == 400 and field in answer.json()["errors"], answer.content
    with acting(office.amina):
        assert not Penalty.objects.filter(case=opened).exists()


def test_hearings_and_the_visit_log_of_a_penalty(office, opened, amina):
    row = held_of(opened, office.amina)
    hearings, visits = f"{P}{row.pk}/hearings/", f"{P}{row.pk}/visits/"
    assert made(amina, hearings, on=ago(2).isoformat()).status_code == 400
    one = made(amina, hearings, on=ago(-2).isoformat(), court="Room 2")
    assert one.status_code == 201, one.content
    url = f"{hearings}{one.json()['id']}/"
    today = timezone.localdate().isoformat()
    changed = send(amina, "PATCH", url, {"on": today, "result": "decided"}, If_Match=one.headers["ETag"])
    assert changed.status_code == 200 and changed.json()["result"] == "decided"
    assert len(amina.get(hearings).json()["results"]) == 1
    seen = made(amina, visits, on=today, outcome="seen", condition="well")
    assert seen.status_code == 201, seen.content
    assert "health" not in seen.json()
    assert made(amina, visits, on=today, outcome="seen", condition="well", health="x").status_code == 400
    url = f"{visits}{seen.json()['id']}/"
    assert send(amina, "PATCH", url, {"more": "Soap."}, If_Match=seen.headers["ETag"]).json()["more"] == "Soap."
    assert browser_of(office.noor).get(visits).status_code == 404


def test_a_claim_and_a_cost(office, opened, amina):
    claim = made(amina, CLAIMS, case=opened.reference, kind="wages", against_kind="employer", currency="CNY",
                 amount="6000", agreed_on=timezone.localdate().isoformat())  # fmt: skip
    assert claim.status_code == 201, claim.content
    url = f"{CLAIMS}{claim.json()['id']}/"
    filed = send(amina, "POST", f"{url}file/", {"filed_on": timezone.localdate().isoformat(), "filed_with": "Court"})
    assert filed.status_code == 200 and filed.json()["status"] == "filed"
    assert send(amina, "POST", f"{url}grant/", {"answered_on": "2026-13-01", "granted": "5"}).status_code == 400
    spent = timezone.localdate().isoformat()
    given = {"case": opened.reference, "kind": "food", "currency": "JPY", "amount": "1255", "spent_on": spent}
    assert made(amina, COSTS, **given).status_code == 400
    assert made(amina, COSTS, **given, no_receipt="x", status="approved").status_code == 400
    cost = made(amina, COSTS, **given, no_receipt="Market.")
    assert cost.status_code == 201 and cost.json()["status"] == "waiting", cost.content
    step = f"{COSTS}{cost.json()['id']}/approve/"
    assert send(amina, "POST", step, {}).status_code == 403
    assert send(browser_of(office.sam), "POST", step, {}).json()["status"] == "approved"
    totals = amina.get(f"{COSTS}totals/?case={opened.reference}").json()["results"]
    assert totals == [{"currency": "JPY", "whole": "1255", "waits": None, "n": 1}]
    assert browser_of(office.noor).get(f"{COSTS}totals/?case={opened.reference}").status_code == 404
    assert amina.get(f"{COSTS}totals/").status_code == 400
    with acting(office.amina):
        assert Cost.objects.get(case=opened).decided_by == office.sam
