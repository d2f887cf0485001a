"""The same tables without triggers and policies, as the floor of a write.

They stand in a schema of their own under the same names, so the same program writes into them when the search path
puts that schema first: same statements, same indexes, same foreign keys, no walls.
"""

from contextlib import contextmanager

from django.db import connection, connections, transaction

SCHEMA = "bench_bare"
TABLES = ("casework_case", "case_key", "casework_caseuserobjectpermission", "casework_person", "casework_casestep")
FOREIGN = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND conrelid = ANY (%s::regclass[]) ORDER BY 1, 2"""


@contextmanager
def bare_tables():
    """Makes the schema for the time of the block and drops it, whatever happens."""
    with connections["owner"].cursor() as cursor:
        drop(cursor)
        try:
            make(cursor)
            yield
        finally:
            drop(cursor)


def make(cursor):
    """Tables with their indexes, checks and foreign keys; among themselves they point to each other."""
    with transaction.atomic(using="owner"):
        cursor.execute(FOREIGN, [list(TABLES)])
        keys = cursor.fetchall()
        cursor.execute(f"CREATE SCHEMA {SCHEMA}; GRANT USAGE ON SCHEMA {SCHEMA} TO app, keeper")
        for table in TABLES:
            cursor.execute(f"CREATE TABLE {SCHEMA}.{table} (LIKE public.{table} INCLUDING ALL)")
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA {SCHEMA} TO app, keeper")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {SCHEMA} TO app, keeper")
        cursor.execute(f"SET LOCAL search_path TO {SCHEMA}, public")
        for table, name, definition in keys:
            cursor.execute(f'ALTER TABLE {SCHEMA}.{table} ADD CONSTRAINT "{name}" {definition}')


def drop(cursor):
    """Nothing of it stays."""
    cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def without_walls():
    """The rest of the transaction writes into the bare tables."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT set_config('search_path', '{SCHEMA}, public', true)")
