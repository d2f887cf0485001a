"""Lea the lawyer, a partner at home with Clara who works there, somebody received at home, and an asylum claim on its
way."""

import datetime

import pytest
from django.utils import timezone

from accounts.acting import acting
from casework.models import Case
from referrals.after.models import FollowUp
from referrals.endings import actions
from referrals.endings.models import EndingStep, Way
from referrals.endings.transitions import ENDING
from tests.referrals.returns.conftest import Home, home, past, people, say_yes, woman
from tests.referrals.services.conftest import Road, provider_of

__all__ = ["Home", "home", "past", "people", "say_yes", "woman"]

TODAY = timezone.localdate
FOLLOWUP = "reintegration_followup"
HOME = ["name", "service_kind", "needs_words", "handover"]
YEAR = datetime.timedelta(days=360)
ALL = list(Way.values)
# What the form of a step gives.
GIVEN = {
    "advise": lambda: {
        "advised_on": TODAY(),
        "advised_language": "vie",
        "adviser": "Lea",
        "advice": "It may take long.",
    },
    "agree": lambda: {"agreed_on": TODAY(), "agreed_how": "witnessed"},
    "ask": lambda: {"asked_on": TODAY(), "office": "Asylum office", "number": "A-17"},
    "grant": lambda: {"decided_on": TODAY(), "valid_until": TODAY() + YEAR, "decision": "Granted."},
    "refuse": lambda: {"decided_on": TODAY(), "appeal_by": TODAY() + datetime.timedelta(days=10), "decision": "No."},
    "appeal": lambda: {"asked_on": TODAY(), "office": "Court"},
    "close": lambda: {"reason": "The time is over."},
}


def whole_case(case):
    """The case with what an act needs, as whoever acts reads it."""
    return Case.objects.select_related("organisation", "person", "team").get(pk=case.pk)


class Elsewhere:
    """One way on that is no return: `Elsewhere(office, case, people, "asylum").to("ask")`."""

    WAY = ("talk", "begin", "advise", "agree", "prepare", "ask", "grant")

    def __init__(self, office, case, people, kind="asylum"):
        self.office, self.case, self.kind, self.lea = office, case, kind, people[1]
        self.row = None

    def talk(self, wants=None, **fields):
        """All four ways, in Vietnamese."""
        by = self.office.amina
        with acting(by, "test.arrange"):
            given = {"told": ALL, "language": "vie", "understood": True, "words": "I am afraid there.", **fields}
            return actions.talk(whole_case(self.case), by=by, wants=wants or self.kind, **given)

    def begin(self, **fields):
        """The person asks for it."""
        by = self.office.amina
        with acting(by, "test.arrange"):
            given = {"wish": "I cannot go back.", "country": "JP" if self.kind == "resettlement" else "TH", **fields}
            self.row = actions.begin(whole_case(self.case), by=by, kind=self.kind, **given)
        return self.row

    def prepare(self):
        """What stands before asking is done."""
        by = self.office.amina
        with acting(by, "test.arrange"):
            for step in EndingStep.objects.filter(ending=self.row).select_related("ending", "case"):
                actions.do_step(step, by=by)

    def take(self, name, by=None, **given):
        """One step of the workflow."""
        by = by or (self.office.sam if name == "close" else self.office.amina)
        with acting(by, "test.arrange"):
            given = given or GIVEN.get(name, dict)()
            return ENDING.move(actions.whole().get(pk=self.row.pk), name, by=by, **given)

    def to(self, name):
        """All steps up to this one."""
        own = {"talk": self.talk, "begin": self.begin, "prepare": self.prepare}
        for step in self.WAY:
            own.get(step, lambda step=step: self.take(step))()
            if step == name:
                break
        return self.now()

    def now(self):
        """The way as Sam reads it."""
        with acting(self.office.sam, "test.arrange"):
            return actions.whole().get(pk=self.row.pk)


@pytest.fixture
def asylum(office, woman, people):
    """An asylum claim that nobody has spoken of yet."""
    return Elsewhere(office, woman, people)


@pytest.fixture
def partner(office):
    """(service, organisation, Clara) of the partner at home."""
    return provider_of(office, kind="ngo", country="VN", kind_of_help="reception")


def at_home(office, case, partner):
    """The partner at home has accepted; the road, with Clara."""
    road = Road(office, case, partner, home=True, items=HOME)
    road.to("in_progress")
    return road


def calls(case, by):
    """Calls of a case as somebody reads them, by month."""
    with acting(by, "test.arrange"):
        return {row.month: row for row in FollowUp.objects.filter(case=case).select_related("case")}


def due_now(row):
    """Its day is today: what only time brings about."""
    past("referrals_followup", row.pk, due_on=TODAY())


@pytest.fixture
def received(home, office, woman):
    """A person who agreed to be called and was received at home today."""
    with acting(office.amina, "test.arrange"):
        say_yes(whole_case(woman), office.amina, kind=FOLLOWUP, expires_on=TODAY() + YEAR)
    home.to("receive")
    return home
