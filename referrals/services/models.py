"""A service referral: one person, one need, one provider here or at home (workflows.md 5, issue 4 items 5 and C7)."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import codes
from accounts.changes.sql import told
from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import AppendOnly, VersionGuard
from casework.cases.models import OnCase, user_key
from casework.cases.numbers import new_reference
from casework.consents.items import CODES
from casework.consents.models import Consent
from referrals.directory.models import DirectoryService
from referrals.sharing.models import Share, held_by
from referrals.sharing.walls import RecipientQuerySet, RecipientWall, wall_of_history

KINDS, PRIORITIES, COUNTRIES = choices("service_types"), choices("referral_priorities"), choices("countries")
# Hours in which a provider answers, by priority (referral_priorities.csv).
HOURS = {row["code"]: int(row["respond_within_hours"]) for row in codes.rows("referral_priorities")}
# Life or limb: sent without prior approval; a supervisor reviews within 24 hours (workflows.md 5).
AT_ONCE = ("immediate", "emergency")
REVIEW = datetime.timedelta(hours=24)
NEWS = datetime.timedelta(days=14)  # how long a service runs before somebody asks how it goes (Team)


def answer_by(priority, moment):
    """Until when a provider answers what was sent, or we send what was begun, at `moment`."""
    return moment + datetime.timedelta(hours=HOURS[priority])


class ServiceQuerySet(RecipientQuerySet):
    """Adjectives for service referrals."""

    recipient, sent = "provider", "sent_at"

    def open(self):
        """Still under way, or still to be decided."""
        return self.exclude(status__in=ServiceReferral.ENDED)

    def late(self):
        """Open, and past their hour by the database's clock: overdue is no state (workflows.md 6)."""
        return self.open().filter(due_at__lt=Now())

    def unreviewed(self):
        """Sent without prior approval, and no supervisor has read why (within 24 hours)."""
        return self.filter(review_by__isnull=False, reviewed_at__isnull=True)

    def addressed(self, organisation):
        """Of a provider also: only those whose share, or notice, stands by the database's clock (C-05, S-44)."""
        return super().addressed(organisation) & Q(share__in=held_by(organisation))


class ServiceReferral(OnCase):
    """What the provider is shown stands in its share. `by_hand` is one that was passed on by telephone, by letter or in
    person, because the provider has no account here: nothing of it lands anywhere."""

    class Status(models.TextChoices):
        """States of workflows.md section 5, and `approved` between the supervisor and the sending."""

        DRAFT = "draft", _("Being prepared")
        PENDING = "pending_consent", _("Waits for the person's consent")
        READY = "ready", _("Waits for approval")
        APPROVED = "approved", _("Approved, not sent yet")
        SENT = "sent", _("Sent")
        ACKNOWLEDGED = "acknowledged", _("Received")
        ACCEPTED = "accepted", _("Accepted")
        IN_PROGRESS = "in_progress", _("Under way")
        ON_HOLD = "on_hold", _("On hold")
        DECLINED = "declined", _("Declined")
        COMPLETED = "completed", _("Done")
        CANCELLED = "cancelled", _("Cancelled by us")
        WITHDRAWN = "withdrawn", _("Ended")

    class Result(models.TextChoices):
        """What came of it."""

        HELPED = "helped", _("The person got what was needed")
        PARTLY = "partly", _("Partly")
        NOT_REACHED = "not_reached", _("The person did not come, or could not be reached")
        NOT_WANTED = "not_wanted", _("The person did not want it any more")
        NOT_POSSIBLE = "not_possible", _("It was not possible after all")

    S = Status
    ENDED = (S.DECLINED, S.COMPLETED, S.CANCELLED, S.WITHDRAWN)
    OURS = (S.DRAFT, S.PENDING, S.READY, S.APPROVED)
    WAITING = (S.SENT, S.ACKNOWLEDGED)
    RUNNING = (S.ACCEPTED, S.IN_PROGRESS, S.ON_HOLD)
    history_wall = wall_of_history("provider_id", "sent_at")

    number = of(Group.REFERRAL, models.CharField(max_length=10, unique=True, default=new_reference, editable=False))
    share = of(
        Group.REFERRAL,
        models.OneToOneField(Share, models.PROTECT, null=True, related_name="service", editable=False),
    )
    status = of(Group.REFERRAL, models.CharField(max_length=16, choices=Status, default=Status.DRAFT, editable=False))
    since = of(Group.REFERRAL, models.DateTimeField(default=timezone.now, editable=False))
    due_at = of(Group.REFERRAL, models.DateTimeField(editable=False))
    home = of(Group.REFERRAL, models.BooleanField(_("To a partner in the country of return"), default=False))
    # what is needed. Which help somebody needs says much about them, so it is no part of the routing
    kind = of(Group.FACTS, models.CharField(_("Which help is needed"), max_length=40, choices=KINDS))
    priority = of(Group.REFERRAL, models.CharField(_("How urgent"), max_length=10, choices=PRIORITIES))
    country = of(Group.REFERRAL, models.CharField(_("In which country"), max_length=2, choices=COUNTRIES))
    needs = of(Group.FACTS, EncryptedTextField(_("What is needed, in your words")))
    # from whom. The service may be taken from the directory one day; the name stays, sealed with the case
    service_row = of(
        Group.FACTS,
        models.ForeignKey(
            DirectoryService, models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
        ),
    )
    provider = of(Group.FACTS, models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+"))
    provider_name = of(Group.FACTS, EncryptedTextField(_("Provider")))
    by_hand = of(Group.REFERRAL, models.BooleanField(default=False, editable=False))
    agreed_on = of(Group.CONSENT, models.DateField(_("The person agreed on"), null=True, blank=True))
    agreed_how = of(Group.CONSENT, models.CharField(_("How"), max_length=12, choices=Consent.How, blank=True))
    agreed_items = of(
        Group.CONSENT,
        ArrayField(
            models.CharField(max_length=20, choices=CODES), verbose_name=_("What may be said"), default=list, blank=True
        ),
    )
    # prepared, approved, sent, reviewed
    requested_by = user_key(null=True, editable=False)
    approved_by = user_key(null=True, editable=False)
    approved_items = of(
        Group.CONSENT,
        ArrayField(models.CharField(max_length=20), default=list, blank=True, editable=False),
    )
    basis = of(Group.FACTS, EncryptedTextField(_("Why it could not wait for consent or approval")))
    sent_by = user_key(null=True, editable=False)
    sent_at = of(Group.REFERRAL, models.DateTimeField(_("Sent on"), null=True, blank=True, editable=False))
    review_by = of(Group.REFERRAL, models.DateTimeField(null=True, editable=False))
    reviewed_by = user_key(null=True, editable=False)
    reviewed_at = of(Group.REFERRAL, models.DateTimeField(null=True, editable=False))
    review = of(Group.FACTS, EncryptedTextField(_("What you found")))
    acknowledged_at = of(Group.REFERRAL, models.DateTimeField(_("Received on"), null=True, editable=False))
    # the provider's side
    answered_at = of(Group.REFERRAL, models.DateTimeField(_("Answered on"), null=True, editable=False))
    answer = of(Group.FACTS, EncryptedTextField(_("What the provider said")))
    result = of(Group.FACTS, models.CharField(_("What came of it"), max_length=14, choices=Result, blank=True))
    result_words = of(Group.FACTS, EncryptedTextField(_("In a sentence")))
    ended_on = of(Group.REFERRAL, models.DateField(null=True, editable=False))
    # to a partner at home (C7): so that nobody tells the same again, and nobody falls through (R18)
    done_words = of(Group.FACTS, EncryptedTextField(_("What was done here")))
    next_words = of(Group.FACTS, EncryptedTextField(_("What comes next")))
    expected_on = of(Group.TRAVEL, models.DateField(_("Expected there on"), null=True, blank=True))
    version = VersionField()

    objects = ServiceQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["due_at", "id"], name="referrals_service_soonest")]
        constraints = [
            RecipientWall(
                name="%(app_label)s_%(class)s_wall", column="case_id", recipient="provider_id", sent="sent_at"
            ),
            VersionGuard(name="%(app_label)s_%(class)s_version", fixed=["case_id", "number", "home"]),
            told("service-referrals"),
            models.UniqueConstraint(
                fields=["case", "service_row"],
                condition=~Q(status__in=["declined", "completed", "cancelled", "withdrawn"]),
                name="referrals_service_one_open",
                violation_error_message=_("There is an open referral to this service. Go on with that one."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")),
                name="referrals_service_two_people",
                violation_error_message=_("Somebody else must approve this: it was you who asked for it."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("sent_by")),
                name="referrals_service_reviewed_by_another",
                violation_error_message=_("Somebody else must review this: it was you who sent it."),
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(approved_by__isnull=False) | Q(review_by__isnull=False),
                name="referrals_service_sent_with_two_people",
            ),
            models.CheckConstraint(
                condition=Q(by_hand=False) | Q(share__isnull=True),
                name="referrals_service_by_hand_lands_nowhere",
            ),
        ]

    def __str__(self):
        return f"service referral {self.number}"


class FeedbackQuerySet(RecipientQuerySet):
    """News from home, newest first."""

    recipient, sent = "provider", ""


class ArrivalFeedback(OnCase):
    """What is known of a person after the return, dated; rows are added, never changed (C7, R18, R19)."""

    class News(models.TextChoices):
        """What the partner at home knows."""

        ARRIVED = "arrived", _("Arrived, met by the partner")
        HANDED_OVER = "handed_over", _("Received: the partner looks after the person from now on")
        REACHED = "reached", _("Reached by telephone or message")
        NO_CONTACT = "no_contact", _("No contact yet")

    class Condition(models.TextChoices):
        """How the person arrived, as far as help goes. No diagnosis."""

        WELL = "well", _("Needs no help at once")
        SOON = "soon", _("Needs a doctor or other help in the next days")
        NOW = "now", _("Needs a doctor or other help today")

    history_wall = wall_of_history("provider_id")

    referral = of(Group.REFERRAL, models.ForeignKey(ServiceReferral, models.CASCADE, related_name="feedback"))
    provider = of(Group.FACTS, models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+"))
    news = of(Group.FACTS, models.CharField(_("What is known"), max_length=12, choices=News))
    on = of(Group.FACTS, models.DateField(_("On"), default=timezone.localdate))
    # of an arrival and a handover (T5): who met the person, how they are, with whom they are now
    met_by = of(Group.FACTS, EncryptedTextField(_("Who met the person")))
    condition = of(
        Group.FACTS, models.CharField(_("How the person arrived"), max_length=6, choices=Condition, blank=True)
    )
    words = of(Group.FACTS, EncryptedTextField(_("In a sentence")))
    by = user_key(editable=False)
    at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now, editable=False))

    objects = FeedbackQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            RecipientWall(
                name="%(app_label)s_%(class)s_wall", column="case_id", recipient="provider_id", signed="by_id"
            ),
            AppendOnly(name="referrals_arrivalfeedback_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return f"feedback {self.pk}"
