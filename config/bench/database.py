"""A database of its own for the bench, made by `owner` and seeded once; the caseload of the demo is never touched."""

from hashlib import sha256
from math import log
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections

from config.stack import database_sql

ROOT = Path(settings.BASE_DIR)
EXPONENT = 0.05


def name_for(cases):
    """Of the database that holds so many cases."""
    return f"bench_casework_{cases}"


def shape():
    """A digest of schema and caseload: when one of them changes, the database is made again."""
    files = [path for app in ("accounts", "casework") for path in sorted((ROOT / app / "migrations").glob("0*.py"))]
    files += [ROOT / "config" / "bench" / f"{name}.py" for name in ("cases", "names", "offices")]
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


def enter(cases, stream):
    """Makes every connection of this process use the bench's database, which is seeded first where it is missing.

    Progress goes to `stream`. CommandError without DATABASE_OWNER_URL.
    """
    if "owner" not in connections:
        raise CommandError("bench makes a database of its own and needs DATABASE_OWNER_URL for it.")
    name = name_for(cases)
    ready = comment_on(name) == shape()
    if not ready:
        make(name)
    use(name)
    if not ready:
        stream.write(f"Seeding {cases} cases into the database {name} …")
        call_command("migrate", database="owner", verbosity=0)
        call_command("seed", cases=cases, stdout=stream)
        with connections["owner"].cursor() as cursor:
            cursor.execute(f'COMMENT ON DATABASE "{name}" IS %s', [shape()])
    settle()


def comment_on(name):
    """What the finished database of that name says about itself, or None."""
    with connections["owner"]._nodb_cursor() as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name])
        row = cursor.fetchone()
    return row and row[0]


def make(name):
    """An empty database in place of an unfinished or outdated one."""
    with connections["owner"]._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
        for statement in database_sql(name):
            cursor.execute(statement)


def use(name):
    """All aliases of this process, as Django's test runner does it."""
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def settle():
    """Statistics and visibility as autovacuum leaves them: after seeding, and after an earlier run's undone imports."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def growth(small, before, large, after, limited=True):
    """How pages grow from `small` to `large` cases; `before` and `after` are (pages, rows of the result).

    Judged where the result is equally large and not empty: an empty one is a few index descents, and one more level
    of a B-tree on six pages says nothing.
    """
    exponent = round(log(max(1, after[0]) / max(1, before[0])) / log(large / small), 3)
    row = {"n": [small, large], "pages": [before[0], after[0]], "rows": [before[1], after[1]], "exponent": exponent}
    if not limited or before[1] != after[1] or not after[1]:
        return row
    return {**row, "must": {"exponent": EXPONENT}, "holds": exponent <= EXPONENT}
