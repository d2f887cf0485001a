"""The decision rule, version 1: one pure function from what is known to a proposed outcome (decision-rule.md).

It is a protection screening and not a court finding. A supervisor who did not do the interview decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from accounts import codes
from screening.catalogue import CURRENT, ELEMENTS, HUB, PROFILES, STRENGTHS, catalogue
from screening.explaining import sentences

RULE_VERSION = 1
PRESENT = "present"
STATES = frozenset(row["code"] for row in codes.rows("answer_values"))
FLAGS = frozenset(row["code"] for row in codes.rows("vulnerability_flags"))
CONCERNS = frozenset(row["code"] for row in codes.rows("vulnerability_flags") if row["protection_concern"] == "yes")
PARTS = frozenset(ELEMENTS)
RISKS = frozenset(row["code"] for row in codes.rows("return_risk_factors"))
# Being made to is itself a sign of means (section 7, line 4).
MADE_TO = ("P-FC-01", "P-FC-02", "P-SX-", "P-SL-", "P-FM-01", "P-FA-01")
REQUIRED = {"adult": ELEMENTS, "child": ("act", "purpose")}
ADULT_AGE = 18  # years

INDICATED, FURTHER = "trafficking_indicated", "further_assessment"
VULNERABLE, NOTHING, UNABLE = "vulnerable_not_trafficked", "no_indication", "unable_to_screen"
# From the least protection to the most; who could not be screened stands outside.
PROTECTION = (NOTHING, VULNERABLE, FURTHER, INDICATED)


class UnknownCode(ValueError):
    """A code or a value that the catalogue or a code list of this version does not have; `codes` names them."""

    def __init__(self, what, wrong):
        self.what, self.codes = what, sorted(str(code) for code in wrong)
        super().__init__(f"{what}: {', '.join(self.codes)}")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the rule looks at (section 2). Ages are whole years, None where not known.

    `answers` maps indicator codes to present, absent, unknown or not_asked; a code left out was not asked.
    """

    answers: Mapping[str, str]
    sections_complete: Mapping[str, bool] = field(default_factory=dict)
    age_at_screening: int | None = None
    age_at_recruitment: int | None = None
    age_disputed: bool = False
    vulnerability_flags: frozenset[str] = frozenset()
    return_risk_factors: frozenset[str] = frozenset()
    screenable: bool = True
    trafficking_defence: bool = False
    catalogue_version: int = CURRENT


@dataclass(frozen=True, slots=True)
class Result:
    """What the rule proposes, and by which of its lines. `counts` are (strong, medium, weak) for each element."""

    inputs: Inputs
    profile: str
    counts: Mapping[str, tuple[int, int, int]]
    levels: Mapping[str, str]
    outcome: str
    line: str
    reasonable_grounds: bool
    protection_presumed: bool
    rule_version: int = RULE_VERSION

    @property
    def catalogue_version(self):
        """The catalogue that was counted by."""
        return self.inputs.catalogue_version

    @property
    def explanation(self):
        """Plain sentences in the reader's language, made from the data of this result alone (S4)."""
        return sentences(self)

    def counted(self):
        """{element: {strength: number}}: the counts with their names."""
        return {element: dict(zip(STRENGTHS, numbers, strict=True)) for element, numbers in self.counts.items()}


@dataclass(frozen=True, slots=True)
class Tables:
    """What evaluation looks up, made once for each catalogue: `cells` maps a code to its place among nine counters
    (three strengths of three elements) for one profile."""

    cells: Mapping[str, Mapping[str, int]]
    codes: frozenset[str]
    means_or_purpose: frozenset[str]
    made_to: frozenset[str]


@cache
def tables(version):
    """The tables of one catalogue."""
    rows = catalogue(version)
    cells: dict[str, dict[str, int]] = {profile: {} for profile in PROFILES}
    for profile in PROFILES:
        for code, row in rows.items():
            if strength := row.strength_for(profile):
                cells[profile][code] = ELEMENTS.index(row.element) * len(STRENGTHS) + STRENGTHS.index(strength)
    return Tables(
        cells,
        frozenset(rows),
        frozenset(code for code, row in rows.items() if row.element in ("means", "purpose")),
        frozenset(code for code in rows if code.startswith(MADE_TO)),
    )


def threshold(strong, medium, weak):
    """T(S, M, W) of section 5 (ILO/EC Delphi 2009)."""
    return strong >= 2 or (strong >= 1 and medium + weak >= 1) or medium >= 3 or (medium >= 2 and weak >= 1)


@cache
def level(element, profile, numbers):
    """positive, partial or none (section 6). One strong sign is enough for the act, and for a child's purpose."""
    enough = element == "act" or (element == "purpose" and profile == "child")
    if threshold(*numbers) or (enough and numbers[0]):
        return "positive"
    return "partial" if any(numbers) else "none"


def profile_of(inputs):
    """child or adult (section 3). An unknown age without doubt about it is an adult's (section 2)."""
    ages = (inputs.age_at_screening, inputs.age_at_recruitment)
    young = any(age is not None and age < ADULT_AGE for age in ages)
    disputed = inputs.age_disputed or "age_disputed" in inputs.vulnerability_flags
    return "child" if young or disputed else "adult"


def check(inputs, known):
    """UnknownCode for anything the tables do not have: a misspelt code must never pass for an absent one."""
    known_to_all = (
        known.codes.issuperset(inputs.answers)
        and STATES.issuperset(inputs.answers.values())
        and PARTS.issuperset(inputs.sections_complete)
        and FLAGS.issuperset(inputs.vulnerability_flags)
        and RISKS.issuperset(inputs.return_risk_factors)
    )
    if not known_to_all:
        raise unknown(inputs, known)


def unknown(inputs, known):
    """The error that names what `check` did not know."""
    given = (
        ("answers", inputs.answers, known.codes),
        ("values of answers", inputs.answers.values(), STATES),
        ("sections_complete", inputs.sections_complete, PARTS),
        ("vulnerability_flags", inputs.vulnerability_flags, FLAGS),
        ("return_risk_factors", inputs.return_risk_factors, RISKS),
    )
    return next(UnknownCode(what, set(found) - allowed) for what, found, allowed in given if set(found) - allowed)


def count(present, cells):
    """{element: (strong, medium, weak)} of the present codes that count for the profile (section 4)."""
    found = [0] * (len(ELEMENTS) * len(STRENGTHS))
    for code in present:
        if (cell := cells.get(code)) is not None:
            found[cell] += 1
    return {"act": tuple(found[:3]), "means": tuple(found[3:6]), "purpose": tuple(found[6:])}


def decide(profile, levels, complete, made_to, concern):
    """(outcome, line of section 7) for somebody who could be screened."""
    required = REQUIRED[profile]
    lacking = [element for element in required if levels[element] != "positive"]
    if not lacking:
        return INDICATED, "2"
    if not all(complete.get(element, False) for element in lacking):
        return FURTHER, "3"
    if line := still_possible(profile, levels, made_to):
        return FURTHER, line
    return (VULNERABLE, "5") if concern else (NOTHING, "5")


def still_possible(profile, levels, made_to):
    """Which part of line 4 fits, or "" where none does."""
    if all(levels[element] != "none" for element in REQUIRED[profile]):
        return "4 partial"
    if levels["means"] == levels["purpose"] == "positive":
        return "4 received"
    return "4 made to" if profile == "adult" and levels["means"] == "none" and made_to else ""


def grounds(outcome, counts):
    """Reasonable grounds: the outcome is indicated, or open with a strong sign of means or purpose."""
    return outcome == INDICATED or (outcome == FURTHER and bool(counts["means"][0] or counts["purpose"][0]))


def presumed(inputs, reasonable):
    """Protection is presumed: reasonable grounds, a known hub, or a trafficking defence; also where nobody could be
    screened."""
    return reasonable or inputs.answers.get(HUB) == PRESENT or inputs.trafficking_defence


def evaluate(inputs: Inputs) -> Result:
    """The proposed outcome. Pure: the same inputs give the same result, whatever their order.

    UnknownCode for codes of no catalogue or list, LookupError for a catalogue there is not. Answers of somebody who
    was not screenable are not used: nothing is counted (section 7, line 1).
    """
    known = tables(inputs.catalogue_version)
    check(inputs, known)
    profile = profile_of(inputs)
    present = [code for code, state in inputs.answers.items() if state == PRESENT] if inputs.screenable else []
    counts = count(present, known.cells[profile])
    levels = {element: level(element, profile, numbers) for element, numbers in counts.items()}
    if inputs.screenable:
        made_to = not known.made_to.isdisjoint(present)
        concern = protection_concern(inputs, present, known)
        outcome, line = decide(profile, levels, inputs.sections_complete, made_to, concern)
    else:
        outcome, line = UNABLE, "1"
    reasonable = grounds(outcome, counts)
    return Result(inputs, profile, counts, levels, outcome, line, reasonable, presumed(inputs, reasonable))


def protection_concern(inputs, present, known):
    """A sign of means or purpose (of either profile), a known hub, a flag that says so, or a risk on return."""
    return bool(
        inputs.return_risk_factors
        or not CONCERNS.isdisjoint(inputs.vulnerability_flags)
        or HUB in present
        or not known.means_or_purpose.isdisjoint(present)
    )


def lowers(outcome, to):
    """Whether `to` protects less than `outcome` (section 8). Both are outcomes of somebody who was screened."""
    return PROTECTION.index(to) < PROTECTION.index(outcome)
