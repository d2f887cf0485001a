"""Letters by REST: made, sent, handed out and taken back as on the pages; the PDF withholds as they do (C10)."""

import uuid

from accounts.acting import acting
from referrals.letters.models import LetterCopy
from referrals.models import Letter
from referrals.sharing.actions import withdraw_consent
from referrals.sharing.items import newest_of
from tests.casework.test_api import send
from tests.cast import browser_of, new_organisation, new_user
from tests.referrals.conftest import agreed
from tests.referrals.letters.conftest import made, read_by_a_lead
from tests.referrals.steps import newer_version

ALL = "/api/v1/letters/"


def wanted(referral, **body):
    return {"case": referral.case.reference, "kind": "consular_notification", "language": "en",
            "share": str(referral.share_id), **body}  # fmt: skip


def written(browser, body):
    return send(browser, "POST", ALL, body, Idempotency_Key=str(uuid.uuid4()))


def step(browser, number, name, **body):
    return send(browser, "POST", f"{ALL}{number}/{name}/", body)


def test_a_letter_is_made_sent_taken_along_and_taken_back_by_rest(office, received):
    amina, lina = browser_of(office.amina), browser_of(office.lina)
    answer = written(amina, wanted(received))
    assert answer.status_code == 201, answer.content
    letter, number = answer.json(), answer.json()["number"]
    assert (letter["status"], letter["items"], letter["available_steps"]) == (
        "draft", ["name", "birth_date", "needs_paper"], ["send", "void"],
    )  # fmt: skip
    assert lina.get(f"{ALL}{number}/").status_code == 404 and step(lina, number, "pdf").status_code == 404
    assert step(amina, number, "send").json()["status"] == "sent"
    theirs = lina.get(ALL).json()["results"]
    assert [set(row) for row in theirs] == [
        {"id", "number", "kind", "language", "sent_at", "sha256", "version", "from", "referral"}
    ]
    taken = [step(browser, number, "pdf") for browser in (lina, lina, amina)]
    assert {(row.status_code, row["Content-Type"]) for row in taken} == {(200, "application/pdf")}
    assert taken[0].content == taken[2].content != taken[1].content  # once on each side, then a copy that says so
    assert taken[0].content.startswith(b"%PDF") and "attachment" in taken[0]["Content-Disposition"]
    with acting(office.amina, "test.look"):
        assert LetterCopy.objects.filter(letter__number=number).count() == 3
    assert step(amina, number, "void").json()["status"] == "void"
    assert lina.get(ALL).json()["results"] == [] and step(lina, number, "pdf").status_code == 404
    assert step(amina, number, "pdf").status_code == 403
    assert step(amina, number, "send").status_code == 409


def test_a_letter_that_says_more_than_is_shared_now_is_gone_for_its_recipient(office, received):
    lina = browser_of(office.lina)
    number = written(browser_of(office.amina), wanted(received)).json()["number"]
    step(browser_of(office.amina), number, "send")
    new = newer_version(received.share, office.amina, items=["birth_date"])
    assert new.items == ["birth_date"]
    assert lina.get(ALL).json()["results"] == []
    assert {lina.get(f"{ALL}{number}/").status_code, step(lina, number, "pdf").status_code} == {404}
    with acting(office.amina, "test.act"):
        withdraw_consent(newest_of(new), by=office.amina)
    assert step(lina, number, "pdf").status_code == 404


def test_who_may_not_read_what_stands_in_it_takes_no_pdf(office, received):
    letter = made(received, office.amina)
    assert step(browser_of(office.dara), letter.number, "pdf").status_code == 403
    assert browser_of(office.dara).get(f"{ALL}{letter.number}/").json()["status"] == "draft"
    for stranger in (office.lina, office.tess, office.audrey):
        assert step(browser_of(stranger), letter.number, "pdf").status_code == 404


def test_to_an_authority_goes_nothing_that_a_second_person_did_not_approve(office, case, received):
    read_by_a_lead(office, "non_punishment", "en")
    court = new_organisation("prosecution_court", "TH")
    amina = browser_of(office.amina)
    body = {"case": case.reference, "kind": "non_punishment", "language": "en", "recipient": str(court.pk)}
    assert written(amina, body).json()["errors"]["recipient"]
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, court, items=["name"], kind="share_law_enforcement")
    number = written(amina, body).json()["number"]
    assert step(amina, number, "send").status_code == 400
    assert step(amina, number, "approve").status_code == 403
    assert step(browser_of(office.sam), number, "approve").json()["status"] == "half"
    dora = new_user("Dora", office.organisation, "data_protection_officer")
    assert step(browser_of(dora), number, "approve").json()["status"] == "approved"


def test_bad_input_makes_nothing(office, case, received):
    amina = browser_of(office.amina)
    for change, field in (
        ({"kind": "x"}, "kind"), ({"language": "xx"}, "language"), ({"share": str(uuid.uuid4())}, "share"),
        ({"share": "x"}, "share"), ({"status": "sent"}, "status"), ({"items": ["name"]}, "items"),
        ({"kind": "service_referral"}, "to"),
    ):  # fmt: skip
        answer = written(amina, wanted(received, **change))
        assert answer.status_code == 400 and field in answer.json()["errors"], (change, answer.content)
    stranger = new_user("Kim", office.organisation, "caseworker")
    assert written(browser_of(stranger), wanted(received)).status_code == 404
    with acting(office.amina, "test.look"):
        assert not Letter.objects.filter(case=case).exists()
