"""The directory: who can be asked for what, where, when and by whom (C1). Names in Open Referral HSDS 3.0 stand in
hsds/mapping.py. No row here is about a person of a case.
"""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import Audited
from accounts.models import Organisation
from accounts.policy import Group
from accounts.walls import Statement, VersionGuard
from referrals.directory import walls
from referrals.directory.codes import DAYS, SEXES, STEPS, ZONE_CHOICES

LINE, TEXT = 200, 2000
STATUS = "active"


def line(label, size=LINE, **options):
    """One line of text that may stay empty."""
    return of(Group.STAFF, models.CharField(label, max_length=size, blank=True, **options))


def words(label):
    """A few lines of text that may stay empty."""
    return of(Group.STAFF, models.TextField(label, max_length=TEXT, blank=True))


def coded(label, values, **options):
    """One code."""
    return of(Group.STAFF, models.CharField(label, max_length=40, choices=values, **options))


def several(label, values):
    """A list of codes; empty where nothing narrows it."""
    item = models.CharField(max_length=40, choices=values)
    return of(Group.STAFF, ArrayField(item, verbose_name=label, default=list, blank=True))


def colleague(label="", **options):
    """An account of the organisation that keeps the entry."""
    key = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label, **options)
    return of(Group.STAFF, key)


class Kept(Audited):
    """What the rows of the directory share: a key of their own, a version and a history behind the entry's wall."""

    history_wall = staticmethod(walls.history_wall)

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    version = VersionField()

    class Meta:
        abstract = True


class Hours(models.Model):
    """When somebody can be reached, in their own time zone. No times: not recorded. Closing at or before the hour of
    opening means the next day, so 00:00 to 00:00 is day and night."""

    days = several(_("Days"), DAYS)
    opens = of(Group.STAFF, models.TimeField(_("From"), null=True, blank=True))
    closes = of(Group.STAFF, models.TimeField(_("Until"), null=True, blank=True))
    zone = coded(_("Time zone"), ZONE_CHOICES, blank=True)
    on_holidays = of(Group.STAFF, models.BooleanField(_("Also on public holidays"), default=False))

    class Meta:
        abstract = True


class DirectoryEntry(Kept):
    """An agency, mission or authority. It hangs on the organisation's account here (`account`) or stands alone;
    `keeper` is the organisation whose people keep it true, `owner` the colleague who is reminded."""

    wall_column = "id"

    keeper = of(Group.STAFF, models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False))
    account = of(
        Group.STAFF,
        models.ForeignKey(
            Organisation, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("Its account here")
        ),
    )
    name = of(Group.STAFF, models.CharField(_("Name"), max_length=LINE))
    other_name = line(_("Also known as"))
    kind = coded(_("Kind"), choices("organisation_types"))
    country = coded(_("Country"), choices("countries"))
    status = coded(_("Works now"), choices("org_service_status"), default=STATUS)
    description = words(_("What it does"))
    phone = line(_("Telephone"), 60)
    email = of(Group.STAFF, models.EmailField(_("E-mail"), blank=True))
    website = of(Group.STAFF, models.URLField(_("Website"), blank=True))
    restricted = of(Group.STAFF, models.BooleanField(_("Restricted"), default=False))
    readers = of(Group.STAFF, ArrayField(models.UUIDField(), default=list, blank=True))
    owner = colleague(_("Who keeps it true"), null=True, blank=True)
    verified_on = of(Group.STAFF, models.DateField(_("Found true on"), default=timezone.localdate, editable=False))
    verified_by = colleague(null=True, editable=False)
    created_at = of(Group.STAFF, models.DateTimeField(default=timezone.now, editable=False))

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("Entry")
        indexes = [
            models.Index(fields=["name", "id"], name="referrals_directory_name"),
            models.Index(fields=["created_at", "id"], name="referrals_directory_made"),
            models.Index(fields=["verified_on"], name="referrals_directory_checked"),
        ]
        constraints = [
            walls.EntryWall(name="referrals_directoryentry_wall"),
            VersionGuard(name="referrals_directoryentry_version", fixed=["keeper_id", "created_at"]),
        ]

    def __str__(self):
        return self.name


class Part(Kept):
    """A row that hangs on an entry."""

    wall_column = "entry_id"

    entry = of(Group.STAFF, models.ForeignKey(DirectoryEntry, models.PROTECT, related_name="%(class)ss"))

    class Meta:
        abstract = True


def part_walls(name, *fixed):
    """Wall and version guard of a part; it never moves to another entry."""
    return [
        walls.PartWall(name=f"{name}_wall", column="entry_id"),
        VersionGuard(name=f"{name}_version", fixed=["entry_id", *fixed]),
    ]


class DirectoryPlace(Part):
    """A house or office. A hidden address (safe houses) is never exported (workflows.md section 13)."""

    name = of(Group.STAFF, models.CharField(_("Name"), max_length=LINE))
    country = coded(_("Country"), choices("countries"))
    town = coded(_("Town or zone"), choices("locations"), blank=True)
    area = line(_("Province or district"))
    city = line(_("Town, in words"))
    address = words(_("Address"))
    postcode = line(_("Postcode"), 20)
    hidden = of(Group.STAFF, models.BooleanField(_("The address stays in this house"), default=False))
    phone = line(_("Telephone"), 60)
    accessibility = words(_("Getting in: steps, lifts, toilets"))

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("Place")
        indexes = [models.Index(fields=["country", "town"], name="referrals_directory_where")]
        constraints = part_walls("referrals_directoryplace")

    def __str__(self):
        return self.name


class DirectoryService(Part, Hours):
    """What is offered, to whom, at what cost. An empty list admits everybody."""

    name = of(Group.STAFF, models.CharField(_("Name"), max_length=LINE))
    kind = coded(_("Kind of help"), choices("service_types"))
    status = coded(_("Works now"), choices("org_service_status"), default=STATUS)
    description = words(_("What it is"))
    steps = several(_("Steps"), STEPS)
    sexes = several(_("Admits"), SEXES)
    minimum_age = of(Group.STAFF, models.PositiveSmallIntegerField(_("From age"), null=True, blank=True))
    maximum_age = of(Group.STAFF, models.PositiveSmallIntegerField(_("Up to age"), null=True, blank=True))
    families = of(Group.STAFF, models.BooleanField(_("Families together"), default=False))
    nationalities = several(_("Nationalities"), choices("countries"))
    languages = several(_("Languages"), choices("languages"))
    urgency = coded(_("How urgent at most"), choices("referral_priorities"), blank=True)
    admits_words = words(_("Who is admitted, in words"))
    how_to_refer = words(_("How to refer"))
    papers = line(_("Papers needed"))
    countries = several(_("Serves people in"), choices("countries"))
    area = line(_("Area, in words"))
    capacity = of(Group.STAFF, models.PositiveIntegerField(_("Places"), null=True, blank=True))
    cost = of(Group.STAFF, models.DecimalField(_("Cost"), max_digits=12, decimal_places=2, null=True, blank=True))
    currency = coded(_("Currency"), choices("currencies"), blank=True)
    cost_words = words(_("Cost, in words"))
    places = models.ManyToManyField(DirectoryPlace, through="DirectoryOffer", related_name="services")

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("Service")
        indexes = [
            models.Index(fields=["kind"], name="referrals_directory_need"),
            GinIndex(fields=["countries"], name="referrals_directory_serves"),
        ]
        constraints = [
            *part_walls("referrals_directoryservice"),
            models.CheckConstraint(
                condition=Q(minimum_age=None) | Q(maximum_age=None) | Q(minimum_age__lte=models.F("maximum_age")),
                name="referrals_directoryservice_ages",
                violation_error_message=_("The first age must not be above the last."),
            ),
        ]

    def __str__(self):
        return self.name


class DirectoryOffer(Part):
    """A service at a place."""

    service = of(Group.STAFF, models.ForeignKey(DirectoryService, models.CASCADE, related_name="at"))
    place = of(Group.STAFF, models.ForeignKey(DirectoryPlace, models.CASCADE, related_name="at"))

    class Meta:
        constraints = [
            *part_walls("referrals_directoryoffer", "service_id", "place_id"),
            models.UniqueConstraint(fields=["service", "place"], name="referrals_directoryoffer_once"),
        ]

    def __str__(self):
        return f"offer {self.pk}"


class FocalPoint(Part, Hours):
    """A person of the agency to call for a step, and who stands in for them."""

    name = of(Group.STAFF, models.CharField(_("Name"), max_length=LINE))
    title = line(_("Post"))
    phone = line(_("Office telephone"), 60)
    email = of(Group.STAFF, models.EmailField(_("Office e-mail"), blank=True))
    steps = several(_("Steps"), STEPS)
    country = coded(_("Works from"), choices("countries"))
    countries = several(_("Serves people in"), choices("countries"))
    area = line(_("Area, in words"))
    languages = several(_("Languages"), choices("languages"))
    deputy = of(
        Group.STAFF,
        models.ForeignKey(
            "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Who stands in")
        ),
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("Person to call")
        constraints = part_walls("referrals_focalpoint")

    def __str__(self):
        return self.name


class DirectoryReminder(models.Model):
    """That the owner of an entry was told, once for each day on which it was last found true. Written by a function of
    the worker only, read by nobody."""

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    entry = of(Group.STAFF, models.ForeignKey(DirectoryEntry, models.CASCADE, related_name="+"))
    verified_on = of(Group.STAFF, models.DateField())
    told_on = of(Group.STAFF, models.DateField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "verified_on"], name="referrals_directoryreminder_once"),
            Statement(name="referrals_directoryreminder_worker", make=walls.REMIND, drop=walls.REMIND_DROP),
        ]

    def __str__(self):
        return f"reminder {self.pk}"
