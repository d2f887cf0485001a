"""The second try of browser tests (docs/tests.md): only they have it, it is told, and fixtures of a module outlive it."""

import os
import subprocess

import pytest

from config import stack_check
from config.stack_venv import ROOT

TESTS = """
import pytest

made, tried = [], []

@pytest.fixture(scope="module")
def desk():
    made.append("desk")
    yield made
    made.append("gone")

@pytest.fixture
def page():
    return "a window"

def test_before(desk):
    assert desk == ["desk"]

def test_with_a_window_that_comes_late(desk, page):
    tried.append(page)
    assert len(tried) == 2, "the page was slow"

def test_with_a_window_that_never_comes(desk, page):
    assert not page, "the page is broken"

def test_after(desk):
    assert desk == ["desk"], "the module's own was made once, and is still there"

def test_without_a_window():
    tried.append("plain")
    assert tried.count("plain") == 2, "the rule is broken"
"""


@pytest.mark.parametrize("side_by_side", [[], ["-n", "1", "--dist", "loadfile"]], ids=["one by one", "side by side"])
def test_a_browser_test_is_tried_twice_and_named_and_no_other_is(tmp_path, side_by_side):
    (tmp_path / "test_it.py").write_text(TESTS)
    command = [*stack_check.PYTEST, "-p", "no:cacheprovider", "-c", "pyproject.toml", *side_by_side, str(tmp_path)]

    told = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False).stdout

    assert "2 failed, 3 passed, 2 rerun" in told.splitlines()[-1], told
    named = [line for line in told.splitlines() if line.startswith("needed a second try: ")]
    assert len(named) == 2
    assert "test_with_a_window_that_comes_late[chromium]: AssertionError: the page was slow" in named[0]
    assert "test_with_a_window_that_never_comes[chromium]: AssertionError: the page is broken" in named[1]
    assert "the rule is broken" in told
