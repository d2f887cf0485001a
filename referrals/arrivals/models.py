"""Who is expected when and where: people going home from here, and own nationals coming back from abroad (C11). And the
meeting at which agencies say what they think of a person's identification (C12)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.vault import EncryptedJSONField, EncryptedTextField
from accounts.walls import AppendOnly, VersionGuard
from casework.cases.models import OnCase, user_key
from casework.cases.numbers import new_reference
from referrals.ours import OursOnly
from referrals.sharing.models import Share, held_by
from referrals.sharing.walls import RecipientQuerySet, RecipientWall, wall_of_history


class ArrivalQuerySet(RecipientQuerySet):
    """Adjectives for arrivals."""

    recipient, sent = "recipient", "told_at"

    def expected(self):
        """Still to come."""
        return self.filter(arrived_on__isnull=True, called_off_at__isnull=True)

    def addressed(self, organisation):
        """Of a recipient only those whose share stands by the database's clock (C-05)."""
        return super().addressed(organisation) & Q(share__in=held_by(organisation))


class Arrival(OnCase):
    """One expected arrival. Of somebody who goes home, the agency or mission at home that holds a share reads it; of
    somebody who comes back to us, it is our own plan: reception, and screening after arrival."""

    class Way(models.TextChoices):
        """In which direction."""

        HOME = "home", _("Goes home from here")
        BACK = "back", _("Comes back to us from abroad")

    history_wall = wall_of_history("recipient_id", "told_at")

    number = of(Group.REFERRAL, models.CharField(max_length=10, unique=True, default=new_reference, editable=False))
    way = of(Group.REFERRAL, models.CharField(_("Direction"), max_length=4, choices=Way))
    share = of(
        Group.REFERRAL,
        models.ForeignKey(Share, models.PROTECT, null=True, blank=True, related_name="arrivals", editable=False),
    )
    recipient = of(
        Group.REFERRAL,
        models.ForeignKey(
            Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Who receives")
        ),
    )
    expected_on = of(Group.REFERRAL, models.DateField(_("Expected on")))
    province = of(Group.ORIGIN, EncryptedTextField(_("Home province")))
    reception = of(Group.TRAVEL, EncryptedTextField(_("Reception: when and by whom")))
    screening = of(Group.TRAVEL, EncryptedTextField(_("Screening after arrival: when and by whom")))
    planned_by = user_key(editable=False)
    planned_at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now, editable=False))
    told_at = of(Group.REFERRAL, models.DateTimeField(null=True, editable=False))
    arrived_on = of(Group.REFERRAL, models.DateField(_("Arrived on"), null=True, blank=True, editable=False))
    called_off_at = of(Group.REFERRAL, models.DateTimeField(null=True, editable=False))
    version = VersionField()

    objects = ArrivalQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["expected_on", "pk"]
        indexes = [models.Index(fields=["expected_on", "id"], name="referrals_arrival_soonest")]
        constraints = [
            RecipientWall(
                name="%(app_label)s_%(class)s_wall", column="case_id", recipient="recipient_id", sent="told_at"
            ),
            VersionGuard(
                name="%(app_label)s_%(class)s_version", fixed=["case_id", "number", "way", "recipient_id", "share_id"]
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(arrived_on__isnull=True, called_off_at__isnull=True),
                name="referrals_arrival_one_expected",
                violation_error_message=_("An arrival is planned already. Change that one, or call it off."),
            ),
            models.CheckConstraint(
                condition=Q(way="back", share__isnull=True, recipient__isnull=True)
                | Q(way="home", share__isnull=False, recipient__isnull=False),
                name="referrals_arrival_share_of_way",
            ),
        ]

    def __str__(self):
        return f"arrival {self.number}"


class IdentificationMeeting(OnCase):
    """A joint meeting about one person's identification: who was there, each one's view, the decision, dissent, who was
    told. Added, never changed; a correction is a row of its own. No help waits for it (P3)."""

    class Decision(models.TextChoices):
        """What the meeting decided."""

        YES = "yes", _("To be recognised")
        NO = "no", _("Not to be recognised")
        MORE = "more", _("More is needed first")
        NONE = "none", _("No decision")

    history_wall = OursOnly

    held_on = of(Group.SCREENING, models.DateField(_("Held on")))
    agencies = of(Group.REFERRAL, ArrayField(models.UUIDField(), default=list, editable=False))
    views = of(Group.SCREENING, EncryptedJSONField(_("Each agency's view")))
    decision = of(Group.SCREENING, models.CharField(_("Decision"), max_length=4, choices=Decision))
    reasons = of(Group.SCREENING, EncryptedTextField(_("On what it rests"), blank=False))
    dissent = of(Group.SCREENING, EncryptedTextField(_("Who saw it differently, and why")))
    told = of(Group.SCREENING, EncryptedTextField(_("Who was told of the decision, and when")))
    corrects = of(
        Group.REFERRAL,
        models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected", editable=False),
    )
    by = user_key(editable=False)
    at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now, editable=False))

    class Meta(OnCase.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            OursOnly(name="%(app_label)s_%(class)s_wall", column="case_id", signed="by_id"),
            AppendOnly(name="referrals_identificationmeeting_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return f"meeting {self.pk}"

    def words_here(self, name, value):
        """What was said, for the history; who said it stands beside it as ids."""
        return "; ".join(value.values()) if name == "views" and isinstance(value, dict) else None
