"""A letter holds what its recipient may get at that moment, leaves only when it may, and ends with the sharing."""

import datetime
import hashlib
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.utils import timezone

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.consents.models import Consent
from casework.people.models import Contact
from referrals.letters import actions, paper, texts
from referrals.letters.actions import hand_out
from referrals.letters.models import Letter, LetterCopy
from referrals.letters.transitions import LETTER, steps_for
from referrals.sharing.actions import withdraw_consent
from referrals.sharing.ending import end_share
from referrals.sharing.models import Share
from tests.cast import browser_of, new_organisation, new_user
from tests.referrals.conftest import agreed, seen_by, shared
from tests.referrals.letters.conftest import NAMED, made, read_by_a_lead, sent, whole
from tests.referrals.steps import Way, mails_to

S = Letter.Status


def words_of(referral, by, kind="consular_notification", language="en"):
    """Everything that would be printed."""
    with acting(by):
        case = whole(referral.case)
        sheet = actions.sheet_of(case, by=by, kind=kind, language=language, share=referral.share)
        return json.dumps(actions.composed(sheet), ensure_ascii=False)


def in_database(letter, **values):
    """Changes a share that was sent, which nobody can but time: the guard is off for this one statement."""
    from django.db import connections, transaction

    columns = ", ".join(f"{name} = %s" for name in values)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE referrals_share DISABLE TRIGGER share_guard")
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT set_config('app.actor', %s, true)", [str(letter.made_by_id)])
        cursor.execute(
            f"UPDATE referrals_share SET {columns}, version = version + 1 WHERE id = %s",
            [*values.values(), letter.share_id],
        )
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE referrals_share ENABLE TRIGGER share_guard")


def test_a_letter_holds_what_is_shared_and_nothing_else(office, received):
    words = words_of(received, office.amina)
    assert "Phạm Thu Trang" in words and "14 May 2002" in words and received.number in words
    assert "Vietnam" not in words and "Viet Nam" not in words and "Bridge" not in words


def test_a_letter_in_another_language_has_its_words_and_its_day(office, received):
    words = words_of(received, office.amina, language="km")
    assert texts.template("consular_notification", "km").blocks["subject"][0] in words
    assert texts.template("consular_notification", "km").label("draft") in words
    assert "Draft translation, not for sending" in words


def test_made_kept_sealed_and_named_by_its_fingerprint(office, received):
    letter = made(received, office.amina)
    assert (letter.status, letter.marked_draft, letter.items) == (S.DRAFT, False, NAMED)
    with acting(office.amina):
        content = paper.whole(letter)
    assert content.startswith(b"%PDF") and hashlib.sha256(content).hexdigest() == letter.sha256
    assert len(content) == letter.size
    from casework.files.blobs import path_of

    on_disk = path_of(letter.blob).read_bytes()
    assert b"%PDF" not in on_disk
    with acting(office.amina):
        row = Letter.objects.get(pk=letter.pk)
        assert [entry.history_type for entry in row.history.all()] == ["+"]


def test_a_letter_whose_bytes_were_changed_on_the_disk_is_not_sent(office, received):
    letter = made(received, office.amina)
    other = made(received, office.amina)
    in_row(letter, other)
    with acting(office.amina):
        for act in (lambda: LETTER.move(letter, "send", by=office.amina), lambda: hand_out(letter, by=office.amina)):
            with pytest.raises(ValidationError, match="is not the one that was made"):
                act()
        assert Letter.objects.get(pk=letter.pk).status == S.DRAFT


def in_row(letter, other):
    """The file of another letter lies in the place of this one."""
    from casework.files.blobs import path_of

    path_of(letter.blob).write_bytes(path_of(other.blob).read_bytes())


def test_sent_the_recipient_is_told_and_takes_it_along_first_the_letter_then_copies(office, received):
    letter = sent(made(received, office.amina), office.amina)
    assert (letter.status, letter.sent_by_id) == (S.SENT, office.amina.pk)
    assert "referral" in mails_to(office.lina)
    with acting(office.lina):
        mine = Letter.objects.permitted(office.lina, "letter.read").get()
        first = hand_out(mine, by=office.lina, outside=True)
        second = hand_out(mine, by=office.lina, outside=True)
    assert hashlib.sha256(first).hexdigest() == letter.sha256
    assert second != first and len(second) > len(first)
    with acting(office.amina):
        own = hand_out(letter, by=office.amina)
        rows = LetterCopy.objects.filter(letter=letter).order_by("outside", "place")
        assert [(row.outside, row.place, row.by_id) for row in rows] == [
            (False, 1, office.amina.pk), (True, 1, office.lina.pk), (True, 2, office.lina.pk),
        ]  # fmt: skip
    assert own == first


def test_before_it_is_sent_and_before_the_mission_received_the_referral_it_is_not_there(office, case):
    referral = Way(office, case, NAMED).to("sent")
    letter = sent(made(referral, office.amina), office.amina)
    draft = made(referral, office.amina)
    with acting(office.lina):
        assert not Letter.objects.permitted(office.lina, "letter.read").exists()
    sql = "SELECT number FROM referrals_letter WHERE number IN (%s, %s)"
    assert seen_by(office.lina, sql, letter.number, draft.number) == [(letter.number,)]


def test_before_the_referral_is_sent_the_letter_waits(office, case):
    referral = Way(office, case, NAMED).to("approved")
    letter = made(referral, office.amina)
    with acting(office.amina), pytest.raises(ValidationError, match="was not sent yet"):
        LETTER.move(letter, "send", by=office.amina)


def test_a_draft_text_is_marked_and_never_leaves_and_a_read_one_does(office, received):
    letter = made(received, office.amina, language="vi")
    assert letter.marked_draft
    read_by_a_lead(office, "consular_notification", "vi")
    with acting(office.amina), pytest.raises(ValidationError, match="marked so"):
        LETTER.move(letter, "send", by=office.amina)
    second = made(received, office.amina, language="vi")
    assert not second.marked_draft
    assert sent(second, office.amina).status == S.SENT


def test_the_database_too_lets_no_marked_letter_go(office, received):
    from django.db import IntegrityError

    letter = made(received, office.amina, language="lo")
    with pytest.raises(IntegrityError), acting(office.amina, "test"), connection.cursor() as cursor:
        cursor.execute("UPDATE referrals_letter SET sent_at = now(), version = version + 1 WHERE id = %s", [letter.pk])


def test_a_text_that_is_a_draft_again_or_newer_stops_the_letter(office, received, monkeypatch):
    from casework.languages import actions as languages

    read_by_a_lead(office, "handover", "th")
    text = read_by_a_lead(office, "consular_notification", "th")
    letter = made(received, office.amina, language="th")
    languages.take_back("th", text.what, by=office.noor)
    with acting(office.amina), pytest.raises(ValidationError, match="a draft again"):
        LETTER.move(letter, "send", by=office.amina)
    read_by_a_lead(office, "consular_notification", "th")
    newer = tuple({**row, "text": row["text"].replace("บุคคล", "ผู้")} for row in texts.rows("th"))
    monkeypatch.setattr(texts, "rows", lambda tag: newer)
    with acting(office.amina), pytest.raises(ValidationError, match="newer text"):
        LETTER.move(letter, "send", by=office.amina)


def withdrawn(office, referral):
    with acting(office.amina, "test.arrange"):
        rows = Consent.objects.filter(series=referral.share.consent_series).order_by("-number")
        withdraw_consent(rows.first(), by=office.amina)


def test_taken_back_a_letter_that_waits_never_leaves(office, received):
    letter = made(received, office.amina)
    withdrawn(office, received)
    with acting(office.amina), pytest.raises(ValidationError, match="sharing has ended"):
        LETTER.move(letter, "send", by=office.amina)
    with pytest.raises(ValidationError):
        made(received, office.amina)


def test_taken_back_the_recipient_no_longer_has_what_was_sent(office, received):
    letter = sent(made(received, office.amina), office.amina)
    withdrawn(office, received)
    with acting(office.lina):
        assert not Letter.objects.permitted(office.lina, "letter.read").exists()
    sql = "SELECT number FROM referrals_letter WHERE number = %s"
    assert seen_by(office.lina, sql, letter.number) == []


def test_its_time_over_by_the_clock_of_the_database_it_is_gone_on_both_sides(office, received):
    letter = sent(made(received, office.amina), office.amina)
    waiting = made(received, office.amina)
    in_database(letter, until=timezone.now() - datetime.timedelta(seconds=1))
    with acting(office.lina):
        assert not Letter.objects.permitted(office.lina, "letter.read").exists()
    with acting(office.amina), pytest.raises(ValidationError, match="sharing has ended"):
        LETTER.move(waiting, "send", by=office.amina)


def test_less_shared_than_the_letter_says_nobody_sends_or_gets_it(office, received):
    from referrals.letters.queries import received_by
    from referrals.letters.views_portal import letter_for

    letter = sent(made(received, office.amina), office.amina)
    waiting = made(received, office.amina)
    in_database(letter, items=["name"])
    with acting(office.amina), pytest.raises(ValidationError, match="Less is shared now"):
        LETTER.move(waiting, "send", by=office.amina)
    with acting(office.lina):
        assert received_by(office.lina) == []
        with pytest.raises(Http404):
            letter_for(office.lina, letter.number)


def test_taken_back_by_us_it_is_gone_for_the_recipient_and_cannot_be_taken_along(office, received):
    letter = sent(made(received, office.amina), office.amina)
    with acting(office.amina):
        LETTER.move(letter, "void", by=office.amina)
    with acting(office.lina):
        assert not Letter.objects.permitted(office.lina, "letter.read").exists()


def test_another_mission_with_a_share_of_the_same_case_does_not_see_it(office, case, received):
    from referrals.letters.queries import received_by
    from tests.cast import new_user

    letter = sent(made(received, office.amina), office.amina)
    other = new_organisation("embassy", "LA", represents=["LA"], covers=["TH"])
    laura = new_user("Laura", other, "external_focal_point")
    with acting(office.amina, "test.arrange"):
        shared(case, agreed(case, office.amina, other), other)
    with acting(laura):
        assert received_by(laura) == []
    assert seen_by(laura, "SELECT number FROM referrals_letter WHERE number = %s", letter.number) == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [("non_punishment", "does not go to"), ("service_referral", "something else"), ("handover", "something else")],
)
def test_to_a_mission_go_only_the_letters_that_are_for_missions(office, received, kind, said):
    with pytest.raises(ValidationError, match=said):
        made(received, office.amina, kind=kind)


def test_a_service_gets_a_referral_on_what_is_shared_for_help_and_never_a_phone_number_on_paper(office, case):
    clinic = new_organisation("health", "TH")
    with acting(office.amina, "test.arrange"):
        consent = agreed(case, office.amina, clinic, items=["name", "contact"], kind="share_services")
        share = shared(case, consent, clinic, items=["name", "contact"], purpose="service")
        Contact(case=case, kind="phone", value="+66 2 555 0417", safety="safe").save(force_insert=True)
        given = {"by": office.amina, "kind": "service_referral", "language": "en", "share": share}
        sheet = actions.sheet_of(whole(case), **given)
        words = json.dumps(actions.composed(sheet), ensure_ascii=False)
    assert "contact" in sheet.slip.items and sheet.row.items == ["name"]
    assert "Trang" in words and "555" not in words


def test_a_letter_without_a_share_needs_a_kind_that_can_go_bare(office, received):
    with pytest.raises(ValidationError, match="only with something that is shared"):
        made(received, office.amina, share=None, recipient=office.mission)


@pytest.fixture
def police(committed):
    return new_organisation("police", "TH")


def argue(case, by, recipient):
    with acting(by, "test.arrange"):
        return actions.make_letter(whole(case), by=by, kind="non_punishment", language="en", recipient=recipient)


def test_to_the_police_only_on_a_consent_of_its_own_and_without_anything_of_the_person(office, case, police):
    with pytest.raises(ValidationError, match="First ask the person"):
        argue(case, office.amina, police)
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, police, kind="share_law_enforcement")
        sheet = actions.sheet_of(whole(case), by=office.amina, kind="non_punishment", language="en", recipient=police)
        words = json.dumps(actions.composed(sheet), ensure_ascii=False)
    assert "14, paragraph 7" in words and police.name in words
    assert "Trang" not in words and case.reference not in words and sheet.row.items == []
    assert argue(case, office.amina, police).share_id is None


def test_to_an_office_of_force_two_others_say_yes_first(office, case, police):
    """C-12: the maker and two others, as the table of the firewall says."""
    dora, lead = new_user("Dora", office.organisation, "data_protection_officer"), office.sam
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, police, kind="share_law_enforcement")
    letter = argue(case, office.amina, police)
    assert "review" in mails_to(lead) and "review" in mails_to(dora)
    with acting(office.amina):
        assert [step.name for step in steps_for(letter, office.amina)] == ["void"]
        with pytest.raises(ValidationError, match="Two people who did not make it"):
            LETTER.move(letter, "send", by=office.amina)
        with pytest.raises((PermissionDenied, Http404)):
            LETTER.move(letter, "approve", by=office.amina)
    assert "Approve a letter to an authority" in browser_of(office.sam).get("/").content.decode()
    with acting(office.sam):
        assert LETTER.move(letter, "approve", by=office.sam).status == S.HALF
        with pytest.raises(ValidationError, match="or who approved it first"):
            LETTER.move(letter, "approve", by=office.sam)
    with acting(office.amina), pytest.raises(WrongState):
        LETTER.move(letter, "send", by=office.amina)
    with acting(dora):
        row = LETTER.move(letter, "approve", by=dora)
        assert (row.status, row.approved_by_id, row.second_by_id) == (S.APPROVED, office.sam.pk, dora.pk)
    assert "Approve a letter to an authority" not in browser_of(office.sam).get("/").content.decode()
    assert sent(letter, office.amina).status == S.SENT


def test_the_database_too_lets_no_letter_go_to_an_office_of_force_on_one_yes(office, case, police):
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, police, kind="share_law_enforcement")
    letter = argue(case, office.amina, police)
    with acting(office.amina), pytest.raises(DatabaseError, match="Two others"), transaction.atomic():
        rows = Letter.objects.filter(pk=letter.pk)
        rows.update(sent_at=timezone.now(), approved_by=office.sam, status="sent", version=letter.version + 1)


def test_to_another_authority_one_other_says_yes(office, case):
    welfare = new_organisation("social_welfare", "TH")
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, welfare, kind="share_services")
    letter = argue(case, office.amina, welfare)
    with acting(office.amina), pytest.raises(ValidationError, match="A supervisor approves"):
        LETTER.move(letter, "send", by=office.amina)
    with acting(office.sam):
        assert LETTER.move(letter, "approve", by=office.sam).status == S.APPROVED


def test_a_broken_text_makes_and_sends_nothing(office, received, monkeypatch):
    letter = made(received, office.amina)
    rows = tuple({**row, "text": row["text"] + "{who}"} for row in texts.rows("en"))
    monkeypatch.setattr(texts, "rows", lambda tag: rows)
    for act in (lambda: made(received, office.amina), lambda: sent(letter, office.amina)):
        with pytest.raises(texts.TemplateFault, match=r"Notification of the mission.*English.*\{who\}"):
            act()
    with acting(office.amina):
        assert Letter.objects.filter(case=received.case).count() == 1


def test_an_ended_share_of_another_version_ends_its_letters(office, received):
    letter = sent(made(received, office.amina), office.amina)
    with acting(office.amina, "test.arrange"):
        end_share(Share.objects.get(pk=letter.share_id), Share.Why.DONE)
    with acting(office.lina):
        assert not Letter.objects.permitted(office.lina, "letter.read").exists()


def test_a_blob_of_a_letter_is_known_to_the_sweeper(office, received):
    from django.db import connections, transaction

    letter = made(received, office.amina)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT letters_unknown(%s)", [[letter.blob, "0" * 32]])
        assert cursor.fetchall() == [("0" * 32,)]
