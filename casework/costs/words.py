"""The states of a cost in a word and a shape, and what happened in sentences."""

from django.utils.translation import gettext_lazy as _

from casework import money
from casework.costs.models import Cost
from casework.costs.transitions import COST

S = Cost.Status
SHAPES = {S.STANDS: "done", S.WAITING: "decide", S.APPROVED: "done", S.REFUSED: "stop", S.TAKEN_BACK: "stop"}
TIMELINE = {
    "cost_add": (_("A cost was written down."), "todo", "steps"),
    "cost_receipt": (_("A receipt was added."), "done", "steps"),
    "cost_approve": (_("A cost was approved."), "done", "steps"),
    "cost_refuse": (_("A cost was not approved."), "stop", "steps"),
    "cost_take_back": (_("A cost was taken back."), "stop", "steps"),
}
ACTIONS = {
    "cost.add": _("Wrote down a cost"),
    "cost.receipt": _("Added a receipt"),
    **{COST.action(step): step.label for step in COST.steps.values()},
}


def tag_of(row):
    """(kind, word) of the state."""
    return SHAPES[row.status], row.get_status_display()


def said(row):
    """The amount in words of the page."""
    return money.said(row.amount, row.currency)
