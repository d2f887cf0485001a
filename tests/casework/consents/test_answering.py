"""What shows that a yes was given, who may give it, and which files it covers (C-01, S-48)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from casework.consents import actions
from casework.consents.answering import take_answer
from casework.consents.models import Consent
from casework.consents.queries import current_consents, holds
from casework.consents.signing import MOST, picture_of
from casework.files.actions import scan, store_file
from casework.files.models import StoredFile
from casework.models import Relative
from casework.people.actions import edit_person
from casework.people.models import Person
from tests.casework.consents.test_consent_rules import told
from tests.casework.files import samples
from tests.casework.test_api import send
from tests.cast import browser_of

S, Relation = Consent.Status, Consent.Relation
DRAWN = "100,150 200,80 300,220 420,60;500,150 640,150"
SPOKEN = {"status": S.GIVEN, "giver": "individual", "capacity": "can", "how": "witnessed", "witness": "Ly"}
SIGNED = {"status": S.GIVEN, "giver": "individual", "capacity": "can", "how": "written"}
RECORDED = {**SIGNED, "how": "recorded", "recording_agreed": True}
GUARDIAN = {"status": S.GIVEN, "giver": "guardian", "guardian": "Hoa", "child_assent": True, "how": "witnessed",
            "witness": "Ly"}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """Each test keeps its files apart."""
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def acted(case, amina):
    """Amina's case, with Amina acting."""
    with acting(amina, "test"):
        yield case


@pytest.fixture
def child(acted, amina):
    """The person is presumed a child."""
    edit_person(Person.objects.get(case=acted), by=amina, presumed_child=True)
    acted.refresh_from_db()
    return acted


def said_of(consent, by, **fields):
    """{field: sentences} of an answer that is refused; and nothing of it was kept."""
    with pytest.raises(ValidationError) as refused:
        take_answer(consent, by=by, **fields)
    assert not StoredFile.objects.filter(case=consent.case).exists()
    assert [row.status for row in current_consents(consent.case)] == ["informed"]
    return refused.value.message_dict


def test_a_signature_drawn_on_the_phone_is_a_sealed_file_of_the_case_that_the_row_names(acted, amina):
    row = take_answer(told(acted, amina), by=amina, drawn=DRAWN, **SIGNED)
    file = StoredFile.objects.get(pk=row.proof)
    assert (file.kind, file.type, file.consent.series, file.case) == ("consent", "png", row.series, acted)
    assert scan(file, by=amina).state == StoredFile.State.READY
    assert holds(acted, "interview")


@pytest.mark.parametrize(
    ("fields", "sent", "kind"),
    [(SIGNED, "jpeg", "jpeg"), (SIGNED, "pdf", "pdf"), (RECORDED, "ogg", "ogg")],
)
def test_a_photo_of_the_sheet_or_a_recording_is_stored_with_the_answer(acted, amina, fields, sent, kind):
    row = take_answer(told(acted, amina), by=amina, upload=samples.upload(sent), **fields)
    assert StoredFile.objects.get(pk=row.proof).type == kind


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        (SIGNED, "upload", "Sign on the screen"),
        (RECORDED, "upload", "Add the recording"),
        ({**RECORDED, "recording_agreed": False}, "recording_agreed", "who does not agree"),
        ({**SIGNED, "drawn": "500,150"}, "upload", "no signature yet"),
        ({**SIGNED, "drawn": "500,150 501,151;9,9"}, "upload", "no signature yet"),
        ({**SIGNED, "drawn": "1,2 drop table"}, "upload", "did not arrive"),
        ({**SIGNED, "drawn": "1,2 3,4;" * MOST}, "upload", "did not arrive"),
        ({**SIGNED, "proof": "00000000-0000-0000-0000-000000000001"}, "proof", "those shown"),
        ({**SIGNED, "proof": "no-id"}, "proof", "those shown"),
        ({**SPOKEN, "capacity": ""}, "capacity", "whether the person can decide"),
        ({**SPOKEN, "giver": "guardian"}, "giver", "answers for themselves"),
        ({**SPOKEN, "giver": "best_interests_basis"}, "giver", "answers for themselves"),
        ({**SPOKEN, "capacity": "cannot", "capacity_note": "She is in fever."}, "giver", "cannot say yes"),
        ({**SPOKEN, "expires_on": timezone.localdate() - datetime.timedelta(days=1)}, "expires_on", "after today"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence_and_nothing_is_kept(acted, amina, fields, field, said):
    assert said in said_of(told(acted, amina), amina, **fields)[field][0]


def test_a_sound_is_no_signature_and_a_picture_is_no_recording(acted, amina):
    row = told(acted, amina)
    assert "signed sheet" in said_of(row, amina, upload=samples.upload("mp3"), **SIGNED)["upload"][0]
    assert "no sound" in said_of(row, amina, upload=samples.upload("jpeg"), **RECORDED)["upload"][0]


def test_a_scan_that_was_added_before_can_be_named_and_one_of_another_consent_cannot(acted, amina):
    row, other = told(acted, amina), told(acted, amina, "medical")
    mine = store_file(acted, samples.upload(), by=amina, kind="consent", consent=row)
    strange = store_file(acted, samples.upload(), by=amina, kind="consent", consent=other)
    with pytest.raises(ValidationError, match="those shown"):
        take_answer(row, by=amina, proof=strange.pk, **SIGNED)
    assert take_answer(row, by=amina, proof=mine.pk, **SIGNED).proof == mine.pk


def test_all_that_is_missing_is_said_at_once(acted, amina):
    said = said_of(told(acted, amina), amina, status=S.GIVEN, giver="", how="")
    assert said.keys() == {"giver", "how", "capacity"}


def test_a_no_needs_neither_signature_nor_capacity(acted, amina):
    assert take_answer(told(acted, amina), by=amina, status=S.REFUSED).status == S.REFUSED


def test_who_cannot_decide_is_answered_for_only_by_somebody_appointed_and_it_says_who_and_why(acted, amina):
    appointed = {**SPOKEN, "capacity": "cannot", "giver": "appointed_guardian", "guardian": "Ms Chan"}
    row = told(acted, amina)
    assert "why" in said_of(row, amina, relation="legal", **appointed)["capacity_note"][0]
    note = {"capacity_note": "A court named her in May."}
    assert "not the family" in said_of(row, amina, relation="mother", **appointed, **note)["relation"][0]
    assert take_answer(row, by=amina, relation="legal", **appointed, **note).capacity == "cannot"


@pytest.mark.parametrize("relation", [code for code in Relation.values if code not in Consent.GUARDIANS])
@pytest.mark.parametrize("giver", ["guardian", "appointed_guardian"])
def test_consent_by_somebody_who_is_not_the_guardian_is_refused_with_a_sentence(child, amina, relation, giver):
    fields = {**GUARDIAN, "giver": giver, "relation": relation}
    assert "not the guardian" in said_of(told(child, amina), amina, **fields)["relation"][0]


@pytest.mark.parametrize("relation", Consent.GUARDIANS)
def test_each_kind_of_guardian_may_answer_for_a_child_that_agrees(child, amina, relation):
    row = told(child, amina)
    assert said_of(row, amina, **{**GUARDIAN, "relation": relation, "child_assent": False}).keys() == {"child_assent"}
    given = take_answer(row, by=amina, relation=relation, assent_words="Yes, tell mother too", **GUARDIAN)
    assert given.assent_words and holds(child, "interview")


def test_without_saying_how_they_are_related_nobody_is_a_guardian(child, amina):
    assert "Only a guardian" in said_of(told(child, amina), amina, **GUARDIAN)["relation"][0]


def test_a_mother_whom_it_is_not_safe_to_reach_does_not_answer(child, amina):
    Relative(case=child, relation="mother", name="Hoa", safety="never").save(force_insert=True)
    assert "not safe" in said_of(told(child, amina), amina, relation="mother", **GUARDIAN)["relation"][0]


def test_a_consent_names_single_files_of_the_case_and_only_with_their_item(acted, amina, elsewhere):
    paper = store_file(acted, samples.upload(), by=amina, kind="paper")
    photo = store_file(acted, samples.upload(), by=amina, kind="photo")
    story = store_file(acted, samples.upload(), by=amina, kind="evidence")
    row = told(acted, amina, "share_embassy", recipient=elsewhere.organisation)
    for files, items in ([story.pk], ["paper_copies"]), ([paper.pk], ["name"]), ([photo.pk], ["paper_copies"]):
        with pytest.raises(ValidationError) as refused:
            take_answer(row, by=amina, files=files, items=items, **SPOKEN)
        assert refused.value.message_dict.keys() == {"files"}
    given = take_answer(row, by=amina, files=[str(paper.pk)], items=["name", "paper_copies"], **SPOKEN)
    assert Consent.objects.get(pk=given.pk).files == [paper.pk]


def test_the_picture_of_a_signature_is_made_here_and_shows_the_line():
    data = picture_of(DRAWN).read()
    assert data.startswith(b"\x89PNG") and len(data) > 500


def test_on_the_page_the_signature_comes_back_with_what_was_typed(case, amina):
    with acting(amina, "test"):
        row = told(case, amina)
    url = reverse("consent_answer", args=[case.reference, row.pk])
    posted = {**SIGNED, "drawn": DRAWN, "capacity": "", "limits": "Not my family"}
    back = browser_of(amina).post(url, posted)
    text = back.content.decode()
    assert back.status_code == 422 and f'value="{DRAWN}"' in text and "Not my family" in text
    done = browser_of(amina).post(url, posted | {"capacity": "can"})
    assert done.status_code == 302
    detail = browser_of(amina).get(done.url).content.decode()
    assert "Picture (PNG)" in detail and "the person understood it and can decide" in detail


def test_a_file_that_is_not_taken_is_said_on_the_page_and_the_rest_stays(case, amina):
    with acting(amina, "test"):
        row = told(case, amina)
    url = reverse("consent_answer", args=[case.reference, row.pk])
    posted = {**SIGNED, "limits": "Not my family", "upload": samples.upload("jpeg", b"no picture at all", "a.jpg")}
    back = browser_of(amina).post(url, posted)
    assert back.status_code == 422 and "damaged" in back.content.decode() and "Not my family" in back.content.decode()
    with acting(amina):
        assert not StoredFile.objects.filter(case=case).exists() and not holds(case, "interview")


def test_over_rest_a_signed_yes_names_its_scan_and_a_reader_without_the_group_sees_marks(case, amina, office):
    with acting(amina, "test"):
        row = told(case, amina)
        file = store_file(case, samples.upload(), by=amina, kind="consent", consent=row)
    hers, url = browser_of(amina), f"/api/v1/consents/{row.pk}/"
    said = {"status": "given", "giver": "individual", "capacity": "can", "how": "written"}
    assert "upload" in send(hers, "POST", f"{url}answer/", said).json()["errors"]
    yes = send(hers, "POST", f"{url}answer/", said | {"proof": str(file.pk)})
    assert (yes.status_code, yes.json()["proof"], yes.json()["capacity"]) == (201, str(file.pk), "can")
    wrong = f"/api/v1/consents/{yes.json()['id']}/correct/"
    assert "reason" in send(hers, "POST", wrong, {"status": "refused"}).json()["errors"]
    right = send(hers, "POST", wrong, {"status": "refused", "reason": "I pressed the wrong one."})
    assert (right.json()["status"], right.json()["correction"]) == ("refused", "I pressed the wrong one.")
    assert send(browser_of(office.dara), "POST", wrong, {"reason": "x"}).status_code == 403


def test_asking_again_begins_from_the_old_question_and_takes_no_answer_over(case, amina, elsewhere):
    with acting(amina, "test"):
        row = told(case, amina, "share_services", recipient=elsewhere.organisation, purpose="A bed", interpreter="Mai")
        old = take_answer(row, by=amina, items=["name"], **SPOKEN)
    browser = browser_of(amina)
    text = browser.get(f"{reverse('consent_new', args=[case.reference])}?again={old.pk}").content.decode()
    assert 'value="A bed"' in text and 'value="Mai"' in text and 'value="share_services" selected' in text
    assert f'value="{elsewhere.organisation.pk}" selected' in text
    with acting(amina, "test"):
        new = actions.inform(case, by=amina, type="share_services", recipient=elsewhere.organisation, language="vie")
    answer = browser.get(reverse("consent_answer", args=[case.reference, new.pk])).content.decode()
    assert "Last time the person agreed to:" in answer and "Name, both spellings" in answer and "checked" not in answer
    assert browser.get(f"{reverse('consent_new', args=[case.reference])}?again=junk").status_code == 200


def test_the_sheet_to_sign_holds_the_words_the_pictures_and_places_to_sign(case, amina, elsewhere, settings):
    settings.DEMO = True
    with acting(amina, "test"):
        row = told(case, amina, "share_embassy", recipient=elsewhere.organisation)
    url = reverse("consent_sheet", args=[case.reference, row.pk])
    text = browser_of(amina).get(url).content.decode()
    assert "Bạn có thể rút lại" in text and "Name or mark, and day" in text and text.count("read__sym") >= 6
    assert "js/print.js" in browser_of(amina).post(url).content.decode()
