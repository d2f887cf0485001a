"""Opening a case in an emergency: a reason, sixty minutes, and somebody who looks at it afterwards (S-31, S-32)."""

import uuid
from contextlib import contextmanager

import pytest
from django.db import connections, transaction

from accounts.acting import acting
from casework.cases.actions import open_case, raise_conflict
from casework.models import BreakGlass, Case
from tests.casework.cases.conftest import told
from tests.cast import browser_of

GLASS, REVIEW = "/cases/emergency/", "/review/emergency/"
REASON = "She is at the hospital now and nobody answers."


def broken(browser, case, reason=REASON):
    return browser.post(GLASS, {"number": case.reference, "reason": reason})


def hour(user):
    """The one emergency look this person may see."""
    with acting(user):
        return BreakGlass.objects.get()


def test_a_reason_opens_the_case_and_tells_the_supervisor_at_once(his, leads, case, url, sam):
    assert his.get(url).status_code == 404
    assert broken(his, case)["Location"] == url
    page = his.get(url)
    assert page.status_code == 200 and "Phạm Thu Trang" in page.content.decode()
    assert "Review an emergency look" in leads.get("/").content.decode()
    assert REASON in leads.get(REVIEW).content.decode()


@pytest.mark.parametrize("reason", ["", "   ", "short", "x" * 100_000, "a\0b long enough"])
def test_without_a_reason_nothing_opens(his, case, url, reason):
    """S-32"""
    assert broken(his, case, reason).status_code == 422
    assert his.get(url).status_code == 404


@pytest.mark.parametrize("number", ["", "AAAAAAAAAA", "' OR 1=1--", "\0", "x" * 500])
def test_what_is_no_number_is_said_at_once(his, case, number):
    assert his.post(GLASS, {"number": number, "reason": REASON}).status_code == 422


def test_a_case_of_another_office_answers_as_one_that_does_not_exist(his, elsewhere):
    """S-78"""
    from casework.cases.numbers import new_reference

    with acting(elsewhere.amina):
        theirs = open_case(elsewhere.team, by=elsewhere.amina)
    missing = new_reference()
    hidden = his.post(GLASS, {"number": theirs.reference, "reason": REASON})
    nothing = his.post(GLASS, {"number": missing, "reason": REASON})
    assert hidden.status_code == nothing.status_code == 422
    assert told(hidden, theirs.reference) == told(nothing, missing)
    assert his.get(f"/cases/{theirs.reference}/").status_code == 404


def test_the_hour_is_for_one_case_and_ends(his, office, case, url):
    """S-32"""
    with acting(office.amina):
        other = open_case(office.team, by=office.amina)
    broken(his, case)
    assert his.get(f"/cases/{other.reference}/").status_code == 404
    assert his.get(url).status_code == 200
    with hour_over(case):
        assert his.get(url).status_code == 404


@contextmanager
def hour_over(case):
    """Sixty minutes later, as far as the index of access is concerned; afterwards it is true again."""
    move_end(case, "now() - interval '1 second'")
    yield
    move_end(case, "(SELECT max(b.until) FROM casework_breakglass b WHERE b.case_id = a.case_id)")


def move_end(case, until):
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute(
            f"UPDATE case_access a SET until = {until} WHERE case_id = %s AND principal LIKE 'glass:%%'", [case.pk]
        )


def test_in_the_hour_one_reads_and_does_not_write(his, case, url):
    broken(his, case)
    assert his.get(f"{url}edit/").status_code == 403
    assert his.get(f"{url}looks/").status_code == 404
    assert his.post(f"{url}step/discard/", {"reason": "x", "closure_reason": "other"}).status_code == 403


def test_somebody_else_reviews_it_once(his, leads, case, sam):
    broken(his, case)
    address = f"{REVIEW}{hour(sam).pk}/"
    assert his.get(address).status_code == 404
    assert leads.post(address, {"review": ""}).status_code == 422
    assert leads.post(address, {"review": "justified", "review_note": "Right call."})["Location"] == REVIEW
    assert (hour(sam).review, hour(sam).reviewed_by_id) == ("justified", sam.pk)
    assert leads.post(address, {"review": "not_justified"}).status_code == 422
    assert "Right call." in leads.get(REVIEW).content.decode()


def test_a_supervisor_does_not_review_their_own_look(leads, case, sam):
    """R-07"""
    broken(leads, case)
    assert leads.post(f"{REVIEW}{hour(sam).pk}/", {"review": "justified"}).status_code == 422
    assert hour(sam).reviewed_at is None
    assert "Review an emergency look" not in leads.get("/").content.decode()


def test_the_data_protection_officer_reads_the_list_and_decides_nothing(his, office, case, sam):
    broken(his, case)
    guards = browser_of(office.dara)
    assert REASON in guards.get(REVIEW).content.decode()
    assert guards.post(f"{REVIEW}{hour(sam).pk}/", {"review": "justified"}).status_code == 403  # what they may see
    other = browser_of(office.tess).get(REVIEW)
    assert other.status_code == 200 and REASON not in other.content.decode()
    for name in ("amina", "alex", "audrey", "lina"):
        assert browser_of(getattr(office, name)).get(REVIEW).status_code == 404, name


def test_reviews_that_are_not_ours_look_like_none(office, his, case, sam):
    """S-78"""
    broken(his, case)
    tess = browser_of(office.tess)
    hidden, missing = (told(tess.get(f"{REVIEW}{pk}/"), pk) for pk in (hour(sam).pk, uuid.uuid4()))
    assert hidden == missing


def test_a_block_wins_over_everything(office, hers, leads, case, url, sam):
    """S-31"""
    broken(hers, case)
    with acting(sam):
        raise_conflict(Case.objects.get(pk=case.pk), by=sam, reason="Her brother.", user=office.amina)
    assert hers.get(url).status_code == 404
    assert broken(hers, case).status_code == 422
    assert case.reference not in hers.get("/cases/").content.decode()
