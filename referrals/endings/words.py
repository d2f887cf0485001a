"""Ways on in a word and a shape, and what happened in sentences. No line of the timeline says which way it is."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.cases.views_trail import RECORDED
from casework.cases.words import speak_of
from casework.people.fear_actions import HOLDS
from referrals.endings.actions import asylum_stands
from referrals.endings.models import Ending, EndingStep, Way, WaysTalk
from referrals.endings.transitions import ENDING

S = Ending.Status
SHAPES = {
    S.PLANNED: "todo",
    S.UNDER_WAY: "wait",
    S.GRANTED: "done",
    S.REFUSED: "decide",
    S.NOT_POSSIBLE: "stop",
    S.STOPPED: "stop",
}
# Said of each way in the same breath and at the same length: none is praised.
ABOUT = {
    Way.RETURN: _("Going back, when it is safe and wanted. A risk that forbids it stops it, whoever wishes it."),
    Way.STAY: _("A permit to live here: as a witness, for health, for the family, or for hardship."),
    Way.ASYLUM: _("Protection from the own state, or where it does not protect. Nothing goes to that state meanwhile."),
    Way.RESETTLEMENT: _("A new life in a third country, where neither here nor home is safe. It can take years."),
}
TIMELINE: dict[str, Any] = {
    "ways_talk": (_("The ways on were talked through."), "done", "steps"),
    "ending_begin": (_("A way on was begun."), "now", "steps"),
    "ending_advise": (_("A lawyer gave advice on a way on."), "done", "steps"),
    "ending_agree": (_("The person said yes to a way on."), "done", "steps"),
    "ending_ask": (_("A way on was asked for."), "now", "steps"),
    "ending_grant": (_("A way on was granted."), "done", "steps"),
    "ending_refuse": (_("A way on was refused; an appeal is possible."), "decide", "steps"),
    "ending_appeal": (_("An appeal was lodged."), "now", "steps"),
    "ending_close": (_("A way on is closed."), "stop", "steps"),
    "ending_stop": (_("The person stopped a way on."), "stop", "steps"),
}
ACTIONS = {
    "ways.talk": _("Talked the ways on through"),
    "ending.begin": _("Began a way on"),
    "ending.edit": _("Changed a step of a way on"),
    **{ENDING.action(step): step.label for step in ENDING.steps.values()},
}
MODELS: dict = {WaysTalk: _("A talk about the ways on"), Ending: _("A way on"), EndingStep: _("A step of a way on")}


def tag_of(row):
    """(kind, word) of the state."""
    return SHAPES[row.status], row.get_status_display()


def introduce():
    """Adds them, as referrals/words.py does, and what keeps a fear standing."""
    HOLDS.append(asylum_stands)
    speak_of(TIMELINE, ACTIONS)
    RECORDED.update(MODELS)
