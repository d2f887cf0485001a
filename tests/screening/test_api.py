"""Screenings over REST: the rule, the answers, the steps, and what nobody can set (issue 3, items 3 and 7)."""

import json
import uuid

import pytest

from accounts.acting import acting
from screening.models import Screening
from tests.casework.test_api import send
from tests.cast import SecureClient, browser_of, new_user
from tests.screening.conftest import INDICATED, begin, move, submit, told
from tests.screening.files import SCENARIOS

URL = "/api/v1/screenings/"
SHOWN = ("profile", "levels", "counts", "outcome", "reasonable_grounds")


@pytest.fixture
def hers(office):
    return browser_of(office.amina)


def created(browser, case, **body):
    return send(browser, "POST", URL, {"case": case.reference, **body}, Idempotency_Key=str(uuid.uuid4()))


def patched(browser, row, **body):
    current = browser.get(f"{URL}{row}/")
    return send(browser, "PATCH", f"{URL}{row}/", body, If_Match=current.headers["ETag"])


def stepped(browser, row, step, **body):
    return send(browser, "POST", f"{URL}{row}/{step}/", body)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_each_scenario_evaluates_to_exactly_what_it_expects(office, path):
    told_case = json.loads(path.read_text())
    answer = send(browser_of(office.amina), "POST", f"{URL}evaluate/", told_case)
    assert answer.status_code == 200
    body = answer.json()
    assert {name: body[name] for name in SHOWN} == {name: told_case["expected"][name] for name in SHOWN}
    assert (body["id"], body["rule_version"]) == (told_case["id"], 1)
    with acting(office.amina):
        assert not Screening.objects.exists(), "nothing is stored"


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_each_scenario_screened_over_rest_ends_exactly_in_what_it_expects(office, opened, path):
    told_case = json.loads(path.read_text())
    with acting(office.amina):
        told(opened, "interview", office.amina, status=told_case["consents"]["interview"])
    hers = browser_of(office.amina)
    row = created(hers, opened).json()["id"]
    agreed = told_case["consents"]["interview"] == "given"
    if agreed:
        assert stepped(hers, row, "start", setting="yes").status_code == 200
    source = "testimony" if agreed else "observation"
    person = told_case["person"]
    changed = patched(
        hers, row,
        answers={code: {"state": "present", "source": source} for code in told_case["indicators_present"]},
        **{f"{part}_complete": done for part, done in told_case["sections_complete"].items()},
        age_at_screening=person["age_at_screening"], age_at_recruitment=person["age_at_recruitment"],
        age_disputed=person["age_basis"] == "disputed", vulnerability_flags=told_case["vulnerability_flags"],
        return_risk_factors=told_case["return_risk_factors"],
    )  # fmt: skip
    assert changed.status_code == 200, changed.content
    done = stepped(hers, row, "submit") if agreed else stepped(hers, row, "stop", hindrance="refused")
    assert done.status_code == 200, done.content
    body = done.json()
    assert {name: body[name] for name in SHOWN} == {name: told_case["expected"][name] for name in SHOWN}
    assert body["status"] == ("submitted" if agreed else "stopped")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"indicators_present": ["A-REC-99"]}, "indicators_present"), ({"answers": {"X": "present"}}, "answers"),
        ({"answers": {"A-REC-01": "maybe"}}, "answers"), ({}, "indicators_present"),
        ({"indicators_present": [], "vulnerability_flags": ["tall"]}, "vulnerability_flags"),
        ({"indicators_present": [], "person": {"age_at_screening": -3}}, "person.age_at_screening"),
    ],
)  # fmt: skip
def test_an_unknown_code_is_a_problem_detail_beside_its_field(office, body, named):
    answer = send(browser_of(office.amina), "POST", f"{URL}evaluate/", body)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert list(answer.json()["errors"]) == [named]


@pytest.mark.parametrize("body", ["[]", "3", '"x"', "null", "{"])
def test_what_is_no_object_is_a_problem_and_never_an_error_of_ours(office, body):
    answer = browser_of(office.amina).generic("POST", f"{URL}evaluate/", body, content_type="application/json")
    assert answer.status_code == 400


def test_the_rule_is_open_to_those_who_screen_or_decide(office):
    codes = {"amina": 200, "sam": 200, "paul": 403, "lina": 403, "audrey": 403, "dara": 403, "alex": 403}
    for name, code in codes.items():
        answer = send(browser_of(getattr(office, name)), "POST", f"{URL}evaluate/", {"indicators_present": []})
        assert answer.status_code == code, name
    assert send(SecureClient(), "POST", f"{URL}evaluate/", {"indicators_present": []}).status_code == 401


def test_a_draft_is_created_once_read_and_listed(hers, opened):
    body = {"case": opened.reference, "answers": {"A-REC-01": {"state": "present", "source": "testimony"}}}
    first = send(hers, "POST", URL, body, Idempotency_Key="k-1")
    again = send(hers, "POST", URL, body, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    row = hers.get(f"{URL}{first.json()['id']}/").json()
    assert row["answers"] == {"A-REC-01": {"state": "present", "source": "testimony", "note": ""}}
    assert row["proposed"]["levels"]["act"] == "positive" and row["outcome"] == ""
    assert row["available_steps"] == ["start", "stop"]
    listed = hers.get(URL, {"case": opened.reference}).json()["results"]
    assert [(one["number"], one["status"]) for one in listed] == [(1, "draft")]
    assert "answers" not in listed[0]


@pytest.mark.parametrize(
    "field",
    ["outcome", "rule_outcome", "levels", "counts", "profile", "reasonable_grounds", "protection_presumed", "status",
     "decided_by", "decided_at", "decision_reason", "screener", "number", "rule_version", "version", "hindrance"],
)  # fmt: skip
def test_nobody_sets_an_outcome_or_what_it_rests_on_besides_answers(hers, office, opened, field):
    """S-29"""
    screening = begin(opened, office.amina)
    before = hers.get(f"{URL}{screening.pk}/").json()
    answer = patched(hers, screening.pk, **{field: "trafficking_indicated"})
    assert answer.status_code == 400 and list(answer.json()["errors"]) == [field]
    assert created(hers, opened, **{field: "x"}).status_code == 400
    assert hers.get(f"{URL}{screening.pk}/").json() == before


def test_a_change_names_the_version_and_a_stale_one_is_shown_what_stands(hers, office, opened):
    """S-86"""
    screening = begin(opened, office.amina)
    url, body = f"{URL}{screening.pk}/", {"act_complete": False}
    old = hers.get(url).headers["ETag"]
    assert send(hers, "PATCH", url, body).status_code == 428
    assert send(hers, "PATCH", url, body, If_Match=old).status_code == 200
    stale = send(hers, "PATCH", url, {"means_complete": False}, If_Match=old)
    assert stale.status_code == 412
    assert stale.json()["current"]["act_complete"] is False and stale.json()["current"]["means_complete"] is True


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"A-REC-99": {"state": "present", "source": "document"}}, "answers"),
        ({"A-REC-02": {"state": "present"}}, "A-REC-02"), ({"A-REC-02": {"state": "yes"}}, "A-REC-02"),
        ({"A-REC-02": "present"}, "A-REC-02"), ({"A-REC-02": {"state": "absent", "note": 3 * "x" * 2000}}, "A-REC-02"),
        ({"A-REC-02": {"state": "absent", "note": "a\x00b"}}, "A-REC-02"), ([], "answers"),
        ({"A-REC-02": {"state": "absent", "source": "dream"}}, "A-REC-02"),
    ],
)  # fmt: skip
def test_bad_answers_are_sentences_and_change_nothing(hers, office, opened, answers, named):
    screening = begin(opened, office.amina)
    answer = patched(hers, screening.pk, answers=answers, act_complete=False)
    assert answer.status_code == 400, answer.content
    assert named in json.dumps(answer.json()["errors"])
    row = hers.get(f"{URL}{screening.pk}/").json()
    assert row["act_complete"] is True and set(row["answers"]) == set(INDICATED)


def test_a_supervisor_reads_and_decides_but_does_not_write(hers, office, opened):
    screening = submit(opened, office.amina)
    his = browser_of(office.sam)
    row = his.get(f"{URL}{screening.pk}/")
    assert row.json()["available_steps"] == ["return", "confirm", "override"]
    assert send(his, "PATCH", f"{URL}{screening.pk}/", {}, If_Match=row.headers["ETag"]).status_code == 403
    assert stepped(his, screening.pk, "confirm").json()["status"] == "confirmed"
    assert stepped(hers, screening.pk, "confirm").status_code == 403
    assert stepped(his, screening.pk, "confirm").status_code == 409


def test_overriding_by_rest_takes_two_supervisors_too(office, opened, second):
    screening = submit(opened, office.amina)
    his = browser_of(office.sam)
    answer = stepped(his, screening.pk, "override", outcome="no_indication")
    assert answer.status_code == 400 and list(answer.json()["errors"]) == ["reason"]
    body = {"outcome": "vulnerable_not_trafficked", "reason": "Read again."}
    assert stepped(his, screening.pk, "override", **body).json()["status"] == "override_proposed"
    assert stepped(his, screening.pk, "approve_override").status_code == 400
    assert stepped(browser_of(second), screening.pk, "approve_override").json()["outcome"] == body["outcome"]


@pytest.mark.parametrize("step", ["withdraw", "supersede", "win"])
def test_steps_that_follow_by_themselves_are_nobodys_to_take(hers, office, opened, step):
    assert stepped(hers, submit(opened, office.amina).pk, step).status_code == 404


def test_others_find_nothing(office, elsewhere, opened):
    screening = submit(opened, office.amina)
    for user in (office.noor, office.tess, office.paul, office.lina, office.audrey, office.dara, elsewhere.amina):
        browser = browser_of(user)
        assert browser.get(f"{URL}{screening.pk}/").status_code in (403, 404), user
        assert browser.get(URL, {"case": opened.reference}).status_code in (403, 404), user
        assert created(browser, opened).status_code in (403, 404), user


def test_a_closed_case_takes_no_screening_by_rest_either(hers, office, opened):
    from casework.cases.transitions import CASE

    with acting(office.amina):
        CASE.move(opened, "propose_close", by=office.amina, closure_reason="person_request", reason="She left.")
    with acting(office.sam):
        CASE.move(opened, "approve_close", by=office.sam)
    answer = created(hers, opened)
    assert answer.status_code == 400 and "The case is closed" in answer.content.decode()


def test_what_was_taken_back_is_no_longer_told(hers, office, opened):
    from screening.actions import interview_withdrawn

    screening = submit(opened, office.amina)
    with acting(office.amina, "consent.withdraw"):
        told(opened, "interview", office.amina, status="refused")
        interview_withdrawn(opened, by=office.amina)
    row = hers.get(f"{URL}{screening.pk}/").json()
    assert row["answers"] == {} and row["outcome"] == "unable_to_screen"
    assert "Recruited" not in json.dumps(row)


def test_a_client_gives_answers_and_reads_nothing_back(office, opened):
    client = browser_of(new_user("Client", office.organisation, "api_client"))
    body = {"C-HUB-01": {"state": "present", "source": "other_agency"}}
    made = created(client, opened, answers=body)
    assert made.status_code == 201 and set(made.json()) == {"id", "case"}
    row = f"{URL}{made.json()['id']}/"
    assert client.get(row).status_code in (403, 404)
    assert send(client, "PATCH", row, {}, If_Match='"1"').status_code in (403, 404)
    for step in ("start", "submit", "confirm"):
        assert send(client, "POST", f"{row}{step}/").status_code in (403, 404)
    with acting(office.amina):
        assert Screening.objects.get().marked["C-HUB-01"]["source"] == "other_agency"


def test_marks_of_health_are_added_by_the_screener_and_read_by_those_who_may(hers, office, opened):
    from casework.cases.actions import grant_health

    screening = begin(opened, office.amina)
    patched(hers, screening.pk, vulnerability_flags=["pregnant", "destitute"])
    row = hers.get(f"{URL}{screening.pk}/").json()
    assert row["vulnerability_flags"] == ["destitute"] and "health_marks" not in row
    assert "pregnant" not in hers.get(f"/cases/{opened.reference}/history/").content.decode()
    patched(hers, screening.pk, vulnerability_flags=["detained"])
    with acting(office.sam):
        grant_health(opened, office.amina, by=office.sam)
    row = browser_of(office.amina).get(f"{URL}{screening.pk}/").json()
    assert (row["vulnerability_flags"], row["health_marks"]) == (["detained"], ["pregnant"])
    assert "health_marks" not in browser_of(office.sam).get(f"{URL}{screening.pk}/").json()


def test_a_decided_screening_is_explained_by_the_rule_and_catalogue_it_was_decided_by(hers, office, opened):
    screening = move(submit(opened, office.amina), "confirm", office.sam)
    row = hers.get(f"{URL}{screening.pk}/").json()
    assert (row["rule_version"], row["catalogue_version"], row["proposed"]["rule_version"]) == (1, 1, 1)
    assert row["proposed"]["explanation"][0] == "The person is an adult: act, means and purpose are all needed."
