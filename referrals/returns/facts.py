"""What a return rests on, read in a fixed number of statements whatever the number of returns; everything else here is
computed from it, at each read, by the clock of the database (C-05)."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from casework.children.queries import clear_parts, facts_in, return_allowed
from casework.consents.actions import database_time
from casework.consents.models import Consent
from casework.consents.queries import yes_of
from casework.penalties.models import Penalty
from casework.people.fear_actions import against
from casework.people.fears import StateFear
from casework.people.models import IdentityPaper
from referrals.consular.models import ConsularReferral
from referrals.returns.records import BLOCK, ReturnStep, RiskAssessment, RiskFactor

CONSENT, AFTER = "return", "reintegration_followup"
VALID = datetime.timedelta(days=30)  # how long an assessment holds (Team)
# A claim that is open says so in the status too, also where somebody lifted the fear (issue 5).
CLAIMED = "asylum_seeker"
CONFIRMED = ("nationality_confirmed", "document_requested", "document_issued")
# Penalties that wait at home are risks of the return; they stop nobody from leaving here.
AT_HOME = ("irregular_exit_charge", "bond_payment", "electronic_tagging", "administrative_penalty", "public_naming")
OUTCOMES = ("waived", "pardoned", "expunged")


@dataclass
class Facts:
    """What one return rests on. `now` is the database's clock. What the seventeen steps ask besides is there after
    `whole_facts` only."""

    row: Any
    now: datetime.datetime
    assessment: Any = None
    blocks: set = field(default_factory=set)  # codes of its risks that forbid the return
    factors: list = field(default_factory=list)
    consents: list = field(default_factory=list)
    paper: Any = None
    fears: list = field(default_factory=list)
    lines: dict = field(default_factory=dict)
    nationality_known: bool = False
    penalties: int = 0
    child_lacks: list = field(default_factory=list)

    @property
    def today(self):
        """The day it is, by the reader's clock, at the database's moment."""
        return timezone.localdate(self.now)

    @property
    def valid_until(self):
        """Until when the assessment holds, or None without one."""
        return self.assessment.done_at + VALID if self.assessment else None

    @property
    def assessed(self):
        """Whether an assessment holds now."""
        return self.assessment is not None and self.now < self.valid_until

    @property
    def unmet(self):
        """Factors that need a measure and have none."""
        return [factor for factor in self.factors if not factor.blocks and not factor.measure.strip()]

    @property
    def consent(self):
        """The newest yes to the return that holds, or None. Of a child, only with guardian or best interests."""
        return next(iter(yes_of(self.row.case, CONSENT, self.consents)), None)

    @property
    def follow_up(self):
        """Whether the person agreed to be asked after the return."""
        return bool(yes_of(self.row.case, AFTER, self.consents))

    @property
    def claims(self):
        """Whether asylum was asked for and the status says it is open."""
        return self.row.case.person.migration_status == CLAIMED


def clock_of(rows):
    """This moment by the database: read with the rows, or asked for."""
    return next((row.clock for row in rows if hasattr(row, "clock")), None) or database_time()


def facts_of(rows):
    """{key of a return: Facts} of these returns, with what tells whether a ground fell away."""
    rows = list(rows)
    if not rows:
        return {}
    now, cases = clock_of(rows), [row.case_id for row in rows]
    newest = newest_assessments(rows)
    consents = by_case(
        Consent.objects.filter(
            pk__in=Consent.objects.filter(case__in=cases, type__in=(CONSENT, AFTER)).newest().values("pk")
        ).order_by("-recorded_at")
    )
    fears = by_case(StateFear.objects.filter(case__in=cases, lifted_at__isnull=True))
    return {
        row.pk: Facts(
            row=row,
            now=now,
            assessment=newest.get(row.pk),
            blocks=set(newest[row.pk].blocks) if row.pk in newest else set(),
            consents=consents.get(row.case_id, []),
            paper=paper_of(row),
            fears=shutting_out(fears.get(row.case_id, []), row),
        )
        for row in rows
    }


def shutting_out(fears, row):
    """The fears that stand against this return: asylum always, a fear where it is of this country or names none."""
    asked = [fear for fear in fears if fear.kind == StateFear.Kind.ASYLUM]
    return asked + against([fear for fear in fears if fear not in asked], {row.to_country})


def by_case(rows):
    """{case: its rows}, in their order."""
    found: dict = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def paper_of(row):
    """The paper to travel with, or None: it is named without a constraint, so that it may be taken away."""
    try:
        return row.paper
    except IdentityPaper.DoesNotExist:
        return None


FORBIDS = RiskFactor.objects.filter(assessment=OuterRef("pk"), effect=BLOCK).values("code")


def newest_assessments(rows):
    """{return: its newest assessment, with `blocks`, the codes of its risks that forbid the return}."""
    found = RiskAssessment.objects.filter(way_home__in=[row.pk for row in rows]).annotate(blocks=ArraySubquery(FORBIDS))
    newest = found.order_by("way_home_id", "-done_at", "-pk").distinct("way_home_id").select_related("by")
    return {one.way_home_id: one for one in newest}


# What the page of one return asks besides, read with the row.
OPEN_HERE = Penalty.objects.filter(case=OuterRef("case"), ended_at__isnull=True, at_home=False)
OPEN_HERE = OPEN_HERE.exclude(kind__in=AT_HOME + OUTCOMES).order_by().values("case")
BESIDE = {
    "nationality_known": Exists(ConsularReferral.objects.filter(case=OuterRef("case"), status__in=CONFIRMED)),
    **clear_parts("case"),
    "penalties_open": Coalesce(Subquery(OPEN_HERE.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
}


def whole_facts(row):
    """Facts of one return with all that the seventeen steps ask."""
    facts = facts_of([row])[row.pk]
    lines = ReturnStep.objects.filter(way_home=row).select_related("owner", "done_by")
    facts.lines = {line.code: line for line in lines}
    if facts.assessment is not None:
        facts.factors = list(facts.assessment.factors.all())
    beside = row if hasattr(row, "penalties_open") else type(row).objects.annotate(**BESIDE).get(pk=row.pk)
    facts.nationality_known, facts.penalties = beside.nationality_known, beside.penalties_open
    facts.child_lacks = lacks_for_child(row.case, facts_in(beside))
    return facts


def lacks_for_child(case, known):
    """Sentences that say what a child's case still needs before it goes home (R20); none for an adult."""
    try:
        return_allowed(case, known)
    except ValidationError as error:
        return error.messages
    return []
