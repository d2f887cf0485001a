"""Starts that are refused, and what a running house says about itself (S-64, R-45, R-54)."""

import base64
import json
import os
import subprocess
import sys

import pytest

from config.logs import JsonLines
from tests.cast import SecureClient, browser_of

GOOD = {
    "CASEWORK_SECRET_KEY": "kX9v2mQ7rT4wZ8bN1cF6hJ3pL5sD0gAyUeIo",
    "CASEWORK_VAULT_KEYS": "1:" + base64.b64encode(bytes(range(32))).decode(),
    "CASEWORK_HOSTS": "casework.example.org",
    "CASEWORK_DEBUG": "",
    "CASEWORK_DEMO": "",
    "CASEWORK_SCANNER": "",
}


def start(**changed):
    """Exit code and last line of a process that loads the settings."""
    environment = {**os.environ, **GOOD, **changed}
    environment = {key: value for key, value in environment.items() if value != ""}
    run = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env={**environment, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        cwd=os.getcwd(),
    )
    return run.returncode, run.stderr.strip().splitlines()[-1] if run.stderr.strip() else ""


def test_a_complete_environment_starts():
    assert start()[0] == 0


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"CASEWORK_SECRET_KEY": ""}, "Set CASEWORK_SECRET_KEY"),
        ({"CASEWORK_SECRET_KEY": "changeme" * 6}, "too short or a default"),
        ({"CASEWORK_SECRET_KEY": "short"}, "too short or a default"),
        ({"CASEWORK_SECRET_KEY": "a" * 60}, "too short or a default"),
        ({"CASEWORK_VAULT_KEYS": ""}, "Set CASEWORK_VAULT_KEYS"),
        ({"CASEWORK_VAULT_KEYS": "1:abc"}, "CASEWORK_VAULT_KEYS"),
        ({"CASEWORK_VAULT_KEYS": "1:" + base64.b64encode(bytes(32)).decode()}, "not random"),
        ({"CASEWORK_HOSTS": "*"}, "must name each host"),
        ({"CASEWORK_HOSTS": ".example.org"}, "must name each host"),
        ({"CASEWORK_HOSTS": ""}, "must name each host"),
        ({"CASEWORK_DEBUG": "1"}, "loopback address only"),
        ({"CASEWORK_DEMO": "1"}, "loopback address only"),
    ],
)
def test_an_unsafe_environment_is_refused_with_a_sentence(changed, says):
    """S-64"""
    code, line = start(**changed)
    assert code != 0 and says in line, line


def test_a_secret_may_stand_in_a_file(tmp_path):
    file = tmp_path / "key"
    file.write_text(GOOD["CASEWORK_SECRET_KEY"] + "\n")
    assert start(CASEWORK_SECRET_KEY="", CASEWORK_SECRET_KEY_FILE=str(file))[0] == 0


def test_alive_does_not_ask_the_database_and_ready_does(committed, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = SecureClient().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert (SecureClient().get("/readyz").status_code, SecureClient().get("/readyz").content) == (200, b"ok")


def test_a_missing_vault_key_is_not_ready(committed, settings):
    settings.VAULT_KEYS = {}
    answer = SecureClient().get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"not ok")


def test_logs_hold_allowed_keys_only_and_no_canary(office, case, caplog):
    """S-58, R-45: what is typed never reaches a log line, not even through an exception."""
    browser = browser_of(office.amina, raise_request_exception=False)
    with caplog.at_level("DEBUG"):
        browser.post("/cases/search/", {"q": "CANARY-typed"})
        browser.get("/cases/?status=CANARY-typed")
        browser.post(f"/cases/{case.reference}/edit/", {"label": "CANARY-typed", "version": "CANARY-typed"})
        browser.get("/cases/CANARY-typed/")
    lines = [
        JsonLines().format(record)
        for record in caplog.records
        if record.name.startswith(("casework", "django.request"))
    ]
    keys = {
        "at",
        "level",
        "logger",
        "message",
        "request",
        "status",
        "method",
        "route",
        "ms",
        "exception",
        "where",
    }
    assert any('"route"' in line for line in lines)
    for line in lines:
        assert set(json.loads(line)) <= keys and "CANARY" not in line.replace("/cases/CANARY-typed/", "")


def test_a_forged_host_is_refused(committed):
    """S-81"""
    assert SecureClient().get("/sign-in/", headers={"host": "evil.example"}).status_code == 400


def test_a_broken_page_says_nothing_but_its_number(office, monkeypatch):
    """S-80"""
    from config import pages

    def breaks(*args, **kwargs):
        raise RuntimeError("CANARY-secret")

    browser = browser_of(office.amina, raise_request_exception=False)
    monkeypatch.setattr(pages, "page", breaks)
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "CANARY" not in answer.content.decode() and "RuntimeError" not in answer.content.decode()


def test_other_sites_get_no_cors_headers(office):
    """S-76"""
    answer = browser_of(office.amina).get("/", headers={"origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_a_form_without_its_token_or_from_elsewhere_changes_nothing(office, case):
    """S-74"""
    browser = browser_of(office.amina, enforce_csrf_checks=True)
    url = f"/cases/{case.reference}/edit/"
    assert browser.post(url, {"label": "x"}).status_code == 403
    assert browser.post(url, {"label": "x"}, headers={"origin": "https://evil.example"}).status_code == 403
    assert browser.post(url, {"label": "x"}, headers={"hx-request": "true"}).status_code == 403
