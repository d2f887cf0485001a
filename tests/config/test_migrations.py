"""Every migration goes back and forth on a database of its own, and leaves what it found."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.stack import database_sql, run_sql, with_database

ROOT = Path(__file__).resolve().parents[2]
NAME = "there_and_back"
OWNER, ALL = "DATABASE_OWNER_URL", ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_WORKER_URL", "DATABASE_AUDITOR_URL")
CATALOGUE = """
SELECT 'policy', tablename || '.' || policyname || coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies
UNION ALL SELECT 'trigger', tgrelid::regclass::text || '.' || tgname FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', p.oid::regprocedure::text || md5(pg_get_functiondef(p.oid)) || pg_get_userbyid(proowner)
  || coalesce(proacl::text, '') FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL SELECT 'rights', relname || coalesce(relacl::text, '') FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
ORDER BY 1, 2"""


@pytest.fixture
def database():
    """An empty database on the test's own server, and the environment that points to it."""
    owner = os.environ[OWNER]
    run_sql(with_database(owner, "postgres"), f"DROP DATABASE IF EXISTS {NAME}", f"CREATE DATABASE {NAME}")
    run_sql(with_database(owner, NAME), *database_sql(NAME))
    yield os.environ | {name: with_database(os.environ[name], NAME) for name in ALL}
    run_sql(with_database(owner, "postgres"), f"DROP DATABASE {NAME} WITH (FORCE)")


def migrate(environment, *targets):
    """Runs `migrate` for each target in one process."""
    code = (
        "import django, sys; django.setup(); from django.core.management import call_command\n"
        "for target in sys.argv[1:]: call_command('migrate', *target.split(), database='owner', verbosity=0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *targets], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=400
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_all_migrations_go_back_to_nothing_and_forth_again_to_the_same_database(database):
    url = database[OWNER]
    migrate(database, "")
    before = run_sql(url, CATALOGUE)
    migrate(database, "referrals zero", "screening zero", "casework zero", "")
    assert run_sql(url, CATALOGUE) == before
    assert len(before) > 200
