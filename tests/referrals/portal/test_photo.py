"""A photo of the face, and copies of papers: shown to the mission where they were ticked one by one, once it received
the referral, and no longer; each copy it takes is a look in the case's trail (C-03, R-33, section 4 F8)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.urls import reverse

from accounts.acting import acting
from accounts.models import Look
from casework.files.actions import scan, store_file
from casework.files.models import StoredFile
from referrals.consular.transitions import CONSULAR
from referrals.sharing.actions import withdraw_consent
from tests.casework.files import samples
from tests.casework.test_api import send
from tests.cast import browser_of
from tests.referrals.conftest import agreed
from tests.referrals.steps import Way, fresh, newer_version, prepared

FILES = {"photo": "photo", "paper_copies": "paper"}  # item -> kind of file


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """Each test keeps its files apart."""
    settings.FILES_DIR = tmp_path / "files"


def kept(case, by, kind, data=None):
    """A file of the case that was checked."""
    with acting(by, "test.arrange"):
        row = store_file(case, data or samples.upload(), by=by, kind=kind, note="As she looks today")
        return scan(row, by=by)


class Shown(Way):
    """A referral with some items, and these files ticked."""

    def __init__(self, office, case, items, files, agreed=("name", "photo", "paper_copies")):
        super().__init__(office, case, items=list(items))
        self.files, self.consented = [row.pk for row in files], {"items": list(agreed)}

    def take(self, user, step):
        """The ticked files are chosen before approval is asked for."""
        if step != "request":
            super().take(user, step)
            return
        self.consent = agreed(self.case, user, self.office.mission, **self.consented)
        prepared(self.referral, user, self.office.mission, self.items, files=self.files)
        CONSULAR.move(fresh(self.referral), "request", by=user)


def taken(user, referral, row):
    """The answer to taking a copy."""
    return browser_of(user).get(reverse("portal_file", args=[referral.number, row.pk]))


def page(user, referral):
    return browser_of(user).get(reverse("portal_detail", args=[referral.number])).content.decode()


def looks(user):
    """Actions under which this person looked."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        return list(Look.objects.using("owner").filter(actor=user.pk).order_by("at").values_list("action", "case_ids"))


@pytest.mark.parametrize("item", FILES)
def test_a_ticked_file_is_taken_once_the_mission_received_it_and_that_is_a_look(office, case, item):
    row = kept(case, office.amina, FILES[item])
    way = Shown(office, case, ["name", item], [row])
    way.to("sent")
    assert taken(office.lina, way.referral, row).status_code == 404
    assert str(row.pk) not in page(office.lina, way.referral)
    with acting(office.lina, "test.act"):
        CONSULAR.move(fresh(way.referral), "acknowledge", by=office.lina)
    assert reverse("portal_file", args=[way.referral.number, row.pk]) in page(office.lina, way.referral)
    answer = taken(office.lina, way.referral, row)
    copy = b"".join(answer.streaming_content)
    assert answer.status_code == 200 and copy.startswith(b"\xff\xd8\xff") and samples.CANARY.encode() not in copy
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert looks(office.lina)[-1] == ("portal.file", [case.pk])
    shown = browser_of(office.amina).get(reverse("case_looks", args=[case.reference]) + "?which=all").content.decode()
    assert "A shared file, taken along" in shown and "Lina Test" in shown


@pytest.mark.parametrize("item", FILES)
def test_by_rest_the_mission_reads_which_files_it_may_take(office, case, item):
    row = kept(case, office.amina, FILES[item])
    way = Shown(office, case, ["name", item], [row])
    way.to("acknowledged")
    told = browser_of(office.lina).get(f"/api/v1/consular-referrals/{way.referral.number}/").json()
    assert told["shared"][item] == [str(row.pk)]
    other = next(name for name in FILES if name != item)
    assert other not in told["shared"]


def test_without_the_tick_on_the_item_or_on_the_file_nothing_is_shown(office, case):
    photo, second = kept(case, office.amina, "photo"), kept(case, office.amina, "photo")
    way = Shown(office, case, ["name", "photo"], [photo])
    referral = way.to("acknowledged")
    assert taken(office.lina, way.referral, second).status_code == 404
    newer_version(referral.share, office.amina, items=["name"])
    assert taken(office.lina, way.referral, photo).status_code == 404
    assert str(photo.pk) not in page(office.lina, way.referral)


def test_a_photo_beyond_the_consent_is_not_ticked_and_files_of_other_kinds_are_none(office, case):
    photo, story = kept(case, office.amina, "photo"), kept(case, office.amina, "evidence")
    way = Shown(office, case, ["name", "photo"], [photo], agreed=["name"])
    with pytest.raises(ValidationError, match="did not agree"):
        way.to("ready")
    with acting(office.amina, "test.act"):
        agreed(case, office.amina, office.mission, items=["name", "photo"])
        with pytest.raises(ValidationError, match="those shown"):
            prepared(way.referral, office.amina, office.mission, ["name", "photo"], files=[story.pk])


def test_when_the_yes_is_taken_back_the_photo_is_gone(office, case):
    from casework.models import Consent

    row = kept(case, office.amina, "photo")
    way = Shown(office, case, ["name", "photo"], [row])
    way.to("acknowledged")
    assert taken(office.lina, way.referral, row).status_code == 200
    with acting(office.amina, "test.act"):
        withdraw_consent(Consent.objects.filter(series=way.consent.series).latest("number"), by=office.amina)
    assert taken(office.lina, way.referral, row).status_code == 404


def test_a_photo_is_added_on_the_page_of_files_and_offered_among_the_ticks(office, case):
    amina = browser_of(office.amina)
    sent = {"what": "photo", "note": "", "file": samples.upload()}
    assert amina.post(reverse("file_add", args=[case.reference]), sent).status_code == 302
    with acting(office.amina, "test.act"):
        row = StoredFile.objects.get(case=case)
        assert row.kind == "photo"
        if row.state == "quarantined":
            scan(row, by=office.amina)
    assert "A photo of the face" in amina.get(reverse("file_list", args=[case.reference])).content.decode()
    way = Shown(office, case, ["name", "photo"], [])
    way.to("draft")
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, office.mission, items=["name", "photo"])
        prepared(way.referral, office.amina, office.mission, ["name", "photo"])
    text = amina.get(reverse("consular_prepare", args=[case.reference, way.referral.number])).content.decode()
    assert f'value="{row.pk}"' in text and "A photo of the face" in text
    etag = amina.get(f"/api/v1/consular-referrals/{way.referral.number}/").headers["ETag"]
    ticked = {"mission": str(office.mission.pk), "items": ["name", "photo"], "files": [str(row.pk)]}
    saved = send(amina, "PATCH", f"/api/v1/consular-referrals/{way.referral.number}/", ticked, If_Match=etag)
    assert saved.status_code == 200, saved.content
    with acting(office.amina):
        assert fresh(way.referral).share.files == [row.pk]


def test_a_photo_is_a_picture(office, case):
    sent = {"what": "photo", "note": "", "file": samples.upload("txt")}
    answer = browser_of(office.amina).post(reverse("file_add", args=[case.reference]), sent)
    assert answer.status_code == 422 and "A photo is a picture" in answer.content.decode()
    with acting(office.amina):
        assert not StoredFile.objects.filter(case=case).exists()
