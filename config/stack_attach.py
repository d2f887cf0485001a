"""Every other command: on the given services, on the running demo's, or on some started for its duration."""

import fcntl
import os
import signal
import sys
import time
from pathlib import Path
from typing import TextIO

from config.stack import Stack, demo_stack, state_folder, told
from config.stack_demo import demo_environment, occupied
from config.stack_processes import Marks
from config.stack_venv import StackError


def main(arguments: list[str]) -> int:
    """Run a Django command; returns its exit status."""
    if told(os.environ, "DATABASE_URL"):
        return django(arguments)
    state = state_folder()
    stack = demo_stack(state)
    if stack is None:
        return attached(state, arguments)
    try:
        addresses = stack.start()
        stack.marks.tell(kind=(arguments or ["help"])[0], pid=os.getpid(), addresses=addresses)
        os.environ.update(demo_environment(state) | addresses)
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
        return django(arguments)
    finally:
        wait_for_guests(state, stack)
        stack.stop()


def attached(state: Path, arguments: list[str]) -> int:
    """Run the command as a guest of the process that holds the services."""
    with guest_book(state, fcntl.LOCK_SH):
        os.environ.update(demo_environment(state) | addresses_of_host(state))
        return django(arguments)


def addresses_of_host(state: Path, seconds: float = 20) -> dict[str, str]:
    """The addresses that the host has told; waits a little for one that is just starting."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if addresses := Marks(state / "run.json").read().get("addresses"):
            return addresses
        time.sleep(0.1)
    raise StackError(occupied(state))


def guest_book(state: Path, kind: int) -> TextIO:
    """The file on which guests hold a shared lock while they use the services."""
    book = (state / "guests.lock").open("a")
    fcntl.flock(book, kind)
    return book


def wait_for_guests(state: Path, stack: Stack) -> None:
    """A short command does not take the services away from a longer one that uses them too."""
    if stack.marks.facts.get("addresses"):
        guest_book(state, fcntl.LOCK_EX).close()


def django(arguments: list[str]) -> int:
    """Django's own dispatch, with the exit status returned instead of raised."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(["manage.py", *arguments])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0
