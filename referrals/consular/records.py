"""What grows beside contact with missions: the review for people whom no state confirms, and the date of a talk."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from casework.cases.models import OnCase, user_key
from referrals.consular.models import ConsularReferral
from referrals.ours import OursOnly, ours


class StatelessReview(OnCase):
    """Somebody looks into it that no state may know this person: opened by whom and why, taken to which body, outcome.
    No state is ticked or struck out by it."""

    class Outcome(models.TextChoices):
        """How it ended."""

        ANOTHER = "another", _("Another nationality was found")
        RECOGNISED = "recognised", _("A body recognised that no state does")
        PAPER = "paper", _("A travel paper without a nationality")
        OPEN_END = "open_end", _("No answer; help goes on")

    history_wall = OursOnly

    asked = of(Group.IMMIGRATION, EncryptedTextField(_("What was asked of which state, and what it said"), blank=False))
    opened_by = user_key(editable=False)
    opened_at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now, editable=False))
    referred_to = of(Group.IMMIGRATION, EncryptedTextField(_("To which body")))
    referred_on = of(Group.REFERRAL, models.DateField(_("On"), null=True, blank=True))
    outcome = of(Group.IMMIGRATION, models.CharField(_("Outcome"), max_length=12, choices=Outcome, blank=True))
    words = of(Group.IMMIGRATION, EncryptedTextField(_("In words")))
    closed_by = user_key(null=True, editable=False)
    closed_on = of(Group.REFERRAL, models.DateField(null=True, blank=True, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-opened_at", "-pk"]
        constraints = [
            *ours(signed="opened_by_id"),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(closed_on__isnull=True),
                name="referrals_statelessreview_one_open",
                violation_error_message=_("A review is open already. Go on with that one."),
            ),
        ]

    def __str__(self):
        return f"review {self.pk}"


class Appointment(OnCase):
    """When and how a mission will talk with the person: at a neutral place or by video, never where the person stays,
    with an own interpreter, somebody of ours there, and the person's yes to it (R12)."""

    history_wall = OursOnly

    referral = of(
        Group.REFERRAL,
        models.ForeignKey(ConsularReferral, models.CASCADE, related_name="appointments", editable=False),
    )
    at = of(Group.REFERRAL, models.DateTimeField(_("When")))
    how = of(Group.REFERRAL, models.CharField(_("How"), max_length=14, choices=ConsularReferral.Meeting))
    place = of(Group.CONTACT, EncryptedTextField(_("Where, or through what"), blank=False))
    interpreter = of(Group.IMMIGRATION, EncryptedTextField(_("The person's own interpreter")))
    companion = user_key(verbose_name=_("Who of us is there"))
    held_at = of(Group.REFERRAL, models.DateTimeField(null=True, editable=False))
    called_off_at = of(Group.REFERRAL, models.DateTimeField(null=True, editable=False))
    planned_by = user_key(editable=False)
    planned_at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            *ours("referral_id", signed="planned_by_id"),
            models.UniqueConstraint(
                fields=["referral"],
                condition=models.Q(held_at__isnull=True, called_off_at__isnull=True),
                name="referrals_appointment_one_planned",
                violation_error_message=_("A talk is planned already. Call that one off first."),
            ),
        ]

    def __str__(self):
        return f"appointment {self.pk}"
