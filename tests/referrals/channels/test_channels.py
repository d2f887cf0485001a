"""Who was really called: three taps, kept as it was written, and never a recipient's to read (C8)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from referrals.channels import actions
from referrals.models import ChannelEntry, DirectoryContact, DirectoryEntry
from tests.cast import browser_of, new_user
from tests.referrals.conftest import seen_by
from tests.referrals.services.conftest import Road, clinic, entry_of  # noqa: F401
from tests.referrals.steps import Way

TAPS = {"way": "call", "came": "reached", "with_whom": "Ms Orn", "direction": "out", "when": "now"}


def test_three_taps_write_a_call_down_and_the_next_one_knows_whom(office, case):
    row = Way(office, case).to("sent")
    amina, url = browser_of(office.amina), reverse("channel_mission", args=[case.reference, row.number])
    assert amina.post(url, {**TAPS, "role": "Consul"}).status_code == 302
    assert 'value="Ms Orn"' in amina.get(url).content.decode()
    shown = amina.get(reverse("consular_detail", args=[case.reference, row.number])).content.decode()
    assert "Telephone" in shown and "Ms Orn" in shown and "Consul" in shown
    with acting(office.amina):
        entry = ChannelEntry.objects.get(consular=row)
        assert entry.by == office.amina and timezone.now() - entry.at < datetime.timedelta(minutes=1)
    for wrong in ({"with_whom": ""}, {"way": "pigeon"}, {"when": "day"}, {"with_whom": "x" * 201}):
        assert amina.post(url, {**TAPS, **wrong}).status_code == 422


def test_a_row_is_never_changed_and_a_correction_is_a_row_of_its_own(office, case, clinic):  # noqa: F811
    row = Road(office, case, clinic).to("sent")
    with acting(office.amina, "test.arrange"):
        first = actions.log(row, by=office.amina, with_whom="Nurse", note="Tuesday")
        for sql in ("UPDATE referrals_channelentry SET way = 'letter'", "DELETE FROM referrals_channelentry"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"{sql} WHERE id = %s", [first.pk])
    amina = browser_of(office.amina)
    url = reverse("channel_service_correct", args=[case.reference, row.number, first.pk])
    assert "Tuesday" in amina.get(url).content.decode()
    assert amina.post(url, {**TAPS, "note": "Wednesday"}).status_code == 302
    assert amina.post(url, {**TAPS, "note": "Thursday"}).status_code == 422
    shown = amina.get(reverse("service_detail", args=[case.reference, row.number])).content.decode()
    assert "Wednesday" in shown and "Tuesday" in shown and "Corrected since" in shown


def test_no_recipient_reads_or_writes_it_by_any_path(office, case, clinic):  # noqa: F811
    road = Road(office, case, clinic)
    row = road.to("accepted")
    with acting(office.amina, "test.arrange"):
        actions.log(row, by=office.amina, with_whom="CANARY-with", note="CANARY-note")
    assert seen_by(road.clara, "SELECT count(*) FROM referrals_channelentry") == [(0,)]
    assert seen_by(road.clara, "SELECT count(*) FROM referrals_historicalchannelentry") == [(0,)]
    clara = browser_of(road.clara)
    assert "CANARY" not in clara.get(reverse("provider_detail", args=[row.number])).content.decode()
    assert clara.get(reverse("channel_service", args=[case.reference, row.number])).status_code == 404
    with acting(road.clara), pytest.raises((Http404, PermissionDenied)):
        actions.log(row, by=road.clara, with_whom="Me")


def test_a_moment_that_is_to_come_or_long_gone_is_refused(office, case, clinic):  # noqa: F811
    row = Road(office, case, clinic).begun()
    with acting(office.amina, "test.arrange"):
        for days in (1, -400):
            with pytest.raises(ValidationError):
                moment = timezone.now() + datetime.timedelta(days=days)
                actions.log(row, by=office.amina, with_whom="Nurse", at=moment)


def test_a_contact_with_the_directory_is_a_touch_and_makes_nothing_true(office):
    entry = entry_of(office).entry
    before = entry.verified_on
    amina, url = browser_of(office.amina), reverse("channel_entry", args=[entry.pk])
    assert amina.post(url, TAPS).status_code == 302
    assert "Ms Orn" in amina.get(reverse("directory_detail", args=[entry.pk])).content.decode()
    with acting(office.amina):
        assert DirectoryEntry.objects.get(pk=entry.pk).verified_on == before
        assert DirectoryContact.objects.get(entry=entry).by == office.amina
    correct = reverse("channel_entry_correct", args=[entry.pk, entry.pk])
    assert amina.get(correct).status_code == 404


def test_who_does_not_see_a_restricted_entry_sees_no_contact_with_it(office, elsewhere):
    entry = entry_of(office).entry
    with acting(office.sam, "test.arrange"):
        row = DirectoryEntry.objects.get(pk=entry.pk)
        row.restricted, row.readers = True, []
        row.save()
        actions.touch(row, by=office.sam, with_whom="CANARY")
    other = new_user("Otto", elsewhere.organisation, "caseworker")
    for user in (office.amina, other):
        assert seen_by(user, "SELECT count(*) FROM referrals_directorycontact WHERE entry_id = %s", entry.pk) == [(0,)]
        assert browser_of(user).get(reverse("channel_entry", args=[entry.pk])).status_code == 404
        with acting(user), pytest.raises((Http404, PermissionDenied)):
            actions.touch(entry, by=user, with_whom="Me")


def test_who_does_not_read_a_service_referral_reads_no_contact_of_it(office, case, clinic):  # noqa: F811
    row = Road(office, case, clinic).to("sent")
    Way(office, case).to("rights_told")
    with acting(office.amina, "test.arrange"):
        actions.log(row, by=office.amina, with_whom="CANARY-with")
    liaison = browser_of(new_user("Kanda", office.organisation, "consular_liaison", teams=[office.team]))
    answer = liaison.get(reverse("channel_service", args=[case.reference, row.number]))
    assert answer.status_code in (403, 404) and "CANARY" not in answer.content.decode()
