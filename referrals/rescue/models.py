"""A rescue request for somebody inside (I12): whom we ask, where the person is, and how long the request stands."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import VersionGuard
from casework.cases.models import OnCase, user_key
from casework.cases.numbers import new_reference
from referrals.ours import OursOnly
from referrals.sharing.models import Share
from referrals.sharing.walls import RecipientQuerySet, RecipientWall


class RescueQuerySet(RecipientQuerySet):
    """Requests; a recipient reads the place of its own one only."""

    recipient, sent = "recipient", "asked_at"


class RescueRequest(OnCase):
    """Asked of a mission, a hotline or a named officer, on vital interest, where the person cannot safely be asked. It
    stands for 30 days and is renewable; what is shown under it stands as long as a danger to life does (C-09)."""

    history_wall = OursOnly

    number = of(Group.REFERRAL, models.CharField(max_length=10, default=new_reference, editable=False))
    recipient = of(Group.REFERRAL, models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False))
    share = of(Group.REFERRAL, models.OneToOneField(Share, models.CASCADE, related_name="rescue", editable=False))
    officer = of(Group.REFERRAL, EncryptedTextField(_("Which officer, or which post")))
    place = of(Group.CONTACT, EncryptedTextField(_("Where the person is")))
    outcome = of(Group.FACTS, EncryptedTextField(_("How it ended")))
    asked_by = user_key(editable=False)
    asked_at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now, editable=False))
    until = of(Group.REFERRAL, models.DateTimeField(editable=False))
    prolonged_by = user_key(null=True, editable=False)
    ended_at = of(Group.REFERRAL, models.DateTimeField(null=True, editable=False))
    version = VersionField()

    objects = RescueQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-asked_at", "-pk"]
        constraints = [
            RecipientWall(
                name="%(app_label)s_%(class)s_wall", column="case_id", recipient="recipient_id", sent="asked_at"
            ),
            VersionGuard(name="%(app_label)s_%(class)s_version", fixed=["case_id", "recipient_id", "asked_by_id"]),
            models.UniqueConstraint(
                fields=["case", "recipient"],
                condition=models.Q(ended_at__isnull=True),
                name="referrals_rescuerequest_one_open",
                violation_error_message=_("They are asked already. Go on with that request."),
            ),
        ]

    def __str__(self):
        return f"rescue {self.number}"
