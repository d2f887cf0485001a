"""Folders, locks and processes that must not outlive us, or be found again if they do. Standard library."""

import contextlib
import fcntl
import hashlib
import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from config.stack_venv import StackError

SOCKET_PATH_LIMIT = 100  # bytes; the kernel takes 104 to 108


def started(pid: int) -> str | None:
    """Tells this process from a later one with the same number; None when it is gone or a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None if Path("/proc/self/stat").exists() else started_by_ps(pid)
    return None if fields[0] in "ZX" else fields[19]


def started_by_ps(pid: int) -> str | None:
    """The same mark where there is no /proc (macOS)."""
    told = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True)
    state, _, moment = told.stdout.strip().partition(" ")
    return None if not state or state.startswith("Z") else moment.strip()


class Marks:
    """The record of what we started, in one file: name, number and start of each process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.facts: dict[str, Any] = {"processes": []}

    def add(self, name: str, pid: int) -> None:
        """Remember a process before anything else can go wrong."""
        self.facts["processes"].append({"name": name, "pid": pid, "started": started(pid)})
        self.write()

    def tell(self, **facts: Any) -> None:
        """Add what others may want to know: kind, url, environment."""
        self.facts.update(facts)
        self.write()

    def write(self) -> None:
        """Write in one step, readable by nobody else."""
        write_private(self.path, json.dumps(self.facts, indent=1))

    def read(self) -> dict[str, Any]:
        """What the file says; empty when it is not there or was cut off."""
        try:
            return json.loads(self.path.read_text())
        except (FileNotFoundError, ValueError):
            return {}

    def clear(self) -> int:
        """Stop what a killed supervisor left running; returns how many processes that were."""
        left = [p for p in self.read().get("processes", []) if p["started"] and started(p["pid"]) == p["started"]]
        end([p["pid"] for p in left if p["name"] not in ("postgres", "valkey")], signal.SIGTERM, 3)
        end([p["pid"] for p in left if p["name"] in ("postgres", "valkey")], signal.SIGINT, 10)
        self.path.unlink(missing_ok=True)
        return len(left)


def end(pids: Iterable[int], first: int, patience: float) -> None:
    """Ask the processes to stop, wait `patience` seconds for all, then kill their groups."""
    marks = {pid: started(pid) for pid in pids}
    for pid in marks:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, first)
    limit = time.monotonic() + patience
    while any(mark and started(pid) == mark for pid, mark in marks.items()) and time.monotonic() < limit:
        reap(marks)
        time.sleep(0.02)
    for pid in marks:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)  # each was started in a session of its own, so this is its family only
    reap(marks)


def reap(pids: Iterable[int]) -> None:
    """Collect ended children so that they do not stay as zombies; other people's processes are left alone."""
    for pid in pids:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step with one that only we can read."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        handle.write(text)
    draft.replace(path)


def take(path: Path) -> TextIO | None:
    """Hold the lock file for as long as the returned handle lives; None when somebody else holds it."""
    handle = path.open("a")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle


def short_folder(root: Path) -> Path:
    """The folder for sockets and throw-away data of this checkout: short path, ours alone, and no link."""
    name = f"casework-{os.getuid()}-{digest(root)}"
    folder = Path(tempfile.gettempdir()) / name
    if len(os.fsencode(folder)) > SOCKET_PATH_LIMIT - 40:
        folder = Path("/tmp") / name
    return own_folder(folder)


def digest(path: Path) -> str:
    """Eight characters that stand for a path."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:8]


def own_folder(folder: Path) -> Path:
    """Make or check a folder in a shared place: it must be ours, a real folder, and closed to others.

    As root it stays passable, because the servers run as somebody else; what they own inside is closed.
    """
    mode = 0o711 if os.getuid() == 0 else 0o700
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=mode, parents=True)
    facts = folder.lstat()
    if folder.is_symlink() or not folder.is_dir() or facts.st_uid != os.getuid():
        raise StackError(f"{folder} belongs to somebody else: remove it and start again.")
    folder.chmod(mode)
    return folder


def server_user() -> str | None:
    """PostgreSQL refuses to run as root: the ordinary user whom the servers run as there; None elsewhere."""
    if os.getuid() != 0:
        return None
    for name in ("nobody", "postgres", "daemon"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise StackError("As root this needs an unprivileged user such as 'nobody' to run PostgreSQL as.")


def as_server() -> dict[str, Any]:
    """Arguments for subprocess that drop root's rights and leave our terminal's signals."""
    user = server_user()
    if user is None:
        return {"start_new_session": True}
    facts = pwd.getpwnam(user)
    return {
        "user": facts.pw_uid,
        "group": facts.pw_gid,
        "extra_groups": [],
        "start_new_session": True,
        "cwd": "/",
    }


def server_folder(folder: Path) -> Path:
    """A folder that only the servers' user can enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    user = server_user()
    if user is not None:
        shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
    return folder
