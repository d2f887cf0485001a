"""The steps of a movement: one row each (T4). Nothing else assigns `status`.

`plan` also stands after the booking: who dropped out leaves a seat, a new plan is approved, and who is not booked yet
is booked then. `depart` and `arrive` are of one run; each traveller goes by the step of their own return or removal.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.outbox.actions import tell_all
from accounts.workflow import Step, Workflow
from referrals.movements import going, proposing, queries
from referrals.movements.actions import put
from referrals.movements.codes import Status
from referrals.movements.traits import ON_THE_WAY

S = Status


def board_of(row):
    """The movement with all that is on it, read once for all needs of a step."""
    if "_board" not in row.__dict__:
        row.__dict__["_board"] = queries.whole(row)
    return row.__dict__["_board"]


def proposed(row, given):
    """The proposal is there and fits what is written now."""
    row.__dict__["_plan"], row.__dict__["_board"] = proposing.acceptable(row, given.get("number"))


def in_force(row, by, before, given):
    """The plan stands; the supervisors of the team are told that it waits for one of them."""
    proposing.taken(row, row.__dict__["_plan"], board_of(row))
    row.planned_by = by
    tell_all(queries.leaders(row.team_id).exclude(pk=by.pk), "return")


def has_plan(row, given):
    """There is a plan."""
    if row.plan_number is None:
        raise ValidationError(_("First accept a plan."))


def keeps_rules(row, given):
    """The plan in force keeps every rule, on the rows as they are now."""
    proposing.must_keep(board_of(row))


def all_seen(row, given):
    """Who decides for people has read who they are; removals are not booked by us (T7)."""
    hidden = [rider for rider in board_of(row).unseen if not rider.lost and not rider.removal]
    if hidden:
        raise ValidationError(_("Somebody on it is of a case that you cannot open. A colleague must do it."))


def by_another(row, given):
    """Who planned does not approve (R-07)."""
    by = given.get("by")
    if by is not None and by.pk == row.planned_by_id:
        raise ValidationError(_("Somebody else must approve this: it was you who planned it."))


def approved(row, by, before, given):
    """Who read which plan."""
    row.approved_by, row.approved_number = by, row.plan_number


def is_approved(row, given):
    """A supervisor has read the plan in force."""
    if row.plan_number is None or row.approved_number != row.plan_number:
        raise ValidationError(_("A supervisor must approve the plan first."))


def a_reason(row, given):
    """Why, in a sentence."""
    if not str(given.get("reason") or "").strip():
        raise ValidationError({"reason": _("Write the reason in a sentence.")})


def called_off(row, by, before, given):
    """The reason stays with the movement; what was booked for it is unbooked, all of it or nothing."""
    going.unbook_all(board_of(row), by, str(given["reason"]))
    put(row, {"reason": given["reason"]}, {})
    row.ended_at = timezone.now()


def everybody_told(row, given):
    """Nobody is forgotten: each of them has arrived, or was taken off with a reason."""
    left = [one for one in board_of(row).riders if one.state not in ON_THE_WAY]
    if left:
        raise ValidationError(_("Somebody on it has not gone. Take them off with the reason, or note that they went."))


def ended(row, by, before, given):
    """It is over; the database lets go of everybody on it."""
    row.ended_at = timezone.now()


def where_it_is(row):
    """Arrived with the last run on which somebody is, else still under way."""
    run = row.__dict__["_run"]
    open_runs = [one for one in proposing.last_runs(board_of(row)) if one.arrived_at is None and one.pk != run.pk]
    last = board_of(row).legs[-1].pk
    return S.UNDER_WAY if open_runs or run.leg_id != last else S.ARRIVED


def record(row, step, before, by, given):
    """Nothing is told on a case here: the steps of its own return or removal do that."""


MOVEMENT = Workflow(
    "movement",
    record,
    Step("plan", frozenset({S.DRAFT, S.PLANNED, S.BOOKED}), S.PLANNED, gettext_lazy("Accept the plan"), (proposed,),
         ("number",), (in_force,)),
    Step("approve", frozenset({S.PLANNED}), S.PLANNED, gettext_lazy("Approve the plan"),
         (has_plan, by_another, all_seen, keeps_rules), (), (approved,)),
    Step("book", frozenset({S.PLANNED}), S.BOOKED, gettext_lazy("Book"),
         (has_plan, is_approved, all_seen, keeps_rules, going.may_book), ("bookings",), (going.booked,)),
    Step("depart", frozenset({S.BOOKED, S.UNDER_WAY}), S.UNDER_WAY, gettext_lazy("This run has departed"),
         (going.run_named, going.may_depart), ("run",), (going.departed,)),
    Step("arrive", frozenset({S.UNDER_WAY}), where_it_is, gettext_lazy("This run has arrived"),
         (going.run_named, going.may_arrive), ("run", "arrived_on", "by_hand"), (going.arrived,)),
    Step("close", frozenset({S.ARRIVED}), S.CLOSED, gettext_lazy("Close the movement"), (everybody_told,), (),
         (ended,)),
    Step("cancel", frozenset({S.DRAFT, S.PLANNED, S.BOOKED}), S.CANCELLED, gettext_lazy("Call the movement off"),
         (a_reason,), ("reason",), (called_off,), True),
)  # fmt: skip
