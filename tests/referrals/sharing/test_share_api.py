"""Shares by REST: what the pages do and show, for both sides; nothing is set that is not a step (issue 4, items 1, 2)."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.acting import acting
from referrals.models import Share
from tests.casework.test_api import send
from tests.cast import browser_of, new_organisation
from tests.machines import Machine
from tests.referrals.conftest import agreed, shared
from tests.referrals.sharing.conftest import given, ready
from tests.referrals.sharing.test_transfer import offered
from tests.referrals.steps import Way

ALL = "/api/v1/shares/"


def step(browser, share, name, **body):
    return send(browser, "POST", f"{ALL}{getattr(share, 'pk', share)}/{name}/", body)


def made(browser, subject, **body):
    return send(browser, "POST", ALL, {"case": subject.reference, **body}, Idempotency_Key=str(uuid.uuid4()))


def one(browser, share):
    return browser.get(f"{ALL}{getattr(share, 'pk', share)}/").json()


def test_accepted_asked_narrowed_extended_and_ended_by_rest(office, case, partner):
    share, _yes = given(case, office, partner, live=False)
    amina, sam, pia = browser_of(office.amina), browser_of(office.sam), browser_of(partner.pia)
    notice = one(pia, share)
    assert set(notice) == {
        "id", "number", "purpose", "sent_at", "live_from", "version", "from", "available_steps",
    }  # fmt: skip
    assert notice["available_steps"] == ["accept", "decline"]
    seen = step(pia, share, "accept").json()
    assert seen["shared"]["name"] == "Phạm Thu Trang" and "birth_place" not in seen["shared"]
    assert step(pia, share, "accept").status_code in (400, 403, 404)
    asked = step(pia, share, "ask", text="Since when?", items=["birth_place"]).json()
    assert "Since when?" in asked["messages"][0]["text"]
    assert "Since when?" in step(amina, share, "write", text="Since May.").json()["messages"][1]["text"]
    assert one(pia, share)["messages"][0]["text"] == "Since May."
    less = step(amina, share, "narrow", items=["name"]).json()
    assert (less["items"], less["number"], less["standing"]) == (["name"], str(share.number), True)
    assert browser_of(partner.pia).get(f"{ALL}{share.pk}/").status_code == 404  # the older version is no more
    assert "birth_date" not in one(pia, less["id"])["shared"]
    wider = step(amina, less["id"], "extend", items=["name", "birth_place"]).json()
    assert wider["sent_at"] is None and wider["available_steps"] == []
    assert step(amina, wider["id"], "approve").status_code == 403
    assert one(sam, wider["id"])["available_steps"] == ["approve", "return"]
    assert step(sam, wider["id"], "approve").json()["items"] == ["name", "birth_place"]
    over = step(amina, wider["id"], "end", reason="She left.").json()
    assert over["ended_why"] == "revoked" and not over["standing"] and over["available_steps"] == []
    assert pia.get(f"{ALL}{wider['id']}/").status_code == 404 and pia.get(ALL).json()["results"] == []
    listed = amina.get(f"{ALL}?case={case.reference}").json()["results"]
    assert {row["number"] for row in listed} == {share.number}


def test_declined_with_a_reason_or_not_at_all(office, case, partner):
    share, _yes = given(case, office, partner)
    pia = browser_of(partner.pia)
    assert step(pia, share, "decline").status_code == 400
    assert step(pia, share, "decline", reason=" ").json()["errors"]["reason"]
    assert step(pia, share, "decline", reason="No bed.").status_code == 204
    mine = one(browser_of(office.amina), share)
    assert mine["ended_why"] == "declined" and "No bed." in mine["messages"][0]["text"]


def test_a_case_is_handed_over_by_rest(office, case, partner):
    offered(case, office, partner, approved=False)
    amina, sam, pia = browser_of(office.amina), browser_of(office.sam), browser_of(partner.pia)
    with acting(office.amina, "test.look"):
        share = Share.objects.get(case=case)
    assert step(sam, share, "return", reason="Not yet.").json()["ended_why"] == "taken_back"
    again = made(amina, case, recipient=str(partner.organisation.pk), purpose="transfer", items=["name"])
    assert again.status_code == 201, again.content
    key = again.json()["id"]
    assert pia.get(f"{ALL}{key}/").status_code == 404
    assert step(sam, key, "approve").status_code == 200
    assert step(pia, key, "accept").json()["errors"]["team"]
    assert step(pia, key, "accept", team=str(office.team.pk)).status_code == 400
    assert step(pia, key, "accept", team=str(partner.team.pk)).json()["shared"]["name"] == "Hoa"
    assert amina.get(f"/api/v1/cases/{case.reference}/").json()["status"] == "closed_transferred"
    assert len(pia.get("/api/v1/cases/").json()["results"]) == 1


def test_help_in_danger_by_rest_is_confirmed_by_a_second_person(office, case):
    helper = new_organisation("international")
    amina, sam = browser_of(office.amina), browser_of(office.sam)
    danger = {"recipient": str(helper.pk), "purpose": "rescue", "items": ["name"]}
    assert made(amina, case, **danger).json()["errors"]["basis"]
    assert made(amina, case, **danger, basis="x", until="2030-01-01").json()["errors"]["until"]
    share = made(amina, case, **danger, basis="She is beaten, and her phone is gone.").json()
    assert share["standing"] and "confirm" not in share["available_steps"]
    assert step(amina, share["id"], "confirm").status_code in (400, 403)
    assert "confirm" in one(sam, share["id"])["available_steps"]
    assert "confirm" not in step(sam, share["id"], "confirm").json()["available_steps"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"purpose": "papers"}, "purpose"), ({"items": ["x"]}, "items"), ({"recipient": "x"}, "recipient"),
        ({"status": "sent"}, "status"), ({"sent_at": "2026-01-01"}, "sent_at"), ({"case": ""}, "case"),
        ({"items": ["home_address"]}, "items"), ({"until": "2001-01-01"}, "until"),
    ],
)  # fmt: skip
def test_bad_input_is_a_problem_beside_its_field_and_nothing_is_shared(office, case, partner, body, field):
    ready(case, office)
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, partner.organisation, items=["name"], kind="share_services")
    whole = {"recipient": str(partner.organisation.pk), "purpose": "transfer", "items": ["name"], **body}
    answer = made(browser_of(office.amina), case, **whole)
    assert answer.status_code == 400 and field in answer.json()["errors"], answer.content
    with acting(office.amina, "test.look"):
        assert not Share.objects.filter(case=case).exists()


def test_a_step_takes_its_own_words_and_belongs_to_one_side(office, case, partner):
    share, _yes = given(case, office, partner)
    amina, pia = browser_of(office.amina), browser_of(partner.pia)
    assert step(amina, share, "end", reason="x", ended_why="done").json()["errors"]["ended_why"]
    assert step(amina, share, "narrow", items="name").status_code == 400
    assert {step(amina, share, "accept").status_code, step(pia, share, "end", reason="x").status_code} == {404}
    assert step(amina, share, "fly").status_code == 404
    assert amina.get(f"{ALL}?purpose=service").status_code == 400
    assert send(amina, "PATCH", f"{ALL}{share.pk}/", {"items": []}, If_Match='"1"').status_code == 405


def test_others_find_nothing_and_a_program_reads_no_shares(office, elsewhere, case, partner):
    share, _yes = given(case, office, partner)
    for user in (elsewhere.amina, office.lina, office.tess, office.alex):
        browser = browser_of(user)
        assert browser.get(f"{ALL}{share.pk}/").status_code == 404
        assert browser.get(ALL).json()["results"] == []
    machine = Machine(office.organisation, ["case:read", "referral:read"])
    assert machine.call(ALL).json()["results"] == []
    assert machine.call(f"{ALL}{share.pk}/").status_code == 404


def test_a_referral_s_share_is_answered_in_the_referral(office, case):
    referral = Way(office, case).to("acknowledged")
    lina, amina = browser_of(office.lina), browser_of(office.amina)
    assert lina.get(ALL).json()["results"] == [] and lina.get(f"{ALL}{referral.share_id}/").status_code == 404
    assert "write" not in one(amina, referral.share_id)["available_steps"]


def test_a_list_costs_the_same_whatever_it_holds(office, case, partner):
    share, yes = given(case, office, partner)
    users = (office.amina, partner.pia)
    before = [statements(user) for user in users]
    with acting(office.amina, "test.arrange"):
        now = timezone.now() - datetime.timedelta(days=1)
        for number in range(12):
            other = new_organisation("ngo")
            consent = agreed(case, office.amina, other, items=["name"], kind="share_services")
            shared(case, consent, other, ["name"], purpose="service", sent_at=now, live_from=now)
            shared(case, yes, partner.organisation, ["name"], purpose=("transfer", "home", "service")[number % 3],
                   replaces=share, ended_at=now, ended_why="done")  # fmt: skip
    after = [statements(user) for user in users]
    assert all(many <= few <= 12 for few, many in zip(before, after, strict=True)), (before, after)


def statements(user):
    browser = browser_of(user)
    browser.get(ALL)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(ALL).status_code == 200
    return len(queries)
