"""Demo sign-in: one click, in demo mode, on this very machine, for the accounts that were written down."""

import json

import pytest

from tests.accounts.signin.conftest import new_browser


@pytest.fixture
def demo(settings, tmp_path, amina):
    """Demo mode with Amina as the only demo account."""
    settings.DEMO, settings.STATE_DIR = True, tmp_path
    (tmp_path / "demo.json").write_text(json.dumps({"accounts": [{"username": amina.username}, {"username": "gone"}]}))


def click(username, **headers):
    """(status, signed in) after a click on a demo account."""
    client = new_browser(**headers)
    answer = client.post("/sign-in/demo/", {"username": username})
    return answer.status_code, "_auth_user_id" in client.session


def test_a_demo_account_signs_in_by_one_click(demo, amina):
    page = new_browser().get("/sign-in/").content.decode()
    assert amina.display_name in page and amina.organisation.name in page

    assert click(amina.username) == (302, True)


def test_no_other_account_does(demo, noor):
    assert click(noor.username) == (404, False)


def test_nobody_does_from_another_machine(demo, amina):
    assert click(amina.username, REMOTE_ADDR="192.0.2.9") == (404, False)
    assert amina.display_name not in new_browser(REMOTE_ADDR="192.0.2.9").get("/sign-in/").content.decode()


def test_nobody_does_outside_demo_mode(demo, settings, amina):
    settings.DEMO = False

    assert click(amina.username) == (404, False)
