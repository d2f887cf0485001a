"""The pages of sharing on both sides in a real Chromium at both widths: nothing for axe to find, no sideways scroll."""

import pytest
from django.urls import reverse

from accounts.acting import acting
from casework.models import Person
from referrals.models import Share
from referrals.sharing.answers import ask_share
from referrals.sharing.versions import extend, narrow
from tests.casework.cases.test_look import show  # noqa: F401
from tests.referrals.conftest import agreed
from tests.referrals.sharing.conftest import Partner, given, ready
from tests.referrals.sharing.test_danger import danger
from tests.referrals.test_referral_look import looked_at


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


def arranged(office, case, partner):
    """A narrowed share with words and a wait, an offer that waits, and a danger."""
    ready(case, office)
    with acting(office.amina, "test.arrange"):
        row = Person.objects.get(case=case)
        row.name, row.romanised, row.birth_place, row.nationalities = "Nguyễn Thị Hoa", "Hoa", "Nghi Sơn", ["VN"]
        row.save()
    share, _consent = given(case, office, partner, "home")
    with acting(partner.pia, "test.arrange"):
        ask_share(
            Share.objects.select_related("case").get(pk=share.pk),
            by=partner.pia,
            text="For the clinic.",
            items=["papers"],
        )
    with acting(office.amina, "test.arrange"):
        new = narrow(share, by=office.amina, items=["name", "birth_date"])
        waiting = extend(new, by=office.amina, items=["name", "birth_date", "birth_place"])
        agreed(case, office.amina, Partner().organisation, items=["name"], kind="share_origin_partner")
    helper = Partner()
    danger(case, office, helper, items=("name",))
    new_offer, _yes = given(case, office, partner, "transfer", live=False)
    return new, waiting, new_offer


def test_no_page_has_a_finding(show, office, case, partner):  # noqa: F811
    share, waiting, offer = arranged(office, case, partner)
    office.pia = partner.pia

    def at(name, *args):
        return reverse(name, args=args)

    ours = {
        "sharing-home": at("sharing_home", case.reference),
        "sharing-one": at("sharing_detail", case.reference, share.pk),
        "sharing-narrow": at("sharing_change", case.reference, share.pk, "narrow"),
        "sharing-end": at("sharing_change", case.reference, share.pk, "end"),
        "sharing-transfer": at("sharing_transfer", case.reference),
        "sharing-danger": at("sharing_danger", case.reference),
    }
    theirs = {
        "share-list": at("share_list"),
        "share-notice": at("share_detail", offer.number),
        "share-one": at("share_detail", share.number),
        "share-decline": at("share_decline", share.number),
    }
    approving = {"sharing-approve": at("sharing_change", case.reference, waiting.pk, "approve")}
    found = looked_at(show, "amina", ours) | looked_at(show, "sam", approving) | looked_at(show, "pia", theirs)
    assert found == {}
