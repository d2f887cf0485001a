"""Needs and the child's room by REST: the actions of the pages, versions, keys, and what a client may not do."""

import uuid

import pytest

from accounts.acting import acting
from casework.needs.models import Need
from tests.casework.children.conftest import Way, as_child
from tests.casework.needs.conftest import Help
from tests.casework.test_api import send
from tests.cast import browser_of

API = "/api/v1/"


def make(browser, kind, body, key=None):
    """POST of a new row."""
    return send(browser, "POST", f"{API}{kind}/", body, Idempotency_Key=key or str(uuid.uuid4()))


def test_a_need_by_rest_all_the_way(hers, office, case):
    body = {"case": case.reference, "kind": "legal_counsel", "provider_name": "Desk", "owner": str(office.amina.pk)}
    key = str(uuid.uuid4())
    made = make(hers, "needs", body, key)
    assert made.status_code == 201, made.content
    assert make(hers, "needs", body, key).json()["id"] == made.json()["id"]
    address = f"{API}needs/{made.json()['id']}/"
    assert send(hers, "PATCH", address, {"words": "x"}).status_code == 428
    assert send(hers, "PATCH", address, {"words": "x"}, If_Match='"9"').status_code == 412
    assert send(hers, "PATCH", address, {"status": "done"}, If_Match=made.headers["ETag"]).status_code == 400
    assert send(hers, "PATCH", address, {"words": "Soon."}, If_Match=made.headers["ETag"]).json()["words"] == "Soon."
    assert set(hers.get(address).json()["available_steps"]) == {"arrange", "begin", "not_wanted", "not_possible"}
    assert send(hers, "POST", f"{address}finish/", {"result": "helped"}).status_code == 409
    assert send(hers, "POST", f"{address}begin/", {}).json()["status"] == "running"
    met = make(hers, f"needs/{made.json()['id']}/sessions", {"held_on": "2026-01-05", "came": "yes"})
    assert met.status_code == 201, met.content
    assert len(hers.get(f"{address}sessions/").json()["results"]) == 1
    assert send(hers, "POST", f"{address}finish/", {"result": "helped"}).json()["ended_at"]
    assert [row["kind"] for row in hers.get(f"{API}needs/?case={case.reference}").json()["results"]] == [
        "legal_counsel"
    ]


def test_what_is_outside_ones_groups_is_absent_and_a_hidden_case_is_not_there(office, case, help_for):
    one = help_for(kind="legal_counsel", words="Told in confidence")
    for who in ("noor", "tess", "dara", "paul", "alex"):
        browser = browser_of(getattr(office, who))
        assert browser.get(f"{API}needs/{one.row.pk}/").status_code in (403, 404)
    assert browser_of(office.sam).get(f"{API}needs/{one.row.pk}/").json()["words"] == "Told in confidence"


def test_a_plan_a_safety_plan_and_a_conference_by_rest(hers, case):
    plan = make(hers, "case-plans", {"case": case.reference, "language": "vie", "wishes": "Home", "steps": "A doctor"})
    assert plan.status_code == 201, plan.content
    yes = {"read_aloud": "yes", "agreed_on": "2026-01-05", "agreed_how": "witnessed"}
    assert send(hers, "PATCH", f"{API}case-plans/{plan.json()['id']}/", {"status": "agreed"},
                If_Match=plan.headers["ETag"]).status_code == 400  # fmt: skip
    assert send(hers, "POST", f"{API}case-plans/{plan.json()['id']}/agree/", yes).json()["status"] == "agreed"
    safety = {"case": case.reference, "reprisals": "The lender", "made_on": "2026-01-05"}
    assert make(hers, "safety-plans", safety).status_code == 201
    assert make(hers, "safety-plans", safety).status_code == 400
    assert (
        make(hers, "conferences", {"case": case.reference, "people": "Sam", "held_on": "2026-01-05"}).status_code == 201
    )
    assert make(hers, "conferences", {"case": case.reference, "people": ""}).status_code == 400


def test_best_interests_by_rest(hers, office, case):
    child = as_child(case, office.amina)
    made = make(hers, "best-interests", {"case": case.reference})
    assert made.status_code == 201, made.content
    way, address = Way(office, child), f"{API}best-interests/{made.json()['id']}/"
    words = {"child_view": "My aunt", "needs_words": "School", "advice": "Her aunt", "heard_on": "2026-01-05"}
    saved = send(hers, "PATCH", address, words, If_Match=made.headers["ETag"])
    assert saved.status_code == 200, saved.content
    assert send(hers, "PATCH", address, {"allowed": ["return"]}, If_Match=saved.headers["ETag"]).status_code == 400
    named = {"kind": "body", "name": "Office", "appointed": "office", "involved": "no"}
    assert make(hers, f"children/{case.reference}/guardians", named).status_code == 201
    cora = browser_of(way.cora)
    assert send(hers, "POST", f"{address}finish/", {}).status_code == 403
    assert send(cora, "POST", f"{address}finish/", {}).json()["status"] == "assessment_done"
    assert send(cora, "POST", f"{address}need/", {"about": "return, placement"}).json()["about"] == [
        "return",
        "placement",
    ]
    assert send(cora, "POST", f"{address}sign_officer/", {}).status_code == 409
    rows = hers.get(f"{API}children/{case.reference}/guardians/").json()["results"]
    assert [row["name"] for row in rows] == ["Office"]
    assert hers.get(f"{API}children/{case.reference}/nothing/").status_code == 404


@pytest.mark.parametrize("body", [{}, {"case": "nothing"}, {"case": 5}, []])
def test_a_new_row_without_its_case_is_refused(hers, office, case, body):
    assert make(hers, "needs", body).status_code in (400, 404)
    with acting(office.amina):
        assert not Need.objects.filter(case=case).exists()


def test_help_of_another_is_not_seen(office, case):
    one = Help(office, case)
    assert browser_of(office.noor).get(f"{API}needs/?case={case.reference}").status_code == 404
    assert browser_of(office.noor).get(f"{API}needs/{one.row.pk}/sessions/").status_code == 404
