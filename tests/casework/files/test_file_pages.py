"""The pages of files: what stands there, in words and shapes, in few queries, for whom."""

import html

import pytest
from django.urls import reverse

from accounts.acting import acting
from casework.consents import actions as consents
from casework.files.actions import store_file
from casework.people.actions import remove_row, save_row
from casework.people.models import IdentityPaper
from tests.casework.files import samples
from tests.cast import browser_of

PAGE_QUERIES = 16


@pytest.fixture
def paper(office, case):
    with acting(office.amina, "test.arrange"):
        return save_row(IdentityPaper(case=case, kind="passport", country="VN", number="C1234567"), by=office.amina)


@pytest.fixture
def consent(office, case):
    with acting(office.amina, "test.arrange"):
        return consents.inform(case, by=office.amina, type="interview", language="vie")


def text_of(answer):
    return html.unescape(answer.content.decode())


def look(user, case, name="file_list", query=""):
    return text_of(browser_of(user).get(reverse(name, args=[case.reference]) + query))


def test_the_list_says_what_each_file_is_and_whether_it_can_be_opened(office, case, add):
    ready, bad = add(note="Photo of the gate"), add(samples.malware())
    waits = add(scanned=False)
    text = look(office.amina, case)

    for words in ("Photo of the gate", "scan.jpg", "Photo (JPEG)", "Checked", "Locked away", "Being checked",
                  "The scanner found something harmful in it.", "Added by Amina Test", "3 files"):  # fmt: skip
        assert words in text, words
    assert text.count("Take a copy") == 1 and reverse("file_download", args=[case.reference, ready.pk]) in text
    assert str(waits.pk) in text and reverse("file_download", args=[case.reference, bad.pk]) not in text


def test_an_empty_list_says_what_would_stand_here(office, case):
    assert "No file yet" in look(office.amina, case)


def test_a_supervisor_reads_the_list_and_is_offered_no_form(office, case, add):
    add(note="Photo of the gate")
    text = look(office.sam, case)

    assert "Photo of the gate" in text and "Add a file" not in text


def test_the_room_stands_in_the_menu_of_the_case_for_those_who_may(office, case):
    address = reverse("file_list", args=[case.reference])

    assert f'href="{address}"' in look(office.amina, case, "case_detail")
    assert f'href="{address}"' not in look(office.dara, case, "case_detail")


def test_names_are_covered_where_names_are_covered(office, case, add):
    add(samples.upload(name="Trang Pham passport.jpg"))
    browser = browser_of(office.amina)
    session = browser.session
    session["covered"] = True
    session.save()

    assert "Trang Pham" not in text_of(browser.get(reverse("file_list", args=[case.reference])))


def test_the_form_offers_the_papers_and_consents_of_the_case(office, case, paper, consent):
    text = look(office.amina, case, "file_add")

    for words in ("Passport, Viet Nam", "A paper of the person", "A signed consent", "A reply of a mission",
                  "Something else that shows what happened"):  # fmt: skip
        assert words in text, words
    assert "C1234567" not in text and f"consent:{consent.pk}" in text


def test_a_scan_belongs_to_its_paper_and_stands_beside_it(office, case, paper):
    person = look(office.amina, case, "person_detail")
    address = f"{reverse('file_add', args=[case.reference])}?what=paper:{paper.pk}"
    assert address in person
    assert f'value="paper:{paper.pk}" selected' in text_of(browser_of(office.amina).get(address))
    browser_of(office.amina).post(
        reverse("file_add", args=[case.reference]), {"what": f"paper:{paper.pk}", "file": samples.upload()}
    )

    assert "1 scan" in look(office.amina, case, "person_detail") and "Passport" in look(office.amina, case)


def test_a_signed_consent_stands_with_the_consent_whatever_was_answered_since(office, case, consent):
    browser = browser_of(office.amina)
    browser.post(
        reverse("file_add", args=[case.reference]),
        {"what": f"consent:{consent.pk}", "file": samples.upload("pdf"), "note": "With the thumb print"},
    )
    with acting(office.amina, "test.arrange"):
        newest = consents.answer(consent, by=office.amina, status="given", giver="individual", how="written")
    text = text_of(browser.get(reverse("consent_detail", args=[case.reference, newest.pk])))

    assert "With the thumb print" in text and "Add a scan" in text
    officer = text_of(browser_of(office.dara).get(reverse("consent_detail", args=[case.reference, newest.pk])))
    assert "With the thumb print" not in officer and "Add a scan" not in officer and "Signed paper" not in officer


def test_the_scan_of_a_paper_that_was_taken_away_stays(office, case, paper):
    with acting(office.amina, "test.arrange"):
        store_file(case, samples.upload(), by=office.amina, kind="paper", paper=paper)
    with acting(office.amina, "test.arrange"):
        remove_row(IdentityPaper.objects.get(pk=paper.pk), by=office.amina)

    assert "A paper of the person" in look(office.amina, case)


@pytest.mark.parametrize("name", ["file_list", "person_detail", "file_add"])
def test_a_page_takes_as_many_queries_for_thirty_files_as_for_one(
    office, case, paper, consent, add, name, settings, django_assert_max_num_queries, django_assert_num_queries
):
    settings.FILE_SCANNER = ""

    def fill(count):
        for number in range(count):
            more = [{"paper": paper}, {"consent": consent}, {}][number % 3]
            add(samples.upload("txt"), scanned=False, **more)

    fill(1)
    browser, address = browser_of(office.amina), reverse(name, args=[case.reference])
    browser.get(address)
    with django_assert_max_num_queries(PAGE_QUERIES) as one:
        browser.get(address)
    fill(12)
    with django_assert_num_queries(len(one.captured_queries)):
        assert browser.get(address).status_code == 200


def test_a_download_and_a_consent_take_few_queries(office, case, consent, add, django_assert_max_num_queries):
    row = add(consent=consent)
    browser = browser_of(office.amina)
    for address in (
        reverse("file_download", args=[case.reference, row.pk]),
        reverse("consent_detail", args=[case.reference, consent.pk]),
    ):
        browser.get(address)
        with django_assert_max_num_queries(PAGE_QUERIES):
            assert browser.get(address).status_code == 200


def test_what_somebody_writes_is_text_and_nothing_else(office, case, add):
    """S-73"""
    add(samples.upload(name="<img onerror=1>.jpg"), note="<script>alert(1)</script>{{7*7}}{% debug %}")
    raw = browser_of(office.amina).get(reverse("file_list", args=[case.reference])).content.decode()

    assert "<script>alert(1)" not in raw and "<img onerror" not in raw and "{{7*7}}" in raw


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_addresses_answer_only_what_they_are_for(office, case, add, method):
    row = add()
    browser = browser_of(office.amina)
    for address in (
        reverse("file_list", args=[case.reference]),
        reverse("file_download", args=[case.reference, row.pk]),
    ):
        assert getattr(browser, method)(address).status_code == 405
    assert browser.post(reverse("file_download", args=[case.reference, row.pk])).status_code == 405


def test_nothing_of_a_file_stands_in_an_address_or_a_title(office, case, add):
    """R-42"""
    add(samples.upload(name="Zzcanary.jpg"), note="Zzcanary")
    raw = browser_of(office.amina).get(reverse("file_list", args=[case.reference])).content.decode()

    assert "Zzcanary" not in raw[: raw.index("</head>")]
    assert not [line for line in raw.split('"') if line.startswith("/") and "Zzcanary" in line]
