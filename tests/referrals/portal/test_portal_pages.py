"""The recipients' own pages: what is there before and after receipt, what is not, and that the next click counts.

S-40 to S-47 through the browser; the database's part of them is in sharing/test_share_walls.py.
"""

import re

import pytest
from django.db import connection
from django.urls import reverse

from accounts.acting import acting
from casework.consents.models import Consent
from casework.models import IdentityPaper, Person, Relative
from referrals.consular.models import ConsularReferral
from referrals.models import Share
from referrals.sharing.actions import withdraw_consent
from tests.cast import browser_of, new_organisation, new_user
from tests.referrals.steps import Way, fresh, mails_to, runs_out

S = ConsularReferral.Status
FULL = {
    "name": "Lê Thị Canary",
    "romanised": "Le Thi Canary",
    "birth_place": "CANARY-Nghi-Son",
    "home_address": "CANARY-Hamlet",
    "present_address": "CANARY-Riverside",
    "safe_ways": "CANARY-text-only",
    "health_notes": "CANARY-health",
}


def page_of(browser, name, number, *more):
    return browser.get(reverse(name, args=[number, *more]))


@pytest.fixture
def lina(office):
    return browser_of(office.lina)


@pytest.fixture
def told_much(office, case):
    """A person of whom much is written down."""
    with acting(office.amina, "test.arrange"):
        person = Person.objects.get(case=case)
        for name, value in FULL.items():
            setattr(person, name, value)
        person.save()
        IdentityPaper(case=case, kind="passport", number="CANARY-Z0000417", country="VN").save(force_insert=True)
        Relative(case=case, relation="mother", name="CANARY-mother").save(force_insert=True)
    return case


def test_before_receipt_there_is_number_day_and_purpose_and_nothing_else(office, told_much, lina):
    referral = Way(office, told_much).to("sent")
    shown = page_of(lina, "portal_detail", referral.number)
    text = shown.content.decode()
    assert shown.status_code == 200 and "Nationality and travel paper" in text
    assert "Canary" not in text and "CANARY" not in text and "14 May 2002" not in text
    listed = lina.get(reverse("portal_list")).content.decode()
    assert referral.number[:4] in listed and "Canary" not in listed
    for name in ("portal_answer", "portal_ask", "portal_attach"):
        assert lina.post(reverse(name, args=[referral.number]), {"text": "x"}).status_code == 403, name


def test_after_receipt_exactly_what_was_ticked_stands_there(office, told_much, lina):
    """S-42: name and birth date were ticked; all else is a mark that says the same whatever is there."""
    referral = Way(office, told_much).to("sent")
    assert lina.post(reverse("portal_acknowledge", args=[referral.number])).status_code == 302
    text = page_of(lina, "portal_detail", referral.number).content.decode()
    assert "Lê Thị Canary" in text and "14 May 2002" in text and "Travel paper" in text
    assert "CANARY" not in text and "Viet Nam, as told" not in text
    assert text.count('class="withheld"') == 11


def test_the_marks_are_the_same_for_a_person_of_whom_nothing_is_known(office, case, told_much, lina):
    """S-42, S-45: the list of labels and marks follows from the kind of referral and what was ticked."""
    from casework.cases.actions import open_case

    with acting(office.amina, "test.arrange"):
        other = open_case(office.team, by=office.amina, person={"name": "Somebody"}, language="vie")
    texts = []
    for one in (told_much, other):
        referral = Way(office, one).to("acknowledged")
        text = page_of(lina, "portal_detail", referral.number).content.decode()
        labels = re.findall(r"<dt>([^<]*)</dt>", text)
        texts.append((labels, text.count('class="withheld"')))
    assert texts[0] == texts[1]


def test_a_narrower_consent_narrows_at_the_next_look(office, case, lina):
    """C-03: worked out at each look, from the newest row of the consent."""
    from casework.consents.actions import inform
    from referrals.sharing.actions import answer_consent

    referral = Way(office, case).to("acknowledged")
    assert "14 May 2002" in page_of(lina, "portal_detail", referral.number).content.decode()
    with acting(office.amina, "test.act"):
        asked = inform(case, by=office.amina, type="share_embassy", recipient=office.mission, language="vie")
        answer_consent(
            asked, by=office.amina, status=Consent.Status.GIVEN, giver="individual", how="written", items=["name"]
        )
    shown = page_of(lina, "portal_detail", referral.number)
    assert shown.status_code == 200 and "14 May 2002" not in shown.content.decode()


def test_another_mission_and_other_organisations_find_nothing(office, case, elsewhere):
    """S-40"""
    referral = Way(office, case).to("acknowledged")
    laos = new_user("Lao", new_organisation("embassy", "LA", represents=["LA"], covers=["TH"]), "external_focal_point")
    for user in (office.amina, office.sam):
        browser = browser_of(user)
        assert page_of(browser, "portal_detail", referral.number).status_code == 404
        assert page_of(browser, "portal_decline", referral.number).status_code == 403, "they see it, on pages of theirs"
    for user in (laos, elsewhere.lina, elsewhere.amina, office.noor, office.paul, office.alex):
        browser = browser_of(user)
        for name in ("portal_detail", "portal_decline", "portal_answer"):
            assert page_of(browser, name, referral.number).status_code == 404, (user, name)
        for name in ("portal_acknowledge", "portal_ask", "portal_attach"):
            assert browser.post(reverse(name, args=[referral.number])).status_code == 404, (user, name)


def test_nothing_of_casework_opens_to_a_recipient(office, case, lina):
    """S-47"""
    referral = Way(office, case).to("acknowledged")
    for name in (
        "case_detail",
        "person_detail",
        "consent_list",
        "case_history",
        "case_looks",
        "consular_home",
        "file_list",
    ):
        assert lina.get(reverse(name, args=[case.reference])).status_code == 404, name
    for name in ("consular_detail", "consular_prepare", "consular_mission"):
        assert lina.get(reverse(name, args=[case.reference, referral.number])).status_code == 404, name
    assert lina.get(reverse("consular_queue")).status_code == 404
    assert lina.get("/").status_code == 302
    menu = lina.get(reverse("portal_list")).content.decode()
    assert re.findall(r'<li><a href="(/[^"]*)"', menu.split('<nav class="nav"')[1].split("</nav>")[0]) == ["/portal/"]


def test_withdrawal_while_the_page_is_open_ends_the_next_click(office, case, lina):
    """S-43, C-04"""
    way = Way(office, case)
    referral = way.to("acknowledged")
    assert page_of(lina, "portal_detail", referral.number).status_code == 200
    browser = browser_of(office.amina)
    with acting(office.amina):
        newest = Consent.objects.filter(series=way.consent.series).latest("number")
    assert browser.post(reverse("consent_withdraw", args=[case.reference, newest.pk])).status_code == 302
    assert page_of(lina, "portal_detail", referral.number).status_code == 404
    assert lina.post(reverse("portal_ask", args=[referral.number]), {"text": "Hello?"}).status_code == 404
    listed = lina.get(reverse("portal_list")).content.decode()
    assert "Access ended" in listed and referral.number[:4] in listed and "Canary" not in listed
    assert "access_ended" in mails_to(office.lina)
    with acting(office.amina):
        row = fresh(referral)
        assert (row.status, row.share.ended_why) == (S.WITHDRAWN, "withdrawn")


def test_the_data_protection_officer_takes_it_back_too(office, case, lina):
    way = Way(office, case)
    referral = way.to("document_issued")
    with acting(office.dara):
        withdraw_consent(Consent.objects.filter(series=way.consent.series).latest("number"), by=office.dara)
    assert page_of(lina, "portal_detail", referral.number).status_code == 404
    with acting(office.amina):
        assert fresh(referral).status == S.ISSUED, "an issued paper is a fact"


def test_expiry_by_the_clock_of_the_database_ends_the_next_click(office, case, lina):
    """S-44: no job runs here; the row of case_access is still there."""
    referral = Way(office, case).to("acknowledged")
    share = runs_out(referral.share, office.amina, 2.5)
    assert page_of(lina, "portal_detail", referral.number).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(greatest(0, extract(epoch FROM %s - clock_timestamp()) + 0.1))", [share.until])
    assert page_of(lina, "portal_detail", referral.number).status_code == 404
    assert "Access ended" in lina.get(reverse("portal_list")).content.decode()


def test_one_share_that_ended_is_gone_while_another_to_the_same_mission_stands(office, case, lina):
    """One key for all shares to a recipient: so each referral is asked for its own share (S-44)."""
    from tests.referrals.conftest import agreed, shared

    referral = Way(office, case).to("acknowledged")
    with acting(office.amina, "test.arrange"):
        shared(case, agreed(case, office.amina, office.mission, kind="share_services"), office.mission,
               purpose=Share.Purpose.CONTACT)  # fmt: skip
        share = Share.objects.get(pk=referral.share_id)
        share.ended_at, share.ended_why = share.live_from, Share.Why.REVOKED
        share.save()
    with acting(office.lina):
        assert Person.objects.filter(case=case).exists(), "the other share stands"
    assert page_of(lina, "portal_detail", referral.number).status_code == 404
    listed = lina.get(reverse("portal_list")).content.decode()
    assert reverse("portal_detail", args=[referral.number]) not in listed
