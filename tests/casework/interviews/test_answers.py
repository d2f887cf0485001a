"""Nothing twice, the person steers, and what was told stays as it was told (README of the questions, rules 1 to 6)."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connections, transaction

from accounts.acting import acting
from accounts.performing import Stale
from casework.cases.actions import assign_worker, grant_health
from casework.interviews.actions import leave_out, raise_question, still_so
from casework.interviews.blocks import Talk, block_for
from casework.interviews.models import Answer, Sitting
from tests.casework.interviews.conftest import move, sit_down, tell


def fresh(sitting):
    return Sitting.objects.select_related("case", "case__person").get(pk=sitting.pk)


def mode(sitting, code, by, repeat=0):
    """How the page shows a question."""
    with acting(by):
        talk = Talk(fresh(sitting))
        block = block_for(talk, talk.whole.question(code), repeat)
        return block.mode if block else "hidden"


def test_what_was_told_at_triage_is_not_asked_in_the_interview(willing, amina):
    """Rule 1 and its example: tri_name answered, so int_name stays closed."""
    triage = sit_down(willing, amina, "rapid_triage")
    tell(triage, "tri_name", "Trang", by=amina)
    intake = sit_down(willing, amina)

    assert mode(intake, "int_name", amina) == "known"
    assert mode(intake, "int_full_name", amina) == "ask"


def test_a_known_answer_is_corrected_and_not_written_a_second_time(willing, amina):
    triage = sit_down(willing, amina, "rapid_triage")
    first = tell(triage, "tri_name", "Trang", by=amina)
    intake = sit_down(willing, amina)
    tell(intake, "int_name", "Thu Trang", by=amina, seen=first.version)

    with acting(amina):
        row = Answer.objects.get(case=willing)
        assert (row.question, row.value, row.corrected_in_id, row.sitting_id) == (
            "tri_name", "Thu Trang", intake.pk, triage.pk,
        )  # fmt: skip
        assert [old.value for old in Answer.history.filter(id=row.pk).order_by("history_id")] == ["Trang", "Thu Trang"]
    again = tell(intake, "int_name", "Trang Thu", by=amina, seen=2)
    assert again.pk == first.pk


def test_what_a_relative_told_never_stands_in_for_the_person(willing, amina):
    report = sit_down(willing, amina, "pre_rescue_report", speaker="relative", told_by="Her sister Lan")
    tell(report, "pre_name", "Trang", by=amina)
    intake = sit_down(willing, amina)

    assert mode(intake, "int_full_name", amina) == "ask"
    with acting(amina):
        talk = Talk(fresh(intake))
        beside = block_for(talk, talk.whole.question("int_full_name"), 0).others
    assert [line["words"] for line in beside] == ["Trang"]


def test_a_second_relative_is_another_speaker(willing, amina):
    one = sit_down(willing, amina, "pre_rescue_report", speaker="relative", told_by="Her sister Lan")
    tell(one, "pre_name", "Trang", by=amina)
    other = sit_down(willing, amina, "pre_rescue_report", speaker="relative", told_by="Her uncle")
    same = sit_down(willing, amina, "pre_rescue_report", speaker="relative", told_by=" her sister lan ")

    assert mode(other, "pre_name", amina) == "ask"
    assert mode(same, "pre_name", amina) == "known"


def test_what_changes_is_asked_afresh_with_the_last_answer_in_view(willing, amina):
    """Rule 2."""
    first = sit_down(willing, amina)
    tell(first, "int_need_first", ["rest"], by=amina)
    second = sit_down(willing, amina)

    assert mode(second, "int_need_first", amina) == "ask"
    with acting(amina):
        talk = Talk(fresh(second))
        assert block_for(talk, talk.whole.question("int_need_first"), 0).last["words"] == "Rest"
        still_so(fresh(second), "int_need_first", by=amina)
        assert Answer.objects.filter(case=willing, question="int_need_first").count() == 2


def test_do_not_ask_again_holds_for_every_later_talk(willing, amina):
    """Rule 5: also in another set that asks for the same fact."""
    first = sit_down(willing, amina)
    tell(first, "int_ransom", state="not_again", by=amina)
    second = sit_down(willing, amina)
    report = sit_down(willing, amina, "pre_rescue_report")

    assert mode(second, "int_ransom", amina) == "closed"
    assert mode(report, "pre_asked_money", amina) == "closed"
    with pytest.raises(ValidationError, match="not to be asked this again"):
        tell(second, "int_ransom", "yes", by=amina)


def test_only_the_person_opens_it_and_only_in_that_talk(willing, amina):
    first = sit_down(willing, amina)
    tell(first, "int_ransom", state="not_again", by=amina)
    second = sit_down(willing, amina)
    with acting(amina):
        raise_question(fresh(second), "int_ransom", by=amina)

    assert mode(second, "int_ransom", amina) == "ask"
    assert mode(sit_down(willing, amina), "int_ransom", amina) == "closed"
    tell(second, "int_ransom", "yes", by=amina, seen=1)
    assert mode(sit_down(willing, amina), "int_ransom", amina) == "known"


def test_nobody_else_can_open_it(willing, amina):
    first = sit_down(willing, amina)
    tell(first, "int_ransom", state="not_again", by=amina)
    sister = sit_down(willing, amina, "pre_rescue_report", speaker="relative", told_by="Lan")
    with acting(amina), pytest.raises(ValidationError, match="Only the person"):
        raise_question(fresh(sister), "pre_asked_money", by=amina)


def test_a_tick_by_mistake_is_taken_back_in_the_same_talk(sitting, amina):
    row = tell(sitting, "int_ransom", state="not_again", by=amina)
    assert mode(sitting, "int_ransom", amina) == "ask"
    assert tell(sitting, "int_ransom", "no", by=amina, seen=row.version).state == "answered"


def test_a_topic_closes_its_questions_until_the_person_speaks_of_them(willing, amina):
    first = sit_down(willing, amina)
    tell(first, "int_not_again", ["hard"], by=amina)
    second = sit_down(willing, amina)

    assert mode(second, "int_hurt", amina) == "closed"
    with pytest.raises(ValidationError):
        tell(second, "int_hurt", "yes", by=amina)
    with acting(amina):
        raise_question(fresh(second), "int_hurt", by=amina)
    assert tell(second, "int_hurt", "yes", by=amina, seen=1).state == "answered"


def test_what_only_the_person_can_open_is_never_on_the_screen_by_itself(sitting, office, amina):
    with acting(office.sam):
        grant_health(sitting.case, amina, by=office.sam)

    assert mode(sitting, "int_private", amina) == "raise"
    with pytest.raises(ValidationError, match="begun to speak"):
        tell(sitting, "int_private", ["assault"], by=amina)
    with acting(amina):
        raise_question(fresh(sitting), "int_private", by=amina)
    assert mode(sitting, "int_private", amina) == "ask"


def test_with_an_official_only_ordinary_questions_are_asked(willing, amina):
    import datetime

    sitting = sit_down(
        willing, amina, setting="joint", private_place=False, official_present=True, official_agreed=True,
        private_talk_on=datetime.date.today() + datetime.timedelta(days=1),
    )  # fmt: skip

    assert mode(sitting, "int_ransom", amina) == "private"
    assert mode(sitting, "int_name", amina) == "ask"
    with pytest.raises(ValidationError, match="official"):
        tell(sitting, "int_ransom", "yes", by=amina)


def test_the_hard_questions_of_a_part_are_left_out_together(sitting, amina):
    with acting(amina):
        talk = Talk(fresh(sitting))
        leave_out(talk, talk.whole.section("int.hard"), by=amina)
        rows = Answer.objects.filter(case=sitting.case_id)
        assert {row.state for row in rows} == {"skipped"}
        assert {row.question for row in rows} == {"int_threats", "int_hurt", "int_harm", "int_saw", "int_private_offer"}


def test_a_skip_keeps_what_was_written_and_proposes_nothing(sitting, amina):
    row = tell(sitting, "int_ransom", "yes", by=amina)
    row = tell(sitting, "int_ransom", "yes", state="skipped", by=amina, seen=row.version)
    with acting(amina):
        assert (row.state, row.value) == ("skipped", "yes")


def test_told_in_the_story_is_answered(sitting, amina):
    """Rule 3."""
    assert tell(sitting, "int_sick", from_story=True, by=amina).state == "answered"
    assert mode(sit_down(sitting.case, amina), "int_sick", amina) == "known"


def test_repeats_stand_beside_each_other(sitting, amina):
    for leg, place in enumerate(("TH-MST", "MM-MYW")):
        tell(sitting, "int_leg_to", [{"location": "", "country": "TH", "said": place}], leg, by=amina)

    with acting(amina):
        talk = Talk(fresh(sitting))
        assert talk.repeats(talk.whole.section("int.trip")) == [0, 1]
    with pytest.raises(ValidationError, match="no such part"):
        tell(sitting, "int_name", "Trang", 1, by=amina)


def test_after_the_talk_what_was_told_is_corrected_and_nothing_new_is_asked(sitting, amina):
    row = tell(sitting, "int_name", "Trang", by=amina)
    move(sitting, "end", amina)

    fixed = tell(sitting, "int_name", "Thu Trang", by=amina, seen=row.version)
    with acting(amina):
        assert (fixed.value, fixed.told_at) == ("Thu Trang", row.told_at)
    with pytest.raises(ValidationError, match="over"):
        tell(sitting, "int_full_name", "Phạm", by=amina)
    assert tell(sitting, "int_seen", ["fear_confusion"], by=amina).state == "answered"


def test_before_the_talk_nothing_is_written(willing, amina):
    with pytest.raises(ValidationError, match="not begun"):
        tell(sit_down(willing, amina, start=False), "int_name", "Trang", by=amina)


def test_health_is_written_only_with_health_access(sitting, office, amina):
    assert mode(sitting, "int_medical", amina) == "shut"
    with pytest.raises(PermissionDenied):
        tell(sitting, "int_medical", ["none"], by=amina)
    with acting(office.sam):
        grant_health(sitting.case, amina, by=office.sam)
    assert tell(sitting, "int_medical", ["none"], by=amina).state == "answered"


def test_the_second_writer_is_told_and_nothing_is_half_written(sitting, office, amina):
    with acting(office.sam):
        assign_worker(sitting.case, office.noor, by=office.sam)
    first = tell(sitting, "int_name", "Trang", by=amina)
    tell(sitting, "int_name", "Thu", by=office.noor, seen=first.version)

    with pytest.raises(Stale):
        tell(sitting, "int_name", "Mai", by=amina, seen=first.version)
    with pytest.raises(Stale):
        tell(sitting, "int_name", "Mai", by=amina, seen=0)


def test_two_tabs_that_write_the_first_answer_at_once_make_one_row(sitting, amina):
    """S-96: one record."""
    results, gate = [], threading.Barrier(2)

    def write(words):
        gate.wait()
        try:
            tell(sitting, "int_name", words, by=amina)
            results.append("saved")
        except Stale:
            results.append("stale")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(words,)) for words in ("Trang", "Thu")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["saved", "stale"]
    with acting(amina):
        assert Answer.objects.filter(case=sitting.case_id, question="int_name").count() == 1


def test_the_database_holds_rule_one_without_the_program(willing, amina):
    one, two = sit_down(willing, amina), sit_down(willing, amina)
    tell(one, "int_full_name", "Phạm Thu Trang", by=amina)
    with acting(amina), pytest.raises(IntegrityError), transaction.atomic():
        Answer(
            case=willing, sitting=two, question="int_full_name", speaker="person", once_for="person.names",
            state="answered", value="Somebody else", written_by=amina,
        ).save(force_insert=True)  # fmt: skip


def test_the_same_again_changes_nothing(sitting, amina):
    first = tell(sitting, "int_name", "Trang", by=amina)
    assert tell(sitting, "int_name", "Trang", by=amina, seen=first.version).version == first.version


def test_a_childs_questions_are_hidden_from_an_adult(sitting, amina):
    assert mode(sitting, "int_ch_school", amina) == "hidden"


def test_a_condition_opens_its_question(sitting, amina):
    assert mode(sitting, "int_owed_sum", amina) == "hidden"
    tell(sitting, "int_owed", ["travel"], by=amina)
    assert mode(sitting, "int_owed_sum", amina) == "ask"


def test_a_question_of_another_set_is_refused(sitting, amina):
    with pytest.raises(ValidationError, match="does not ask"):
        tell(sitting, "tri_name", "Trang", by=amina)


def test_another_speakers_wish_is_kept_for_that_speaker(willing, amina):
    other = {"speaker": "relative", "told_by": "Lan"}
    first = sit_down(willing, amina, "pre_rescue_report", **other)
    tell(first, "pre_asked_money", state="not_again", by=amina)

    assert mode(sit_down(willing, amina, "pre_rescue_report", **other), "pre_asked_money", amina) == "closed"
    assert mode(sit_down(willing, amina), "int_ransom", amina) == "ask"
