"""What stands beside a return: the seventeen steps, the assessments and what they found (T1, T3)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import codes
from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.pages import shown
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import AppendOnly, Wall
from casework.cases.models import OnCase, user_key
from referrals.returns.models import RISKS, Return

STEPS = choices("repatriation_steps")
EFFECTS = {row["code"]: row["effect"] for row in codes.rows("return_risk_factors")}
SEVERITIES = {row["code"]: row["severity"] for row in codes.rows("return_risk_factors")}
BLOCK, MITIGATE = "block_return", "mitigate"


def on_return(**options):
    """The return a row belongs to."""
    return of(Group.ROUTING, models.ForeignKey(Return, models.CASCADE, editable=False, **options))


class ReturnStep(OnCase):
    """One of the seventeen steps: who does it, until when, what stops it, and for some of them that it was done."""

    way_home = on_return(related_name="lines")
    code = of(Group.ROUTING, models.CharField(max_length=30, choices=STEPS, editable=False))
    owner = user_key(null=True)
    due_on = of(Group.ROUTING, models.DateField(_("Until"), null=True, blank=True))
    blocker = of(Group.IMMIGRATION, EncryptedTextField(_("What stops it")))
    done_on = of(Group.ROUTING, models.DateField(_("Done on"), null=True, blank=True))
    done_by = user_key(null=True, editable=False)
    note = of(Group.IMMIGRATION, EncryptedTextField(_("In a sentence")))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["way_home", "code"]
        constraints = [
            *wall(column="case_id", fixed=["way_home_id", "code"], erasable=False),
            models.UniqueConstraint(fields=["way_home", "code"], name="referrals_returnstep_once"),
        ]

    def __str__(self):
        return f"step {self.code}"


class RiskAssessment(OnCase):
    """What somebody other than the booker found before a return. Never changed: new facts are a new one."""

    way_home = on_return(related_name="assessments")
    by = user_key(editable=False)
    done_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    heard = of(Group.ROUTING, models.BooleanField(_("The person was heard on each risk"), default=False))
    area = of(Group.IMMIGRATION, EncryptedTextField(_("For which place")))
    words = of(Group.IMMIGRATION, EncryptedTextField(_("What it rests on")))

    class Meta(OnCase.Meta):
        ordering = ["-done_at", "-pk"]
        constraints = [
            Wall(name="referrals_riskassessment_wall", column="case_id", erasable=False, signed="by_id"),
            AppendOnly(name="referrals_riskassessment_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return f"assessment {self.pk}"


class RiskFactor(OnCase):
    """One risk of the code list, with what is done about it. One that is heard of later is added to the newest
    assessment; none is ever taken away: what turns out otherwise is a new assessment."""

    assessment = of(
        Group.ROUTING, models.ForeignKey(RiskAssessment, models.CASCADE, related_name="factors", editable=False)
    )
    code = of(Group.IMMIGRATION, models.CharField(_("Which risk"), max_length=40, choices=RISKS))
    effect = of(Group.IMMIGRATION, models.CharField(max_length=14, editable=False))
    words = of(Group.IMMIGRATION, EncryptedTextField(_("What is known")))
    measure = of(Group.IMMIGRATION, EncryptedTextField(_("What is done about it")))
    measured_by = user_key(null=True, editable=False)
    added_by = user_key(editable=False)
    added_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["added_at", "pk"]
        constraints = [
            *wall(column="case_id", fixed=["assessment_id", "code", "effect", "added_by_id"], erasable=False),
            models.UniqueConstraint(
                fields=["assessment", "code"],
                name="referrals_riskfactor_once",
                violation_error_message=_("This risk stands there already."),
            ),
        ]

    def __str__(self):
        return f"risk {self.pk}"

    @property
    @shown(Group.IMMIGRATION)
    def severity(self):
        """Code of the severity, by the code list."""
        return SEVERITIES[self.code]

    @property
    @shown(Group.IMMIGRATION)
    def blocks(self):
        """Whether it forbids the return."""
        return self.effect == BLOCK
