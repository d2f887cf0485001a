"""The same walk by REST: both sides through the same actions, each shown what its pages show (issue 3, item 7)."""

import uuid

import pytest
from django.utils import timezone

from accounts.acting import acting
from casework.models import Relative
from tests.casework.test_api import send
from tests.cast import browser_of, new_organisation, new_user
from tests.referrals.conftest import agreed
from tests.referrals.steps import Way, fresh, known_national

ALL = "/api/v1/consular-referrals/"


@pytest.fixture
def amina(office):
    return browser_of(office.amina)


@pytest.fixture
def sam(office):
    return browser_of(office.sam)


@pytest.fixture
def lina(office):
    return browser_of(office.lina)


def step(browser, number, name, **body):
    return send(browser, "POST", f"{ALL}{number}/{name}/", body)


def told(browser, case, **body):
    given = {"case": case.reference, "nationality": "VN", "told_on": str(timezone.localdate()), "told_language": "vie"}
    return send(browser, "POST", ALL, {**given, **body}, Idempotency_Key=str(uuid.uuid4()))


def test_the_whole_walk_by_rest(office, case, amina, sam, lina):
    with acting(office.amina, "test.arrange"):
        known_national(case, office.amina, "VN")
        agreed(case, office.amina, office.mission, items=["name", "birth_date"])
    made = told(amina, case)
    assert made.status_code == 201, made.content
    number = made.json()["number"]
    assert "begin" in made.json()["available_steps"]
    begun = step(amina, number, "begin")
    assert begun.status_code == 200 and begun.json()["status"] == "draft"
    ticked = {"mission": str(office.mission.pk), "items": ["name", "birth_date"]}
    assert send(amina, "PATCH", f"{ALL}{number}/", ticked).status_code == 428
    assert send(amina, "PATCH", f"{ALL}{number}/", ticked, If_Match='"1"').status_code == 412
    saved = send(amina, "PATCH", f"{ALL}{number}/", ticked, If_Match=begun.headers["ETag"])
    assert saved.status_code == 200 and saved.json()["items"] == ["name", "birth_date"]
    assert saved.json()["representation"] == "resident"
    assert step(amina, number, "request").json()["status"] == "ready"
    assert step(amina, number, "approve").status_code == 403
    assert step(sam, number, "approve").json()["status"] == "approved"
    assert step(amina, number, "send").json()["status"] == "sent"
    before = lina.get(f"{ALL}{number}/").json()
    assert set(before) == {"number", "status", "sent_at", "purpose", "version", "available_steps"}
    assert step(lina, number, "acknowledge").json()["shared"] == {
        "name": "Phạm Thu Trang", "romanised": "Pham Thu Trang", "birth_date": "2002-05-14",
    }  # fmt: skip
    assert step(lina, number, "check").status_code == 200
    assert step(lina, number, "confirm", answer="In our register.").json()["status"] == "nationality_confirmed"
    assert step(lina, number, "request_document", document_due_on="2031-02-03").status_code == 200
    paper = {"document_type": "laissez_passer", "document_number": "LP-1", "document_expires_on": "2032-01-01"}
    assert step(lina, number, "issue_document", **paper).json()["status"] == "document_issued"
    assert amina.get(f"{ALL}{number}/").json()["document_number"] == "LP-1"
    assert [row["number"] for row in amina.get(f"{ALL}?case={case.reference}").json()["results"]] == [number]


def test_a_key_of_what_was_not_shared_is_absent(office, case, lina):
    """S-42: not null, not a mark."""
    with acting(office.amina, "test.arrange"):
        Relative(case=case, relation="mother", name="CANARY").save(force_insert=True)
    referral = Way(office, case, items=["birth_date"]).to("acknowledged")
    shown = lina.get(f"{ALL}{referral.number}/")
    assert shown.json()["shared"] == {"birth_date": "2002-05-14"}
    assert "Trang" not in shown.content.decode() and "CANARY" not in shown.content.decode()
    assert not {"case", "nationality", "mission", "refusal", "told_on", "items"} & set(shown.json())


def test_the_wrong_mission_and_a_mission_after_the_end_find_nothing(office, case, lina):
    """S-40, S-43"""
    from casework.consents.models import Consent
    from referrals.sharing.actions import withdraw_consent

    way = Way(office, case)
    referral = way.to("nationality_check")
    laos = browser_of(
        new_user("Lao", new_organisation("embassy", "LA", represents=["LA"], covers=["TH"]), "external_focal_point")
    )
    assert laos.get(f"{ALL}{referral.number}/").status_code == 404
    assert step(laos, referral.number, "confirm").status_code == 404
    assert laos.get(ALL).json()["results"] == [] and len(lina.get(ALL).json()["results"]) == 1
    with acting(office.amina, "test.act"):
        withdraw_consent(Consent.objects.filter(series=way.consent.series).latest("number"), by=office.amina)
    assert lina.get(f"{ALL}{referral.number}/").status_code == 404
    late = step(lina, referral.number, "confirm", answer="Here it is")
    assert late.status_code == 404 and late.json()["status"] == 404
    assert lina.get(ALL).json()["results"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"nationality": "XX"}, "nationality"),
        ({"nationality": "MM"}, "nationality"),
        ({"told_on": "2999-01-01"}, "told_on"),
        ({"told_on": "yesterday"}, "told_on"),
        ({"status": "sent"}, "status"),
        ({"mission": "x"}, "mission"),
        ({"interpreter": "x" * 5000}, "interpreter"),
    ],
)
def test_bad_input_is_a_problem_beside_its_field(office, case, amina, body, field):
    with acting(office.amina, "test.arrange"):
        known_national(case, office.amina, "VN")
    refused = told(amina, case, **body)
    assert refused.status_code == 400 and field in refused.json()["errors"], refused.content
    assert refused.headers["content-type"].startswith("application/problem+json")
    assert amina.get(ALL).json()["results"] == []


def test_a_share_beyond_the_consent_and_a_wrong_state_are_problems(office, case, amina):
    referral = Way(office, case).to("draft")
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, office.mission, items=["name"])
    etag = {"If_Match": f'"{referral.version}"'}
    url = f"{ALL}{referral.number}/"
    mission = str(office.mission.pk)
    beyond = send(amina, "PATCH", url, {"mission": mission, "items": ["name", "family"]}, **etag)
    assert beyond.status_code == 400 and "family" in str(beyond.json()["errors"]["items"])
    unknown = send(amina, "PATCH", url, {"mission": mission, "items": ["health"]}, **etag)
    assert unknown.status_code == 400 and "items" in unknown.json()["errors"]
    wrong = send(amina, "PATCH", url, {"mission": str(office.organisation.pk), "items": ["name"]}, **etag)
    assert wrong.status_code == 400 and "mission" in wrong.json()["errors"]
    assert step(amina, referral.number, "send").status_code == 409
    assert step(amina, referral.number, "nonsense").status_code == 404
    assert step(amina, referral.number, "request", extra="1").status_code == 400
    with acting(office.amina):
        assert fresh(referral).share is None


def test_asylum_blocks_the_api_for_every_role(office, case, amina, sam):
    """S-49: refused at every step that would bring it nearer to the own state."""
    from casework.people.fear_actions import raise_fear

    way = Way(office, case)
    way.to("approved")
    number = way.referral.number
    with acting(office.amina, "test.act"):
        raise_fear(case, by=office.amina, kind="asylum")
    for browser, name in ((amina, "send"), (amina, "change"), (amina, "request"), (sam, "approve")):
        answer = step(browser, number, name)
        if name == "change":
            assert answer.status_code == 200
        else:
            assert answer.status_code in (400, 409) and answer.json()["status"] == answer.status_code, name
    assert "Blocked" in step(amina, number, "request").content.decode()
    with acting(office.amina):
        assert fresh(way.referral).status == "draft"


def test_unknown_filters_and_forged_places_are_refused(office, case, lina, amina):
    """S-46"""
    Way(office, case).to("acknowledged")
    for browser in (lina, amina):
        for query in ("?phone=1", "?shelter=x", "?case__alias__startswith=a", "?cursor=forged", "?limit=900"):
            assert browser.get(ALL + query).status_code == 400, query
    assert lina.get(f"{ALL}?case={case.reference}").status_code == 200


def test_the_conversation_by_rest_changes_no_state(office, case, lina, amina):
    referral = Way(office, case).to("nationality_check")
    assert step(lina, referral.number, "ask", text="A photo?").json()["messages"][0]["from_mission"] is True
    assert step(amina, referral.number, "write", text="It was taken inside.").status_code == 200
    assert step(amina, referral.number, "ask", text="No").status_code == 403
    assert step(lina, referral.number, "write", text="No").status_code in (403, 404)
    texts = [row["text"] for row in lina.get(f"{ALL}{referral.number}/").json()["messages"]]
    assert texts == ["It was taken inside.", "A photo?"]


def test_the_list_takes_few_queries_whatever_its_rows(office, lina, django_assert_max_num_queries):
    from casework.cases.actions import open_case

    for number in range(8):
        with acting(office.amina, "test.arrange"):
            case = open_case(office.team, by=office.amina, person={"name": f"Somebody {number}"}, language="vie")
        Way(office, case).to("acknowledged")
    lina.get(ALL)
    with django_assert_max_num_queries(12):
        assert len(lina.get(f"{ALL}?limit=5").json()["results"]) == 5
