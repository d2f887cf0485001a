"""A rescue request for somebody inside (I12): two people, the place ticked for this alone, never against a known no."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import edit_case
from casework.consents import actions as ledger
from casework.consents.models import Consent
from casework.models import Case
from referrals.models import RescueRequest, Share
from referrals.rescue.actions import ask, end, prolong, renew, standing
from referrals.sharing.danger import act_on_danger, confirm_danger
from referrals.sharing.ending import end_share
from referrals.sharing.items import shared_values
from tests.cast import new_organisation, new_user
from tests.referrals.conftest import seen_by

GIVEN = {"officer": "Colonel Niran", "place": "Building C, 4th floor", "basis": "She wrote that she is beaten."}


@pytest.fixture
def inside(office, case):
    """Somebody who is still inside and wrote to us."""
    with acting(office.amina):
        return edit_case(Case.objects.get(pk=case.pk), by=office.amina, stage="in_contact")


@pytest.fixture
def police(committed):
    """The officer's post."""
    return new_organisation("police", "MM")


def asked(office, inside, police):
    with acting(office.amina):
        return ask(inside, by=office.amina, recipient=police, items=["name", "place"], **GIVEN)


def newest(case):
    return Consent.objects.filter(case=case, status="not_possible").order_by("-recorded_at").first()


def test_the_officer_sees_name_and_place_and_a_second_person_confirms(office, inside, police):
    row = asked(office, inside, police)
    niran = new_user("Niran", police, "external_focal_point")
    assert len(seen_by(niran, "SELECT 1 FROM referrals_rescuerequest WHERE case_id = %s", inside.pk)) == 1
    with acting(niran):
        share = Share.objects.get(pk=row.share_id)
        slip = shared_values(share, Case.objects.select_related("person").get(pk=inside.pk))
        assert slip.values == {
            "name": "Phạm Thu Trang",
            "romanised": "Pham Thu Trang",
            "place": "Building C, 4th floor",
        }
    with acting(office.amina), pytest.raises(PermissionDenied):
        confirm_danger(newest(inside), by=office.amina)
    with acting(office.sam):
        confirm_danger(newest(inside), by=office.sam)
        assert standing(row)


def test_the_place_is_read_by_a_rescue_and_by_nothing_else(office, inside):
    helper = new_organisation("health")
    with acting(office.amina):
        share = act_on_danger(
            inside, by=office.amina, recipient=helper, purpose="service", items=["name", "place"], basis="Bleeding."
        )
        assert "place" not in shared_values(share, inside).values


def test_never_against_a_no_that_the_person_said(office, inside, police):
    with acting(office.amina):
        told = ledger.inform(inside, by=office.amina, type="share_law_enforcement", recipient=police, language="vie")
        ledger.answer(told, by=office.amina, status="refused")
        with pytest.raises(ValidationError) as error:
            ask(inside, by=office.amina, recipient=police, items=["name"], **GIVEN)
        assert "recipient" in error.value.message_dict
        assert not RescueRequest.objects.filter(case=inside).exists()


@pytest.mark.parametrize("kind", ["armed_group", "immigration", "prosecution_court"])
def test_some_are_never_asked(office, inside, kind):
    with acting(office.amina), pytest.raises(ValidationError):
        ask(inside, by=office.amina, recipient=new_organisation(kind), items=["name"], **GIVEN)


def test_who_is_out_is_asked_instead(office, case, police):
    with acting(office.amina), pytest.raises(ValidationError):
        ask(case, by=office.amina, recipient=police, items=["name"], **GIVEN)


def test_it_is_opened_anew_only_once_it_has_ended_and_by_two_again(office, inside, police):
    row = asked(office, inside, police)
    with acting(office.amina):
        with pytest.raises(ValidationError):
            renew(row, by=office.amina, basis="It goes on.")
        end_share(row.share, Share.Why.RAN_OUT)
        again = renew(row, by=office.amina, basis="It goes on.")
        assert again.share_id != row.share_id and standing(again)
        assert again.share.until <= timezone.now() + datetime.timedelta(hours=72)
        assert Consent.objects.filter(case=inside, status="not_possible").count() == 2


def test_it_stands_for_30_days_and_somebody_else_prolongs_it(office, inside, police):
    row = asked(office, inside, police)
    assert row.until - row.asked_at >= datetime.timedelta(days=29, hours=23)
    with acting(office.sam):
        assert prolong(row, by=office.sam).prolonged_by == office.sam


def test_ending_it_ends_what_is_shown(office, inside, police):
    row = asked(office, inside, police)
    with acting(office.amina):
        end(row, by=office.amina, outcome="She is out.")
        assert Share.objects.get(pk=row.share_id).ended_at is not None
    niran = new_user("Niran", police, "external_focal_point")
    assert seen_by(niran, "SELECT 1 FROM referrals_rescuerequest WHERE case_id = %s", inside.pk) == []
