"""Which line holds where, and what is missing: against an oracle, over any table."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from referrals.raci import rules
from referrals.raci.codes import ANY, FUNCTIONS, MUST_NAME, STEPS, base, table

PLACES = ["LA", "KE", "TH", ANY]
SOME = ["screening", "travel_document", "reception"]


@dataclass(frozen=True)
class Line:
    step: str
    letter: str
    host: str
    home: str
    state: str
    number: int


def one_accountable(lines):
    """As the database keeps it: one A for a step and a way."""
    seen: set = set()
    kept = []
    for line in lines:
        place = (line.step, line.host, line.home)
        if line.letter == "A" and place in seen:
            continue
        seen |= {place} if line.letter == "A" else set()
        kept.append(line)
    return kept


LINES = st.lists(
    st.builds(
        Line,
        step=st.sampled_from(SOME),
        letter=st.sampled_from("RACI"),
        host=st.sampled_from(PLACES),
        home=st.sampled_from(PLACES),
        state=st.sampled_from([rules.FINE, rules.TOO_OLD, rules.STOPPED, rules.NOBODY, rules.HIDDEN]),
        number=st.integers(0, 10_000),
    ),
    max_size=25,
).map(one_accountable)
PLACE = st.sampled_from(["LA", "KE", "TH"])


def fits(line, host, home):
    return line.host in (host, ANY) and line.home in (home, ANY)


def distance(line, host):
    """0 this way, 1 this host, 2 this home, 3 any; written otherwise than rules.levels."""
    if line.host == ANY:
        return 3 if line.home == ANY else 2
    return 1 if line.home == ANY else 0


@settings(max_examples=300, deadline=None)
@given(LINES, PLACE, PLACE)
def test_the_closest_line_answers_and_does_and_all_that_fit_are_asked_and_told(lines, host, home):
    held = rules.holding(rules.by_way(lines), host, home)
    for step in SOME:
        for letter in "RACI":
            there = [x for x in lines if (x.step, x.letter) == (step, letter) and fits(x, host, home)]
            if letter in "AR" and there:
                least = min(distance(x, host) for x in there)
                there = [x for x in there if distance(x, host) == least]
            assert sorted(held[step, letter], key=repr) == sorted(there, key=repr)
        assert len(held[step, "A"]) <= 1


@settings(max_examples=300, deadline=None)
@given(LINES, PLACE, PLACE)
def test_gaps_are_exactly_nobody_where_somebody_must_be_and_those_who_cannot_act(lines, host, home):
    held = rules.holding(rules.by_way(lines), host, home)
    found = rules.gaps(held, lambda line: line.state)
    for step in SOME:
        for letter in "AR":
            missing = not any((x.step, x.letter) == (step, letter) and fits(x, host, home) for x in lines)
            said = any((gap.step, gap.letter, gap.row) == (step, letter, None) for gap in found)
            assert said == (missing and step in MUST_NAME)
    named = [gap.row for gap in found if gap.row]
    assert set(named) == {x for rows in held.values() for x in rows if x.state not in (rules.FINE, rules.HIDDEN)}


@settings(max_examples=100, deadline=None)
@given(LINES, PLACE, PLACE, st.randoms())
def test_the_order_of_the_lines_changes_no_gap(lines, host, home, random):
    mixed = list(lines)
    random.shuffle(mixed)
    gaps = [
        rules.gaps(rules.holding(rules.by_way(found), host, home), lambda line: line.state) for found in (lines, mixed)
    ]
    assert set(gaps[0]) == set(gaps[1])


def test_the_base_table_is_that_of_the_workflows():
    """Each step has one function that answers for it; the numbers are counted by hand in section 12."""
    rows = table("base")
    assert len(rows) == 62 and len({row["step"] for row in rows}) == 11
    for step in {row["step"] for row in rows}:
        assert sum(row["letter"] == "A" for row in rows if row["step"] == step) == 1, step
    assert {row["function"] for row in rows} == {code for code, _words in FUNCTIONS}
    assert ("R", "embassy", "own_part") in base()["consular_notification"]
    assert ("R", "receiving_partner", "arrival") in base()["reception"]
    assert ("A", "data_protection_officer", "") in base()["data_request"]
    assert all(base()[code] for code, _words in STEPS)
