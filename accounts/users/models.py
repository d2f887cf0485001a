"""Accounts: people who sign in, the teams they work in and the roles a second administrator approved."""

import uuid
from functools import cached_property

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import Audited
from accounts.organisations.models import Organisation, Team
from accounts.policy import Group, Role
from accounts.walls import VersionGuard


class UserManager(BaseUserManager["User"]):
    """Accounts, and accounts with what they stand for."""

    def create_user(self, username, password=None, **fields):
        """An account; without a password nobody can sign in with it until the invitation is used."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def people(self):
        """Accounts of people: those of machine clients sign in nowhere and stand on a page of their own."""
        return self.filter(client__isnull=True)

    def with_standing(self):
        """Accounts with roles, teams and organisation in one statement, as every request needs them."""
        roles = RoleGrant.objects.standing().filter(user=OuterRef("pk")).values("role")
        teams = Membership.objects.filter(user=OuterRef("pk"), team__is_active=True).values("team")
        return self.select_related("organisation").annotate(  # type: ignore[no-redef]
            role_codes=ArraySubquery(roles), team_ids=ArraySubquery(teams)
        )


class User(Audited, AbstractBaseUser, PermissionsMixin):
    """An account. `is_superuser` exists because Django asks for it and gives nothing here (R-04)."""

    unrecorded = frozenset({"password", "is_superuser"})
    framework_fields = ("password", "is_superuser")
    last_login = None

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    username = of(
        Group.STAFF,
        models.CharField(
            _("User name"),
            max_length=60,
            unique=True,
            validators=[UnicodeUsernameValidator()],
            error_messages={"unique": _("This user name is taken. Choose another.")},
        ),
    )
    display_name = of(Group.STAFF, models.CharField(_("Name as colleagues see it"), max_length=120))
    email = of(Group.STAFF, models.EmailField(_("E-mail"), blank=True))
    organisation = of(Group.STAFF, models.ForeignKey(Organisation, models.PROTECT, related_name="people"))
    teams = models.ManyToManyField(Team, through="Membership", related_name="members", blank=True)
    language = of(Group.STAFF, models.CharField(_("Language"), max_length=10, choices=settings.LANGUAGES, default="en"))
    time_zone = of(Group.STAFF, models.CharField(_("Time zone"), max_length=60, default="Asia/Bangkok"))
    is_active = of(Group.STAFF, models.BooleanField(_("May sign in"), default=True))
    version = VersionField()

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        ordering = ["display_name", "pk"]
        constraints = [VersionGuard(name="accounts_user_version")]

    def __str__(self):
        return self.username

    def check_password(self, raw_password):
        """Whether this is the password. Unlike Django's it never re-hashes here: a sign-in changes no account."""
        return check_password(raw_password, self.password)

    @cached_property
    def role_codes(self):
        """Codes of the approved roles. `with_standing` loads them with the row."""
        return list(self.role_grants.standing().values_list("role", flat=True))

    @cached_property
    def team_ids(self):
        """Ids of the active teams. `with_standing` loads them with the row."""
        return list(self.membership_set.filter(team__is_active=True).values_list("team", flat=True))


class Membership(Audited):
    """Somebody works in a team. For a caseworker this opens no case; for a supervisor, the team's cases."""

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    user = of(Group.STAFF, models.ForeignKey(User, models.CASCADE))
    team = of(Group.STAFF, models.ForeignKey(Team, models.CASCADE))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "team"], name="accounts_membership_once")]

    def __str__(self):
        return f"{self.user_id} in {self.team_id}"


class RoleGrantQuerySet(models.QuerySet):
    """Adjectives for role grants."""

    def standing(self):
        """Approved and not ended: what counts."""
        return self.filter(approved_at__isnull=False, ended_at__isnull=True)

    def waiting(self):
        """Asked for by one administrator, not yet answered by another."""
        return self.filter(approved_at__isnull=True, ended_at__isnull=True)


class RoleGrant(Audited):
    """A role of an account: asked for by one administrator, approved by another (R-07), ended by date."""

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    user = of(Group.STAFF, models.ForeignKey(User, models.CASCADE, related_name="role_grants"))
    role = of(
        Group.STAFF,
        models.CharField(_("Role"), max_length=40, choices=[c for c in choices("user_roles") if c[0] in set(Role)]),
    )
    requested_by = of(Group.STAFF, models.ForeignKey(User, models.PROTECT, related_name="+"))
    requested_at = of(Group.STAFF, models.DateTimeField(auto_now_add=True))
    approved_by = of(Group.STAFF, models.ForeignKey(User, models.PROTECT, null=True, related_name="+"))
    approved_at = of(Group.STAFF, models.DateTimeField(null=True))
    ended_by = of(Group.STAFF, models.ForeignKey(User, models.PROTECT, null=True, related_name="+"))
    ended_at = of(Group.STAFF, models.DateTimeField(null=True))

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        ordering = ["role", "requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ended_at__isnull=True),
                name="accounts_rolegrant_once",
                violation_error_message=_("This person already has, or waits for, that role."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")) & ~Q(approved_by=F("user")),
                name="accounts_rolegrant_two_people",
                violation_error_message=_("A second administrator must approve a role."),
            ),
        ]

    def __str__(self):
        return f"{self.role} of {self.user_id}"
