"""P3, R06: help is given unconditionally. No field, state, step or guard of the product asks for testimony or
cooperation, and nothing that is done for a person reads a formal status."""

import ast
import inspect
from importlib import import_module

import pytest
from django.apps import apps

from accounts import codes
from accounts.acting import acting
from accounts.policy import ACTIONS
from casework.consents.actions import answer, inform
from casework.needs.models import Need
from casework.needs.transitions import NEED, PLAN
from casework.todos.kinds import KINDS
from tests.casework.needs.conftest import Help

WORDS = ("testif", "testimon", "cooperat", "co-operat", "collaborat", "statement to the police", "gives evidence",
         "press charges", "depose", "deposition")  # fmt: skip
# Words of the record that name where something was told, and the one kind of help that is voluntary by its name.
NAMED = {"testimony": "a source of a sign", "witness_support": "voluntary, and only on the person's own wish"}
OURS = ("accounts", "casework", "screening", "referrals")


def spoken():
    """(where, text) of every name, label, help text, choice, action, step and to-do of the product."""
    for model in apps.get_models():
        if model._meta.app_label not in OURS:
            continue
        for field in model._meta.concrete_fields:
            where = f"{model.__name__}.{field.name}"
            yield where, field.name
            yield where, str(field.verbose_name)
            yield where, str(field.help_text)
            coded = getattr(field, "base_field", field)
            for code, label in coded.flatchoices or ():
                yield f"{where}={code}", f"{code} {label}"
    yield from ((f"action {name}", name) for name in ACTIONS)
    yield from ((f"to-do {code}", f"{code} {kind.label} {kind.text}") for code, kind in KINDS.items())


def test_no_field_state_action_or_todo_asks_for_testimony_or_cooperation():
    found = [
        (where, text)
        for where, text in spoken()
        if any(word in text.lower() for word in WORDS) and not any(name in where for name in NAMED)
    ]
    assert found == []


def test_the_search_would_find_one():
    assert any("testimony" in text for _where, text in spoken())


GATED = ["casework.needs.actions", "casework.needs.transitions", "casework.needs.sessions", "casework.needs.proposals",
         "casework.children.actions", "casework.children.queries", "casework.children.transitions"]  # fmt: skip
STATUSES = ("formal", "identification_status", "police", "trafficked", "outcome_of", "cooperat", "consents", "migration",
            "holds", "yes_of")  # fmt: skip


@pytest.mark.parametrize("name", GATED)
def test_no_step_of_care_reads_a_status_an_outcome_or_a_consent(name):
    tree = ast.parse(inspect.getsource(import_module(name)))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert [one for one in names if any(word in one.lower() for word in STATUSES)] == []


def test_steps_ask_only_for_what_was_done_and_what_the_person_wants():
    asked = {name for workflow in (NEED, PLAN) for step in workflow.steps.values() for name in step.asks}
    assert asked == {"result", "result_words", "read_aloud", "agreed_on", "agreed_how", "copy_given", "answer_words"}


@pytest.mark.parametrize("kind", [row["code"] for row in codes.rows("service_types")])
def test_every_kind_of_help_reaches_somebody_who_said_no_to_everything_that_was_asked(office, case, kind):
    if kind == "basic_needs":
        with acting(office.amina, "test.arrange"):
            for asked in ("interview", "statistics"):
                row = inform(case, by=office.amina, type=asked, purpose="x", language="vie")
                answer(row, by=office.amina, status="refused")
    assert Help(office, case, kind=kind).to("done").row.status == Need.Status.DONE
