"""`manage.py demo`: services, data, then web, worker and beat until Ctrl-C. No Django, no Celery here."""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from config.stack import Stack, data_folder, demo_stack, new_key, new_vault_keys, secret, state_folder, told
from config.stack_processes import Marks, end, started, write_private
from config.stack_venv import ROOT, StackError

PYTHON = sys.executable
CELERY = [PYTHON, "-m", "celery", "--app", "config.celery"]
WORKER = [
    *CELERY,
    "worker",
    "--loglevel",
    "INFO",
    "--concurrency",
    "2",
    "--without-gossip",
    "--without-mingle",
]
BEAT = [*CELERY, "beat", "--loglevel", "INFO", "--pidfile", ""]
BEAT_SCHEDULE = ["--scheduler", "django_celery_beat.schedulers:DatabaseScheduler"]
WEB = [
    PYTHON,
    "-m",
    "gunicorn",
    "config.wsgi",
    "--workers",
    "2",
    "--threads",
    "4",
    "--preload",
    "--no-control-socket",
]
PATIENCE = 3  # seconds for the children to finish what they do; the prompt is back within five


def main(arguments: list[str]) -> int:
    """Run the demo until Ctrl-C; 0 then, 1 when something of it ended by itself."""
    options = parse(arguments[1:])
    state = state_folder()
    stack = demo_stack(state)
    if stack is None:
        raise StackError(occupied(state))
    stack.marks.clear()
    if options.fresh or orphaned(state):
        forget(state)
    demo = Demo(stack, state)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, demo.ask_to_stop)
    try:
        return demo.run(options.port, options.cases)
    finally:
        demo.stop()


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser("manage.py demo", description="Install, start and fill a demo; Ctrl-C stops it.")
    parser.add_argument("--port", type=int, default=8000, help="where to listen (8000; the next free one if taken)")
    parser.add_argument("--fresh", action="store_true", help="drop the data of earlier demos first")
    parser.add_argument("--cases", type=int, default=0, help="add a caseload of this many invented cases")
    return parser.parse_args(arguments)


def occupied(state: Path) -> str:
    """The sentence for a second demo."""
    facts = Marks(state / "run.json").read()
    where = f" at {facts['url']}" if facts.get("url") else ""
    who = f"process {facts.get('pid', 'unknown')}"
    return f"The demo's services are in use already{where} ({who}): stop that first."


def orphaned(state: Path) -> bool:
    """Whether a checkout that was removed left its data here and took its keys along: nobody can read that any more."""
    keys = told(os.environ, "CASEWORK_VAULT_KEYS") or (state / "vault_keys").exists()
    return not keys and not told(os.environ, "DATABASE_URL") and any(data_folder(state).glob("postgres-*"))


def forget(state: Path) -> None:
    """Drop the data of the demo's own services, its accounts, its mail; a database of yours is left alone."""
    if told(os.environ, "DATABASE_URL"):
        raise StackError("--fresh only empties the demo's own database; DATABASE_URL points to one of yours.")
    for folder in [*data_folder(state).glob("postgres-*"), data_folder(state) / "valkey", state / "mail"]:
        if folder.exists():
            shutil.rmtree(folder)
    (state / "demo.json").unlink(missing_ok=True)


def demo_environment(state: Path) -> dict[str, str]:
    """Settings of the demo besides the addresses; what is set outside already stays."""
    ours = {"CASEWORK_DEMO": "1", "CASEWORK_HOSTS": "localhost,127.0.0.1"}
    for name, make in (("CASEWORK_SECRET_KEY", new_key), ("CASEWORK_VAULT_KEYS", new_vault_keys)):
        if name not in os.environ:
            path = state / name.removeprefix("CASEWORK_").lower()
            secret(path, make)
            ours[f"{name}_FILE"] = str(path)
    ours |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONUNBUFFERED": "1"}
    return ours | os.environ | {"CASEWORK_STATE": str(state)}


class Demo:
    """The supervisor: it starts the others in order, watches them, and stops them in the opposite order."""

    def __init__(self, stack: Stack, state: Path) -> None:
        self.stack, self.state = stack, state
        self.children: dict[str, int] = {}
        self.asked = False
        self.begun = time.monotonic()

    def ask_to_stop(self, number: int, frame: Any) -> None:
        """Signal handler: only notes the wish, so that no start is cut in the middle."""
        self.asked = True

    def run(self, port: int, cases: int) -> int:
        """Everything from the services to the end of the demo; returns the exit status."""
        listener = free_port(port)
        print("Starting the services …", flush=True)
        addresses = self.stack.start()
        here = {"CASEWORK_URL": f"http://127.0.0.1:{listener.getsockname()[1]}"}
        environment = here | demo_environment(self.state) | addresses
        self.stack.marks.tell(kind="demo", pid=os.getpid(), addresses=addresses)
        if not self.prepare(environment, cases):
            return self.verdict("prepare")
        self.start_children(environment, listener)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.close()
        if not self.until(lambda: answers(f"{url}/healthz")):
            return self.verdict("web")
        self.announce(url)
        self.until(lambda: False)
        return self.verdict("children")

    def prepare(self, environment: dict[str, str], cases: int) -> bool:
        """Migrate and load the demo data in one process; False when that failed or we are to stop."""
        print("Preparing the database …", flush=True)
        command = [PYTHON, str(ROOT / "manage.py"), "prepare_demo", "--cases", str(cases)]
        child = subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True)
        self.stack.marks.add("prepare", child.pid)
        while child.poll() is None and not self.asked:
            time.sleep(0.05)
        if child.returncode is None:
            end([child.pid], signal.SIGTERM, PATIENCE)
        return child.returncode == 0

    def start_children(self, environment: dict[str, str], listener: socket.socket) -> None:
        """Web as `app`, worker and beat as `worker`; none of them learns the owner's address."""
        common = {key: value for key, value in environment.items() if key != "DATABASE_OWNER_URL"}
        tasks = common | {"CASEWORK_PROCESS": "worker", "DATABASE_URL": common["DATABASE_WORKER_URL"]}
        number = listener.fileno()
        self.start("web", [*WEB, "--bind", f"fd://{number}"], common, (number,))
        self.start("worker", WORKER, tasks)
        self.start("beat", [*BEAT, *BEAT_SCHEDULE], tasks)

    def start(self, name: str, command: list[str], environment: dict[str, str], keep: tuple[int, ...] = ()) -> None:
        """One child in a session of its own, so that the terminal's Ctrl-C reaches only us."""
        with (self.state / "logs" / f"{name}.log").open("w") as log:
            child = subprocess.Popen(
                command,
                env=environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                pass_fds=keep,
                start_new_session=True,
            )
        child.returncode = 0  # reaped by number when it ends
        self.children[name] = child.pid
        self.stack.marks.add(name, child.pid)

    def until(self, done: Callable[[], bool]) -> bool:
        """Wait until `done`; False as soon as we are to stop or a child has ended."""
        while not self.asked and not self.ended():
            if done():
                return True
            time.sleep(0.1)
        return False

    def ended(self) -> list[str]:
        """The children that are gone."""
        return [name for name, pid in self.children.items() if started(pid) is None]

    def verdict(self, stage: str) -> int:
        """0 when we were asked to stop, else 1 after saying what ended by itself."""
        if self.asked:
            return 0
        for name in self.ended():
            log = self.state / "logs" / f"{name}.log"
            words = log.read_text(errors="replace").strip()[-1500:]
            print(f"The {name} process ended by itself; its last words are in {log}:\n{words}", file=sys.stderr)
        if stage == "prepare":
            print("The database could not be prepared; see the lines above.", file=sys.stderr)
        return 1

    def announce(self, url: str) -> None:
        """Tell the address and the accounts."""
        self.stack.marks.tell(url=url)
        path = self.state / "demo.json"
        if path.exists():
            facts = json.loads(path.read_text()) | {"url": url}
            write_private(path, json.dumps(facts, indent=1, ensure_ascii=False))
            print(accounts_table(facts["accounts"]), flush=True)
        print(f"Ready: {url}", flush=True)
        seconds, logs = time.monotonic() - self.begun, self.state / "logs"
        print(f"({seconds:.0f} s; Ctrl-C stops it and keeps the data; logs are in {logs})", flush=True)

    def stop(self) -> None:
        """Stop all, whatever happened; a second Ctrl-C changes nothing."""
        print("\nStopping …", flush=True)
        end(self.children.values(), signal.SIGTERM, PATIENCE)
        self.stack.stop()


def free_port(wanted: int) -> socket.socket:
    """A listening socket on the wanted port, or on the next free one, saying so."""
    for port in range(wanted, min(wanted + 50, 65536)):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        if port != wanted:
            print(f"Port {wanted} is taken; using {port}.", flush=True)
        return listener
    raise StackError(f"There is no free port from {wanted} to {wanted + 49}: choose another with --port.")


def answers(url: str) -> bool:
    """Whether the page answers with 200."""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=10) as response:
            return response.status == 200
    except OSError:
        return False


def accounts_table(accounts: list[dict[str, str]]) -> str:
    """The demo accounts as text columns."""
    rows = [[str(a[key]) for key in ("username", "password", "role", "organisation")] for a in accounts]
    rows = [["user name", "password", "role", "organisation"], *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in rows)
