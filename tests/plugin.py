"""Starts the real services before pytest-django reads the settings."""

import atexit
import os

import pytest

from config.stack import Stack, test_environment, test_stack

running: list[Stack] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Before pytest-django reads the settings. Workers of xdist inherit the addresses and start nothing."""
    if os.environ.get("CASEWORK_TEST_RUN"):
        return
    stack = test_stack()
    running.append(stack)
    atexit.register(stop)
    state = stack.notes / "state"
    state.mkdir()
    os.environ.update(stack.start() | test_environment() | {"CASEWORK_STATE": str(state)})
    # Playwright's loop runs in the thread of the test, where Django would otherwise refuse to query.
    os.environ.update({"CASEWORK_TEST_RUN": "1", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"})


def pytest_configure(config: pytest.Config) -> None:
    """The last plugin that names a fixture wins: ours come after pytest-django's and pytest-playwright's."""
    config.pluginmanager.import_plugin("tests.fixtures")


def pytest_unconfigure() -> None:
    """At the end of the run; `atexit` covers a run that fails before it begins."""
    stop()


def stop() -> None:
    """Stop and remove everything that this run started."""
    while running:
        running.pop().stop()
