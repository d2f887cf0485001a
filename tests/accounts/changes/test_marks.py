"""The marks that close cases to programs: made again by a migration, compared by check_access, kept behind the wall."""

import io

import pytest
from django.core.management import call_command
from django.db import connections, transaction

from casework.models import Case, Person
from tests.accounts.changes.conftest import told
from tests.accounts.changes.test_feed import as_keeper


def checked():
    """(exit code, what it says) of check_access."""
    said = io.StringIO()
    try:
        call_command("check_access", stdout=said)
    except SystemExit as end:
        return end.code, said.getvalue()
    return 0, said.getvalue()


def test_check_access_names_a_case_that_is_open_to_programs_and_should_not_be(desk):
    case = desk.opens()
    desk.hears(case, "refused")
    assert checked()[0] == 0
    as_keeper("UPDATE accounts_change SET closed = false WHERE record = %s", case.pk)
    code, said = checked()
    as_keeper("UPDATE accounts_change SET closed = true WHERE record = %s", case.pk)
    assert code == 1 and f"open to programs: case {case.pk}" in said
    assert checked()[0] == 0


def test_check_access_names_a_case_that_is_not_in_the_feed(desk):
    case = desk.opens()
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("DELETE FROM accounts_change WHERE case_id = %s", [case.pk])
        from accounts.management.commands.check_access import MARKS

        cursor.execute(MARKS)
        assert ("not in the feed", case.pk) in [row[:2] for row in cursor.fetchall()]
        transaction.set_rollback(True, using="owner")


def constraint(model, name):
    (found,) = [each for each in model._meta.constraints if each.name == name]
    return found


def test_the_migration_takes_up_what_was_there_before(machine, desk):
    """Triggers made anew on tables with rows: a line for each, and closed where the person had said no."""
    kept, refused = desk.opens("kept"), desk.opens("refused")
    desk.hears(refused, "refused")
    as_keeper("DELETE FROM accounts_change WHERE case_id IN (%s, %s)", kept.pk, refused.pk)
    assert machine.all_changes()[0] == []
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for model, name in (
            (Case, "casework_case_told"),
            (Case, "casework_case_telling"),
            (Person, "casework_person_told"),
        ):
            found = constraint(model, name)
            cursor.execute(found.down(model._meta.db_table))
            cursor.execute(found.up(model._meta.db_table))
    changes, cursor = machine.all_changes()
    assert told(changes) == [("upsert", "cases"), ("upsert", "people")]
    assert changes[0]["id"] == str(kept.pk)
    assert machine.call(f"/api/v1/cases/{refused.reference}/").status_code == 404
    desk.edits(kept, "Later")
    assert told(machine.feed(cursor)[0]) == [("upsert", "cases")]


@pytest.mark.usefixtures("committed")
def test_the_feeds_table_is_walled_and_its_functions_are_for_keeper():
    found = as_keeper("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = 'accounts_change'")
    assert found == [(True, True)]
    assert as_keeper("SELECT policyname, cmd FROM pg_policies WHERE tablename = 'accounts_change'") == [
        ("see", "SELECT")
    ]
    for name in ("refresh_told(uuid[])", "retell(uuid[], uuid[])", "told_due(uuid[])"):
        rows = as_keeper(
            "SELECT has_function_privilege(r, %s, 'EXECUTE') FROM unnest(ARRAY['app', 'worker', 'auditor']) r", name
        )
        assert rows == [(False,)] * 3, name


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("table", ["casework_case", "casework_person"])
def test_each_told_table_has_its_three_triggers(table):
    rows = as_keeper(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O' AND tgname LIKE 'told%%'", table
    )
    assert {name for (name,) in rows} == {"told_insert", "told_update", "told_delete"}


@pytest.mark.usefixtures("committed")
def test_every_kind_of_the_feed_is_told_by_its_table():
    """A line in config/api.py without the model's constraint would be silent for ever."""
    from accounts.changes.sql import Told
    from config.api import FED

    for fed in FED:
        kinds = [each.options["kind"] for each in fed.viewset.model._meta.constraints if isinstance(each, Told)]
        assert kinds == [fed.kind]
