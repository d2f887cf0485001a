"""A demand of an authority is written down and decided by two; nothing leaves through it (C-10)."""

from django.utils import timezone

from accounts.acting import acting
from referrals.models import Demand, Share
from referrals.ownkeys import opened
from tests.cast import browser_of
from tests.referrals.conftest import seen_by
from tests.referrals.steps import mails_to

TODAY = timezone.localdate()
GIVEN = {
    "kind": "police", "asker": "Station 4, Captain Prasert", "asked": "A list of all names", "basis": "none",
    "people": "", "received_on_0": TODAY.day, "received_on_1": TODAY.month, "received_on_2": TODAY.year,
}  # fmt: skip


def dates(given):
    """The boxes of the date under the names the widget uses."""
    names = {
        "received_on_0": "received_on_day",
        "received_on_1": "received_on_month",
        "received_on_2": "received_on_year",
    }
    return {names.get(name, name): value for name, value in given.items()}


def test_a_demand_is_decided_by_a_supervisor_and_by_who_guards_the_data(office, elsewhere, case):
    dara = browser_of(office.dara)
    assert browser_of(office.amina).post("/demands/new/", dates(GIVEN)).status_code == 302
    assert "demand" in mails_to(office.dara)
    with acting(office.dara):
        row = Demand.objects.get()
        assert opened(row)["asked"] == "A list of all names"
    one = f"/demands/{row.number}/"
    sam = browser_of(office.sam)
    assert sam.post(f"{one}confirm/").status_code == 403
    assert sam.post(f"{one}propose/", {"decision": "nothing", "why": "No court signed it."}).status_code == 302
    assert dara.post(f"{one}propose/", {"decision": "part", "why": "x"}).status_code == 403
    assert dara.post(f"{one}confirm/").status_code == 302
    assert sam.post(f"{one}propose/", {"decision": "part", "why": "Again."}).status_code == 409
    assert sam.post(f"{one}answer/", {"given": "nothing"}).status_code == 302
    page = dara.get(one).content.decode()
    assert "Station 4" in page and "No court signed it." in page and "Nothing is given" in page
    # Amina wrote it down and does not decide; others are told nothing
    assert browser_of(office.amina).get(one).status_code in (403, 404)
    assert "Station 4" not in browser_of(office.amina).get("/demands/").content.decode()
    for user in (office.noor, elsewhere.sam, elsewhere.dara, office.lina, office.tess):
        seen = seen_by(user, "SELECT 1 FROM referrals_demand")
        assert bool(seen) is (user is office.tess), user  # another supervisor of the same organisation
    with acting(office.amina):
        assert not Share.objects.exists()


def test_a_demand_without_a_basis_or_from_tomorrow_is_a_sentence(office):
    browser = browser_of(office.amina)
    assert browser.post("/demands/new/", dates({**GIVEN, "basis": ""})).status_code == 422
    assert browser.post("/demands/new/", dates({**GIVEN, "received_on_2": TODAY.year + 1})).status_code == 422
    with acting(office.dara):
        assert not Demand.objects.exists()
