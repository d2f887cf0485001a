"""Invented case files stored through the normal actions, as far as the screening (command, demo, tests)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.codes import choices
from casework.cases import actions as cases
from casework.cases.transitions import CASE
from casework.consents import actions as consents
from casework.people.actions import edit_person, save_row
from casework.people.models import Speaks
from screening import actions
from screening.models import IndicatorAnswer, Screening
from screening.scenarios import of_kind, read_inputs, refuse
from screening.transitions import SCREENING

# What the person is asked before the screening. A yes to sharing names who would see it, and no file does.
ASKED = ("case_data", "interview", "statistics")
GUARDIAN = {"giver": "appointed_guardian", "guardian": "Appointed guardian (invented)", "child_assent": True}
SEEN = ("C-HUB-", "C-PRS-", "C-SYS-")
Hindrance = Screening.Hindrance


def must_be_invented(told):
    """ValidationError for a file about somebody who may be real."""
    if told.get("synthetic") is not True:
        refuse("synthetic", _("Only invented cases are loaded: the file must say so."))


def load_case(told, *, by, team, upto="submit", person=None, **fields):
    """The Screening of an invented case file, stored by `by` in their `team`: opened, asked, marked and sent.

    `upto` is the last step taken (draft, start or submit); `person` and `fields` are put over what the file says of
    the person and the case. ValidationError for a file that is not invented, or that the normal actions refuse.
    """
    must_be_invented(told)
    inputs = read_inputs(told)
    case = open_told(told, by, team, fields)
    describe(case, told, inputs, by, person or {})
    agreed = ask(case, told, by)
    case = CASE.move(case, "start", by=by)
    if upto == "draft":
        return actions.open_screening(case, by=by)
    screening = actions.open_screening(case, by=by, **facts_of(inputs))
    if agreed:
        screening = SCREENING.move(screening, "start", by=by, setting="yes", present="guardian")
    screening = actions.mark(screening, marks_of(inputs, agreed), by=by)
    return screening if upto == "start" else finish(screening, inputs, agreed, by)


def open_told(told, by, team, fields):
    """The draft case, with the story as what was told."""
    about = of_kind(told, "person", dict, {})
    spoken = [code for code in of_kind(about, "languages", list, []) if code in dict(choices("languages"))]
    values = {
        "label": of_kind(about, "label", str, ""),
        "language": spoken[0] if spoken else "eng",
        "interpreter_needed": True,
        "safety_checked_on": timezone.localdate(),
        "told": of_kind(told, "story", str, ""),
    }
    case = cases.open_case(team, by=by, **{**values, **fields})
    for place, code in enumerate(spoken):
        save_row(Speaks(case=case, language=code, level="well" if place else "first"), by=by)
    return case


def describe(case, told, inputs, by, more):
    """The person as the file has them; a doubt about the age presumes a child (R03)."""
    about = of_kind(told, "person", dict, {})
    doubt = inputs.age_disputed or "age_disputed" in inputs.vulnerability_flags
    values = {
        "gender": of_kind(about, "sex", str, "unknown"),
        "estimated_age": inputs.age_at_screening,
        "age_basis": "told" if inputs.age_at_screening is not None else "",
        "presumed_child": doubt,
        "nationalities": of_kind(about, "nationalities", list, []),
    }
    edit_person(case.person, by=by, **{**values, **more})
    case.refresh_from_db()


def ask(case, told, by):
    """Explains what is asked before a screening and records the answers; whether the person agreed to the interview."""
    said = of_kind(told, "consents", dict, {})
    for kind in [kind for kind in ASKED if said.get(kind) in ("informed", "given", "refused")]:
        row = consents.inform(case, by=by, type=kind, language=case.language)
        if said[kind] == "refused":
            consents.answer(row, by=by, status="refused")
        elif said[kind] == "given":
            giver = GUARDIAN if case.child else {"giver": "individual"}
            consents.answer(row, by=by, status="given", how="written", **giver)
    return said.get("interview") == "given"


def facts_of(inputs):
    """Flags, ages and finished parts as a screening stores them."""
    return {
        "age_at_screening": inputs.age_at_screening,
        "age_at_recruitment": inputs.age_at_recruitment,
        "age_disputed": inputs.age_disputed,
        "trafficking_defence": inputs.trafficking_defence,
        "vulnerability_flags": sorted(inputs.vulnerability_flags),
        "return_risk_factors": sorted(inputs.return_risk_factors),
        **{f"{element}_complete": finished for element, finished in inputs.sections_complete.items()},
    }


def marks_of(inputs, agreed):
    """The answers with where they come from: told by the person where they agreed to be asked, else seen by us."""
    source = IndicatorAnswer.Source
    return {
        code: {
            "state": state,
            "source": source.OBSERVATION if code.startswith(SEEN) or not agreed else source.TESTIMONY,
        }
        for code, state in inputs.answers.items()
    }


def finish(screening, inputs, agreed, by):
    """Sent for review, or stopped where the person could not be screened."""
    if agreed and inputs.screenable:
        return SCREENING.move(screening, "submit", by=by)
    why = Hindrance.STOPPED if agreed else Hindrance.REFUSED
    return SCREENING.move(screening, "stop", by=by, hindrance=why)
