"""The cases of one opener: built in memory, written by a statement a table, acting as the opener."""

import datetime
import uuid
from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.db import connection
from django.utils import timezone

from accounts.access import CaseKey
from accounts.acting import acting
from accounts.models import Team, User
from accounts.vault import new_key
from casework.cases.numbers import LETTERS, check_letter
from casework.models import (
    Case,
    CaseGroupObjectPermission,
    CaseStep,
    CaseUserObjectPermission,
    Consent,
    Contact,
    IdentityPaper,
    OtherName,
    Person,
    Relative,
    Speaks,
)
from config.bench import names
from config.bench.offices import MARK, OFFICES, STALE, WORKER, username
from config.bench.writing import insert

S = Case.Status
YEARS, OLD = 4 * 365, 0.1  # the time line, and the part of it that all cases of the stale organisation lie in
STATUSES = {S.ACTIVE: 45, S.OPEN: 15, S.FOLLOW_UP: 12, S.ON_HOLD: 6, S.CLOSED: 15, S.DRAFT: 7}
SECOND_TEAM, SECOND_WORKER = 0.2, 0.1
MOVE = """
UPDATE casework_case c SET status = u.status, closure_reason = u.why, version = c.version + 1
FROM unnest(%s::uuid[], %s::text[], %s::text[]) u(id, status, why) WHERE c.id = u.id"""


@dataclass(frozen=True)
class Books:
    """What every batch needs from the database, read once: accounts by name, teams by office."""

    users: dict
    teams: dict
    permission: Permission
    end: datetime.datetime


def books_of(plan):
    """For a whole caseload."""
    accounts = User.objects.with_standing().filter(username__startswith=MARK)
    users = {user.username: user for user in accounts}
    users[username(WORKER, 0)] = users[f"{MARK}caseworker"]
    teams = {number: Team.objects.get(pk=plan.key("team", number)) for number in range(OFFICES)}
    return new_books(users, teams)


def new_books(users, teams):
    """With the end of the time line now."""
    end = timezone.now().replace(second=0, microsecond=0)
    return Books(users, teams, Permission.objects.get(codename="work_on_case"), end)


def open_batch(plan, books, office, number, size):
    """The cases of one worker, in one transaction; 0 when an earlier run wrote them. Returns how many."""
    opener = books.users[username(office, number)]
    with acting(opener, "case.open") as state:
        if Case.objects.filter(opened_by=opener).exists():
            return 0
        dice = plan.dice(office, number)
        cases = [new_case(dice, books, office, opener) for _ in range(size)]
        keys = [CaseKey(case_id=case.pk, wrapped=w, master_version=v) for case in cases for w, v in [new_key(case.pk)]]
        insert(cases)
        insert([workers(books, case, opener) for case in cases])
        insert(keys)
        insert(second_workers(plan, dice, books, office, opener, cases))
        for rows in zip(*(person_rows(dice, case) for case in cases), strict=True):
            insert([row for some in rows for row in some])
        insert(second_teams(dice, books, office, cases))
        state.action = "case.assist"
        move(dice, cases)
    return size


def new_case(dice, books, office, opener):
    """A draft case with its texts; when it was opened is spread over the time line."""
    part = dice.random() * OLD if office == STALE else dice.random()
    language = names.new_language(dice)
    letters = "".join(dice.choices(LETTERS, k=9))
    return Case(
        id=new_id(dice),
        reference=letters + check_letter(letters),
        organisation_id=opener.organisation_id,
        team=books.teams[office],
        opened_by=opener,
        opened_at=books.end - datetime.timedelta(minutes=int((1 - part) * YEARS * 1440) + 1),
        stage=dice.choices(Case.Stage.values, (5, 10, 85))[0],
        urgency=dice.choices(Case.Urgency.values, (5, 20, 75))[0],
        language=language,
        interpreter_needed=dice.random() < 0.5,
        safety_checked_on=books.end.date(),
        child=dice.random() < 0.12,
        referrer=dice.choice(("self", "family", "hotline", "ngo", "embassy", "police")),
        label=f"{dice.choice(names.TOWNS)} {dice.randint(1, 99)}",
        reporter="A cousin, by telephone" if dice.random() < 0.4 else "",
        told=names.new_account(dice),
    )


def new_id(dice):
    """A random UUID (version 4) from the dice."""
    return uuid.UUID(int=dice.getrandbits(128), version=4)


def workers(books, case, user):
    """The grant that lets somebody work on the case."""
    return CaseUserObjectPermission(content_object=case, user=user, permission=books.permission)


def second_workers(plan, dice, books, office, opener, cases):
    """A tenth of the cases has a second caseworker of the same office."""
    colleagues = [
        user
        for user in (books.users[username(o, n)] for o, n, _size in plan.shares() if o == office)
        if user.pk != opener.pk
    ]
    picked = [case for case in cases if dice.random() < SECOND_WORKER] if colleagues else []
    return [workers(books, case, dice.choice(colleagues)) for case in picked]


def second_teams(dice, books, office, cases):
    """A fifth of the cases has a second team, of another office; new cases never come to the stale one."""
    others = [team for n, team in books.teams.items() if n not in (office, STALE)]
    weights = [1 / (n + 1) ** 0.8 for n in range(len(others))]
    return [
        CaseGroupObjectPermission(
            content_object=case, group_id=dice.choices(others, weights)[0].group_id, permission=books.permission
        )
        for case in cases
        if dice.random() < SECOND_TEAM
    ]


def person_rows(dice, case):
    """The rows around one case, a list for each table, some of them empty."""
    own, latin = names.new_name(dice, case.language)
    age = dice.randint(14, 17) if case.child else dice.randint(18, 52)
    return (
        [CaseStep(case=case, step="open", by=case.opened_by, at=case.opened_at, after=S.DRAFT)],
        [new_person(dice, case, own, latin, age)],
        [Speaks(case=case, language=case.language)],
        [OtherName(case=case, kind="inside", name=latin.split()[0])] if dice.random() < 0.3 else [],
        [new_contact(dice, case)] if dice.random() < 0.6 else [],
        [new_paper(dice, case)] if dice.random() < 0.5 else [],
        [Relative(case=case, relation="mother", name=names.new_name(dice, case.language)[0])]
        if dice.random() < 0.3
        else [],
        [new_consent(dice, case)] if dice.random() < 0.8 else [],
    )


def new_person(dice, case, own, latin, age):
    """Somebody invented."""
    country = names.COUNTRY[case.language]
    return Person(
        case=case,
        name=own,
        name_language=case.language,
        romanised=latin,
        gender=dice.choices(("female", "male", "unknown"), (45, 50, 5))[0],
        estimated_age=age,
        age_noted_on=case.opened_at.date(),
        age_basis="told",
        presumed_child=case.child,
        education=dice.choice(("isced_1", "isced_2", "isced_3", "isced_6")),
        occupation=dice.choice(names.JOBS),
        nationalities=[country] if dice.random() < 0.97 else [],
        migration_status=dice.choice(("visitor", "irregular", "labour")),
        home_address=f"House {dice.randint(1, 300)}, {dice.choice(names.TOWNS)}",
        safe_ways=dice.choice(names.SAFE),
        unsafe_ways=dice.choice(names.UNSAFE),
    )


def new_contact(dice, case):
    """A number out of a range that nobody is given."""
    return Contact(case=case, kind="phone", value=f"+00 555 {dice.randint(1000, 9999)}", safety="limits")


def new_paper(dice, case):
    """A passport that is somewhere."""
    where = dice.choice(IdentityPaper.Where.values)
    number = f"X{dice.randint(10**6, 10**7)}"
    return IdentityPaper(case=case, kind="passport", number=number, country=names.COUNTRY[case.language], where=where)


def new_consent(dice, case):
    """The first row of the ledger: the person was told about keeping their data."""
    return Consent(
        case=case, type="case_data", status="informed", language=case.language, recorded_by=case.opened_by,
        recorded_at=case.opened_at,
    )  # fmt: skip


def move(dice, cases):
    """Most cases are past the draft; one statement, with a history row and refreshed access rows for each."""
    moved = [
        (case.pk, status)
        for case in cases
        for status in dice.choices(list(STATUSES), STATUSES.values())
        if status != S.DRAFT
    ]
    ids, states = [pk for pk, _status in moved], [str(status) for _pk, status in moved]
    reasons = ["goals_met" if status == S.CLOSED else "" for _pk, status in moved]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reason', 'case.assist', true)")
        cursor.execute(MOVE, [ids, states, reasons])
