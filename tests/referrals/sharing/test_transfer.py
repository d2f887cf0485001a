"""Responsibility moves to another organisation when it accepts, and leaves a trace on both sides (workflows.md 2)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.acting import acting
from casework.models import Case, Person, StoredFile
from casework.people.models import OtherName
from referrals.models import Share, Transfer
from referrals.sharing.items import shared_values
from referrals.sharing.transfers import accept_transfer, offer_transfer
from referrals.sharing.versions import approve_share
from tests.cast import browser_of
from tests.referrals.conftest import agreed
from tests.referrals.portal.test_photo import kept
from tests.referrals.sharing.conftest import ready
from tests.referrals.steps import Way, mails_to

ITEMS = ["name", "other_names", "birth_date", "nationality"]


def offered(case, office, partner, kind="share_services", items=ITEMS, approved=True):
    """The offer, prepared by Amina and approved by Sam."""
    ready(case, office)
    with acting(office.amina, "test.arrange"):
        person = Person.objects.get(case=case)
        person.name, person.romanised, person.birth_date = "Hoa", "Hoa", "2002-05-14"
        person.nationalities, person.home_address, person.health_notes = ["VN"], "CANARY-home", "CANARY-health"
        person.save()
        OtherName(case=case, name="Rose").save(force_insert=True)
        fresh = Case.objects.select_related("person").get(pk=case.pk)
        agreed(fresh, office.amina, partner.organisation, items=[*items, "home_address"], kind=kind)
        share = offer_transfer(fresh, by=office.amina, recipient=partner.organisation, items=items)
    if approved:
        with acting(office.sam, "test.arrange"):
            share = approve_share(share, by=office.sam)
    return share


def taken(share, partner, by=None):
    """The partner takes it over."""
    user = by or partner.pia
    with acting(user, "test.act"):
        row = Share.objects.select_related("case").get(pk=share.pk)
        return accept_transfer(row, by=user, team=partner.team)


@pytest.mark.parametrize("kind", ["share_services", "share_origin_partner"])
def test_an_accepted_offer_moves_the_case_with_exactly_what_was_shared(office, case, partner, kind):
    share = offered(case, office, partner, kind)
    new = taken(share, partner)
    with acting(partner.pia):
        mine = Case.objects.select_related("person").get(pk=new.pk)
        assert (mine.status, mine.organisation_id, mine.team_id) == (
            "draft", partner.organisation.pk, partner.team.pk,
        )  # fmt: skip
        assert (mine.person.name, str(mine.person.birth_date)) == ("Hoa", "2002-05-14")
        assert mine.person.nationalities == ["VN"]
        assert not mine.person.home_address and not mine.person.health_notes
        assert [row.name for row in OtherName.objects.filter(case=mine)] == ["Rose"]
        assert not StoredFile.objects.filter(case=mine).exists()
    with acting(office.amina):
        assert Case.objects.get(pk=case.pk).status == "closed_transferred"


def test_both_sides_keep_a_trace(office, case, partner):
    share = offered(case, office, partner)
    new = taken(share, partner)
    with acting(office.sam):
        (gave,) = Transfer.objects.filter(case=case)
        assert (gave.side, gave.number, gave.other, gave.other_reference, gave.accepted_by) == (
            "gave", share.number, partner.organisation, new.reference, partner.pia,
        )  # fmt: skip
    with acting(partner.pia):
        (took,) = Transfer.objects.filter(case=new)
        assert (took.side, took.other, took.other_reference) == ("took", office.organisation, case.reference)
    page = browser_of(office.sam).get(f"/cases/{case.reference}/sharing/").content.decode()
    assert partner.organisation.name in page and "Pia Test" in page and "Given to another organisation" in page
    assert (
        "Another organisation took the case over."
        in browser_of(office.sam).get(f"/cases/{case.reference}/").content.decode()
    )
    assert "referral_answer" in mails_to(office.amina) and "referral_answer" in mails_to(office.sam)


def test_the_sender_does_not_reach_the_new_case(office, case, partner):
    new = taken(offered(case, office, partner), partner)
    for user in (office.amina, office.sam, office.dara):
        assert browser_of(user).get(f"/cases/{new.reference}/").status_code == 404


def test_before_it_accepts_it_sees_number_day_and_purpose(office, case, partner):
    share = offered(case, office, partner)
    page = browser_of(partner.pia).get(f"/portal/shares/{share.number}/").content.decode()
    assert "take over the case" in page and "Hoa" not in page and "2002" not in page


def test_nothing_leaves_before_somebody_else_approved_it(office, case, partner):
    share = offered(case, office, partner, approved=False)
    assert browser_of(partner.pia).get(f"/portal/shares/{share.number}/").status_code == 404
    with acting(office.amina):
        assert Case.objects.get(pk=case.pk).status == "open"


def test_declining_with_a_reason_leaves_all_as_it_was(office, case, partner):
    share = offered(case, office, partner)
    pia = browser_of(partner.pia)
    url = f"/portal/shares/{share.number}/decline/"
    assert pia.post(url, {"reason": ""}).status_code == 422
    assert pia.post(url, {"reason": "We have no place."}).status_code == 302
    with acting(office.amina):
        share.refresh_from_db()
        assert share.ended_why == "declined" and Case.objects.get(pk=case.pk).status == "open"
    page = browser_of(office.amina).get(f"/cases/{case.reference}/sharing/{share.pk}/").content.decode()
    assert "We have no place." in page
    assert pia.get(f"/portal/shares/{share.number}/").status_code == 404


def test_who_opens_no_cases_cannot_take_one_over(office, case, partner):
    share = offered(case, office, partner)
    with pytest.raises(ValidationError, match="who opens cases"):
        taken(share, partner, by=partner.finn)
    with acting(office.amina):
        share.refresh_from_db()
        assert share.live_from is None and Case.objects.get(pk=case.pk).status == "open"


def test_a_referral_that_is_still_open_holds_it_up_and_the_other_side_is_not_told_which(office, case, partner):
    share = offered(case, office, partner)
    Way(office, case).to("draft")
    answer = browser_of(partner.pia).post(f"/portal/shares/{share.number}/accept/", {"team": str(partner.team.pk)})
    page = answer.content.decode()
    assert answer.status_code == 422 and "something to finish" in page and "mission" not in page.lower()
    with acting(partner.pia):
        assert not Case.objects.filter(organisation=partner.organisation).exists()
        assert Share.objects.get(pk=share.pk).live_from is None, "nothing half-shared"


def test_twice_is_once(office, case, partner):
    share = offered(case, office, partner)
    taken(share, partner)
    with acting(partner.pia, "test.act"), pytest.raises(Exception):  # noqa: B017 the notice it acted by is gone
        accept_transfer(Share.objects.select_related("case").get(pk=share.pk), by=partner.pia, team=partner.team)
    with acting(partner.pia):
        assert Transfer.objects.filter(number=share.number, side="took").count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [({"items": ["name", "papers"]}, "did not agree"), ({"items": ["nonsense"]}, "one of the answers")],
)
def test_an_offer_beyond_the_yes_is_a_sentence(office, case, partner, change, said):
    ready(case, office)
    with acting(office.amina, "test.act"):
        fresh = Case.objects.select_related("person").get(pk=case.pk)
        agreed(fresh, office.amina, partner.organisation, items=["name"], kind="share_services")
        with pytest.raises(ValidationError, match=said):
            offer_transfer(fresh, by=office.amina, recipient=partner.organisation, **change)


def test_an_offer_without_a_yes_to_them_or_to_oneself_is_a_sentence(office, case, partner):
    ready(case, office)
    with acting(office.amina, "test.act"):
        fresh = Case.objects.select_related("person").get(pk=case.pk)
        with pytest.raises(ValidationError, match="no consent to share with them"):
            offer_transfer(fresh, by=office.amina, recipient=partner.organisation, items=["name"])
        with pytest.raises(ValidationError, match="your own organisation"):
            offer_transfer(fresh, by=office.amina, recipient=office.organisation, items=["name"])


def test_files_the_person_agreed_to_are_ticked_one_by_one_and_stay_open_to_the_new_keeper(office, case, partner):
    photo, other = kept(case, office.amina, "photo"), kept(case, office.amina, "photo")
    ready(case, office)
    with acting(office.amina, "test.arrange"):
        fresh = Case.objects.select_related("person").get(pk=case.pk)
        agreed(
            fresh, office.amina, partner.organisation, items=["name", "photo"], kind="share_services", files=[photo.pk]
        )
    url, amina = reverse("sharing_transfer", args=[case.reference]), browser_of(office.amina)
    page = amina.get(url).content.decode()
    assert str(photo.pk) in page and str(other.pk) not in page
    given = {"recipient": partner.organisation.pk, "items": ["name", "photo"]}
    assert amina.post(url, {**given, "files": [other.pk]}).status_code == 422
    assert amina.post(url, {**given, "files": [photo.pk]}).status_code == 302
    with acting(office.sam, "test.arrange"):
        share = Share.objects.get(case=case, purpose="transfer")
        assert [str(pk) for pk in share.files] == [str(photo.pk)]
        approve_share(share, by=office.sam)
    taken(share, partner)
    with acting(partner.pia):
        row = Share.objects.select_related("case").get(pk=share.pk)
        assert [found.pk for rows in shared_values(row, row.case).files.values() for found in rows] == [photo.pk]
