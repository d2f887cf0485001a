"""A removal by a state, also one that was chosen as the quickest way home (T7): followed with the same care as a
return, and never counted as one. It is a kind of row of its own, so that no figure of returns can hold it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from casework.cases.models import OnCase, user_key
from casework.penalties.models import Penalty
from referrals.returns.models import COUNTRIES, LANGUAGES


class Removal(OnCase):
    """One removal: was it chosen, was the choice informed, was there an objection, who receives, did they arrive."""

    class Status(models.TextChoices):
        """States; from the arrival on those of a return."""

        ANNOUNCED = "announced", _("Announced")
        LIFTED = "lifted", _("Called off")
        LEFT = "left", _("Removed")
        ARRIVED = "arrived", _("Arrived")
        HANDED_OVER = "handed_over", _("Received at home")
        MONTH_1 = "follow_up_1m", _("Followed up after 1 month")
        MONTH_3 = "follow_up_3m", _("Followed up after 3 months")
        MONTH_6 = "follow_up_6m", _("Followed up after 6 months")
        MONTH_12 = "follow_up_12m", _("Followed up after 12 months")
        COMPLETED = "completed", _("Done")

    class Chosen(models.TextChoices):
        """Whether the person wanted it."""

        CHOSEN = "chosen", _("Chosen by the person, as the quickest way home")
        NOT_CHOSEN = "not_chosen", _("Not chosen")
        UNKNOWN = "unknown", _("Not known")

    class Informed(models.TextChoices):
        """Whether somebody told the person what else there is, before they chose."""

        YES = "yes", _("Yes: told of the other ways, and of what a removal means")
        NO = "no", _("No")
        UNKNOWN = "unknown", _("Not known")

    class Objection(models.TextChoices):
        """What was done against it."""

        NONE = "none", _("None")
        LODGED = "lodged", _("Lodged, no answer yet")
        UPHELD = "upheld", _("Lodged, and it helped")
        REFUSED = "refused", _("Lodged, and refused")
        NOT_WANTED = "not_wanted", _("The person does not want to object")

    S = Status
    FOLLOWED = (S.HANDED_OVER, S.MONTH_1, S.MONTH_3, S.MONTH_6, S.MONTH_12)
    GONE = (S.LEFT, S.ARRIVED, *FOLLOWED)
    ENDED = (S.LIFTED, S.COMPLETED)

    status = of(
        Group.ROUTING,
        models.CharField(_("Where it stands"), max_length=24, choices=Status, default=Status.ANNOUNCED, editable=False),
    )
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    since = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    ended_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    penalty = of(
        Group.JUSTICE,
        models.ForeignKey(Penalty, models.PROTECT, null=True, blank=True, related_name="+", editable=False),
    )
    by_state = of(Group.IMMIGRATION, models.CharField(_("By which state"), max_length=2, choices=COUNTRIES))
    to_country = of(Group.IMMIGRATION, models.CharField(_("To which country"), max_length=2, choices=COUNTRIES))
    announced_on = of(Group.ROUTING, models.DateField(_("Announced on"), default=timezone.localdate))
    expected_on = of(Group.TRAVEL, models.DateField(_("Expected on"), null=True, blank=True))
    chosen = of(
        Group.IMMIGRATION,
        models.CharField(_("Did the person choose it?"), max_length=10, choices=Chosen, default=Chosen.UNKNOWN),
    )
    informed = of(
        Group.IMMIGRATION,
        models.CharField(_("Was the choice informed?"), max_length=8, choices=Informed, default=Informed.UNKNOWN),
    )
    informed_on = of(Group.ROUTING, models.DateField(_("Informed on"), null=True, blank=True))
    informed_language = of(
        Group.ROUTING, models.CharField(_("Informed in"), max_length=3, choices=LANGUAGES, blank=True)
    )
    words = of(Group.IMMIGRATION, EncryptedTextField(_("In the person's words")))
    objection = of(
        Group.IMMIGRATION,
        models.CharField(_("Objection"), max_length=12, choices=Objection, default=Objection.NONE),
    )
    objection_on = of(Group.ROUTING, models.DateField(_("Lodged on"), null=True, blank=True))
    objection_words = of(Group.IMMIGRATION, EncryptedTextField(_("By whom, where, and what was answered")))
    receiver = of(
        Group.FAMILY,
        models.ForeignKey(
            Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Organisation there")
        ),
    )
    receiver_words = of(Group.FAMILY, EncryptedTextField(_("Who receives the person")))
    receiver_told_on = of(Group.ROUTING, models.DateField(_("Told on"), null=True, blank=True))
    left_on = of(Group.ROUTING, models.DateField(_("Removed on"), null=True, blank=True))
    place = of(Group.TRAVEL, EncryptedTextField(_("From where, and how")))
    arrived_on = of(Group.ROUTING, models.DateField(_("Arrived on"), null=True, blank=True))
    received_on = of(Group.ROUTING, models.DateField(_("Received on"), null=True, blank=True))
    received_words = of(Group.FAMILY, EncryptedTextField(_("What the receiving side says")))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-noted_at", "-pk"]
        constraints = [
            *wall(column="case_id", fixed=["noted_by_id", "noted_at"], erasable=False),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(ended_at__isnull=True),
                name="referrals_removal_one_open",
                violation_error_message=_("A removal is being followed already. Go on with that one."),
            ),
        ]

    def __str__(self):
        return f"removal {self.pk}"
