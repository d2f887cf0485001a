"""A gap is not a no (rule 7): which answers close an element, and which never can."""

from hypothesis import given
from hypothesis import strategies as st

from casework.interviews import catalogue
from casework.interviews.catalogue import INTAKE, TRIAGE, State
from casework.interviews.sections import FEEDING, Given, complete, keeps_open, progress, standings

WHOLE = catalogue.question_set(INTAKE)
STATES = st.sampled_from(list(State))
ALL_OPEN = {"act": False, "means": False, "purpose": False}
ALL_DONE = {"act": True, "means": True, "purpose": True}


def everything(state=State.ANSWERED, **changed):
    """Every question of the intake once, in this state."""
    return {(q.code, 0): Given("unsure", changed.get(q.code, state)) for q in WHOLE.questions}


def of(told, profile="adult"):
    return complete(standings(WHOLE, told, profile))


def test_nothing_asked_leaves_everything_open():
    assert of({}) == ALL_OPEN
    assert complete(()) == ALL_OPEN


def test_everything_answered_or_unsure_is_complete():
    assert of(everything()) == ALL_DONE
    assert of(everything(State.UNSURE), "child") == ALL_DONE


def test_skips_and_closed_questions_leave_everything_open():
    assert of(everything(State.SKIPPED)) == ALL_OPEN
    assert of(everything(State.NOT_AGAIN)) == ALL_OPEN


def test_one_skipped_question_opens_the_elements_that_it_feeds():
    assert of(everything(int_hours=State.SKIPPED)) == ALL_DONE | {"purpose": False}
    assert of(everything(int_leg_border=State.SKIPPED)) == ALL_DONE | {"act": False}
    assert of(everything(int_say_no=State.NOT_AGAIN)) == ALL_DONE | {"means": False}
    assert of(everything(int_price=State.SKIPPED)) == ALL_OPEN


def test_a_question_that_feeds_no_indicator_keeps_nothing_open():
    assert of(everything(int_stay_name=State.SKIPPED, int_full_name=State.SKIPPED)) == ALL_DONE


def test_what_only_the_person_can_open_never_keeps_a_section_open():
    assert of(everything(int_private=State.NOT_REACHED)) == ALL_DONE
    assert of(everything(int_private=State.SKIPPED)) == ALL_DONE


def test_the_hard_things_left_out_leave_means_and_purpose_open():
    hard = {q.code: State.NOT_REACHED for q in WHOLE.section("int.hard").questions}
    assert of(everything(**hard)) == {"act": True, "means": False, "purpose": False}


def test_a_hidden_question_keeps_nothing_open():
    told = everything(int_unknown=State.NOT_REACHED)
    told[("int_learned", 0)] = Given("after_arrival", State.ANSWERED)
    assert of(told) == ALL_DONE
    told[("int_learned", 0)] = Given("guessed_before", State.ANSWERED)
    assert of(told) == ALL_DONE | {"means": False}


def test_questions_for_children_count_for_a_child_only():
    told = everything(int_ch_school=State.SKIPPED)
    assert of(told) == ALL_DONE
    assert of(told, "child") == ALL_DONE | {"purpose": False}


def test_every_repeat_counts():
    told = everything() | {("int_leg_border", 1): Given(None, State.SKIPPED)}
    assert of(told)["act"] is False
    second = {(q.code, 1): Given("unsure", State.UNSURE) for q in WHOLE.section("int.trip").questions}
    assert of(everything() | second) == ALL_DONE


def test_another_set_completes_nothing():
    whole = catalogue.question_set(TRIAGE)
    told = {(q.code, 0): Given("x", State.ANSWERED) for q in whole.questions}
    assert complete(standings(whole, told)) == ALL_OPEN


@given(states=st.fixed_dictionaries({q.code: STATES for q in WHOLE.questions if q.section in FEEDING["means"]}))
def test_an_element_is_complete_exactly_when_no_feeding_question_is_open(states):
    found = standings(WHOLE, {(code, 0): Given("unsure", state) for code, state in states.items()})
    for name, done in complete(found).items():
        gaps = [s.question.code for s in found if keeps_open(s, name)]
        assert done is (gaps == [])


@given(code=st.sampled_from([q.code for q in WHOLE.questions]), state=st.sampled_from(["skipped", "not_again"]))
def test_leaving_one_question_open_never_completes_anything(code, state):
    assert all(done <= ALL_DONE[name] for name, done in of(everything(**{code: state})).items())


def test_progress_counts_a_skip_as_done_and_leaves_out_what_only_the_person_opens():
    told = {("int_name", 0): Given(None, State.SKIPPED), ("int_gender", 0): Given("female", State.ANSWERED)}
    found = progress(standings(WHOLE, told))
    assert found["int.you"] == (2, 9)
    assert found["int.hard"] == (0, 7)
    assert "int.child" not in found
