"""Attacks found by fresh eyes, each of which once worked: kept so that none works again."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.urls import reverse

from accounts.acting import acting
from accounts.models import CaseAccess, User
from casework.cases import actions, grants
from casework.cases.transitions import CASE
from casework.models import BreakGlass, Case, CaseStep, HandOver
from tests.accounts.signin.conftest import with_password
from tests.accounts.test_looks import recorded
from tests.cast import browser_of, new_organisation, new_user

WHY = "She called the hotline and is in danger."


def opens(user, case):
    return browser_of(user).get(case.get_absolute_url()).status_code


def test_a_look_a_refusal_and_a_step_cannot_be_written_in_another_name(office, case):
    with acting(office.amina):
        for sql in (
            "INSERT INTO audit_look (id, at, actor, action, via, case_ids, field_groups, rights, request_id, session)"
            " VALUES (gen_random_uuid(), now(), %s, 'x', 'page', '{}', '{}', '{}', '', '')",
            "INSERT INTO audit_refusal (id, at, actor, action, kind, wanted, outcome, request_id)"
            " VALUES (gen_random_uuid(), now(), %s, 'x', 'x', 'x', 'x', '')",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, [office.sam.pk])
        with pytest.raises(DatabaseError), transaction.atomic():
            CaseStep(case=case, step="approve_close", by=office.sam).save(force_insert=True)


def test_an_hour_stays_an_hour_and_an_offer_stays_on_its_case(office, case):
    with acting(office.noor):
        glass = actions.break_glass(case.reference, by=office.noor, reason=WHY)
        with pytest.raises(DatabaseError), transaction.atomic():
            BreakGlass.objects.filter(pk=glass.pk).update(until="2099-01-01T00:00:00Z", version=F("version") + 1)
    mine = actions.open_case(office.team, by=office.noor)
    offer = actions.offer_case(mine, office.amina, by=office.noor)
    with acting(office.noor), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_handover SET case_id = %s, version = version + 1", [case.pk])
    assert offer.case_id == mine.pk


def test_an_emergency_hour_cannot_be_turned_into_an_assignment(office, case):
    with acting(office.noor):
        actions.break_glass(case.reference, by=office.noor, reason=WHY)
        with pytest.raises(DatabaseError), transaction.atomic():
            grants.assign(Case.objects.get(pk=case.pk), office.noor)


def test_a_block_never_leaves_a_case_to_nobody(office, case):
    with acting(office.sam):
        for target in ({"organisation": office.organisation}, {"user": office.sam}, {"user": office.dara}):
            with pytest.raises(ValidationError):
                actions.raise_conflict(case, by=office.sam, reason=WHY, **target)
    assert (opens(office.amina, case), opens(office.dara, case)) == (200, 200)


def test_a_block_between_cases_holds_against_emergencies_and_after_a_hand_over(office, case):
    """C-11"""
    third = new_user("Third", office.organisation, "caseworker", teams=[office.team])
    other = actions.open_case(office.team, by=third)
    with acting(office.sam):
        actions.raise_conflict(case, by=office.sam, reason=WHY, other_case=Case.objects.get(pk=other.pk))
    noor = browser_of(office.noor)
    for number in (case.reference, other.reference):
        noor.post(reverse("glass_break"), {"number": number, "reason": WHY})
    assert [noor.get(c.get_absolute_url()).status_code for c in (case, other)] != [200, 200]
    with acting(office.amina):
        actions.offer_case(Case.objects.get(pk=case.pk), office.noor, by=office.amina, from_user=office.amina)
    amina = browser_of(office.amina)
    amina.post(reverse("glass_break"), {"number": other.reference, "reason": WHY})
    assert amina.get(other.get_absolute_url()).status_code == 404


def test_who_is_blocked_and_why_stays_with_those_who_may_know(office, case):
    with acting(office.sam):
        actions.raise_conflict(case, by=office.sam, reason="CANARY his cousin", user=office.noor)
    history = reverse("case_history", args=[case.reference])
    assert "CANARY" not in browser_of(office.amina).get(history).content.decode()
    assert "CANARY" in browser_of(office.sam).get(history).content.decode()


def test_the_reason_of_an_emergency_look_is_not_shown_to_the_caseworker(office, case):
    with acting(office.noor):
        actions.break_glass(case.reference, by=office.noor, reason="CANARY I suspect her of taking money")
    history = reverse("case_history", args=[case.reference])
    assert "CANARY" not in browser_of(office.amina).get(history).content.decode()
    assert "CANARY" in browser_of(office.sam).get(history).content.decode()


def test_health_access_ends_with_the_work_on_the_case(office, case):
    with acting(office.sam):
        actions.grant_health(case, office.amina, by=office.sam)
        actions.assign_worker(case, office.noor, by=office.sam)
        grants.release(case, office.amina)
    with acting(office.amina):
        assert not CaseAccess.objects.filter(case_id=case.pk).exists()


def test_nobody_gives_health_access_to_themself_or_closes_what_they_proposed(office):
    both = new_user("Both", office.organisation, "caseworker", "supervisor", teams=[office.team])
    case = actions.open_case(office.team, by=both, language="vie")
    with acting(both, "test.arrange"), pytest.raises(ValidationError, match="themself"):
        actions.grant_health(case, both, by=both)
    with acting(both, "test.arrange"):
        Case.objects.filter(pk=case.pk).update(status="open", version=F("version") + 1)
        CASE.move(case, "propose_close", by=both, reason="Done.", closure_reason="other")
        with pytest.raises(ValidationError, match="Somebody else"):
            CASE.move(case, "approve_close", by=both)
    with acting(office.sam):
        assert CASE.move(case, "approve_close", by=office.sam).status == "closed"


def test_nobody_pushes_a_colleague_off_a_case(office, case):
    with acting(office.sam):
        actions.assign_worker(case, office.noor, by=office.sam)
    third = new_user("Third", office.organisation, "caseworker", teams=[office.team])
    with acting(office.noor), pytest.raises(ValidationError):
        actions.offer_case(case, third, by=office.noor, from_user=office.amina)


def test_offers_by_somebody_who_is_blocked_are_taken_back(office, case):
    with acting(office.sam):
        actions.assign_worker(case, office.noor, by=office.sam)
    third = new_user("Third", office.organisation, "caseworker", teams=[office.team])
    with acting(office.noor):
        offer = actions.offer_case(case, third, by=office.noor)
    with acting(office.sam):
        actions.raise_conflict(case, by=office.sam, reason=WHY, user=office.noor)
    with acting(third):
        assert not HandOver.objects.filter(pk=offer.pk).exists()
    assert opens(third, case) == 404


def test_an_account_that_works_on_cases_does_not_move_to_another_organisation(office, case):
    elsewhere = new_organisation("embassy", "VN")
    with acting(office.alex, "user.edit"), pytest.raises(DatabaseError, match="still works"), transaction.atomic():
        User.objects.filter(pk=office.amina.pk).update(organisation=elsewhere, version=F("version") + 1)


def test_a_search_that_finds_nothing_is_recorded(office, case):
    """A-01"""
    browser_of(office.amina).post("/cases/search/", {"word": "Nobody Of That Name"})
    looks = recorded("audit_look", office.amina)
    assert [(look["action"], look["case_ids"]) for look in looks] == [("case.search", [])]


def test_breaking_the_glass_asks_for_the_password_again(office, case):
    """R-23"""
    browser = browser_of(with_password(office.noor))
    session = browser.session
    session["account_authentication_methods"] = []
    session.save()
    answer = browser.post(reverse("glass_break"), {"number": case.reference, "reason": WHY})
    assert "reauthenticate" in answer.headers["Location"]
    assert opens(office.noor, case) == 404
