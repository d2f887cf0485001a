"""When a question is shown: each operator, and that a skip never hides more than it must."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.interviews import catalogue
from casework.interviews.catalogue import INTAKE, clauses_of
from casework.interviews.conditions import shown, within
from casework.interviews.sections import Given

A_QUESTION = catalogue.question("int_story")
CODES = st.sampled_from([question.code for question in catalogue.question_set(INTAKE).questions])
VALUES = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.integers(),
    st.floats(),
    st.lists(st.text(max_size=6), max_size=3),
    st.lists(st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2), max_size=2),
)


def asked_if(show_if):
    """A question with this condition."""
    clauses, joined = clauses_of(show_if)
    return replace(A_QUESTION, show_if=show_if, clauses=clauses, joined=joined)


@pytest.mark.parametrize(
    ("show_if", "answers", "expected"),
    [
        ("", {}, True),
        ("int_learned = guessed_before", {"int_learned": "guessed_before"}, True),
        ("int_learned = guessed_before", {"int_learned": "on_the_way"}, False),
        ("int_learned = guessed_before", {}, False),
        ("int_first_contact != taken_without_offer", {}, True),
        ("int_first_contact != taken_without_offer", {"int_first_contact": "taken_without_offer"}, False),
        ("int_first_contact != taken_without_offer", {"int_first_contact": "other"}, True),
        ("int_price has price_named", {"int_price": ["price_named", "offered_in_chat"]}, True),
        ("int_price has price_named", {"int_price": ["offered_in_chat"]}, False),
        ("int_price has price_named", {"int_price": []}, False),
        ("int_price has price_named", {}, False),
        ("int_owed any", {"int_owed": ["travel"]}, True),
        ("int_owed any", {"int_owed": ["nothing"]}, False),
        ("int_owed any", {"int_owed": "unsure"}, False),
        ("int_owed any", {}, False),
        ("int_work_kind any", {"int_work_kind": ["none_yet"]}, False),
        ("int_work_kind any", {"int_work_kind": ["none"]}, False),
        ("int_arranged any", {"int_arranged": ["unknown"]}, False),
        ("int_arranged any", {"int_arranged": ["unknown", "self"]}, True),
        ("int_hours >= 12", {"int_hours": 12}, True),
        ("int_hours >= 12", {"int_hours": "16"}, True),
        ("int_hours >= 12", {"int_hours": 11.5}, False),
        ("int_hours >= 12", {"int_hours": "many"}, False),
        ("int_hours >= 12", {"int_hours": float("nan")}, False),
        ("int_hours >= 12", {}, False),
        ("int_hours < 8", {"int_hours": 4}, True),
        ("int_hours < 8", {"int_hours": 8}, False),
        ("int_hours < 8", {}, False),
        ("int_ransom = yes and int_hurt = yes", {"int_ransom": "yes"}, False),
        ("int_ransom = yes and int_hurt = yes", {"int_ransom": "yes", "int_hurt": "yes"}, True),
        ("int_ransom = yes or int_hurt = yes", {"int_hurt": "yes"}, True),
        ("int_ransom = yes or int_hurt = yes", {}, False),
    ],
)
def test_a_condition_means_what_the_grammar_says(show_if, answers, expected):
    assert shown(asked_if(show_if), answers) is expected


def test_a_question_for_children_is_shown_to_children_only():
    question = catalogue.question("int_ch_school")
    assert not shown(question, {}, "adult")
    assert shown(question, {}, "child")


@given(code=CODES, answers=st.dictionaries(CODES, VALUES, max_size=4))
def test_no_answer_of_any_shape_breaks_a_condition(code, answers):
    assert shown(catalogue.question(code), answers) in (True, False)


@given(code=CODES)
def test_without_any_answer_only_questions_that_ask_for_one_are_hidden(code):
    question = catalogue.question(code)
    assert shown(question, {}, "child") is all(clause.op == "!=" for clause in question.clauses)


def test_a_clause_looks_at_the_same_repeat():
    whole = catalogue.question_set(INTAKE)
    told = {
        ("int_price", 0): Given(["price_named"], "answered"),
        ("int_price", 1): Given(["nothing"], "answered"),
        ("int_price", 2): Given(["price_named"], "skipped"),
    }
    question = whole.question("int_price_sum")
    assert [shown(question, within(whole, question, told, repeat)) for repeat in (0, 1, 2, 3)] == [
        True,
        False,
        False,
        False,
    ]


def test_a_skipped_answer_counts_as_none():
    whole = catalogue.question_set(INTAKE)
    told = {("int_first_contact", 0): Given("taken_without_offer", "skipped")}
    question = whole.question("int_channel")
    assert shown(question, within(whole, question, told, 0))
