"""Newer versions of a share: narrower at once, wider or longer with approval, never a gap and never a change in place."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from accounts.acting import acting
from casework.models import Todo
from referrals.models import Receipt, Share
from referrals.sharing.actions import answer_consent, end_now, withdraw_consent
from referrals.sharing.versions import approve_share, extend, narrow, return_share
from tests.referrals.conftest import agreed, seen_by
from tests.referrals.sharing.conftest import SEEN, given
from tests.referrals.steps import Way, fresh, mails_to, newer_version

CASE = "SELECT id FROM casework_case WHERE id = %s"


def open_ones(case, by):
    """Open shares of the case, the sent ones first."""
    with acting(by):
        return list(Share.objects.open().filter(case=case).order_by("sent_at"))


def test_narrowing_takes_effect_at_once_as_a_version_under_the_same_number(office, case, partner):
    share, _consent = given(case, office, partner)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with acting(office.amina, "test.act"):
        narrow(share, by=office.amina, items=["name"], until=tomorrow)
    (new,) = open_ones(case, office.amina)
    assert (new.items, new.number, new.replaces_id) == (["name"], share.number, share.pk)
    assert (new.sent_at, new.live_from) == (share.sent_at, share.live_from) and new.until < share.until
    with acting(office.amina):
        share.refresh_from_db()
    assert share.ended_why == Share.Why.REPLACED and share.items == SEEN
    assert seen_by(partner.pia, CASE, case.pk), "the recipient still holds the case"


def test_at_no_moment_between_two_versions_is_the_recipient_without_access(office, case, partner):
    """The older ends and the newer stands in one transaction: nobody else sees the state between."""
    share, _consent = given(case, office, partner)
    with acting(office.amina, "test.act"):
        before = connection.connection.get_backend_pid()
        narrow(share, by=office.amina, items=["name"])
        rows = [row for row in open_rights(case) if row.startswith("share:")]
        assert rows == [f"share:{partner.organisation.pk}"] and connection.connection.get_backend_pid() == before
    with acting(partner.pia):
        (receipt,) = Receipt.objects.filter(number=share.number)
        assert receipt.ended_at is None, "it is not told that anything ended"
    assert "access_ended" not in mails_to(partner.pia) and "share" in mails_to(partner.pia)


def open_rights(case):
    """Keys of the case as they were computed, whoever may read them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.principals', array_agg('share:' || id)::text, true) FROM accounts_organisation"
        )
        cursor.execute("SELECT principal FROM case_access WHERE case_id = %s", [case.pk])
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"items": [*SEEN, "birth_place"]}, "more than they see"),
        ({"items": SEEN}, "Nothing is narrower"),
        ({"items": []}, "Leave at least one thing"),
        ({"items": ["name"], "until": datetime.date(2020, 1, 1)}, "still to come"),
    ],
)
def test_narrowing_opens_nothing(office, case, partner, change, said):
    share, _consent = given(case, office, partner)
    with acting(office.amina, "test.act"), pytest.raises(ValidationError, match=said):
        narrow(share, by=office.amina, **change)
    assert [row.pk for row in open_ones(case, office.amina)] == [share.pk]


def test_more_waits_for_somebody_else_and_then_stands_without_a_gap(office, case, partner):
    share, _consent = given(case, office, partner, items=["name"])
    with acting(office.amina, "test.act"):
        waiting = extend(share, by=office.amina, items=["name", "birth_place"])
        assert Todo.objects.filter(case=case, kind="approve_sharing", done_at=None).exists()
        share.refresh_from_db()
        assert share.ended_at is None and share.items == ["name"]
    with acting(partner.pia):
        assert Share.objects.filter(case=case).count() == 1, "nobody outside knows that it is asked"
    with acting(office.sam, "test.act"):
        approve_share(waiting, by=office.sam)
        assert not Todo.objects.filter(case=case, kind="approve_sharing", done_at=None).exists()
    (new,) = open_ones(case, office.amina)
    assert new.items == ["name", "birth_place"] and new.approved_by == office.sam and new.live_from == share.live_from
    assert "share" in mails_to(partner.pia)


def test_who_asked_does_not_approve_and_a_no_changes_nothing(office, case, partner):
    from tests.cast import new_user

    both = new_user("Bao", office.organisation, "caseworker", "supervisor", teams=[office.team])
    share, _consent = given(case, office, partner, items=["name"])
    with acting(office.sam, "test.arrange"):
        from casework.cases.actions import assign_worker

        assign_worker(case, both, by=office.sam)
    with acting(both, "test.act"):
        waiting = extend(share, by=both, items=SEEN)
        with pytest.raises(ValidationError, match="it was you who asked"):
            approve_share(waiting, by=both)
    with acting(office.sam, "test.act"):
        return_share(waiting, by=office.sam, reason="The shelter does not need it.")
        with pytest.raises(ValidationError, match="does not wait any more"):
            approve_share(waiting, by=office.sam)
    assert [row.items for row in open_ones(case, office.amina)] == [["name"]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"items": ["name", "papers"]}, "did not agree to show"),
        ({"items": ["name"], "until": datetime.date(2031, 1, 1)}, "Not after the consent"),
        ({"items": ["name", "nonsense"]}, "one of the answers"),
        ({"items": []}, "Nothing is more"),
    ],
)
def test_extending_stays_within_the_consent(office, case, partner, change, said):
    share, consent = given(case, office, partner, items=["name"])
    with acting(office.amina, "test.act"), pytest.raises(ValidationError, match=said):
        extend(share, by=office.amina, **{"until": consent.expires_on, **change})


def test_what_waits_falls_with_what_it_would_replace(office, case, partner):
    share, consent = given(case, office, partner, items=["name"])
    with acting(office.amina, "test.act"):
        waiting = extend(share, by=office.amina, items=SEEN)
        withdraw_consent(consent, by=office.amina)
    with acting(office.sam, "test.act"), pytest.raises(ValidationError):
        approve_share(waiting, by=office.sam)
    assert open_ones(case, office.amina) == [] and not seen_by(partner.pia, CASE, case.pk)


def test_a_consent_that_was_taken_back_in_between_stops_the_approval(office, case, partner):
    """Asked for on one yes, which a smaller one replaced: the supervisor cannot approve beyond it."""
    share, _consent = given(case, office, partner, items=["name"])
    with acting(office.amina, "test.act"):
        waiting = extend(share, by=office.amina, items=SEEN)
        from casework.consents.actions import answer, inform

        asked = inform(case, by=office.amina, type="share_services", recipient=partner.organisation, language="vie")
        answer(asked, by=office.amina, status="given", giver="individual", how="written", items=["name"])
    with acting(office.sam, "test.act"), pytest.raises(ValidationError):
        approve_share(waiting, by=office.sam)


def asked_again(case, office, partner, **fields):
    """The person is asked anew for the same, through the act that carries on what was shared."""
    from casework.consents.actions import inform

    with acting(office.amina, "test.act"):
        row = inform(case, by=office.amina, type="share_services", recipient=partner.organisation, language="vie")
        usual = {"giver": "individual", "how": "written", "items": SEEN}
        return answer_consent(row, by=office.amina, status="given", **{**usual, **fields})


def test_a_new_yes_to_less_carries_on_less_and_a_longer_one_waits_for_approval(office, case, partner):
    share, _consent = given(case, office, partner, expires_on=timezone.localdate() + datetime.timedelta(days=10))
    longer = timezone.localdate() + datetime.timedelta(days=90)
    row = asked_again(case, office, partner, items=["name"], expires_on=longer)
    new, waiting = open_ones(case, office.amina)
    assert (new.items, new.consent_series, new.until) == (["name"], row.series, share.until)
    assert waiting.sent_at is None and waiting.replaces_id == new.pk and waiting.until > share.until
    with acting(office.sam, "test.act"):
        approve_share(waiting, by=office.sam)
    assert [found.until for found in open_ones(case, office.amina)] == [waiting.until]
    assert seen_by(partner.pia, CASE, case.pk)


def test_a_new_yes_to_nothing_of_it_ends_it(office, case, partner):
    given(case, office, partner, items=["name"])
    asked_again(case, office, partner, items=["gender"])
    assert open_ones(case, office.amina) == [] and not seen_by(partner.pia, CASE, case.pk)


def test_the_consular_referral_follows_to_the_newest_version(office, case):
    referral = Way(office, case).to("acknowledged")
    with acting(office.amina, "test.act"):
        narrow(referral.share, by=office.amina, items=["name"])
        moved = fresh(referral)
        assert moved.share.items == ["name"] and moved.share.replaces_id == referral.share_id
        assert moved.share.number == referral.number and moved.status == "acknowledged"


def test_one_open_share_a_recipient_and_purpose_holds_over_versions(office, case, partner):
    from django.db import IntegrityError, transaction

    share, consent = given(case, office, partner)
    new = newer_version(share, office.amina, items=["name"])
    with acting(office.amina, "test.act"), pytest.raises(IntegrityError), transaction.atomic():
        Share(
            case=case, recipient=partner.organisation, purpose="service", consent_series=consent.series, items=["name"],
            until=new.until, sent_at=timezone.now(),
        ).save(force_insert=True)  # fmt: skip


def test_the_sharing_can_be_ended_also_once_the_paper_is_issued(office, case):
    """The paper is a fact and the referral stays; what the mission may look at ends."""
    referral = Way(office, case).to("document_issued")
    with acting(office.sam, "test.act"):
        with pytest.raises(ValidationError, match="Write the reason"):
            end_now(referral.share, by=office.sam, reason=" ")
        end_now(referral.share, by=office.sam, reason="She no longer wants it.")
        row = fresh(referral)
        assert (row.status, row.share.ended_why) == ("document_issued", Share.Why.REVOKED)
    assert not seen_by(office.lina, CASE, case.pk) and "access_ended" in mails_to(office.lina)


@pytest.mark.parametrize(("purpose", "said"), [("transfer", "closed"), ("service", "closed")])
def test_a_closed_organisation_and_oneself_get_nothing(office, case, partner, purpose, said):
    from accounts.models import Organisation
    from referrals.sharing.preparing import prepare_share
    from tests.cast import founder
    from tests.referrals.sharing.conftest import KINDS

    with acting(office.amina, "test.arrange"):
        yes = agreed(case, office.amina, partner.organisation, kind=KINDS[purpose])
    with acting(founder(), "test.act"):
        closed = Organisation.objects.get(pk=partner.organisation.pk)
        closed.is_active = False
        closed.save()
    wanted = {"purpose": purpose, "consent": yes, "items": ["name"]}
    with acting(office.amina, "test.act"):
        with pytest.raises(ValidationError, match=said):
            prepare_share(case, recipient=closed, **wanted)
        with pytest.raises(ValidationError, match="your own organisation"):
            prepare_share(case, recipient=office.organisation, **wanted)
        assert not Share.objects.filter(case=case).exists()
