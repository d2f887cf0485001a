"""What grows beside a share: the one thread that sender and recipient see alike, and the trace of a transfer."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import of
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import AppendOnly, Statement
from casework.cases.models import OnCase, user_key
from referrals.sharing.guards_sql import HELD_UP, HELD_UP_DROP
from referrals.sharing.walls import RecipientQuerySet, RecipientWall, wall_of_history


class ShareMessageQuerySet(RecipientQuerySet):
    """Words of one thread, oldest last."""

    recipient, sent = "recipient", ""


class ShareMessage(OnCase):
    """Words between sender and recipient on one number, whatever version of the share stands; added, never changed."""

    history_wall = wall_of_history("recipient_id")

    number = of(Group.REFERRAL, models.CharField(max_length=10))
    recipient = of(Group.REFERRAL, models.ForeignKey(Organisation, models.PROTECT, related_name="+"))
    by = user_key()
    from_recipient = of(Group.REFERRAL, models.BooleanField())
    at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now))
    text = of(Group.IMMIGRATION, EncryptedTextField(_("Words"), blank=False))

    objects = ShareMessageQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["case", "number", "-at"], name="referrals_sharemessage_thread")]
        constraints = [
            RecipientWall(
                name="%(app_label)s_%(class)s_wall", column="case_id", recipient="recipient_id", signed="by_id"
            ),
            AppendOnly(name="referrals_sharemessage_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return f"words on {self.number}"


class TransferQuerySet(RecipientQuerySet):
    """Traces, the newest first."""

    recipient, sent = "other", ""


class Transfer(OnCase):
    """The trace that responsibility moved: a row on the case that was given away, and one on the case that was opened
    for it (docs/decisions/0013). Added, never changed."""

    history_wall = wall_of_history("other_id")

    class Side(models.TextChoices):
        """On which of the two cases the row stands."""

        GAVE = "gave", _("Given to another organisation")
        TOOK = "took", _("Taken over from another organisation")

    side = of(Group.REFERRAL, models.CharField(max_length=6, choices=Side))
    number = of(Group.REFERRAL, models.CharField(max_length=10))
    other = of(Group.REFERRAL, models.ForeignKey(Organisation, models.PROTECT, related_name="+"))
    other_reference = of(Group.REFERRAL, models.CharField(max_length=10))
    accepted_by = user_key()
    accepted_at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now))

    objects = TransferQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-accepted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="referrals_transfer_once"),
            RecipientWall(
                name="%(app_label)s_%(class)s_wall", column="case_id", recipient="other_id", signed="accepted_by_id"
            ),
            AppendOnly(name="referrals_transfer_frozen", grants="SELECT, INSERT"),
            Statement(name="referrals_transfer_held", make=HELD_UP, drop=HELD_UP_DROP),
        ]

    def __str__(self):
        return f"transfer {self.number}"
