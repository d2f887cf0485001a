"""Houses, their rooms and beds, where they are, and who had that shown (P1, R26).

No row here is about a person of a case. Where a house is hangs on no case either: it is sealed with a key of its own
and stands in a table that three roles reach (walls.PlaceWall).
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.history import Audited
from accounts.models import Organisation, Team
from accounts.policy import Group
from accounts.walls import AppendOnly, VersionGuard
from casework.cases.models import user_key
from referrals.ownkeys import OwnKey
from referrals.shelter import walls
from referrals.shelter.codes import CUSTODY_CODES, SHELTER_KINDS, Quarter, Sex

LINE, TEXT = 120, 4000  # letters
BY_AGE = Q(minimum_age__isnull=True) | Q(maximum_age__isnull=True) | Q(maximum_age__gte=F("minimum_age"))
BY_DAY = Q(shut_until__isnull=True) | Q(shut_from__isnull=False, shut_until__gt=F("shut_from"))


def number(label, **options):
    """Years of age; empty where nothing narrows it."""
    return of(Group.STAFF, models.PositiveSmallIntegerField(label, null=True, blank=True, **options))


def yes(label, default=False, **options):
    """Yes or no."""
    return of(Group.STAFF, models.BooleanField(label, default=default, **options))


class OfHouse(Audited):
    """What the rows of a house share: a key, a version, and a history that is read as the house is."""

    history_wall = staticmethod(walls.house_history)

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    version = VersionField()

    class Meta:
        abstract = True


class Shelter(OfHouse):
    """One house. Places are named, never located: the address is in `ShelterPlace`."""

    wall_column = "id"

    team = of(Group.STAFF, models.ForeignKey(Team, models.PROTECT, related_name="+", verbose_name=_("Kept by")))
    organisation = of(Group.STAFF, models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False))
    name = of(Group.STAFF, models.CharField(_("Name of the house"), max_length=LINE, help_text=_("Not where it is.")))
    kind = of(Group.STAFF, models.CharField(_("What kind of house"), max_length=40, choices=SHELTER_KINDS))
    closed = yes(
        _("People may not leave as they wish"), help_text=_("Each stay here is marked as restricted, and looked at.")
    )
    shared = yes(_("Other organisations may ask for a bed"))
    active = yes(_("The house takes people in"), default=True)
    rules = of(
        Group.STAFF,
        models.TextField(
            _("House rules, as they are told"),
            max_length=TEXT,
            blank=True,
            help_text=_("Nothing that says where it is."),
        ),
    )
    created_at = of(Group.STAFF, models.DateTimeField(default=timezone.now, editable=False))

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("House")
        constraints = [
            walls.HouseWall(name="referrals_shelter_wall"),
            VersionGuard(name="referrals_shelter_version", fixed=["organisation_id", "team_id", "created_at"]),
            models.CheckConstraint(
                condition=~Q(kind__in=CUSTODY_CODES),
                name="referrals_shelter_is_no_custody",
                violation_error_message=_("Detention is never a shelter. Write it down as custody."),
            ),
            models.UniqueConstraint(
                fields=["team", "name"],
                name="referrals_shelter_once",
                violation_error_message=_("You have a house of this name already."),
            ),
        ]

    def __str__(self):
        return self.name


class ShelterPlace(OwnKey):
    """Where a house is and whom to call there: sealed, shown on demand with a reason, in no list and no export."""

    wall_column = "shelter_id"
    history_wall = staticmethod(walls.place_history)
    NAMES = ("address", "contacts", "way")

    shelter = of(Group.STAFF, models.OneToOneField(Shelter, models.PROTECT, related_name="place", editable=False))
    version = VersionField()

    class Meta:
        default_permissions = ()
        constraints = [
            walls.PlaceWall(name="referrals_shelterplace_wall"),
            VersionGuard(name="referrals_shelterplace_version", fixed=["shelter_id"]),
        ]

    def __str__(self):
        return f"place {self.pk}"


class ShelterLook(OwnKey):
    """Somebody had the place shown, with a reason of their own. Added, never changed."""

    wall_column = "shelter_id"
    history_wall = staticmethod(walls.look_history)

    shelter = of(Group.STAFF, models.ForeignKey(Shelter, models.PROTECT, related_name="looks", editable=False))
    by = user_key(editable=False)
    at = of(Group.STAFF, models.DateTimeField(default=timezone.now, editable=False))
    # A reason that was given on a case stands in the timeline of that case, where the house does not read it.
    on_case = of(Group.STAFF, models.BooleanField(default=False, editable=False))

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]
        constraints = [
            walls.LookWall(name="referrals_shelterlook_wall"),
            AppendOnly(name="referrals_shelterlook_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return f"look {self.pk}"


class ShelterUnit(OfHouse):
    """A room, and whom it takes."""

    wall_column = "shelter_id"

    shelter = of(Group.STAFF, models.ForeignKey(Shelter, models.PROTECT, related_name="units", editable=False))
    name = of(Group.STAFF, models.CharField(_("Name of the room"), max_length=LINE))
    quarter = of(Group.STAFF, models.CharField(_("For"), max_length=12, choices=Quarter, default=Quarter.ADULTS))
    sexes = of(
        Group.STAFF,
        ArrayField(
            models.CharField(max_length=8, choices=Sex), verbose_name=_("Takes"), default=list, blank=True,
            help_text=_("None ticked: everybody."),
        ),
    )  # fmt: skip
    minimum_age = number(_("From age"))
    maximum_age = number(_("Up to age"))
    medical = yes(_("A doctor or nurse comes every day"))
    accessible = yes(_("No stairs"))

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("Room")
        constraints = [
            walls.RoomWall(name="referrals_shelterunit_wall", column="shelter_id"),
            VersionGuard(name="referrals_shelterunit_version", fixed=["shelter_id"]),
            models.CheckConstraint(
                condition=BY_AGE,
                name="referrals_shelterunit_ages",
                violation_error_message=_("The higher age comes second."),
            ),
            models.UniqueConstraint(
                fields=["shelter", "name"],
                name="referrals_shelterunit_once",
                violation_error_message=_("The house has a room of this name already."),
            ),
        ]

    def __str__(self):
        return self.name


class ShelterBed(OfHouse):
    """One bed. Shut for repair between two days, or taken away for good (`active`)."""

    wall_column = "shelter_id"

    shelter = of(Group.STAFF, models.ForeignKey(Shelter, models.PROTECT, related_name="beds", editable=False))
    unit = of(Group.STAFF, models.ForeignKey(ShelterUnit, models.PROTECT, related_name="beds", editable=False))
    label = of(Group.STAFF, models.CharField(_("Bed"), max_length=20))
    active = yes(_("The bed is in the room"), default=True)
    shut_from = of(Group.STAFF, models.DateField(_("Shut from"), null=True, blank=True))
    shut_until = of(Group.STAFF, models.DateField(_("In use again from"), null=True, blank=True))
    shut_why = of(Group.STAFF, models.CharField(_("Why"), max_length=LINE, blank=True))

    class Meta:
        ordering = ["unit__name", "label", "pk"]
        verbose_name = _("Bed")
        constraints = [
            walls.RoomWall(name="referrals_shelterbed_wall", column="shelter_id"),
            VersionGuard(name="referrals_shelterbed_version", fixed=["shelter_id", "unit_id"]),
            models.CheckConstraint(
                condition=BY_DAY,
                name="referrals_shelterbed_days",
                violation_error_message=_("The bed cannot be in use again before it is shut."),
            ),
            models.UniqueConstraint(
                fields=["unit", "label"],
                name="referrals_shelterbed_once",
                violation_error_message=_("The room has a bed of this number already."),
            ),
        ]

    def __str__(self):
        return self.label

    def shut_on(self, day):
        """Whether nobody can sleep in it that day."""
        begun = self.shut_from is not None and self.shut_from <= day
        return not self.active or (begun and (self.shut_until is None or self.shut_until > day))
