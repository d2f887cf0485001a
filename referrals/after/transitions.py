"""The steps of a call after the way home, and of the plan for the new life (workflows.md 8 and 11): one row each.
Nothing else assigns `status`."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Workflow
from referrals.after import needs
from referrals.after.following import record_call, record_plan
from referrals.after.models import FollowUp, PlanGoal, ReintegrationPlan
from referrals.after.needs import Fill

F, P = FollowUp.Status, ReintegrationPlan.Status
OPEN = frozenset(FollowUp.OPEN)
RUNNING = frozenset(ReintegrationPlan.RUNNING)
AGAIN = datetime.timedelta(days=7)
OUTCOME = (*FollowUp.AREAS, "again", "words")


def talked(row, by, before, given):
    """Who talked."""
    row.done_by = by


def try_again(row, by, before, given):
    """One more try a week later."""
    row.tries += 1
    row.due_on = timezone.localdate() + AGAIN


def as_agreed(row, by, before, given):
    """The goals as the person heard them; what is written later is not what they said yes to."""
    names = ("area", "goal", "help", "who", "until", "stands")
    rows = PlanGoal.objects.filter(plan=row).exclude(stands=PlanGoal.Stands.DROPPED)
    row.agreed_goals = [{name: str(getattr(goal, name) or "") for name in names} for goal in rows]


def reviewed(row, by, before, given):
    """On which day."""
    row.reviewed_on = timezone.localdate()


def ended(row, by, before, given):
    """On which day."""
    row.ended_on = timezone.localdate()


def as_it_is(row):
    """The state stays."""
    return row.status


def step(name, sources, target, label, needed=(), asks=(), then=(), care=False):
    """One row."""
    return Step(name, frozenset(sources), target, label, needed, asks, then, care)


FOLLOWUP = Workflow(
    "followup",
    record_call,
    step("talk", OPEN, F.DONE, _("Write down the talk"),
         (needs.agreed_to_calls, needs.in_time, needs.safe_now,
          Fill("done_on", *OUTCOME, needed=("done_on",), past=("done_on",)), needs.something_asked),
         ("safe_now", "done_on", *OUTCOME), (talked,)),
    step("miss", OPEN, F.NOT_REACHED, _("Not reached: try again in a week"), (needs.agreed_to_calls, needs.in_time), (),
         (try_again,)),
    step("put_off", OPEN, as_it_is, _("Not a good moment: another day"), (needs.agreed_to_calls, needs.later),
         ("due_on",)),
    step("lapse", {F.NOT_REACHED}, F.LAPSED, _("Give this call up"), (needs.tried, needs.a_reason), ("reason",),
         care=True),
    step("call_off", OPEN, F.ENDED, _("The person wants no more calls"), care=True),
)  # fmt: skip

# Nobody takes this by a button: it follows from a consent that was taken back, or from a call that was called off.
BY_ITSELF = Workflow("followup", record_call, step("end", OPEN, F.ENDED, _("The call ended by itself")))

REINTEGRATION = Workflow(
    "reintegration",
    record_plan,
    step("agree", {P.DRAFT}, P.AGREED, _("The person agrees to it"),
         (needs.has_goals, needs.read_to_them,
          Fill("agreed_on", "agreed_how", needed=("agreed_on", "agreed_how"), past=("agreed_on",))),
         ("read_aloud", "agreed_on", "agreed_how", "copy_given"), (as_agreed,)),
    step("start", {P.AGREED}, P.ACTIVE, _("It has begun")),
    step("review", {P.ACTIVE, P.REVIEWED}, P.REVIEWED, _("Looked at again with the person"),
         (Fill("review", needed=("review",)),), ("review",), (reviewed,)),
    step("rewrite", RUNNING, P.DRAFT, _("Change it: the person agrees anew"), (needs.a_reason,), ("reason",)),
    step("complete", {P.ACTIVE, P.REVIEWED}, P.COMPLETED, _("Completed"),
         (needs.nothing_left, Fill("end_words")), ("end_words",), (ended,)),
    step("end", {P.DRAFT} | RUNNING, P.ENDED, _("The person does not want it any more"), (Fill("end_words"),),
         ("end_words",), (ended,), care=True),
)  # fmt: skip
