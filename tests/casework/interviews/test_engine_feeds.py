"""What answers propose: every feed of the data fires, nothing proposes `absent`, and a skip proposes nothing."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.interviews import catalogue
from casework.interviews.feeds import Facts, Proposed, heard_targets, proposals
from casework.vague import VagueDate, read
from tests.casework.interviews.test_engine_conditions import VALUES
from tests.casework.interviews.witness import ON, answer_for, feeds_of_everything

FEEDS = feeds_of_everything()
EVERY_CODE = st.sampled_from([q.code for whole in catalogue.all_sets() for q in whole.questions])
FACTS = st.builds(
    Facts,
    profile=st.sampled_from(["adult", "child"]),
    speaker=st.sampled_from(["person", "other"]),
    nationalities=st.frozensets(st.sampled_from(["VN", "TH", "none"])),
    on=st.just(ON),
)


def proposed(code, value, **facts):
    """{target: state}."""
    return {p.target: p.state for p in proposals(catalogue.question(code), value, Facts(on=ON, **facts))}


@pytest.mark.parametrize(("question", "feed"), FEEDS, ids=[f"{q.code}-{f.match}-{f.target}" for q, f in FEEDS])
def test_every_feed_proposes_when_its_answer_is_given(question, feed):
    value, facts = answer_for(question, feed)
    found = {p.target: p.state for p in proposals(question, value, facts)}
    assert found.get(feed.target) == "present"


@given(code=EVERY_CODE, value=VALUES, facts=FACTS)
def test_no_answer_of_any_shape_breaks_a_feed_and_none_proposes_absent(code, value, facts):
    found = proposals(catalogue.question(code), value, facts)
    assert {p.state for p in found} <= {"present", "unknown"}
    assert len({p.target for p in found}) == len(found)
    assert found == proposals(catalogue.question(code), value, facts)


@given(code=EVERY_CODE)
def test_a_skip_proposes_nothing_and_unsure_only_unknown(code):
    question = catalogue.question(code)
    assert proposals(question, None, Facts()) == []
    assert {p.state for p in proposals(question, "unsure", Facts())} <= {"unknown"}


def test_no_is_never_the_opposite_of_a_proposal():
    assert proposed("int_ransom", "no") == {}
    assert proposed("int_say_no", "no") == {"M-AVP-07": "present"}
    assert proposed("int_say_no", "yes") == {}
    assert proposed("int_say_no", "unsure") == {"M-AVP-07": "unknown"}


def test_does_not_know_proposes_unknown_unless_something_else_is_ticked():
    assert proposed("int_others", ["unknown"]) == {"P-INT-02": "unknown"}
    assert proposed("int_arranged", ["unknown", "company_travel"]) == {"A-TRN-01": "present"}


def test_any_is_something_other_than_nothing():
    assert proposed("int_fines", ["none"]) == {}
    assert proposed("int_fines", ["being_sick"]) == {"P-FL-04": "present"}
    assert proposed("int_work_kind", ["none_yet"], profile="child") == {}
    assert proposed("int_work_kind", ["crypto_investment"], profile="child") == {"P-CH-01": "present"}


def test_a_proposal_for_the_other_profile_is_not_shown():
    assert "P-CH-01" not in proposed("int_work_kind", ["crypto_investment"])
    assert "M-AVP-11" in proposed("int_police_said", ["will_arrest"])
    assert "M-AVP-11" not in proposed("int_police_said", ["will_arrest"], profile="child")


@pytest.mark.parametrize(("hours", "expected"), [(12, True), ("13.5", True), (11, False), ("", False), ("x", False)])
def test_a_comparison_proposes_when_the_number_fits(hours, expected):
    assert ("P-FL-01" in proposed("int_hours", hours)) is expected


def test_no_free_day_is_a_number():
    assert proposed("int_days_off", 0) == {"P-FL-01": "present"}
    assert proposed("int_days_off", 1) == {}
    assert proposed("int_days_off", None) == {}


def test_a_known_hub_comes_from_the_list_of_places():
    assert proposed("int_stay_where", [{"location": "TH-BKK"}, {"location": "MM-KKZ"}]) == {"C-HUB-01": "present"}
    assert proposed("int_stay_where", [{"location": "TH-BKK"}]) == {}
    assert proposed("int_stay_where", [{"location": "OTHER", "said": "near the river"}]) == {}


@pytest.mark.parametrize(
    ("nationalities", "place", "expected"),
    [
        ({"VN"}, {"country": "AE"}, True),
        ({"VN"}, {"location": "TH-BKK"}, True),
        ({"VN", "AE"}, {"country": "AE"}, False),
        ({"VN"}, {"location": "OTHER", "said": "far away"}, False),
        (set(), {"country": "AE"}, False),
        ({"none"}, {"country": "AE"}, False),
    ],
)
def test_abroad_is_none_of_the_own_countries(nationalities, place, expected):
    found = proposed("int_lived", [place], nationalities=frozenset(nationalities))
    assert ("A-REC-05" in found) is expected


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("2010", "present"),
        ("2007", "present"),  # may have been born in December
        ("22 November 2007", None),  # eighteen today
        ("23 November 2007", "present"),
        ("1990", None),
        ("year of the horse", "unknown"),
        ("", None),
    ],
)
def test_a_birth_date_that_can_mean_under_18_proposes_child(said, state):
    assert proposed("int_born", read(said, ON).as_json()).get("vulnerability_flags.child") == state


def test_a_birthday_on_the_29_february_is_reached_in_march():
    born = VagueDate("29 February 2008", datetime.date(2008, 2, 29), datetime.date(2008, 2, 29)).as_json()
    question = catalogue.question("int_born")
    for day, expected in ((datetime.date(2026, 2, 28), 1), (datetime.date(2026, 3, 1), 0)):
        assert len(proposals(question, born, Facts(on=day))) == expected


def test_another_year_on_a_paper_proposes_that_the_age_is_disputed():
    target = "vulnerability_flags.age_disputed"
    assert proposed("int_born", read("1990", ON).as_json(), document_years=frozenset({1991}))[target] == "present"
    assert target not in proposed("int_born", read("1990", ON).as_json(), document_years=frozenset({1990}))
    assert target not in proposed("int_born", read("1990", ON).as_json())
    assert target not in proposed("int_born", read("long ago", ON).as_json(), document_years=frozenset({1990}))


def test_what_was_heard_is_only_what_the_interviewer_ticks():
    question = catalogue.question("int_family")
    assert heard_targets(question) == ("vulnerability_flags.dependants",)
    words = "Two small children depend on her; dependants; vulnerability_flags.dependants"
    assert proposed("int_family", words) == {}
    ticked = frozenset({"vulnerability_flags.dependants", "vulnerability_flags.torture_survivor"})
    assert proposed("int_family", words, heard=ticked) == {"vulnerability_flags.dependants": "present"}


def test_the_word_of_another_person_is_never_testimony():
    question = catalogue.question("pre_asked_money")
    assert proposals(question, "yes", Facts(speaker="other"))[0] == Proposed("M-COE-27", "present", "other_person")
    assert proposals(question, "yes", Facts())[0].source == "testimony"


def test_what_the_interviewer_saw_is_an_observation():
    assert proposals(catalogue.question("int_seen"), ["injuries"], Facts())[0].source == "observation"
    found = proposals(catalogue.question("vul_health"), ["seen_injury", "pregnant"], Facts())
    assert {p.target: p.source for p in found} == {
        "C-PRS-01": "observation",
        "vulnerability_flags.pregnant": "testimony",
    }
