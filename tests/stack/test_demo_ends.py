"""`manage.py demo` when it ends: by Ctrl-C, by a killed supervisor, by a part of it that gives up."""

import os
import signal
import time
from pathlib import Path

import pytest

from config.stack_processes import short_folder, started
from tests.stack.conftest import manage

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")


def test_ctrl_c_gives_the_prompt_back_soon_and_leaves_nothing(demo, demo_state):
    """Within five seconds on a machine with nothing else to do; the limit here is that of a busy one."""
    running = demo().ready()
    pids, sockets = running.processes(), short_folder(demo_state)
    assert set(pids) >= {"postgres", "valkey", "web", "worker", "beat"}

    seconds = running.interrupt()

    assert running.process.returncode == 0, running.said()
    assert seconds < 20
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
    assert time.monotonic() - begun < 150


def test_a_command_without_a_demo_starts_the_services_for_itself_alone(demo_state):
    told = manage(demo_state, "showmigrations", "contenttypes", "--database", "owner")

    assert told.returncode == 0, told.stderr
    assert "0001_initial" in told.stdout
    assert not (demo_state / "run.json").exists()


def test_a_child_that_ends_by_itself_ends_the_demo_with_its_last_words(demo):
    running = demo().ready()
    os.kill(running.processes()["beat"], signal.SIGKILL)

    assert running.process.wait(90) == 1
    assert "The beat process ended by itself" in running.said()
