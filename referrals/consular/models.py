"""A consular referral: told of the right, prepared within the consent, sent to a mission, answered (workflows.md 6)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.changes.sql import told
from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.vault import EncryptedDateField, EncryptedTextField
from accounts.walls import AppendOnly, Statement, VersionGuard
from casework.cases import access_sql
from casework.cases.models import OnCase, user_key
from casework.cases.numbers import new_reference
from referrals.sharing.models import Share, held_by
from referrals.sharing.walls import RecipientQuerySet, RecipientWall, wall_of_history

HELD = ("none", "held_by_trafficker", "held_by_authority", "suspected_false")
PAPERS = [(code, label) for code, label in choices("travel_document_types") if code not in HELD]


class ConsularQuerySet(RecipientQuerySet):
    """Adjectives for consular referrals."""

    recipient, sent = "mission", "sent_at"

    def open(self):
        """Still under way, or still to be decided."""
        return self.exclude(status__in=ConsularReferral.ENDED)

    def addressed(self, organisation):
        """Of a recipient also: only those whose share, or notice, stands by the database's clock (C-05, S-44). One key
        opens a case for all shares to a recipient, so each referral is asked for its own."""
        return super().addressed(organisation) & Q(share__in=held_by(organisation))


class ConsularReferral(OnCase):
    """One person, one nationality, one mission. What the mission is shown stands in its share."""

    class Status(models.TextChoices):
        """States of workflows.md section 6, and `approved` between the supervisor and the sending."""

        RIGHTS_TOLD = "rights_told", _("Told of the right")
        REFUSED = "refused_by_person", _("Does not want contact")
        DRAFT = "draft", _("Being prepared")
        READY = "ready", _("Waits for approval")
        APPROVED = "approved", _("Approved, not sent yet")
        SENT = "sent", _("Sent")
        ACKNOWLEDGED = "acknowledged", _("Received")
        CHECK = "nationality_check", _("Nationality check")
        INTERVIEW = "consular_interview", _("Interview by the mission")
        CONFIRMED = "nationality_confirmed", _("Nationality confirmed")
        NOT_CONFIRMED = "not_confirmed", _("Nationality not confirmed")
        REQUESTED = "document_requested", _("Travel paper on its way")
        ISSUED = "document_issued", _("Travel paper issued")
        DECLINED = "declined", _("Declined by the mission")
        WITHDRAWN = "withdrawn", _("Ended")
        CLOSED = "closed", _("Closed")

    class Representation(models.TextChoices):
        """How a mission stands for a nationality in the country where the person is (R13)."""

        RESIDENT = "resident", _("Resident: its office is in this country")
        COVERING = "covering", _("Covers this country from abroad")
        PROTECTING = "protecting", _("Another state's mission that protects these nationals")

    class Meeting(models.TextChoices):
        """How the mission talked with the person."""

        NEUTRAL = "neutral_place", _("At a neutral place")
        VIDEO = "video", _("By video")

    class Closing(models.TextChoices):
        """Why it is closed."""

        ARRIVED = "arrived", _("Handed over, and arrival is confirmed")
        NO_TRAVEL = "no_travel", _("Handed over; no travel follows")
        NOT_POSSIBLE = "not_possible", _("The mission cannot help further")

    S = Status
    ENDED = (S.REFUSED, S.DECLINED, S.WITHDRAWN, S.CLOSED)
    OURS = (S.RIGHTS_TOLD, S.DRAFT, S.READY, S.APPROVED)
    THEIRS = (S.SENT, S.ACKNOWLEDGED, S.CHECK, S.INTERVIEW, S.CONFIRMED, S.REQUESTED)
    history_wall = wall_of_history("mission_id", "sent_at")

    number = of(Group.REFERRAL, models.CharField(max_length=10, unique=True, default=new_reference, editable=False))
    share = of(
        Group.REFERRAL,
        models.OneToOneField(Share, models.PROTECT, null=True, related_name="consular", editable=False),
    )
    status = of(
        Group.REFERRAL, models.CharField(max_length=24, choices=Status, default=Status.RIGHTS_TOLD, editable=False)
    )
    since = of(Group.REFERRAL, models.DateTimeField(default=timezone.now, editable=False))
    nationality = of(Group.NATIONALITY, models.CharField(_("Nationality"), max_length=2, choices=choices("countries")))
    host = of(
        Group.REFERRAL, models.CharField(_("The person is in"), max_length=2, choices=choices("countries"), blank=True)
    )
    mission = of(
        Group.REFERRAL,
        models.ForeignKey(
            Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Mission")
        ),
    )
    representation = of(
        Group.REFERRAL,
        models.CharField(_("How it stands for them"), max_length=12, choices=Representation, blank=True),
    )
    # told of the right (VCCR 36, R12)
    told_on = of(Group.REFERRAL, models.DateField(_("Told on")))
    told_by = user_key(editable=False)
    told_language = of(
        Group.REFERRAL, models.CharField(_("Told in"), max_length=3, choices=choices("languages"), default="und")
    )
    interpreter = of(Group.IMMIGRATION, EncryptedTextField(_("Interpreter")))
    already_told_by = of(Group.IMMIGRATION, EncryptedTextField(_("The mission was told already by")))
    already_told_on = of(Group.IMMIGRATION, models.DateField(_("On"), null=True, blank=True))
    refused_on = of(Group.IMMIGRATION, models.DateField(null=True, blank=True, editable=False))
    refusal = of(Group.IMMIGRATION, EncryptedTextField(_("Why not")))
    legal_advice_on = of(Group.IMMIGRATION, models.DateField(_("Legal advice on"), null=True, blank=True))
    legal_advice_by = of(Group.IMMIGRATION, EncryptedTextField(_("Legal advice by")))
    # prepared, approved, sent, received
    requested_by = user_key(null=True, editable=False)
    approved_by = user_key(null=True, editable=False)
    approved_items = of(
        Group.CONSENT,
        ArrayField(models.CharField(max_length=20), default=list, blank=True, editable=False),
    )
    sent_at = of(Group.REFERRAL, models.DateTimeField(_("Sent on"), null=True, blank=True, editable=False))
    acknowledged_at = of(Group.REFERRAL, models.DateTimeField(_("Received on"), null=True, editable=False))
    # an interview by the mission
    interview_on = of(Group.TRAVEL, models.DateField(_("Day of the talk"), null=True, blank=True))
    interview_how = of(Group.TRAVEL, models.CharField(_("How"), max_length=14, choices=Meeting, blank=True))
    interview_interpreter = of(Group.TRAVEL, EncryptedTextField(_("The person's own interpreter")))
    # the mission's answers
    answered_at = of(Group.REFERRAL, models.DateTimeField(_("Answered on"), null=True, editable=False))
    answer = of(Group.IMMIGRATION, EncryptedTextField(_("What the mission wrote")))
    document_due_on = of(Group.TRAVEL, models.DateField(_("Ready on"), null=True, blank=True))
    document_type = of(Group.IDENTITY, models.CharField(_("Kind of paper"), max_length=40, choices=PAPERS, blank=True))
    document_number = of(Group.IDENTITY, EncryptedTextField(_("Number of the paper")))
    document_expires_on = of(Group.IDENTITY, EncryptedDateField(_("Valid until")))
    closing = of(Group.REFERRAL, models.CharField(_("How it ended"), max_length=14, choices=Closing, blank=True))
    closed_on = of(Group.REFERRAL, models.DateField(null=True, blank=True, editable=False))
    # several people under one note; the mission reads it with each of them once it has received that one
    group = of(Group.REFERRAL, models.CharField(max_length=10, blank=True, editable=False))
    group_note = of(Group.IMMIGRATION, EncryptedTextField(_("Note on all of them")))
    # the referral to another mission that this one goes on from
    previous = of(
        Group.REFERRAL,
        models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="next", editable=False),
    )
    version = VersionField()

    objects = ConsularQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-since", "-pk"]
        indexes = [
            models.Index(fields=["since", "id"], name="referrals_consular_longest"),
            models.Index(
                fields=["mission", "since", "id"],
                condition=Q(sent_at__isnull=False),
                name="referrals_consular_mission",
            ),
        ]
        constraints = [
            RecipientWall(
                name="%(app_label)s_%(class)s_wall", column="case_id", recipient="mission_id", sent="sent_at"
            ),
            VersionGuard(name="%(app_label)s_%(class)s_version", fixed=["case_id", "number"]),
            told("consular-referrals"),
            models.UniqueConstraint(
                fields=["case", "nationality"],
                condition=~Q(status__in=["refused_by_person", "declined", "withdrawn", "closed"]),
                name="referrals_consular_one_open",
                violation_error_message=_("There is an open referral for this nationality. Go on with that one."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")),
                name="referrals_consular_two_people",
                violation_error_message=_("Somebody else must approve this: it was you who asked for it."),
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(approved_by__isnull=False, mission__isnull=False),
                name="referrals_consular_sent_with_approval",
            ),
            Statement(name="referrals_consular_access", make=access_sql.grants("case_id"), drop=access_sql.GRANTS_DROP),
        ]

    def __str__(self):
        return f"consular referral {self.number}"


class MessageQuerySet(RecipientQuerySet):
    """Questions and answers, oldest last."""

    recipient, sent = "mission", ""


class Message(OnCase):
    """A question or an answer between caseworker and mission. It changes no state; rows are added, never changed."""

    history_wall = wall_of_history("mission_id")

    referral = of(Group.REFERRAL, models.ForeignKey(ConsularReferral, models.CASCADE, related_name="messages"))
    mission = of(Group.REFERRAL, models.ForeignKey(Organisation, models.PROTECT, related_name="+"))
    by = user_key()
    from_mission = of(Group.REFERRAL, models.BooleanField())
    at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now))
    text = of(Group.IMMIGRATION, EncryptedTextField(_("Words"), blank=False))
    file = of(Group.REFERRAL, models.UUIDField(null=True, blank=True))

    objects = MessageQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            RecipientWall(
                name="%(app_label)s_%(class)s_wall", column="case_id", recipient="mission_id", signed="by_id"
            ),
            AppendOnly(name="referrals_message_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return f"message {self.pk}"
