"""Calls and the plan for the new life in a word and a shape, and what happened in sentences."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.cases.overview import TASKS
from casework.cases.views_trail import RECORDED
from casework.cases.words import speak_of
from casework.deaths.transitions import ENDS as ENDS_WITH_DEATH
from referrals.after.handover import news_came
from referrals.after.models import Earlier, FollowUp, PlanGoal, ReintegrationPlan
from referrals.after.scheduling import call_nobody
from referrals.after.transitions import BY_ITSELF, FOLLOWUP, REINTEGRATION
from referrals.services.actions import NEWS_CAME


def nobody_asked(case, consents):
    """Whether nobody noted yet if the person was here before: a task on the overview of a young case (T5)."""
    young = case.status in (case.Status.DRAFT, case.Status.OPEN)
    return young and not Earlier.objects.filter(case=case).exists()


ASK_BEFORE = (
    nobody_asked, "earlier.note", "earlier_home", gettext_lazy("Ask whether the person was here before"),
    gettext_lazy("Trafficked again is easily overlooked. Look at your own list too."),
)  # fmt: skip
F, P, H, A = FollowUp.Status, ReintegrationPlan.Status, FollowUp.How, Earlier.Again
CALLS = {F.PLANNED: "todo", F.NOT_REACHED: "wait", F.DONE: "done", F.LAPSED: "stop", F.ENDED: "stop"}
PLANS = {P.DRAFT: "todo", P.AGREED: "now", P.ACTIVE: "now", P.REVIEWED: "now", P.COMPLETED: "done", P.ENDED: "stop"}
HOWS = {H.WELL: "done", H.PARTLY: "half", H.NOT: "late", H.NOT_ASKED: "bar", "": "bar"}
GOALS = {"open": "todo", "reached": "done", "partly": "half", "dropped": "stop"}
AGAIN = {A.YES: "late", A.NO: "done", A.UNSURE: "decide", "": "done"}
TIMELINE: dict[str, Any] = {
    "reintegration_begin": (gettext_lazy("A plan for the new life was begun."), "now", "steps"),
    "reintegration_agree": (gettext_lazy("The person agreed to the plan for the new life."), "done", "steps"),
    "reintegration_start": (gettext_lazy("The plan for the new life has begun."), "now", "steps"),
    "reintegration_review": (gettext_lazy("The plan for the new life was looked at again."), "done", "steps"),
    "reintegration_rewrite": (gettext_lazy("The plan for the new life is changed."), "now", "steps"),
    "reintegration_complete": (gettext_lazy("The plan for the new life is completed."), "done", "steps"),
    "reintegration_end": (gettext_lazy("The person ended the plan for the new life."), "stop", "steps"),
    "followup_schedule": (gettext_lazy("Calls after the way home were planned."), "now", "steps"),
    "followup_talk": (gettext_lazy("A call after the way home was held."), "done", "steps"),
    "followup_miss": (gettext_lazy("A call after the way home reached nobody."), "wait", "steps"),
    "followup_put_off": (gettext_lazy("A call after the way home was put off."), "wait", "steps"),
    "followup_lapse": (gettext_lazy("A call after the way home was given up."), "stop", "steps"),
    "followup_call_off": (gettext_lazy("The person wants no more calls."), "stop", "steps"),
    "followup_end": (gettext_lazy("A call ended by itself."), "stop", "steps"),
    "service_handed_over": (gettext_lazy("The partner at home looks after the person now."), "done", "steps"),
    "earlier_yes": (gettext_lazy("Noted: the person was trafficked again."), "late", "steps"),
    "earlier_no": (gettext_lazy("Noted: the person was here before."), "done", "steps"),
    "earlier_unsure": (gettext_lazy("Noted: the person was here before."), "decide", "steps"),
    "earlier_none": (gettext_lazy("Asked and looked: not here before, as far as we know."), "done", "steps"),
    "earlier_link": (gettext_lazy("Asked and looked whether the person was here before."), "done", "steps"),
}
ACTIONS = {
    "reintegration.write": gettext_lazy("Wrote the plan for the new life"),
    "followup.schedule": gettext_lazy("Planned calls after the way home"),
    "followup.give": gettext_lazy("Said who makes a call"),
    "earlier.note": gettext_lazy("Noted whether the person was here before"),
    **{
        workflow.action(step): step.label
        for workflow in (FOLLOWUP, BY_ITSELF, REINTEGRATION)
        for step in workflow.steps.values()
    },
}
MODELS: dict = {
    ReintegrationPlan: gettext_lazy("The plan for the new life"),
    PlanGoal: gettext_lazy("A goal of the plan for the new life"),
    FollowUp: gettext_lazy("A call after the way home"),
    Earlier: gettext_lazy("That the person was here before"),
}


def tag_of_call(row):
    """(kind, word): the state, or that its day has passed."""
    if row.status in FollowUp.OPEN and row.due_on < timezone.localdate():
        return "late", _("Late")
    return CALLS[row.status], row.get_status_display()


def tag_of_plan(row):
    """(kind, word) of the plan."""
    return PLANS[row.status], row.get_status_display()


def after(month):
    """Which call."""
    return _("After %(n)s month") % {"n": month} if month == 1 else _("After %(n)s months") % {"n": month}


def outcomes(row):
    """[(area, kind of mark, word)] of a call that was held."""
    names = {name: row._meta.get_field(name).verbose_name for name in FollowUp.AREAS}
    return [
        (names[name], HOWS[getattr(row, name)], getattr(row, f"get_{name}_display")() or H.NOT_ASKED.label)
        for name in FollowUp.AREAS
    ]


def introduce():
    """Adds them, as referrals/words.py does; what follows from news, and from a death; what a young case asks."""
    NEWS_CAME.append(news_came)
    ENDS_WITH_DEATH.append(call_nobody)
    speak_of(TIMELINE, ACTIONS)
    RECORDED.update(MODELS)
    TASKS.append(ASK_BEFORE)
