"""The table by REST: read by the office, kept by its supervisors, never another's (C2)."""

import uuid

from referrals.models import RaciRow
from tests.casework.test_api import send
from tests.cast import browser_of
from tests.referrals.conftest import seen_by
from tests.referrals.directory.conftest import make_entry
from tests.referrals.raci.conftest import make_row

ALL = "/api/v1/raci-rows/"
LINE = {"step": "travel_document", "letter": "A", "host": "LA", "home": "KE", "function": "consular_liaison"}


def post(browser, **body):
    return send(browser, "POST", ALL, body, Idempotency_Key=str(uuid.uuid4()))


def test_a_line_is_added_read_changed_and_taken_away(office):
    sam, amina = browser_of(office.sam), browser_of(office.amina)
    assert post(amina, **LINE).status_code == 403
    made = post(sam, **LINE)
    assert made.status_code == 201, made.content
    row, address = made.json(), f"{ALL}{made.json()['id']}/"
    assert (row["who"], row["state"]) == (amina.get(address).json()["who"], "nobody")
    assert [found["id"] for found in amina.get(f"{ALL}?host=LA&home=KE").json()["results"]] == [row["id"]]
    assert amina.get(f"{ALL}?home=VN").json()["results"] == [] and amina.get(f"{ALL}?note=x").status_code == 400
    assert send(sam, "PATCH", address, {"note": "By post."}).status_code == 428
    assert send(sam, "PATCH", address, {"note": "By post."}, If_Match='"9"').status_code == 412
    changed = send(sam, "PATCH", address, {"note": "By post."}, If_Match=made["ETag"])
    assert (changed.status_code, changed.json()["note"]) == (200, "By post.")
    assert send(amina, "PATCH", address, {"note": "x"}, If_Match=changed["ETag"]).status_code == 403
    assert send(sam, "DELETE", address, If_Match=made["ETag"]).status_code == 412
    assert send(sam, "DELETE", address, If_Match=changed["ETag"]).status_code == 204
    assert sam.get(address).status_code == 404


def test_one_answers_for_a_step_and_a_line_names_one_of_two(office):
    sam = browser_of(office.sam)
    entry = make_entry(office.sam, "Kenyan consulate", country="KE")
    assert post(sam, **{**LINE, "function": ""}).json()["errors"]["entry"]
    assert post(sam, **{**LINE, "entry": str(entry.pk)}).json()["errors"]["entry"]
    assert post(sam, **{**LINE, "step": "fly"}).json()["errors"]["step"]
    assert post(sam, **{**LINE, "keeper": str(uuid.uuid4())}).json()["errors"]["keeper"]
    named = post(sam, **{**LINE, "function": "", "entry": str(entry.pk)})
    assert (named.json()["who"], named.json()["state"]) == ("Kenyan consulate", "fine")
    assert post(sam, **LINE).status_code == 400


def test_a_partner_at_risk_is_somebody_and_stays_named(office):
    """Amina is not one of those who may see the entry; Tess supervises and sees it no more than she (R26)."""
    hidden = make_entry(office.sam, "Safe house", restricted=True)
    row = make_row(office.sam, entry=hidden)
    told = browser_of(office.amina).get(f"{ALL}{row.pk}/").json()
    if hidden.pk not in {entry for (entry,) in seen_by(office.amina, "SELECT id FROM referrals_directoryentry")}:
        assert (told["entry"], told["state"]) == (None, "hidden") and "Safe house" not in str(told)
    assert "Safe house" not in browser_of(office.sam).get(f"{ALL}export/").content.decode()


def test_the_export_is_for_who_keeps_it_and_another_office_finds_nothing(office, elsewhere):
    row = make_row(office.sam)
    answer = browser_of(office.sam).get(f"{ALL}export/")
    assert answer["Content-Type"].startswith("text/csv") and b"travel_document,LA,KE,A" in answer.content
    assert browser_of(office.amina).get(f"{ALL}export/").status_code == 403
    assert browser_of(office.lina).get(ALL).status_code == 404
    for browser in (browser_of(elsewhere.sam), browser_of(elsewhere.amina)):
        assert browser.get(f"{ALL}{row.pk}/").status_code == 404 and browser.get(ALL).json()["results"] == []
    assert seen_by(office.sam, f"SELECT 1 FROM {RaciRow._meta.db_table}") == [(1,)]
