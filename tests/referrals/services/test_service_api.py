"""The same walk by REST: both sides through the same actions, each shown what its pages show (issue 4, item 5)."""

import uuid

import pytest

from accounts.acting import acting
from tests.casework.test_api import send
from tests.cast import browser_of
from tests.referrals.conftest import agreed
from tests.referrals.services.conftest import AGREED, Road

ALL = "/api/v1/service-referrals/"


@pytest.fixture
def amina(office):
    return browser_of(office.amina)


def step(browser, number, name, **body):
    return send(browser, "POST", f"{ALL}{number}/{name}/", body)


def begun(browser, case, **body):
    given = {"case": case.reference, "kind": "emergency_medical", "priority": "normal", "country": "TH", **body}
    return send(browser, "POST", ALL, given, Idempotency_Key=str(uuid.uuid4()))


def test_the_whole_walk_by_rest(office, case, clinic, amina):
    service, organisation, clara = clinic
    sam, theirs = browser_of(office.sam), browser_of(clara)
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, organisation, items=AGREED, kind="share_services")
    made = begun(amina, case, needs="A wound.")
    assert made.status_code == 201, made.content
    number = made.json()["number"]
    offers = amina.get(f"{ALL}{number}/providers/").json()["results"]
    assert next(row for row in offers if row["service"] == str(service.pk))["agreed"]
    ticked = {"service": str(service.pk), "items": ["name", "needs_words"]}
    assert send(amina, "PATCH", f"{ALL}{number}/", ticked).status_code == 428
    assert send(amina, "PATCH", f"{ALL}{number}/", ticked, If_Match='"99"').status_code == 412
    saved = send(amina, "PATCH", f"{ALL}{number}/", ticked, If_Match=made.headers["ETag"])
    assert saved.status_code == 200 and saved.json()["items"] == ["name", "needs_words"]
    assert step(amina, number, "request").json()["status"] == "ready"
    assert step(amina, number, "approve").status_code == 403
    assert step(sam, number, "approve").json()["status"] == "approved"
    assert step(amina, number, "send").json()["status"] == "sent"
    before = theirs.get(f"{ALL}{number}/").json()
    assert set(before) == {
        "number", "status", "sent_at", "due_at", "priority", "purpose", "version", "available_steps",
    }  # fmt: skip
    assert step(theirs, number, "acknowledge").json()["shared"] == {
        "name": "Phạm Thu Trang", "romanised": "Pham Thu Trang", "needs_words": "A wound.",
    }  # fmt: skip
    assert step(theirs, number, "ask", text="Since when?").status_code == 200
    assert amina.get(f"{ALL}{number}/").json()["messages"][0]["text"] == "Since when?"
    assert step(theirs, number, "accept", answer="Come.").json()["answer"] == "Come."
    assert step(theirs, number, "complete", result="helped").status_code in (200, 204)
    assert amina.get(f"{ALL}{number}/").json()["status"] == "completed"
    assert theirs.get(f"{ALL}{number}/").status_code == 404
    assert [row["number"] for row in amina.get(f"{ALL}?case={case.reference}").json()["results"]] == [number]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "x"}, "kind"), ({"priority": "soon"}, "priority"), ({"country": "XX"}, "country"),
        ({"status": "sent"}, "status"), ({"needs": "x" * 5000}, "needs"), ({"provider": "x"}, "provider"),
    ],
)  # fmt: skip
def test_bad_input_is_a_problem_beside_its_field(case, amina, body, field):
    answer = begun(amina, case, **body)
    assert answer.status_code == 400 and field in answer.json()["errors"], answer.content


def test_the_wrong_office_finds_nothing_and_unknown_filters_are_refused(office, case, clinic):
    row = Road(office, case, clinic).to("acknowledged")
    lina = browser_of(office.lina)
    assert lina.get(f"{ALL}{row.number}/").status_code == 404 and lina.get(ALL).json()["results"] == []
    assert lina.get(f"{ALL}?needs=wound").status_code == 400
    assert step(lina, row.number, "accept").status_code == 404
