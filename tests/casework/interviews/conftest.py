"""A case with a person who agreed to be interviewed, and talks with them."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from accounts.acting import acting
from casework.cases.models import Case
from casework.consents.actions import answer, inform
from casework.interviews.actions import open_sitting, save_answer
from casework.interviews.models import Answer, Sitting
from casework.interviews.transitions import INTERVIEW
from config.stack_demo import WEB
from config.stack_processes import end
from tests.accounts.signin.conftest import PASSWORD, with_password
from tests.live import PATIENCE_S, LiveApp, spoken_to
from tests.walking import seated

SETTING = {
    "language": "vie",
    "setting": "room",
    "place": "Room 2, door closed",
    "present": "She, you, Mai",
    "private_place": True,
    "nobody_listening": True,
    "needs_met": True,
}


def agree(case, by, kind="interview"):
    """The person agrees."""
    with acting(by):
        case = Case.objects.get(pk=case.pk)
        told = inform(case, by=by, type=kind, language="vie")
        return answer(told, by=by, status="given", giver="individual", how="written")


def sit_down(case, by, code="intake_interview", start=True, **setting):
    """A talk that goes on."""
    with acting(by):
        case = Case.objects.get(pk=case.pk)
        sitting = open_sitting(case, by=by, set_code=code, **{**SETTING, **setting})
        if start:
            sitting = INTERVIEW.move(sitting, "start", by=by)
    return sitting


def tell(sitting, code, value=None, repeat=0, *, by, seen=0, **given):
    """One answer."""
    with acting(by):
        sitting = Sitting.objects.select_related("case").get(pk=sitting.pk)
        return save_answer(sitting, code, repeat, by=by, seen=seen, value=value, **given)


def move(sitting, step, by, **given):
    """One step of the talk."""
    with acting(by):
        return INTERVIEW.move(sitting, step, by=by, **given)


@pytest.fixture
def willing(case, amina):
    """The case of a person who agreed to be interviewed."""
    agree(case, amina)
    return case


@pytest.fixture
def sitting(willing, amina):
    """An intake interview that goes on."""
    return sit_down(willing, amina)


class MortalApp(LiveApp):
    """The product as a process that can be killed and started again at the same address."""

    port = 0

    def start(self):
        """On a port of its own, the same after a kill."""
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", self.port))
            listener.listen(64)
            self.port = listener.getsockname()[1]
            self.url = f"http://127.0.0.1:{self.port}"
            self.launch("web", [*WEB, "--bind", f"fd://{listener.fileno()}"], {}, listener.fileno())
        limit = time.monotonic() + PATIENCE_S
        while not spoken_to(f"{self.url}/healthz"):
            assert time.monotonic() < limit, self.words("web")
            time.sleep(0.1)

    def log(self, name):
        """Beside the session's own log."""
        return self.logs / f"mortal-{name}-{os.getpid()}.log"

    def kill(self):
        """kill -9 of the web server with all its workers."""
        end(self.pids.values(), signal.SIGKILL, 5)
        self.pids = {}


@pytest.fixture
def mortal(django_db_setup, django_db_blocker):
    """A web server of this test's own."""
    from django.db import connections

    app = MortalApp(connections["default"].settings_dict["NAME"], Path(os.environ["CASEWORK_STATE"]))
    try:
        app.start()
        yield app
    finally:
        app.stop()


def enter(window, address, user):
    """Signs in through the page. A tab that a link has just opened comes to its own page first."""
    window.wait_for_load_state("load")
    window.goto(f"{address}/sign-in/")
    window.get_by_label("User name").fill(with_password(user).username)
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("button", name="Continue").click()
    window.get_by_role("heading", name="My work").wait_for()
    return window


@pytest.fixture
def at(browser, live_app, browser_context_args):
    """at(user): a browser window of this person, signed in."""
    yield lambda user: seated(browser.new_context(**browser_context_args).new_page(), user)
    [context.close() for context in browser.contexts]


def part_of(app, sitting, section, reference):
    """The address of one part of a talk."""
    return f"{app.url}/cases/{reference}/interview/{sitting.pk}/{section}/"


def told(case, by):
    """{question: value} as the database has it."""
    with acting(by):
        return {row.question: row.value for row in Answer.objects.filter(case=case)}
