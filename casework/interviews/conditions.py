"""When a question is shown: the grammar of `show_if`, and nothing else.

    show_if = clause { " and " clause } | clause { " or " clause }      (never mixed)
    clause  = code " " ( "any" | op " " value ),   op = "=" | "!=" | "has" | ">=" | "<"

A question without an answer makes `=`, `has`, `any`, `>=` and `<` false and `!=` true: a skip never hides more than
it must. Clauses look at the same repeat.
"""

from decimal import Decimal, InvalidOperation

from casework.interviews import catalogue
from casework.interviews.catalogue import State

NOT_TICKED = ("none", "none_yet", "unknown")
GIVEN = (State.ANSWERED, State.UNSURE)


def ticks(value):
    """Ticks of an answer as a tuple: one for a choice, none for a skip."""
    if value is None or value == "":
        return ()
    return tuple(value) if isinstance(value, (list, tuple, set, frozenset)) else (value,)


def anything_ticked(question, value):
    """Something other than an exclusive option, `none`, `none_yet` or `unknown` is ticked."""
    exclusive = [option.code for option in question.options if option.exclusive]
    return any(tick not in exclusive and tick not in NOT_TICKED and tick != State.UNSURE for tick in ticks(value))


def number(value):
    """The value as a number, or None where it is not one."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def at_least(value, limit):
    """value >= limit; False without a number."""
    found = number(value)
    return found is not None and found >= Decimal(limit)


def below(value, limit):
    """value < limit; False without a number."""
    found = number(value)
    return found is not None and found < Decimal(limit)


TESTS = {
    "=": lambda value, asked: value == asked,
    "!=": lambda value, asked: value != asked,
    "has": lambda value, asked: asked in ticks(value),
    ">=": at_least,
    "<": below,
}


def holds(clause, answers):
    """Whether one clause is true."""
    value = answers.get(clause.code)
    if clause.op == "any":
        return anything_ticked(catalogue.question(clause.code), value)
    if value is None:
        return clause.op == "!="
    return TESTS[clause.op](value, clause.value)


def fits(question, profile):
    """Whether the question is meant for this person: some are for children only."""
    return question.applies_to in ("all", profile)


def shown(question, answers, profile="adult"):
    """Whether a question is shown. `answers` is {code: value} of the same repeat, without skipped ones."""
    if not fits(question, profile):
        return False
    found = [holds(clause, answers) for clause in question.clauses]
    return not found or (all(found) if question.joined == "and" else any(found))


def within(question_set, question, given, repeat):
    """{code: value} that the conditions of `question` look at: its own repeat, and what is asked only once.

    `given` is {(code, repeat): Given}; skipped and closed questions are left out.
    """
    own = {other.code for other in question_set.questions if other.repeats_for and other.section == question.section}
    return {
        code: held.value
        for (code, number_of), held in given.items()
        if held.state in GIVEN and held.value is not None and number_of == (repeat if code in own else 0)
    }
