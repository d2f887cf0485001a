"""Who works on an invented caseload: organisations of very different size, their teams, and the personas.

The shape is that of docs/performance.md: fifty organisations in a zipf order, the largest with 15% of the cases.
Everything is derived from (cases, seed), so an interrupted run can be continued.
"""

import uuid
from dataclasses import dataclass
from random import Random

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.acting import acting
from accounts.models import Membership, Organisation, RoleGrant, Team, User
from accounts.policy import Role
from config.bench.writing import insert

OFFICES, STEEPNESS = 50, 0.8
BIG, WORKER, COORDINATOR, STALE, ELEVEN = 0, 2, 16, 47, 11
CASES_OF_A_WORKER = 50
WORDS = ("Harbour", "Lantern", "Banyan", "Ferry", "Orchid", "Kingfisher", "Monsoon", "Lotus", "Bridge", "Tamarind")
KINDS = ("ngo", "cso_community", "international", "social_welfare")
COUNTRIES = ("TH", "KH", "MM", "LA", "VN", "PH", "ID", "MY")
PERSONAS = ("caseworker", "coordinator", "big-org", "stale-org", "ten-orgs", "nobody")
MARK = "seed."


@dataclass(frozen=True)
class Plan:
    """How many cases, and from which dice."""

    cases: int
    seed: int

    def key(self, *words):
        """The same UUID for the same words, so that a run can be continued."""
        return uuid.uuid5(uuid.NAMESPACE_OID, ":".join(map(str, ("seed", self.cases, self.seed, *words))))

    def dice(self, *words):
        """Dice of their own for each part of the work."""
        return Random(":".join(map(str, (self.seed, *words))))

    def office_sizes(self):
        """Cases of each organisation, the largest first; their sum is `cases`."""
        weights = [1 / (rank + 1) ** STEEPNESS for rank in range(OFFICES)]
        sizes = [max(1, int(self.cases * weight / sum(weights))) for weight in weights]
        sizes[BIG] += self.cases - sum(sizes)
        return sizes

    def shares(self):
        """[(office, worker's number, cases)]: who opens how many cases. The persona's share is the first of theirs."""
        rows = []
        for office, size in enumerate(self.office_sizes()):
            own = min(size, max(size // 3, 1), max(120, self.cases // 830)) if office == WORKER else 0
            rows += [(office, 0, own)] if own else []
            rows += [(office, n, part) for n, part in enumerate(split(size - own), bool(own))]
        return rows


def split(size):
    """`size` cases in parts of about CASES_OF_A_WORKER."""
    workers = max(1, round(size / CASES_OF_A_WORKER))
    return [size // workers + (n < size % workers) for n in range(workers)]


def founder():
    """Who the database names as the actor while there are no accounts yet."""
    user = User(id=uuid.uuid5(uuid.NAMESPACE_OID, "seed"), username="seed")
    user.role_codes, user.team_ids = [], []
    return user


def username(office, number):
    """Of a caseworker."""
    return f"{MARK}worker.{office + 1:02d}.{number + 1:03d}"


def persona(name):
    """The account of one of PERSONAS, with its standing. User.DoesNotExist where nothing was seeded."""
    return User.objects.with_standing().get(username=MARK + name)


def found(plan):
    """Writes organisations, teams and accounts in one transaction."""
    with acting(founder(), "seed.offices"):
        offices = [new_office(plan, number) for number in range(OFFICES)]
        insert(offices)
        groups = Group.objects.bulk_create(Group(name=f"{MARK}{office.pk.hex}") for office in offices)
        teams = [
            Team(
                id=plan.key("team", number),
                organisation=offices[number],
                name=f"{offices[number].name} team",
                group=group,
            )
            for number, group in enumerate(groups)
        ]
        insert(teams)
        enrol(plan, offices, teams)


def new_office(plan, number):
    """One invented organisation."""
    name = f"{WORDS[number % len(WORDS)]} {WORDS[number // len(WORDS) - 5]} House {number + 1}"
    country = COUNTRIES[number % len(COUNTRIES)]
    return Organisation(
        id=plan.key("office", number), name=f"{name} (seed)", kind=KINDS[number % len(KINDS)], country=country
    )


def enrol(plan, offices, teams):
    """Accounts, memberships and approved roles: caseworkers, and the personas."""
    people = [(username(office, n), office, Role.CASEWORKER, [office]) for office, n, _size in plan.shares()]
    people += [
        (f"{MARK}caseworker", WORKER, Role.CASEWORKER, [WORKER]),
        (f"{MARK}coordinator", COORDINATOR, Role.SUPERVISOR, [COORDINATOR]),
        (f"{MARK}big-org", BIG, Role.SUPERVISOR, [BIG]),
        (f"{MARK}stale-org", STALE, Role.SUPERVISOR, [STALE]),
        (f"{MARK}ten-orgs", BIG, Role.SUPERVISOR, list(range(ELEVEN))),
        (f"{MARK}nobody", BIG + 1, Role.CASEWORKER, [BIG + 1]),
    ]
    admins = [new_user(plan, f"{MARK}administrator.{n}", offices[BIG]) for n in (1, 2)]
    people = [row for row in people if row[0] != username(WORKER, 0)]  # that share is the persona's
    users = [new_user(plan, name, offices[office]) for name, office, _role, _teams in people]
    insert(admins + users)
    pairs = list(zip(users, people, strict=True))
    insert([Membership(user=user, team=teams[n]) for user, row in pairs for n in row[3]])
    insert([new_role(user, row[2], *admins) for user, row in pairs])


def new_user(plan, name, office):
    """An account nobody can sign in with."""
    shown = name.removeprefix(MARK).replace(".", " ").capitalize()
    return User(id=plan.key(name), username=name, display_name=shown, organisation=office, password=make_password(None))


def new_role(user, role, first, second):
    """A role that one administrator asked for and another approved."""
    now = timezone.now()
    return RoleGrant(user=user, role=role, requested_by=first, requested_at=now, approved_by=second, approved_at=now)
