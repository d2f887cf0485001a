"""Drafts of what is said aloud: marked in demo mode, and elsewhere shown only after a language lead has read them."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from casework.consents import texts
from casework.interviews import catalogue
from casework.languages import actions, wording
from casework.languages.models import LanguageLead, TextReview
from tests.cast import browser_of, founder, new_user

PAGE_QUERIES = 10


@pytest.fixture(autouse=True)
def unread(committed):
    """Reviews are for the whole installation: each test begins with none, and leaves none."""

    def forget():
        with acting(founder(), "test.arrange"):
            TextReview.objects.standing().update(ended_at=timezone.now(), version=F("version") + 1)

    forget()
    yield
    forget()


def lead(office, language="vi", user=None):
    """Noor looks after a language; Sam named her."""
    user = user or office.noor
    actions.name_lead(language, user.username, by=office.sam)
    return user


def seen(tag, *whats):
    return {(p.what, p.digest) for p in wording.pieces(tag) if p.what in whats}


def said(user, code="int_name", language="vie"):
    with acting(user):
        return wording.spoken([code], language)[code]


def draft():
    return catalogue.translations("vi")["int_name"].words


def test_outside_demo_mode_a_draft_gives_way_to_english(office, settings):
    settings.DEMO = False
    found = said(office.amina)
    assert (found.language, found.quality) == ("en", "original")
    assert found.words == catalogue.question("int_name").text


def test_in_demo_mode_a_draft_is_shown_and_says_so(office, settings):
    settings.DEMO = True
    assert said(office.amina) == catalogue.Text(draft(), "draft", "vi")


def test_what_a_lead_has_read_is_shown_everywhere(office, settings):
    settings.DEMO = False
    actions.review("vi", seen("vi", "int_name"), by=lead(office))
    assert said(office.amina) == catalogue.Text(draft(), "reviewed", "vi")
    assert said(office.amina, "int_full_name").language == "en"
    assert said(office.amina, language="tha").language == "en"


def test_other_words_under_the_same_code_are_a_draft_again(office, settings, monkeypatch):
    settings.DEMO = False
    actions.review("vi", seen("vi", "int_name"), by=lead(office))
    monkeypatch.setitem(catalogue.translations("vi"), "int_name", catalogue.Text("Khác", "draft", "vi"))
    assert said(office.amina).language == "en"


def test_only_words_that_the_reader_had_before_their_eyes_are_set_reviewed(office):
    reader = lead(office)
    assert actions.review("vi", {("int_name", "0" * 16), ("nothing", "x")}, by=reader) == 0
    assert actions.review("vi", seen("vi", "int_name", "int.start"), by=reader) == 2
    assert actions.review("vi", seen("vi", "int_name", "int.start"), by=reader) == 0


def test_a_review_can_be_taken_back_and_given_again(office, settings):
    settings.DEMO = False
    reader = lead(office)
    actions.review("vi", seen("vi", "int_name"), by=reader)
    assert actions.take_back("vi", "int_name", by=reader)
    assert not actions.take_back("vi", "int_name", by=reader)
    assert said(office.amina).language == "en"
    assert actions.review("vi", seen("vi", "int_name"), by=reader) == 1


def test_every_change_is_in_the_history_with_its_reader(office):
    reader = lead(office)
    actions.review("vi", seen("vi", "int_name"), by=reader)
    actions.take_back("vi", "int_name", by=reader)
    with acting(reader):
        rows = TextReview.history.filter(what="int_name", reviewed_by=reader).order_by("history_id")
        assert [(row.history_type, row.history_user_id) for row in rows] == [("+", reader.pk), ("~", reader.pk)]


def test_nobody_but_a_lead_of_that_very_language_sets_anything_reviewed(office):
    reader = lead(office)
    for tag, user in (("th", reader), ("vi", office.amina), ("vi", office.sam), ("vi", office.alex)):
        with pytest.raises(ValidationError, match="Only a lead"):
            actions.review(tag, seen(tag, "int_name"), by=user)
        with pytest.raises(ValidationError, match="Only a lead"):
            actions.take_back(tag, "int_name", by=user)
    with pytest.raises((Http404, PermissionDenied)):
        actions.review("vi", seen("vi", "int_name"), by=office.lina)


def test_a_lead_who_was_ended_no_longer_reviews_and_their_work_stays(office, settings):
    settings.DEMO = False
    reader = lead(office)
    actions.review("vi", seen("vi", "int_name"), by=reader)
    with acting(office.sam):
        row = LanguageLead.objects.standing().select_related("user").get(user=reader)
    actions.end_lead(row, by=office.sam)
    with pytest.raises(ValidationError):
        actions.review("vi", seen("vi", "int_full_name"), by=reader)
    assert said(office.amina).quality == "reviewed"
    lead(office)


@pytest.mark.parametrize("username", ["nobody.of.that.name", "", "sam", "lina", "foreign", "gone"])
def test_only_another_colleague_of_the_own_office_is_named(office, elsewhere, username):
    gone = new_user("Gone", office.organisation, "caseworker")
    with acting(office.alex, "test.arrange"):
        gone.is_active = False
        gone.save()
    accounts = {"sam": office.sam, "lina": office.lina, "foreign": elsewhere.noor, "gone": gone}
    typed = accounts[username].username if username in accounts else username
    with pytest.raises(ValidationError) as refused:
        actions.name_lead("vi", typed, by=office.sam)
    assert set(refused.value.message_dict) == {"username"}


def test_nobody_is_named_twice_and_caseworkers_name_nobody(office):
    lead(office)
    with pytest.raises(ValidationError, match="already"):
        lead(office)
    with pytest.raises(ValidationError, match="Nothing is written"):
        actions.name_lead("xx", office.noor.username, by=office.sam)
    with pytest.raises((Http404, PermissionDenied)):
        actions.name_lead("vi", office.noor.username, by=office.amina)


def test_a_supervisor_of_another_office_does_not_end_a_lead(office, elsewhere):
    reader = lead(office)
    with acting(office.sam):
        row = LanguageLead.objects.standing().select_related("user").get(user=reader)
    with pytest.raises(ValidationError):
        actions.end_lead(row, by=elsewhere.sam)


def test_the_counts_are_those_of_the_files(office):
    counts = {tag: len(wording.pieces(tag)) for tag in wording.tags()}
    assert counts == {"en": 20, "id": 158, "km": 86, "lo": 64, "my": 124, "th": 158, "vi": 158, "zh-Hans": 158}


def test_the_page_lists_languages_with_drafts_and_leads(office, django_assert_max_num_queries):
    lead(office)
    actions.review("vi", seen("vi", "int_name"), by=office.noor)
    browser = browser_of(office.sam)
    browser.get(reverse("language_list"))  # the first page of a session also opens the session
    with django_assert_max_num_queries(PAGE_QUERIES):
        text = browser.get(reverse("language_list")).content.decode()
    assert "Vietnamese" in text and "Noor Test" in text and ">157<" in text


def test_a_supervisor_names_a_lead_on_the_page_and_ends_it(office):
    browser = browser_of(office.sam)
    address = reverse("language_list")
    assert browser.post(address, {"language": "th", "username": "nobody"}).status_code == 422
    assert browser.post(address, {"language": "zz", "username": office.noor.username}).status_code == 422
    assert browser.post(address, {"language": "th", "username": office.noor.username}).status_code == 302
    with acting(office.sam):
        row = LanguageLead.objects.standing().get(user=office.noor)
    assert browser.post(reverse("language_lead_end", args=[row.pk])).status_code == 302
    assert browser.post(reverse("language_lead_end", args=[row.pk])).status_code == 404
    with acting(office.sam):
        assert not LanguageLead.objects.standing().filter(user=office.noor).exists()


def test_a_lead_reads_a_language_beside_the_english_and_sets_it_reviewed(office, django_assert_max_num_queries):
    browser = browser_of(lead(office))
    address = reverse("language_detail", args=["vi"])
    browser.get(address)
    with django_assert_max_num_queries(PAGE_QUERIES):
        text = browser.get(address, {"part": "rapid_triage"}).content.decode()
    assert "What would you like me to call you?" in text and catalogue.translations("vi")["tri_name"].words in text
    one = next(p for p in wording.pieces("vi") if p.what == "tri_name")
    posted = {"seen": [f"{p.what} {p.digest}" for p in wording.pieces("vi") if p.part == "rapid_triage"]}
    browser.post(f"{address}?part=rapid_triage", posted | {"one": "tri_name"})
    with acting(office.noor):
        held = wording.reviews("vi").values_list("what", "digest", "text_version")
        assert list(held) == [("tri_name", one.digest, "1")]
    browser.post(f"{address}?part=rapid_triage", posted | {"all": "1"})
    with acting(office.noor):
        assert wording.reviews("vi").count() == 9
    browser.post(f"{address}?part=rapid_triage", {"back": "tri_name"})
    with acting(office.noor):
        assert not wording.reviews("vi").filter(what="tri_name").exists()


def test_who_is_no_lead_reads_but_finds_no_button(office):
    browser = browser_of(office.amina)
    text = browser.get(reverse("language_detail", args=["vi"])).content.decode()
    assert "You may read" in text and "Set reviewed" not in text
    posted = {"seen": [f"{p.what} {p.digest}" for p in wording.pieces("vi")], "all": "1"}
    answer = browser.post(reverse("language_detail", args=["vi"]), posted, follow=True)
    assert "Only a lead" in answer.content.decode()
    with acting(office.amina):
        assert not wording.reviews("vi").exists()


def test_the_pages_are_not_there_for_partners_and_unknown_languages(office):
    for user in (office.lina, office.audrey):
        assert browser_of(user).get(reverse("language_list")).status_code == 404
        assert browser_of(user).get(reverse("language_detail", args=["vi"])).status_code == 404
    assert browser_of(office.amina).post(reverse("language_list"), {}).status_code == 403
    assert browser_of(office.amina).get(reverse("language_detail", args=["xx"])).status_code == 404


def test_bad_input_changes_nothing(office):
    browser = browser_of(lead(office))
    address = reverse("language_detail", args=["vi"])
    for posted in ({}, {"one": "tri_name"}, {"all": "1"}, {"back": "\x00"}, {"seen": "x" * 100_000, "all": "1"}):
        assert browser.post(f"{address}?part=nothing", posted).status_code == 302
    with acting(office.noor):
        assert not wording.reviews("vi").exists()


def read_page(office, case, language="vie"):
    until = datetime.date.today() + datetime.timedelta(days=90)
    posted = {"type": "interview", "language": language, "step": "read", "interpreter": "", "recipient": ""}
    posted |= {"expires_on_day": until.day, "expires_on_month": until.month, "expires_on_year": until.year}
    return browser_of(office.amina).post(reverse("consent_new", args=[case.reference]), posted).content.decode()


def first_words(tag):
    return texts.split(texts.text_of("interview", tag)["text"], tag)[0]


def test_consents_follow_the_same_rule(office, case, settings):
    settings.DEMO = True
    text = read_page(office, case)
    assert first_words("vi") in text and "Draft, not checked" in text and 'value="tha"' in text
    settings.DEMO = False
    text = read_page(office, case)
    assert first_words("vi") not in text and first_words("en") in text
    assert "There is no text in this language yet" in text and 'name="language" value="tha"' not in text
    actions.review("vi", seen("vi", "consent:interview"), by=lead(office))
    text = read_page(office, case)
    assert first_words("vi") in text and "Draft, not checked" not in text
