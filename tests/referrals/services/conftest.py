"""A clinic in the directory with an account, Clara who works there, and a referral on its way."""

import datetime

import pytest
from django.utils import timezone

from accounts.acting import acting
from casework.models import Person
from casework.people.actions import edit_person
from referrals.directory import actions as directory
from referrals.directory.models import DirectoryEntry, DirectoryService
from referrals.services import actions
from referrals.services.transitions import SERVICE
from tests.cast import new_organisation, new_user
from tests.referrals.conftest import agreed

AGREED = ["name", "gender", "languages", "service_kind", "needs_words", "contact"]
TICKED = ["name", "service_kind", "needs_words"]
HOME = [*TICKED, "handover"]


def provider_of(office, kind="health", country="TH", **service):
    """(service of the directory, its organisation, somebody who works there)."""
    organisation = new_organisation(kind, country)
    row = entry_of(office, account=organisation, kind=kind, country=country, **service)
    return row, organisation, new_user("Clara", organisation, "external_focal_point")


def entry_of(office, *, account=None, kind="ngo", country="TH", **service):
    """A service of a new entry that Sam keeps."""
    with acting(office.sam, "test.arrange"):
        entry = DirectoryEntry(name="River Clinic", kind=kind, country=country, account=account)
        directory.add_entry(entry, by=office.sam)
        help_of = service.pop("kind_of_help", "emergency_medical")
        fields = {"name": "Doctor", "kind": help_of, "urgency": "immediate", **service}
        return directory.save_part(DirectoryService(entry=entry, **fields), by=office.sam, places=[])


def fresh(referral):
    """The referral as it stands."""
    return actions.fresh_of(referral)


class Road:
    """One referral on its way: `Road(office, case, clinic).to("sent")` takes each step as the person who may."""

    STEPS = (
        ("draft", "amina", None), ("ready", "amina", "request"), ("approved", "sam", "approve"), ("sent", "amina", "send"),
        ("acknowledged", "clara", "acknowledge"), ("accepted", "clara", "accept"), ("in_progress", "clara", "start"),
        ("completed", "clara", "complete"),
    )  # fmt: skip
    GIVEN = {"complete": {"result": "helped"}, "accept": {"answer": "Come on Tuesday."}}

    def __init__(self, office, case, clinic, *, priority="normal", home=False, items=TICKED, **fields):
        self.office, self.case, self.items, self.home = office, case, items, home
        self.service, self.organisation, self.clara = clinic
        country = self.service.entry.country
        self.fields = {
            "kind": self.service.kind,
            "priority": priority,
            "country": country,
            "needs": "A wound.",
            **fields,
        }
        self.referral = None

    def begun(self):
        """A draft with its provider, agreed to and ticked."""
        by = self.office.amina
        with acting(by, "test.arrange"):
            row = actions.begin(self.case, by=by, home=self.home, **self.fields)
            kind = "share_origin_partner" if self.home else "share_services"
            self.consent = agreed(self.case, by, self.organisation, items=[*AGREED, *self.items], kind=kind)
            row = actions.choose(row, by=by, version=row.version, service=self.service)
            self.referral = actions.tick(row, by=by, version=row.version, items=self.items)
        return self.referral

    def to(self, status):
        """Takes all steps up to this state; returns the referral as it stands."""
        for name, who, step in self.STEPS:
            if step is None:
                self.begun()
            else:
                user = self.clara if who == "clara" else getattr(self.office, who)
                with acting(user, "test.arrange"):
                    SERVICE.move(fresh(self.referral), step, by=user, **self.GIVEN.get(step, {}))
            if name == status:
                break
        return self.now()

    def now(self):
        """The referral as Amina sees it."""
        with acting(self.office.amina, "test.arrange"):
            return fresh(self.referral)


@pytest.fixture
def clinic(office):
    """(service, organisation, Clara)"""
    return provider_of(office)


@pytest.fixture
def woman(office, case):
    """The person of the case is a woman of 24 who speaks Vietnamese."""
    with acting(office.amina, "test.arrange"):
        day = timezone.localdate() - datetime.timedelta(days=24 * 366)
        person = Person.objects.select_related("case").get(case=case)
        edit_person(person, by=office.amina, gender="female", birth_date=day, age_basis="told", nationalities=["VN"])
    return case
