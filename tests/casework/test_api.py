"""The REST door: the same actions, rules and redaction as the pages (A1, R-50, R-51)."""

import json
import uuid

import pytest

from accounts.acting import acting
from casework.models import Case, Person
from tests.cast import browser_of

CASES = "/api/v1/cases/"


def send(browser, method, url, body=None, **headers):
    """A JSON request; headers as keywords (If_Match=…)."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return browser.generic(
        method,
        url,
        json.dumps(body or {}),
        content_type="application/json",
        headers={"accept": "application/json", **named},
    )


def opened(browser, office, **body):
    key = str(uuid.uuid4())
    return send(browser, "POST", CASES, {"team": str(office.team.pk), "language": "vie", **body}, Idempotency_Key=key)


@pytest.fixture
def hers(office):
    return browser_of(office.amina)


def test_a_case_is_opened_read_and_listed(hers, office):
    made = opened(hers, office, label="Bridge", new_person={"name": "Bùi Thị Hoa"})
    assert made.status_code == 201, made.content
    number = made.json()["reference"]
    assert made.headers["ETag"] == '"1"'
    assert hers.get(f"{CASES}{number}/").json()["label"] == "Bridge"
    assert [row["reference"] for row in hers.get(CASES).json()["results"]] == [number]


def test_a_create_without_a_key_is_refused_and_the_same_key_makes_one_case(hers, office):
    body = {"team": str(office.team.pk)}
    assert send(hers, "POST", CASES, body).status_code == 400
    first = send(hers, "POST", CASES, body, Idempotency_Key="k-1")
    again = send(hers, "POST", CASES, body, Idempotency_Key="k-1")
    other = send(hers, "POST", CASES, {**body, "urgency": "now"}, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 422)
    assert first.json()["id"] == again.json()["id"]
    with acting(office.amina):
        assert Case.objects.count() == 1


def test_a_change_says_which_version_it_changes(hers, office, case):
    """S-86"""
    url = f"{CASES}{case.reference}/"
    assert send(hers, "PATCH", url, {"urgency": "now"}).status_code == 428
    done = send(hers, "PATCH", url, {"urgency": "now", "label": "By Amina"}, If_Match='"1"')
    assert (done.status_code, done.json()["urgency"], done.headers["ETag"]) == (200, "now", '"2"')
    stale = send(hers, "PATCH", url, {"label": "By Noor"}, If_Match='"1"')
    assert stale.status_code == 412
    assert stale.json()["current"]["label"] == "By Amina"
    assert stale.headers["Content-Type"].startswith("application/problem+json")


def test_fields_nobody_may_set_are_refused_and_change_nothing(hers, office, case):
    """S-29"""
    for name, value in {
        "organisation": str(office.organisation.pk), "status": "closed", "version": 9, "is_staff": True,
        "opened_by": str(office.noor.pk), "groups": [], "reference": "AAAAAAAAAA", "team": str(office.other_team.pk),
    }.items():  # fmt: skip
        answer = send(hers, "PATCH", f"{CASES}{case.reference}/", {name: value}, If_Match='"1"')
        assert answer.status_code == 400, (name, answer.content)
        assert name in answer.json()["errors"]
    with acting(office.amina):
        assert Case.objects.get(pk=case.pk).version == 1


def test_a_case_of_somebody_else_looks_like_no_case(office, case):
    """S-23, S-78: the same answer for hidden and for missing, for every method"""
    his = browser_of(office.noor)
    for method in ("GET", "PATCH", "PUT", "DELETE"):
        hidden = send(his, method, f"{CASES}{case.reference}/", If_Match='"1"')
        missing = send(his, method, f"{CASES}ZZZZZZZZZZ/", If_Match='"1"')
        assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content)
        assert hidden.status_code in (404, 405)


def test_children_of_a_hidden_case_are_hidden_too(office, case):
    """S-25"""
    with acting(office.amina):
        person = Person.objects.get(case=case)
    his = browser_of(office.noor)
    assert his.get(f"/api/v1/people/{person.pk}/").status_code == 404
    assert send(his, "POST", f"/api/v1/people/{person.pk}/reveal/").status_code == 404
    assert his.get(f"/api/v1/consents/?case={case.reference}").status_code == 404
    rows = send(his, "POST", f"/api/v1/people/{person.pk}/names/", {"name": "x"}, Idempotency_Key="n")
    assert rows.status_code == 404


def test_unknown_filters_and_values_are_refused(hers, case):
    """S-46"""
    for query in (
        "phone=1",
        "label=Bridge",
        "status=x",
        "person__name__startswith=P",
        "cursor=zz",
        "limit=0",
        "limit=201",
    ):
        assert hers.get(f"{CASES}?{query}").status_code == 400, query
    assert len(hers.get(f"{CASES}?status=draft&language=vie").json()["results"]) == 1
    assert hers.get(f"{CASES}?status=open").json()["results"] == []


def test_the_cursor_misses_nothing_and_repeats_nothing(hers, office):
    numbers = {opened(hers, office).json()["reference"] for _ in range(7)}
    seen, cursor = [], ""
    while cursor is not None:
        answer = hers.get(f"{CASES}?limit=3&cursor={cursor}").json()
        seen += [row["reference"] for row in answer["results"]]
        cursor = answer["next"]
    assert len(seen) == 7 and set(seen) == numbers


def test_steps_are_taken_through_the_workflow(hers, office, case):
    """S-33"""
    url = f"{CASES}{case.reference}/"
    assert "start" in hers.get(url).json()["available_steps"]
    early = send(hers, "POST", f"{url}assist/", {"reason": "urgent"})
    assert (early.status_code, early.json()["status"]) == (409, 409)
    refused = send(hers, "POST", f"{url}start/")
    assert refused.status_code == 400 and "agrees" in str(refused.json()["errors"])
    assert send(hers, "POST", f"{url}start/", {"by": "x"}).status_code == 400
    assert send(hers, "POST", f"{url}fly/").status_code == 404
    assert send(hers, "POST", f"{url}approve_close/").status_code == 403


def test_consents_are_told_answered_and_taken_back(hers, office, case):
    told = send(
        hers,
        "POST",
        "/api/v1/consents/",
        {"case": case.reference, "type": "case_data", "language": "vie"},
        Idempotency_Key="c",
    )
    assert told.status_code == 201, told.content
    url = f"/api/v1/consents/{told.json()['id']}/"
    assert send(hers, "POST", f"{url}answer/", {"status": "given"}).status_code == 400
    said = {"status": "given", "giver": "individual", "capacity": "can", "how": "witnessed", "witness": "Ly"}
    yes = send(hers, "POST", f"{url}answer/", said)
    assert (yes.status_code, yes.json()["status"], yes.json()["number"]) == (201, "given", 2)
    assert send(hers, "PATCH", url, {"status": "refused"}, If_Match='"1"').status_code in (404, 405)
    gone = send(hers, "POST", f"/api/v1/consents/{yes.json()['id']}/withdraw/")
    assert gone.json()["status"] == "withdrawn"


def test_the_person_is_changed_and_numbers_are_shown_only_on_demand(hers, office, case):
    person = hers.get(f"{CASES}{case.reference}/").json()["person"]
    url = f"/api/v1/people/{person}/"
    row = send(
        hers,
        "POST",
        f"{url}contacts/",
        {"kind": "phone", "value": "+66 12 345", "safety": "safe"},
        Idempotency_Key="p",
    )
    assert row.status_code == 201 and "+66" not in row.content.decode()
    shown = hers.get(url)
    assert shown.json()["contacts"][0]["safety"] == "safe" and "+66" not in shown.content.decode()
    shown_once = send(hers, "POST", f"{url}reveal/", {"what": "contact", "id": row.json()["id"]})
    assert shown_once.json() == {"id": row.json()["id"], "value": "+66 12 345"}
    changed = send(
        hers,
        "PATCH",
        url,
        {"nationalities": ["VN"], "estimated_age": 17, "age_basis": "told"},
        If_Match=shown.headers["ETag"],
    )
    assert changed.status_code == 200, changed.content
    assert hers.get(f"{CASES}{case.reference}/").json()["child"] is True


def test_somebody_who_reads_no_names_gets_no_key_for_them(office, case):
    """S-42: the data protection officer sees that the case exists, and nothing about the person"""
    dara = browser_of(office.dara)
    row = dara.get(f"{CASES}{case.reference}/").json()
    assert row["status"] == "draft" and "label" not in row and "told" not in row
    people = dara.get("/api/v1/people/").json()["results"]
    assert people and set(people[0]) == {"id", "case", "version"}


def test_strangers_are_asked_to_sign_in(client, case):
    """S-15"""
    answer = client.get(CASES, secure=True, headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_junk_never_breaks_the_door(hers, case):
    """S-77"""
    for junk in ("' OR 1=1--", "%00", "1;DROP", "../../etc", "\u202e", "x" * 2000):
        assert hers.get(f"{CASES}{junk}/").status_code in (400, 404)
        assert hers.get(CASES, {"language": junk}).status_code == 400
        assert (
            send(
                hers,
                "POST",
                CASES,
                {"team": junk},
                Idempotency_Key="j" + junk[:3].encode("ascii", "ignore").decode(),
            ).status_code
            == 400
        )
    for body in ("[]", "3", '"x"', "{", "null"):
        answer = hers.generic("POST", CASES, body, content_type="application/json", headers={"Idempotency-Key": "b"})
        assert answer.status_code == 400, body
