"""Nothing twice (rules 1, 2 and 5): what was told is shown, what was closed stays closed."""

import datetime

from casework.interviews import catalogue
from casework.interviews.asking import Ask, Told, ask, closed, earlier, told_by_others
from casework.interviews.catalogue import INTAKE

MONDAY = datetime.datetime(2025, 11, 17, 9, tzinfo=datetime.UTC)


def told(question, value="x", *, state="answered", speaker="person", repeat=0, days=0):
    return Told(question, repeat, value, state, speaker, MONDAY + datetime.timedelta(days=days))


def asked(code, *answers, repeat=0, speaker="person", profile="adult", conditions=()):
    return ask(catalogue.question(code), repeat, answers, dict(conditions), speaker, profile)


def test_a_name_told_at_triage_is_not_asked_again():
    answer = told("tri_name", "Trang")
    assert asked("int_name", answer) is Ask.TOLD_BEFORE
    assert earlier(catalogue.question("int_name"), 0, [answer]) == answer


def test_without_an_answer_it_is_asked():
    assert asked("int_name") is Ask.ASK
    assert asked("int_name", told("tri_name", None, state="skipped")) is Ask.ASK
    assert asked("int_name", told("tri_language", "vie")) is Ask.ASK


def test_the_newest_answer_is_the_one_that_counts():
    older, newer = told("tri_name", "T."), told("int_name", "Trang", days=2)
    assert earlier(catalogue.question("int_name"), 0, [newer, older]) == newer


def test_a_relatives_answer_never_stands_in_for_the_person():
    answer = told("pre_name", "Trang", speaker="other:parent")
    assert asked("int_full_name", answer) is Ask.ASK
    assert told_by_others(catalogue.question("int_full_name"), 0, [answer]) == [answer]
    assert asked("pre_name", answer, speaker="other:parent") is Ask.TOLD_BEFORE


def test_needs_safety_and_wishes_are_asked_afresh_with_the_last_answer_in_view():
    answer = told("tri_need", ["rest"])
    assert asked("vul_need", answer) is Ask.ASK
    assert earlier(catalogue.question("vul_need"), 0, [answer]) == answer


def test_in_a_repeated_section_each_repeat_is_asked():
    answer = told("int_leg_to", [{"location": "TH-BKK"}], repeat=0)
    assert asked("int_leg_to", answer, repeat=0) is Ask.TOLD_BEFORE
    assert asked("int_leg_to", answer, repeat=1) is Ask.ASK


def test_a_hidden_question_stays_hidden():
    assert asked("int_ransom_sum") is Ask.HIDDEN
    assert asked("int_ransom_sum", conditions={"int_ransom": "yes"}.items()) is Ask.ASK
    assert asked("int_ch_school") is Ask.HIDDEN


def test_do_not_ask_again_closes_the_fact_in_every_set():
    wish = told("int_ransom", None, state="not_again")
    assert asked("int_ransom", wish) is Ask.CLOSED
    assert asked("pre_asked_money", wish) is Ask.CLOSED
    assert asked("int_owed", wish) is Ask.ASK


def test_do_not_ask_again_said_in_one_repeat_closes_all():
    assert asked("int_leg_events", told("int_leg_events", None, state="not_again", repeat=0), repeat=3) is Ask.CLOSED


def test_a_topic_closes_its_questions_but_never_who_must_not_find_the_person():
    wish = told("int_not_again", ["hard", "family"])
    closed_now = {q.code for q in catalogue.question_set(INTAKE).questions if closed(q, [wish])}
    assert closed_now == {q.code for q in catalogue.question_set(INTAKE).section("int.hard").questions} | {"int_family"}
    assert asked("tri_keep_away", wish) is Ask.ASK


def test_what_the_person_raises_stays_reachable_though_closed():
    wish = told("int_not_again", ["hard"])
    assert asked("int_private", wish) is Ask.ONLY_IF_RAISED
    assert asked("int_private") is Ask.ONLY_IF_RAISED


def test_only_the_person_opens_what_was_closed():
    wish = told("int_not_again", ["money"])
    later = told("int_not_again", ["hard"], days=1)
    assert asked("int_owed", wish, later) is Ask.CLOSED
    assert asked("int_owed", wish, told("int_not_again", ["all_fine"], days=2)) is Ask.ASK
    assert asked("int_owed", wish, told("int_owed", ["travel"], days=1)) is Ask.TOLD_BEFORE
    assert asked("int_ransom", told("int_ransom", None, state="not_again"), told("int_ransom", "yes", days=1)) is (
        Ask.TOLD_BEFORE
    )
    assert asked("int_owed", wish, told("int_owed", ["travel"], days=1, speaker="other:friend")) is Ask.CLOSED


def test_the_question_about_topics_is_never_closed_itself():
    assert asked("int_not_again", told("int_not_again", None, state="not_again")) is Ask.ASK
    assert asked("int_not_again", told("int_not_again", ["hard"])) is Ask.ASK


def test_a_wish_of_another_person_closes_nothing():
    assert asked("int_owed", told("int_not_again", ["money"], speaker="other:parent")) is Ask.ASK
