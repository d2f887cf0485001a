"""What holds of the rule for every screening there can be: hypothesis over inputs, and all levels exhaustively."""

import csv
import dataclasses
import itertools
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import screening.catalogue
from accounts import codes
from screening.catalogue import ELEMENTS, catalogue
from screening.rule import FURTHER, INDICATED, PROTECTION, REQUIRED, Inputs, decide, evaluate

# A loaded machine is no finding.
calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROWS = catalogue(1)
CODES = sorted(ROWS)
COUNTED = [code for code in CODES if ROWS[code].element in ELEMENTS]
NEUTRAL = [code for code in CODES if code.startswith("C-NEU-")]
CONTEXT = [code for code in CODES if ROWS[code].element == "context" and code != "C-HUB-01"]
STATES = ["present", "absent", "unknown", "not_asked"]
FLAGS = [row["code"] for row in codes.rows("vulnerability_flags")]
RISKS = [row["code"] for row in codes.rows("return_risk_factors")]
ages = st.none() | st.integers(0, 130)
some_answers = st.dictionaries(st.sampled_from(CODES), st.sampled_from(STATES), max_size=14)
inputs = st.builds(
    Inputs,
    answers=some_answers,
    sections_complete=st.fixed_dictionaries(dict.fromkeys(ELEMENTS, st.booleans())),
    age_at_screening=ages,
    age_at_recruitment=ages,
    age_disputed=st.booleans(),
    vulnerability_flags=st.frozensets(st.sampled_from(FLAGS), max_size=2),
    return_risk_factors=st.frozensets(st.sampled_from(RISKS), max_size=1),
    screenable=st.sampled_from([True, True, True, False]),
    trafficking_defence=st.booleans(),
)
LEVELS = ("none", "partial", "positive")


def adding(told, code, state="present"):
    return dataclasses.replace(told, answers={**told.answers, code: state})


def facts(result):
    """Everything a result says but its inputs."""
    return {name: getattr(result, name) for name in result.__slots__ if name != "inputs"}


@calmly
@given(inputs, st.sampled_from(COUNTED))
def test_adding_a_present_sign_never_lowers_an_element(told, code):
    before, after = evaluate(told), evaluate(adding(told, code))
    for element in ELEMENTS:
        assert LEVELS.index(after.levels[element]) >= LEVELS.index(before.levels[element])


@calmly
@given(inputs, st.sampled_from(COUNTED))
def test_adding_a_present_sign_never_takes_an_indicated_outcome_away(told, code):
    if evaluate(told).outcome == INDICATED:
        assert evaluate(adding(told, code)).outcome == INDICATED


@calmly
@given(inputs, st.sampled_from(NEUTRAL), st.sampled_from(STATES))
def test_a_neutral_fact_never_moves_anything(told, code, state):
    assert facts(evaluate(adding(told, code, state))) == facts(evaluate(told))


@calmly
@given(inputs, st.sampled_from(CONTEXT), st.sampled_from(STATES))
def test_context_other_than_the_hub_never_moves_anything(told, code, state):
    assert facts(evaluate(adding(told, code, state))) == facts(evaluate(told))


@calmly
@given(inputs)
def test_a_child_never_needs_means(told):
    child = dataclasses.replace(told, age_at_screening=12, screenable=True)
    result = evaluate(child)
    assert result.profile == "child"
    if result.levels["act"] == result.levels["purpose"] == "positive":
        assert result.outcome == INDICATED
    without = {code: state for code, state in child.answers.items() if ROWS[code].element != "means"}
    if result.outcome == INDICATED:
        assert evaluate(dataclasses.replace(child, answers=without)).outcome == INDICATED


@calmly
@given(inputs, st.randoms())
def test_the_order_of_the_answers_is_nothing_and_the_same_input_gives_the_same_words(told, random):
    items = list(told.answers.items())
    random.shuffle(items)
    shuffled = dataclasses.replace(told, answers=dict(items))
    once, again, other = evaluate(told), evaluate(told), evaluate(shuffled)
    assert facts(once) == facts(again) == facts(other)
    assert once.explanation == again.explanation == other.explanation


@calmly
@given(inputs, st.sampled_from(CODES), st.sampled_from(["absent", "unknown", "not_asked"]))
def test_only_present_counts_whatever_else_is_said(told, code, state):
    if told.answers.get(code) != "present":
        assert facts(evaluate(adding(told, code, state))) == facts(evaluate(told))


@calmly
@given(inputs)
def test_who_left_a_hub_never_gets_no_indication(told):
    assert evaluate(adding(told, "C-HUB-01")).outcome != "no_indication"
    assert evaluate(adding(told, "C-HUB-01")).protection_presumed


@calmly
@given(inputs)
def test_reasonable_grounds_stand_with_every_indicated_outcome_and_never_below_further(told):
    result = evaluate(told)
    if result.outcome == INDICATED:
        assert result.reasonable_grounds
    if result.reasonable_grounds:
        assert result.outcome in (INDICATED, FURTHER) and result.protection_presumed


@calmly
@given(inputs)
def test_finishing_no_part_keeps_everybody_at_further_or_above(told):
    """Sparing a person a hard question never lowers an outcome (section 2)."""
    open_parts = dataclasses.replace(told, sections_complete={}, screenable=True)
    assert evaluate(open_parts).outcome in (INDICATED, FURTHER)


def every_level():
    """All (profile, levels, finished, made to, concern) that section 7 can be asked; made to implies a purpose."""
    for profile, *levels in itertools.product(("adult", "child"), *[LEVELS] * 3):
        for act, means, purpose, made_to, concern in itertools.product(*[(False, True)] * 5):
            if made_to and levels[2] == "none":
                continue
            if not concern and (levels[1], levels[2]) != ("none", "none"):
                continue
            complete = {"act": act, "means": means, "purpose": purpose}
            yield profile, dict(zip(ELEMENTS, levels, strict=True)), complete, made_to, concern


def raised(levels):
    for element in ELEMENTS:
        for higher in LEVELS[LEVELS.index(levels[element]) + 1 :]:
            yield element, levels | {element: higher}


def test_where_a_higher_element_ends_in_less_protection_is_exactly_this():
    """Section 7 read exhaustively. A higher element lowers the outcome in two ways and in no other: a part that was
    still open is no longer asked for (line 3), or a first sign of means takes "being made to" out of line 4 while
    the act is not told. Both are the rule as it is written; the second is put before its owners (docs/decisions/0009)."""
    for profile, levels, complete, made_to, concern in every_level():
        before, line = decide(profile, levels, complete, made_to, concern)
        for element, higher in raised(levels):
            after, _line = decide(profile, higher, complete, made_to, concern or element != "act")
            if PROTECTION.index(after) < PROTECTION.index(before):
                open_part = line == "3" and higher[element] == "positive" and not complete[element]
                first_means = line == "4 made to" and element == "means" and levels["act"] == "none"
                assert open_part or first_means, (profile, levels, complete, made_to, element, higher)


def test_line_3_asks_only_for_needed_elements():
    for profile, levels, complete, made_to, concern in every_level():
        _outcome, line = decide(profile, levels, complete, made_to, concern)
        lacking = [e for e in REQUIRED[profile] if levels[e] != "positive"]
        assert (line == "2") is (not lacking)
        assert (line == "3") is any(not complete[e] for e in lacking)


# A second reading of the document, by the letter and without tables: both must agree on everything.
with (Path(screening.catalogue.__file__).parent / "1/indicators.csv").open(encoding="utf-8", newline="") as file:
    PAPER = list(csv.DictReader(file))
CONCERN = {row["code"] for row in codes.rows("vulnerability_flags") if row["protection_concern"] == "yes"}


def by_the_letter(told):
    """(profile, counts, levels, outcome, grounds) as sections 3 to 7 say, one sentence after the other."""
    young = [a for a in (told.age_at_screening, told.age_at_recruitment) if a is not None and a < 18]
    child = bool(young) or told.age_disputed or "age_disputed" in told.vulnerability_flags
    present = {c for c, s in told.answers.items() if s == "present"} if told.screenable else set()
    tally = {element: {"strong": 0, "medium": 0, "weak": 0} for element in ELEMENTS}
    for row in PAPER:
        if row["code"] not in present or row["element"] == "context":
            continue
        if row["applies_to"] == ("adult" if child else "child"):
            continue
        tally[row["element"]][(child and row["strength_child"]) or row["strength"]] += 1
    level = {}
    for element, counts in tally.items():
        s, m, w = counts.values()
        over = s >= 2 or (s >= 1 and m + w >= 1) or m >= 3 or (m >= 2 and w >= 1)
        if element == "act" or (element == "purpose" and child):
            over = over or s >= 1
        level[element] = "positive" if over else "partial" if s + m + w else "none"
    outcome = outcome_by_the_letter(told, child, present, level)
    strong = tally["means"]["strong"] + tally["purpose"]["strong"] >= 1
    grounds = outcome == "trafficking_indicated" or (outcome == "further_assessment" and strong)
    return "child" if child else "adult", tally, level, outcome, grounds


def outcome_by_the_letter(told, child, present, level):
    required = ["act", "purpose"] if child else ["act", "means", "purpose"]
    if not told.screenable:
        return "unable_to_screen"
    if all(level[e] == "positive" for e in required):
        return "trafficking_indicated"
    if any(level[e] != "positive" and not told.sections_complete.get(e) for e in required):
        return "further_assessment"
    made = {"P-FC-01", "P-FC-02", "P-FM-01", "P-FA-01"} & present or [c for c in present if c[:5] in ("P-SX-", "P-SL-")]
    if all(level[e] != "none" for e in required) or (level["means"] == "positive" and level["purpose"] == "positive"):
        return "further_assessment"
    if not child and level["means"] == "none" and made:
        return "further_assessment"
    concern = [c for c in present if c[0] in "MP"] or "C-HUB-01" in present or told.vulnerability_flags & CONCERN
    return "vulnerable_not_trafficked" if concern or told.return_risk_factors else "no_indication"


@settings(calmly, max_examples=400)
@given(inputs)
def test_a_second_reading_of_the_document_says_the_same(told):
    result = evaluate(told)
    assert by_the_letter(told) == (
        result.profile, result.counted(), result.levels, result.outcome, result.reasonable_grounds
    )  # fmt: skip
