"""The officer of returns, the lawyer, the officer for children, and one person on the way home."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.utils import timezone

from accounts.acting import acting
from casework.consents.actions import answer, inform
from casework.models import Case, IdentityPaper, Person
from casework.penalties.actions import record_penalty
from casework.people.actions import edit_person
from referrals.returns import actions, risks
from tests.cast import loaded, new_user

TODAY = timezone.localdate
MITIGATED = {"trafficker_reprisal": {"words": "They know her village.", "measure": "She goes to her aunt in Vinh."}}
GIVEN = {
    "plan": {"told_language": "vie", "told_stay": True, "told_asylum": True, "told_resettlement": True},
    "own_choice": {"safer_area": "Hanoi"},
    "own_way": dict.fromkeys(("own_information", "own_phone", "own_money", "own_plan"), True),
    "book": {"mode": "air_commercial", "carrier": "VN 612", "booking": "K7Q2MT", "rules_checked": True},
    "unbook": {"reason": "The flight was cancelled."},
    "reassess": {"reason": "The army has left the village."},
}
WHO = {
    "clear": "sam", "renew": "sam", "own_choice": "sam", "complete": "sam", "reassess": "sam", "own_way": "amina",
    "follow_up_1m": "amina", "follow_up_3m": "amina", "follow_up_6m": "amina", "follow_up_12m": "amina",
    "stop": "amina", "block": "amina",
}  # fmt: skip


def given_for(name):
    """What the form of a step gives, with the days of today."""
    days = {
        "plan": {"told_on": TODAY()},
        "book": {"travel_on": TODAY() + datetime.timedelta(days=3)},
        "arrive": {"arrived_on": TODAY(), "by_hand": "A call."},
        "receive": {"received_on": TODAY(), "by_hand": "A call."},
    }
    return {**GIVEN.get(name, {}), **days.get(name, {})}


def say_yes(case, by, kind="return", **fields):
    """The person says yes, in their language, before a witness."""
    row = inform(case, by=by, type=kind, language="vie")
    said = {"giver": "individual", "how": "witnessed", "witness": "Hanh", "capacity": "can", **fields}
    return answer(row, by=by, status="given", **said)


def past(table, key, **columns):
    """Puts days and moments of a row back, past every trigger: what only time brings about."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("SET LOCAL ROLE keeper")
        for column, value in columns.items():
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, key])
        cursor.execute("RESET ROLE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


class Home:
    """One return on its way: `Home(office, case, people).to("booked")` takes each step as the person who may."""

    WAY = ("wish", "plan", "assess", "file", "clear", "prepare", "ready", "book", "ask", "depart", "arrive", "receive")

    def __init__(self, office, case, people):
        self.office, self.case = office, case
        self.ravi, self.lea, self.chai = people
        self.row = None

    def who(self, name):
        """Who takes a step."""
        name = WHO.get(name, "ravi")
        return getattr(self, name) if name in ("ravi", "lea", "chai") else getattr(self.office, name)

    def wish(self, **fields):
        """The person says it."""
        by = self.office.amina
        with acting(by, "test.arrange"):
            case = Case.objects.select_related("organisation", "person", "team").get(pk=self.case.pk)
            given = {"asked": True, "to_country": "VN", "wish_language": "vie", "words": "I want to go home.", **fields}
            self.row = actions.wish(case, by=by, **given)
        return self.row

    def file(self, by=None, factors=MITIGATED, **fields):
        """Noor, or who is named, assesses the risks."""
        by = by or self.office.amina
        with acting(by, "test.arrange"):
            said = {"heard": True, "words": "Talked with her for two hours.", **fields}
            return risks.file_assessment(self.now_of(by), by=by, factors=factors, **said)

    def prepare(self, *, consent=True):
        """Everything that stops the departure, but the booking."""
        amina = self.office.amina
        with acting(amina, "test.arrange"):
            row = self.now_of(amina)
            if consent:
                say_yes(row.case, amina)
            paper = IdentityPaper(
                case=row.case, kind="emergency_travel_document", country="VN", where="us",
                expires_on=TODAY() + datetime.timedelta(days=60), number="N0000417",
            )  # fmt: skip
            paper.save(force_insert=True)
            actions.choose_paper(row, by=amina, paper=paper)
            for code in ("nationality_verified", "penalties_cleared", "fit_to_travel"):
                actions.mark(row, code, by=amina, done_on=TODAY())
        return paper

    def ask(self, by=None):
        """Once more before the journey."""
        by = by or self.office.amina
        with acting(by, "test.arrange"):
            return actions.ask_again(self.now_of(by), by=by, answer="yes")

    def take(self, name, by=None, **given):
        """One step of the workflow, by whoever may."""
        by = by or self.who(name)
        refused = None
        with acting(by, "test.arrange"):  # as a page does it: what a refusal wrote down stays
            try:
                return actions.step(self.now_of(by), name, by=by, **(given or given_for(name)))
            except ValidationError as error:
                refused = error
        raise refused

    def to(self, name):
        """Takes all steps up to this one; returns the return as it stands."""
        own = {"wish": self.wish, "file": self.file, "prepare": self.prepare, "ask": self.ask}
        for step in self.WAY:
            own.get(step, lambda step=step: self.take(step))()
            if step == name:
                break
        return self.now()

    def now_of(self, by):
        """The return as somebody reads it, inside their transaction."""
        return actions.fresh_of(self.row)

    def now(self):
        """The return as Sam reads it."""
        with acting(self.office.sam, "test.arrange"):
            return actions.fresh_of(self.row)


@pytest.fixture
def people(office):
    """(Ravi, officer of returns; Lea, lawyer; Chai, officer for children), all of the team."""
    names = (("Ravi", "repatriation_officer"), ("Lea", "legal_officer"), ("Chai", "child_protection_officer"))
    return tuple(new_user(name, office.organisation, role, teams=[office.team]) for name, role in names)


@pytest.fixture
def woman(office, case):
    """The person of the case is a woman of 24 from Vietnam."""
    with acting(office.amina, "test.arrange"):
        day = TODAY() - datetime.timedelta(days=24 * 366)
        person = Person.objects.select_related("case").get(case=case)
        edit_person(person, by=office.amina, gender="female", birth_date=day, age_basis="told", nationalities=["VN"])
    return case


@pytest.fixture
def home(office, woman, people):
    """A return that nobody has asked for yet."""
    return Home(office, woman, people)


def with_lawyer(home):
    """The legal officer of the team reaches the case, as soon as law is needed."""
    with acting(home.office.amina, "test.arrange"):
        record_penalty(home.case, by=home.office.amina, kind="bond_payment", country="VN", at_home=True)
    return loaded(home.lea)


def advised(home):
    """Lea has told her what it means, in Vietnamese."""
    with_lawyer(home)
    with acting(home.lea, "test.arrange"):
        return risks.advise(
            home.now_of(home.lea),
            by=home.lea,
            advised_on=TODAY(),
            advice_language="vie",
            advice="She knows the danger.",
        )
