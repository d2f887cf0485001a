"""Codes of movements: where one stands, what carriers count, the steps of the day, why somebody is no longer on it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.codes import rows
from referrals.movements.puzzle import Trait

# Nobody books a journey of these kinds for a group.
NO_CARRIER = frozenset({"river_swim", "armed_convoy", "unknown", "internal_no_border"})
MODES = tuple((row["code"], _(row["label"])) for row in rows("transport_modes") if row["code"] not in NO_CARRIER)


class Status(models.TextChoices):
    """States of a movement."""

    DRAFT = "draft", _("Being put together")
    PLANNED = "planned", _("Planned")
    BOOKED = "booked", _("Booked")
    UNDER_WAY = "under_way", _("Under way")
    ARRIVED = "arrived", _("Arrived")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Called off")


ENDED = (Status.CLOSED, Status.CANCELLED)
BEFORE = (Status.DRAFT, Status.PLANNED, Status.BOOKED)


class PlanState(models.TextChoices):
    """What became of one try to plan."""

    WAITING = "waiting", _("Being worked out")
    READY = "ready", _("Proposed")
    STALE = "stale", _("Something changed while it was worked out")
    FAILED = "failed", _("Not worked out")
    ACCEPTED = "accepted", _("In force")
    REPLACED = "replaced", _("Replaced")


class Out(models.TextChoices):
    """Why somebody is no longer on a movement."""

    NOT_COME = "not_come", _("Did not come")
    CHANGED_MIND = "changed_mind", _("Changed their mind")
    ILL = "ill", _("Cannot travel: ill, or not fit")
    PAPERS = "papers", _("Something is wrong with the papers")
    NOT_LET = "not_let", _("Not let through by an authority")
    CARRIER = "carrier", _("Not taken by the carrier")
    OTHER_WAY = "other_way", _("Goes another way")
    MISTAKE = "mistake", _("Put on by mistake")
    OVER = "over", _("The movement is over")


BY_HAND = tuple((code, label) for code, label in Out.choices if code != Out.OVER)


class Tick(models.TextChoices):
    """The steps of the day of travel, in their order."""

    PAPERS = "papers", _("Papers in hand")
    BELONGINGS = "belongings", _("Belongings")
    MEDICINE = "medicine", _("Medicine")
    PHONE = "phone", _("Phone and card")
    ASKED = "asked", _("Asked again today: wants to go")
    GOODBYE = "goodbye", _("Said goodbye")
    ESCORT = "escort", _("Met who travels along")
    CHECKED_IN = "checked_in", _("Checked in")
    BOARDED = "boarded", _("On board")


TRAITS = {
    Trait.WITHOUT_STATUS: _("People removed who are not recognised as victims"),
    Trait.REMOVED: _("People removed by a state"),
    Trait.CHILD: _("Children"),
    Trait.CHILD_ALONE: _("Children without an adult of their own"),
    Trait.INFANT: _("Infants under 2"),
    Trait.ASSISTED: _("People who need help on the way"),
    Trait.ESCORTED: _("Adults with whom somebody must travel"),
}
TRAIT_CHOICES = [(trait.value, label) for trait, label in TRAITS.items()]
