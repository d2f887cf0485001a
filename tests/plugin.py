"""Starts the real services before pytest-django reads the settings."""

import atexit
import os

import pytest

from config.stack import Stack, test_environment, test_stack

running: list[Stack] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Before pytest-django reads the settings. A run inside a test has its services already.

    Each worker of xdist starts its own, but for what the environment gave: the feed waits for every transaction of
    its cluster, and a Celery worker takes every task of its queue.
    """
    whose = os.environ.get("PYTEST_XDIST_WORKER", "main")
    if os.environ.get("CASEWORK_TEST_RUN") == whose:
        return
    for name in os.environ.pop("CASEWORK_TEST_OWN", "").split():
        os.environ.pop(name, None)
    given = set(os.environ)
    stack = test_stack(first=whose == "main")
    running.append(stack)
    atexit.register(stop)
    state = stack.notes / "state"
    state.mkdir()
    os.environ.update(stack.start() | test_environment() | {"CASEWORK_STATE": str(state)})
    # Playwright's loop runs in the thread of the test, where Django would otherwise refuse to query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    os.environ.update({"CASEWORK_TEST_OWN": " ".join(set(os.environ) - given), "CASEWORK_TEST_RUN": whose})


def pytest_configure(config: pytest.Config) -> None:
    """The last plugin that names a fixture wins: ours come after pytest-django's and pytest-playwright's."""
    config.pluginmanager.import_plugin("tests.fixtures")


# They take longest, so they begin first: the other cores need not wait for them at the end.
LONG = (
    "tests/referrals/everything/",
    "tests/test_withheld.py",
    "tests/stack/",
    "tests/test_walk",
    "tests/test_journey",
    "tests/screening/test_scenarios",
    "tests/config/",
)


# Whoever asks for one of these drives a browser or the live product.
BROWSING = {"page", "browser", "context", "live_app"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long before all others; within a file the order stays. Browser tests have a second try."""
    items.sort(key=lambda item: next((n for n, name in enumerate(LONG) if item.nodeid.startswith(name)), len(LONG)))
    for item in items:
        if BROWSING & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Each test that needed its second try is named with what went wrong, however the second one ended."""
    for report in terminalreporter.stats.get("rerun", []):
        why = str(report.longrepr).strip().splitlines()[-1:] or [""]
        errors = [line[1:].strip() for line in report.longreprtext.splitlines() if line.startswith("E ")]
        terminalreporter.write_line(
            f"needed a second try: {report.nodeid}: {(errors or why)[0]}", yellow=True, bold=True
        )


def pytest_unconfigure() -> None:
    """At the end of the run; `atexit` covers a run that fails before it begins."""
    stop()


def stop() -> None:
    """Stop and remove everything that this run started."""
    while running:
        running.pop().stop()
