"""docs/walk.sh, as a reader would run it: curl against a running house, from the first call to the travel paper."""

import json
import shutil
import subprocess

import pytest

from accounts.acting import acting
from casework.models import Case
from config.stack_venv import ROOT
from referrals.models import ConsularReferral
from tests.accounts.signin.conftest import PASSWORD, with_password
from tests.cast import new_organisation, new_user
from tests.machines import Machine

pytestmark = pytest.mark.skipif(not shutil.which("curl"), reason="docs/walk.sh needs curl, which this machine lacks")


@pytest.fixture
def told(office, case, tmp_path, live_app):
    """The file that the demo writes, for the accounts of this test's office and an Indian mission."""
    mission = new_organisation("embassy", "IN", represents=["IN"], covers=["TH"], seat="TH")
    people = [office.amina, office.sam, new_user("Ravi", mission, "external_focal_point")]
    machine = Machine(office.organisation)
    client = {"client_id": machine.client.client_id, "client_secret": machine.secret, "scopes": ["case:read"]}
    accounts = [{"username": with_password(user).username, "password": PASSWORD} for user in people]
    path = tmp_path / "demo.json"
    path.write_text(json.dumps({"url": live_app.url, "accounts": accounts, "clients": [client]}))
    return path


def test_the_walk_of_the_first_scenario_by_rest(office, live_app, told):
    run = subprocess.run(
        ["bash", "docs/walk.sh", live_app.url, str(told)], cwd=ROOT, capture_output=True, text=True, timeout=1800
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    for words in ("outcome: trafficking_indicated", "document_issued", "upsert cases", "nationality_confirmed"):
        assert words in run.stdout, run.stdout
    with acting(office.amina):
        case = Case.objects.order_by("-opened_at").first()
        assert case.status == "active_assistance" and case.reference in run.stdout
        assert ConsularReferral.objects.get(case=case).status == "document_issued"


def test_the_walk_says_which_answer_was_not_the_expected_one(live_app, told):
    broken = json.loads(told.read_text())
    broken["clients"][0]["client_secret"] = "wrong"
    told.write_text(json.dumps(broken))
    run = subprocess.run(
        ["bash", "docs/walk.sh", live_app.url, str(told)], cwd=ROOT, capture_output=True, text=True, timeout=180
    )
    assert run.returncode == 1
    assert "Expected 200 for: a token. The answer was 401" in run.stderr
