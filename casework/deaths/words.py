"""A death in words: its states, what happened, and what is still to be done."""

from django.utils.translation import gettext_lazy as _

from casework.deaths.models import Death
from casework.deaths.transitions import BOTH

S, M = Death.Status, Death.Mission
SHAPES = {S.REPORTED: "decide", S.CONFIRMED: "late", S.REFUTED: "done"}
MISSION = {M.OPEN: "todo", M.HALF: "decide", M.TELL: "now", M.SILENT: "stop", M.TOLD: "done"}
TIMELINE = {
    "death_note": (_("A death was reported. It is not confirmed."), "decide", "steps"),
    "death_confirm": (_("The death was confirmed. Everything that was shared ended."), "late", "steps"),
    "death_refute": (_("The report of a death was not true."), "done", "steps"),
    "death_lead_says": (_("A supervisor said whether the mission is told."), "decide", "steps"),
    "death_law_says": (_("A legal officer said whether the mission is told."), "decide", "steps"),
    "death_tell": (_("The mission was told of the death."), "done", "steps"),
}
ACTIONS = {
    "death.note": _("Wrote down a death"),
    "death.edit": _("Changed what is known of a death"),
    **{f"death.{name}": step.label for name, step in BOTH.items()},
}


def tag_of(row):
    """(kind, word) of how certain it is."""
    return SHAPES[row.status], row.get_status_display()


def mission_tag(row):
    """(kind, word) of what the mission is told."""
    return MISSION[row.mission], row.get_mission_display()
