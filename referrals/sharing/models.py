"""What is shown to another organisation, for what, until when (C-01 to C-05), and what a recipient keeps of it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.walls import ORGANISATION, USERS, Statement, VersionGuard
from casework.cases import access_sql, sharing_sql
from casework.cases.models import OnCase, user_key
from casework.cases.numbers import new_reference
from casework.consents import firewall
from casework.consents.items import CODES
from referrals.sharing.guards_sql import GUARD, GUARD_DROP, HELP, HELP_DROP, RECEIPTS, RECEIPTS_DROP
from referrals.sharing.walls import RecipientQuerySet, RecipientWall, wall_of_history

# Sent to one organisation, not ended, and within consent and time by the database's clock (C-05).
SENT_TO = "(SELECT * FROM referrals_share WHERE recipient_id = %s AND sent_at IS NOT NULL AND ended_at IS NULL) s"
ON_CASE = "(SELECT * FROM referrals_share WHERE case_id = %s AND sent_at IS NOT NULL AND ended_at IS NULL) s"
AMONG = "(SELECT * FROM referrals_share WHERE id = ANY (%s::uuid[]) AND sent_at IS NOT NULL AND ended_at IS NULL) s"
STANDING_AMONG = f"SELECT g.id FROM ({sharing_sql.STANDING.replace('{rows}', AMONG)}) g WHERE g.until > now()"
STANDING_ON = f"SELECT g.id FROM ({sharing_sql.STANDING.replace('{rows}', ON_CASE)}) g WHERE g.until > now()"
STANDING_FOR = f"SELECT g.id FROM ({sharing_sql.STANDING.replace('{rows}', SENT_TO)}) g WHERE g.until > now()"

# Only the trigger writes; an organisation reads what was sent to it.
OWN_RECEIPTS = f"""
ALTER TABLE {{table}} ENABLE ROW LEVEL SECURITY; ALTER TABLE {{table}} FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON {{table}} FOR SELECT TO {USERS} USING (recipient_id = (SELECT {ORGANISATION}));
REVOKE INSERT, UPDATE, DELETE ON {{table}} FROM {USERS};"""

# Purposes of which each referral is one of its own, by its number.
EACH_ITS_OWN = ("service", "home")


# What stands for an organisation, of the receipts that its own people see. Every list and every single row asks this.
HELD = "k.recipient_id = %s AND k.stands_until > statement_timestamp()"


def held_by(organisation):
    """Ids of the shares that stand for this organisation, for its own people: the database shows receipts to nobody
    else. The same as `standing_for`, kept by trigger (C-05)."""
    return RawSQL(f"SELECT k.id FROM referrals_receipt k WHERE {HELD}", [organisation])


class ShareQuerySet(RecipientQuerySet):
    """Adjectives for shares."""

    def standing_for(self, organisation):
        """What this organisation holds now: sent, not ended by anybody, and within consent and time (C-05)."""
        return self.filter(pk__in=RawSQL(STANDING_FOR, [organisation]))

    def standing_on(self, case_id):
        """The same of one case, to whomever."""
        return self.filter(pk__in=RawSQL(STANDING_ON, [case_id]))

    def standing_among(self, shares):
        """The same of these shares, whatever their cases."""
        return self.filter(pk__in=RawSQL(STANDING_AMONG, [[row.pk for row in shares]]))

    def addressed(self, organisation):
        """Of a recipient only what stands now: one key opens a case for all shares to it, so each is asked for its own
        (C-05, S-44)."""
        return super().addressed(organisation) & Q(pk__in=held_by(organisation))

    def waiting(self):
        """Asked for, and not decided by anybody yet (versions.py)."""
        return self.filter(requested_by__isnull=False, sent_at__isnull=True, ended_at__isnull=True)

    def open(self):
        """Not ended by anybody."""
        return self.filter(ended_at__isnull=True)


class Share(OnCase):
    """Ticked items of one case for one recipient and one purpose, on one consent. It opens when the recipient
    acknowledges and ends by time, by withdrawal, or when somebody closes it."""

    class Purpose(models.TextChoices):
        """For what it is shared."""

        PAPERS = "papers", _("Nationality and travel paper")
        CONTACT = "contact", _("The person wishes to talk with you")
        SERVICE = "service", _("Help that you offer")
        TRANSFER = "transfer", _("You are asked to take over the case")
        HOME = "home", _("Help after the return home")
        RESCUE = "rescue", _("Danger to life: help at once")
        EXIT = "exit", _("Exit clearance")
        IDENTIFY = "identify", _("Formal identification")
        LAW = "law", _("At the person's wish")

    class Why(models.TextChoices):
        """What ended it. The recipient never learns it."""

        WITHDRAWN = "withdrawn", _("The person took the consent back")
        FEARED = "feared", _("A fear of the own state, or asylum, was written down")
        RECIPIENT = "recipient_changed", _("The recipient changed")
        DECLINED = "declined", _("The recipient declined")
        REVOKED = "revoked", _("A supervisor or who guards the data ended it")
        TAKEN_BACK = "taken_back", _("Taken back before it was sent")
        RAN_OUT = "ran_out", _("Its time was over")
        DONE = "done", _("Done")
        REPLACED = "replaced", _("A newer version took its place")

    history_wall = wall_of_history("recipient_id", "sent_at")

    recipient = of(Group.REFERRAL, models.ForeignKey(Organisation, models.PROTECT, related_name="+"))
    number = of(Group.REFERRAL, models.CharField(max_length=10, default=new_reference, editable=False))
    purpose = of(Group.REFERRAL, models.CharField(_("For what"), max_length=12, choices=Purpose))
    consent_series = of(Group.CONSENT, models.UUIDField())
    items = of(
        Group.CONSENT,
        ArrayField(
            models.CharField(max_length=20, choices=CODES), verbose_name=_("What is shown"), default=list, blank=True
        ),
    )
    files = of(Group.CONSENT, ArrayField(models.UUIDField(), verbose_name=_("Which files"), default=list, blank=True))
    until = of(Group.REFERRAL, models.DateTimeField(_("Ends on")))
    sent_at = of(Group.REFERRAL, models.DateTimeField(null=True, blank=True))
    live_from = of(Group.REFERRAL, models.DateTimeField(null=True, blank=True))
    ended_at = of(Group.REFERRAL, models.DateTimeField(null=True, blank=True))
    ended_why = of(Group.CONSENT, models.CharField(max_length=20, choices=Why, blank=True))
    # A newer version takes the place of the one it names, under the same number (versions.py).
    replaces = of(
        Group.REFERRAL,
        models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="newer", editable=False),
    )
    made_at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now, null=True, editable=False))
    requested_by = user_key(null=True, editable=False)
    approved_by = user_key(null=True, editable=False)
    version = VersionField()

    objects = ShareQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-until", "-pk"]
        indexes = [models.Index(fields=["recipient", "sent_at"], name="referrals_share_recipient")]
        constraints = [
            RecipientWall(
                name="%(app_label)s_%(class)s_wall", column="case_id", recipient="recipient_id", sent="sent_at"
            ),
            VersionGuard(
                name="%(app_label)s_%(class)s_version", fixed=["case_id", "recipient_id", "number", "purpose"]
            ),
            models.UniqueConstraint(
                fields=["case", "recipient", "purpose"],
                condition=Q(ended_at__isnull=True)
                & (Q(replaces__isnull=True) | Q(sent_at__isnull=False))
                & ~Q(purpose__in=EACH_ITS_OWN),
                name="referrals_share_one_open",
                violation_error_message=_("Something is shared with them for this already. End that first."),
            ),
            # Help is asked for one need at a time: two referrals to one provider have a share each, with own items.
            models.UniqueConstraint(
                fields=["case", "recipient", "purpose", "number"],
                condition=Q(ended_at__isnull=True)
                & (Q(replaces__isnull=True) | Q(sent_at__isnull=False))
                & Q(purpose__in=EACH_ITS_OWN),
                name="referrals_share_one_open_a_help",
                violation_error_message=_("Something is shared with them for this already. End that first."),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(ended_at__isnull=True, sent_at__isnull=True),
                name="referrals_share_one_waiting",
                violation_error_message=_("A newer version waits for approval already. Decide on that one first."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")),
                name="referrals_share_two_people",
                violation_error_message=_("Somebody else must approve this: it was you who asked for it."),
            ),
            models.CheckConstraint(
                condition=Q(live_from__isnull=True) | Q(sent_at__isnull=False, live_from__gte=F("sent_at")),
                name="referrals_share_sent_before_seen",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="") | Q(ended_at__isnull=False) & ~Q(ended_why=""),
                name="referrals_share_ended_for_a_reason",
            ),
            Statement(name="referrals_share_access", make=access_sql.grants("case_id"), drop=access_sql.GRANTS_DROP),
            Statement(
                name="referrals_share_receipts", make=RECEIPTS.replace("KEPT", access_sql.KEPT), drop=RECEIPTS_DROP
            ),
            Statement(name="referrals_share_guard", make=GUARD, drop=GUARD_DROP),
            Statement(name="referrals_share_help", make=HELP, drop=HELP_DROP),
            Statement(name="referrals_share_firewall", make=firewall.GUARD, drop=firewall.GUARD_DROP),
            Statement(name="referrals_share_moved", make=sharing_sql.MOVED, drop=sharing_sql.MOVED_DROP),
        ]

    def __str__(self):
        return f"share {self.number}"


class Receipt(models.Model):
    """What a recipient keeps knowing of a share: number, day, and that it ended. Nothing of the person, no case."""

    id = of(Group.REFERRAL, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    recipient = of(Group.REFERRAL, models.ForeignKey(Organisation, models.PROTECT, related_name="+"))
    number = of(Group.REFERRAL, models.CharField(max_length=10))
    sent_at = of(Group.REFERRAL, models.DateTimeField())
    until = of(Group.REFERRAL, models.DateTimeField())
    ended_at = of(Group.REFERRAL, models.DateTimeField(null=True))
    # the end of the access as the database works it out (casework/cases/sharing_sql.py); empty where there is none
    stands_until = of(Group.REFERRAL, models.DateTimeField(null=True, editable=False))

    class Meta:
        ordering = ["-ended_at", "-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["recipient", "-ended_at"], name="referrals_receipt_newest"),
            models.Index(
                fields=["recipient", "-until"], condition=Q(ended_at__isnull=True), name="referrals_receipt_open"
            ),
        ]
        constraints = [
            Statement(name="referrals_receipt_wall", make=OWN_RECEIPTS, drop="DROP POLICY IF EXISTS see ON {table};"),
        ]

    def __str__(self):
        return f"receipt {self.number}"
