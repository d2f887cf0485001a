"""From a stored screening to what the rule looks at, and what the rule says of it now."""

from screening.models import IndicatorAnswer
from screening.rule import ADULT_AGE, FLAGS, RISKS, Inputs, evaluate


def answers_of(screening):
    """The stored answers of a screening, in the order of their codes."""
    return list(IndicatorAnswer.objects.filter(screening=screening))


def usable_answers(screening):
    """The stored answers that may still be looked at: none that were told before a yes was taken back."""
    return [] if screening.hindrance == screening.Hindrance.WITHDRAWN else answers_of(screening)


def in_doubt(screening):
    """The age is in doubt: by the screener's word, or because the person's file says child and no age here does."""
    now = screening.age_at_screening
    return screening.age_disputed or (screening.case.child and (now is None or now >= ADULT_AGE))


def inputs_of(screening, answers=None) -> Inputs:
    """What the rule looks at. `answers` are the stored rows, where they were read already."""
    rows = answers_of(screening) if answers is None else answers
    marks = [*screening.vulnerability_flags, *screening.return_risk_factors, *screening.health_marks]
    return Inputs(
        answers={row.code: row.state for row in rows},
        sections_complete=screening.sections_complete,
        age_at_screening=screening.age_at_screening,
        age_at_recruitment=screening.age_at_recruitment,
        age_disputed=in_doubt(screening) if screening.status in screening.UNDECIDED else screening.age_disputed,
        vulnerability_flags=FLAGS.intersection(marks),
        return_risk_factors=RISKS.intersection(marks),
        screenable=screening.screenable,
        trafficking_defence=screening.trafficking_defence,
        catalogue_version=screening.catalogue_version,
    )


def result_of(screening, answers=None):
    """The rule's Result for the screening as it is stored. LookupError for a rule this release no longer has."""
    if screening.rule_version not in RULES:
        raise LookupError(f"There is no rule {screening.rule_version}.")
    return RULES[screening.rule_version](inputs_of(screening, answers))


# Old versions stay, so that an old screening is explained by the rule it was decided by (S8).
RULES = {1: evaluate}


def write_result(screening, result):
    """Writes what the rule said into the row; saving it is the caller's."""
    screening.profile, screening.levels, screening.counts = result.profile, dict(result.levels), result.counted()
    screening.rule_outcome = screening.outcome = result.outcome
    screening.reasonable_grounds = result.reasonable_grounds
    screening.protection_presumed = result.protection_presumed


def forget_result(screening):
    """A screening that goes on has no outcome yet."""
    screening.profile, screening.levels, screening.counts = "", {}, {}
    screening.rule_outcome = screening.outcome = ""
    screening.reasonable_grounds = screening.protection_presumed = False
