"""The pages of letters: the room of the case, the recipient's own, and many at once."""

import pytest
from django.urls import reverse

from accounts.acting import acting
from referrals.letters import fonts
from referrals.letters.models import Letter
from tests.cast import browser_of
from tests.referrals.letters.conftest import made, sent
from tests.referrals.letters.test_letters import withdrawn

MOST_QUERIES = 16


def new_letter(browser, referral, **given):
    fields = {"kind": "consular_notification", "to": f"share:{referral.share_id}", "language": "en", **given}
    return browser.post(reverse("letter_new", args=[referral.case.reference]), fields)


def test_first_a_preview_with_marks_for_what_is_not_shared_then_the_letter(office, received):
    browser = browser_of(office.amina)
    page = new_letter(browser, received, look="1").content.decode()
    assert "Phạm Thu Trang" in page and "Not shared" in page and "Make the letter" in page
    with acting(office.amina):
        assert not Letter.objects.exists()
    answer = new_letter(browser, received, make="1")
    with acting(office.amina):
        letter = Letter.objects.get()
    assert answer.url == reverse("letter_detail", args=[received.case.reference, letter.number])
    assert letter.sha256[:8] in browser.get(answer.url).content.decode()


def test_a_draft_says_so_in_the_preview_and_on_its_page(office, received):
    browser = browser_of(office.amina)
    assert (
        "The text in this language is a draft"
        in new_letter(browser, received, language="th", look="1").content.decode()
    )
    page = browser.get(new_letter(browser, received, language="th", make="1").url).content.decode()
    assert "It cannot be sent" in page and ">Send</button>" not in page


def test_without_a_chinese_font_the_page_says_so_and_makes_nothing(office, received, monkeypatch):
    monkeypatch.setattr(fonts, "chinese", lambda: None)
    answer = new_letter(browser_of(office.amina), received, language="zh-Hans", make="1")
    assert answer.status_code == 422 and "No Chinese font is installed here" in answer.content.decode()
    with acting(office.amina):
        assert not Letter.objects.exists()


def test_sent_by_a_button_and_the_pdf_by_another(office, received):
    letter = made(received, office.amina)
    browser, here = browser_of(office.amina), [received.case.reference, letter.number]
    assert browser.post(reverse("letter_step", args=[*here, "send"])).status_code == 302
    answer = browser.post(reverse("letter_pdf", args=here))
    assert (answer["Content-Type"], answer.content[:4]) == ("application/pdf", b"%PDF")
    assert answer["Content-Disposition"] == f'attachment; filename="{letter.number}.pdf"'
    assert browser.get(reverse("letter_pdf", args=here)).status_code == 405
    again = browser.post(reverse("letter_step", args=[*here, "send"]))
    assert again.status_code == 409
    page = browser.get(reverse("letter_detail", args=here)).content.decode()
    assert "Amina" in page and "Take a copy" in page


def test_the_recipient_takes_its_own_until_the_sharing_ends_and_the_sender_sees_that_it_ended(office, received):
    letter = sent(made(received, office.amina), office.amina)
    browser, here = browser_of(office.lina), reverse("portal_letter", args=[letter.number])
    assert letter.number[:5] in browser.get(reverse("portal_letters")).content.decode()
    assert browser.get(here).status_code == 200
    assert browser.post(here).content[:4] == b"%PDF"
    withdrawn(office, received)
    assert browser.get(here).status_code == browser.post(here).status_code == 404
    page = browser_of(office.amina).get(reverse("letter_detail", args=[received.case.reference, letter.number]))
    assert "The sharing has ended" in page.content.decode() and "Ended" in page.content.decode()


def test_every_look_and_every_copy_stands_in_the_trail(office, received):
    letter = sent(made(received, office.amina), office.amina)
    browser_of(office.lina).post(reverse("portal_letter", args=[letter.number]))
    page = browser_of(office.amina).get(reverse("case_looks", args=[received.case.reference]) + "?which=all")
    assert "A letter, taken along" in page.content.decode()


def test_who_may_not_read_all_of_it_cannot_take_it_along(office, received):
    letter = made(received, office.amina)
    with acting(office.amina, "test.arrange"):
        assert letter.items
    here = [received.case.reference, letter.number]
    page = browser_of(office.dara).get(reverse("letter_detail", args=here))
    assert page.status_code == 200 and "you cannot take it along" in page.content.decode()
    assert "Phạm Thu Trang" not in page.content.decode()
    assert browser_of(office.dara).post(reverse("letter_pdf", args=here)).status_code == 403


@pytest.mark.parametrize("name", ["letter_list", "letter_new", "letter_detail"])
def test_a_room_costs_the_same_for_one_letter_and_for_many(office, received, django_assert_max_num_queries, name):
    letters = [made(received, office.amina) for _ in range(6)]
    here = [received.case.reference] + ([letters[0].number] if name == "letter_detail" else [])
    browser = browser_of(office.amina)
    browser.get(reverse(name, args=here))
    with django_assert_max_num_queries(MOST_QUERIES):
        assert browser.get(reverse(name, args=here)).status_code == 200


def test_many_at_once_by_the_page_and_its_progress(office, received):
    browser = browser_of(office.amina)
    page = browser.get(reverse("letter_batches"))
    assert "Phạm Thu Trang" in page.content.decode()
    empty = browser.post(reverse("letter_batches"), {"kind": "travel_document", "language": "en"})
    assert empty.status_code == 422
    given = {"kind": "travel_document", "language": "en", "referrals": [str(received.pk)]}
    answer = browser.post(reverse("letter_batches"), given)
    assert answer.status_code == 302
    shown = browser.get(answer.url).content.decode()
    assert "0 of 1" in shown and "hx-get" in shown
    part = browser.get(answer.url + "progress/?look=90").content.decode()
    assert "0 of 1" in part and "hx-get" not in part and "<html" not in part
    assert browser.post(answer.url + "go-on/").status_code == 302
    assert browser_of(office.noor).get(answer.url).status_code == 404
