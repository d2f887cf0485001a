"""A return: the person's wish first, then what makes it safe (T1 to T3, workflows.md section 8)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import PolicyQuerySet
from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import Statement
from casework.cases import access_sql
from casework.cases.models import OnCase, user_key
from casework.people.models import IdentityPaper
from referrals.returns import returns_sql

COUNTRIES, LANGUAGES, MODES = choices("countries"), choices("languages"), choices("transport_modes")
RISKS = choices("return_risk_factors")


class ReturnQuerySet(PolicyQuerySet):
    """Adjectives for returns."""

    def open(self):
        """Not ended: still planned, under way or followed."""
        return self.filter(ended_at__isnull=True)

    def timed(self):
        """Each with `clock`, this moment by the database (C-05)."""
        return self.annotate(clock=Now())


class Return(OnCase):
    """One way home of one person. A removal by a state is another kind of row (removals.py) and never one of these."""

    class Status(models.TextChoices):
        """States of workflows.md section 8; `own_way` is how a way ends that we do not arrange."""

        WISH = "wish_recorded", _("Wish noted")
        PLANNING = "planning", _("Being planned")
        RISK = "risk_assessment", _("Risks are assessed")
        BLOCKED = "blocked", _("A risk forbids it")
        OWN_CHOICE = "own_choice", _("The person's own choice")
        CLEARED = "cleared", _("Risks are cleared")
        READY = "ready", _("Ready")
        BOOKED = "booked", _("Booked")
        DEPARTED = "departed", _("Departed")
        ARRIVED = "arrived", _("Arrived")
        HANDED_OVER = "handed_over", _("Received at home")
        MONTH_1 = "follow_up_1m", _("Followed up after 1 month")
        MONTH_3 = "follow_up_3m", _("Followed up after 3 months")
        MONTH_6 = "follow_up_6m", _("Followed up after 6 months")
        MONTH_12 = "follow_up_12m", _("Followed up after 12 months")
        COMPLETED = "completed", _("Done")
        OWN_WAY = "own_way", _("Went their own way")
        STOPPED = "stopped_by_person", _("Stopped by the person")
        SUSPENDED = "suspended", _("Suspended")

    class Option(models.TextChoices):
        """What the person is told of before anything is planned (R15, R16, T6)."""

        STAY = "stay", _("Staying here")
        ASYLUM = "asylum", _("Asylum")
        OTHER = "resettlement", _("Another country")
        RETURN = "return", _("Going back")

    S = Status
    BEFORE = (S.WISH, S.PLANNING, S.RISK, S.BLOCKED, S.OWN_CHOICE, S.CLEARED, S.READY, S.BOOKED)
    RESTING = (S.OWN_CHOICE, S.CLEARED, S.READY, S.BOOKED)  # states that rest on an assessment
    GONE = (S.DEPARTED, S.ARRIVED, S.HANDED_OVER, S.MONTH_1, S.MONTH_3, S.MONTH_6, S.MONTH_12, S.COMPLETED)
    FOLLOWED = (S.HANDED_OVER, S.MONTH_1, S.MONTH_3, S.MONTH_6, S.MONTH_12)
    ENDED = (S.COMPLETED, S.OWN_WAY, S.STOPPED)

    status = of(
        Group.ROUTING,
        models.CharField(_("Where it stands"), max_length=24, choices=Status, default=Status.WISH, editable=False),
    )
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    since = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    # What the person said before is of an earlier try: a suspended return begins again here.
    running_since = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    ended_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    # the wish (R15)
    wished_on = of(Group.ROUTING, models.DateField(_("Said on"), default=timezone.localdate))
    wish_language = of(Group.ROUTING, models.CharField(_("Said in"), max_length=3, choices=LANGUAGES))
    words = of(Group.IMMIGRATION, EncryptedTextField(_("In the person's words")))
    to_country = of(Group.IMMIGRATION, models.CharField(_("To which country"), max_length=2, choices=COUNTRIES))
    to_place = of(Group.TRAVEL, EncryptedTextField(_("To which place")))
    # what was explained (R15, R16)
    told_on = of(Group.ROUTING, models.DateField(_("Explained on"), null=True, blank=True))
    told_language = of(Group.ROUTING, models.CharField(_("Explained in"), max_length=3, choices=LANGUAGES, blank=True))
    told_options = of(
        Group.IMMIGRATION,
        ArrayField(models.CharField(max_length=12, choices=Option), verbose_name=_("What was explained"),
                   default=list, blank=True),
    )  # fmt: skip
    officer = user_key(null=True, editable=False)
    # the risk: who assessed it last, and which assessment a supervisor read
    assessed_by = user_key(null=True, editable=False)
    cleared_by = user_key(null=True, editable=False)
    cleared_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    cleared_assessment = of(Group.ROUTING, models.UUIDField(null=True, editable=False))
    # the own choice: a lawyer's advice, then a supervisor's word
    advised_by = user_key(null=True, editable=False)
    advised_on = of(Group.ROUTING, models.DateField(_("Advice given on"), null=True, blank=True))
    advice_language = of(
        Group.ROUTING, models.CharField(_("Advice given in"), max_length=3, choices=LANGUAGES, blank=True)
    )
    advice = of(Group.IMMIGRATION, EncryptedTextField(_("What was advised, and what the person said")))
    advised_assessment = of(Group.ROUTING, models.UUIDField(null=True, editable=False))
    chosen_by = user_key(null=True, editable=False)
    chosen_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    chosen_codes = of(
        Group.IMMIGRATION, ArrayField(models.CharField(max_length=40, choices=RISKS), default=list, editable=False)
    )
    safer_area = of(Group.IMMIGRATION, EncryptedTextField(_("The safer area the person goes to")))
    own_information = of(Group.ROUTING, models.BooleanField(_("Information was given"), default=False))
    own_phone = of(Group.ROUTING, models.BooleanField(_("A phone that works"), default=False))
    own_money = of(Group.ROUTING, models.BooleanField(_("Money for the way"), default=False))
    own_plan = of(Group.ROUTING, models.BooleanField(_("A safety plan"), default=False))
    # paper, receiver, escort, journey
    paper = of(
        Group.IDENTITY,
        models.ForeignKey(
            IdentityPaper, models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False,
            verbose_name=_("Paper to travel with"),
        ),
    )  # fmt: skip
    receiver = of(
        Group.FAMILY,
        models.ForeignKey(
            Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Organisation there")
        ),
    )
    receiver_words = of(Group.FAMILY, EncryptedTextField(_("Who receives the person")))
    escort_needed = of(Group.ROUTING, models.BooleanField(_("Somebody must travel along"), default=False))
    escort = of(Group.TRAVEL, EncryptedTextField(_("Who travels along")))
    travel_on = of(Group.TRAVEL, models.DateField(_("Day of travel"), null=True, blank=True))
    mode = of(Group.TRAVEL, models.CharField(_("By"), max_length=20, choices=MODES, blank=True))
    carrier = of(Group.TRAVEL, EncryptedTextField(_("Carrier, and number of the journey")))
    booking = of(Group.TRAVEL, EncryptedTextField(_("Booking number")))
    rules_checked = of(Group.ROUTING, models.BooleanField(_("The carrier's rules are checked"), default=False))
    booked_by = user_key(null=True, editable=False)
    booked_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    asked_again_at = of(Group.ROUTING, models.DateTimeField(_("Asked again"), null=True, editable=False))
    asked_again_by = user_key(null=True, editable=False)
    departed_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    arrived_on = of(Group.ROUTING, models.DateField(_("Arrived on"), null=True, blank=True))
    received_on = of(Group.ROUTING, models.DateField(_("Received on"), null=True, blank=True))
    received_by = user_key(null=True, editable=False)
    received_words = of(Group.FAMILY, EncryptedTextField(_("What the receiving side says")))
    # suspended by itself
    suspended_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    suspended_from = of(Group.ROUTING, models.CharField(max_length=24, choices=Status, blank=True, editable=False))
    suspended_why = of(
        Group.IMMIGRATION, ArrayField(models.CharField(max_length=12), default=list, blank=True, editable=False)
    )
    version = VersionField()

    objects = ReturnQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-noted_at", "-pk"]
        indexes = [
            models.Index(fields=["since", "id"], condition=Q(ended_at__isnull=True), name="referrals_return_waiting"),
        ]
        constraints = [
            *wall(column="case_id", fixed=["noted_by_id", "noted_at"], erasable=False),
            Statement(name="referrals_return_access", make=access_sql.grants("case_id"), drop=access_sql.GRANTS_DROP),
            Statement(name="referrals_return_watch", make=returns_sql.WATCH, drop=returns_sql.WATCH_DROP),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at__isnull=True),
                name="referrals_return_one_open",
                violation_error_message=_("A return is under way already. Go on with that one."),
            ),
            models.CheckConstraint(
                condition=Q(booked_by__isnull=True) | Q(assessed_by__isnull=True) | ~Q(booked_by=F("assessed_by")),
                name="referrals_return_assessor_does_not_book",
                violation_error_message=_("Who assessed the risk does not book. Somebody else must do this."),
            ),
            models.CheckConstraint(
                condition=Q(chosen_by__isnull=True) | Q(advised_by__isnull=False) & ~Q(chosen_by=F("advised_by")),
                name="referrals_return_choice_by_two",
                violation_error_message=_("Two people stand behind this: the legal officer and a supervisor."),
            ),
            models.CheckConstraint(
                condition=~Q(
                    status__in=[
                        "departed",
                        "arrived",
                        "handed_over",
                        "follow_up_1m",
                        "follow_up_3m",
                        "follow_up_6m",
                        "follow_up_12m",
                        "completed",
                    ]
                )
                | Q(departed_at__isnull=False, booked_at__isnull=False, cleared_assessment__isnull=False),
                name="referrals_return_departs_booked",
            ),
        ]

    def __str__(self):
        return f"return {self.pk}"
