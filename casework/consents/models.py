"""The consent ledger (workflows.md section 4): one row for each thing that happened, added and never changed (C-08)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import PolicyQuerySet
from accounts.codes import choices
from accounts.fields import of
from accounts.organisations.models import Organisation
from accounts.pages import shown
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import AppendOnly, Statement, Wall
from casework.cases import sharing_sql
from casework.cases.models import OnCase, user_key
from casework.consents.items import CODES


class ConsentQuerySet(PolicyQuerySet):
    """Adjectives for ledger rows."""

    def newest(self):
        """The newest row of each series: its present state."""
        return self.order_by("series", "-number").distinct("series")


class Consent(OnCase):
    """One row of a series: the person was told, said yes or no, took it back, or could not be asked."""

    class Status(models.TextChoices):
        """Codes of consent_statuses.csv. `expired` is never stored: it is computed from the clock (C-05)."""

        NOT_ASKED = "not_asked", _("Not asked")
        INFORMED = "informed", _("Explained, no answer yet")
        GIVEN = "given", _("Yes")
        GIVEN_LIMITED = "given_limited", _("Yes, with limits")
        REFUSED = "refused", _("No")
        WITHDRAWN = "withdrawn", _("Taken back")
        SUPERSEDED = "superseded", _("Replaced by a newer answer")
        NOT_POSSIBLE = "not_possible", _("Could not be asked")
        CONFIRMED = "not_possible_confirmed", _("Could not be asked, confirmed")

    class How(models.TextChoices):
        """How it was given (C-01)."""

        WRITTEN = "written", _("Signed")
        RECORDED = "recorded", _("Said, and recorded with agreement")
        WITNESSED = "witnessed", _("Said before a witness")

    class Capacity(models.TextChoices):
        """Whether the person can decide this now (workflows.md section 4: capacity is a guard of every yes)."""

        CAN = "can", _("Yes: the person understood it and can decide")
        CANNOT = "cannot", _("No: the person cannot decide this now")

    class Relation(models.TextChoices):
        """Who answers for a child, or for somebody who cannot decide. Only some of them may (GUARDIANS)."""

        MOTHER = "mother", _("Mother")
        FATHER = "father", _("Father")
        LEGAL = "legal", _("Guardian by law or by a court's paper")
        STATE = "state", _("Guardian named by the state, or its office for children")
        SIBLING = "sibling", _("Sister or brother")
        GRANDPARENT = "grandparent", _("Grandparent")
        RELATIVE = "relative", _("Another relative")
        PARTNER = "partner", _("Wife, husband or partner")
        FRIEND = "friend", _("Friend or neighbour")
        EMPLOYER = "employer", _("Employer, recruiter or agent")
        UNKNOWN = "unknown", _("Not sure")

    GUARDIANS = (Relation.MOTHER, Relation.FATHER, Relation.LEGAL, Relation.STATE)
    APPOINTED = (Relation.LEGAL, Relation.STATE)
    YES = (Status.GIVEN, Status.GIVEN_LIMITED)

    series = of(Group.CONSENT, models.UUIDField(default=uuid.uuid4, editable=False))
    number = of(Group.CONSENT, models.PositiveSmallIntegerField(default=1, editable=False))
    type = of(Group.CONSENT, models.CharField(_("For what"), max_length=40, choices=choices("consent_types")))
    recipient = of(
        Group.CONSENT,
        models.ForeignKey(
            Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("To whom")
        ),
    )
    purpose = of(
        Group.CONSENT,
        EncryptedTextField(_("What exactly for"), help_text=_("One sentence, as it was said to the person.")),
    )
    status = of(Group.CONSENT, models.CharField(max_length=24, choices=Status, editable=False))
    language = of(Group.CONSENT, models.CharField(_("Explained in"), max_length=3, choices=choices("languages")))
    interpreter = of(
        Group.CONSENT, EncryptedTextField(_("Interpreter"), help_text=_("Leave empty if nobody interpreted."))
    )
    giver = of(
        Group.CONSENT,
        models.CharField(_("Who answers"), max_length=24, choices=choices("consent_givers"), blank=True),
    )
    guardian = of(Group.CONSENT, EncryptedTextField(_("Guardian's name, and how they are related")))
    relation = of(
        Group.CONSENT, models.CharField(_("How they are related"), max_length=12, choices=Relation, blank=True)
    )
    capacity = of(
        Group.CONSENT, models.CharField(_("Can the person decide this?"), max_length=8, choices=Capacity, blank=True)
    )
    capacity_note = of(Group.CONSENT, EncryptedTextField(_("Who decides instead, and why")))
    child_assent = of(Group.CONSENT, models.BooleanField(_("The child agrees too"), null=True, blank=True))
    assent_words = of(Group.CONSENT, EncryptedTextField(_("The child's own words")))
    how = of(Group.CONSENT, models.CharField(_("How it was given"), max_length=12, choices=How, blank=True))
    witness = of(Group.CONSENT, EncryptedTextField(_("Witness")))
    # Files belong to a room above this one, so that they are named by id (casework/consents/covering.py).
    proof = of(Group.CONSENT, models.UUIDField(_("Signed paper, or recording"), null=True, blank=True))
    recording_agreed = of(Group.CONSENT, models.BooleanField(_("Agreed to be recorded"), null=True, blank=True))
    files = of(
        Group.CONSENT,
        ArrayField(models.UUIDField(), verbose_name=_("Which files may be shown"), default=list, blank=True),
    )
    items = of(
        Group.CONSENT,
        ArrayField(
            models.CharField(max_length=20, choices=CODES),
            verbose_name=_("What may be shown"),
            default=list,
            blank=True,
        ),
    )
    limits = of(Group.CONSENT, EncryptedTextField(_("Limits the person set"), help_text=_("In their words.")))
    basis = of(Group.CONSENT, EncryptedTextField(_("Why it could not be asked, and on what basis you act")))
    decided_by = of(Group.CONSENT, EncryptedTextField(_("Two people who decided for the child's best interests")))
    correction = of(Group.CONSENT, EncryptedTextField(_("Why the record is put right")))
    text_version = of(
        Group.CONSENT, models.CharField(_("Version of the text that was read"), max_length=20, default="1")
    )
    answered_on = of(Group.CONSENT, models.DateField(_("Day of the answer"), null=True, blank=True))
    expires_on = of(Group.CONSENT, models.DateField(_("Ends on"), null=True, blank=True))
    review_by = of(Group.CONSENT, models.DateTimeField(null=True, editable=False))
    recorded_by = user_key(editable=False)
    recorded_at = of(Group.CONSENT, models.DateTimeField(default=timezone.now, editable=False))

    objects = ConsentQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"],
                name="casework_consent_once",
                violation_error_message=_("Somebody recorded an answer in the meantime. Look at it first."),
            ),
            Wall(name="casework_consent_wall", column="case_id", erasable=False, signed="recorded_by_id"),
            AppendOnly(name="casework_consent_frozen", grants="SELECT, INSERT"),
            Statement(name="casework_consent_access", make=sharing_sql.CONSENT, drop=sharing_sql.CONSENT_DROP),
        ]

    def __str__(self):
        return f"{self.type} {self.status}"

    @property
    @shown(Group.CONSENT)
    def expired(self):
        """A yes whose last day has passed."""
        return self.status in self.YES and self.expires_on is not None and self.expires_on < timezone.localdate()

    @property
    @shown(Group.CONSENT)
    def holds(self):
        """Whether something may be done on it today."""
        return self.status in self.YES and not self.expired
