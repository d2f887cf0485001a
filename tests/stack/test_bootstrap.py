"""What a newcomer sees when the machine is not as it should be: one sentence, and no traceback."""

import contextlib
import os
import subprocess
import sys

import pytest

from config import stack_venv
from config.stack_venv import ROOT, StackError, need_room
from tests.stack.conftest import outside


def run(command, folder, **more):
    return subprocess.run(
        command, cwd=folder, env=outside() | more, capture_output=True, text=True, timeout=60, check=False
    )


def is_one_sentence(told, words):
    return told.returncode == 1 and words in told.stderr and told.stderr.strip().count("\n") == 0


def fill(path):
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 512)


def test_an_old_python_is_told_which_one_is_needed():
    script = "import sys, runpy; sys.version_info = (3, 9, 1); runpy.run_path('manage.py', run_name='__main__')"

    assert is_one_sentence(run([sys.executable, "-c", script], ROOT), "needs Python 3.11 or newer")


def test_manage_py_can_be_read_by_an_old_python():
    import ast

    ast.parse((ROOT / "manage.py").read_text(), feature_version=(3, 4))


def test_a_python_without_pip_is_told_how_to_get_it(checkout):
    base = stack_venv.base_python()

    assert is_one_sentence(run([base, "-S", "manage.py", "demo"], checkout), "has no pip")


def test_packages_that_cannot_be_had_are_one_sentence(checkout):
    for lock in (checkout / "requirements").glob("*.txt"):
        lock.write_text("no-such-package-at-all==1 --hash=sha256:" + "0" * 64)
    nowhere = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(checkout),
        "UV_OFFLINE": "1",
        "PIP_CONFIG_FILE": os.devnull,
    }

    told = run([stack_venv.base_python(), "manage.py", "demo"], checkout, **nowhere)

    assert is_one_sentence(told, "could not be installed")


def test_a_full_disk_is_one_sentence_before_anything_is_begun(tmp_path):
    with pytest.raises(StackError, match="The disk is full"):
        need_room(tmp_path, 10**9)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small disk")
def test_a_small_disk_is_one_sentence(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], tmp_path).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        fill(disk / "filler")
        told = run([sys.executable, str(ROOT / "manage.py"), "check"], tmp_path, CASEWORK_STATE=str(disk / "var"))
    finally:
        run(["umount", str(disk)], tmp_path)

    assert is_one_sentence(told, "The disk is full")


def test_an_environment_with_the_test_tools_serves_the_demo_too(tmp_path, monkeypatch):
    monkeypatch.setattr(stack_venv, "STAMP", tmp_path / "stamp")
    (tmp_path / "stamp").write_text(stack_venv.stamp("dev"))
    assert stack_venv.installed("runtime") and stack_venv.installed("dev")

    (tmp_path / "stamp").write_text(stack_venv.stamp("runtime"))
    assert stack_venv.installed("runtime") and not stack_venv.installed("dev")


@pytest.mark.parametrize("kind", ["runtime", "dev"])
def test_every_package_is_locked_by_its_hash_and_names_no_host(kind):
    lines = stack_venv.lock(kind).read_text().splitlines()
    packages = [line for line in lines if line and not line.startswith(" ")]

    assert all("==" in line and line.endswith("\\") for line in packages)
    assert "://" not in "".join(lines)
