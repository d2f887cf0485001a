"""A workflow is one table of steps. Nothing else assigns the status (style-by-example section 4)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.access import allowed, refuse
from accounts.performing import performing


class WrongState(ValidationError):
    """The row is not in a state from which the step starts: 409 by API, a sentence on the page (S-33)."""


@dataclass(frozen=True)
class Step:
    """One row: name, states it starts from, state it leads to (or a function of the row), what it needs.

    `needs` are functions (row, given) that raise ValidationError; `asks` names what the form asks for;
    `then` runs inside the same transaction after the row is saved; `label` is the verb on the button.
    """

    name: str
    sources: frozenset
    target: str | Callable
    label: Any
    needs: tuple = ()
    asks: tuple = ()
    then: tuple = ()
    care: bool = False


class Workflow:
    """Steps of one kind of row. `noun` gives the actions of policy.ACTIONS: "case" + "close" -> "case.close"."""

    def __init__(self, noun, record, *steps, field="status"):
        self.noun, self.record, self.field = noun, record, field
        self.steps = {step.name: step for step in steps}

    def action(self, step):
        """The action's name in policy.ACTIONS."""
        return f"{self.noun}.{step.name}"

    def available(self, row, user):
        """Steps this person may take now: the buttons of the page and the API's `available_steps`."""
        state = getattr(row, self.field)
        return [s for s in self.steps.values() if state in s.sources and allowed(user, self.action(s), row)]

    def move(self, row, name, *, by, **given):
        """Takes the step, or raises: LookupError unknown, Http404/PermissionDenied, WrongState, ValidationError."""
        step = self.steps[name]
        with performing(by, self.action(step), row):
            fresh = type(row).objects.select_for_update().filter(pk=row.pk).first()
            if fresh is None:  # whoever acts lost it since they read it
                refuse(by, self.action(step), row._meta.label_lower, row.pk, visible=False)
            before = getattr(fresh, self.field)
            if before not in step.sources:
                raise WrongState(_("This is not possible now: somebody changed it, or another step comes first."))
            for need in step.needs:
                need(fresh, {**given, "by": by})
            setattr(fresh, self.field, step.target(fresh) if callable(step.target) else step.target)
            for act in step.then:
                act(fresh, by, before, given)
            fresh.save()
            self.record(fresh, step, before, by, given)
        return fresh
