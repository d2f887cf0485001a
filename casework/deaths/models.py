"""A death inside, in custody or in care (P9): how certain it is, who is told by whom, remains, witnesses."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import Statement
from casework.cases import access_sql
from casework.cases.models import OnCase, user_key


def fact(field):
    """A field of the group of facts."""
    return of(Group.FACTS, field)


def family(field):
    """A field of the group of the family."""
    return of(Group.FAMILY, field)


def state(field):
    """A field of the group of immigration and asylum: what the own state is told."""
    return of(Group.IMMIGRATION, field)


class Death(OnCase):
    """What is known of the death of the person of this case. One row a case; a report that was wrong is refuted."""

    class Status(models.TextChoices):
        """How far it is established."""

        REPORTED = "reported", _("Reported, not confirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUTED = "refuted", _("Not true")

    class Where(models.TextChoices):
        """In whose hands the person was."""

        INSIDE = "inside", _("Inside, in the compound")
        CUSTODY = "custody", _("In custody of an authority or armed group")
        CARE = "care", _("In care: shelter, hospital")
        WAY = "way", _("On the way")
        AFTER = "after", _("After return")
        UNKNOWN = "unknown", _("Not known")

    class Source(models.TextChoices):
        """Where we know it from."""

        WITNESS = "witness", _("Somebody who was there")
        HEARD = "heard", _("Somebody who heard of it")
        PAPER = "paper", _("A paper: hospital, police, registry")
        SEEN = "seen", _("A colleague of ours saw the body")
        FAMILY = "family", _("The family")
        AUTHORITY = "authority", _("An authority, without a paper")

    class Mission(models.TextChoices):
        """Whether the mission is told: freely, or by decision of two where the person had refused or feared it."""

        OPEN = "open", _("Not told yet")
        HALF = "half", _("One of two has said")
        TELL = "tell", _("To be told")
        SILENT = "silent", _("Not to be told")
        TOLD = "told", _("Told")

    class Says(models.TextChoices):
        """One voice."""

        TELL = "tell", _("Tell the mission")
        SILENT = "silent", _("Do not tell the mission")

    class Remains(models.TextChoices):
        """Where the remains are."""

        UNKNOWN = "unknown", _("Not known")
        HOSPITAL = "hospital", _("Hospital or morgue")
        BURIED = "buried", _("Buried there")
        CREMATED = "cremated", _("Cremated there")
        HOME = "home", _("Brought home")
        INSIDE = "inside", _("Still inside")

    status = fact(models.CharField(max_length=10, choices=Status, default=Status.REPORTED, editable=False))
    where = fact(models.CharField(_("Where"), max_length=8, choices=Where))
    country = fact(models.CharField(_("In which country"), max_length=2, choices=choices("countries"), blank=True))
    place = fact(EncryptedTextField(_("Place")))
    died_on = fact(models.DateField(_("Day of death"), null=True, blank=True))
    day_known = fact(models.BooleanField(_("The day is certain"), default=False))
    source = fact(models.CharField(_("Where we know it from"), max_length=10, choices=Source))
    source_words = fact(EncryptedTextField(_("Who told it, and what exactly")))
    cause = of(Group.HEALTH, EncryptedTextField(_("Cause, as far as it is known")))
    witnesses = fact(EncryptedTextField(_("Witnesses, and how they are protected")))
    # kin are told by the person who was agreed, not by telephone and not by an authority
    kin_agreed = family(EncryptedTextField(_("Who tells the family, as was agreed")))
    kin_told_on = family(models.DateField(_("The family was told on"), null=True, blank=True))
    kin_words = family(EncryptedTextField(_("Who was told, and what the family wishes")))
    mission = state(models.CharField(max_length=6, choices=Mission, default=Mission.OPEN, editable=False))
    lead_says = state(models.CharField(max_length=6, choices=Says, blank=True, editable=False))
    law_says = state(models.CharField(max_length=6, choices=Says, blank=True, editable=False))
    lead_by, law_by = user_key(null=True, editable=False), user_key(null=True, editable=False)
    mission_why = state(EncryptedTextField(_("Why"), editable=False))
    mission_told_on = state(models.DateField(_("The mission was told on"), null=True, blank=True, editable=False))
    remains = fact(models.CharField(_("Remains"), max_length=10, choices=Remains, default=Remains.UNKNOWN))
    remains_words = fact(EncryptedTextField(_("What happens with the remains")))
    belongings = fact(EncryptedTextField(_("Belongings, and who has them")))
    support = fact(EncryptedTextField(_("Who looks after those who knew the person")))
    support_on = fact(models.DateField(_("Begun on"), null=True, blank=True))
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    confirmed_by = user_key(null=True, editable=False)
    confirmed_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-noted_at", "-pk"]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["noted_by_id", "noted_at"]),
            Statement(name="casework_death_access", make=access_sql.grants("case_id"), drop=access_sql.GRANTS_DROP),
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(status="refuted"),
                name="casework_death_once",
                violation_error_message=_("This is written down already."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("noted_by")),
                name="casework_death_two_people",
                violation_error_message=_("Somebody else must confirm this: it was you who wrote it down."),
            ),
            models.CheckConstraint(
                condition=Q(lead_by__isnull=True) | Q(law_by__isnull=True) | ~Q(lead_by=F("law_by")),
                name="casework_death_two_voices",
                violation_error_message=_("Two people decide this."),
            ),
        ]

    def __str__(self):
        return f"death {self.pk}"
