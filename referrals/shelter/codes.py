"""Codes of shelters and stays (domain/codelists/shelter_types.csv, workflows.md section 7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices

# The three that are recorded as custody, with a day count and an alert, and are never a shelter (R10).
CUSTODY_CODES = ("immigration_detention", "police_custody", "armed_group_custody")
SHELTER_KINDS = [pair for pair in choices("shelter_types") if pair[0] not in CUSTODY_CODES]


class CustodyKind(models.TextChoices):
    """Who holds the person. Never a stay (R10)."""

    IMMIGRATION = "immigration_detention", _("Immigration detention")
    POLICE = "police_custody", _("Police custody or prison")
    ARMED = "armed_group_custody", _("Held by military or an armed group")


class Sex(models.TextChoices):
    """Whom a room takes; none ticked: everybody."""

    FEMALE = "female", _("Women and girls")
    MALE = "male", _("Men and boys")


class Quarter(models.TextChoices):
    """Whom a room keeps together. Children never stay with adults who are not family; people whose age is in dispute
    stay with neither (R20, IOM-HB 4)."""

    ADULTS = "adults", _("Adults")
    FAMILY = "family", _("Families")
    CHILDREN = "children", _("Children without family")
    DISPUTED = "age_disputed", _("People whose age is in dispute")


class Need(models.TextChoices):
    """What the house must be able to give: coded, without a diagnosis (security-rules.md section 4)."""

    MEDICAL = "medical", _("A doctor or nurse every day")
    ACCESSIBLE = "accessible", _("No stairs")
    COT = "cot", _("A cot for a baby")
    QUIET = "quiet", _("A quiet corner, sleeps badly")
    VEGETARIAN = "vegetarian", _("Vegetarian food")
    HALAL = "halal", _("Halal food")
    SAME_SEX = "same_sex_staff", _("Staff of the same sex")


class Status(models.TextChoices):
    """States of workflows.md section 7; `cancelled` is our own: the office no longer needs the bed."""

    REQUESTED = "requested", _("Asked for")
    OFFERED = "offered", _("Offered")
    DECLINED = "declined_by_shelter", _("The house said no")
    REFUSED = "declined_by_person", _("The person said no")
    CANCELLED = "cancelled", _("No longer needed")
    ADMITTED = "admitted", _("Stays there")
    OUT = "temporarily_out", _("Out for a while")
    LEFT = "left_without_notice", _("Left without notice")
    TRANSFER = "transfer_requested", _("To move to another house")
    TRANSFERRED = "transferred", _("Moved to another house")
    EXITED = "exited", _("Moved out")


class ExitReason(models.TextChoices):
    """Why a stay ended with a plan."""

    HOME = "home", _("Went home, to the own country")
    OWN = "own_lodging", _("Lodging of their own")
    FAMILY = "family", _("To family or friends")
    OTHER_HELP = "other_help", _("Another organisation goes on")
    WISH = "wish", _("Wanted to leave")
    RULES = "rules", _("Could not stay: the safety of others")
    OTHER = "other", _("Another reason")


class Belongings(models.TextChoices):
    """Whether the person has what is theirs (IOM-HB 4)."""

    BACK = "back", _("All given back")
    NONE = "none", _("There were none")
    KEPT = "kept", _("Kept here for the person")


class Safety(models.TextChoices):
    """What was found when somebody came back."""

    WELL = "well", _("Came back well")
    WORRIED = "worried", _("Came back, and something is wrong")


S = Status
ASKED = (S.REQUESTED, S.OFFERED)
# In the house today; its bed is theirs. And whoever has a bed at all, promised or slept in.
HERE = (S.ADMITTED.value, S.OUT.value, S.TRANSFER.value)
HELD = (S.OFFERED.value, *HERE)
# Whoever really slept there: two such stays of one person never overlap.
SLEPT = (*HERE, S.TRANSFERRED.value, S.EXITED.value, S.LEFT.value)
OPEN = (S.REQUESTED.value, *HELD)
ENDED = tuple(code for code in S.values if code not in OPEN)
