"""A child's case: Amina works on it, Sam leads her team, and Cora is the child protection officer."""

import datetime

import pytest
from django.utils import timezone

from accounts.acting import acting
from casework.children import actions
from casework.children.models import BestInterests, Guardian, Tracing
from casework.children.transitions import INTERESTS
from casework.models import Case, Person
from casework.people.actions import edit_person
from tests.cast import browser_of, new_user

TODAY = timezone.localdate
ASSESSMENT = {
    "child_view": "I want to be with my aunt.", "situation": "A room with two other girls.",
    "needs_words": "School, sleep.", "advice": "With her aunt, once somebody has seen the home.",
    "home": "seen", "home_words": "Two rooms, the aunt works in the market.",
}  # fmt: skip
PANEL = [("Nok, office for children", "social_work"), ("Dr Ann", "psychologist"), ("Ben, children's house", "partner")]


def as_child(case, by, **fields):
    """The case of a presumed child, as it stands then."""
    with acting(by, "test.arrange"):
        edit_person(Person.objects.get(case=case), by=by, presumed_child=True, **fields)
        return Case.objects.select_related("person", "team", "organisation").get(pk=case.pk)


class Way:
    """One procedure on its way: `Way(office, case).to("decided")` does what each state needs, as who may."""

    ORDER = ("assessment_open", "assessment_done", "determination_needed", "panel_review", "decided", "reviewed")

    def __init__(self, office, case, about=("return",)):
        self.office, self.case, self.about = office, case, list(about)
        self.cora = new_user("Cora", office.organisation, "child_protection_officer")
        self.row = None

    def now(self):
        """The procedure as it stands."""
        return BestInterests.objects.select_related("case", "case__person", "case__team").get(pk=self.row.pk)

    def opened(self):
        """An open assessment."""
        with acting(self.office.amina, "test.arrange"):
            self.row = actions.open_procedure(self.case, by=self.office.amina)
        return self.row

    def guardian(self, **fields):
        """The office for children answers for the child."""
        given = {"kind": "body", "name": "Office for children", "appointed": "office", "involved": "no", **fields}
        with acting(self.office.amina, "test.arrange"):
            return actions.save_row(Guardian(case=self.case), by=self.office.amina, **given)

    def traced(self):
        """Somebody was asked to look for the family."""
        with acting(self.office.amina, "test.arrange"):
            given = {"state": "asked", "through": "The red cross", "words": "No answer yet."}
            return actions.save_row(Tracing(case=self.case), by=self.office.amina, **given)

    def written(self, **fields):
        """The words of the state."""
        with acting(self.cora, "test.arrange"):
            return actions.save_procedure(self.now(), by=self.cora, **fields)

    def assessed(self, **fields):
        """What the assessment says."""
        return self.written(**{**ASSESSMENT, "heard_on": TODAY(), **fields})

    def sat(self, people=PANEL, **fields):
        """A panel sat and its decision is written."""
        with acting(self.cora, "test.arrange"):
            for name, function in people:
                actions.add_member(self.now(), by=self.cora, name=name, function=function)
        days = {"panel_on": TODAY(), "review_on": TODAY() + datetime.timedelta(days=90)}
        words = {"options": "Aunt, or a family here.", "decision": "Home to her aunt.", "allowed": self.about}
        return self.written(**{**days, **words, **fields})

    def move(self, name, by=None, **given):
        """One step."""
        by = by or (self.office.sam if name == "sign_supervisor" else self.cora)
        with acting(by):
            self.row = INTERESTS.move(self.now(), name, by=by, **given)
        return self.row

    def to(self, state):
        """All that leads to this state; returns the procedure."""
        for target in self.ORDER[: self.ORDER.index(state) + 1]:
            getattr(self, f"to_{target}")()
        return self.now_as(self.office.amina)

    def now_as(self, user):
        """The procedure read by this person."""
        with acting(user):
            return self.now()

    def to_assessment_open(self):
        """Opened."""
        self.opened()

    def to_assessment_done(self):
        """Heard, named, assessed."""
        self.guardian()
        self.assessed()
        self.move("finish")

    def to_determination_needed(self):
        """Something to decide."""
        self.move("need", about=self.about)

    def to_panel_review(self):
        """The family was looked for."""
        self.traced()
        self.move("convene")

    def to_decided(self):
        """Both signed."""
        self.sat()
        self.move("sign_officer")
        self.move("sign_supervisor")

    def to_reviewed(self):
        """Looked at again."""
        self.move("review", stands="yes", review_words="As before.", review_on=str(TODAY() + datetime.timedelta(60)))


@pytest.fixture
def child(case, office):
    """The case, of somebody presumed a child."""
    return as_child(case, office.amina)


@pytest.fixture
def way(office, child):
    """A procedure that nobody has opened yet."""
    return Way(office, child)


@pytest.fixture
def hers(amina):
    """Amina's browser."""
    return browser_of(amina)
