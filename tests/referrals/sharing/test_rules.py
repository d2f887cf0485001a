"""The rules of sharing for every purpose that is not a mission's (C-01 to C-07, S-41, S-47 to S-49)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from accounts.acting import acting
from casework.consents.actions import answer, inform
from casework.models import Case, Consent, StateFear
from referrals.models import Share
from referrals.sharing.items import shared_values
from referrals.sharing.preparing import prepare_share, send_share
from tests.cast import new_organisation, new_user
from tests.referrals.conftest import agreed, seen_by
from tests.referrals.sharing.conftest import KINDS, SEEN, Partner, given

CASE = "SELECT id FROM casework_case WHERE id = %s"


def prepared(case, office, recipient, consent, purpose="service", items=("name",)):
    """A share is prepared as Amina would."""
    with acting(office.amina, "test.act"):
        fresh = Case.objects.select_related("person").get(pk=case.pk)
        wanted = {"purpose": Share.Purpose(purpose), "consent": consent, "items": list(items)}
        return prepare_share(fresh, recipient=recipient, **wanted)


def refused(office, case, partner):
    """A no of the person."""
    with acting(office.amina, "test.arrange"):
        row = inform(case, by=office.amina, type="share_services", recipient=partner.organisation, language="vie")
        return answer(row, by=office.amina, status="refused")


def not_answered(office, case, partner):
    """Explained, and not answered."""
    with acting(office.amina, "test.arrange"):
        return inform(case, by=office.amina, type="share_services", recipient=partner.organisation, language="vie")


def to_another(office, case, partner):
    """A yes to somebody else."""
    with acting(office.amina, "test.arrange"):
        return agreed(case, office.amina, Partner().organisation, kind="share_services")


def to_something_else(office, case, partner):
    """A yes of another type."""
    with acting(office.amina, "test.arrange"):
        return agreed(case, office.amina, partner.organisation, kind="share_embassy")


def over(office, case, partner):
    """A yes whose day has passed, written as the row would stand."""
    with acting(office.amina, "test.arrange"):
        row = Consent(
            case=case, type="share_services", recipient=partner.organisation, status="given", language="vie",
            giver="individual", how="written", items=SEEN, recorded_by=office.amina,
            expires_on=timezone.localdate() - datetime.timedelta(days=1),
        )  # fmt: skip
        row.save(force_insert=True)
        return row


@pytest.mark.parametrize("make", [lambda *_: None, refused, not_answered, to_another, to_something_else, over])
def test_without_a_yes_to_this_organisation_for_this_nothing_is_prepared(office, case, partner, make):
    """C-01, S-41"""
    consent = make(office, case, partner)
    with pytest.raises(ValidationError) as said:
        prepared(case, office, partner.organisation, consent)
    assert "consent" in said.value.message_dict
    with acting(office.amina):
        assert not Share.objects.filter(case=case).exists()


@pytest.mark.parametrize("purpose", KINDS)
def test_a_share_that_somebody_forces_on_such_a_row_opens_nothing(office, case, partner, purpose):
    """S-41: by raw writing, past every action."""
    row = refused(office, case, partner)
    with acting(office.amina, "test.act"):
        now = timezone.now()
        Share(
            case=case, recipient=partner.organisation, purpose=purpose, consent_series=row.series, items=SEEN,
            until=now + datetime.timedelta(days=9), sent_at=now, live_from=now,
        ).save(force_insert=True)  # fmt: skip
    assert not seen_by(partner.pia, CASE, case.pk)


def test_help_does_not_depend_on_a_yes_to_statistics_or_to_anything_else(office, case, partner):
    """C-02"""
    with acting(office.amina, "test.arrange"):
        for kind in ("statistics", "media", "share_law_enforcement"):
            fields = {"recipient": new_organisation("police")} if kind.startswith("share") else {}
            answer(
                inform(case, by=office.amina, type=kind, language="vie", **fields), by=office.amina, status="refused"
            )
    given(case, office, partner)
    assert seen_by(partner.pia, CASE, case.pk)


def test_what_is_shown_is_consent_and_ticks_and_the_roles_row_at_each_look(office, case, partner):
    """C-03: the consent shrinks, and the next look shows less though the share stays as it was."""
    share, consent = given(case, office, partner)
    with acting(office.amina, "test.act"):
        row = Share.objects.select_related("case__person", "recipient").get(pk=share.pk)
        assert set(shared_values(row, row.case).items) == set(SEEN)
        with connection.cursor() as cursor:
            own = {"id", "number", "items"}
            columns = ", ".join(f'"{f.column}"' for f in Consent._meta.concrete_fields if f.column not in own)
            cursor.execute(
                f"INSERT INTO casework_consent (id, number, items, {columns})"
                f" SELECT gen_random_uuid(), 99, ARRAY['name'], {columns} FROM casework_consent WHERE id = %s",
                [consent.pk],
            )
        assert shared_values(row, row.case).items == ("name",)


@pytest.mark.parametrize("kind", ["embassy", "social_welfare", "local_government", "labour"])
def test_a_state_body_never_learns_where_somebody_stays_or_how_they_are(office, case, kind):
    """C-06"""
    body = new_organisation(kind, "TH")
    with acting(office.amina, "test.arrange"):
        yes = agreed(case, office.amina, body, items=["name", "contact", "health"], kind="share_services")
    for item in ("contact", "health"):
        with pytest.raises(ValidationError, match="can never be shown"):
            prepared(case, office, body, yes, items=["name", item])


@pytest.mark.parametrize("purpose", KINDS)
def test_a_fear_of_a_state_closes_what_its_bodies_hold_and_nothing_more_is_sent(office, case, purpose):
    """C-06, S-49: for every purpose, of what stands and of what would be sent."""
    home = type("Home", (), {"organisation": new_organisation("ngo", "VN")})
    home.pia = new_user("Hien", home.organisation, "external_focal_point")
    share, consent = given(case, office, home, purpose)
    with acting(office.amina, "test.act"):
        StateFear(case=case, kind="fear", countries=["VN"], raised_by=office.amina).save(force_insert=True)
        share.refresh_from_db()
    assert share.ended_why == Share.Why.FEARED and not seen_by(home.pia, CASE, case.pk)
    with pytest.raises(ValidationError, match="Blocked"):
        prepared(case, office, home.organisation, consent, purpose)


def test_a_fear_written_down_after_it_was_prepared_stops_the_sending(office, case, partner):
    """S-49"""
    body = new_organisation("ngo", "VN")
    with acting(office.amina, "test.arrange"):
        yes = agreed(case, office.amina, body, kind="share_services")
    share = prepared(case, office, body, yes)
    with acting(office.amina, "test.act"):
        StateFear(case=case, kind="fear", countries=["VN"], raised_by=office.amina).save(force_insert=True)
        with pytest.raises(ValidationError, match="Blocked"):
            send_share(share)


@pytest.mark.parametrize("purpose", KINDS)
def test_a_child_alone_shares_with_nobody(office, case, partner, purpose):
    """S-48"""
    _share, consent = given(case, office, partner, purpose)
    with acting(office.amina, "test.act"):
        row = Case.objects.get(pk=case.pk)
        row.child = True
        row.save()
    assert not seen_by(partner.pia, CASE, case.pk)
    with pytest.raises(ValidationError) as said:
        prepared(case, office, partner.organisation, consent, purpose)
    assert "consent" in said.value.message_dict


@pytest.mark.parametrize("purpose", KINDS)
def test_a_recipient_changes_nothing_of_the_case_and_passes_nothing_on(office, case, partner, purpose):
    """S-47: the pages of the case are not there for it, whatever it holds and whatever it is elsewhere."""
    from tests.cast import browser_of

    share, _consent = given(case, office, partner, purpose)
    pia = browser_of(partner.pia)
    for url in (
        f"/cases/{case.reference}/", f"/cases/{case.reference}/edit/", f"/cases/{case.reference}/sharing/",
        f"/cases/{case.reference}/sharing/{share.pk}/narrow/", f"/cases/{case.reference}/sharing/transfer/",
        f"/cases/{case.reference}/sharing/danger/", f"/cases/{case.reference}/files/add/",
    ):  # fmt: skip
        assert pia.get(url).status_code == 404 and pia.post(url).status_code in (404, 405), url


def test_the_same_twice_to_the_same_organisation_is_a_sentence(office, case, partner):
    """One open share a recipient and purpose."""
    _share, consent = given(case, office, partner)
    with pytest.raises(ValidationError, match="shared with them for this already"):
        prepared(case, office, partner.organisation, consent)
