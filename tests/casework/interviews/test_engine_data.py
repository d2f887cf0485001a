"""The question sets as data: everything parses, everything named exists, and the figures of the domain pack hold."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from accounts import codes
from casework.consents.texts import tag_of
from casework.interviews import catalogue
from casework.interviews.catalogue import INTAKE, NEEDS, RETURN, SETS, TRIAGE, clauses_of
from casework.interviews.feeds import COMPARISON, DERIVED, ONE_PROFILE, element
from casework.interviews.sections import FEEDING
from tests.casework.interviews.witness import feeds_of_everything, indicators, reachable

KINDS = {"text", "long_text", "choice", "multi", "yes_no_unsure", "date_vague", "money", "number", "place", "person"}
KINDS |= {"file", "none"}
SCENARIOS = json.loads((Path(__file__).parent / "scenario_indicators.json").read_text())
COUNTED = [(whole.code, len(whole.questions)) for whole in catalogue.all_sets()]


def everything():
    return [question for whole in catalogue.all_sets() for question in whole.questions]


def intake():
    return catalogue.question_set(INTAKE).questions


def by_element(targets):
    found = Counter(element(target) for target in targets)
    return tuple(found[name] for name in ("act", "means", "purpose", "context"))


def test_the_six_sets_hold_203_questions_in_29_sections():
    assert dict(COUNTED) == dict(zip(SETS, (97, 8, 26, 31, 24, 17), strict=True))
    assert sum(len(whole.sections) for whole in catalogue.all_sets()) == 29
    assert len({question.code for question in everything()}) == 203


def test_a_set_knows_its_version_and_an_unknown_one_is_refused():
    assert catalogue.question_set(INTAKE).version == 1
    assert catalogue.question_set(INTAKE, 1) is catalogue.question_set(INTAKE, 1)
    for code, version in ((INTAKE, 2), ("no_such_set", None)):
        with pytest.raises(LookupError):
            catalogue.question_set(code, version)


def test_questions_keep_the_order_of_the_set_in_steps_of_ten():
    for whole in catalogue.all_sets():
        assert [question.order for question in whole.questions] == [10 * (n + 1) for n in range(len(whole.questions))]


def test_every_answer_kind_list_and_sensitivity_is_known():
    assert {question.kind for question in everything()} == KINDS
    for question in everything():
        listed = question.kind in ("choice", "multi")
        assert bool(question.options) == listed == bool(question.code_list)
        assert len({option.code for option in question.options}) == len(question.options)
        assert question.sensitivity in ("normal", "sensitive", "only_if_person_raises_it")
        assert question.skippable
        assert question.applies_to in ("all", "child")
        assert question.repeats_for in ("", "leg", "stay", "charge")


def test_every_list_of_ticks_lets_the_person_say_none():
    for question in everything():
        if question.kind == "multi":
            assert any(option.exclusive for option in question.options), question.code


def test_every_condition_looks_back_at_an_answer_that_exists():
    for whole in catalogue.all_sets():
        for question in whole.questions:
            for clause in question.clauses:
                asked = whole.question(clause.code)
                assert asked.order < question.order
                assert clause.op == "any" or asked.option(clause.value) or clause.value in ("yes", "no", "unsure")
                assert not asked.repeats_for or asked.section == question.section


@pytest.mark.parametrize(
    "text",
    ["a = b and c has d or e any", "a == b", "a", "a has", "a is b", "a any or", "a = b  and c any", "a = two words"],
)
def test_a_condition_outside_the_grammar_is_refused(text):
    with pytest.raises(ValueError):
        clauses_of(text)


def test_every_feed_names_a_match_and_a_target_that_exist():
    flags = {code for code, _label in codes.choices("vulnerability_flags")}
    risks = {code for code, _label in codes.choices("return_risk_factors")}
    for question, feed in feeds_of_everything():
        name, _dot, code = feed.target.partition(".")
        known = {"vulnerability_flags": flags, "return_risk_factors": risks}.get(name)
        assert (code in known) if known else feed.target in indicators(), feed
        fits = (
            feed.match in DERIVED
            or feed.match == "heard"
            or COMPARISON.fullmatch(feed.match)
            or question.option(feed.match)
            or (question.kind == "yes_no_unsure" and feed.match in ("yes", "no", "unsure"))
        )
        assert fits, (question.code, feed)


def test_the_indicators_for_one_profile_are_those_of_the_screening():
    own = {code: row["applies_to"] for code, row in indicators().items() if row["applies_to"] != "both"}
    assert own == ONE_PROFILE


def test_elements_are_those_of_the_screening():
    assert {code: element(code) for code in indicators()} == {c: row["element"] for c, row in indicators().items()}


def test_the_intake_reaches_every_indicator():
    assert by_element(reachable(intake()) & set(indicators())) == (26, 59, 35, 20)


def test_what_is_lost_without_the_hard_things():
    only_raised = [q for q in intake() if not q.only_if_raised]
    without_hard = [q for q in intake() if q.section != "int.hard"]
    gentle = [q for q in without_hard if not q.is_sensitive]
    known = set(indicators())
    assert by_element(reachable(only_raised) & known) == (26, 58, 32, 20)
    assert by_element(reachable(without_hard) & known) == (26, 47, 30, 20)
    assert by_element(reachable(gentle) & known) == (24, 43, 22, 19)


def test_four_indicators_depend_on_what_the_person_raises():
    others = [q for q in intake() if not q.only_if_raised]
    assert reachable(intake()) - reachable(others) >= {"M-COE-14", "P-SX-02", "P-FM-01", "P-CH-02"}
    asked = Counter(target for q in intake() for target in {feed.target for feed in q.feeds} if target in indicators())
    assert sum(count > 1 for count in asked.values()) == 58


def test_every_flag_and_every_risk_is_reachable_from_some_set():
    targets = reachable(everything())
    assert sum(target.startswith("vulnerability_flags.") for target in targets) == 30
    assert sum(target.startswith("return_risk_factors.") for target in targets) == 24


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_the_indicators_of_every_scenario_are_reachable_from_the_intake(name):
    assert set(SCENARIOS[name]) <= reachable(intake())


def test_the_intake_has_the_rows_that_the_pack_counts():
    assert sum(q.kind == "none" for q in intake()) == 1
    assert sum(q.section == "int.seen" for q in intake()) == 1
    assert sum(q.only_if_raised for q in intake()) == 1
    assert sum(q.applies_to == "child" for q in intake()) == 2
    assert sum(bool(q.show_if) for q in intake()) == 16


def test_sections_that_feed_an_element_exist():
    whole = catalogue.question_set(INTAKE)
    assert {code for sections in FEEDING.values() for code in sections} <= {s.code for s in whole.sections}
    assert {s.repeats_for for s in whole.sections} == {"", "leg", "stay", "charge"}


def test_no_question_is_long_or_double_or_legal():
    legal = re.compile(r"\b(victim|trafficked|trafficking|consent|exploit|guilty|why)\b", re.IGNORECASE)
    for question in everything():
        assert len(question.text.split()) <= 20, question.code
        assert question.text.count("?") <= 1
        assert not legal.search(question.text)


@pytest.mark.parametrize(
    ("tag", "triage", "intros", "said"),
    [
        ("th", 8, 28, 96),
        ("vi", 8, 28, 96),
        ("zh-Hans", 8, 28, 96),
        ("id", 8, 28, 96),
        ("my", 8, 28, 77),
        ("km", 8, 26, 42),
        ("lo", 8, 21, 29),
    ],
)
def test_translations_are_as_many_as_the_pack_counts_and_all_drafts(tag, triage, intros, said):
    found = catalogue.translations(tag)
    codes_of = {whole.code: {q.code for q in whole.questions} for whole in catalogue.all_sets()}
    assert len(codes_of[TRIAGE] & set(found)) == triage
    assert sum("." in code for code in found) == intros
    assert len(codes_of[INTAKE] & set(found)) == said
    assert set(found) <= set(catalogue.english())
    assert {text.quality for text in found.values()} == {"draft"}


def test_words_in_a_language_fall_back_to_english_and_never_to_anything_else():
    assert catalogue.text_of("int_name", "tha").language == "th"
    assert catalogue.text_of("int_name", "th") == catalogue.text_of("int_name", "tha")
    for language in ("lao", "amh", "", "xx"):
        found = catalogue.text_of("int_price", language)
        assert (found.language, found.quality) == ("en", "original")
        assert found.words == catalogue.question("int_price").text
    with pytest.raises(LookupError):
        catalogue.text_of("int_nothing", "tha")


def test_every_language_file_belongs_to_a_language_that_people_can_choose():
    chosen = {tag_of(code) for code, _label in codes.choices("languages")}
    assert set(catalogue.languages()) <= chosen


def test_the_first_question_of_another_set_is_found_by_its_code():
    assert catalogue.question("tri_language").set == TRIAGE
    assert catalogue.question("vul_health").set == NEEDS
    assert catalogue.question("ret_wish").set == RETURN
    with pytest.raises(KeyError):
        catalogue.question("nobody_asks_this")
