"""The same way by REST: both officers by the same actions; no program opens a return, and no client sets a consent."""

import uuid

import pytest
from django.utils import timezone

from accounts.acting import acting
from tests.casework.test_api import send
from tests.cast import browser_of, new_user
from tests.referrals.returns.conftest import say_yes
from tests.referrals.returns.test_return_suspends import take_back

ALL = "/api/v1/returns/"
WISH = {"to_country": "VN", "wish_language": "vie", "asked": True}


def made(browser, home, **body):
    given = {"case": home.case.reference, **WISH, **body}
    return send(browser, "POST", ALL, given, Idempotency_Key=str(uuid.uuid4()))


def test_the_way_by_rest(home, office):
    amina, ravi, sam = browser_of(office.amina), browser_of(home.ravi), browser_of(office.sam)
    answer = made(amina, home, words="I want to go home.")
    assert answer.status_code == 201, answer.content
    one = f"{ALL}{answer.json()['id']}/"
    home.row = type("Row", (), {"pk": answer.json()["id"]})
    today = str(timezone.localdate())
    told = {"told_on": today, "told_language": "vie", "told_stay": "yes"}
    wrong = send(ravi, "POST", f"{one}plan/", told)
    assert wrong.status_code == 400 and "told_asylum" in wrong.json()["errors"]
    assert send(ravi, "POST", f"{one}plan/", {**told, "told_asylum": "yes"}).json()["state"] == "planning"
    assert send(ravi, "POST", f"{one}assess/", {}).json()["status"] == "risk_assessment"
    found = {"heard": True, "words": "Two hours.", "factors": [{"code": "ransom_debt", "measure": "Legal aid."}]}
    assert send(amina, "POST", f"{one}file/", {**found, "factors": [{"code": "x"}]}).status_code == 400
    filed = send(amina, "POST", f"{one}file/", found)
    assert filed.status_code == 200 and filed.json()["risks"][0]["code"] == "ransom_debt"
    assert send(ravi, "POST", f"{one}clear/", {}).status_code == 403
    assert send(sam, "POST", f"{one}clear/", {}).json()["status"] == "cleared"
    lines = ravi.get(one).json()["lines"]
    assert len(lines) == 17 and {line["stands"] for line in lines} >= {"done", "stop", "na"}
    assert send(ravi, "POST", f"{one}depart/", {}).status_code == 409
    assert send(ravi, "POST", f"{one}nonsense/", {}).status_code == 404
    assert send(ravi, "PATCH", one, {"status": "departed"}, If_Match='"1"').status_code == 405
    assert send(amina, "POST", f"{one}stop/", {}).json()["status"] == "stopped_by_person"


def test_the_list_and_one_return_say_the_state_that_is(home):
    home.to("book")
    take_back(home)
    ravi = browser_of(home.ravi)
    row = ravi.get(ALL).json()["results"][0]
    assert (row["status"], row["state"], row["suspended_by"]) == ("booked", "suspended", ["consent"])
    assert ravi.get(f"{ALL}?case={home.case.reference}").json()["results"][0]["id"] == row["id"]
    assert ravi.get(f"{ALL}?carrier=VN").status_code == 400


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"asked": False}, "asked"), ({"to_country": "XX"}, "to_country"), ({"status": "departed"}, "status"),
        ({"wish_language": "x"}, "wish_language"), ({"consent": True}, "consent"), ({"wished_on": "2090-01-01"}, "wished_on"),
    ],
)  # fmt: skip
def test_bad_input_is_a_problem_beside_its_field(home, office, body, field):
    answer = made(browser_of(office.amina), home, **body)
    assert answer.status_code == 400 and field in answer.json()["errors"], answer.content


def test_nobody_from_outside_opens_or_reads_one(home, office):
    """R15: an authority, a mission and a program never open a return."""
    machine = new_user("Program", office.organisation, "api_client")
    for user in (office.lina, machine, office.dara, home.ravi):
        assert made(browser_of(user), home).status_code in (403, 404)
    home.to("wish")
    for user in (office.lina, machine, office.tess):
        browser = browser_of(user)
        assert browser.get(f"{ALL}{home.row.pk}/").status_code in (403, 404)
        assert not browser.get(ALL).json().get("results")


def test_a_receiving_organisation_says_that_it_has_the_person_and_another_one_cannot(home, office):
    """R18: the action for the portal; it holds a share, and it is the one that receives."""
    from django.core.exceptions import ValidationError

    from referrals.returns import actions
    from tests.cast import new_organisation
    from tests.referrals.conftest import agreed, shared

    partner, other = new_organisation("ngo", "VN"), new_organisation("ngo", "VN")
    huong, stranger = (
        new_user(name, org, "external_focal_point") for name, org in (("Huong", partner), ("Mai", other))
    )
    home.to("prepare")
    with acting(office.amina, "test.arrange"):
        row = home.now_of(office.amina)
        actions.mark(row, "receiver_accepted", by=office.amina, done_on=timezone.localdate(), receiver=partner,
                     receiver_words="Red River")  # fmt: skip
        for organisation in (partner, other):
            consent = agreed(home.case, office.amina, organisation, items=["name"], kind="share_origin_partner")
            shared(home.case, consent, organisation, items=["name"], purpose="home")
        say_yes(home.case, office.amina)
    for name in ("ready", "book", "depart"):
        home.take(name)
    with pytest.raises(ValidationError, match="Only the organisation"):
        home.take("receive", by=stranger, received_on=timezone.localdate())
    with pytest.raises(ValidationError) as error:
        home.take("receive", by=office.amina, received_on=timezone.localdate())
    assert "by_hand" in error.value.message_dict
    with acting(huong, "test.arrange"):
        done = actions.receive(home.now_of(huong), by=huong, received_words="With us since noon.")
    assert done.status == "handed_over" and done.received_by_id == huong.pk
