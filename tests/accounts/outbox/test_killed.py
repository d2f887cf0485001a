"""Processes that are killed with -9 and a broker that is gone: nothing is lost, nothing is sent twice (S-88, S-89, S-91).

Every test has a worker or a web of its own, on a numbered part of the broker that nobody else listens to.
"""

import base64
import http.client
import json
import os
import re
import signal
import socket
import time
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connections

from accounts.acting import acting
from accounts.models import OutboxMail
from accounts.outbox import actions
from accounts.outbox.actions import tell
from accounts.outbox.tasks import deliver, sweep_outbox
from casework.cases.actions import break_glass
from config.celery import app
from config.stack_demo import WEB, WORKER
from tests.accounts.outbox.smtp import soon
from tests.cast import browser_of
from tests.live import PATIENCE_S, LiveApp, spoken_to

ALONE = "?virtual_host=9"


class Processes(LiveApp):
    """A worker or a web that may be killed."""

    def kill(self, name):
        os.killpg(self.pids.pop(name), signal.SIGKILL)

    def worker(self, server):
        alone = {"REDIS_URL": os.environ["REDIS_URL"] + ALONE, "CASEWORK_MAIL_URL": server.url}
        self.launch("worker", WORKER, {"CASEWORK_PROCESS": "worker", **alone})
        assert soon(lambda: " ready." in self.words("worker"), PATIENCE_S), self.words("worker")

    def web(self, broker):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            self.launch("web", [*WEB, "--bind", f"fd://{listener.fileno()}"], {"REDIS_URL": broker}, listener.fileno())
        assert soon(lambda: spoken_to(f"{self.url}/healthz"), PATIENCE_S), self.words("web")


@pytest.fixture(autouse=True)
def supervisor(office):
    """Sam has an account before anything happens."""
    return office.sam


@pytest.fixture
def processes(committed, tmp_path):
    started = Processes(connections["default"].settings_dict["NAME"], tmp_path)
    yield started
    started.stop()


@pytest.fixture
def alone(monkeypatch):
    """What this process publishes goes to the worker of the test and to no other, and nothing of other tests waits."""
    OutboxMail.objects.using("owner").all().delete()
    with app.connection_for_write(os.environ["REDIS_URL"] + ALONE) as line:
        line.default_channel.client.flushdb()
        monkeypatch.setattr(actions, "publish", lambda ids: deliver.apply_async([ids], connection=line))
        yield line


def mails_to(user, server):
    return [mail for mail in server.mails if mail["To"] == user.email]


def sweep(line):
    sweep_outbox.apply_async([], connection=line)


def row_of(user):
    return OutboxMail.objects.using("owner").get(user=user)


def make_due(user):
    """As if the time of the first try had passed."""
    OutboxMail.objects.using("owner").filter(user=user).update(due_at="2020-01-01T00:00:00Z")


def test_a_real_worker_mails_what_was_committed(office, case, processes, server, alone):
    processes.worker(server)
    with acting(office.noor):
        break_glass(case.reference, by=office.noor, reason="She is at the hospital now.")
        time.sleep(0.5)
        assert mails_to(office.sam, server) == []
    assert soon(lambda: mails_to(office.sam, server)) and soon(lambda: row_of(office.sam).sent_at)
    assert "there is an update" in mails_to(office.sam, server)[0]["Subject"]


def test_a_worker_killed_before_the_mail_left_sends_it_once_after_all(office, processes, server, alone):
    """S-88"""
    server.mood = "silent"
    processes.worker(server)
    tell(office.sam, "glass")
    assert soon(lambda: server.held) and row_of(office.sam).handed_at is None
    processes.kill("worker")
    server.mood = "kind"
    make_due(office.sam)
    processes.worker(server)
    sweep(alone)
    assert soon(lambda: row_of(office.sam).sent_at)
    sweep(alone)
    time.sleep(1)
    assert len(mails_to(office.sam, server)) == 1


def test_a_worker_killed_while_the_mail_is_leaving_does_not_send_it_twice(office, processes, server, alone):
    """S-88: whether it left nobody can know then; it is not repeated"""
    server.mood = "hangs"
    processes.worker(server)
    tell(office.sam, "glass")
    assert soon(lambda: mails_to(office.sam, server))
    processes.kill("worker")
    server.mood = "kind"
    make_due(office.sam)
    processes.worker(server)
    sweep(alone)
    tell(office.noor, "glass")
    assert soon(lambda: row_of(office.noor).sent_at)  # the worker works
    assert len(mails_to(office.sam, server)) == 1
    assert row_of(office.sam).handed_at is not None and row_of(office.sam).sent_at is None


class StalledBroker:
    """Takes connections and never answers."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self.listener.getsockname()[1]}/0"


def ask(processes, user, path, fields=None):
    """GET or POST to the live web as this person."""
    browser = browser_of(user)
    line = http.client.HTTPConnection(urlsplit(processes.url).netloc, timeout=90)
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    head = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    line.request("GET", path, headers=head)
    answer = line.getresponse()
    page = answer.read().decode()
    if fields is None:
        return answer.status, page
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    for name, value in re.findall(r"(__Host-csrf)=([^;]+)", answer.headers["Set-Cookie"] or ""):
        head["Cookie"] += f"; {name}={value}"
    body = urlencode({**fields, "csrfmiddlewaretoken": token})
    line.request(
        "POST", path, body, {**head, "Content-Type": "application/x-www-form-urlencoded", "Origin": processes.url}
    )
    return line


def test_a_web_killed_between_commit_and_message_loses_no_mail(office, case, processes, server, alone):
    """S-89: the broker is stalled, so that the web hangs after its commit and before its message"""
    stalled = StalledBroker()
    processes.web(stalled.url)
    fields = {"number": case.reference, "reason": "She is at the hospital now."}
    line = ask(processes, office.noor, "/cases/emergency/", fields)
    committed = soon(lambda: OutboxMail.objects.using("owner").filter(user=office.sam).exists())
    processes.kill("web")
    stalled.listener.close()
    assert committed
    with pytest.raises((http.client.HTTPException, OSError)):
        line.getresponse()
    processes.worker(server)
    assert mails_to(office.sam, server) == []
    sweep(alone)
    assert soon(lambda: row_of(office.sam).sent_at) and len(mails_to(office.sam, server)) == 1


@pytest.mark.parametrize("broker", ["nobody", "stalled"])
def test_a_broker_that_is_gone_blocks_no_save_and_loses_nothing(office, case, processes, server, alone, broker):
    """S-91"""
    stalled = StalledBroker()
    processes.web(stalled.url if broker == "stalled" else "redis://127.0.0.1:1/0")
    fields = {"number": case.reference, "reason": "She is at the hospital now."}
    began = time.monotonic()
    answer = ask(processes, office.noor, "/cases/emergency/", fields).getresponse()
    assert (
        answer.status == 302 and time.monotonic() - began < 45
    )  # two tries of five seconds; without a limit it never ends
    assert row_of(office.sam).sent_at is None
    stalled.listener.close()
    processes.worker(server)
    sweep(alone)
    assert soon(lambda: row_of(office.sam).sent_at)


def test_what_is_sent_to_the_broker_is_ids_and_nothing_else(office, case):
    """S-58, R-42"""
    with app.connection_for_read() as line:
        waiting = line.default_channel.client
        waiting.delete("celery")
        with acting(office.noor):
            break_glass(case.reference, by=office.noor, reason="CANARY She is at the hospital now.")
        (message,) = waiting.lrange("celery", 0, -1)
    body = json.loads(base64.b64decode(json.loads(message)["body"]))
    assert body[:2] == [[[str(row_of(office.sam).pk)]], {}]
    everything = message.decode() + json.dumps(body)
    for hidden in ("CANARY", case.reference, str(case.pk), str(office.noor.pk), str(office.sam.pk), office.sam.email):
        assert hidden not in everything
