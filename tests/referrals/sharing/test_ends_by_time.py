"""C-05, S-44: access ends by the database's clock with all jobs stopped, for every purpose and through every door."""

import pytest
from django.db import connection

from accounts.acting import acting
from referrals.models import Share, ShareMessage
from referrals.sharing.answers import ask_share
from tests.cast import browser_of
from tests.referrals.conftest import seen_by
from tests.referrals.sharing.conftest import given
from tests.referrals.sharing.test_danger import danger
from tests.referrals.steps import runs_out

# Everything of a case that a recipient can reach by raw SQL: the row itself, the share, its history, words, the key.
TABLES = {
    "casework_case": "id",
    "casework_person": "case_id",
    "casework_historicalperson": "case_id",
    "casework_consent": "case_id",
    "casework_storedfile": "case_id",
    "referrals_share": "case_id",
    "referrals_historicalshare": "case_id",
    "referrals_sharemessage": "case_id",
    "case_key": "case_id",
}


def arranged(case, office, partner, purpose):
    """A share of this purpose that was accepted, with a word in its thread."""
    if purpose == "rescue":
        share = danger(case, office, partner, items=("name",))
    else:
        share, _consent = given(case, office, partner, purpose)
    with acting(partner.pia, "test.arrange"):
        ask_share(Share.objects.select_related("case").get(pk=share.pk), by=partner.pia, text="Tuesday?")
    return share


def doors(pia, case, share):
    """What each page and resource answers."""
    return {
        "page": pia.get(f"/portal/shares/{share.number}/").status_code,
        "print": pia.post(f"/portal/shares/{share.number}/").status_code,
        "words": pia.post(f"/portal/shares/{share.number}/ask/", {"text": ""}).status_code,
        "file": pia.get(f"/portal/shares/{share.number}/files/{share.pk}/").status_code,
    }


@pytest.mark.parametrize("purpose", ["service", "transfer", "home", "rescue"])
def test_when_its_time_is_over_nothing_is_reached_by_any_door(office, case, partner, purpose):
    share = arranged(case, office, partner, purpose)
    share = runs_out(share, office.amina, 3.5)
    pia = browser_of(partner.pia)
    assert doors(pia, case, share) == {"page": 200, "print": 200, "words": 422, "file": 404}
    grouped = pia.get("/portal/shares/").content.decode()
    assert f"/portal/shares/{share.number}/" in grouped
    assert seen_by(partner.pia, "SELECT id FROM casework_case WHERE id = %s", case.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(greatest(0, extract(epoch FROM %s - clock_timestamp()) + 0.1))", [share.until])
    assert set(doors(pia, case, share).values()) == {404}
    assert f"/portal/shares/{share.number}/" not in pia.get("/portal/shares/").content.decode()
    left = {
        table: seen_by(partner.pia, f"SELECT 1 FROM {table} WHERE {column} = %s", case.pk)
        for table, column in TABLES.items()
    }
    assert not any(left.values()), left
    for url in (f"/cases/{case.reference}/", f"/cases/{case.reference}/history/", f"/api/v1/cases/{case.reference}/"):
        assert pia.get(url).status_code in (403, 404), url
    found = pia.post("/cases/search/", {"word": case.reference})
    assert found.status_code == 200 and f"/cases/{case.reference}/" not in found.content.decode()
    with acting(partner.pia):
        assert not ShareMessage.objects.exists() and not Share.objects.permitted(partner.pia, "portal.list").exists()
