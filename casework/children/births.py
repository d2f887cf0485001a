"""Births, and children born of exploitation (P11)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.organisations.models import country_list
from accounts.policy import Group
from accounts.vault import EncryptedDateField, EncryptedTextField
from casework.cases.models import Case, OnCase, user_key


class Birth(OnCase):
    """A child of the person of the case: born inside, on the way or in care, perhaps of exploitation (P11)."""

    class Registration(models.TextChoices):
        """Whether the birth stands in a register."""

        NOT_YET = "not_yet", _("Not begun")
        ASKED = "asked", _("Asked for")
        DONE = "done", _("Registered")
        REFUSED = "refused", _("Refused")

    class Nationality(models.TextChoices):
        """Whether the child has a nationality."""

        UNKNOWN = "unknown", _("Not looked at yet")
        ASKED = "asked", _("Asked for")
        HAS = "has", _("Has one")
        AT_RISK = "at_risk", _("May have none")

    child_name = of(Group.FAMILY, EncryptedTextField(_("Name of the child")))
    born_on = of(Group.FAMILY, EncryptedDateField(_("Born on")))
    born_at = of(Group.FAMILY, EncryptedTextField(_("Born where")))
    country = of(
        Group.FAMILY, models.CharField(_("Country of birth"), max_length=2, choices=choices("countries"), blank=True)
    )
    of_exploitation = of(Group.FAMILY, models.BooleanField(_("Born of the exploitation"), default=False))
    lives_with = of(Group.FAMILY, EncryptedTextField(_("With whom the child is now, and what the mother wishes")))
    registration = of(
        Group.FAMILY,
        models.CharField(
            _("Registration of the birth"), max_length=10, choices=Registration, default=Registration.NOT_YET
        ),
    )
    registered_on = of(Group.FAMILY, models.DateField(_("Registered on"), null=True, blank=True))
    register_words = of(Group.FAMILY, EncryptedTextField(_("Office and number, or why it was refused")))
    nationality = of(
        Group.FAMILY,
        models.CharField(
            _("Nationality of the child"), max_length=10, choices=Nationality, default=Nationality.UNKNOWN
        ),
    )
    nationalities = of(Group.FAMILY, country_list(_("Which")))
    nationality_words = of(Group.FAMILY, EncryptedTextField(_("What was done about it")))
    # The child's own case stands apart from its mother's: who may see one need not see the other.
    child_case = of(
        Group.FAMILY,
        models.ForeignKey(
            Case, models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False, editable=False
        ),
    )
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-noted_at", "-pk"]
        constraints = [*wall(column="case_id", erasable=False, fixed=["noted_by_id", "noted_at"])]

    def __str__(self):
        return f"birth {self.pk}"
