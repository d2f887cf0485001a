"""The pages in a real Chromium: the product in a thread of the test, and a neutral site to leave to."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test.testcases import LiveServerThread
from django.test.utils import override_settings

from tests import looking
from tests.cast import browser_of


class Weather(BaseHTTPRequestHandler):
    """Stands for the neutral page that a deployment chooses."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Weather</title><h1>Weather</h1>")

    def log_message(self, *words):
        """Nothing on the test's screen."""


@pytest.fixture
def neutral():
    """Address of the neutral page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def site(committed, neutral):
    """Address of the product, served by a thread of this process with its own static files."""
    with override_settings(ROOT_URLCONF="tests.front.urls", LEAVE_URL=neutral, ALLOWED_HOSTS=["127.0.0.1"]):
        thread = LiveServerThread("127.0.0.1", lambda app: app)  # type: ignore[arg-type]
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        assert not thread.error, thread.error
        yield f"http://127.0.0.1:{thread.port}"
        thread.terminate()


@pytest.fixture
def sign_in(site, page):
    """Signs a person in, in the test's browser."""

    def into_browser(user):
        morsels = browser_of(user).cookies.items()
        page.context.add_cookies(
            [{"name": name, "value": m.value, "url": "https://127.0.0.1/", "secure": True} for name, m in morsels]
        )

    return into_browser


@pytest.fixture
def findings():
    """What axe finds on a page."""
    return looking.findings


@pytest.fixture
def overhang():
    """How many pixels of a page stick out sideways."""
    return looking.overhang
