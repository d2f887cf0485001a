"""A program that acts for one organisation: who it is, what it may do and from where, and its secrets (R-25).

What it may do and each of its secrets is asked for by one administrator and approved by another (R-07).
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AbstractApplication

from accounts.fields import of
from accounts.history import Audited
from accounts.organisations.models import Organisation
from accounts.policy import SCOPES, Group
from accounts.users.models import User

WHO = "abcdefghijkmnpqrstuvwxyz23456789"  # letters and digits that nobody mixes up


def new_client_id():
    """A public name that tells nothing about the organisation."""
    return f"client-{get_random_string(16, WHO)}"


def someone(**options):
    """An administrator who asked, approved or ended. Accounts are never deleted, so PROTECT."""
    return of(Group.STAFF, models.ForeignKey(User, models.PROTECT, related_name="+", **options))


class Client(Audited, AbstractApplication):
    """A program, with the account in whose name the history records what it does.

    Of OAuth only client credentials are used: the rest of what the library keeps with an application is fixed here.
    """

    client_type = AbstractApplication.CLIENT_CONFIDENTIAL
    authorization_grant_type = AbstractApplication.GRANT_CLIENT_CREDENTIALS
    registration_source = AbstractApplication.RegistrationSource.MANUAL
    client_secret = redirect_uris = post_logout_redirect_uris = allowed_origins = algorithm = ""
    hash_client_secret, skip_authorization, cimd_expires_at, updated = True, False, None, None

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    client_id = of(
        Group.STAFF,
        models.CharField(_("Public name"), max_length=40, unique=True, default=new_client_id, editable=False),
    )
    name = of(Group.STAFF, models.CharField(_("Name"), max_length=120))
    organisation = of(Group.STAFF, models.ForeignKey(Organisation, models.PROTECT, related_name="clients"))
    user = of(Group.STAFF, models.OneToOneField(User, models.PROTECT, related_name="client", editable=False))
    created = of(Group.STAFF, models.DateTimeField(auto_now_add=True))
    ended_by = someone(null=True, editable=False)
    ended_at = of(Group.STAFF, models.DateTimeField(null=True, editable=False))

    class Meta(Audited.Meta):
        ordering = ["name", "pk"]

    def __str__(self):
        return self.client_id


class AskedQuerySet(models.QuerySet):
    """Adjectives for what one administrator asks for and another approves."""

    def standing(self):
        """Approved and not ended."""
        return self.filter(approved_at__isnull=False, ended_at__isnull=True)

    def waiting(self):
        """Not answered yet."""
        return self.filter(approved_at__isnull=True, ended_at__isnull=True)

    def live(self):
        """Secrets that open the door now."""
        return self.standing().filter(ends_at__gt=timezone.now())


class Asked(Audited):
    """Asked for by one administrator, approved by another, ended by date. Never changed otherwise."""

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    requested_by = someone()
    requested_at = of(Group.STAFF, models.DateTimeField(auto_now_add=True))
    approved_by = someone(null=True)
    approved_at = of(Group.STAFF, models.DateTimeField(null=True))
    ended_by = someone(null=True)
    ended_at = of(Group.STAFF, models.DateTimeField(null=True))

    objects = AskedQuerySet.as_manager()

    class Meta(Audited.Meta):
        abstract = True


def two_people(name):
    """The database holds it too: nobody approves what they asked for (R-07)."""
    return models.CheckConstraint(
        condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")),
        name=name,
        violation_error_message=_("A second administrator must approve this."),
    )


def at_most_one(name, **condition):
    """One row of a client in this state."""
    return models.UniqueConstraint(
        fields=["client"],
        condition=Q(ended_at__isnull=True, **condition),
        name=name,
        violation_error_message=_("Something of this kind waits for an answer already."),
    )


class ClientGrant(Asked):
    """What a client may do (`scopes` of policy.SCOPES) and the networks it may call from."""

    client = of(Group.STAFF, models.ForeignKey(Client, models.PROTECT, related_name="grants"))
    scopes = of(
        Group.STAFF,
        ArrayField(models.CharField(max_length=20, choices=[(scope, scope) for scope in SCOPES])),
    )
    addresses = of(Group.STAFF, ArrayField(models.CharField(max_length=43)))

    class Meta(Asked.Meta):
        constraints = [
            two_people("accounts_clientgrant_two_people"),
            at_most_one("accounts_clientgrant_one_stands", approved_at__isnull=False),
            at_most_one("accounts_clientgrant_one_waits", approved_at__isnull=True),
        ]

    def __str__(self):
        return f"grant {self.pk}"


class ClientSecret(Asked):
    """One secret, kept as its SHA-256 only: 256 random bits need no slow hash. Lives 90 days from its approval."""

    unrecorded = frozenset({"hashed"})

    client = of(Group.STAFF, models.ForeignKey(Client, models.PROTECT, related_name="secrets"))
    hashed = of(Group.STAFF, models.CharField(max_length=64, unique=True))
    ends_at = of(Group.STAFF, models.DateTimeField(null=True))

    class Meta(Asked.Meta):
        constraints = [
            two_people("accounts_clientsecret_two_people"),
            at_most_one("accounts_clientsecret_one_waits", approved_at__isnull=True),
        ]

    def __str__(self):
        return f"secret {self.pk}"
