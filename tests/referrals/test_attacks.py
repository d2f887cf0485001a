"""Attacks on sharing and referrals that once succeeded: a referral nobody received, a fear at the same moment."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import Http404

from accounts.access import fetch
from accounts.acting import acting
from casework.files.actions import scan, store_file
from casework.files.blobs import path_of
from casework.models import Case, Consent, StoredFile
from referrals.consular import actions
from referrals.consular.models import ConsularReferral, Message
from referrals.consular.queries import whole
from referrals.consular.transitions import CONSULAR
from referrals.sharing.actions import withdraw_consent
from referrals.sharing.models import Share
from tests.accounts.test_looks import recorded
from tests.casework.files.samples import jpeg
from tests.casework.test_api import send
from tests.cast import browser_of, founder, new_user
from tests.referrals.portal.test_photo import Shown
from tests.referrals.steps import Way, fresh, known_national, told

ALL = "/api/v1/consular-referrals/"


@pytest.fixture
def second(office, case):
    """A second referral to the mission that received the first one: sent, and not received yet."""
    amina, mission = office.amina, office.mission
    with acting(founder(), "test.arrange"):
        mission.represents = ["VN", "LA"]
        mission.save()
    Way(office, case).to("acknowledged")
    with acting(amina, "test.arrange"):
        known_national(case, amina, "VN", "LA")
        row = CONSULAR.move(told(case, amina, "LA"), "begin", by=amina)
        given = {"mission": mission, "purpose": Share.Purpose.CONTACT, "items": ["name"]}
        actions.ask_approval(row, by=amina, version=row.version, **given)
    with acting(office.sam, "test.arrange"):
        CONSULAR.move(fresh(row), "approve", by=office.sam)
    with acting(amina, "test.arrange"):
        CONSULAR.move(fresh(row), "send", by=amina)
        return fresh(row)


def test_what_was_not_received_is_neither_asked_about_nor_added_to_whatever_else_they_hold(office, case, second):
    """One key opens a case for all shares to a recipient: each step asks for its own referral (C-03)."""
    lina, url = browser_of(office.lina), f"/portal/{second.number}/"
    file = SimpleUploadedFile("reply.txt", b"From our register.", "text/plain")
    assert lina.post(f"{url}ask/", {"text": "Where is she?"}).status_code == 422
    assert lina.post(f"{url}attach/", {"file": file}).status_code == 422
    assert send(lina, "POST", f"{ALL}{second.number}/ask/", {"text": "Where is she?"}).status_code == 400
    with acting(office.amina):
        assert not Message.objects.filter(case=case).exists()
        assert not StoredFile.objects.filter(case=case).exists()


@pytest.fixture
def photo(office, case):
    """A photo that the mission was shown, and the referral to it."""
    with acting(office.amina, "test.arrange"):
        upload = SimpleUploadedFile("trang.jpg", jpeg(), "image/jpeg")
        row = scan(store_file(case, upload, by=office.amina, kind="photo"), by=office.amina)
    referral = Shown(office, case, ["name", "photo"], [row], agreed=("name", "photo")).to("acknowledged")
    return row, referral


def test_a_file_that_was_shown_has_a_name_that_tells_no_number_of_ours(office, case, photo):
    """Two missions that compare their downloads do not find that it is one case."""
    row, referral = photo
    answer = browser_of(office.lina).get(f"/portal/{referral.number}/files/{row.pk}/")
    assert answer.status_code == 200 and case.reference not in str(answer.headers)
    assert answer["Content-Disposition"] == f'attachment; filename="{referral.number}-{row.pk.hex[:8]}.jpg"'


def test_a_file_that_the_disk_does_not_give_is_said_to_the_mission(office, photo):
    """S-92"""
    row, referral = photo
    path_of(row.copy).unlink()
    lina = browser_of(office.lina, raise_request_exception=False)
    answer = lina.get(f"/portal/{referral.number}/files/{row.pk}/")
    assert answer.status_code == 503 and "cannot be read at the moment" in answer.content.decode()


def test_a_file_of_a_referral_that_was_not_received_is_not_there_and_the_try_is_recorded(office, second):
    """A-04"""
    key = uuid.uuid4()
    assert browser_of(office.lina).get(f"/portal/{second.number}/files/{key}/").status_code == 404
    assert str(key) in [refusal["wanted"] for refusal in recorded("audit_refusal", office.lina)]


def test_a_step_on_what_was_taken_back_since_it_was_read_finds_nothing(office, case):
    """R-08, S-43: the look and the step are one request, and the withdrawal falls between them."""
    referral = Way(office, case).to("acknowledged")
    with acting(office.amina):
        consent = Consent.objects.filter(case=case, type="share_embassy").order_by("-number").first()

    def withdraw():
        with acting(office.amina, "test.act"):
            withdraw_consent(consent, by=office.amina)
        connections.close_all()

    with acting(office.lina, "test.act"), ThreadPoolExecutor(1) as pool:
        row = fetch(ConsularReferral, office.lina, "consular.check", queryset=whole(), number=referral.number)
        pool.submit(withdraw).result(90)
        with pytest.raises(Http404):
            CONSULAR.move(row, "check", by=office.lina)


def at(moment, work, *given, **named):
    """A piece of work in a transaction of its own, that says when it is done and is kept open until `moment`."""
    done = threading.Event()

    def run(by):
        try:
            with acting(by, "test.act"):
                work(*given, by=by, **named)
                done.set()
                moment.wait(120)
        finally:
            done.set()
            connections.close_all()

    return run, done


@pytest.mark.parametrize("first", ["send", "fear"])
def test_a_fear_and_a_sending_at_the_same_moment_leave_nothing_sent(office, case, first):
    """C-06: whichever is first, no share is open beside the fear that shuts it out."""
    referral, moment = Way(office, case).to("approved"), threading.Event()
    row = Case.objects.none()
    with acting(office.sam):
        row = Case.objects.get(pk=case.pk)
    sending, sent = at(moment, CONSULAR.move, referral, "send")
    fearing, feared = at(moment, actions.raise_fear, row, kind="fear", countries=["VN"])
    works = [(sending, sent, office.amina), (fearing, feared, office.sam)]
    works = works if first == "send" else works[::-1]
    with ThreadPoolExecutor(2) as pool:
        (one, done, by), (other, _never, then) = works
        running = [pool.submit(one, by)]
        assert done.wait(90)
        running.append(pool.submit(other, then))
        assert not _never.wait(1), "the second waits for the first"
        moment.set()
        found = [task.exception(120) for task in running]
    assert found == [None, None] if first == "send" else isinstance(found[1], ValidationError), found
    with acting(office.amina):
        stands = fresh(referral)
        assert stands.status == ("withdrawn" if first == "send" else "approved")
        assert Share.objects.filter(case=case, sent_at__isnull=False, ended_at__isnull=True).count() == 0


def test_the_liaison_officer_of_the_team_sends_as_well(office, case):
    """Who prepares without being the caseworker may hold the case while it is sent."""
    referral = Way(office, case).to("approved")
    officer = new_user("Leo", office.organisation, "consular_liaison", teams=[office.team])
    with acting(officer, "test.act"):
        assert CONSULAR.move(fresh(referral), "send", by=officer).status == "sent"
