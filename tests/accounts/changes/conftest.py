"""A program of the office that keeps a copy, and Amina who works meanwhile."""

import datetime

import pytest
from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import edit_case, open_case
from casework.consents import actions as consents
from casework.models import Case, Consent, Person
from casework.people.actions import edit_person
from tests.machines import Machine


@pytest.fixture
def machine(office):
    """A program that may read cases."""
    return Machine(office.organisation)


@pytest.fixture
def desk(office):
    """What Amina does."""
    return Desk(office)


class Desk:
    """Each call is a transaction of its own."""

    def __init__(self, office):
        self.office, self.by = office, office.amina

    def opens(self, label="Bridge"):
        """A new draft."""
        with acting(self.by, "case.open"):
            return open_case(self.office.team, by=self.by, person={"name": "Bùi Thị Hoa"}, language="vie", label=label)

    def edits(self, case, label):
        """Another working name."""
        with acting(self.by, "case.edit"):
            edit_case(Case.objects.get(pk=case.pk), by=self.by, label=label)

    def renames(self, case, name):
        """Another name of the person."""
        with acting(self.by, "person.edit"):
            edit_person(Person.objects.get(case=case.pk), by=self.by, name=name)

    def asks(self, case, kind="case_data"):
        """The consent was explained."""
        with acting(self.by, "consent.inform"):
            return consents.inform(Case.objects.get(pk=case.pk), by=self.by, type=kind, language="vie")

    def says_yes(self, asked):
        """The question is answered with yes."""
        with acting(self.by, "consent.answer"):
            return consents.answer(asked, by=self.by, status="given", giver="individual", how="written")

    def hears(self, case, word, kind="case_data", **fields):
        """The consent was explained and answered."""
        told = self.asks(case, kind)
        if word != "refused":
            fields = {"giver": "individual", "how": "written", **fields}
        with acting(self.by, "consent.answer"):
            return consents.answer(told, by=self.by, status=word, **fields)

    def ended_yes(self, case):
        """A yes whose last day was yesterday, as the ledger holds it the day after."""
        with acting(self.by, "consent.answer"):
            Consent(
                case_id=case.pk,
                type="case_data",
                language="vie",
                status="given",
                giver="individual",
                how="written",
                answered_on=timezone.localdate() - datetime.timedelta(days=90),
                expires_on=timezone.localdate() - datetime.timedelta(days=2),
                recorded_by=self.by,
            ).save(force_insert=True)

    def hears_back(self, consent):
        """A yes is taken back."""
        with acting(self.by, "consent.withdraw"):
            return consents.withdraw(consent, by=self.by)


def told(changes):
    """What a page of changes says, short: [(op, type)]."""
    return [(change["op"], change["type"]) for change in changes]
