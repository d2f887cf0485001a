"""A screening of a case and its answers (workflows.md section 3). What it was decided on stays as it was."""

import datetime

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
from accounts.pages import shown
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from casework.cases.models import OnCase, user_key
from screening import catalogue
from screening.rule import FURTHER, RULE_VERSION

OUTCOMES = choices("screening_outcomes")
LATE_DAYS = 14
# What the person has is health (F4): whoever screens may add it, and only who may read health sees it again.
HEALTH_CODES = (
    "pregnant", "serious_medical", "disability", "mental_health", "suicide_risk", "substance_dependency",
    "suicide_self_harm", "medical_continuity",
)  # fmt: skip
FLAGS, RISKS = choices("vulnerability_flags"), choices("return_risk_factors")
HEALTH_MARKS = tuple(pair for pair in (*FLAGS, *RISKS) if pair[0] in HEALTH_CODES)
FLAGS, RISKS = (tuple(pair for pair in known if pair[0] not in HEALTH_CODES) for known in (FLAGS, RISKS))


def coded(label, known, **options):
    """A coded fact of the screening."""
    options = {"max_length": 30, "blank": True, **options}
    return of(Group.SCREENING, models.CharField(label, choices=known, **options))


def flag(label, **options):
    """A yes or no of the screening."""
    return of(Group.SCREENING, models.BooleanField(label, **{"default": False, **options}))


def several(label, known, **options):
    """Several codes of one list."""
    base = models.CharField(max_length=40, choices=known)
    return of(Group.SCREENING, ArrayField(base, verbose_name=label, **{"default": list, "blank": True, **options}))


def years(label):
    """An age in whole years, or unknown."""
    return of(Group.SCREENING, models.PositiveSmallIntegerField(label, null=True, blank=True))


class ScreeningQuerySet(PolicyQuerySet):
    """Adjectives for screenings."""

    def decided(self):
        """A supervisor's word stands: confirmed or overridden."""
        return self.filter(status__in=Screening.DECIDED)

    def at_work(self):
        """Still on its way to a decision, pauses left out."""
        return self.filter(status__in=Screening.AT_WORK)

    def late(self):
        """`further_assessment` that was decided more than 14 days ago (workflows.md section 2), by database time."""
        limit = Now() - models.Value(datetime.timedelta(days=LATE_DAYS))
        return self.decided().filter(outcome=FURTHER, decided_at__lt=limit)


class Screening(OnCase):
    """One version of the screening of a case. The rule proposes, a supervisor who did not screen decides."""

    class Status(models.TextChoices):
        """States of workflows.md section 3, and the proposed one between two supervisors (section 2)."""

        DRAFT = "draft", _("Draft")
        IN_PROGRESS = "in_progress", _("Under way")
        STOPPED = "stopped", _("Stopped")
        SUBMITTED = "submitted", _("Waiting for review")
        RETURNED = "returned", _("Returned with a question")
        OVERRIDE_PROPOSED = "override_proposed", _("Waiting for a second supervisor")
        CONFIRMED = "confirmed", _("Confirmed")
        OVERRIDDEN = "overridden", _("Decided otherwise")
        SUPERSEDED = "superseded", _("Replaced by a newer one")

    class Hindrance(models.TextChoices):
        """Why the rule may not use the answers (decision-rule.md section 2, `screenable`)."""

        REFUSED = "refused", _("The person does not want to be interviewed")
        STOPPED = "stopped", _("The person asked to stop, or was distressed")
        UNSAFE = "unsafe", _("It was not safe")
        WITHDRAWN = "withdrawn", _("The person took back their yes to the interview")

    class Present(models.TextChoices):
        """Who is with a child (workflows.md section 3)."""

        OFFICER = "child_protection_officer", _("A child protection officer")
        GUARDIAN = "guardian", _("The guardian")

    class Profile(models.TextChoices):
        """By which rule the person is screened."""

        ADULT = "adult", _("Adult")
        CHILD = "child", _("Child")

    EDITABLE = (Status.DRAFT, Status.IN_PROGRESS, Status.RETURNED)
    WAITING = (Status.SUBMITTED, Status.OVERRIDE_PROPOSED)
    AT_WORK = (*EDITABLE, *WAITING)
    UNDECIDED = (*EDITABLE, Status.STOPPED)
    DECIDED = (Status.CONFIRMED, Status.OVERRIDDEN)

    number = of(Group.SCREENING, models.PositiveSmallIntegerField(default=1, editable=False))
    status = of(
        Group.SCREENING,
        models.CharField(_("Status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False),
    )
    catalogue_version = of(Group.SCREENING, models.PositiveSmallIntegerField(default=catalogue.CURRENT, editable=False))
    rule_version = of(Group.SCREENING, models.PositiveSmallIntegerField(default=RULE_VERSION, editable=False))
    screener = user_key(editable=False, verbose_name=_("Who screens"))
    created_at = of(Group.SCREENING, models.DateTimeField(default=timezone.now, editable=False))
    started_at = of(Group.SCREENING, models.DateTimeField(_("Began"), null=True, editable=False))
    setting_checked = flag(_("Place, listeners, interpreter and urgent needs were seen to first"), editable=False)
    accompanied_by = coded(_("Who is with the child"), Present, editable=False)
    hindrance = coded(_("Why the person cannot be screened"), Hindrance, editable=False)

    act_complete = flag(_("Act: this part was gone through as far as the person wanted"))
    means_complete = flag(_("Means: this part was gone through as far as the person wanted"))
    purpose_complete = flag(_("Purpose: this part was gone through as far as the person wanted"))
    age_at_screening = years(_("Age now, in years"))
    age_at_recruitment = years(_("Youngest age at any act or exploitation, in years"))
    age_disputed = flag(_("The age is in doubt, and there is reason to think of a child"))
    trafficking_defence = flag(_("The person or their lawyer has said that they were trafficked"))
    vulnerability_flags = several(_("What makes the person vulnerable"), FLAGS)
    return_risk_factors = several(_("Risks on return"), RISKS)
    health_marks = of(
        Group.HEALTH,
        ArrayField(
            models.CharField(max_length=40, choices=HEALTH_MARKS),
            verbose_name=_("Marks of health"),
            default=list,
            blank=True,
        ),
    )
    declined = of(Group.SCREENING, ArrayField(models.CharField(max_length=160), default=list, editable=False))

    submitted_at = of(Group.SCREENING, models.DateTimeField(_("Sent"), null=True, editable=False))
    submitted_by = user_key(null=True, editable=False, verbose_name=_("Sent by"))
    profile = coded(_("Profile"), Profile, editable=False)
    levels = of(Group.SCREENING, models.JSONField(default=dict, editable=False))
    counts = of(Group.SCREENING, models.JSONField(default=dict, editable=False))
    rule_outcome = coded(_("Outcome of the rule"), OUTCOMES, editable=False)
    outcome = coded(_("Outcome"), OUTCOMES, editable=False)
    reasonable_grounds = flag(_("Reasonable grounds"), editable=False)
    protection_presumed = flag(_("Protection presumed"), editable=False)

    proposed_outcome = coded(_("Outcome that was proposed instead"), OUTCOMES, editable=False)
    proposed_by = user_key(null=True, editable=False, verbose_name=_("First supervisor"))
    decided_by = user_key(null=True, editable=False, verbose_name=_("Decided by"))
    decided_at = of(Group.SCREENING, models.DateTimeField(_("Decided"), null=True, editable=False))
    decision_reason = of(Group.SCREENING, EncryptedTextField(_("Why the supervisor decided so"), editable=False))
    version = VersionField()

    objects = ScreeningQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-number"]
        indexes = [
            models.Index(
                fields=["submitted_at"],
                condition=Q(status__in=["submitted", "override_proposed"]),
                name="screening_waiting",
            ),
            models.Index(
                fields=["decided_at"],
                condition=Q(outcome="further_assessment", status__in=["confirmed", "overridden"]),
                name="screening_further",
            ),
        ]
        constraints = [
            *wall(
                column="case_id",
                erasable=False,
                signed="screener_id",
                fixed=["number", "created_at", "catalogue_version"],
            ),
            models.UniqueConstraint(fields=["case", "number"], name="screening_screening_number"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status__in=["draft", "in_progress", "submitted", "returned", "override_proposed"]),
                name="screening_screening_one_open",
                violation_error_message=_("A screening of this case is open already. Go on with that one."),
            ),
            # R-07, S-30: the database holds it too.
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("screener")),
                name="screening_screening_two_people",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True)
                | (~Q(proposed_by=F("screener")) & (Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")))),
                name="screening_screening_second_supervisor",
            ),
        ]

    def __str__(self):
        return f"screening {self.number} {self.status}"

    @property
    @shown(Group.SCREENING)
    def screenable(self):
        """Whether the rule may use the answers."""
        return not self.hindrance

    @property
    @shown(Group.SCREENING)
    def sections_complete(self):
        """{element: finished}"""
        return {name: getattr(self, f"{name}_complete") for name in catalogue.ELEMENTS}

    @property
    @shown(Group.SCREENING)
    def marked(self):
        """{code: {"state", "source", "note"}} of what was marked; nothing of what may no longer be used."""
        if self.hindrance == self.Hindrance.WITHDRAWN:
            return {}
        rows = IndicatorAnswer.objects.filter(screening=self).exclude(state=IndicatorAnswer.State.NOT_ASKED)
        return {row.code: {"state": row.state, "source": row.source, "note": row.note} for row in rows}

    @property
    @shown(Group.SCREENING)
    def editable(self):
        """Whether answers may still change."""
        return self.status in self.EDITABLE


class IndicatorAnswer(OnCase):
    """What the screener marked for one indicator. A code without a row was not asked."""

    tells_which = ("code",)  # a change of one says of which

    class State(models.TextChoices):
        """Codes of answer_values.csv. Only `present` counts."""

        PRESENT = "present", _("Present")
        ABSENT = "absent", _("Absent")
        UNKNOWN = "unknown", _("Unknown")
        NOT_ASKED = "not_asked", _("Not asked")

    class Source(models.TextChoices):
        """Where it comes from (S1)."""

        TESTIMONY = "testimony", _("The person told us")
        DOCUMENT = "document", _("A paper or picture")
        OBSERVATION = "observation", _("Seen by us")
        AGENCY = "other_agency", _("Another agency")
        OTHER = "other_person", _("Somebody else told us")

    screening = of(
        Group.SCREENING, models.ForeignKey(Screening, models.CASCADE, related_name="answers", editable=False)
    )
    code = of(
        Group.SCREENING,
        models.CharField(_("Sign"), max_length=10, choices=catalogue.choices, editable=False),
    )
    state = coded(_("State"), State, max_length=10, blank=False, default=State.NOT_ASKED)
    source = coded(_("Where it comes from"), Source, max_length=12)
    note = of(Group.SCREENING, EncryptedTextField(_("Note")))
    origin = of(Group.SCREENING, models.JSONField(default=dict, blank=True, editable=False))
    set_by = user_key(editable=False)
    set_at = of(Group.SCREENING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["code"]
        constraints = [
            *wall(column="case_id", erasable=False, signed="set_by_id", fixed=["screening_id", "code"]),
            models.UniqueConstraint(fields=["screening", "code"], name="screening_indicatoranswer_once"),
            models.CheckConstraint(
                condition=~Q(state="present") | ~Q(source=""),
                name="screening_indicatoranswer_has_a_source",
                violation_error_message=_("Say where it comes from."),
            ),
        ]

    def __str__(self):
        return self.code
