"""The decision rule against its own document: truth table (section 9), worked examples (section 10), the 12 scenarios."""

import pytest

from screening.catalogue import ELEMENTS, catalogue, versions
from screening.rule import PROTECTION, Inputs, UnknownCode, evaluate, level, lowers, threshold
from screening.scenarios import read_file, screened
from tests.screening.files import SCENARIOS

COMPLETE = dict.fromkeys(ELEMENTS, True)


def said(*codes, **more):
    return evaluate(
        Inputs(
            **{
                "answers": dict.fromkeys(codes, "present"),
                "sections_complete": COMPLETE,
                "age_at_screening": 30,
                **more,
            }
        )
    )


CHILD = {"age_at_screening": 16}
POSITIVE = {
    "act": ("A-REC-01",),
    "means": ("M-COE-04", "M-COE-05"),
    "purpose": ("P-FL-01", "P-FL-05"),
}
# number: profile, codes, levels, what else, outcome. Typed from the table.
TABLE = {
    "1": ({}, (*POSITIVE["act"], *POSITIVE["means"], *POSITIVE["purpose"]), "+++", {}, "trafficking_indicated"),
    "2": ({}, (*POSITIVE["act"], "P-FL-01", "P-FL-05"), "+-+", {}, "vulnerable_not_trafficked"),
    "2b": ({}, (*POSITIVE["act"], "P-FC-01", "P-FL-01"), "+-+", {}, "further_assessment"),
    "3": ({}, (*POSITIVE["act"], "M-COE-04", *POSITIVE["purpose"]), "+~+", {}, "further_assessment"),
    "4": (
        {},
        (*POSITIVE["act"], *POSITIVE["purpose"]),
        "+-+",
        {"sections_complete": COMPLETE | {"means": False}},
        "further_assessment",
    ),
    "5": ({}, (*POSITIVE["means"], *POSITIVE["purpose"]), "-++", {}, "further_assessment"),
    "6": ({}, (*POSITIVE["act"], *POSITIVE["means"]), "++-", {}, "vulnerable_not_trafficked"),
    "7": ({}, (*POSITIVE["act"], "C-HUB-01"), "+--", {}, "vulnerable_not_trafficked"),
    "8": ({}, POSITIVE["act"], "+--", {}, "no_indication"),
    "9": (CHILD, (*POSITIVE["act"], "P-CH-01"), "+-+", {}, "trafficking_indicated"),
    "10": (CHILD, (*POSITIVE["act"], *POSITIVE["means"]), "++-", {}, "vulnerable_not_trafficked"),
    "11": (CHILD, ("A-REC-06", "P-CH-01"), "~-+", {}, "further_assessment"),
    "13": (
        {},
        (*POSITIVE["act"], *POSITIVE["means"], *POSITIVE["purpose"]),
        "+++",
        {"sections_complete": COMPLETE | {"purpose": False}},
        "trafficking_indicated",
    ),
}
SIGNS = {"+": "positive", "~": "partial", "-": "none"}


@pytest.mark.parametrize("row", TABLE)
def test_truth_table(row):
    profile, codes, levels, more, outcome = TABLE[row]
    result = said(*codes, **profile, **more)
    assert result.levels == {name: SIGNS[sign] for name, sign in zip(ELEMENTS, levels, strict=True)}
    assert result.outcome == outcome
    assert result.profile == ("child" if profile else "adult")


@pytest.mark.parametrize("profile", [{}, CHILD])
@pytest.mark.parametrize("codes", [(), ("A-REC-01", "M-COE-04", "M-COE-05", "P-FC-01", "P-FL-01", "C-PRS-01")])
def test_truth_table_row_12_who_was_not_screened_is_unable_to_screen_whatever_was_recorded(profile, codes):
    result = said(*codes, **profile, screenable=False)
    assert (result.outcome, result.reasonable_grounds, result.protection_presumed) == ("unable_to_screen", False, False)
    assert set(result.levels.values()) == {"none"}


def examples():
    """name: codes present, (counts S/M/W of act, means, purpose), levels, outcome, grounds, inputs. Section 10."""
    indicated, further, vulnerable = "trafficking_indicated", "further_assessment", "vulnerable_not_trafficked"
    return {
        "adult, all three": (
            "A-REC-01 A-HAR-01 M-DEC-01 M-COE-04 P-FC-01 P-FL-01", "200 200 200", "+++", indicated, True, {}),
        "adult, no means": ("A-REC-01 P-FL-01 P-FL-05", "100 000 110", "+-+", vulnerable, False, {}),
        "child, act and purpose, no means": ("A-REC-04 P-CH-01", "100 000 100", "+-+", indicated, True, CHILD),
        "knew it was fraud, deceived on conditions": (
            "A-REC-02 M-DEC-06 M-COE-29 P-FC-01 P-FL-01 C-NEU-01", "100 200 200", "+++", indicated, True, {}),
        "contract and salary": (
            "A-REC-01 M-COE-04 M-COE-05 P-FC-01 P-FL-04 C-NEU-02 C-NEU-03", "100 200 110", "+++", indicated, True, {}),
        "knew, paid, free to leave, left a hub": (
            "A-REC-01 C-HUB-01 C-NEU-01", "100 000 000", "+--", vulnerable, False, {}),
        "two medium means": (
            "A-REC-01 M-DEC-04 M-DEC-05 P-FL-01 P-FL-03", "100 020 110", "+~+", further, True, {}),
        "three medium means": (
            "A-REC-01 M-DEC-04 M-DEC-05 M-AVP-06 P-FL-01 P-FL-03", "100 030 110", "+++", indicated, True, {}),
        "two medium and one weak means": (
            "A-REC-01 M-DEC-04 M-DEC-05 M-AVP-04 P-FL-01 P-FL-03", "100 021 110", "+++", indicated, True, {}),
        "one strong means only": (
            "A-REC-01 M-COE-05 P-FC-01 P-FL-01", "100 100 200", "+~+", further, True, {}),
        "child strength": ("A-REC-04 M-COE-15 P-FC-02", "100 100 100", "+~+", indicated, True, CHILD),
        "same for an adult": ("A-REC-04 M-COE-15 P-FC-02", "100 010 010", "+~~", further, False, {}),
    }  # fmt: skip


@pytest.mark.parametrize("name", examples())
def test_worked_example(name):
    codes, counts, levels, outcome, grounds, more = examples()[name]
    result = said(*codes.split(), **more)
    assert result.counts == {
        element: tuple(map(int, three)) for element, three in zip(ELEMENTS, counts.split(), strict=True)
    }
    assert result.levels == {element: SIGNS[sign] for element, sign in zip(ELEMENTS, levels, strict=True)}
    assert (result.outcome, result.reasonable_grounds) == (outcome, grounds)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_each_scenario_gives_exactly_what_it_expects(path):
    told = read_file(path)
    answer, expected = screened(told), told["expected"]
    for name in ("profile", "levels", "counts", "outcome", "reasonable_grounds"):
        assert answer[name] == expected[name], name
    assert answer["id"] == told["id"]


def test_there_are_twelve_scenarios_and_140_indicators():
    rows = catalogue(1).values()
    assert len(SCENARIOS) == 12
    assert versions() == [1]
    assert {e: sum(row.element == e for row in rows) for e in (*ELEMENTS, "context")} == {
        "act": 26, "means": 59, "purpose": 35, "context": 20,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "met"),
    {
        (2, 0, 0): True, (1, 1, 0): True, (1, 0, 1): True, (0, 3, 0): True, (0, 2, 1): True,
        (1, 0, 0): False, (0, 2, 0): False, (0, 1, 9): False, (0, 0, 9): False, (0, 0, 0): False,
    }.items(),
)  # fmt: skip
def test_the_threshold_of_section_5(numbers, met):
    assert threshold(*numbers) is met


def test_one_strong_sign_is_enough_for_the_act_and_for_the_purpose_of_a_child_only():
    one = (1, 0, 0)
    assert [level(e, "adult", one) for e in ELEMENTS] == ["positive", "partial", "partial"]
    assert [level(e, "child", one) for e in ELEMENTS] == ["positive", "partial", "positive"]


@pytest.mark.parametrize(
    ("told", "profile"),
    [
        ({"age_at_screening": 17}, "child"), ({"age_at_screening": 18}, "adult"),
        ({"age_at_screening": 30, "age_at_recruitment": 17}, "child"),
        ({"age_at_screening": 30, "age_at_recruitment": 18}, "adult"),
        ({"age_at_screening": None}, "adult"), ({"age_at_screening": None, "age_disputed": True}, "child"),
        ({"age_at_screening": 30, "age_disputed": True}, "child"),
        ({"age_at_screening": 30, "vulnerability_flags": frozenset({"age_disputed"})}, "child"),
        ({"age_at_screening": 30, "vulnerability_flags": frozenset({"child"})}, "adult"),
    ],
)  # fmt: skip
def test_the_profile_of_section_3(told, profile):
    assert said(**told).profile == profile


@pytest.mark.parametrize(
    "more",
    [
        {"vulnerability_flags": frozenset({"destitute"})},
        {"return_risk_factors": frozenset({"stigma"})},
    ],
)
def test_a_concern_for_protection_never_ends_in_no_indication(more):
    assert said("A-REC-01", **more).outcome == "vulnerable_not_trafficked"
    assert said("A-REC-01", vulnerability_flags=frozenset({"no_language"})).outcome == "no_indication"


def test_a_sign_of_the_other_profile_is_not_counted_and_is_still_a_concern():
    """P-CH-01 on an adult: the threshold skips it (section 4), protection does not (section 7)."""
    result = said("A-REC-01", "P-CH-01")
    assert result.counts["purpose"] == (0, 0, 0)
    assert result.outcome == "vulnerable_not_trafficked"


@pytest.mark.parametrize("code", ["P-FC-01", "P-FC-02", "P-SX-01", "P-SX-02", "P-SX-03", "P-SL-01", "P-SL-02",
                                  "P-SL-03", "P-FM-01", "P-FA-01"])  # fmt: skip
def test_being_made_to_is_itself_a_sign_of_means(code):
    assert said("A-REC-01", code).outcome == "further_assessment"
    assert said("A-REC-01", "P-FL-01").outcome == "vulnerable_not_trafficked"


def test_protection_is_presumed_for_a_hub_and_a_defence_also_where_nobody_could_be_screened():
    assert said("C-HUB-01", screenable=False).protection_presumed
    assert said(screenable=False, trafficking_defence=True).protection_presumed
    assert not said(screenable=False).protection_presumed
    assert said("A-REC-01", "M-COE-04", "M-COE-05", "P-FC-01", "P-FL-01").protection_presumed


def test_only_present_counts():
    for state in ("absent", "unknown", "not_asked"):
        result = evaluate(Inputs(dict.fromkeys(catalogue(1), state), COMPLETE))
        assert (result.outcome, set(result.levels.values())) == ("no_indication", {"none"})


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"answers": {"A-REC-99": "absent"}}, "A-REC-99"), ({"answers": {"A-REC-01": "yes"}}, "yes"),
        ({"vulnerability_flags": frozenset({"tall"})}, "tall"), ({"return_risk_factors": frozenset({"rain"})}, "rain"),
        ({"sections_complete": {"acts": True}}, "acts"),
    ],
)  # fmt: skip
def test_an_unknown_code_is_refused_and_named(more, named):
    with pytest.raises(UnknownCode, match=named):
        said(**more)


def test_a_catalogue_nobody_made_is_refused():
    with pytest.raises(LookupError):
        said(catalogue_version=2)


def test_lowering_protection_is_any_step_down():
    assert [lowers(a, b) for a, b in zip(PROTECTION[1:], PROTECTION, strict=False)] == [True, True, True]
    assert not any(lowers(outcome, outcome) for outcome in PROTECTION)
    assert not lowers("no_indication", "trafficking_indicated")


def test_the_explanation_names_profile_elements_signs_and_versions():
    words = said("A-REC-02", "M-DEC-06", "M-COE-29", "P-FC-01", "P-FL-01", "C-NEU-01").explanation
    assert words[0] == "The person is an adult: act, means and purpose are all needed."
    assert words[1].startswith("Act: threshold met. 1 strong, 0 medium, 0 weak: Approached directly by a recruiter")
    assert any("What the person agreed to, or knew, plays no part." in sentence for sentence in words)
    assert any("counted neither up nor down: knew or suspected" in sentence for sentence in words)
    assert words[-1] == "Rule version 1, catalogue version 1."
    assert not any("%" in sentence for sentence in words)


def test_the_explanation_of_somebody_not_screened_names_no_sign():
    words = " ".join(said("A-REC-02", "M-DEC-06", "C-NEU-01", screenable=False).explanation)
    assert "Approached" not in words and "Deceived" not in words and "knew or suspected" not in words


def test_a_childs_explanation_says_that_means_and_agreement_play_no_part():
    assert "Means and agreement play no part." in said("A-REC-01", **CHILD).explanation[0]
    assert "in doubt" in said(age_at_screening=None, age_disputed=True).explanation[0]
