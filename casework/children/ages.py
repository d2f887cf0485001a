"""Somebody doubts the age of a person (R03)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from casework.cases.models import OnCase, user_key


class AgeDispute(OnCase):
    """Somebody doubts the age. Until it is decided the person counts as a child, and stays in a quarter apart (R03)."""

    class By(models.TextChoices):
        """Who doubts."""

        AUTHORITY = "authority", _("An authority")
        US = "us", _("Our own people")
        SHELTER = "shelter", _("A house or another organisation")
        FAMILY = "family", _("The family")
        PERSON = "person", _("The person says something else than the papers")

    class Rests(models.TextChoices):
        """On what an age may rest. A medical estimate alone never makes an adult of anybody."""

        PAPER = "paper", _("A paper that was checked")
        TALK = "talk", _("A talk by two people who know children")
        FAMILY = "family", _("Family or school asked, where that is safe")
        MEDICAL = "medical", _("A medical estimate, agreed to by the person")

    class Outcome(models.TextChoices):
        """How it ended."""

        CHILD = "child", _("A child")
        ADULT = "adult", _("An adult")

    disputed_by = of(Group.IDENTITY, models.CharField(_("Who doubts the age"), max_length=10, choices=By))
    doubt_words = of(Group.IDENTITY, EncryptedTextField(_("Why"), blank=False))
    says = of(Group.IDENTITY, EncryptedTextField(_("What the person says about it")))
    opened_by = user_key(editable=False)
    opened_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    rests_on = of(
        Group.IDENTITY,
        ArrayField(
            models.CharField(max_length=10, choices=Rests), verbose_name=_("What it rests on"), default=list, blank=True
        ),
    )
    outcome = of(Group.IDENTITY, models.CharField(_("Decided"), max_length=8, choices=Outcome, blank=True))
    outcome_words = of(Group.IDENTITY, EncryptedTextField(_("Why, in plain words")))
    decided_by = user_key(null=True, editable=False)
    ended_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-opened_at", "-pk"]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["opened_by_id", "opened_at"]),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at__isnull=True),
                name="casework_agedispute_one_open",
                violation_error_message=_("The doubt is written down already. Go on with that one."),
            ),
        ]

    def __str__(self):
        return f"age dispute {self.pk}"
