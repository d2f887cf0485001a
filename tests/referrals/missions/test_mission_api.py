"""What stands around missions and authorities, by REST, through the actions of the pages (issue 4, items 6 and 7)."""

import datetime
import uuid

import pytest
from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import edit_case
from casework.models import Case
from referrals.models import Share
from tests.casework.test_api import send
from tests.cast import browser_of, new_organisation, new_user
from tests.referrals.conftest import agreed, shared
from tests.referrals.steps import known_national

TODAY = timezone.localdate()
SOON = (TODAY + datetime.timedelta(days=5)).isoformat()


def post(browser, address, **body):
    return send(browser, "POST", f"/api/v1/{address}/", body, Idempotency_Key=str(uuid.uuid4()))


def one(browser, address):
    return browser.get(f"/api/v1/{address}/")


@pytest.fixture
def browsers(office):
    return {name: browser_of(getattr(office, name)) for name in ("amina", "noor", "sam", "dara", "tess", "lina")}


def test_the_firewall_opens_for_one_person_by_the_steps_of_others(office, case, browsers):
    immigration = new_organisation("immigration", "TH")
    amina, sam = browsers["amina"], browsers["sam"]
    body = {"case": case.reference, "recipient": str(immigration.pk), "purpose": "exit", "items": ["name"],
            "reason": "The bus goes on Friday."}  # fmt: skip
    assert post(amina, "exemptions", **body).status_code == 400  # the person was not asked
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, immigration, items=["name", "birth_date"], kind="share_exit_clearance")
    assert post(amina, "exemptions", **{**body, "purpose": "service"}).json()["errors"]["purpose"]
    assert post(amina, "exemptions", **{**body, "status": "open"}).json()["errors"]["status"]
    made = post(amina, "exemptions", **body)
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["status"], row["shared"], row["available_steps"]) == (
        "asked",
        {"name": "Phạm Thu Trang", "romanised": "Pham Thu Trang"},
        [],
    )
    address = f"exemptions/{row['number']}"
    assert post(amina, f"{address}/approve").status_code == 403
    assert (
        post(sam, f"{address}/refuse").status_code == 400
        and post(sam, f"{address}/refuse", refusal=" ").json()["errors"]
    )
    assert one(sam, address).json()["available_steps"] == ["approve", "refuse"]
    assert post(sam, f"{address}/approve").json()["status"] == "open"
    assert post(sam, f"{address}/approve").status_code == 409
    assert len(one(amina, "exemptions").json()["results"]) == 1
    for name in ("tess", "lina"):
        assert one(browsers[name], address).status_code == 404
        assert one(browsers[name], "exemptions").json()["results"] == []


def test_a_demand_is_written_down_by_one_and_decided_by_two(office, elsewhere, browsers):
    amina, sam, dara = (browsers[name] for name in ("amina", "sam", "dara"))
    body = {"kind": "police", "asker": "Station 4", "asked": "A list of all names", "basis": "none",
            "received_on": TODAY.isoformat()}  # fmt: skip
    assert post(amina, "demands", **{**body, "asked": ""}).json()["errors"]["asked"]
    assert post(amina, "demands", **{**body, "received_on": SOON}).json()["errors"]["received_on"]
    made = post(amina, "demands", **body)
    assert made.status_code == 201 and "asked" not in made.json()
    address = f"demands/{made.json()['number']}"
    assert "Station 4" not in one(amina, "demands").content.decode()
    assert one(amina, address).status_code in (403, 404)
    assert one(sam, address).json()["asked"] == "A list of all names"
    assert post(sam, f"{address}/propose", decision="nothing", why="No court signed it.").json()["status"] == "proposed"
    assert one(sam, address).json()["available_steps"] == []
    assert post(dara, f"{address}/confirm").json()["decision"] == "nothing"
    assert post(sam, f"{address}/propose", decision="part", why="Again.").status_code == 409
    assert post(sam, f"{address}/answer", given="nothing").json()["given"] == "nothing"
    for user in (elsewhere.sam, elsewhere.dara, office.lina):
        assert one(browser_of(user), address).status_code == 404
    assert one(browsers["lina"], "demands").status_code == 404


def test_an_arrival_is_planned_changed_and_received(office, case, browsers):
    partner = new_organisation("ngo", "VN")
    pia, amina = browser_of(new_user("Pia", partner, "external_focal_point")), browsers["amina"]
    body = {"case": case.reference, "way": "home", "expected_on": SOON, "reception": "At the gate."}
    assert post(amina, "arrivals", **body).json()["errors"]["share"]
    with acting(office.amina, "test.arrange"):
        consent = agreed(case, office.amina, partner, items=["name"], kind="share_origin_partner")
        share = shared(case, consent, partner, ["name"], purpose="home")
    made = post(amina, "arrivals", **body, share=str(share.pk))
    assert made.status_code == 201, made.content
    address = f"arrivals/{made.json()['number']}"
    assert post(amina, "arrivals", **body, share=str(share.pk)).status_code == 400  # one at a time
    theirs = one(pia, address).json()
    assert theirs["name"] == "Phạm Thu Trang" and theirs["reception"] == "At the gate." and "case" not in theirs
    change = {"screening": "On the next day."}
    assert send(amina, "PATCH", f"/api/v1/{address}/", change).status_code == 428
    assert send(amina, "PATCH", f"/api/v1/{address}/", change, If_Match='"99"').status_code == 412
    saved = send(amina, "PATCH", f"/api/v1/{address}/", change, If_Match=made["ETag"])
    assert (saved.json()["screening"], saved.json()["reception"]) == ("On the next day.", "At the gate.")
    assert send(pia, "PATCH", f"/api/v1/{address}/", change, If_Match=saved["ETag"]).status_code in (403, 404)
    assert post(pia, f"{address}/call_off").status_code in (403, 404)
    assert post(pia, f"{address}/arrived", arrived_on=SOON).json()["errors"]["arrived_on"]
    assert len(one(amina, "arrivals").json()["results"]) == 1
    assert amina.get("/api/v1/arrivals/?show=expected&way=home").json()["results"]
    assert post(pia, f"{address}/arrived", arrived_on=TODAY.isoformat()).status_code == 204
    assert one(amina, address).json()["arrived_on"] == TODAY.isoformat()
    assert amina.get("/api/v1/arrivals/?show=expected").json()["results"] == []
    assert one(pia, "arrivals").json()["results"] == [] and one(browsers["tess"], address).status_code == 404


def test_a_meeting_is_written_down_and_put_right_by_another_row(office, case, browsers):
    amina, helper, police = browsers["amina"], new_organisation("international"), new_organisation("police")
    body = {"case": case.reference, "held_on": TODAY.isoformat(), "decision": "more", "reasons": "Two of three say so.",
            "views": [{"agency": str(helper.pk), "view": "Recognise."}]}  # fmt: skip
    named = {**body, "views": [{"agency": str(police.pk), "view": "No."}]}
    assert post(amina, "meetings", **named).json()["errors"]["views"]  # nobody asked the person
    assert post(amina, "meetings", **{**body, "views": [{"agency": str(uuid.uuid4()), "view": "x"}]}).status_code == 400
    assert post(amina, "meetings", **{**body, "views": []}).status_code == 400
    row = post(amina, "meetings", **body).json()
    assert row["views"] == {str(helper.pk): "Recognise."}
    again = post(amina, "meetings", **{**body, "decision": "yes", "corrects": row["id"]})
    assert again.status_code == 201 and again.json()["corrects"] == row["id"]
    assert post(amina, "meetings", **{**body, "corrects": row["id"]}).status_code == 400  # corrected already
    assert post(amina, "meetings", **{**body, "corrects": str(uuid.uuid4())}).json()["errors"]["corrects"]
    assert send(amina, "PATCH", f"/api/v1/meetings/{row['id']}/", {}, If_Match='"1"').status_code == 405
    assert [found["decision"] for found in one(amina, "meetings").json()["results"]] == ["yes", "more"]
    assert one(browsers["tess"], f"meetings/{row['id']}").status_code == 404


def test_a_rescue_is_asked_for_confirmed_gone_on_with_and_ended(office, case, browsers):
    police = new_organisation("police", "MM")
    amina, sam = browsers["amina"], browsers["sam"]
    body = {"case": case.reference, "recipient": str(police.pk), "officer": "Colonel Niran", "items": ["name", "place"],
            "place": "Building C", "basis": "She wrote that she is beaten."}  # fmt: skip
    with acting(office.amina, "test.arrange"):
        edit_case(Case.objects.get(pk=case.pk), by=office.amina, stage="in_contact")
    assert post(amina, "rescue-requests", **{**body, "place": ""}).json()["errors"]["place"]
    assert post(amina, "rescue-requests", **{**body, "items": ["journey"]}).json()["errors"]["items"]
    made = post(amina, "rescue-requests", **body)
    assert made.status_code == 201, made.content
    row = made.json()
    address = f"rescue-requests/{row['id']}"
    assert (
        row["looks_until"]
        and not row["confirmed"]
        and row["place"] == "Building C"
        and "renew" not in row["available_steps"]
    )
    assert post(sam, f"shares/{row['share']}/confirm").status_code == 200
    assert post(amina, f"{address}/prolong").status_code in (400, 403)
    assert post(sam, f"{address}/prolong").json()["confirmed"]
    assert post(amina, f"{address}/renew", basis="Still beaten.").status_code == 400  # they can look long enough
    assert post(amina, f"{address}/end").status_code == 400
    over = post(amina, f"{address}/end", outcome="She is out.").json()
    assert over["outcome"] == "She is out." and over["looks_until"] is None and over["available_steps"] == []
    for name in ("tess", "lina"):
        assert one(browsers[name], address).status_code == 404
    with acting(office.amina, "test.look"):
        assert Share.objects.get(pk=row["share"]).ended_at is not None


def test_a_mission_is_told_received_and_nothing_else(office, case, browsers):
    lina, hoa = (
        browsers["lina"],
        browser_of(new_user("Hoa", office.organisation, "consular_liaison", teams=[office.team])),
    )
    with acting(office.amina, "test.arrange"):
        known_national(case, office.amina, "VN")
    people = [{"name": "Phạm Thu Trang", "born": "14.5.2002"}, {"name": "Đỗ Văn Không"}]
    assert post(lina, "sought-notices", kind="list").json()["errors"]["people"]
    assert post(lina, "sought-notices", kind="list", people=[{"name": ""}]).status_code == 400
    made = post(lina, "sought-notices", kind="list", people=people)
    assert made.status_code == 201 and set(made.json()) == {"number", "kind", "received_at"}
    address = f"sought-notices/{made.json()['number']}"
    assert one(lina, address).status_code == 404
    assert [set(row) for row in one(lina, "sought-notices").json()["results"]] == [{"number", "kind", "received_at"}]
    assert post(browsers["amina"], "sought-notices", kind="report", words="x").status_code in (403, 404)
    assert one(browsers["amina"], address).status_code == 404
    notice = one(hoa, address).json()
    assert [row["name"] for row in notice["people"]] == ["Phạm Thu Trang", "Đỗ Văn Không"]
    match = {"person": notice["people"][0]["id"], "case": case.reference}
    assert post(hoa, f"{address}/match", **match).status_code == 404  # the case is not the liaison's
    done = post(browsers["sam"], f"{address}/match", **match)
    assert done.status_code == 200 and done.json()["people"][0]["case"] == case.reference, done.content
    assert one(hoa, address).json()["people"][0]["case"] == ""
    assert post(browsers["sam"], f"{address}/match", **{**match, "person": str(uuid.uuid4())}).status_code == 400
