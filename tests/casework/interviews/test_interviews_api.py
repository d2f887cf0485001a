"""Interviews by REST: the same rules, versions and closed doors as the pages (A1, A2, R-50, R-51)."""

import uuid

import pytest

from accounts.acting import acting
from casework.cases.actions import assign_worker, grant_health
from casework.interviews.models import Answer, Sitting
from tests.casework.interviews.conftest import SETTING, sit_down, tell
from tests.cast import browser_of

API = "/api/v1/interviews/"


def post(browser, url, body, key=True, **headers):
    keys = {"Idempotency-Key": str(uuid.uuid4())} if key else {}
    return browser.post(url, body, content_type="application/json", headers={**keys, **headers})


def patch(browser, url, body, version):
    return browser.patch(url, body, content_type="application/json", headers={"If-Match": f'"{version}"'})


def step(browser, sitting_id, name, **given):
    return browser.post(f"{API}{sitting_id}/{name}/", given, content_type="application/json")


@pytest.fixture
def hers(amina):
    return browser_of(amina)


def test_a_whole_talk_by_rest(willing, hers, amina):
    made = post(hers, API, {"case": willing.reference, "set_code": "intake_interview", **SETTING})
    assert (made.status_code, made.json()["status"], made.json()["available_steps"]) == (201, "draft", ["start"])
    one = f"{API}{made.json()['id']}/"
    assert step(hers, made.json()["id"], "start").json()["status"] == "in_progress"
    told = post(hers, f"{one}answers/", {"question": "int_name", "value": "Trang"})
    assert (told.status_code, told.json()["value"], told["ETag"]) == (201, "Trang", '"1"')
    answer = f"{one}answers/{told.json()['id']}/"
    assert patch(hers, answer, {"value": "Thu Trang"}, 1).json()["version"] == 2
    assert step(hers, made.json()["id"], "end").json()["status"] == "ended"
    whole = hers.get(one).json()
    assert [line["value"] for line in whole["answers"]] == ["Thu Trang"]
    assert [line["step"] for line in whole["pauses"]] == ["start", "end"]
    assert hers.get(API, {"case": willing.reference}).json()["results"][0]["id"] == whole["id"]


def test_what_is_missing_is_said_by_field(case, hers):
    made = post(hers, API, {"case": case.reference, "set_code": "intake_interview", **SETTING, "needs_met": False})
    answer = step(hers, made.json()["id"], "start")
    assert answer.status_code == 400
    assert "agrees to be interviewed" in str(answer.json()["errors"])


def test_a_stale_version_gets_the_standing_one_and_nothing_is_written(sitting, willing, hers, amina):
    """S-86"""
    row = tell(sitting, "int_name", "Trang", by=amina)
    url = f"{API}{sitting.pk}/answers/{row.pk}/"
    assert patch(hers, url, {"value": "Thu"}, 1).status_code == 200
    stale = patch(hers, url, {"value": "Mai"}, 1)
    assert (stale.status_code, stale.json()["current"]["value"]) == (412, "Thu")
    assert hers.patch(url, {"value": "Mai"}, content_type="application/json").status_code == 428


def test_the_same_key_makes_one_answer_and_another_body_is_refused(sitting, hers, amina):
    """S-87"""
    key, url = str(uuid.uuid4()), f"{API}{sitting.pk}/answers/"
    first = post(hers, url, {"question": "int_name", "value": "Trang"}, key=False, **{"Idempotency-Key": key})
    again = post(hers, url, {"question": "int_name", "value": "Trang"}, key=False, **{"Idempotency-Key": key})
    other = post(hers, url, {"question": "int_name", "value": "Thu"}, key=False, **{"Idempotency-Key": key})
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 422)
    assert first.json()["id"] == again.json()["id"]


def test_told_already_is_a_conflict(sitting, hers, amina):
    tell(sitting, "int_name", "Trang", by=amina)
    assert post(hers, f"{API}{sitting.pk}/answers/", {"question": "int_name", "value": "Thu"}).status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {"question": "int_nothing", "value": "x"},
        {"question": "int_name", "value": 5},
        {"question": "int_name", "value": {"a": 1}},
        {"question": "int_name", "value": "nul\u0000"},
        {"question": "int_name", "value": "x" * 501},
        {"question": "int_name", "repeat": 1, "value": "x"},
        {"question": "int_gender", "value": "klingon"},
        {"question": "int_owed", "value": ["travel", "nothing"]},
        {"question": "int_owed", "value": "travel"},
        {"question": "int_hours", "value": -1},
        {"question": "int_hours", "value": 25},
        {"question": "int_pay_got", "value": [{"amount": "-5", "currency": "USD"}]},
        {"question": "int_pay_got", "value": [{"amount": "5", "currency": "XXX"}]},
        {"question": "int_pay_got", "value": [{"sum": "5"}]},
        {"question": "int_born", "value": {"said": "1 March 2099"}},
        {"question": "int_name", "value": "x", "state": "perhaps"},
        {"question": "int_name", "value": "x", "heard": ["vulnerability_flags.child"]},
        {"question": "int_name", "value": "x", "raised_at": "2026-01-01"},
        {"question": "int_private", "value": ["assault"]},
        ["not an object"],
        {},
    ],
)
def test_what_cannot_be_an_answer_is_a_problem_with_a_sentence_and_changes_nothing(sitting, willing, hers, body, amina):
    answer = post(hers, f"{API}{sitting.pk}/answers/", body)
    assert answer.status_code in (400, 403), answer.content
    with acting(amina):
        assert not Answer.objects.filter(case=willing).exists()


def test_health_answers_are_not_even_there_for_the_supervisor(sitting, willing, office, amina):
    with acting(office.sam):
        grant_health(willing, amina, by=office.sam)
    row = tell(sitting, "int_medical", ["none"], note="Canary", by=amina)
    tell(sitting, "int_name", "Trang", by=amina)
    sam = browser_of(office.sam)

    assert [line["question"] for line in sam.get(f"{API}{sitting.pk}/").json()["answers"]] == ["int_name"]
    assert sam.get(f"{API}{sitting.pk}/answers/{row.pk}/").status_code == 404
    assert "Canary" in browser_of(amina).get(f"{API}{sitting.pk}/").content.decode()


def test_the_supervisor_changes_nothing(sitting, office, amina):
    row = tell(sitting, "int_name", "Trang", by=amina)
    sam = browser_of(office.sam)
    assert patch(sam, f"{API}{sitting.pk}/answers/{row.pk}/", {"value": "x"}, 1).status_code == 403
    assert step(sam, sitting.pk, "stop").status_code == 403
    assert post(sam, f"{API}{sitting.pk}/answers/", {"question": "int_job", "value": "x"}).status_code == 403


def test_nobody_else_finds_it(sitting, willing, office, elsewhere):
    for user in (office.noor, office.tess, elsewhere.amina, office.lina):
        browser = browser_of(user)
        assert browser.get(f"{API}{sitting.pk}/").status_code == 404
        assert browser.get(API, {"case": willing.reference}).status_code == 404


def test_a_prepared_talk_is_discarded_and_a_held_one_is_not(willing, hers, sitting, amina):
    draft = sit_down(willing, amina, start=False)
    assert step(hers, draft.pk, "discard").status_code == 204
    assert step(hers, sitting.pk, "discard").status_code == 400
    with acting(amina):
        assert [row.pk for row in Sitting.objects.filter(case=willing)] == [sitting.pk]


def test_what_only_the_person_opens_is_opened_by_a_step(sitting, willing, office, hers, amina):
    with acting(office.sam):
        grant_health(willing, amina, by=office.sam)
    assert step(hers, sitting.pk, "raise", question="int_private").status_code == 200
    with acting(amina):
        row = Answer.objects.get(case=willing)
    assert patch(hers, f"{API}{sitting.pk}/answers/{row.pk}/", {"value": ["assault"]}, 1).status_code == 200


def test_after_a_stop_the_person_is_asked_again(sitting, hers):
    step(hers, sitting.pk, "stop")
    assert step(hers, sitting.pk, "resume").status_code == 400
    again = step(hers, sitting.pk, "resume", asked_again="yes")
    assert again.json()["status"] == "in_progress"
    assert step(hers, sitting.pk, "start").status_code == 409


def test_the_setting_changes_with_its_version_and_what_was_asked_never(sitting, hers, office, willing, amina):
    with acting(office.sam):
        assign_worker(willing, office.noor, by=office.sam)
    url = f"{API}{sitting.pk}/"
    version = hers.get(url).json()["version"]
    assert patch(hers, url, {"place": "Room 3"}, version).json()["place"] == "Room 3"
    assert patch(browser_of(office.noor), url, {"place": "Room 4"}, version).status_code == 412
    assert patch(hers, url, {"set_code": "follow_up"}, version + 1).status_code == 400
    assert patch(hers, url, {"status": "ended"}, version + 1).status_code == 400
