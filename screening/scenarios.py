"""Case files: the shape of `config/demo/scenarios/*.json`, which `screen` and `screenings/evaluate/` take.

What is not part of the screening (story, places, `expected`, …) may stand in the file and is not looked at.
"""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from screening.catalogue import ELEMENTS
from screening.rule import FLAGS, PRESENT, RISKS, STATES, Inputs, evaluate, tables

OLDEST = 130  # years


def refuse(name, sentence):
    """ValidationError beside one field."""
    raise ValidationError({name: [sentence]})


def read_file(path):
    """The object in a file. ValidationError with a sentence for anything that is not one JSON object."""
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ValidationError(_("This file cannot be read: %(why)s.") % {"why": error.strerror}) from error
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("This is not a JSON file in UTF-8.")) from error
    if not isinstance(told, dict):
        raise ValidationError(_("This file holds no case: it must be one JSON object."))
    return told


def of_kind(told, name, kind, otherwise):
    """A value of the right type; `otherwise` where the key is left out."""
    value = told.get(name, otherwise)
    if not isinstance(value, kind):
        words = {dict: _("an object"), list: _("a list"), bool: _("true or false"), str: _("a text")}
        refuse(name, _("This must be %(kind)s.") % {"kind": words[kind]})
    return value


def coded(told, name, known):
    """A list of known codes as a set."""
    found = of_kind(told, name, list, [])
    wrong = [str(code) for code in found if not isinstance(code, str) or code not in known]
    if wrong:
        refuse(name, _("Unknown code: %(codes)s.") % {"codes": ", ".join(wrong)})
    return frozenset(found)


def age(person, name):
    """Whole years, or None where not known."""
    years = person.get(name)
    if years is None:
        return None
    if isinstance(years, bool) or not isinstance(years, int) or not 0 <= years <= OLDEST:
        refuse(f"person.{name}", _("Write a whole number of years from 0 to %(oldest)d, or null.") % {"oldest": OLDEST})
    return years


def ages(person):
    """(age at screening, age at recruitment, in doubt)."""
    now, then = age(person, "age_at_screening"), age(person, "age_at_recruitment")
    if now is not None and then is not None and then > now:
        refuse("person.age_at_recruitment", _("Nobody was recruited at an age they have not reached yet."))
    return now, then, person.get("age_basis") == "disputed"


def answers_of(told):
    """{code: state} from `answers`, from `indicators_present`, or from both where they agree."""
    if "answers" not in told and "indicators_present" not in told:
        refuse("indicators_present", _("Name the indicators that are present; the list may be empty."))
    known = tables(1).codes
    answers = dict(of_kind(told, "answers", dict, {}))
    coded({"answers": list(answers)}, "answers", known)
    wrong = [str(state) for state in answers.values() if not isinstance(state, str) or state not in STATES]
    if wrong:
        refuse("answers", _("Unknown value: %(values)s.") % {"values": ", ".join(wrong)})
    for code in sorted(coded(told, "indicators_present", known)):
        if answers.setdefault(code, PRESENT) != PRESENT:
            refuse("indicators_present", _("%(code)s cannot be both.") % {"code": code})
    return answers


def sections(told):
    """{element: finished}; a part that is not named is not finished, which never lowers an outcome."""
    found = of_kind(told, "sections_complete", dict, {})
    wrong = sorted(set(found) - set(ELEMENTS))
    if wrong:
        refuse("sections_complete", _("Unknown part: %(parts)s.") % {"parts": ", ".join(wrong)})
    return {name: of_kind(found, name, bool, False) for name in ELEMENTS}


def read_inputs(told: dict[str, Any]) -> Inputs:
    """What the rule looks at in a case file. ValidationError {field: sentence} for whatever does not fit."""
    now, then, doubt = ages(of_kind(told, "person", dict, {}))
    return Inputs(
        answers=answers_of(told),
        sections_complete=sections(told),
        age_at_screening=now,
        age_at_recruitment=then,
        age_disputed=doubt,
        vulnerability_flags=coded(told, "vulnerability_flags", FLAGS),
        return_risk_factors=coded(told, "return_risk_factors", RISKS),
        screenable=of_kind(told, "screenable", bool, True),
        trafficking_defence=of_kind(told, "trafficking_defence", bool, False),
    )


def screened(told):
    """The answer of `screen` and of `screenings/evaluate/` for one case file (interfaces.md)."""
    return {"id": of_kind(told, "id", str, ""), **as_json(evaluate(read_inputs(told)))}


def as_json(result):
    """A result of the rule as the command and the API show it."""
    return {
        "profile": result.profile,
        "levels": dict(result.levels),
        "counts": result.counted(),
        "outcome": result.outcome,
        "reasonable_grounds": result.reasonable_grounds,
        "protection_presumed": result.protection_presumed,
        "rule_version": result.rule_version,
        "catalogue_version": result.catalogue_version,
        "explanation": result.explanation,
    }
