"""What follows from a call, and from a step of the plan: the timeline's line, to-dos, mails, and the return goes on."""

from django.core.exceptions import ValidationError

from accounts.access import allowed
from accounts.outbox.actions import tell
from casework.cases.actions import note
from casework.cases.grants import workers
from casework.todos.actions import raise_todo, settle_todos
from referrals.after.models import FollowUp, ReintegrationPlan
from referrals.after.scheduling import next_call

F = FollowUp.Status
OVER = (F.DONE, F.LAPSED, F.ENDED)


def record_call(row, step, before, by, given):
    """The line says that there was a call, and never what was said."""
    note(row.case, f"followup_{step.name}", by, before=before, after=row.status, reason=str(given.get("reason", "")))
    for act in CALLS.get(step.name, ()):
        act(row, by)


def tell_workers(row, by):
    """The partner called: who works on the case is told that there is an update."""
    if row.partner_id is not None and by.organisation_id == row.partner_id:
        for user in workers(row.case).exclude(pk=by.pk):
            tell(user, "referral_answer")


def worries(row, by):
    """Held again: a case of its own, today. Something is not well: somebody looks at it tomorrow."""
    if row.again in (FollowUp.Again.YES, FollowUp.Again.UNSURE):
        raise_todo(row.case, "trafficked_again", by=by)
    if any(getattr(row, name) == FollowUp.How.NOT for name in FollowUp.AREAS):
        raise_todo(row.case, "followup_worry", by=by)


def plan_again(row, by):
    """The plan is looked at with each call (workflows.md 11)."""
    if ReintegrationPlan.objects.filter(case=row.case_id, status__in=ReintegrationPlan.RUNNING).exists():
        raise_todo(row.case, "review_reintegration", by=by)


def way_on(row, by):
    """The return or the removal goes on with each call that is over, in their order; who may not take its step leaves
    it, and its caseworker does."""
    from referrals.returns.removing import REMOVAL
    from referrals.returns.transitions import RETURN

    way, workflow = (row.of_return, RETURN) if row.of_return_id else (row.of_removal, REMOVAL)
    if way is None:
        return
    over = set(FollowUp.objects.filter(case=row.case_id, status__in=(F.DONE, F.LAPSED)).values_list("month", flat=True))
    for month in FollowUp.MONTHS:
        fresh = type(way).objects.get(pk=way.pk)
        name = f"follow_up_{month}m"
        ready = month in over and fresh.status in workflow.steps[name].sources
        if not ready or not allowed(by, workflow.action(workflow.steps[name]), fresh):
            continue
        try:
            workflow.move(fresh, name, by=by)
        except ValidationError:  # something else comes first there; its own page says what
            return


def next_one(row, by):
    """The to-do for the next call, or a supervisor closes the return."""
    next_call(row.case, by)


def no_more(row, by):
    """The person wants no calls: all that are to come end, and the ledger is put right by who works on the case."""
    from referrals.after.transitions import BY_ITSELF

    for other in FollowUp.objects.open().filter(case=row.case_id).exclude(pk=row.pk).select_related("case"):
        BY_ITSELF.move(other, "end", by=by)
    raise_todo(row.case, "followup_consent", by=by)


def close_return(row, by):
    """After the last call, or with no more of them: a supervisor closes the return."""
    if (row.of_return_id or row.of_removal_id) and not FollowUp.objects.open().filter(case=row.case_id).exists():
        raise_todo(row.case, "close_return", by=by)


CALLS: dict = {
    "talk": (tell_workers, worries, plan_again, way_on, next_one, close_return),
    "miss": (tell_workers, next_one),
    "put_off": (tell_workers, next_one),
    "lapse": (way_on, next_one, close_return),
    "call_off": (tell_workers, no_more, next_one, close_return),
    "end": (close_return,),
}


def record_plan(row, step, before, by, given):
    """The timeline's line, and what no longer waits."""
    note(
        row.case, f"reintegration_{step.name}", by, before=before, after=row.status, reason=str(given.get("reason", ""))
    )
    if step.name in ("review", "rewrite", "complete", "end"):
        settle_todos(row.case, "review_reintegration", by=by)
