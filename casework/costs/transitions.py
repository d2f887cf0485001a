"""The steps of a cost: one row each (P7). Nothing else assigns `status`."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.outbox.actions import tell
from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from casework.costs.models import Cost
from casework.penalties.needs import a_reason
from casework.todos.actions import settle_todos

S = Cost.Status


def by_another(row, given):
    """Whoever spent it does not approve it, nor refuse it (R-07)."""
    if given.get("by") is not None and row.noted_by_id == given["by"].pk:
        raise ValidationError(_("Somebody else must decide this: it was you who wrote it down."))


def decided(row, by, before, given):
    """Who, when and why."""
    row.decided_by, row.decided_at = by, timezone.now()
    row.decision = str(given.get("reason") or "").strip()


def record(row, step, before, by, given):
    """The timeline's line; what waited is settled, and who wrote it down hears of it."""
    note(row.case, f"cost_{step.name}", by, before=before, after=row.status, reason=row.decision)
    settle_todos(row.case, "approve_cost", by=by, about=row.pk)
    if row.noted_by_id != by.pk:
        tell(row.noted_by, "reviewed")


COST = Workflow(
    "cost",
    record,
    Step("approve", frozenset({S.WAITING}), S.APPROVED, gettext_lazy("Approve"), (by_another,), (), (decided,)),
    Step("refuse", frozenset({S.WAITING}), S.REFUSED, gettext_lazy("Do not approve"), (by_another, a_reason),
         ("reason",), (decided,), care=True),
    Step("take_back", frozenset({S.WAITING, S.STANDS, S.APPROVED}), S.TAKEN_BACK, gettext_lazy("Take it back"),
         (a_reason,), ("reason",), (decided,), care=True),
)  # fmt: skip
