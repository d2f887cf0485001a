"""What a recipient does with a share: accept, decline, ask, wish for more; and the thread both sides read alike."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.acting import acting
from casework.models import Consent, Todo
from referrals.models import Share, ShareMessage
from referrals.sharing.actions import withdraw_consent
from referrals.sharing.answers import accept_share, ask_share, decline_share, write_share
from referrals.sharing.threads import HOURLY, say, thread_of
from tests.cast import browser_of, new_user
from tests.referrals.conftest import seen_by
from tests.referrals.sharing.conftest import Partner, given
from tests.referrals.steps import Way, newer_version

CASE = "SELECT id FROM casework_case WHERE id = %s"


def as_stands(share, by):
    """The share with its case."""
    with acting(by):
        return Share.objects.select_related("case", "recipient").get(pk=share.pk)


def own_page(user, share):
    """The recipient's page of a share."""
    return browser_of(user).get(reverse("share_detail", args=[share.number]))


def test_before_it_accepts_it_reads_the_notice_and_afterwards_what_was_ticked(office, case, partner):
    share, _consent = given(case, office, partner, live=False)
    page = own_page(partner.pia, share).content.decode()
    assert "Help that you offer" in page and "Binh" not in page and "Nationality" not in page
    answer = browser_of(partner.pia).post(reverse("share_accept", args=[share.number]))
    assert answer.status_code == 302
    page = own_page(partner.pia, share).content.decode()
    assert "Nationality" in page and "Not shared" in page


def test_declining_needs_a_reason_and_ends_it(office, case, partner):
    share, _consent = given(case, office, partner, live=False)
    with acting(partner.pia, "test.act"):
        row = as_stands(share, partner.pia)
        with pytest.raises(ValidationError, match="Write the reason"):
            decline_share(row, by=partner.pia, reason=" ")
        decline_share(row, by=partner.pia, reason="We have no bed.")
    assert not seen_by(partner.pia, CASE, case.pk)
    with acting(office.amina):
        share.refresh_from_db()
        assert share.ended_why == "declined" and "We have no bed." in thread_of(share)[0].text


def test_accepting_twice_is_a_sentence(office, case, partner):
    share, _consent = given(case, office, partner)
    with acting(partner.pia, "test.act"), pytest.raises(Exception):  # noqa: B017 the notice is gone: 404
        accept_share(as_stands(share, partner.pia), by=partner.pia)


def test_both_sides_read_the_same_words_and_others_read_none(office, case, partner):
    share, _consent = given(case, office, partner)
    other = Partner()
    given(case, office, other)
    with acting(office.amina, "test.act"):
        write_share(as_stands(share, office.amina), by=office.amina, text="Which day suits you?")
    with acting(partner.pia, "test.act"):
        ask_share(as_stands(share, partner.pia), by=partner.pia, text="Tuesday at nine.")
        theirs = [(row.text, row.by_id) for row in thread_of(share)]
    with acting(office.sam):
        assert [(row.text, row.by_id) for row in thread_of(share)] == theirs and len(theirs) == 2
    with acting(other.pia):
        assert not ShareMessage.objects.filter(case=case).exists()
    page = browser_of(office.amina).get(f"/cases/{case.reference}/sharing/{share.pk}/").content.decode()
    assert "Tuesday at nine." in page and "Which day suits you?" in own_page(partner.pia, share).content.decode()


def test_the_thread_goes_on_over_versions(office, case, partner):
    share, _consent = given(case, office, partner)
    with acting(partner.pia, "test.act"):
        ask_share(as_stands(share, partner.pia), by=partner.pia, text="Tuesday?")
    new = newer_version(share, office.amina, items=["name"])
    with acting(partner.pia):
        assert [row.text for row in thread_of(new)] == ["Tuesday?"]


def test_a_wish_to_see_more_is_a_sentence_and_a_to_do_and_opens_nothing(office, case, partner):
    share, _consent = given(case, office, partner, items=["name"])
    pia = browser_of(partner.pia)
    url = reverse("share_ask", args=[share.number])
    assert pia.post(url, {"text": "For the clinic.", "items": ["birth_place", "birth_date"]}).status_code == 302
    with acting(office.amina):
        assert thread_of(share)[0].text == "We ask to see also: Date of birth, Place of birth. For the clinic."
        assert Todo.objects.filter(case=case, kind="answer_recipient", done_at=None).exists()
        share.refresh_from_db()
        assert share.items == ["name"]
    with acting(office.amina, "test.act"):
        write_share(as_stands(share, office.amina), by=office.amina, text="We ask her on Friday.")
        assert not Todo.objects.filter(case=case, kind="answer_recipient", done_at=None).exists()


def test_thirty_messages_an_hour_are_enough_for_a_partner(office, case, partner):
    share, _consent = given(case, office, partner)
    with acting(partner.pia, "test.act"):
        row = as_stands(share, partner.pia)
        for n in range(HOURLY):
            say(row, f"Word {n}", partner.pia, from_recipient=True)
        with pytest.raises(ValidationError, match="30 times in this hour"):
            say(row, "One more", partner.pia, from_recipient=True)
    with acting(office.amina, "test.act"):
        write_share(as_stands(share, office.amina), by=office.amina, text="We may still answer.")


def test_thirty_messages_an_hour_are_enough_for_a_mission(office, case):
    from referrals.consular.actions import ask

    referral = Way(office, case).to("acknowledged")
    with acting(office.lina, "test.act"):
        for n in range(HOURLY):
            ask(referral, by=office.lina, text=f"Question {n}")
        with pytest.raises(ValidationError, match="30 times in this hour"):
            ask(referral, by=office.lina, text="One more")


@pytest.mark.parametrize("text", ["", "   ", "x" * 4_001])
def test_nothing_and_too_much_are_sentences(office, case, partner, text):
    share, _consent = given(case, office, partner)
    with acting(partner.pia, "test.act"), pytest.raises(ValidationError):
        say(as_stands(share, partner.pia), text, partner.pia, from_recipient=True)
    with acting(partner.pia):
        assert not ShareMessage.objects.filter(case=case).exists()


def test_words_are_added_and_never_changed_and_nobody_writes_in_anothers_name(office, case, partner):
    from django.db import DatabaseError, connection, transaction

    share, _consent = given(case, office, partner)
    with acting(partner.pia, "test.act"):
        row = say(as_stands(share, partner.pia), "Tuesday?", partner.pia, from_recipient=True)
        for statement in ("UPDATE referrals_sharemessage SET at = now()", "DELETE FROM referrals_sharemessage"):
            with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(f"{statement} WHERE id = %s", [row.pk])
        with pytest.raises(DatabaseError), transaction.atomic():
            say(as_stands(share, partner.pia), "As Amina", office.amina, from_recipient=False)


def test_after_a_withdrawal_the_open_page_answers_404_to_everything(office, case, partner):
    """S-43, and an answer after withdrawal."""
    share, consent = given(case, office, partner)
    pia = browser_of(partner.pia)
    assert own_page(partner.pia, share).status_code == 200
    with acting(office.amina, "test.act"):
        withdraw_consent(Consent.objects.filter(series=consent.series).latest("number"), by=office.amina)
    for name in ("share_detail", "share_accept", "share_decline", "share_ask"):
        answer = pia.post(reverse(name, args=[share.number]), {"text": "Still there?", "reason": "No"})
        assert answer.status_code == 404, name
    listed = pia.get(reverse("share_list")).content.decode()
    assert share.number not in listed.replace(" ", "")
    assert "withdrawn" not in listed and "consent" not in pia.get(reverse("portal_list")).content.decode().lower()


def test_another_partner_and_another_office_reach_nothing_of_it(office, case, partner, elsewhere):
    """S-40"""
    share, _consent = given(case, office, partner)
    stranger = new_user("Vera", Partner().organisation, "external_focal_point")
    for user in (stranger, elsewhere.amina, office.lina):
        assert own_page(user, share).status_code in (403, 404)


def test_what_a_partner_is_shown_comes_through_no_filter(office, case, partner):
    """S-46"""
    given(case, office, partner)
    pia = browser_of(partner.pia)
    for word in ("phone", "shelter", "case__alias__startswith", "older=x&name"):
        assert pia.get(reverse("share_list") + f"?{word}=1").status_code == 400
