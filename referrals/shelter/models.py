"""Who stays where (P1, workflows.md section 7), who is held in custody (R10), and who must not meet."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import PolicyQuerySet, principals
from accounts.fields import VersionField, of
from accounts.organisations.models import Team
from accounts.pages import shown
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import Statement, VersionGuard
from casework.cases import access_sql
from casework.cases.models import Case, OnCase, user_key
from referrals.shelter import walls
from referrals.shelter.codes import (
    HELD,
    HERE,
    OPEN,
    SLEPT,
    Belongings,
    CustodyKind,
    ExitReason,
    Need,
    Status,
)
from referrals.shelter.houses import Shelter, ShelterBed

NIGHTS = Func(F("from_on"), F("until_on"), function="daterange", output_field=models.Field())
HELD_DAYS = Func(F("since"), F("until"), models.Value("[]"), function="daterange", output_field=models.Field())


def day(label="", **options):
    """A date of the stay; empty where it is not known yet."""
    return of(Group.ROUTING, models.DateField(label, null=True, blank=True, **options))


def moment(label=""):
    """A moment that an act writes down."""
    return of(Group.ROUTING, models.DateTimeField(label, null=True, editable=False))


def mark(default=False):
    """A fact that an act writes down."""
    return of(Group.ROUTING, models.BooleanField(default=default, editable=False))


class StayQuerySet(PolicyQuerySet):
    """Adjectives for stays. A house sees what was asked of it, and no other stay of the same person."""

    def permitted(self, user, action):
        """Rows of the cases that `user` reaches; those reached by a house only as far as it is theirs."""
        rows = super().permitted(user, action)
        names = {name.split(":", 1)[0] for name in principals(user, action)}
        if names and names <= set(walls.HOUSE):
            rows = rows.filter(team__in=user.team_ids)
        return rows

    def open(self):
        """Asked for, promised or slept in."""
        return self.filter(status__in=OPEN)

    def held(self):
        """Whoever has a bed, promised or slept in."""
        return self.filter(status__in=HELD)


class Stay(OnCase):
    """A bed that was asked for, and what became of it. `team` are the people who keep the house.

    `from_on` and `until_on` are the days for which the bed is kept: wanted, promised, slept in, over. Sex, age and the
    coded needs are what the house must know to say yes or no; a name it reads once the person is there.
    """

    Status = Status
    history_wall = staticmethod(walls.stay_history)

    team = of(Group.ROUTING, models.ForeignKey(Team, models.PROTECT, related_name="+", editable=False))
    shelter = of(Group.CONTACT, models.ForeignKey(Shelter, models.PROTECT, related_name="+", editable=False))
    status = of(
        Group.ROUTING,
        models.CharField(_("Where it stands"), max_length=24, choices=Status, default=Status.REQUESTED, editable=False),
    )
    together = of(Group.ROUTING, models.UUIDField(null=True, editable=False))  # one family, asked for at once
    from_on = day(_("From which day"))
    until_on = day(_("Until about"))
    needs = of(
        Group.ROUTING,
        ArrayField(
            models.CharField(max_length=16, choices=Need), verbose_name=_("What the house must have"), default=list,
            blank=True,
        ),
    )  # fmt: skip
    sex = of(Group.ROUTING, models.CharField(max_length=8, blank=True, editable=False))
    age = of(Group.ROUTING, models.PositiveSmallIntegerField(null=True, editable=False))
    disputed = mark()
    words = of(
        Group.CONTACT,
        EncryptedTextField(_("What the house should know once the person is there"), help_text=_("No story.")),
    )
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    # offered
    bed = of(Group.CONTACT, models.ForeignKey(ShelterBed, models.PROTECT, null=True, related_name="+", editable=False))
    hold_until = moment(_("Held until"))
    answer = of(Group.CONTACT, EncryptedTextField(_("What the house said")))
    # there
    arrived_at = moment(_("Came on"))
    rules_told = mark()
    restricted = mark()
    emergency_until = moment(_("Emergency bed until"))
    out_since = moment()
    back_by = moment(_("Expected back"))
    # over
    ended_at = moment()
    exit_reason = of(Group.ROUTING, models.CharField(_("Why"), max_length=12, choices=ExitReason, blank=True))
    exit_plan = of(Group.CONTACT, EncryptedTextField(_("Plan: where to, with whom, how to reach the person")))
    belongings = of(Group.ROUTING, models.CharField(_("Belongings"), max_length=6, choices=Belongings, blank=True))
    version = VersionField()

    objects = StayQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-noted_at", "-pk"]
        indexes = [models.Index(fields=["team", "status"], name="referrals_stay_of_house")]
        constraints = [
            walls.CareWall(name="referrals_stay_wall", column="case_id", house="team_id"),
            VersionGuard(
                name="referrals_stay_version", fixed=["case_id", "noted_by_id", "team_id", "shelter_id", "together"]
            ),
            Statement(name="referrals_stay_access", make=access_sql.grants("case_id"), drop=access_sql.GRANTS_DROP),
            Statement(name="referrals_stay_asked", make=walls.ASKED, drop=walls.ASKED_DROP),
            # Nobody sleeps in a bed in which somebody sleeps, whatever was promised to whom.
            models.UniqueConstraint(fields=["bed"], condition=Q(status__in=HERE), name="referrals_stay_one_in_a_bed"),
            # And no bed is promised twice for the same night.
            ExclusionConstraint(
                name="referrals_stay_one_promise",
                expressions=[("bed", RangeOperators.EQUAL), (NIGHTS, RangeOperators.OVERLAPS)],
                condition=Q(status__in=HELD),
            ),
            ExclusionConstraint(
                name="referrals_stay_one_place",
                expressions=[("case", RangeOperators.EQUAL), (NIGHTS, RangeOperators.OVERLAPS)],
                condition=Q(status__in=SLEPT),
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="referrals_stay_days_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=HELD) | Q(bed__isnull=False, from_on__isnull=False),
                name="referrals_stay_has_a_bed",
            ),
        ]

    def __str__(self):
        return f"stay {self.pk}"


class Custody(OnCase):
    """Somebody holds the person: a record of its own with a day count and an alert, never a stay (R10)."""

    history_wall = walls.CareWall

    kind = of(Group.JUSTICE, models.CharField(_("Who holds the person"), max_length=24, choices=CustodyKind))
    place = of(Group.CONTACT, EncryptedTextField(_("Where"), blank=False))
    since = of(Group.ROUTING, models.DateField(_("Since")))
    until = of(Group.ROUTING, models.DateField(_("Until"), null=True, blank=True))
    words = of(Group.JUSTICE, EncryptedTextField(_("What is known: why, who said so, how the person is treated")))
    ended_how = of(Group.JUSTICE, EncryptedTextField(_("How it ended, and where the person is now")))
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-since", "-pk"]
        verbose_name = _("Custody")
        constraints = [
            walls.CareWall(name="referrals_custody_wall", column="case_id"),
            VersionGuard(name="referrals_custody_version", fixed=["case_id", "noted_by_id"]),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="referrals_custody_days_in_order"
            ),
            models.CheckConstraint(condition=Q(kind__in=CustodyKind.values), name="referrals_custody_kinds"),
            ExclusionConstraint(
                name="referrals_custody_one_place",
                expressions=[("case", RangeOperators.EQUAL), (HELD_DAYS, RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self):
        return f"custody {self.pk}"

    @property
    @shown(Group.ROUTING)
    def days(self):
        """Which day of it today is; how many it lasted once it is over."""
        return ((self.until or timezone.localdate()) - self.since).days + 1


class ConflictPair(OnCase):
    """Two people who must not meet. It stands on both cases; no house learns who the other is (C-11)."""

    history_wall = walls.CareWall

    other_case = of(Group.ROUTING, models.ForeignKey(Case, models.CASCADE, related_name="+", editable=False))
    reason = of(Group.FACTS, EncryptedTextField(_("Why they must not meet"), blank=False))
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    ended_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    ended_by = user_key(null=True, editable=False)
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-noted_at", "-pk"]
        constraints = [
            walls.CareWall(name="referrals_conflictpair_wall", column="case_id"),
            VersionGuard(name="referrals_conflictpair_version", fixed=["case_id", "other_case_id", "noted_by_id"]),
            models.CheckConstraint(
                condition=~Q(case=F("other_case")),
                name="referrals_conflictpair_two_people",
                violation_error_message=_("Name another case than this one."),
            ),
            models.UniqueConstraint(
                fields=["case", "other_case"],
                condition=Q(ended_at__isnull=True),
                name="referrals_conflictpair_once",
                violation_error_message=_("This is written down already."),
            ),
        ]

    def __str__(self):
        return f"pair {self.pk}"
