"""A case goes from one caseworker to another: offered, accepted or refused, never lost on the way."""

import uuid

import pytest

from accounts.acting import acting
from casework.cases import grants
from casework.cases.actions import offer_case
from casework.models import Case, HandOver
from tests.casework.cases.conftest import told
from tests.cast import browser_of, new_user


@pytest.fixture
def offer(case, office):
    """Amina offers her case to Noor."""
    with acting(office.amina):
        return offer_case(case, office.noor, by=office.amina, from_user=office.amina, note_text="Call the sister.")


def workers(case, user):
    """Names of those who work on the case."""
    with acting(user):
        return [worker.display_name for worker in grants.workers(case)]


def test_an_offer_shows_number_team_and_language_and_no_name(his, offer, case):
    page = his.get("/").content.decode()
    assert "Offered to you" in page and "Vietnamese" in page
    assert f"{case.reference[:4]} {case.reference[4:8]}" in page
    assert "Trang" not in page and "Bridge" not in page and "Call the sister" not in page
    assert his.get(f"/cases/{case.reference}/").status_code == 404


def test_on_acceptance_the_case_changes_hands_at_once(his, office, offer, case, url, sam):
    answer = his.post(f"/cases/offers/{offer.pk}/accept/")
    assert answer["Location"] == url
    assert workers(case, sam) == ["Noor Test"]
    assert his.post(f"/cases/offers/{offer.pk}/accept/").status_code == 403
    kai = new_user("Kai", office.organisation, "caseworker")
    with acting(office.noor):
        again = offer_case(Case.objects.get(pk=case.pk), kai, by=office.noor, from_user=office.noor)
    assert browser_of(kai).post(f"/cases/offers/{again.pk}/accept/")["Location"] == url
    assert workers(case, sam) == ["Kai Test"]
    assert his.get(url).status_code == 404
    assert browser_of(kai).get(url).status_code == 200


def test_a_refusal_leaves_all_as_it_was(hers, his, offer, case, sam):
    assert his.post(f"/cases/offers/{offer.pk}/refuse/")["Location"] == "/"
    assert workers(case, sam) == ["Amina Test"]
    assert his.get(f"/cases/{case.reference}/").status_code == 404
    assert "Offered to you" not in his.get("/").content.decode()
    assert "The offer was refused." in hers.get(f"/cases/{case.reference}/").content.decode()


def test_an_offer_can_be_taken_back_and_not_accepted_after_that(hers, his, offer, case, sam):
    assert hers.post(f"/cases/offers/{offer.pk}/take-back/").status_code == 302
    assert his.post(f"/cases/offers/{offer.pk}/accept/").status_code == 404
    assert workers(case, sam) == ["Amina Test"]


def test_nobody_else_answers_an_offer(office, hers, offer, case, sam):
    tess, other = browser_of(office.tess), browser_of(office.audrey)
    assert hers.post(f"/cases/offers/{offer.pk}/accept/").status_code == 403
    for browser in (tess, other):
        for word in ("accept", "refuse", "take-back"):
            assert browser.post(f"/cases/offers/{offer.pk}/{word}/").status_code == 404
    assert hers.post(f"/cases/offers/{offer.pk}/steal/").status_code == 404
    assert hers.get(f"/cases/offers/{offer.pk}/accept/").status_code == 405
    assert workers(case, sam) == ["Amina Test"]


def test_a_hidden_offer_answers_as_one_that_never_was(office, offer):
    """S-78"""
    browser = browser_of(office.audrey)
    hidden, missing = (told(browser.post(f"/cases/offers/{pk}/accept/"), pk) for pk in (offer.pk, uuid.uuid4()))
    assert hidden == missing


def test_the_page_offers_to_caseworkers_of_this_office_only(hers, url, office, elsewhere, case, noor, sam, audrey):
    page = hers.get(f"{url}offer/").content.decode()
    assert "Noor Test" in page
    assert "Sam Test" not in page and "Audrey Test" not in page
    for stranger in (elsewhere.noor, office.sam, office.amina):
        assert hers.post(f"{url}offer/", {"to_user": str(stranger.pk)}).status_code == 422
    assert hers.post(f"{url}offer/", {"to_user": "x' OR 1=1--"}).status_code == 422


def test_one_offer_at_a_time(hers, url, office, offer):
    answer = hers.post(f"{url}offer/", {"to_user": str(office.noor.pk)})
    assert answer.status_code == 422
    assert "already offered" in answer.content.decode()


def test_an_offer_by_the_page_names_the_one_who_hands_over(hers, url, office, case):
    given = {"to_user": str(office.noor.pk), "from_user": str(office.amina.pk), "note_text": "Sister first."}
    assert hers.post(f"{url}offer/", given).status_code == 302
    with acting(office.amina):
        row = HandOver.objects.get(case=case)
        assert (row.from_user_id, row.to_user_id, row.note) == (
            office.amina.pk,
            office.noor.pk,
            "Sister first.",
        )
    assert "Nothing changes until they accept" in hers.get(url).content.decode()


def test_a_supervisor_puts_one_more_person_on_the_case(leads, hers, url, office, case, sam):
    assert hers.get(f"{url}assign/").status_code == 403
    assert leads.post(f"{url}assign/", {"user": str(office.paul.pk)}).status_code == 422
    assert leads.post(f"{url}assign/", {"user": str(office.noor.pk)}).status_code == 302
    assert workers(case, sam) == ["Amina Test", "Noor Test"]


def test_access_to_health_notes_is_given_to_a_worker_of_the_case(leads, his, url, office, case):
    assert leads.post(f"{url}health-access/", {"user": str(office.noor.pk)}).status_code == 422
    assert leads.post(f"{url}health-access/", {"user": str(office.amina.pk)}).status_code == 302
    assert his.get(f"{url}health-access/").status_code == 404
    with acting(office.sam):
        assert [grant.user_id for grant in Case.objects.get(pk=case.pk).healthgrants.all()] == [office.amina.pk]
