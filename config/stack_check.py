"""`manage.py test`: linters and type checks, then pytest; with arguments pytest alone. No Django here."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config.stack import URLS, test_environment
from config.stack_browser import install_browser
from config.stack_venv import ROOT

PACKAGES = ["config", "casework", "accounts", "screening", "referrals", "tests"]
BIN = Path(sys.executable).parent
PYTEST = [sys.executable, "-m", "pytest"]


def main(arguments: list[str]) -> int:
    """Run what was asked for; 0 when all of it passed."""
    pytest_arguments = arguments[1:]
    if pytest_arguments:
        return call(PYTEST + pytest_arguments)
    install_browser(fonts=bool(os.environ.get("CI")))
    failed = lint()
    if failed:
        print(f"Failed: {', '.join(failed)}. The tests run all the same:", flush=True)
    return call(PYTEST + side_by_side()) or int(bool(failed))


def side_by_side() -> list[str]:
    """The whole suite on every core, up to four; the tests of one file stay together, in their order."""
    cores = min(os.cpu_count() or 1, 4)
    return ["-n", str(cores), "--dist", "loadfile", "--no-loadscope-reorder"] if cores > 1 else []


def call(command: list[str]) -> int:
    """Run to the end, also when Ctrl-C is pressed: the child gets it too and tidies up."""
    child = subprocess.Popen(command, cwd=ROOT)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def checks() -> dict[str, list[str]]:
    """Every check that is not a test, with its command."""
    packages = [name for name in PACKAGES if (ROOT / name).is_dir()]
    return {
        "ruff format": [str(BIN / "ruff"), "format", "--check", "."],
        "ruff check": [str(BIN / "ruff"), "check", "."],
        "import-linter": [str(BIN / "lint-imports")],
        "djlint": [str(BIN / "djlint"), "templates", "--lint", "--quiet"],
        "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
        "mypy": [str(BIN / "mypy"), *packages, "manage.py"],
    }


def lint() -> list[str]:
    """Run all checks side by side, print a line each and more for a failed one; returns the failed names."""
    nowhere = {name: f"postgresql://{role}@/none?host=/nonexistent" for name, role in URLS.items()}
    with tempfile.TemporaryDirectory() as state:
        settings = test_environment() | nowhere | {"REDIS_URL": "redis://127.0.0.1:1", "CASEWORK_STATE": state}
        begun = time.monotonic()
        jobs = {name: begin(command, os.environ | settings) for name, command in checks().items()}
        return [name for name, job in jobs.items() if not passed(name, job, begun)]


def begin(command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    """Start a check; its output goes to a file, so that none waits for a reader."""
    output = tempfile.TemporaryFile("w+")  # noqa: SIM115 - read and closed when the check has ended
    job = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, text=True)
    job.stdout = output
    return job


def passed(name: str, job: subprocess.Popen[str], begun: float) -> bool:
    """Wait for a check and print its result."""
    status = job.wait()
    print(f"{'FAIL' if status else 'ok  '} {name} ({time.monotonic() - begun:.1f} s)", flush=True)
    assert job.stdout
    with job.stdout as output:
        output.seek(0)
        if status:
            print(output.read(), flush=True)
    return status == 0
