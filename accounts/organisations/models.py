"""Organisations and teams: who people work for. Nothing here is about a case."""

import uuid

from django.contrib.auth.models import Group as PermissionGroup
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import Audited
from accounts.policy import Group
from accounts.walls import VersionGuard


def country_list(label):
    """A list of two-letter country codes."""
    return ArrayField(
        models.CharField(max_length=2, choices=choices("countries")), verbose_name=label, default=list, blank=True
    )


class Organisation(Audited):
    """An agency, mission, shelter provider or authority. Missions name whom they represent, where, and from where."""

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    name = of(Group.STAFF, models.CharField(_("Name"), max_length=200, unique=True))
    kind = of(Group.STAFF, models.CharField(_("Kind"), max_length=30, choices=choices("organisation_types")))
    country = of(Group.STAFF, models.CharField(_("Country"), max_length=2, choices=choices("countries")))
    represents = of(Group.STAFF, country_list(_("Represents")))
    covers = of(Group.STAFF, country_list(_("Works in")))
    seat = of(
        Group.STAFF, models.CharField(_("Its office is in"), max_length=2, choices=choices("countries"), blank=True)
    )
    is_active = of(Group.STAFF, models.BooleanField(_("Active"), default=True))
    version = VersionField()

    class Meta:
        ordering = ["name"]
        constraints = [VersionGuard(name="accounts_organisation_version")]

    def __str__(self):
        return self.name


class Team(Audited):
    """People of one organisation who look after the same cases. `group` carries django-guardian's team grants."""

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    organisation = of(Group.STAFF, models.ForeignKey(Organisation, models.PROTECT, related_name="teams"))
    name = of(Group.STAFF, models.CharField(_("Name"), max_length=120))
    group = of(
        Group.STAFF,
        models.OneToOneField(PermissionGroup, models.PROTECT, related_name="team", editable=False),
    )
    is_active = of(Group.STAFF, models.BooleanField(_("Active"), default=True))
    version = VersionField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="accounts_team_name",
                violation_error_message=_("This organisation already has a team of that name."),
            ),
            VersionGuard(name="accounts_team_version"),
        ]

    def __str__(self):
        return self.name
