"""The proof that a consent was taken back: what ended, when, for whom, and what never left (C-04); and that a share shows
no file that the consent does not name (C-01)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from casework.consents.corrections import correct
from casework.files.actions import scan, store_file
from referrals.models import Share
from referrals.sharing.actions import withdraw_consent
from referrals.sharing.items import shared_values
from tests.casework.files import samples
from tests.cast import browser_of
from tests.referrals.conftest import agreed
from tests.referrals.steps import Way, fresh, mails_to, prepared


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """Each test keeps its files apart."""
    settings.FILES_DIR = tmp_path / "files"


def page(user, response):
    return browser_of(user).get(response.url).content.decode()


def take_back(user, consent):
    return browser_of(user).post(reverse("consent_withdraw", args=[consent.case.reference, consent.pk]))


def test_after_one_press_the_proof_says_what_ended_when_and_that_nobody_is_told_why(office, case, mission, settings):
    settings.DEMO = True
    way = Way(office, case)
    way.to("acknowledged")
    before = timezone.now()
    answer = take_back(office.amina, way.consent)
    text = page(office.amina, answer)
    assert answer.url.endswith("/ended/") and mission.name in text and "They can no longer look." in text
    assert "They are told that it ended, and not why." in text and "by the clock of the database" in text
    assert "Bạn đã rút lại" in text and "Date of birth" in text
    with acting(office.amina):
        share = Share.objects.get(case=case)
        assert (
            share.ended_why == "withdrawn"
            and share.ended_at
            and before - datetime.timedelta(minutes=1) < share.ended_at
        )
    assert "access_ended" in mails_to(office.lina)
    again = browser_of(office.amina).get(reverse("consent_detail", args=[case.reference, way.consent.pk]))
    assert answer.url in again.content.decode()


def test_what_was_waiting_is_stopped_and_the_proof_says_that_it_never_leaves(office, case):
    way = Way(office, case)
    way.to("approved")
    text = page(office.amina, take_back(office.amina, way.consent))
    assert "It was stopped, and never leaves." in text and "They are told" not in text.split("To read to")[0]
    with acting(office.amina), pytest.raises(ValidationError):
        way.take(office.amina, "send")
    assert "access_ended" not in mails_to(office.lina)


def test_the_data_protection_officer_takes_back_in_one_press_and_reads_the_proof_without_the_person(office, case):
    way = Way(office, case)
    way.to("acknowledged")
    home = browser_of(office.dara).get(reverse("consent_list", args=[case.reference])).content.decode()
    assert reverse("consent_withdraw", args=[case.reference, way.consent.pk]) in home
    text = page(office.dara, take_back(office.dara, way.consent))
    assert "Taken back" in text and office.mission.name in text and "Phạm" not in text and "Pham" not in text
    assert (
        "js/print.js"
        in browser_of(office.dara)
        .post(reverse("consent_ended", args=[case.reference, way.consent.pk]))
        .content.decode()
    )


def test_before_it_is_taken_back_there_is_no_proof(office, case, consent):
    url = reverse("consent_ended", args=[case.reference, consent.pk])
    answer = browser_of(office.amina).get(url)
    assert answer.status_code == 302 and answer.url == url.replace("ended/", "")
    assert browser_of(office.lina).get(url).status_code == 404


def test_a_yes_that_was_recorded_wrongly_ends_what_rested_on_it(office, case):
    way = Way(office, case)
    way.to("acknowledged")
    with acting(office.amina, "test"):
        correct(way.consent, by=office.amina, reason="She said no.", status="refused", withdrawing=withdraw_consent)
        assert Share.objects.get(case=case).ended_why == "withdrawn"
        assert fresh(way.referral).status == "withdrawn"
    assert "She said no." not in browser_of(office.lina).get(reverse("portal_list")).content.decode()


def kept(case, by):
    with acting(by, "test.arrange"):
        return scan(store_file(case, samples.upload(), by=by, kind="paper"), by=by)


def test_a_file_that_is_added_later_is_not_covered_by_the_consent(office, case):
    named = kept(case, office.amina)
    way = Way(office, case, items=["name", "paper_copies"])
    way.to("draft")
    with acting(office.amina, "test"):
        consent = agreed(case, office.amina, office.mission, items=["name", "paper_copies"], files=[named.pk])
    later = kept(case, office.amina)
    ticks = browser_of(office.amina)
    with acting(office.amina, "test"):
        with pytest.raises(ValidationError, match="file by file"):
            prepared(way.referral, office.amina, office.mission, ["name", "paper_copies"], files=[named.pk, later.pk])
        prepared(way.referral, office.amina, office.mission, ["name", "paper_copies"], files=[named.pk])
        share = Share.objects.get(case=case)
        assert [row.pk for row in shared_values(share, share.case).files["paper_copies"]] == [named.pk]
        correct(consent, by=office.amina, reason="She said not that one.", files=[])
        assert shared_values(share, share.case).files["paper_copies"] == []
    text = ticks.get(reverse("consular_prepare", args=[case.reference, way.referral.number])).content.decode()
    assert str(later.pk) not in text
