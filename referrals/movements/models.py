"""A journey for a group (T4): the movement, its legs, runs and escorts, each try to plan it, and what was printed.

No row here is about a person of a case; who travels is in people.py. Places, numbers of bookings and names of escorts
are sealed with a key of the row's own.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import Audited
from accounts.models import Organisation, Team
from accounts.policy import Group
from accounts.walls import AppendOnly, Statement, VersionGuard
from casework.cases.models import user_key
from casework.cases.numbers import new_reference
from referrals.movements import walls
from referrals.movements.codes import MODES, PlanState, Status
from referrals.ownkeys import OwnKey

LINE = 120  # letters
COUNTRIES = choices("countries")


def travel(field):
    """A field of the journey."""
    return of(Group.TRAVEL, field)


def day(label, **options):
    """A day of the journey."""
    return travel(models.DateField(label, **options))


def moment(label="", **options):
    """A moment that an act writes down."""
    return travel(models.DateTimeField(label, null=True, editable=False, **options))


def country(label):
    """A country of the code list."""
    return travel(models.CharField(label, max_length=2, choices=COUNTRIES))


def small(label, default, **options):
    """A small number."""
    return travel(models.PositiveSmallIntegerField(label, default=default, **options))


class Movement(OwnKey):
    """One journey for a group. Its name tells nothing of who is on it."""

    Status = Status
    wall_column = "id"
    history_wall = staticmethod(walls.movement_history)
    NAMES = ("reason",)

    team = of(Group.STAFF, models.ForeignKey(Team, models.PROTECT, related_name="+", verbose_name=_("Team")))
    organisation = of(Group.STAFF, models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False))
    name = travel(
        models.CharField(_("Name"), max_length=LINE, help_text=_("Neutral: no name of a person, no house, no crime."))
    )
    from_country, to_country = country(_("From which country")), country(_("To which country"))
    from_on, until_on = day(_("First day")), day(_("Last day"))
    change_minutes = small(_("Least time between two runs, in minutes"), 90)
    paper_days = small(_("For how many days after the arrival papers must still be valid"), 0)
    status = travel(models.CharField(max_length=12, choices=Status, default=Status.DRAFT, editable=False))
    made_by = user_key(editable=False)
    made_at = travel(models.DateTimeField(default=timezone.now, editable=False))
    # The number of the plan in force, whose it is, and which number a supervisor read.
    plan_number = travel(models.PositiveIntegerField(null=True, editable=False))
    planned_by = user_key(null=True, editable=False)
    approved_number = travel(models.PositiveIntegerField(null=True, editable=False))
    approved_by = user_key(null=True, editable=False)
    booked_by = user_key(null=True, editable=False)
    ended_at = moment()
    version = VersionField()

    class Meta:
        default_permissions = ()
        ordering = ["-made_at", "-pk"]
        verbose_name = _("Movement")
        indexes = [models.Index(fields=["team", "-made_at"], name="referrals_movement_newest")]
        constraints = [
            walls.MovementWall(name="referrals_movement_wall"),
            VersionGuard(name="referrals_movement_version", fixed=["team_id", "organisation_id", "made_at"]),
            Statement(name="referrals_movement_over", make=walls.OVER, drop=walls.OVER_DROP),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="referrals_movement_days",
                violation_error_message=_("The last day comes after the first."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("planned_by")),
                name="referrals_movement_two_people",
                violation_error_message=_("Somebody else must approve this: it was you who planned it."),
            ),
        ]

    def __str__(self):
        return self.name


class Part(Audited):
    """What the rows of a movement share."""

    wall_column = "movement_id"
    history_wall = staticmethod(walls.part_history)

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))

    class Meta:
        abstract = True
        default_permissions = ()


class SealedPart(OwnKey):
    """The same for rows with words that are sealed."""

    wall_column = "movement_id"
    history_wall = staticmethod(walls.part_history)
    NAMES: tuple[str, ...] = ()

    class Meta:
        abstract = True
        default_permissions = ()


def whole(related):
    """The movement of a part."""
    return of(Group.STAFF, models.ForeignKey(Movement, models.PROTECT, related_name=related, editable=False))


class Leg(SealedPart):
    """A part of the way: bus to the airport, first flight, second flight."""

    NAMES = ("from_place", "to_place")

    movement = whole("legs")
    place = small(_("Order"), 1, editable=False)
    from_country, to_country = country(_("From which country")), country(_("To which country"))
    version = VersionField()

    class Meta(SealedPart.Meta):
        ordering = ["place", "pk"]
        verbose_name = _("Leg")
        constraints = [
            walls.PartWall(name="referrals_leg_wall"),
            VersionGuard(name="referrals_leg_version", fixed=["movement_id"]),
            models.UniqueConstraint(fields=["movement", "place"], name="referrals_leg_order"),
        ]

    def __str__(self):
        return f"leg {self.place}"


class Run(SealedPart):
    """One departure of one carrier on a leg, its seats, and whom the carrier takes (`limits`: {trait: most})."""

    NAMES = ("carrier", "number", "booking", "call")

    movement = whole("runs")
    leg = travel(models.ForeignKey(Leg, models.PROTECT, related_name="runs", verbose_name=_("Leg")))
    mode = travel(models.CharField(_("By"), max_length=20, choices=MODES))
    departs, arrives = (travel(models.DateTimeField(label)) for label in (_("Departs"), _("Arrives")))
    seats = small(_("Seats for the group"), 1)
    children_an_escort = small(_("Children without an adult for each escort"), 1)
    limits = travel(models.JSONField(_("The carrier takes at most"), default=dict, blank=True))
    rules_checked = travel(models.BooleanField(_("The carrier's rules are checked"), default=False))
    escorts = travel(ArrayField(models.UUIDField(), default=list, editable=False))
    booked_at, departed_at, arrived_at = moment(), moment(), moment()
    version = VersionField()

    class Meta(SealedPart.Meta):
        ordering = ["departs", "pk"]
        verbose_name = _("Run")
        constraints = [
            walls.PartWall(name="referrals_run_wall"),
            VersionGuard(name="referrals_run_version", fixed=["movement_id"]),
            models.CheckConstraint(
                condition=Q(arrives__gt=F("departs")),
                name="referrals_run_times",
                violation_error_message=_("It cannot arrive before it departs."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, children_an_escort__gte=1),
                name="referrals_run_seats",
                violation_error_message=_("Write how many seats there are: 1 or more."),
            ),
        ]

    def __str__(self):
        return f"run {self.pk}"


class Escort(SealedPart):
    """Somebody who travels along, on which legs."""

    NAMES = ("name", "phone")

    movement = whole("escorts")
    legs = travel(ArrayField(models.UUIDField(), verbose_name=_("On which legs"), default=list))
    version = VersionField()

    class Meta(SealedPart.Meta):
        ordering = ["pk"]
        verbose_name = _("Who travels along")
        constraints = [
            walls.PartWall(name="referrals_escort_wall"),
            VersionGuard(name="referrals_escort_version", fixed=["movement_id"]),
        ]

    def __str__(self):
        return f"escort {self.pk}"


class MovementPlan(Part):
    """One try: asked for, worked out, accepted or not. `result` holds keys, codes and numbers, and no name."""

    State = PlanState

    movement = whole("plans")
    number = travel(models.PositiveIntegerField(editable=False))
    state = travel(models.CharField(max_length=10, choices=PlanState, default=PlanState.WAITING, editable=False))
    by_hand = travel(models.BooleanField(default=False, editable=False))
    basis = travel(models.CharField(max_length=64, blank=True, editable=False))
    result = travel(models.JSONField(default=dict, editable=False))
    asked_by = user_key(editable=False)
    asked_at = travel(models.DateTimeField(default=timezone.now, editable=False))
    done_at = moment()
    version = VersionField()

    class Meta(Part.Meta):
        ordering = ["-number"]
        constraints = [
            walls.PartWall(name="referrals_movementplan_wall", kept=True),
            VersionGuard(name="referrals_movementplan_version", fixed=["movement_id", "number", "asked_by_id"]),
            models.UniqueConstraint(fields=["movement", "number"], name="referrals_movementplan_once"),
        ]

    def __str__(self):
        return f"plan {self.number}"


class Manifest(Part):
    """What was printed for a carrier: number and fingerprint. The paper itself is made again from the rows."""

    movement = whole("manifests")
    run = travel(models.ForeignKey(Run, models.PROTECT, related_name="manifests", editable=False))
    number = travel(models.CharField(max_length=10, unique=True, default=new_reference, editable=False))
    sha256 = travel(models.CharField(_("Fingerprint (SHA-256)"), max_length=64, editable=False))
    people = travel(models.PositiveSmallIntegerField(editable=False))
    made_by = user_key(editable=False)
    made_at = travel(models.DateTimeField(default=timezone.now, editable=False))

    class Meta(Part.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            walls.PartWall(name="referrals_manifest_wall", kept=True),
            AppendOnly(name="referrals_manifest_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return f"manifest {self.number}"


class ManifestCopy(Part):
    """It was handed out once more, by whom and when. The first is the manifest, later ones say COPY."""

    movement = whole("+")
    manifest = travel(models.ForeignKey(Manifest, models.PROTECT, related_name="copies", editable=False))
    place = travel(models.PositiveIntegerField(editable=False))
    by = user_key(editable=False)
    at = travel(models.DateTimeField(default=timezone.now, editable=False))

    class Meta(Part.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["manifest", "place"], name="referrals_manifestcopy_each_once"),
            walls.PartWall(name="referrals_manifestcopy_wall", kept=True),
            AppendOnly(name="referrals_manifestcopy_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return f"copy {self.place} of {self.manifest_id}"
