"""Reading movements: the list, one movement with all that is on it, and who of it this reader may not see."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now

from accounts.acting import current
from accounts.models import RoleGrant, User
from accounts.policy import Role
from casework.cases.transitions import SCREENING_DECIDED
from referrals.movements.codes import ENDED, PlanState
from referrals.movements.models import Escort, Leg, Movement, MovementPlan, Run
from referrals.movements.people import Traveller
from referrals.ownkeys import opened
from referrals.returns.facts import facts_of
from referrals.returns.grounds import state_of
from referrals.returns.models import Return
from screening.models import Screening

S = Return.Status
PAGE = 25
PLANS_KEPT = 12
MAY_PLAN = (S.CLEARED, S.READY, S.BOOKED)
MAY_BOOK = (S.READY, S.BOOKED)
RECOGNISED = Screening.objects.filter(
    Q(reasonable_grounds=True) | Q(protection_presumed=True), case=OuterRef("case"), status__in=SCREENING_DECIDED
)


def words_of(row):
    """{name: text} of a row with sealed words; all names are there."""
    return dict.fromkeys(row.NAMES, "") | (opened(row) if row.sealed else {})


@dataclass
class Rider:
    """Somebody on a movement as a seat must know them. Without `row` it is somebody this reader may not see."""

    key: str
    party: str
    family: str
    traits: frozenset
    state: str = ""  # what the return or the removal says now; "" for somebody unseen
    lost: bool = False
    removal: bool = False
    row: Any = None
    paper_until: date | None = date.max

    @property
    def booked(self):
        """Whether the journey of this movement is booked for them."""
        return self.row is not None and self.row.booked_at is not None


@dataclass
class Board:
    """One movement, whole. `riders` are seen, `unseen` are not: keys and codes only."""

    movement: Any
    legs: list = field(default_factory=list)
    runs: list = field(default_factory=list)
    escorts: list = field(default_factory=list)
    plans: list = field(default_factory=list)
    riders: list = field(default_factory=list)
    unseen: list = field(default_factory=list)
    gone: list = field(default_factory=list)  # rows of those who are no longer on it
    apart: dict = field(default_factory=dict)  # {party: parties that it must not meet}

    @property
    def plan(self):
        """The plan in force, or None."""
        number = self.movement.plan_number
        return next((plan for plan in self.plans if plan.number == number), None)

    @property
    def newest(self):
        """The newest try that is not in force, or None where none came after the plan in force."""
        first = self.plans[0] if self.plans else None
        return first if first is not None and first.number != self.movement.plan_number else None

    @property
    def way(self):
        """{party: {leg: run}} of the plan in force."""
        if not self.plans and getattr(self.movement, "plan_result", None):
            return self.movement.plan_result.get("runs", {})
        return self.plan.result.get("runs", {}) if self.plan else {}

    @cached_property
    def going(self):
        """Seen and unseen people who still travel."""
        return [rider for rider in (*self.riders, *self.unseen) if not rider.lost]

    @cached_property
    def numbers(self):
        """{party: its number on this movement}: what a page and a manifest call it."""
        first: dict[str, str] = {}
        for rider in sorted((*self.riders, *self.unseen), key=lambda one: one.key):
            first.setdefault(rider.party, rider.key)
        return {party: at for at, party in enumerate(sorted(first, key=lambda one: first[one]), 1)}

    @property
    def lost(self):
        """People on it whose way no longer leads there: suspended, stopped, ended."""
        return [rider for rider in self.riders if rider.lost]

    def on(self, run):
        """The riders that the plan in force puts on a run."""
        leg, key = str(run.leg_id), str(run.pk)
        return [rider for rider in self.going if self.way.get(rider.party, {}).get(leg) == key]


def mine(user):
    """Movements this reader sees; the wall of the table decides."""
    return Movement.objects.select_related("team", "made_by", "approved_by", "planned_by")


def listed(user, ended=False, after=None):
    """(a page of movements, the newest first; place of the next page or None)."""
    rows = mine(user).filter(status__in=ENDED) if ended else mine(user).exclude(status__in=ENDED)
    seen = Count("travellers", filter=Q(travellers__ended_at__isnull=True))
    return newest(rows.annotate(seen=seen), after, PAGE)


def newest(rows, after, size):
    """(one page of movements, the newest first; place of the next page or None)."""
    if after:
        rows = rows.filter(Q(made_at__lt=after[0]) | Q(made_at=after[0], pk__lt=after[1]))
    found = list(rows.order_by("-made_at", "-pk")[: size + 1])
    return found[:size], (found[size - 1].made_at, found[size - 1].pk) if len(found) > size else None


def people(movement):
    """Rows of the movement that this reader sees, with what a seat must know, read at once."""
    seen = Traveller.objects.permitted(current().user, "traveller.view")
    rows = seen.filter(movement=movement).select_related(
        "case", "case__person", "case__organisation", "way_home", "way_home__paper", "removal"
    )
    return list(rows.annotate(clock=Now(), recognised=Exists(RECOGNISED)).order_by("joined_at", "pk"))


def parts_of(movement, runs, plans):
    """(legs, escorts, plans): what was read with the movement (`here`) is not read again."""
    legs = sorted({run.leg_id: run.leg for run in runs}.values(), key=lambda leg: leg.place)
    if getattr(movement, "leg_count", None) != len(legs):
        legs = list(Leg.objects.filter(movement=movement))
    escorts = [] if getattr(movement, "escort_count", None) == 0 else list(Escort.objects.filter(movement=movement))
    if not plans and (movement.plan_number is None or getattr(movement, "plan_result", None)):
        return legs, escorts, []
    tries = MovementPlan.objects.filter(movement=movement).select_related("asked_by")
    return legs, escorts, list(tries.filter(Q(number=movement.plan_number) | Q(pk__in=tries.values("pk")[:PLANS_KEPT])))


def whole(movement, *, plans=True):
    """The Board of a movement for who reads now, in a fixed number of statements. Without `plans` where only the plan
    in force is asked for."""
    from referrals.movements.traits import rider_of

    rows = people(movement)
    current().load_cases([row.case_id for row in rows])
    here = [row for row in rows if row.ended_at is None]
    states = states_of(here)
    runs = list(Run.objects.filter(movement=movement).select_related("leg"))
    start = min((run.departs.date() for run in runs), default=movement.from_on)
    legs, escorts, tries = parts_of(movement, runs, plans)
    board = Board(
        movement=movement,
        legs=legs,
        runs=runs,
        escorts=escorts,
        plans=tries,
        riders=[rider_of(row, states.get(row.pk), start) for row in here],
        gone=[row for row in rows if row.ended_at is not None],
    )
    alone_or_not(board, {str(row.pk) for row in here})
    return board


def alone_or_not(board, known):
    """Who else is on it; and which children have no adult of their own beside them."""
    from referrals.movements.traits import mark_alone

    everybody, board.apart = riders_of(board.movement)
    board.unseen = [rider for rider in everybody if rider.key not in known]
    mark_alone([*board.riders, *board.unseen])


def states_of(rows):
    """{traveller: state of the return or removal as it is now}; suspended by itself counts (returns/grounds.py)."""
    found = {row.pk: row.removal.status for row in rows if row.removal_id}
    ways = {}
    for row in rows:
        if row.way_home_id:
            row.way_home.case, row.way_home.clock = row.case, row.clock
            ways[row.pk] = row.way_home
    facts = facts_of(ways.values())
    return found | {key: state_of(way, facts[way.pk]) for key, way in ways.items()}


RIDERS = (
    "SELECT r.rider, r.party, r.family, r.removal, r.lost, r.traits, a.others FROM movement_riders(%s) r LEFT JOIN"
    " (SELECT party, array_agg(other) AS others FROM movement_apart(%s) GROUP BY party) a ON a.party = r.party"
)


def riders_of(movement):
    """(everybody on it as keys and codes, {party: parties that it must not meet}), asked of the keeper of the tables;
    nothing for who does not plan it. Nobody learns whom a pair concerns, or why (C-11)."""
    found, apart = [], {}
    with connection.cursor() as cursor:
        cursor.execute(RIDERS, [movement.pk, movement.pk])
        for key, party, family, removal, lost, traits, others in cursor.fetchall():
            found.append(Rider(str(key), str(party), str(family), frozenset(traits), lost=lost, removal=removal))
            if others:
                apart[str(party)] = {str(other) for other in others}
    return found, apart


def leaders(team_id):
    """Active supervisors of a team, by name."""
    lead = RoleGrant.objects.standing().filter(role=Role.SUPERVISOR).values("user")
    return User.objects.filter(teams=team_id, is_active=True, pk__in=lead).order_by("display_name", "pk")


def here(user, pk):
    """The movement with this key, or None; a key that none can have is none."""
    try:
        key = uuid.UUID(str(pk))
    except ValueError:
        return None
    counts = {
        f"{name}_count": Coalesce(Subquery(counted(model), output_field=IntegerField()), 0)
        for name, model in (("leg", Leg), ("escort", Escort))
    }
    in_force = MovementPlan.objects.filter(movement=OuterRef("pk"), number=OuterRef("plan_number")).values("result")
    return mine(user).annotate(**counts, plan_result=Subquery(in_force)).filter(pk=key).first()


def counted(model):
    """How many parts of this kind a movement has."""
    rows = model.objects.filter(movement=OuterRef("pk")).order_by().values("movement")
    return rows.annotate(n=Count("pk")).values("n")


def waiting(movement):
    """The try that is being worked out, or None."""
    return MovementPlan.objects.filter(movement=movement, state=PlanState.WAITING).order_by("-number").first()


def travels_with(case):
    """The open place of a case on a movement, with the movement, or None. For the page of a return."""
    rows = Traveller.objects.filter(case=case, ended_at__isnull=True).select_related("movement")
    return rows.annotate(since=F("joined_at")).first()
