"""`manage.py demo`: from nothing to Ready, Ctrl-C, a killed supervisor, and what it says when it cannot."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.stack_demo import answers, free_port
from config.stack_processes import short_folder, started
from config.stack_venv import ROOT, StackError
from tests.stack.conftest import outside

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")


def test_a_taken_port_is_named_and_the_next_one_serves(demo, taken_port):
    running = demo("--port", str(taken_port)).ready()

    assert f"Port {taken_port} is taken; using " in running.said()
    assert answers(running.facts()["url"] + "/healthz")


def test_the_web_process_never_learns_the_owner_of_the_database(demo):
    running = demo().ready()

    for name in ("web", "worker", "beat"):
        environment = Path(f"/proc/{running.processes()[name]}/environ").read_bytes()
        assert b"DATABASE_URL=" in environment and b"DATABASE_OWNER_URL=" not in environment


def test_ctrl_c_gives_the_prompt_back_within_five_seconds_and_leaves_nothing(demo, demo_state):
    running = demo().ready()
    pids, sockets = running.processes(), short_folder(demo_state)
    assert set(pids) >= {"postgres", "valkey", "web", "worker", "beat"}

    seconds = running.interrupt()

    assert running.process.returncode == 0, running.said()
    assert seconds < 5
    assert [name for name, pid in pids.items() if started(pid)] == []
    assert not sockets.exists()


def test_a_killed_supervisor_leaves_nothing_that_the_next_start_does_not_clear(demo):
    killed = demo().ready()
    left = killed.processes()
    killed.process.kill()
    killed.process.wait()
    assert started(left["postgres"]) and started(left["web"])

    begun = time.monotonic()
    again = demo().ready()

    assert [name for name, pid in left.items() if started(pid)] == []
    assert set(again.processes()) >= {"postgres", "valkey", "web", "worker", "beat"}
    assert time.monotonic() - begun < 30


def test_a_second_demo_is_refused_and_told_where_the_first_one_is(demo):
    first = demo().ready()

    second = subprocess.run(
        [sys.executable, "manage.py", "demo"],
        env=outside() | {"CASEWORK_STATE": str(first.state)},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert second.returncode == 1
    assert second.stderr.count("\n") == 1 and first.facts()["url"] in second.stderr


def test_another_command_works_on_the_running_demo(demo):
    running = demo().ready()

    told = manage(running.state, "showmigrations", "--plan", "--database", "owner")

    assert told.returncode == 0, told.stderr
    assert "[X]  contenttypes.0001_initial" in told.stdout and "[ ]" not in told.stdout
    assert set(running.processes()) >= {"postgres", "valkey", "web", "worker", "beat"}


def test_a_command_without_a_demo_starts_the_services_for_itself_alone(demo, demo_state):
    demo().ready().interrupt()

    told = manage(demo_state, "showmigrations", "--plan", "--database", "owner")

    assert told.returncode == 0, told.stderr
    assert "[X]  contenttypes.0001_initial" in told.stdout
    assert not (demo_state / "run.json").exists()


def test_what_the_demo_keeps_can_be_read_by_its_owner_only(demo):
    running = demo().ready()

    for name in ("secret_key", "vault_keys", "run.json", "demo.json"):
        assert stat.S_IMODE((running.state / name).stat().st_mode) == 0o600, name
    assert json.loads((running.state / "demo.json").read_text())["url"] == running.facts()["url"]


def test_a_child_that_ends_by_itself_ends_the_demo_with_its_last_words(demo):
    running = demo().ready()
    os.kill(running.processes()["beat"], signal.SIGKILL)

    assert running.process.wait(15) == 1
    assert "The beat process ended by itself" in running.said()


def test_half_a_database_of_your_own_is_refused_by_the_name_of_what_is_missing(demo_state):
    told = manage(
        demo_state, "demo", DATABASE_URL="postgresql://app@/x", DATABASE_OWNER_URL="postgresql://owner@/x"
    )

    assert told.returncode == 1
    assert "DATABASE_WORKER_URL is not" in told.stderr and told.stderr.count("\n") == 1


def test_fresh_leaves_a_database_of_your_own_alone(demo_state):
    told = manage(demo_state, "demo", "--fresh", DATABASE_URL="postgresql://app@/x")

    assert told.returncode == 1
    assert "one of yours" in told.stderr


def test_no_free_port_is_one_sentence():
    with pytest.raises(StackError, match="no free port"):
        free_port(65536)


def manage(state: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a person would."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=outside() | {"CASEWORK_STATE": str(state)} | more,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
