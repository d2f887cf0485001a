"""History by trigger: every path is in it, with who and why, and nobody can change it (A-06, A-07)."""

import datetime

import pytest
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction
from django.db.models import F

from accounts.acting import acting, name_reason
from casework.cases.actions import edit_case
from casework.models import Case, OtherName, Person
from casework.people.actions import save_row


def test_an_edit_is_in_the_history_with_who_and_which_action(case, amina):
    with acting(amina):
        edit_case(Case.objects.get(pk=case.pk), by=amina, label="By the river")
        newest, first = Case.history.filter(id=case.pk)
        assert (newest.history_type, newest.history_user_id, newest.history_change_reason) == (
            "~",
            amina.pk,
            "case.edit",
        )
        assert (first.history_type, first.history_change_reason) == ("+", "case.open")
        assert [(c.field, c.old, c.new) for c in newest.diff_against(first).changes] == [
            ("label", "Bridge", "By the river")
        ]


def test_update_bulk_and_raw_sql_are_in_the_history(case, amina):
    """S-54"""
    with acting(amina, "test.paths"):
        Case.objects.filter(pk=case.pk).update(urgency="now", version=F("version") + 1)
        row = Case.objects.get(pk=case.pk)
        row.urgency = "soon"
        row.version += 1
        Case.objects.bulk_update([row], ["urgency", "version"])
        with connection.cursor() as cursor:
            cursor.execute("UPDATE casework_case SET urgency = 'usual', version = version + 1 WHERE id = %s", [case.pk])
        OtherName.objects.bulk_create([OtherName(case=row, name="A"), OtherName(case=row, name="B")])
        assert [h.urgency for h in Case.history.filter(id=case.pk)] == ["usual", "soon", "now", "usual"]
        assert {h.history_change_reason for h in Case.history.filter(id=case.pk)[:3]} == {"test.paths"}
        assert OtherName.history.filter(case_id=case.pk).count() == 2


def test_two_writes_of_one_transaction_stay_in_order(case, amina):
    with acting(amina):
        for urgency in ("now", "soon"):
            Case.objects.filter(pk=case.pk).update(urgency=urgency, version=F("version") + 1)
        newest, middle, first = Case.history.filter(id=case.pk)
        assert newest.history_date > middle.history_date > first.history_date
        assert newest.prev_record == middle


def test_a_removed_row_leaves_its_last_state(case, amina):
    with acting(amina):
        row = save_row(OtherName(case=case, name="Little Rain"), by=amina)
        key = row.pk
        row.delete()
        gone = OtherName.history.filter(id=key).first()
        assert (gone.history_type, gone.name) == ("-", "Little Rain")


def test_the_trigger_writes_every_column_the_model_has(case, amina):
    with acting(amina):
        person, kept = Person.objects.get(case=case), Person.history.get(case_id=case.pk)
        for field in Person._meta.concrete_fields:
            assert getattr(kept, field.attname) == getattr(person, field.attname), field.name
        assert Case.history.as_of(datetime.datetime.now(datetime.UTC)).filter(pk=case.pk).exists()


@pytest.mark.parametrize(
    "table",
    ["casework_historicalcase", "casework_casestep", "casework_consent", "audit_look", "audit_refusal"],
)
@pytest.mark.parametrize("sql", ["UPDATE {0} SET id = id", "DELETE FROM {0}", "TRUNCATE {0}"])
@pytest.mark.parametrize("alias", ["default", "owner"])
def test_nobody_changes_or_removes_what_was_recorded(case, amina, table, sql, alias):
    """S-55, S-51: by grants for the application, by a trigger for the owner too"""
    with pytest.raises(DatabaseError), transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(
            sql.format(table).replace(
                "SET id = id", "SET history_id = history_id" if "historical" in table else "SET id = id"
            )
        )


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO casework_historicalcase SELECT * FROM casework_historicalcase",
        "ALTER TABLE casework_historicalcase DISABLE TRIGGER ALL",
        "ALTER TABLE audit_look DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP POLICY see ON casework_case",
        "SELECT * FROM audit_look",
        "SELECT * FROM audit_refusal",
        "CREATE TABLE mine (x int)",
        "CREATE TEMP TABLE mine (x int)",
        "SET ROLE keeper",
        "SELECT refresh_access(ARRAY[gen_random_uuid()])",
    ],
)
def test_the_application_cannot_lift_its_own_walls(case, amina, sql):
    """S-55, R-10"""
    with acting(amina), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_audited_tables_cannot_be_emptied_at_once(committed):
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(using="owner"),
        connections["owner"].cursor() as cursor,
    ):
        cursor.execute("TRUNCATE casework_relative")


def test_the_signals_of_simple_history_are_cut(case, amina):
    with acting(amina):
        name_reason("test.once")
        row = Case.objects.get(pk=case.pk)
        row.urgency = "now"
        row.save()
        assert Case.history.filter(id=case.pk).count() == 2


def test_passwords_are_no_history(office):
    from accounts.models import User

    assert "password" not in {f.name for f in User.history.model._meta.get_fields()}
