"""`manage.py demo` while it runs: the port, the rights of its parts, its files, other commands beside it."""

import csv
import json
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.demo.people import OFFICES
from config.stack import data_folder
from config.stack_demo import answers, forget, free_port, orphaned
from config.stack_venv import ROOT, StackError
from tests.stack.conftest import RunningDemo, manage

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")


@pytest.fixture(scope="module")
def running(demo_state: Path, taken_port: int) -> Iterator[RunningDemo]:
    """One demo for all tests of this file, started on a taken port."""
    demo = RunningDemo(demo_state, "--port", str(taken_port))
    yield demo.ready()
    demo.interrupt()


def test_a_taken_port_is_named_and_the_next_one_serves(running, taken_port):
    assert f"Port {taken_port} is taken; using " in running.said()
    assert answers(running.facts()["url"] + "/healthz")


def test_the_web_process_never_learns_the_owner_of_the_database(running):
    for name in ("web", "worker", "beat"):
        environment = Path(f"/proc/{running.processes()[name]}/environ").read_bytes()
        assert b"DATABASE_URL=" in environment and b"DATABASE_OWNER_URL=" not in environment


def test_a_second_demo_is_refused_and_told_where_the_first_one_is(running):
    second = manage(running.state, "demo")

    assert second.returncode == 1
    assert second.stderr.count("\n") == 1 and running.facts()["url"] in second.stderr


def test_another_command_works_on_the_running_demo(running):
    told = manage(running.state, "showmigrations", "--plan", "--database", "owner")

    assert told.returncode == 0, told.stderr
    assert "[X]  contenttypes.0001_initial" in told.stdout and "[ ]" not in told.stdout
    assert set(running.processes()) >= {"postgres", "valkey", "web", "worker", "beat"}


def test_every_role_has_an_account_or_a_program_and_there_are_two_missions(running):
    told = json.loads((running.state / "demo.json").read_text())
    roles = {role for row in told["accounts"] for role in row["role"].split(", ")}
    with (ROOT / "accounts/codelists/user_roles.csv").open(encoding="utf-8") as file:
        assert roles | {"api_client"} == {row["code"] for row in csv.DictReader(file)}
    assert told["clients"]
    assert len({row["organisation"] for row in told["accounts"] if row["role"] == "external_focal_point"}) >= 2
    assert len({row["country"] for row in OFFICES}) >= 3


# What waits for one person, as the pages read it.
WAITING = """
from accounts.acting import acting
from accounts.models import User
from referrals.consular.queries import queue
from referrals.portal.queries import lists
from screening.queries import review_queue
for name, read in (("kanda", queue), ("lina", lists), ("ravi", lists), ("sam", queue), ("sam", review_queue)):
    user = User.objects.with_standing().get(username=name)
    with acting(user, "portal.list" if read is lists else "demo.read"):
        found = read(user)
        print(name, read.__name__, len(found[0] if isinstance(found, tuple) else found) > 0)
"""


def test_the_queues_of_the_running_demo_have_something_in_them(running):
    told = manage(running.state, "shell", "--no-imports", "-c", WAITING)

    assert told.returncode == 0, told.stderr
    assert told.stdout.count("True") == 5, told.stdout


def test_what_the_demo_keeps_can_be_read_by_its_owner_only(running):
    for name in ("secret_key", "vault_keys", "run.json", "demo.json"):
        assert stat.S_IMODE((running.state / name).stat().st_mode) == 0o600, name
    assert json.loads((running.state / "demo.json").read_text())["url"] == running.facts()["url"]


def test_half_a_database_of_your_own_is_refused_by_the_name_of_what_is_missing(tmp_path):
    told = manage(tmp_path, "demo", DATABASE_URL="postgresql://app@/x", DATABASE_OWNER_URL="postgresql://owner@/x")

    assert told.returncode == 1
    assert "DATABASE_WORKER_URL is not" in told.stderr and told.stderr.count("\n") == 1


def test_fresh_leaves_a_database_of_your_own_alone(tmp_path):
    told = manage(tmp_path, "demo", "--fresh", DATABASE_URL="postgresql://app@/x")

    assert told.returncode == 1
    assert "one of yours" in told.stderr


def test_no_free_port_is_one_sentence():
    with pytest.raises(StackError, match="no free port"):
        free_port(65536)


def test_data_whose_checkout_was_removed_with_its_keys_is_dropped_and_other_data_is_kept(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith(("CASEWORK_VAULT", "DATABASE_"))]:
        monkeypatch.delenv(name)
    state, data = tmp_path / "var", data_folder(tmp_path / "var")
    state.mkdir()
    data.mkdir(parents=True, exist_ok=True)
    try:
        assert not orphaned(state), "a first start"
        (data / "postgres-18").mkdir()
        assert orphaned(state), "without the keys nobody can read it, and no account of it is known"
        (state / "vault_keys").write_text("1:")
        assert not orphaned(state)
        (state / "vault_keys").unlink()
        forget(state)
        assert not orphaned(state)
        monkeypatch.setenv("CASEWORK_VAULT_KEYS", "1:")
        (data / "postgres-18").mkdir()
        assert not orphaned(state), "keys from outside may be the right ones"
    finally:
        shutil.rmtree(data, ignore_errors=True)
