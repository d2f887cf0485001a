"""Wall 5: row-level security, in real transactions, as the role `app` (R-10 to R-15)."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction

from accounts.acting import acting
from accounts.models import CaseAccess
from casework.cases.actions import open_case
from casework.models import Case, Person


def rows(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def test_the_tests_run_as_a_role_that_is_bound_by_the_walls(committed):
    assert rows("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user") == [
        ("app", False, False)
    ]


def test_without_an_actor_there_are_no_rows(case):
    """S-34"""
    assert Case.objects.count() == 0
    assert Person.objects.count() == 0


def test_somebody_who_holds_nothing_on_a_case_cannot_reach_it_by_raw_sql(case, noor):
    """S-35"""
    with acting(noor):
        assert rows("SELECT id FROM casework_case WHERE id = %s", case.pk) == []
        assert rows("UPDATE casework_case SET language = 'tha' WHERE id = %s RETURNING id", case.pk) == []
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows("DELETE FROM case_access WHERE case_id = %s", case.pk)


def test_a_case_cannot_be_opened_for_another_organisation(office, elsewhere):
    """S-35"""
    with acting(office.amina), pytest.raises(ProgrammingError), transaction.atomic():
        Case(team=elsewhere.team, organisation=elsewhere.organisation, opened_by=office.amina).save(force_insert=True)


def test_the_next_request_on_the_same_connection_starts_with_nothing(case, amina):
    """S-36"""
    with acting(amina):
        assert Case.objects.filter(pk=case.pk).exists()
    assert not Case.objects.filter(pk=case.pk).exists()
    with acting(None):
        assert not Case.objects.filter(pk=case.pk).exists()


def test_history_tables_are_behind_the_same_wall(case, amina, noor, sam):
    """S-39"""
    with acting(amina):
        assert Case.history.filter(id=case.pk).count() == 1
    with acting(sam):
        assert Person.history.filter(case_id=case.pk).exists()
    with acting(noor):
        assert not Case.history.filter(id=case.pk).exists()
        assert not Person.history.filter(case_id=case.pk).exists()


def test_access_rows_show_only_the_own_principals(case, amina, noor):
    with acting(noor):
        assert not CaseAccess.objects.filter(case_id=case.pk).exists()
    with acting(amina):
        assert {a.principal for a in CaseAccess.objects.filter(case_id=case.pk)} == {f"user:{amina.pk}"}


def test_a_change_without_a_named_actor_is_refused_by_the_database(office):
    with pytest.raises(DatabaseError, match="named actor"), transaction.atomic():
        rows(
            "UPDATE accounts_organisation SET name = 'x', version = version + 1 WHERE id = %s",
            office.organisation.pk,
        )


def test_the_owner_is_bound_too(case):
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM casework_case")
        assert cursor.fetchone() == (0,)


def test_a_case_of_another_team_opens_for_its_supervisor_only(office):
    with acting(office.amina):
        case = open_case(office.other_team, by=office.amina, language="vie")
    with acting(office.sam):
        assert not Case.objects.filter(pk=case.pk).exists()
    with acting(office.tess):
        assert Case.objects.filter(pk=case.pk).exists()
