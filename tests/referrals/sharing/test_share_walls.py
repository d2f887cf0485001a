"""The access of a recipient, by the database alone: what opens it, what ends it, whatever code wrote it (C-03 to C-07).

Every look here is raw SQL in a transaction of the recipient: no `permitted`, no view, no action stands in between.
"""

import datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.acting import acting
from accounts.models import Organisation
from casework.consents.actions import CARRIED, answer, inform, withdraw
from casework.consents.models import Consent
from casework.models import Case, StateFear
from referrals.models import Receipt, Share
from tests.cast import founder, new_organisation, new_user
from tests.referrals.conftest import agreed, seen_by, shared

CASE = "SELECT id FROM casework_case WHERE id = %s"
RIGHTS = "SELECT principal FROM case_access WHERE case_id = %s"
SHARES = "SELECT id FROM referrals_share WHERE case_id = %s"
REFERRALS = "SELECT id FROM referrals_consularreferral WHERE case_id = %s"
HISTORY = "SELECT id FROM referrals_historicalshare WHERE case_id = %s"


def rights(user, case):
    """Words of the principals through which this user reaches the case."""
    return sorted(name.split(":")[0] for (name,) in seen_by(user, RIGHTS, case.pk))


def test_a_received_share_opens_the_case_to_its_recipient_and_to_nobody_else(office, case, share, elsewhere):
    assert rights(office.lina, case) == ["share"]
    assert seen_by(office.lina, CASE, case.pk) and seen_by(office.lina, SHARES, case.pk)
    for stranger in (elsewhere.lina, elsewhere.amina, office.noor, office.audrey):
        assert not seen_by(stranger, CASE, case.pk), stranger
        assert not seen_by(stranger, SHARES, case.pk), stranger


def test_before_it_acknowledges_the_recipient_holds_the_notice_and_no_share(office, case, consent, mission):
    with acting(office.amina, "test.arrange"):
        shared(case, consent, mission, live_from=None)
    assert rights(office.lina, case) == ["notice"]


def test_a_share_that_was_not_sent_gives_nothing(office, case, consent, mission):
    with acting(office.amina, "test.arrange"):
        shared(case, consent, mission, sent_at=None, live_from=None)
    assert rights(office.lina, case) == [] and not seen_by(office.lina, SHARES, case.pk)


def test_all_shares_to_a_recipient_are_one_principal_and_the_latest_end_counts(office, case, consent, mission, share):
    with acting(office.amina, "test.arrange"):
        longer = shared(case, consent, mission, days=60, purpose=Share.Purpose.CONTACT)
    (until,) = seen_by(office.lina, "SELECT until FROM case_access WHERE case_id = %s", case.pk)
    assert until == (longer.until,)


def test_withdrawal_in_the_ledger_ends_the_access_in_the_same_transaction(office, case, consent, share):
    with acting(office.amina, "test.act"):
        assert seen_by(office.lina, CASE, case.pk)
        withdraw(Consent.objects.filter(series=consent.series).latest("number"), by=office.amina)
        with acting(office.lina):
            assert not Case.objects.filter(pk=case.pk).exists()


def test_a_ledger_row_by_raw_sql_ends_it_too(office, case, consent, share):
    own = {"id", "number", "status", "recorded_by_id", "recorded_at"}
    columns = ", ".join(f'"{f.column}"' for f in Consent._meta.concrete_fields if f.column not in own)
    with acting(office.amina, "test.act"), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO casework_consent (id, number, status, recorded_by_id, recorded_at, {columns})"
            f" SELECT gen_random_uuid(), 99, 'withdrawn', recorded_by_id, now(), {columns}"
            " FROM casework_consent WHERE id = %s",
            [consent.pk],
        )
    assert not seen_by(office.lina, CASE, case.pk)


def test_a_later_no_ends_it(office, case, consent, share, mission):
    with acting(office.amina, "test.act"):
        asked = inform(case, by=office.amina, type="share_embassy", recipient=mission, language="vie")
        answer(asked, by=office.amina, status="refused")
    assert not seen_by(office.lina, CASE, case.pk)


def test_the_last_day_of_the_consent_counts_as_a_whole_and_not_an_hour_more(office, case, mission):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with acting(office.amina, "test.arrange"):
        consent = agreed(case, office.amina, mission, expires_on=tomorrow)
        shared(case, consent, mission, days=60)
    (until,) = seen_by(office.lina, "SELECT until FROM case_access WHERE case_id = %s", case.pk)
    midnight = datetime.datetime.combine(tomorrow + datetime.timedelta(days=1), datetime.time(), datetime.UTC)
    assert until == (midnight,)


def test_time_ends_it_with_no_job_running(office, case, consent, mission):
    """S-44: the row stays in case_access, and opens nothing."""
    with acting(office.amina, "test.arrange"):
        shared(case, consent, mission, days=1 / 86400 * 2.5)
    assert seen_by(office.lina, CASE, case.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(2.6)")
    assert not seen_by(office.lina, CASE, case.pk)
    assert seen_by(office.lina, RIGHTS, case.pk), "nothing cleaned it up in the meantime"


@pytest.mark.parametrize("kind", StateFear.Kind.values)
def test_a_fear_of_the_own_state_closes_the_share_and_the_access(office, case, share, kind):
    """C-06, S-49"""
    with acting(office.amina, "test.act"):
        StateFear(case=case, kind=kind, raised_by=office.amina).save(force_insert=True)
        share.refresh_from_db()
    assert share.ended_at and share.ended_why == Share.Why.FEARED
    assert not seen_by(office.lina, CASE, case.pk)


def test_a_fear_of_another_state_leaves_it(office, case, share):
    with acting(office.amina, "test.act"):
        StateFear(case=case, kind="fear", countries=["MM"], raised_by=office.amina).save(force_insert=True)
    assert rights(office.lina, case) == ["share"]


def test_a_share_that_somebody_forces_while_the_fear_stands_opens_nothing(office, case, consent, mission):
    with acting(office.amina, "test.act"):
        StateFear(case=case, kind="fear", countries=["VN"], raised_by=office.amina).save(force_insert=True)
        shared(case, consent, mission)
    assert rights(office.lina, case) == []


def test_a_child_that_answered_alone_is_shown_to_nobody(office, case, share):
    """S-48: thought of as an adult when she answered, found to be a child afterwards."""
    with acting(office.amina, "test.act"):
        row = Case.objects.get(pk=case.pk)
        row.child = True
        row.save()
    assert not seen_by(office.lina, CASE, case.pk)


@pytest.mark.parametrize("change", [{"represents": ["LA"]}, {"is_active": False}, {"kind": "ngo"}, {"country": "LA"}])
def test_a_recipient_that_stands_for_another_country_loses_all_old_shares(office, case, share, mission, change):
    """C-07"""
    with acting(founder(), "test.act"):
        row = Organisation.objects.get(pk=mission.pk)
        for name, value in change.items():
            setattr(row, name, value)
        row.save()
    assert not seen_by(office.lina, CASE, case.pk)
    with acting(office.amina):
        share.refresh_from_db()
        assert share.ended_why == Share.Why.RECIPIENT


def test_a_new_name_of_the_recipient_ends_nothing(office, case, share, mission):
    with acting(founder(), "test.act"):
        row = Organisation.objects.get(pk=mission.pk)
        row.name += " (new)"
        row.save()
    assert rights(office.lina, case) == ["share"]


def test_a_consent_to_another_recipient_opens_nothing(office, case, consent):
    """S-41"""
    other = new_organisation("embassy", "VN", represents=["VN"], covers=["TH"])
    stranger = new_user("Vera", other, "external_focal_point")
    with acting(office.amina, "test.arrange"):
        shared(case, consent, other)
    assert not seen_by(stranger, CASE, case.pk)


def test_a_refused_or_unanswered_consent_opens_nothing(office, case, mission):
    """S-41"""
    with acting(office.amina, "test.arrange"):
        asked = inform(case, by=office.amina, type="share_embassy", recipient=mission, language="vie")
        shared(case, asked, mission)
    assert not seen_by(office.lina, CASE, case.pk)
    with acting(office.amina, "test.arrange"):
        answer(asked, by=office.amina, status="refused")
    assert not seen_by(office.lina, CASE, case.pk)


def test_a_conflict_block_on_the_recipient_beats_the_share(office, case, share, mission):
    from casework.cases.actions import raise_conflict

    with acting(office.sam, "test.act"):
        raise_conflict(case, by=office.sam, reason="The consul's cousin ran the place.", organisation=mission)
    assert not seen_by(office.lina, CASE, case.pk) and not seen_by(office.lina, SHARES, case.pk)


def test_a_recipient_sees_neither_the_referral_to_another_one_nor_that_one_was_refused(office, case, referral):
    """S-40, R12: one case, two missions, and a third that the person did not want."""
    from referrals.models import ConsularReferral

    other = new_organisation("embassy", "LA", represents=["LA"], covers=["TH"])
    with acting(office.amina, "test.arrange"):
        second = agreed(case, office.amina, other)
        theirs = shared(case, second, other)
        today = timezone.localdate()
        told = {"case": case, "told_on": today, "told_by": office.amina}
        ConsularReferral(nationality="MM", status="refused_by_person", refusal="CANARY", **told).save(force_insert=True)
        ConsularReferral(
            nationality="LA", status="sent", mission=other, share=theirs, sent_at=theirs.sent_at,
            requested_by=office.amina, approved_by=office.sam, **told,
        ).save(force_insert=True)  # fmt: skip
    assert seen_by(office.lina, REFERRALS, case.pk) == [(referral.pk,)]
    assert seen_by(office.lina, SHARES, case.pk) == [(referral.share_id,)]
    assert seen_by(office.lina, HISTORY, case.pk) == [(referral.share_id,)]
    assert len(seen_by(office.amina, REFERRALS, case.pk)) == 3


def test_a_recipient_cannot_write_a_row_for_another_or_reopen_its_own(office, case, share, mission, consent):
    other = new_organisation("embassy", "LA", represents=["LA"], covers=["TH"])
    with acting(office.lina, "test.act"), pytest.raises(DatabaseError), transaction.atomic():
        shared(case, consent, other)
    with acting(office.amina, "test.act"):
        share.ended_at, share.ended_why = timezone.now(), Share.Why.REVOKED
        share.save()
    with acting(office.lina, "test.act"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE referrals_share SET ended_at = NULL, ended_why = '', version = version + 1 WHERE id = %s",
            [share.pk],
        )
        assert cursor.rowcount == 0


def test_one_open_share_for_a_recipient_and_purpose(office, case, share, consent, mission):
    with acting(office.amina, "test.act"):
        with pytest.raises(IntegrityError), transaction.atomic():
            shared(case, consent, mission)
        share.ended_at, share.ended_why = timezone.now(), Share.Why.DONE
        share.save()
        shared(case, consent, mission)


def test_nobody_deletes_a_share_and_its_recipient_never_changes(office, case, share):
    with acting(office.amina, "test.act"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM referrals_share WHERE id = %s", [share.pk])
        assert cursor.rowcount == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(
                "UPDATE referrals_share SET recipient_id = %s, version = version + 1 WHERE id = %s",
                [office.organisation.pk, share.pk],
            )


def test_the_recipient_is_told_that_it_ended_and_not_why(office, case, share, elsewhere):
    """C-04: number and days stay, in a table of their own without case and person."""
    with acting(office.amina, "test.act"):
        StateFear(case=case, kind="fear", raised_by=office.amina).save(force_insert=True)
    with acting(office.lina):
        (kept,) = Receipt.objects.filter(number=share.number)
        assert kept.ended_at is not None
    kept = {"id", "recipient", "number", "sent_at", "until", "ended_at", "stands_until"}
    assert {f.name for f in Receipt._meta.fields} == kept
    for stranger in (elsewhere.lina, office.amina):
        with acting(stranger):
            assert not Receipt.objects.exists()
    with acting(office.lina, "test.act"), pytest.raises(DatabaseError), transaction.atomic():
        Receipt.objects.filter(number=share.number).update(ended_at=None)


def test_the_liaison_officer_of_the_team_reaches_the_case_from_the_telling_on(office, case):
    from referrals.models import ConsularReferral

    officer = new_user("Kanda", office.organisation, "consular_liaison", teams=[office.team])
    far = new_user("Ken", office.organisation, "consular_liaison", teams=[office.other_team])
    assert rights(officer, case) == []
    with acting(office.amina, "test.arrange"):
        ConsularReferral(case=case, nationality="VN", told_on=timezone.localdate(), told_by=office.amina).save(
            force_insert=True
        )
    assert rights(officer, case) == ["consular"] and rights(far, case) == []


def test_the_index_equals_a_recomputation(office, case, share, consent):
    call_command("check_access")
    with acting(office.amina, "test.act"):
        withdraw(Consent.objects.filter(series=consent.series).latest("number"), by=office.amina)
    call_command("check_access")


def test_the_items_of_a_consent_stay_with_its_series(office, case, consent):
    assert "items" in CARRIED
    with acting(office.amina, "test.act"):
        last = withdraw(Consent.objects.get(pk=consent.pk), by=office.amina)
    assert last.items == consent.items
