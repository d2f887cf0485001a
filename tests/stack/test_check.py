"""`manage.py test`: what it runs, how it finds a browser, and what it does without one."""

import os
import subprocess
import sys

import pytest

from config import stack_check
from config.stack_browser import MISSING, find_browser
from config.stack_venv import ROOT

BROWSERLESS = """
def test_needs_a_browser(browser_path):
    pass
"""


@pytest.fixture
def no_browser(tmp_path, monkeypatch):
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "missing"))


def test_a_named_browser_comes_before_the_systems(tmp_path, monkeypatch):
    program = tmp_path / "chrome"
    program.write_text("")
    program.chmod(0o755)
    monkeypatch.setenv("CHROMIUM_PATH", str(program))

    assert find_browser() == str(program)


def test_playwrights_own_browser_is_found_where_the_system_has_none(tmp_path, monkeypatch):
    program = tmp_path / "chromium-1" / "chrome-linux64" / "chrome"
    program.parent.mkdir(parents=True)
    program.write_text("")
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))

    assert find_browser() == str(program)


@pytest.mark.parametrize(("ci", "end"), [("", "1 skipped"), ("true", "1 error")])
def test_without_a_browser_its_tests_are_skipped_with_the_reason_and_fail_under_ci(no_browser, tmp_path, ci, end):
    (tmp_path / "test_it.py").write_text(BROWSERLESS)
    command = [*stack_check.PYTEST, "-rs", "-p", "no:cacheprovider", "-c", "pyproject.toml", str(tmp_path)]

    told = subprocess.run(command, cwd=ROOT, env=os.environ | {"CI": ci}, capture_output=True, text=True, check=False)

    assert end in (told.stdout.splitlines() or [told.stderr])[-1]
    assert MISSING.split(":")[0] in told.stdout


def test_a_failed_check_is_named_and_shows_its_output(tmp_path, monkeypatch, capsys):
    say = [sys.executable, "-c", "print('line too long'); raise SystemExit(1)"]
    monkeypatch.setattr(stack_check, "checks", lambda: {"fine": [sys.executable, "-c", ""], "style": say})

    assert stack_check.lint() == ["style"]
    told = capsys.readouterr().out
    assert "ok   fine" in told and "FAIL style" in told and "line too long" in told


def test_the_checks_cover_style_types_floors_templates_and_migrations():
    assert set(stack_check.checks()) == {
        "mypy",
        "ruff format",
        "ruff check",
        "import-linter",
        "djlint",
        "migrations",
    }


def test_ci_runs_the_command_that_a_person_runs():
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert "python3 manage.py test" in script.read_text().splitlines()[-1]
