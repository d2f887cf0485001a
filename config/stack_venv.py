"""Makes `.venv` from the hash-locked requirements and continues inside it. Standard library only."""

import contextlib
import errno
import fcntl
import hashlib
import importlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.txt"
UV = "uv==0.13.9"
ROOM = {"runtime": 700, "dev": 1500}  # megabytes that an installation from nothing takes, with some air


class StackError(Exception):
    """What went wrong, in one sentence for the person at the keyboard."""


def run(arguments: list[str]) -> int:
    """Bootstrap, then hand the command to its place; returns the exit status."""
    try:
        ensure("dev" if arguments[:1] == ["test"] else "runtime")
        rooms = {"demo": "config.stack_demo", "test": "config.stack_check"}
        room = importlib.import_module(rooms.get((arguments or ["help"])[0], "config.stack_attach"))
        return room.main(arguments)
    except StackError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        print(f"The disk is full ({error.filename or ROOT}): free some space and start again.", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 1


def ensure(kind: str) -> None:
    """Install `kind` ("runtime" or "dev") unless it is there, and continue in the environment's Python."""
    if os.environ.get("CASEWORK_BOOTSTRAP") == "0":
        return
    if not installed(kind):
        with alone(ROOT / ".venv.lock"):
            if not installed(kind):
                install(kind)
    if Path(sys.prefix).resolve() != VENV.resolve():
        python = str(VENV / "bin" / "python")
        os.execv(python, [python, str(ROOT / "manage.py"), *sys.argv[1:]])


def installed(kind: str) -> bool:
    """Whether the environment holds this lock, or the larger one that includes it."""
    kinds = {"runtime": ("runtime", "dev"), "dev": ("dev",)}[kind]
    return STAMP.is_file() and STAMP.read_text() in [stamp(each) for each in kinds]


def stamp(kind: str) -> str:
    """A digest of everything that makes an installed environment unusable when it changes."""
    facts = [lock(kind).read_text(), platform.python_version(), platform.platform(), sys.implementation.name]
    return f"{kind} {hashlib.sha256(repr(facts).encode()).hexdigest()}"


def lock(kind: str) -> Path:
    """The file with every package, its version and its hashes."""
    return ROOT / "requirements" / f"{kind}.txt"


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Two commands started together must not install into the same folder."""
    try:
        handle = path.open("w")
    except PermissionError as error:
        raise StackError(f"The folder {path.parent} cannot be written to by this user.") from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def install(kind: str) -> None:
    """Create the environment and install the lock into it: by uv (seconds), or by pip where uv fails."""
    if importlib.util.find_spec("pip") is None:
        raise StackError(
            f"{base_python()} has no pip: install it (on Debian: apt install python3-pip) and start again."
        )
    need_room(ROOT, ROOM[kind])
    print(f"Installing the packages of requirements/{kind}.txt into .venv …", flush=True)
    if not (VENV / "bin" / "python").exists():
        venv.EnvBuilder(with_pip=False, clear=VENV.exists()).create(VENV)
    STAMP.unlink(missing_ok=True)
    if not (by_uv(kind) or by_pip(kind)):
        raise StackError(failure())
    STAMP.write_text(stamp(kind))


def by_uv(kind: str) -> bool:
    """Install with uv, which is itself installed by pip first."""
    if not pip("install", "--quiet", UV):
        return False
    uv = str(VENV / "bin" / "uv")
    # --system-certs: a company may have its own authority; pip, the fallback, brings the usual ones along
    choices = ["--quiet", "--system-certs", "--compile-bytecode", "--require-hashes", "--python", python()]
    return quietly([uv, "pip", "sync", *choices, str(lock(kind))])


def by_pip(kind: str) -> bool:
    """Install with pip alone: slower, but it reads pip's own settings (a proxy, a mirror)."""
    return pip("install", "--quiet", "--require-hashes", "-r", str(lock(kind)))


def pip(*arguments: str) -> bool:
    """Run this Python's pip on the environment."""
    return quietly([base_python(), "-m", "pip", "--python", python(), "--disable-pip-version-check", *arguments])


def quietly(command: list[str]) -> bool:
    """Run a command with its output kept for the error message; True when it succeeded."""
    with (VENV / "install.log").open("a") as log:
        return subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT).returncode == 0


def failure() -> str:
    """The sentence for an installation that did not work, by what its log says."""
    log = (VENV / "install.log").read_text(errors="replace")
    if "No space left" in log or "os error 28" in log:
        return f"The disk is full ({ROOT}): free some space and start again."
    return f"The packages could not be installed (is the network there?); see {VENV / 'install.log'}."


def need_room(folder: Path, megabytes: int) -> None:
    """Refuse to begin what would end with a full disk."""
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < megabytes:
        raise StackError(f"The disk is full: {folder} has {free} MB free and this needs {megabytes} MB.")


def base_python() -> str:
    """The Python that made the environment: the one that has pip."""
    return getattr(sys, "_base_executable", None) or sys.executable


def python() -> str:
    """The environment's own Python."""
    return str(VENV / "bin" / "python")
