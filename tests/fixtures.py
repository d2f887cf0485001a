"""The fixtures that every test may use: the real database, the live product, the browser."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from config.stack import database_sql
from config.stack_browser import MISSING, find_browser
from tests.live import LiveApp

BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A page that comes at all comes; how fast is not measured by tests, and a small machine under load takes its time.
PATIENCE_MS = 20_000

# While Playwright's loop runs in the thread, Django keeps another set of connections, which nobody sees once it stopped.
opened: set[Any] = set()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """Create the one test database through `owner` and show it to every alias.

    pytest-django's own fixture creates only the aliases that marks name; a test marked for `default` alone
    would then run on the real database.
    """
    from django.db import connections
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
        names = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
        assert all(name.startswith("test_") for name in names.values()), names
        with connections["owner"].cursor() as cursor:
            for statement in database_sql(names["owner"]):
                cursor.execute(statement)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        for connection in opened:
            connection.close()
        teardown_databases(made, verbosity=0)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Real transactions: the database without a transaction around the test, and without a flush after it.

    For threads, several connections and the live app. Each such test makes an organisation of its own;
    row-level security keeps tests apart, and append-only tables could not be flushed. The connections stay open:
    a new one would plan every function of the walls anew.
    """
    from django.db import connections

    with django_db_blocker.unblock():
        yield
        for connection in connections.all(initialized_only=True):
            opened.add(connection)
            if connection.connection and (connection.in_atomic_block or not connection.is_usable()):
                connection.close()


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> None:
    """Passwords and PINs that tests make are hashed by the product's own way with the least of time and memory.

    A quarter of a second each otherwise. A hash says how it was made, so the live product reads them too; what the
    product makes stays as strong as it is.
    """
    from django.contrib.auth.hashers import Argon2PasswordHasher as Argon2

    Argon2.time_cost, Argon2.memory_cost, Argon2.parallelism = 1, 8, 1


@pytest.fixture(scope="session")
def live_app(django_db_setup: None, django_db_blocker: Any) -> Iterator[LiveApp]:
    """The product as a real process on the test database, at `live_app.url`; `worker` adds tasks."""
    from django.db import connections

    app = LiveApp(connections["default"].settings_dict["NAME"], Path(os.environ["CASEWORK_STATE"]))
    try:
        app.start()
        yield app
    finally:
        app.stop()


@pytest.fixture
def worker(live_app: LiveApp) -> Iterator[LiveApp]:
    """A real Celery worker beside `live_app`, for one test."""
    live_app.start_worker()
    yield live_app
    live_app.stop_worker()


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The browser's program. Without one the test is skipped with the reason; under CI it fails."""
    found = find_browser()
    if not found and os.environ.get("CI"):
        pytest.fail(MISSING)
    if not found:
        pytest.skip(MISSING)
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], browser_path: str) -> dict[str, Any]:
    """What pytest-playwright's `page` starts: the machine's Chromium, silent on the network."""
    expect.set_options(timeout=PATIENCE_MS)
    return {**browser_type_launch_args, "executable_path": browser_path, "args": BROWSER_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A desk screen, and no service worker that would outlive a test."""
    size = {"width": 1366, "height": 768}
    return {**browser_context_args, "viewport": size, "service_workers": "block", "locale": "en-GB"}
