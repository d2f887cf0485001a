"""Who sees what: the page of the case, its buttons, offers and dangers, as somebody uses them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from referrals.models import Share
from tests.cast import browser_of, new_organisation, new_user
from tests.referrals.conftest import agreed, shared
from tests.referrals.sharing.conftest import Partner, given, ready
from tests.referrals.sharing.test_danger import BASIS, danger
from tests.referrals.steps import Way


def home(user, case):
    """The page."""
    return browser_of(user).get(reverse("sharing_home", args=[case.reference]))


def change(user, share, word, **typed):
    """One button of a share."""
    url = reverse("sharing_change", args=[share.case.reference, share.pk, word])
    return browser_of(user).post(url, typed) if typed else browser_of(user).get(url)


def test_it_says_to_whom_for_what_which_items_until_when_on_which_yes_and_who_looked(office, case, partner):
    share, consent = given(case, office, partner, items=["name", "birth_date"])
    browser_of(partner.pia).get(reverse("share_detail", args=[share.number]))
    page = home(office.amina, case).content.decode()
    for words in (
        partner.organisation.name, "Help that you offer", "Name, both spellings, Date of birth", "They see it",
        "Sharing with a named service provider", "Seen by Pia Test", "who the person is",
        reverse("consent_detail", args=[case.reference, consent.pk]),
    ):  # fmt: skip
        assert words in page, words


def test_a_referral_to_a_mission_stands_there_too_and_leads_to_its_own_page(office, case):
    referral = Way(office, case).to("acknowledged")
    page = home(office.amina, case).content.decode()
    assert office.mission.name in page and "Nationality and travel paper" in page
    detail = browser_of(office.amina).get(reverse("sharing_detail", args=[case.reference, referral.share_id]))
    assert reverse("consular_detail", args=[case.reference, referral.number]) in detail.content.decode()


def test_less_by_the_button(office, case, partner):
    share, _consent = given(case, office, partner)
    assert "Show less" in change(office.amina, share, "narrow").content.decode()
    answer = change(office.amina, share, "narrow", items=["name"])
    assert answer.status_code == 302
    with acting(office.amina):
        assert Share.objects.open().get(case=case).items == ["name"]
    page = browser_of(partner.pia).get(reverse("share_detail", args=[share.number])).content.decode()
    assert "Not shared" in page


def test_more_by_the_button_waits_and_another_person_approves_by_theirs(office, case, partner):
    share, consent = given(case, office, partner, items=["name"])
    day = consent.expires_on
    typed = {"items": ["name", "birth_place"], "until_0": day.day, "until_1": day.month, "until_2": day.year}
    assert change(office.amina, share, "extend", **typed).status_code == 302
    with acting(office.amina):
        waiting = Share.objects.waiting().get(case=case)
    mine, theirs = home(office.amina, case).content.decode(), home(office.sam, case).content.decode()
    url = reverse("sharing_change", args=[case.reference, waiting.pk, "approve"])
    assert "Waits for somebody" in mine and "Waits for somebody" in theirs
    assert "Place of birth" in browser_of(office.sam).get(url).content.decode()
    assert browser_of(office.amina).post(url).status_code == 403
    assert browser_of(office.sam).post(url).status_code == 302
    with acting(office.sam):
        assert Share.objects.open().get(case=case).items == ["name", "birth_place"]


@pytest.mark.parametrize(
    ("word", "typed"), [("narrow", {"items": []}), ("end", {"reason": ""}), ("extend", {"items": ["name"]})]
)
def test_what_does_not_fit_answers_422_with_a_sentence(office, case, partner, word, typed):
    share, _consent = given(case, office, partner, items=["name"])
    answer = change(office.amina, share, word, **{"reason": "", **typed})
    assert answer.status_code == 422 and "thing to look at" in answer.content.decode()


def test_ending_it_by_the_button_needs_a_reason_that_the_recipient_never_reads(office, case, partner):
    share, _consent = given(case, office, partner)
    assert change(office.amina, share, "end", reason="CANARY-why").status_code == 302
    assert "Ended" in home(office.amina, case).content.decode()
    pia = browser_of(partner.pia)
    assert pia.get(reverse("share_detail", args=[share.number])).status_code == 404
    listed = pia.get(reverse("portal_list")).content.decode()
    assert "Access ended" in listed and "CANARY-why" not in listed


def test_the_offer_of_a_case_by_the_pages(office, case, partner):
    ready(case, office)
    url = reverse("sharing_transfer", args=[case.reference])
    amina = browser_of(office.amina)
    assert "First ask the person" in amina.get(url).content.decode()
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, partner.organisation, items=["name"], kind="share_services")
    assert partner.organisation.name in amina.get(url).content.decode()
    typed = {"recipient": str(partner.organisation.pk), "items": ["name"]}
    assert amina.post(url, {**typed, "recipient": str(new_organisation().pk)}).status_code == 422
    assert amina.post(url, typed).status_code == 302
    with acting(office.sam):
        waiting = Share.objects.waiting().get(case=case)
    url = reverse("sharing_change", args=[case.reference, waiting.pk, "approve"])
    assert browser_of(office.sam).post(url).status_code == 302
    accept = reverse("share_accept", args=[waiting.number])
    answer = browser_of(partner.pia).post(accept, {"team": str(partner.team.pk)})
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/cases/")


def test_a_danger_by_the_page_and_its_confirmation(office, case, partner):
    url = reverse("sharing_danger", args=[case.reference])
    amina = browser_of(office.amina)
    typed = {"recipient": str(partner.organisation.pk), "items": ["name", "contact"], "basis": BASIS}
    assert amina.post(url, {**typed, "basis": ""}).status_code == 422
    assert amina.post(url, typed).status_code == 302
    with acting(office.sam):
        share = Share.objects.get(case=case)
    confirm = reverse("sharing_change", args=[case.reference, share.pk, "confirm"])
    detail = reverse("sharing_detail", args=[case.reference, share.pk])
    assert confirm in browser_of(office.sam).get(detail).content.decode()
    assert amina.post(confirm).status_code == 403
    assert browser_of(office.sam).post(confirm).status_code == 302


def test_somebody_who_may_not_see_the_case_reaches_no_page_of_it(office, case, partner):
    share, _consent = given(case, office, partner)
    urls = [
        reverse("sharing_home", args=[case.reference]),
        reverse("sharing_detail", args=[case.reference, share.pk]),
        reverse("sharing_change", args=[case.reference, share.pk, "end"]),
    ]
    for user in (office.tess, partner.pia, new_user("Far", Partner().organisation, "supervisor")):
        assert [browser_of(user).get(url).status_code for url in urls] == [404, 404, 404]
    assert browser_of(office.amina).get(f"{urls[1]}nonsense/").status_code == 404


def test_the_page_costs_the_same_for_one_share_and_for_many(office, case, django_assert_max_num_queries):
    first = Partner()
    given(case, office, first)
    browser = browser_of(office.amina)
    url = reverse("sharing_home", args=[case.reference])
    browser.get(url)
    with django_assert_max_num_queries(200) as one:
        assert browser.get(url).status_code == 200
    for _more in range(4):
        given(case, office, Partner())
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert browser.get(url).status_code == 200


def test_the_list_of_a_partner_costs_the_same_for_one_share_and_for_many(office, case, partner):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from casework.cases.actions import open_case

    given(case, office, partner)
    browser = browser_of(partner.pia)
    browser.get(reverse("share_list"))
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse("share_list"))
    for _more in range(4):
        with acting(office.amina, "test.arrange"):
            more = open_case(office.team, by=office.amina)
        given(more, office, partner)
    with CaptureQueriesContext(connection) as many:
        page = browser.get(reverse("share_list")).content.decode()
    assert page.count('class="title"') == 5 and len(many) <= min(len(one), 16)


def test_a_danger_is_over_on_the_page_when_its_day_is(office, case, partner):
    share = danger(case, office, partner)
    page = home(office.amina, case).content.decode()
    assert "Could not be asked" in page and "They see it" in page
    assert share.until - timezone.now() <= datetime.timedelta(hours=72)


def test_two_shares_to_the_same_organisation_are_told_apart_in_who_looked(office, case, partner):
    first, consent = given(case, office, partner, items=["name", "birth_date"])
    with acting(office.amina, "test.arrange"):
        other = shared(case, consent, partner.organisation, items=["name"], purpose="home")
    browser_of(partner.pia).get(reverse("share_detail", args=[other.number]))
    for share, looked in ((first, False), (other, True)):
        page = browser_of(office.amina).get(reverse("sharing_detail", args=[case.reference, share.pk]))
        assert ("<b>Pia Test</b>, " in page.content.decode()) == looked
    assert home(office.amina, case).content.decode().count("Seen by Pia Test") == 1
    browser_of(partner.pia).get(reverse("share_list"))
    assert home(office.amina, case).content.decode().count("Seen by Pia Test") == 2, "a list shows both"
