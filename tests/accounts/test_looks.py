"""The read log and the refusals (A-01 to A-04)."""

import pytest
from django.db import connections, transaction
from django.http import Http404

from accounts.access import fetch
from accounts.acting import acting, current
from accounts.models import Look
from casework.cases.actions import open_case
from casework.models import Case
from tests.cast import browser_of

NOTE = "note_look(text, text, uuid[], text[], text[], text, text)"


def recorded(table, actor):
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute(f"SELECT * FROM {table} WHERE actor = %s ORDER BY at", [actor.pk])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_opening_a_case_leaves_exactly_one_look(case, sam):
    """S-52"""
    assert browser_of(sam).get(f"/cases/{case.reference}/").status_code == 200
    (look,) = recorded("audit_look", sam)
    assert look["case_ids"] == [case.pk] and look["via"] == "page" and look["rights"] == ["team"]
    assert "identity" in look["field_groups"] and "health" not in look["field_groups"]


def test_a_list_is_one_look_with_every_case_it_shows(office, case):
    """S-52"""
    with acting(office.amina):
        second = open_case(office.team, by=office.amina)
    browser_of(office.sam).get("/cases/")
    (look,) = recorded("audit_look", office.sam)
    assert set(look["case_ids"]) == {case.pk, second.pk}


def test_the_look_holds_no_name_and_no_value(case, sam):
    browser_of(sam).get(f"/cases/{case.reference}/")
    assert "Trang" not in str(recorded("audit_look", sam)) and "Bridge" not in str(recorded("audit_look", sam))


def test_a_refusal_survives_the_rollback_of_the_request(case, noor):
    """S-53"""
    with pytest.raises(Http404), acting(noor):
        fetch(Case, noor, "case.view", reference=case.reference)
    (refusal,) = recorded("audit_refusal", noor)
    assert (refusal["action"], refusal["wanted"], refusal["outcome"]) == (
        "case.view",
        case.reference,
        "not found",
    )


def test_a_denied_page_is_recorded_and_shows_nothing(case, noor):
    """S-23"""
    answer = browser_of(noor).get(f"/cases/{case.reference}/")
    assert answer.status_code == 404 and "Trang" not in answer.content.decode()
    assert [row["outcome"] for row in recorded("audit_refusal", noor)] == ["not found"]
    assert recorded("audit_look", noor) == []


def test_an_action_on_a_visible_case_is_refused_as_such(case, dara):
    answer = browser_of(dara).get(f"/cases/{case.reference}/edit/")
    assert answer.status_code == 403
    assert recorded("audit_refusal", dara)[-1]["outcome"] == "refused"


def test_if_the_look_cannot_be_written_nothing_is_shown(case, sam):
    """S-57, A-03: the log's insert is refused by the database, so the page is."""
    client = browser_of(sam, raise_request_exception=False)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE keeper")
        cursor.execute(f"REVOKE EXECUTE ON FUNCTION {NOTE} FROM app")
        cursor.execute("RESET ROLE")
    try:
        answer = client.get(f"/cases/{case.reference}/")
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SET ROLE keeper")
            cursor.execute(f"GRANT EXECUTE ON FUNCTION {NOTE} TO app")
            cursor.execute("RESET ROLE")
    assert answer.status_code == 500
    assert "Trang" not in answer.content.decode() and "Bridge" not in answer.content.decode()


def test_who_looked_is_readable_only_by_who_may_see_the_case(case, amina, noor, sam):
    browser_of(sam).get(f"/cases/{case.reference}/")
    for user, count in ((amina, 1), (sam, 1), (noor, 0)):
        with acting(user):
            found = Look.objects.raw("SELECT * FROM looks_at(%s, NULL, 50)", [case.pk])
            assert len([look for look in found if look.actor == sam.pk]) == count, user


def test_a_task_and_a_page_are_told_apart(case, amina):
    """S-59 as far as tasks exist"""
    with acting(amina, "test.task", via="task"):
        current().show(case.pk, ["routing"])
    assert recorded("audit_look", amina)[-1]["via"] == "task"
