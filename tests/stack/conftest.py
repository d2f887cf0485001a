"""A checkout and a demo of their own for the tests of the two commands."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.stack import data_folder
from config.stack_processes import Marks, end, short_folder, started
from config.stack_venv import ROOT

OURS = ("DATABASE_", "REDIS_", "CASEWORK_", "DJANGO_")


def outside() -> dict[str, str]:
    """The environment of a person who has set nothing."""
    return {key: value for key, value in os.environ.items() if not key.startswith(OURS)}


class RunningDemo:
    """A demo as a person starts it, on a state folder of its own."""

    def __init__(self, state: Path, *options: str) -> None:
        self.state = state
        self.output = state.parent / "output.txt"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "demo", *options],
                env=outside() | {"CASEWORK_STATE": str(state)},
                cwd=ROOT,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def said(self) -> str:
        """Everything on the screen so far."""
        return self.output.read_text()

    def ready(self, seconds: float = 480) -> "RunningDemo":
        """Wait for the line that says so."""
        limit = time.monotonic() + seconds
        while "\nReady: " not in self.said():
            assert self.process.poll() is None and time.monotonic() < limit, self.said()
            time.sleep(0.05)
        return self

    def facts(self) -> dict:
        """What the demo has written down about itself."""
        return Marks(self.state / "run.json").read()

    def processes(self) -> dict[str, int]:
        """The recorded processes that live, by name."""
        listed = self.facts().get("processes", [])
        return {p["name"]: p["pid"] for p in listed if p["started"] and started(p["pid"]) == p["started"]}

    def interrupt(self) -> float:
        """Press Ctrl-C; the seconds until the prompt is back."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(90)
        return time.monotonic() - begun


@pytest.fixture(scope="session")
def demo_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A state folder that all demos share, so that only the first has to migrate."""
    state = tmp_path_factory.mktemp("demo") / "var"
    yield state
    Marks(state / "run.json").clear()
    for folder in {short_folder(state), data_folder(state)}:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def demo(demo_state: Path) -> Iterator[type]:
    """Start demos on the shared state folder; none outlives the test."""
    begun: list[RunningDemo] = []

    def start(*options: str) -> RunningDemo:
        begun.append(RunningDemo(demo_state, *options))
        return begun[-1]

    yield start  # type: ignore[misc]
    for each in begun:
        if each.process.poll() is None:
            each.interrupt()
        end(each.processes().values(), signal.SIGKILL, 1)


@pytest.fixture(scope="module")
def taken_port() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the bootstrap needs, without an environment."""
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    shutil.copytree(ROOT / "config", tmp_path / "config", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    return tmp_path


@pytest.fixture
def free_address() -> str:
    """An address nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def manage(state: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a person would."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=outside() | {"CASEWORK_STATE": str(state)} | more,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
