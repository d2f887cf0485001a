"""What happened to needs, in words: for the case's timeline and for the history."""

from django.utils.translation import gettext_lazy as _

from casework.needs.transitions import BY_ITSELF, NEED, PLAN

TIMELINE = {
    "need_add": (_("A need was written down."), "todo", "steps"),
    "need_arrange": (_("Help was arranged."), "wait", "steps"),
    "need_begin": (_("Help has begun."), "now", "steps"),
    "need_finish": (_("A need was met."), "done", "steps"),
    "need_not_wanted": (_("The person did not want one kind of help."), "stop", "steps"),
    "need_not_possible": (_("One kind of help could not be had."), "stop", "steps"),
    "need_reopen": (_("A need is open again."), "now", "steps"),
    "plan_agree": (_("The person agreed to the plan."), "done", "steps"),
    "plan_replace": (_("A newer version of the plan replaced the older one."), "todo", "steps"),
    "plan_disagree": (_("The person wants the plan otherwise."), "decide", "steps"),
    "safety_edit": (_("The safety plan was talked through."), "done", "steps"),
    "conference_held": (_("A case conference was held."), "done", "people"),
}
ACTIONS = {
    "need.add": _("Wrote a need down"),
    "need.edit": _("Changed a need"),
    "need.session": _("Wrote down a time of meeting"),
    "plan.edit": _("Wrote the plan"),
    "plan.print": _("Printed the plan"),
    "safety.edit": _("Wrote the safety plan"),
    "conference.edit": _("Wrote down a conference"),
    "conference.decide": _("Wrote down a decision"),
    **{workflow.action(step): step.label for workflow in (NEED, PLAN, BY_ITSELF) for step in workflow.steps.values()},
}
