"""A rescue request for somebody inside (I12): two people, the place ticked for this alone, never against a known no."""

import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import edit_case
from casework.consents import actions as ledger
from casework.consents.models import Consent
from casework.models import Case
from referrals.models import RescueRequest, Share
from referrals.rescue.actions import ask, end, prolong, renew
from referrals.rescue.queries import end_of
from referrals.sharing.danger import act_on_danger, confirm_danger
from referrals.sharing.ending import end_share
from referrals.sharing.items import shared_values
from tests.cast import browser_of, new_organisation, new_user
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
        assert end_of(row) > timezone.now() + datetime.timedelta(hours=71)


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
        with pytest.raises(ValidationError, match="more than 12 hours"):
            renew(row, by=office.amina, basis="It goes on.")
        end_share(row.share, Share.Why.RAN_OUT)
        again = renew(row, by=office.amina, basis="It goes on.")
        assert again.share.number == again.number == row.number, "both sides speak of one number"
        assert again.share_id != row.share_id and end_of(again)
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


def stood_for(office, inside, police, hours, confirmed=True):
    """A request whose present basis was written so many hours ago, as the ledger would hold it."""
    series = uuid.uuid4()
    with acting(office.amina, "test.arrange"):
        now = timezone.now()
        then = now - datetime.timedelta(hours=hours)
        told = {
            "case": inside, "series": series, "type": "share_law_enforcement", "recipient": police, "language": "vie",
            "items": ["name", "place"], "basis": "She wrote.", "review_by": then + datetime.timedelta(hours=24),
        }  # fmt: skip
        Consent(**told, number=1, status="not_possible", recorded_at=then, recorded_by=office.amina).save(
            force_insert=True
        )
        if confirmed:
            later = {"number": 2, "status": "not_possible_confirmed", "recorded_by": office.amina}
            Consent(**told, **later, recorded_at=then + datetime.timedelta(hours=1)).save(force_insert=True)
        share = Share(
            case=inside, recipient=police, purpose="rescue", consent_series=series, items=["name", "place"],
            until=then + datetime.timedelta(hours=72), sent_at=then, live_from=then,
        )  # fmt: skip
        share.save(force_insert=True)
        row = RescueRequest(
            case=inside, recipient=police, share=share, number=share.number, officer="Colonel Niran", place="Building C",
            asked_by=office.amina, asked_at=then, until=then + datetime.timedelta(days=30),
        )  # fmt: skip
        row.save(force_insert=True)
    return row


def my_work(user):
    return browser_of(user).get(reverse("my_work")).content.decode()


def test_twelve_hours_before_the_end_it_stands_on_my_work_and_one_sentence_goes_on_with_it(office, inside, police):
    row = stood_for(office, inside, police, 62)
    for user in (office.amina, office.sam):
        assert "Rescue: what they can see ends" in my_work(user) and "9 hours left" in my_work(user)
    page = browser_of(office.amina).get(reverse("rescue_list", args=[inside.reference])).content.decode()
    assert "72 hours after each act" in page and "A second person confirmed it." in page
    url = reverse("rescue_step", args=[inside.reference, row.number, "renew"])
    assert url in page
    assert browser_of(office.amina).post(url, {"basis": "She wrote again: they move her."}).status_code == 302
    assert "Rescue: what they" not in my_work(office.amina), "three new days stand from now on"
    with acting(office.amina):
        again = RescueRequest.objects.select_related("share").get(pk=row.pk)
        assert end_of(again) > timezone.now() + datetime.timedelta(hours=23)
        assert Share.objects.filter(case=inside, ended_at=None).count() == 1, "nobody stood without it in between"
    confirm = reverse("sharing_change", args=[inside.reference, again.share_id, "confirm"])
    assert confirm in browser_of(office.sam).get(reverse("rescue_list", args=[inside.reference])).content.decode()
    assert browser_of(office.sam).post(confirm).status_code == 302
    with acting(office.sam):
        assert end_of(again) > timezone.now() + datetime.timedelta(hours=71)


@pytest.mark.parametrize(
    ("hours", "confirmed", "said"),
    [(59, True, ""), (73, True, "has ended"), (14, False, "nobody has confirmed it yet"), (25, False, "has ended")],
)
def test_what_my_work_says_of_a_rescue_hour_by_hour(office, inside, police, hours, confirmed, said):
    stood_for(office, inside, police, hours, confirmed)
    shown = my_work(office.amina)
    assert (said in shown) if said else ("Rescue: what they" not in shown)


def test_who_came_out_is_asked_and_nothing_is_opened_anew(office, inside, police):
    row = stood_for(office, inside, police, 71)
    with acting(office.amina):
        edit_case(Case.objects.get(pk=inside.pk), by=office.amina, stage="out")
        with pytest.raises(ValidationError, match="person is out"):
            renew(row, by=office.amina, basis="It goes on.")
