"""The channel log: by what way somebody was really reached, with whom, when, and what came of it (C8). Rows are added;
a correction is a row of its own."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import of
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import AppendOnly
from casework.cases.models import OnCase, user_key
from casework.consents.items import CODES, ITEMS
from casework.consents.models import Consent
from referrals.channels.walls import EntryLogWall, OurWall
from referrals.consular.models import ConsularReferral
from referrals.directory.models import DirectoryEntry
from referrals.firewall.models import Exemption
from referrals.services.models import ServiceReferral

LINE, NOTE = 200, 1000  # letters


class Way(models.TextChoices):
    """What way was really used. An informal call counts, and leaves a trace here."""

    CALL = "call", _("Telephone")
    MESSAGE = "message", _("Message or mail")
    PERSONAL = "personal", _("Personal contact")
    MEETING = "meeting", _("Meeting")
    LETTER = "letter", _("Letter")


class Direction(models.TextChoices):
    """Who began."""

    OUT = "out", _("We reached out")
    IN = "in", _("They did")


KINDS = {ConsularReferral: "consular", ServiceReferral: "service", Exemption: "exemption"}


def kind_of(referral):
    """The name of the column in which this referral stands."""
    return KINDS[type(referral)]


class Came(models.TextChoices):
    """What came of it."""

    REACHED = "reached", _("Reached")
    PROMISED = "promised", _("They will come back to us")
    NOBODY = "nobody", _("Nobody answered")
    REFUSED = "refused", _("They cannot or will not")


def coded(group, label, values, default):
    """One answer of a few."""
    return of(group, models.CharField(label, max_length=10, choices=values, default=default))


class ChannelEntry(OnCase):
    """One contact about a referral. Names and words are sealed; the recipient never reads them."""

    OWN = frozenset({"with_whom", "role", "note"})
    history_wall = OurWall

    consular = of(
        Group.REFERRAL,
        models.ForeignKey(ConsularReferral, models.CASCADE, null=True, related_name="contacts", editable=False),
    )
    service = of(
        Group.REFERRAL,
        models.ForeignKey(ServiceReferral, models.CASCADE, null=True, related_name="contacts", editable=False),
    )
    exemption = of(
        Group.REFERRAL,
        models.ForeignKey(Exemption, models.CASCADE, null=True, related_name="contacts", editable=False),
    )
    # what was handed over on paper or said, and the row of the ledger on which; empty for a contact that gave nothing
    items = of(
        Group.CONSENT,
        ArrayField(models.CharField(max_length=20, choices=CODES), default=list, blank=True, editable=False),
    )
    consent = of(Group.CONSENT, models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+", editable=False))
    way = coded(Group.REFERRAL, _("By"), Way, Way.CALL)
    direction = coded(Group.REFERRAL, _("Who began"), Direction, Direction.OUT)
    at = of(Group.REFERRAL, models.DateTimeField(_("When"), default=timezone.now))
    came = coded(Group.REFERRAL, _("What came of it"), Came, Came.REACHED)
    with_whom = of(Group.FACTS, EncryptedTextField(_("With whom")))
    role = of(Group.FACTS, EncryptedTextField(_("Their post")))
    note = of(Group.FACTS, EncryptedTextField(_("In a sentence")))
    corrects = of(
        Group.REFERRAL,
        models.OneToOneField("self", models.CASCADE, null=True, related_name="corrected", editable=False),
    )
    by = user_key(editable=False)
    written_at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now, editable=False))

    class Meta(OnCase.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            OurWall(name="%(app_label)s_%(class)s_wall", column="case_id", signed="by_id"),
            AppendOnly(name="referrals_channelentry_frozen", grants="SELECT, INSERT"),
            models.CheckConstraint(
                condition=Q(consular__isnull=False, service__isnull=True, exemption__isnull=True)
                | Q(consular__isnull=True, service__isnull=False, exemption__isnull=True)
                | Q(consular__isnull=True, service__isnull=True, exemption__isnull=False),
                name="referrals_channelentry_of_one_referral",
            ),
            models.CheckConstraint(
                condition=Q(exemption__isnull=True)
                | Q(consent__isnull=False) & ~Q(items=[])
                | Q(consent__isnull=True, items=[]),
                name="referrals_channelentry_says_what_was_given",
            ),
        ]

    def __str__(self):
        return f"contact {self.pk}"

    @property
    def given(self):
        """Labels of what was handed over or said, or none."""
        return [ITEMS[code].label for code in self.items if code in ITEMS]

    def group_here(self, name):
        """Field group of what was said: with a mission it is as private as the talk with it."""
        return Group.IMMIGRATION if name in self.OWN and self.consular_id is not None else None


class DirectoryContact(models.Model):
    """One contact with somebody of the directory. About the agency and never about a person of a case, so in clear like
    the entry (decisions/0012). It is a touch: it does not make the entry true again."""

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    entry = of(Group.STAFF, models.ForeignKey(DirectoryEntry, models.CASCADE, related_name="contacts", editable=False))
    way = coded(Group.STAFF, _("By"), Way, Way.CALL)
    direction = coded(Group.STAFF, _("Who began"), Direction, Direction.OUT)
    at = of(Group.STAFF, models.DateTimeField(_("When"), default=timezone.now))
    came = coded(Group.STAFF, _("What came of it"), Came, Came.REACHED)
    with_whom = of(Group.STAFF, models.CharField(_("With whom"), max_length=LINE, blank=True))
    role = of(Group.STAFF, models.CharField(_("Their post"), max_length=LINE, blank=True))
    note = of(Group.STAFF, models.TextField(_("In a sentence"), max_length=NOTE, blank=True))
    corrects = of(
        Group.STAFF, models.OneToOneField("self", models.CASCADE, null=True, related_name="corrected", editable=False)
    )
    by = of(
        Group.STAFF,
        models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False),
    )
    written_at = of(Group.STAFF, models.DateTimeField(default=timezone.now, editable=False))

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["entry", "-at"], name="referrals_touch_newest")]
        constraints = [
            EntryLogWall(name="referrals_directorycontact_wall"),
            AppendOnly(name="referrals_directorycontact_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return f"contact {self.pk}"
