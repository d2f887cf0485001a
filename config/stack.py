"""The services beneath the application: where they are, who may do what in the database, how to start them.

Imports neither Django nor Celery: it runs before the settings are read.
"""

import base64
import contextlib
import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from config.stack_processes import Marks, digest, own_folder, server_folder, short_folder, take, write_private
from config.stack_servers import Postgres, Valkey, postgres_programs, valkey_program
from config.stack_venv import ROOT, StackError

DATABASE = "casework"
LOGINS = {
    "owner": "LOGIN CREATEDB",
    "app": "LOGIN",
    "worker": "LOGIN",
    "auditor": "LOGIN",
    "backup": "LOGIN BYPASSRLS",
}
URLS = {
    "DATABASE_URL": "app",
    "DATABASE_OWNER_URL": "owner",
    "DATABASE_WORKER_URL": "worker",
    "DATABASE_AUDITOR_URL": "auditor",
}
NOTHING_MORE = "NOSUPERUSER NOCREATEROLE NOREPLICATION"


def roles_sql(existing: set[str], version: int, passwords: Mapping[str, str] | None = None) -> list[str]:
    """The statements that make the database roles (R-10), for a superuser; each stands alone.

    `existing` are the roles that are there already, `version` is the server's main version,
    `passwords` maps a role to its password (none: the server trusts the socket).
    """
    statements = []
    for role, rights in {**LOGINS, "keeper": "NOLOGIN BYPASSRLS"}.items():
        verb = "ALTER" if role in existing else "CREATE"
        password = (passwords or {}).get(role)
        secret = f" PASSWORD {literal(password)}" if password else ""
        statements.append(f"{verb} ROLE {role} {NOTHING_MORE} {rights}{secret}")
    if version >= 16:
        return [*statements, "GRANT keeper TO owner WITH INHERIT FALSE, SET TRUE"]
    return [*statements, "ALTER ROLE owner NOINHERIT", "GRANT keeper TO owner"]


def database_sql(database: str = DATABASE) -> list[str]:
    """Who may enter a database and what they may not make in it (R-10: no temporary tables)."""
    entrants = ", ".join([*LOGINS, "keeper"])
    return [
        f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC',
        f'GRANT CONNECT ON DATABASE "{database}" TO {entrants}',
    ]


def literal(text: str) -> str:
    """A string constant of SQL."""
    return (
        "'" + text.replace("'", "''") + "'"
        if "\\" not in text
        else "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
    )


def make_roles(
    admin_url: str, passwords: Mapping[str, str] | None = None, database: str = DATABASE, tests: bool = True
) -> None:
    """Make roles and database on the server that `admin_url` (a superuser) points to; may be repeated.

    `tests` also lets the owner make test databases on PostgreSQL 15, by a change to the server's template1.
    """
    version = run_sql(admin_url, "SHOW server_version_num")
    major = int(version[0][0]) // 10000
    existing = {row[0] for row in run_sql(admin_url, "SELECT rolname FROM pg_roles")}
    run_sql(admin_url, *roles_sql(existing, major, passwords))
    if (database,) not in run_sql(admin_url, "SELECT datname FROM pg_database"):
        run_sql(admin_url, f'CREATE DATABASE "{database}" OWNER owner')
    run_sql(admin_url, *database_sql(database))
    if major < 16:  # an owner who inherits nothing does not get the schema's rights from owning the database
        for each in [database, "template1"] if tests else [database]:
            run_sql(with_database(admin_url, each), "ALTER SCHEMA public OWNER TO owner")


def run_sql(url: str, *statements: str) -> list[tuple]:
    """Run statements, each in a transaction of its own; the rows of the last one, if it has any."""
    import psycopg2

    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def with_database(url: str, database: str) -> str:
    """The same address with another database name."""
    head, question, options = url.partition("?")
    return f"{head.rpartition('/')[0]}/{database}{question}{options}"


class Stack:
    """PostgreSQL and Valkey for one purpose: the demo's lasting ones, or throw-away ones for a test run."""

    def __init__(self, data: Path, sockets: Path, notes: Path, lock: TextIO, durable: bool) -> None:
        self.data, self.sockets, self.notes, self.lock, self.durable = data, sockets, notes, lock, durable
        self.marks = Marks(notes / "run.json")
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None

    def start(self, outside: Mapping[str, str] = os.environ) -> dict[str, str]:
        """Start what `outside` does not already point to; returns the addresses of everything."""
        self.marks.clear()
        (self.notes / "logs").mkdir(exist_ok=True)
        server_folder(self.sockets)
        copies = own_folder(self.data)
        addresses = given(outside)
        if "DATABASE_URL" not in addresses:
            self.postgres = Postgres(*self.places("postgres"), postgres_programs(copies))
            new = self.postgres.create()
            self.postgres.launch(self.marks)
        if "REDIS_URL" not in addresses:
            self.valkey = Valkey(*self.places("valkey"), valkey_program(copies))
            self.valkey.create()
            self.valkey.launch(self.marks)
            self.valkey.wait()
            addresses["REDIS_URL"] = self.valkey.url()
        if self.postgres:
            self.open_database(new)
            addresses |= {name: self.postgres.url(role, DATABASE) for name, role in URLS.items()}
        return addresses

    def places(self, name: str) -> tuple[Path, Path, Path, bool]:
        """Where a server keeps what: data, sockets, log; and whether it must survive a power cut."""
        return self.data, self.sockets, self.notes / "logs" / f"{name}.log", self.durable

    def open_database(self, new: bool) -> None:
        """Wait for the server; give a new cluster its roles and its database."""
        assert self.postgres
        self.postgres.wait()
        if new:
            make_roles(self.postgres.url("postgres", "postgres"))
            self.postgres.created()

    def stop(self) -> None:
        """Stop what we started; throw-away data is removed."""
        for server in (self.valkey, self.postgres):
            if server:
                server.stop()
        self.marks.path.unlink(missing_ok=True)
        shutil.rmtree(self.sockets, ignore_errors=True)
        if not self.durable:
            shutil.rmtree(self.notes, ignore_errors=True)
        with contextlib.suppress(OSError):  # another test run of this checkout may still live in it
            self.sockets.parent.rmdir() if self.durable else self.notes.parent.rmdir()
        self.lock.close()


def given(outside: Mapping[str, str]) -> dict[str, str]:
    """The services that the environment points to already; a half-given database is refused by name."""
    found = {name: value for name in [*URLS, "REDIS_URL"] if (value := told(outside, name))}
    missing = [name for name in URLS if name not in found]
    if "DATABASE_URL" in found and missing:
        raise StackError(
            f"DATABASE_URL is set but {missing[0]} is not: set it too (manage.py create_roles makes roles)."
        )
    return found if "DATABASE_URL" in found else {k: v for k, v in found.items() if k == "REDIS_URL"}


def told(outside: Mapping[str, str], name: str) -> str:
    """The variable, or what the file named by NAME_FILE holds; empty when neither is set."""
    path = outside.get(f"{name}_FILE")
    return Path(path).read_text().strip() if path else outside.get(name, "")


def state_folder(outside: Mapping[str, str] = os.environ) -> Path:
    """Where a demo keeps what it must remember."""
    folder = Path(outside.get("CASEWORK_STATE") or ROOT / "var").resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except PermissionError as error:
        raise StackError(f"The folder {folder.parent} cannot be written to by this user.") from error
    return folder


def data_folder(state: Path) -> Path:
    """Where the demo's servers keep their data: for root outside of the checkout, as it may be closed."""
    return Path("/var/tmp") / f"casework-dev-{digest(state)}" if os.getuid() == 0 else state


def demo_stack(state: Path) -> Stack | None:
    """The demo's services; None when another process runs them now."""
    lock = take(state / "lock")
    return None if lock is None else Stack(data_folder(state), short_folder(state) / "demo", state, lock, durable=True)


def test_stack(first: bool = True) -> Stack:
    """Services for one test run. The first of several that begin together removes what a crashed run left."""
    base = short_folder(ROOT)
    if first:
        sweep(base)
    folder = own_folder(base / f"t{os.getpid()}")
    lock = take(folder / "lock")
    assert lock, "a folder with our own process number is nobody else's"
    return Stack(folder, folder / "s", folder, lock, durable=False)


def sweep(base: Path) -> None:
    """Remove the folders of test runs whose process is gone, with the servers that they left."""
    for folder in base.glob("t[0-9]*"):
        lock = take(folder / "lock")
        if lock:
            Marks(folder / "run.json").clear()
            shutil.rmtree(folder, ignore_errors=True)
            lock.close()


def secret(path: Path, make: Callable[[], str]) -> str:
    """The secret in this file (mode 0600); made at its first use."""
    if not path.exists():
        write_private(path, make())
    return path.read_text().strip()


def new_key() -> str:
    """A secret key for signing."""
    return secrets.token_urlsafe(48)


def new_vault_keys() -> str:
    """A first master key for the vault: version and 32 random bytes."""
    return "1:" + base64.b64encode(secrets.token_bytes(32)).decode()


def test_environment(outside: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Throw-away settings of a test run, besides the services' addresses."""
    return {
        "CASEWORK_SECRET_KEY": new_key(),
        "CASEWORK_VAULT_KEYS": new_vault_keys(),
        "CASEWORK_HOSTS": "testserver,localhost,127.0.0.1",
        "CASEWORK_SCANNER": "builtin",
        "DJANGO_SETTINGS_MODULE": outside.get("DJANGO_SETTINGS_MODULE", "config.settings"),
    }
