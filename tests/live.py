"""The product as real processes on the test database: gunicorn, and a Celery worker for those who ask."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from config.stack import URLS, with_database
from config.stack_demo import WEB, WORKER
from config.stack_processes import end
from config.stack_venv import ROOT

PATIENCE_S = 180  # a server that comes up at all comes up; how fast is not measured here


class LiveApp:
    """A web server (and worker) that sees what tests have committed."""

    def __init__(self, database: str, logs: Path) -> None:
        self.logs = logs
        self.pids: dict[str, int] = {}
        self.environment = {key: value for key, value in os.environ.items() if key != "DATABASE_OWNER_URL"}
        for name in URLS.keys() & self.environment.keys():
            self.environment[name] = with_database(self.environment[name], database)
        self.url = ""

    def start(self) -> None:
        """Start the web server on a free port and wait until it answers, with whatever status."""
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen(64)
            self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            self.launch("web", [*WEB, "--bind", f"fd://{listener.fileno()}"], {}, listener.fileno())
        limit = time.monotonic() + PATIENCE_S
        while not spoken_to(f"{self.url}/healthz"):
            assert time.monotonic() < limit, self.words("web")
            time.sleep(0.1)

    def start_worker(self) -> None:
        """Start a Celery worker, and wait until it takes tasks."""
        self.launch("worker", WORKER, {"CASEWORK_PROCESS": "worker"})
        limit = time.monotonic() + PATIENCE_S
        while " ready." not in self.words("worker"):
            assert time.monotonic() < limit, self.words("worker")
            time.sleep(0.1)

    def launch(self, name: str, command: list[str], more: dict[str, str], *keep: int) -> None:
        """A child in a session of its own, with its output in a file."""
        with self.log(name).open("w") as log:
            child = subprocess.Popen(
                command,
                env=self.environment | more,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                pass_fds=keep,
                start_new_session=True,
            )
        child.returncode = 0  # ended and reaped by number in `stop`
        self.pids[name] = child.pid

    def log(self, name: str) -> Path:
        """Where a child's output goes."""
        return self.logs / f"live-{name}-{os.getpid()}.log"

    def words(self, name: str) -> str:
        """What a child has said so far."""
        return self.log(name).read_text(errors="replace")

    def stop_worker(self) -> None:
        """End the worker, so that it does not touch what later tests write."""
        end([self.pids.pop("worker")], signal.SIGTERM, 5)

    def stop(self) -> None:
        """End all children."""
        end(self.pids.values(), signal.SIGTERM, 5)
        self.pids = {}


def spoken_to(url: str) -> bool:
    """Whether an HTTP server answers there; a refusal is an answer too."""
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=30).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
