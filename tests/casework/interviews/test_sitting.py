"""When a talk may begin, pause, stop and end (workflows.md section 3, R27)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.children import actions as children
from casework.children.models import Guardian
from casework.consents.actions import withdraw
from casework.interviews.actions import change_setting, discard_sitting
from casework.interviews.models import Answer, Sitting, SittingStep
from casework.interviews.queries import has_sitting
from casework.interviews.transitions import INTERVIEW
from casework.models import Case
from tests.casework.interviews.conftest import SETTING, agree, move, sit_down, tell


def refused(sitting, by, step="start", **given):
    """What stands in the way of a step: {field: sentence}."""
    with acting(by), pytest.raises(ValidationError) as found:
        INTERVIEW.move(sitting, step, by=by, **given)
    return found.value.message_dict if hasattr(found.value, "error_dict") else {"": found.value.messages}


def test_a_talk_begins_with_consent_a_private_place_and_needs_met(willing, amina):
    sitting = sit_down(willing, amina)

    assert sitting.status == Sitting.Status.IN_PROGRESS
    assert sitting.started_at is not None
    with acting(amina):
        assert has_sitting(willing)


def test_no_talk_begins_before_the_person_agreed(case, amina):
    sitting = sit_down(case, amina, start=False)

    assert "agrees to be interviewed" in refused(sitting, amina)[""][0]
    with acting(amina):
        assert not has_sitting(case)


@pytest.mark.parametrize("missing", ["private_place", "nobody_listening", "needs_met"])
def test_no_talk_begins_without(willing, amina, missing):
    sitting = sit_down(willing, amina, start=False, **{missing: False})

    assert set(refused(sitting, amina)) == {missing}


def test_by_phone_the_word_and_the_call_back_are_agreed_first(willing, amina):
    sitting = sit_down(willing, amina, start=False, setting="phone")

    assert set(refused(sitting, amina)) == {"code_word_agreed", "call_back_agreed"}
    assert sit_down(willing, amina, setting="phone", code_word_agreed=True, call_back_agreed=True).started_at


def test_with_an_official_the_person_is_told_and_agrees_and_a_private_talk_is_dated(willing, amina):
    joint = {"official_present": True, "private_place": False, "setting": "joint"}
    sitting = sit_down(willing, amina, start=False, **joint)

    assert set(refused(sitting, amina)) == {"official_agreed", "private_talk_on"}
    later = datetime.date.today() + datetime.timedelta(days=3)
    assert sit_down(willing, amina, official_agreed=True, private_talk_on=later, **joint).started_at


def test_a_person_who_needs_an_interpreter_has_one(willing, amina):
    with acting(amina):
        case = Case.objects.get(pk=willing.pk)
        case.interpreter_needed = True
        case.save()

    assert set(refused(sit_down(willing, amina, start=False), amina)) == {"interpreter"}
    assert sit_down(willing, amina, interpreter="Mai, by phone").started_at


def test_a_child_is_asked_with_an_officer_or_guardian(case, amina):
    with acting(amina):
        row = Case.objects.get(pk=case.pk)
        row.child = True
        row.save()
        from casework.consents.actions import answer, inform

        told = inform(row, by=amina, type="interview", language="vie")
        answer(told, by=amina, status="given", giver="guardian", guardian="Aunt", child_assent=True, how="written")
        # P4: in full only once the best-interests assessment is open and somebody answers for the child.
        children.open_procedure(row, by=amina)
        named = {"kind": "person", "name": "Aunt", "appointed": "court", "involved": "no"}
        children.save_row(Guardian(case=row), by=amina, **named)

    assert set(refused(sit_down(case, amina, start=False), amina)) == {"beside"}
    assert sit_down(case, amina, beside="Officer Nok, child protection").started_at


def test_a_relative_tells_without_the_persons_consent_but_never_after_their_no(case, amina):
    other = {"speaker": "relative", "told_by": "Her sister Lan"}
    assert sit_down(case, amina, "pre_rescue_report", **other).started_at

    consent = agree(case, amina)
    with acting(amina):
        withdraw(consent, by=amina)
    late = sit_down(case, amina, "pre_rescue_report", start=False, **other)
    assert "took it back" in refused(late, amina)[""][0]


def test_follow_up_needs_its_own_consent(willing, amina):
    sitting = sit_down(willing, amina, "follow_up", start=False)
    assert refused(sitting, amina)[""]

    agree(willing, amina, "reintegration_followup")
    assert move(sitting, "start", amina).started_at


def test_a_closed_case_has_no_new_talk(willing, amina):
    sitting = sit_down(willing, amina, start=False)
    from casework.cases.transitions import CASE

    with acting(amina):
        CASE.move(Case.objects.get(pk=willing.pk), "discard", by=amina, reason="Twice", closure_reason="duplicate")

    assert "closed" in refused(sitting, amina)[""][0]


def test_pauses_and_stops_are_kept_with_their_times(sitting, amina):
    for step in ("pause", "resume", "stop"):
        sitting = move(sitting, step, amina)

    with acting(amina):
        steps = list(SittingStep.objects.filter(sitting=sitting))
    assert [row.step for row in steps] == ["start", "pause", "resume", "stop"]
    assert [row.at for row in steps] == sorted(row.at for row in steps)


def test_after_a_stop_the_person_is_asked_again(sitting, amina):
    sitting = move(sitting, "stop", amina)

    assert set(refused(sitting, amina, "resume")) == {"asked_again"}
    assert move(sitting, "resume", amina, asked_again="yes").status == Sitting.Status.IN_PROGRESS
    with acting(amina):
        assert SittingStep.objects.filter(sitting=sitting, step="resume", asked_again=True).exists()


def test_a_talk_may_end_after_any_question_and_does_not_begin_again(sitting, amina):
    sitting = move(sitting, "end", amina)

    assert sitting.ended_at is not None
    with acting(amina), pytest.raises(WrongState):
        INTERVIEW.move(sitting, "resume", by=amina)


def test_an_empty_draft_can_be_thrown_away_and_the_history_keeps_it(willing, amina):
    sitting = sit_down(willing, amina, start=False)
    with acting(amina):
        discard_sitting(sitting, by=amina)
        assert not Sitting.objects.filter(case=willing).exists()
        assert [row.history_type for row in Sitting.history.filter(case=willing).order_by("history_id")] == ["+", "-"]


def test_a_talk_in_which_something_was_told_cannot_be_thrown_away(sitting, amina):
    tell(sitting, "int_name", "Trang", by=amina)
    with acting(amina), pytest.raises(ValidationError, match="told in this talk"):
        discard_sitting(Sitting.objects.get(pk=sitting.pk), by=amina)


def test_a_talk_that_goes_on_may_not_lose_what_makes_it_safe(sitting, amina):
    with acting(amina):
        row = Sitting.objects.select_related("case").get(pk=sitting.pk)
        with pytest.raises(ValidationError):
            change_setting(row, by=amina, private_place=False)
        row = Sitting.objects.select_related("case").get(pk=sitting.pk)
        assert change_setting(row, by=amina, place="Room 3").place == "Room 3"


def test_consent_taken_back_stops_all_writing(willing, amina):
    sitting = sit_down(willing, amina)
    tell(sitting, "int_name", "Trang", by=amina)
    from casework.consents.queries import current_consents

    with acting(amina):
        withdraw(next(iter(current_consents(willing))), by=amina)

    with pytest.raises(ValidationError, match="took it back"):
        tell(sitting, "int_full_name", "Phạm Thu Trang", by=amina)
    with acting(amina):
        assert [row.question for row in Answer.objects.filter(case=willing)] == ["int_name"]


def test_the_supervisor_reads_and_does_not_ask(sitting, office):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        tell(sitting, "int_name", "Trang", by=office.sam)


def test_a_set_that_nobody_wrote_is_refused_with_a_sentence(willing, amina):
    with pytest.raises(ValidationError) as found:
        sit_down(willing, amina, "whatever")
    assert "set_code" in found.value.message_dict


def test_who_held_it_and_what_was_asked_never_change(sitting, amina, office):
    from django.db import DatabaseError, transaction
    from django.db.models import F

    with acting(amina), pytest.raises(DatabaseError), transaction.atomic():
        Sitting.objects.filter(pk=sitting.pk).update(set_code="follow_up", version=F("version") + 1)
    assert SETTING["setting"] == "room"
