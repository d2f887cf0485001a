"""Writing paths: create, update, and the import of ten thousand cases, each against the bare tables."""

import io
from contextlib import contextmanager
from random import Random

from django.db import connection, connections, transaction

from accounts.access import CaseKey
from accounts.acting import acting
from accounts.models import Team
from accounts.vault import new_key
from casework.cases.actions import open_case
from casework.models import Case, CaseUserObjectPermission, Person
from config.bench import names
from config.bench.bare import SCHEMA, bare_tables, without_walls
from config.bench.cases import new_books, new_case, new_person, workers
from config.bench.measuring import Race
from config.bench.offices import OFFICES, persona, username
from config.bench.truth import keeper
from config.bench.writing import insert_sql, parameters, select_sql, stored_fields

QUIET = OFFICES - 8  # an office no persona looks into: what the bench adds changes no list
SAVE, SAVE_WITH_ACCESS = round(1 / 0.80, 2), round(1 / 0.55, 2)
IMPORT = 10_000


def quiet_worker():
    """(caseworker, team) of that office."""
    user = persona(username(QUIET, 0).removeprefix("seed."))
    return user, Team.objects.get(pk=user.team_ids[0])


@contextmanager
def creating():
    """A case opened as a click does it: case, key, assignment, person and the first line of the timeline."""
    user, team = quiet_worker()
    dice = Random(7)

    def create(walls=True):
        language = names.new_language(dice)
        own, latin = names.new_name(dice, language)
        with acting(user, "case.open"):
            if not walls:
                without_walls()
            return open_case(
                team, by=user, person={"name": own, "romanised": latin}, language=language, told=names.new_account(dice)
            )

    with bare_tables():
        yield Race(
            run=create,
            floor=lambda: create(walls=False),
            floor_name="the same action on the same tables without triggers and policies",
            right=lambda: has_everything(create()),
            must={"ratio": SAVE},
        )


def has_everything(case):
    """History of each table, access rows of team, office and worker, and a key: all there, counted by keeper."""
    asked = {
        "casework_historicalcase": ("id", 1),
        "casework_historicalperson": ("case_id", 1),
        "casework_historicalcaseuserobjectpermission": ("content_object_id", 1),
        "casework_historicalcasestep": ("case_id", 1),
        "case_access": ("case_id", 3),
        "case_key": ("case_id", 1),
    }
    with keeper() as cursor:
        for table, (column, count) in asked.items():
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [case.pk])
            if cursor.fetchone()[0] != count:
                return False
    return True


@contextmanager
def updating(field, values, limit):
    """A saved change of one column, by the row's own `save`, on a case with walls and on its bare copy."""
    user, _team = quiet_worker()
    with bare_tables():
        with acting(user, "bench.prepare"):
            walled = Case.objects.permitted(user, "case.view").first().pk
        copy_to_bare()

        def update(walls=True):
            with acting(user, "case.edit"):
                if not walls:
                    without_walls()
                case = Case.objects.get(pk=walled)
                setattr(case, field, values[getattr(case, field) == values[0]])
                case.save()

        yield Race(
            run=update,
            floor=lambda: update(walls=False),
            floor_name="the same save on the same table without triggers and policies",
            right=lambda: is_recorded(walled, field, update),
            must={"ratio": limit},
        )


def copy_to_bare():
    """The bare table gets every case, so that its indexes are as deep."""
    with keeper() as cursor:
        cursor.execute(f"INSERT INTO {SCHEMA}.casework_case SELECT * FROM public.casework_case")
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {SCHEMA}.casework_case")


def is_recorded(pk, field, update):
    """One save adds one history row with the new value, and the access rows carry the row's list keys."""
    newest = f'SELECT "{field}"::text FROM casework_historicalcase WHERE id = %(id)s ORDER BY history_id DESC LIMIT 1'
    kept = (
        "SELECT bool_and(ROW(a.opened_at, a.status, a.language, a.child) = ROW(c.opened_at, c.status::text,"
        " c.language::text, c.child)) FROM case_access a WHERE a.case_id = c.id"
    )
    sql = (
        "SELECT (SELECT count(*) FROM casework_historicalcase WHERE id = c.id),"
        f' ({newest}) = c."{field}"::text AND ({kept}) FROM casework_case c WHERE c.id = %(id)s'
    )

    def state():
        with keeper() as cursor:
            cursor.execute(sql, {"id": pk})
            return cursor.fetchone()

    before = state()
    update()
    after = state()
    return after[0] == before[0] + 1 and bool(after[1])


@contextmanager
def importing():
    """Ten thousand cases with key, worker and person, a statement a table, against a bare COPY of the same rows."""
    user, team = quiet_worker()
    with bare_tables(), acting(user, "case.import"):
        tables = import_rows(user, team)
        copied = [(model, copy_text(model, rows)) for model, rows in tables]
        ready = [(model, parameters(model, rows)) for model, rows in tables]
        yield Race(
            run=lambda: undone(write_with_walls, ready),
            floor=lambda: undone(copy_bare, copied),
            floor_name="COPY of the same rows into the same tables without triggers and policies",
            right=lambda: undone(all_there, ready, user),
            must={"ratio": 3},
            rounds=3,
        )


def import_rows(user, team):
    """[(model, rows)] in the order of their foreign keys, every value sealed under its case's key."""
    dice, books = Random(11), new_books({}, {QUIET: team})
    cases = [new_case(dice, books, QUIET, user) for _ in range(IMPORT)]
    keys = [CaseKey(case_id=case.pk, wrapped=w, master_version=v) for case in cases for w, v in [new_key(case.pk)]]
    people = [someone(dice, case) for case in cases]
    assigned = [workers(books, case, user) for case in cases]
    return [(Case, cases), (CaseUserObjectPermission, assigned), (CaseKey, keys), (Person, people)]


def someone(dice, case):
    """The person of an imported case."""
    own, latin = names.new_name(dice, case.language)
    return new_person(dice, case, own, latin, 30)


def undone(function, *arguments):
    """The answer of the function; what it wrote is rolled back, so that every round starts alike.

    Foreign keys are checked first, as a commit would: they wait for the end of the transaction, and a row that was
    not checked is not imported.
    """
    with transaction.atomic():
        try:
            done = function(*arguments)
            connection.check_constraints()
            return done
        finally:
            transaction.set_rollback(True)


def write_with_walls(ready):
    """Through policies, history and access triggers; the arrays of one statement stay in memory."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        for model, values in ready:
            cursor.execute(insert_sql(model), values)


def copy_bare(copied):
    """COPY, which needs the bare tables: it is refused under row-level security."""
    without_walls()
    with connection.cursor() as cursor:
        for model, text in copied:
            columns = ", ".join(f'"{field.column}"' for field in stored_fields(model))
            cursor.copy_expert(f"COPY {SCHEMA}.{model._meta.db_table} ({columns}) FROM STDIN", io.StringIO(text))


def copy_text(model, rows):
    """The rows in COPY's text format, made by PostgreSQL itself from the same parameters."""
    with connection.cursor() as cursor:
        inner = cursor.mogrify(select_sql(model), parameters(model, rows)).decode()
        out = io.StringIO()
        cursor.copy_expert(f"COPY ({inner}) TO STDOUT", out)
    return out.getvalue()


def all_there(ready, user):
    """After the import every case has its history row, its key, its person and the worker's access row."""
    write_with_walls(ready)
    ids = ready[0][1][0]
    asked = (
        "SELECT count(*) FROM casework_historicalcase WHERE id = ANY (%s::uuid[])",
        "SELECT count(*) FROM case_key WHERE case_id = ANY (%s::uuid[])",
        "SELECT count(*) FROM casework_historicalperson WHERE case_id = ANY (%s::uuid[])",
        "SELECT count(*) FROM case_access WHERE case_id = ANY (%s::uuid[]) AND until IS NULL"
        f" AND principal = 'user:{user.pk}'",
    )
    with connection.cursor() as cursor:
        for sql in asked:
            cursor.execute(sql, [ids])
            if cursor.fetchone()[0] != IMPORT:
                return False
    return True
