"""What a mission answers, asks, attaches and declines, and that every look of it is seen."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.acting import acting
from casework.files.models import StoredFile
from casework.models import Todo
from referrals.consular.actions import write
from referrals.consular.models import ConsularReferral, Message
from tests.cast import browser_of
from tests.referrals.steps import Way, fresh, mails_to

S = ConsularReferral.Status


def page_of(browser, name, number, *more):
    return browser.get(reverse(name, args=[number, *more]))


@pytest.fixture
def lina(office):
    return browser_of(office.lina)


def answer(browser, referral, **given):
    return browser.post(reverse("portal_answer", args=[referral.number]), given)


def test_an_answer_is_checked_on_a_second_page_before_it_is_sent(office, case, lina):
    referral = Way(office, case).to("acknowledged")
    given = {
        "nationality": "confirmed", "paper": "will", "document_due_on_0": "20", "document_due_on_1": "3",
        "document_due_on_2": "2031", "answer": "Born in Nghi Son, in our register.",
    }  # fmt: skip
    names = {"document_due_on_0": "document_due_on_day", "document_due_on_1": "document_due_on_month",
             "document_due_on_2": "document_due_on_year"}  # fmt: skip
    given = {names.get(name, name): value for name, value in given.items()}
    second = answer(lina, referral, **given)
    text = second.content.decode()
    assert second.status_code == 200 and "Check your answer" in text and "Nationality confirmed" in text
    with acting(office.amina):
        assert fresh(referral).status == S.ACKNOWLEDGED, "nothing left by the first page"
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    assert answer(lina, referral, **hidden, change="1").status_code == 200
    assert answer(lina, referral, **hidden, send="1").status_code == 302
    with acting(office.amina):
        row = fresh(referral)
        assert (row.status, str(row.document_due_on), row.answer) == (
            S.REQUESTED, "2031-03-20", "Born in Nghi Son, in our register.",
        )  # fmt: skip
        assert Todo.objects.open().filter(case=case, kind="read_mission").exists()
    assert "referral_answer" in mails_to(office.amina)


def test_an_issued_paper_comes_with_kind_number_and_last_day(office, case, lina):
    referral = Way(office, case).to("document_requested")
    wrong = answer(lina, referral, document_type="", document_number="", answer="Here it is")
    assert wrong.status_code == 422 and "Here it is" in wrong.content.decode()
    given = {
        "document_type": "laissez_passer", "document_number": "LP-77", "document_expires_on_day": "1",
        "document_expires_on_month": "2", "document_expires_on_year": "2032",
    }  # fmt: skip
    assert answer(lina, referral, **given).status_code == 200
    assert answer(lina, referral, **given, send="1").status_code == 302
    with acting(office.amina):
        row = fresh(referral)
        assert (row.status, row.document_number, str(row.document_expires_on)) == (S.ISSUED, "LP-77", "2032-02-01")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"nationality": "maybe"},
        {"nationality": "more"},
        {"nationality": "confirmed", "paper": "not_possible"},
        {"nationality": "confirmed", "paper": "issued"},
        {"nationality": "confirmed", "paper": "will", "document_due_on_day": "31", "document_due_on_month": "2",
         "document_due_on_year": "2031"},
        {"nationality": "confirmed", "paper": "will", "document_due_on_day": "1", "document_due_on_month": "2",
         "document_due_on_year": "2001"},
        {"nationality": "not_confirmed", "answer": "x" * 5000},
    ],
)  # fmt: skip
def test_bad_answers_are_sentences_and_change_nothing(office, case, lina, given):
    referral = Way(office, case).to("acknowledged")
    for more in ({}, {"send": "1"}):
        refused = answer(lina, referral, **given, **more)
        assert refused.status_code == 422 and "data-errors" in refused.content.decode()
    with acting(office.amina):
        assert fresh(referral).status == S.ACKNOWLEDGED and not Message.objects.filter(referral=referral).exists()


def test_a_question_and_its_answer_change_no_state(office, case, lina):
    referral = Way(office, case).to("nationality_check")
    assert (
        lina.post(reverse("portal_ask", args=[referral.number]), {"text": "A photo of the old passport?"}).status_code
        == 302
    )
    assert lina.post(reverse("portal_ask", args=[referral.number]), {"text": " "}).status_code == 422
    with acting(office.amina):
        assert Todo.objects.open().filter(case=case, kind="answer_mission").exists()
        write(fresh(referral), by=office.amina, text="<b>It was taken</b> inside.")
        assert not Todo.objects.open().filter(case=case, kind="answer_mission").exists()
        assert fresh(referral).status == S.CHECK
    text = page_of(lina, "portal_detail", referral.number).content.decode()
    assert "A photo of the old passport?" in text and "&lt;b&gt;It was taken" in text
    assert "question" in mails_to(office.amina) & mails_to(office.lina)


def test_a_reply_document_is_kept_with_the_case_and_nothing_else_is_taken(office, case, lina):
    referral = Way(office, case).to("nationality_check")
    url = reverse("portal_attach", args=[referral.number])
    good = SimpleUploadedFile("reply.txt", b"We know this person.", "text/plain")
    assert lina.post(url, {"file": good}).status_code == 302
    bad = SimpleUploadedFile("reply.exe", b"MZ", "application/octet-stream")
    assert lina.post(url, {"file": bad}).status_code == 422
    assert lina.post(url, {}).status_code == 422
    with acting(office.amina):
        (row,) = StoredFile.objects.filter(case=case)
        assert (row.kind, row.state, row.added_by_id) == ("reply", "quarantined", office.lina.pk)
        assert Message.objects.get(referral=referral).file == row.pk


def test_a_mission_fills_no_case_with_its_files(office, case, lina):
    """One referral takes twenty; the case keeps room for its own evidence."""
    referral = Way(office, case).to("nationality_check")
    url = reverse("portal_attach", args=[referral.number])

    def send(n):
        return lina.post(url, {"file": SimpleUploadedFile(f"{n}.txt", b"Page %d" % n, "text/plain")})

    assert {send(n).status_code for n in range(20)} == {302}
    refused = send(20)
    assert refused.status_code == 422 and "takes no more" in refused.content.decode()
    with acting(office.amina):
        assert StoredFile.objects.filter(case=case).count() == 20


def test_declining_asks_for_a_reason_and_ends_the_look(office, case, lina):
    referral = Way(office, case).to("sent")
    url = reverse("portal_decline", args=[referral.number])
    assert lina.get(url).status_code == 200
    assert lina.post(url, {"reason": " "}).status_code == 422
    assert lina.post(url, {"reason": "Not ours."}).status_code == 302
    assert page_of(lina, "portal_detail", referral.number).status_code == 404


def test_every_look_is_in_the_trail_and_the_caseworker_sees_it(office, case, lina):
    """Issue 3, item 6"""
    referral = Way(office, case).to("acknowledged")
    for _ in range(3):
        page_of(lina, "portal_detail", referral.number)
    amina = browser_of(office.amina)
    seen = amina.get(reverse("case_looks", args=[case.reference])).content.decode()
    assert "Lina Test" in seen and "What was shared" in seen and "name and age" in seen
    detail = amina.get(reverse("consular_detail", args=[case.reference, referral.number])).content.decode()
    assert "3 looks" in detail
    assert "look 4" in page_of(lina, "portal_detail", referral.number).content.decode()


def test_printing_is_a_look_of_its_own_and_watermarked(office, case, lina):
    referral = Way(office, case).to("acknowledged")
    printed = lina.post(reverse("portal_detail", args=[referral.number]))
    assert "js/print.js" in printed.content.decode() and "Lina Test" in printed.content.decode()
    seen = browser_of(office.amina).get(reverse("case_looks", args=[case.reference])).content.decode()
    assert "printed" in seen
