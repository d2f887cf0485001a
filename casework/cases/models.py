"""A case, the reasons why somebody may work on it, and what was decided on it."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from accounts.access import PolicyQuerySet
from accounts.changes.sql import Told
from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import Audited, wall
from accounts.organisations.models import Organisation, Team
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import ACTOR, ORGANISATION, AppendOnly, Statement, Wall
from casework.cases import access_sql, told_sql
from casework.cases.numbers import new_reference

PERSON_WHO = settings.AUTH_USER_MODEL


def key():
    """A UUID made in Python: INSERT … RETURNING is refused before the access row exists."""
    return of(Group.ROUTING, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))


def user_key(**options):
    """Who did it. Accounts are never deleted, so PROTECT."""
    options.setdefault("blank", options.get("null", False))
    return of(Group.ROUTING, models.ForeignKey(PERSON_WHO, models.PROTECT, related_name="+", **options))


class CaseQuerySet(PolicyQuerySet):
    """Adjectives for cases."""

    path = "pk"

    def open(self):
        """Not closed."""
        return self.exclude(status__in=Case.CLOSED)


class Case(Audited):
    """One person's case. What identifies the person is in `casework.people`."""

    class Status(models.TextChoices):
        """Codes of case_statuses.csv and the proposed state between proposer and decider (workflows.md 2)."""

        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        ACTIVE = "active_assistance", _("Assistance")
        FOLLOW_UP = "follow_up", _("Follow-up")
        ON_HOLD = "on_hold", _("On hold")
        CLOSURE_PROPOSED = "closure_proposed", _("Closing proposed")
        CLOSED = "closed", _("Closed")
        TRANSFERRED = "closed_transferred", _("Closed: handed to another organisation")

    class Stage(models.TextChoices):
        """How far the person is from the compound (I1)."""

        REPORTED = "reported", _("Reported by somebody, still inside")
        IN_CONTACT = "in_contact", _("In contact, still inside")
        OUT = "out", _("Out")

    class Urgency(models.TextChoices):
        """How soon somebody must act; the word and the colour of the risk flag."""

        NOW = "now", _("Now")
        SOON = "soon", _("Soon")
        USUAL = "usual", _("In the usual time")

    CLOSED = (Status.CLOSED, Status.TRANSFERRED)
    case_column = "id"

    id = key()
    reference = of(
        Group.ROUTING,
        models.CharField(_("Case number"), max_length=10, unique=True, default=new_reference, editable=False),
    )
    organisation = of(Group.ROUTING, models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False))
    team = of(Group.ROUTING, models.ForeignKey(Team, models.PROTECT, related_name="+", verbose_name=_("Team")))
    opened_by = user_key(editable=False)
    created_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    opened_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    status = of(
        Group.ROUTING,
        models.CharField(_("Status"), max_length=24, choices=Status, default=Status.DRAFT, editable=False),
    )
    held_from = of(Group.ROUTING, models.CharField(max_length=24, choices=Status, blank=True, editable=False))
    stage = of(
        Group.ROUTING,
        models.CharField(_("Where the person is"), max_length=12, choices=Stage, default=Stage.OUT),
    )
    urgency = of(Group.ROUTING, models.CharField(_("How urgent"), max_length=8, choices=Urgency, default=Urgency.USUAL))
    language = of(
        Group.ROUTING,
        models.CharField(_("Language to talk in"), max_length=3, choices=choices("languages"), default="und"),
    )
    interpreter_needed = of(Group.ROUTING, models.BooleanField(_("An interpreter is needed"), default=False))
    safety_checked_on = of(Group.ROUTING, models.DateField(_("Safety check done on"), null=True, blank=True))
    child = of(Group.ROUTING, models.BooleanField(_("Child, or presumed a child"), default=False, editable=False))
    # Somebody doubts the age, and nobody has decided (casework/children): a quarter apart until then.
    age_disputed = of(Group.ROUTING, models.BooleanField(_("Age in doubt"), default=False, editable=False))
    protection_basis = of(Group.ROUTING, models.BooleanField(default=False, editable=False))
    referrer = of(
        Group.ROUTING,
        models.CharField(_("Who told us"), max_length=40, choices=choices("referrer_kinds"), blank=True),
    )
    last_contact_on = of(Group.ROUTING, models.DateField(_("Last contact"), null=True, blank=True))
    closure_reason = of(
        Group.ROUTING,
        models.CharField(max_length=40, choices=choices("closure_reasons"), blank=True, editable=False),
    )
    label = of(
        Group.IDENTITY,
        EncryptedTextField(_("Working name"), help_text=_("What you call this case until there is a name.")),
    )
    reporter = of(Group.CONTACT, EncryptedTextField(_("Name of the person who told us, and how to reach them")))
    told = of(Group.FACTS, EncryptedTextField(_("What they told us")))
    version = VersionField()

    objects = CaseQuerySet.as_manager()

    class Meta(Audited.Meta):
        ordering = ["-opened_at", "-pk"]
        permissions = [("work_on_case", "Work on the case")]
        default_permissions = ()
        indexes = [
            # Two pages a look-up at any size: the list statement does not grow with the table (docs/performance.md).
            HashIndex(fields=["id"], name="casework_case_by_key"),
        ]
        constraints = [
            *wall(
                column="id",
                moves=True,
                erasable=False,
                add=f"(opened_by_id = {ACTOR} AND organisation_id = {ORGANISATION} AND status = 'draft')",
            ),
            Statement(name="casework_case_access", make=access_sql.CASE, drop=access_sql.CASE_DROP),
            Told(name="casework_case_told", kind="cases", column="id"),
            Statement(name="casework_case_telling", make=told_sql.TOLD, drop=told_sql.TOLD_DROP),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """The overview."""
        return reverse("case_detail", args=[self.reference])


class OnCase(Audited):
    """A row that hangs on a case, behind the same wall, with its own version."""

    case_column = "case_id"

    id = key()
    case = of(Group.ROUTING, models.ForeignKey(Case, models.CASCADE, related_name="%(class)ss", editable=False))

    objects = PolicyQuerySet.as_manager()

    class Meta(Audited.Meta):
        abstract = True
        default_permissions = ()


class Grant(models.Model):
    """What django-guardian's two direct-key tables have in common: a dated reason to work on the case."""

    case_column = "content_object_id"
    unrecorded: frozenset[str] = frozenset()
    framework_fields = ("id", "permission", "user", "group")

    content_object = of(Group.ROUTING, models.ForeignKey(Case, models.CASCADE))
    since = of(Group.ROUTING, models.DateTimeField(default=timezone.now))
    until = of(Group.ROUTING, models.DateTimeField(null=True))

    class Meta:
        abstract = True


class CaseUserObjectPermission(Grant, Audited, UserObjectPermissionBase):
    """A caseworker is assigned to the case."""

    class Meta(UserObjectPermissionBase.Meta):
        default_permissions = ()
        constraints = [
            Wall(
                name="casework_caseuserobjectpermission_wall",
                column="content_object_id",
                kinds=["user", "team", "offer"],
                own=access_sql.OWN,
                first=access_sql.FIRST,
            ),
            Statement(name="casework_caseuser_moving", make=access_sql.MOVING, drop=access_sql.MOVING_DROP),
            Statement(
                name="casework_caseuser_access",
                make=access_sql.WORKERS,
                drop=access_sql.GRANTS_DROP,
            ),
        ]

    def __str__(self):
        return f"{self.user_id} on {self.content_object_id}"


class CaseGroupObjectPermission(Grant, Audited, GroupObjectPermissionBase):
    """A second team works on the case."""

    class Meta(GroupObjectPermissionBase.Meta):
        default_permissions = ()
        constraints = [
            Wall(name="casework_casegroupobjectpermission_wall", column="content_object_id", kinds=["user", "team"]),
            Statement(
                name="casework_casegroup_access",
                make=access_sql.grants("content_object_id"),
                drop=access_sql.GRANTS_DROP,
            ),
        ]

    def __str__(self):
        return f"{self.group_id} on {self.content_object_id}"


class CaseStep(OnCase):
    """A step that was taken, with the typed reason sealed. Added, never changed: the timeline reads it."""

    step = of(Group.ROUTING, models.CharField(max_length=30))
    before = of(Group.ROUTING, models.CharField(max_length=24, blank=True))
    after = of(Group.ROUTING, models.CharField(max_length=24, blank=True))
    by = user_key()
    at = of(Group.ROUTING, models.DateTimeField(default=timezone.now))
    reason = of(Group.FACTS, EncryptedTextField(_("Reason")))

    class Meta(OnCase.Meta):
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["case", "-at"], name="casework_casestep_newest")]
        constraints = [
            Wall(name="casework_casestep_wall", column="case_id", erasable=False, signed="by_id"),
            AppendOnly(name="casework_casestep_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return self.step
