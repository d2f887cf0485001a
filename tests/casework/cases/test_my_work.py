"""The start page: what waits for whom."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting
from casework.cases.actions import break_glass, offer_case, open_case
from casework.consents.actions import answer, inform, record_not_possible
from casework.models import Case
from tests.cast import browser_of, their_day


def page_of(user):
    return browser_of(user).get("/").content.decode()


def test_with_nothing_to_do_it_says_so_calmly(office):
    for name in ("noor", "tess", "audrey"):
        assert "Nothing is late, nothing is waiting" in page_of(getattr(office, name)), name


def test_a_recipient_of_referrals_starts_on_a_page_of_their_own(office):
    assert browser_of(office.lina).get("/").headers["Location"] == "/portal/"


def test_a_caseworker_sees_drafts_and_consents_that_end(hers, case, amina):
    with acting(amina):
        told = inform(case, by=amina, type="interview", language="vie")
        ends = their_day() + datetime.timedelta(days=5)
        answer(told, by=amina, status="given", giver="individual", how="written", expires_on=ends)
    page = hers.get("/").content.decode()
    assert "Finish the draft" in page and "5 days left" in page and "Phạm Thu Trang" in page


def test_a_supervisor_sees_what_must_be_decided(leads, office, case):
    with acting(office.noor):
        break_glass(case.reference, by=office.noor, reason="She is at the hospital now.")
    with acting(office.amina):
        record_not_possible(case, by=office.amina, type="case_data", language="vie", basis="Unconscious, in danger.")
    page = leads.get("/").content.decode()
    assert "Review an emergency look" in page and "the person could not be asked" in page


def test_an_administrator_sees_roles_to_approve_and_no_case(office, case):
    from accounts.models import RoleGrant

    with acting(office.dara, "test.arrange"):
        RoleGrant.objects.create(user=office.noor, role="supervisor", requested_by=office.dara)
    page = page_of(office.alex)
    assert "Roles to approve" in page and "Noor Test" in page
    assert case.reference[:4] not in page and "Trang" not in page


def test_looks_by_others_are_shown_to_the_caseworker(hers, leads, case, url):
    leads.get(url)
    page = hers.get("/").content.decode()
    assert "Who looked at your cases" in page and "Sam Test" in page


def test_the_data_protection_officer_sees_emergency_looks_and_no_names(office, case):
    with acting(office.noor):
        break_glass(case.reference, by=office.noor, reason="She is at the hospital now.")
    page = page_of(office.dara)
    assert "An emergency look" in page and "Review an emergency look" not in page
    assert "Not shared" in page and "Trang" not in page and "Bridge" not in page


def test_it_costs_at_most_sixteen_statements_whatever_waits(hers, leads, office, case):
    for browser in (hers, leads):
        browser.get("/")
        counts = []
        for more in (1, 11):
            with acting(office.amina):
                for _ in range(more):
                    made = open_case(office.team, by=office.amina, person={"name": "Bùi Hoa"})
                    offer_case(made, office.noor, by=office.amina)
            with CaptureQueriesContext(connection) as queries:
                browser.get("/")
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 16


def test_a_stranger_is_asked_to_sign_in(client, committed):
    assert isinstance(AnonymousUser(), AnonymousUser)
    answer = client.get("/", secure=True)
    assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
    assert Case.objects.count() == 0
