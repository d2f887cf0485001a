"""In how many days a clock should end, as an office sets it, and the clocks themselves, which are a view of facts."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import PolicyQuerySet
from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import Audited
from accounts.models import Organisation
from accounts.policy import Group
from accounts.walls import Statement, VersionGuard
from casework.cases.models import Case
from referrals.clocks import facts_sql
from referrals.clocks.codes import ANY, CLOCKS
from referrals.raci.walls import KeptWall, history_of

LONGEST = 730  # days
ONCE = _("There is a target for this clock and country. Change that one.")
COUNTRIES = ((ANY, _("Any country")), *choices("countries"))


class ClockTarget(Audited):
    """Days for one clock in one country where people are, or in any. Never by nationality: everybody is owed the same
    (R34)."""

    wall_column = "keeper_id"
    history_wall = history_of("clock.view")

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    keeper = of(Group.STAFF, models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False))
    clock = of(Group.STAFF, models.CharField(_("Clock"), max_length=12, choices=CLOCKS))
    country = of(
        Group.STAFF,
        models.CharField(_("Where the person is"), max_length=2, choices=COUNTRIES, default=ANY),
    )
    days = of(
        Group.STAFF,
        models.PositiveSmallIntegerField(
            _("Days"),
            validators=[
                MinValueValidator(1, _("At least 1 day.")),
                MaxValueValidator(LONGEST, _("At most 730 days.")),
            ],
        ),
    )
    created_at = of(Group.STAFF, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta:
        ordering = ["clock", "country"]
        verbose_name = _("Target")
        constraints = [
            KeptWall(name="referrals_clocktarget_wall", column="keeper_id", reads="clock.view", writes="clock.target"),
            VersionGuard(name="referrals_clocktarget_version", fixed=["keeper_id", "created_at"]),
            models.CheckConstraint(
                condition=models.Q(days__gte=1, days__lte=LONGEST),
                name="referrals_clocktarget_days",
                violation_error_message=_("Between 1 and 730 days."),
            ),
            models.UniqueConstraint(
                fields=["keeper", "clock", "country"],
                name="referrals_clocktarget_once",
                violation_error_message=ONCE,
            ),
            Statement(name="referrals_caseclock_view", make=facts_sql.MAKE, drop=facts_sql.DROP),
        ]

    def __str__(self):
        return f"target {self.pk}"


class ClockQuerySet(PolicyQuerySet):
    """Adjectives for clocks."""

    def running(self):
        """Not ended."""
        return self.filter(ended_at=None)

    def late(self):
        """Past their target and not ended, the latest first."""
        return self.running().filter(late__isnull=False).order_by("-late", "pk")


class CaseClock(models.Model):
    """One clock of one case: a row of the view, never written. It is handed to no page as a row, only as words."""

    id = of(Group.ROUTING, models.UUIDField(primary_key=True))
    case = of(Group.ROUTING, models.ForeignKey(Case, models.DO_NOTHING, related_name="+", db_constraint=False))
    organisation_id = of(Group.ROUTING, models.UUIDField())
    status = of(Group.ROUTING, models.CharField(max_length=24, choices=Case.Status))
    opened_at = of(Group.ROUTING, models.DateTimeField())
    clock = of(Group.ROUTING, models.CharField(max_length=12, choices=CLOCKS))
    nationalities = of(Group.NATIONALITY, ArrayField(models.CharField(max_length=2)))
    released = of(Group.FACTS, models.BooleanField())  # it starts with a day of release, not with the case
    begun = of(Group.FACTS, models.DateTimeField())
    started_at = of(Group.FACTS, models.DateTimeField())
    ended_at = of(Group.SCREENING, models.DateTimeField(null=True))
    days = of(Group.ROUTING, models.IntegerField())
    due_at = of(Group.FACTS, models.DateTimeField())
    gone = of(Group.FACTS, models.IntegerField())  # whole days to its end, or to now
    gone_in_all = of(Group.FACTS, models.IntegerField(null=True))  # the same from release or opening
    late = of(Group.FACTS, models.IntegerField(null=True))  # whole days past the target; 0 on the day it is due

    objects = ClockQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "referrals_caseclock"

    def __str__(self):
        return f"{self.clock} of {self.case_id}"
