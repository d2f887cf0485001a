"""What this floor adds to the words of the case: its steps on the timeline, its acts and rows in the history."""

from django.utils.translation import gettext_lazy as _

from casework.cases.views_trail import RECORDED
from casework.cases.words import speak_of
from casework.people.fears import StateFear
from referrals.consular.models import ConsularReferral, Message
from referrals.consular.transitions import BY_ITSELF, CONSULAR
from referrals.consular.words import TIMELINE
from referrals.sharing.models import Share

ACTIONS = {
    "consular.tell": _("Told the person of the right to contact with the mission"),
    "consular.prepare": _("Ticked what a mission will see"),
    "consular.write": _("Wrote to the mission"),
    "consular.ask": _("Asked, for the mission"),
    "consular.attach": _("Added a reply document of the mission"),
    "portal.answer": _("Answered, for the mission"),
    "fear.raise": _("Wrote down asylum or a fear of the own state"),
    "fear.ask_lift": _("Asked to lift a fear of the own state"),
    "fear.lift": _("Decided on a fear of the own state"),
    **{workflow.action(step): step.label for workflow in (CONSULAR, BY_ITSELF) for step in workflow.steps.values()},
}
MODELS: dict = {
    StateFear: _("A fear of the own state, or asylum"),
    Share: _("What is shared"),
    ConsularReferral: _("A referral to a mission"),
    Message: _("A question or an answer"),
}


def introduce():
    """Adds them; the order of the models is part of the signed places in the history."""
    speak_of(TIMELINE, ACTIONS)
    RECORDED.update(MODELS)
