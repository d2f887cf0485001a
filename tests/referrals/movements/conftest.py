"""A group of people on their way home, the officer who plans it, and one movement with legs, runs and an escort."""

import datetime
import uuid

import pytest
from django.db import connections, transaction
from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import open_case
from casework.models import Case, IdentityPaper, Person
from casework.people.actions import edit_person
from referrals.models import Escort, Leg, Movement, Return, RiskAssessment, Run
from referrals.movements import actions, joining, proposing, queries
from referrals.movements.transitions import MOVEMENT
from referrals.returns import removing
from tests.cast import new_user
from tests.referrals.returns.conftest import say_yes

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def past(table, key, **columns):
    """Puts columns of a row back, past every trigger: what only time brings about."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("SET LOCAL ROLE keeper")
        named = ", ".join(f"{column} = %s" for column in columns)
        cursor.execute(f"UPDATE {table} SET {named} WHERE id = %s", [*columns.values(), key])
        cursor.execute(f"RESET ROLE; SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {table} ENABLE TRIGGER USER")


def whole(case):
    """The case as actions want it."""
    return Case.objects.select_related("organisation", "person", "team").get(pk=case.pk)


def somebody(office, name="Abeba Tesfay", age=24, **fields):
    """A person of the team from Ethiopia."""
    with acting(office.amina, "test.arrange"):
        case = open_case(office.team, by=office.amina, language="amh", person={"romanised": name})
        person = Person.objects.select_related("case").get(case=case)
        born = timezone.localdate() - datetime.timedelta(days=int(age * 365.25) + 20)
        edit_person(person, by=office.amina, birth_date=born, age_basis="told", nationalities=["ET"], **fields)
        return whole(case)


def standing(office, case, status="ready", paper_days=90, **columns):
    """The case's return, written as it stands: what leads there is tested with returns."""
    with acting(office.amina, "test.arrange"):
        until = timezone.localdate() + datetime.timedelta(days=paper_days)
        paper = IdentityPaper(case=case, kind="emergency_travel_document", country="ET", where="us", expires_on=until,
                              number="EP0417")  # fmt: skip
        paper.save(force_insert=True)
        fields = {"noted_by": office.amina, "to_country": "ET", "wish_language": "amh", "words": "Home.",
                  "cleared_assessment": uuid.uuid4(), "status": status, "paper": paper, "told_on": timezone.localdate(),
                  "told_options": ["stay", "asylum"], "told_language": "amh", **columns}  # fmt: skip
        row = Return(case=case, **fields)
        row.save(force_insert=True)
        risk = RiskAssessment(pk=row.cleared_assessment, case=case, way_home=row, by=office.amina, heard=True)
        risk.words = "Two hours."
        risk.save(force_insert=True)
        if not case.child:
            say_yes(whole(case), office.amina)
    return row


class Group:
    """A movement and who plans it."""

    def __init__(self, office, ravi):
        self.office, self.ravi = office, ravi
        self.legs, self.runs = [], []
        self.day = timezone.localdate() + datetime.timedelta(days=4)
        with acting(ravi, "test.arrange"):
            row = Movement(team=office.team)
            self.row = actions.save_movement(
                row, by=ravi, name="Nairobi in March", from_country="TH", to_country="ET", from_on=self.day,
                until_on=self.day + DAY,
            )  # fmt: skip

    def now(self):
        """The movement as it stands."""
        return Movement.objects.select_related("team", "made_by").get(pk=self.row.pk)

    def status(self):
        """Where it stands."""
        with acting(self.ravi, "test.look"):
            return self.now().status

    def at(self, hour):
        """A moment of the first day."""
        noon = datetime.datetime.combine(self.day, datetime.time(0), tzinfo=timezone.get_current_timezone())
        return noon + hour * HOUR

    def leg(self, there="ET", **fields):
        """One more leg."""
        with acting(self.ravi, "test.arrange"):
            row = Leg(movement=self.now())
            made = actions.save_leg(row, by=self.ravi, from_country="TH", to_country=there,
                                    **{"from_place": "Bangkok", "to_place": "Addis Ababa", **fields})  # fmt: skip
        self.legs.append(made)
        return made

    def run(self, leg=None, hour=6, hours=8, seats=6, number="ET 619", **fields):
        """One more run."""
        leg = leg or self.legs[-1]
        with acting(self.ravi, "test.arrange"):
            made = actions.save_run(
                Run(movement=self.now()), by=self.ravi, leg_id=str(leg.pk), mode="air_commercial", seats=seats,
                departs=self.at(hour), arrives=self.at(hour + hours), rules_checked=True,
                **{"carrier": "Ethiopian", "number": number, "children_an_escort": 2, **fields},
            )  # fmt: skip
        self.runs.append(made)
        return made

    def escort(self, name="Hana Bekele"):
        """Somebody who travels along on every leg."""
        with acting(self.ravi, "test.arrange"):
            legs = [leg.pk for leg in self.legs]
            return actions.save_escort(Escort(movement=self.now()), by=self.ravi, name=name, phone="+66 1", legs=legs)

    def add(self, case, by=None, **fields):
        """Somebody goes."""
        by = by or self.ravi
        with acting(by, "test.arrange"):
            return joining.add(self.now(), whole(case), by=by, **fields)

    def goer(self, name="Abeba Tesfay", age=24, status="ready", **fields):
        """Somebody whose return is ready, on the movement."""
        case = somebody(self.office, name, age, **fields)
        standing(self.office, case, status)
        return self.add(case)

    def removed(self, name="Musa Kato"):
        """Somebody whom a state removes, put on by the supervisor."""
        case = somebody(self.office, name)
        amina = self.office.amina
        with acting(amina, "test.arrange"):
            removing.note_removal(whole(case), by=amina, by_state="TH", to_country="ET")
        return self.add(case, by=self.office.sam)

    def propose(self, work=True):
        """A plan, asked for and worked out."""
        with acting(self.ravi, "test.arrange"):
            plan = proposing.ask(self.now(), by=self.ravi, request=lambda *given: None)
        if work:
            with acting(self.ravi, "test.arrange"):
                proposing.work_out(plan.pk, by=self.ravi)
        with acting(self.ravi, "test.arrange"):
            plan.refresh_from_db()
        return plan

    def take(self, name, by=None, **given):
        """One step, by who takes it."""
        by = by or (self.office.sam if name == "approve" else self.ravi)
        with acting(by, "test.arrange"):
            return MOVEMENT.move(self.now(), name, by=by, **given)

    def accepted(self):
        """A plan in force."""
        return self.take("plan", number=self.propose().number)

    def approved(self):
        """A plan in force that a supervisor has read."""
        self.accepted()
        return self.take("approve")

    def board(self, by=None):
        """The movement, whole, as somebody reads it."""
        with acting(by or self.ravi, "test.look"):
            return queries.whole(self.now())

    def numbers(self):
        """A booking number for every run."""
        return {str(run.pk): "K7Q2MT" for run in self.runs}


@pytest.fixture
def ravi(office):
    """The team's officer for returns."""
    return new_user("Ravi", office.organisation, "repatriation_officer", teams=[office.team])


@pytest.fixture
def group(office, ravi):
    """A movement with one leg and two runs, on each at most two who are removed without status."""
    made = Group(office, ravi)
    made.leg()
    for hour, number in ((6, "ET 619"), (15, "ET 629")):
        made.run(hour=hour, number=number, limits={"without_status": 2})
    return made


def prepared(office, row):
    """The steps that stop a departure, ticked."""
    from referrals.returns import actions as returns

    with acting(office.amina, "test.arrange"):
        way = returns.fresh_of(row)
        for code in ("nationality_verified", "penalties_cleared", "fit_to_travel"):
            returns.mark(way, code, by=office.amina, done_on=timezone.localdate())


@pytest.fixture
def going(group, office):
    """Two people who can be booked, with an approved plan."""
    rows = [group.goer("Abeba Tesfay"), group.goer("Hirut Alemu")]
    for row in rows:
        prepared(office, row.way_home)
    group.approved()
    group.rows = rows
    return group


def left_today(group):
    """The runs leave this hour."""
    now = timezone.now()
    for run in group.runs:
        past(
            "referrals_run",
            run.pk,
            departs=now - datetime.timedelta(hours=1),
            arrives=now + datetime.timedelta(hours=1),
        )
