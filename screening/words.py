"""What happened to a screening, in words: for the case's timeline and for the history."""

from django.utils.translation import gettext_lazy as _

from casework.cases.views_trail import RECORDED
from casework.cases.words import speak_of
from screening.models import IndicatorAnswer, Screening
from screening.transitions import BY_ITSELF, SCREENING

TIMELINE = {
    "screening_start": (_("The screening began."), "now", "steps"),
    "screening_stop": (_("The screening was stopped. Help goes on."), "stop", "steps"),
    "screening_resume": (_("The screening goes on."), "now", "steps"),
    "screening_submit": (_("The screening was sent for review."), "wait", "steps"),
    "screening_return": (_("The screening was returned with a question."), "decide", "steps"),
    "screening_confirm": (_("The outcome of the screening was confirmed."), "done", "steps"),
    "screening_override": (_("A supervisor decided otherwise than the rule."), "decide", "steps"),
    "screening_approve_override": (_("A second supervisor agreed to the outcome."), "done", "steps"),
    "screening_decline_override": (_("A second supervisor did not agree to the outcome."), "decide", "steps"),
    "screening_withdraw": (
        _("The person does not want to be interviewed, or took it back: the screening stopped."),
        "stop",
        "steps",
    ),
    "screening_supersede": (_("A newer outcome replaced the older one."), "todo", "steps"),
}
ACTIONS = {
    "screening.create": _("Began a screening"),
    "screening.edit": _("Changed the answers of a screening"),
    **{workflow.action(step): step.label for workflow in (SCREENING, BY_ITSELF) for step in workflow.steps.values()},
}


def introduce():
    """Told once, when the storey is loaded."""
    speak_of(TIMELINE, ACTIONS)
    RECORDED.update({Screening: _("A screening"), IndicatorAnswer: _("A sign of a screening")})
