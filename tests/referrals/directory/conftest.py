"""Entries of the directory to look at."""

import datetime
import decimal

import pytest

from accounts.acting import acting
from referrals.directory import actions
from referrals.directory.models import DirectoryEntry, DirectoryPlace, DirectoryService, FocalPoint
from tests.cast import new_user

ALWAYS = {
    "days": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"],
    "opens": datetime.time(0, 0),
    "closes": datetime.time(0, 0),
    "on_holidays": True,
}


def make_entry(by, name="River Shelter", **fields):
    """An entry kept by the organisation of `by`."""
    fields = {"kind": "ngo", "country": "TH", **fields}
    with acting(by, "test.arrange"):
        return actions.add_entry(DirectoryEntry(name=name, **fields), by=by)


def make_part(model, entry, by, places=None, **fields):
    """A part of an entry."""
    with acting(by, "test.arrange"):
        return actions.save_part(model(entry=entry, **fields), by=by, places=places)


def make_service(entry, by, **fields):
    """A shelter, unless `fields` say otherwise."""
    return make_part(DirectoryService, entry, by, **{"name": "Beds", "kind": "shelter", **fields})


def make_place(entry, by, **fields):
    """A house in Mae Sot."""
    given = {"name": "House", "country": "TH", "town": "TH-MSO"}
    return make_part(DirectoryPlace, entry, by, **given | fields)


def make_person(entry, by, **fields):
    """Somebody to call."""
    given = {"name": "Orn", "country": "TH", "steps": ["protection"]}
    return make_part(FocalPoint, entry, by, **given | fields)


def aged(entry, day, by):
    """The entry as if it had last been found true on that day."""
    with acting(by, "test.arrange"):
        row = DirectoryEntry.objects.get(pk=entry.pk)
        row.verified_on = day
        row.save()
        return row


@pytest.fixture
def keeper(office):
    """Sam, who supervises and may restrict."""
    return office.sam


@pytest.fixture
def entry(keeper):
    """An open entry with a place, a service and somebody to call."""
    row = make_entry(keeper)
    place = make_place(row, keeper)
    make_service(row, keeper, places=[place])
    make_person(row, keeper, **ALWAYS, phone="+66 55 000 001")
    return row


@pytest.fixture
def reader(office):
    """A caseworker whom the restricted entry names."""
    return new_user("Rin", office.organisation, "caseworker", teams=[office.team])


@pytest.fixture
def secret(keeper, reader):
    """A restricted entry, full of canaries."""
    row = make_entry(keeper, "CANARY-partner", restricted=True, readers=[reader.pk], description="CANARY-words")
    place = make_place(row, keeper, name="CANARY-house", address="CANARY-street", hidden=True)
    make_service(row, keeper, name="CANARY-service", places=[place])
    make_person(row, keeper, name="CANARY-person", phone="CANARY-phone")
    return row


@pytest.fixture
def rich(keeper):
    """An entry in which everything is filled in."""
    row = make_entry(
        keeper, "บ้านริมน้ำ", other_name="River House", description="Two\nlines", phone="+66 1", email="a@example.org",
        website="https://example.org/x",
    )  # fmt: skip
    place = make_place(row, keeper, area="Tak", city="Mae Sot", address="1 Moei Rd", postcode="63110", phone="+66 2",
                       accessibility="One step")  # fmt: skip
    make_service(
        row, keeper, places=[place], steps=["protection", "justice"], sexes=["female"], minimum_age=0, maximum_age=17,
        families=True, nationalities=["VN", "KH"], languages=["vie", "tha"], urgency="immediate", admits_words="All",
        how_to_refer="Call", papers="None", countries=["TH"], area="Tak", capacity=0, cost=decimal.Decimal("0.50"),
        currency="THB", cost_words="Free for children", days=["MO", "SU"], opens=datetime.time(8, 30),
        closes=datetime.time(17), zone="Asia/Bangkok", on_holidays=True, description="Beds",
    )  # fmt: skip
    nok = make_person(row, keeper, name="Nok", email="n@example.org")
    make_person(row, keeper, name="Orn", title="Head", phone="+66 3", deputy=nok, countries=["TH", "LA"], area="North",
                languages=["tha"], days=["MO"], opens=datetime.time(0), closes=datetime.time(0), zone="Asia/Vientiane",
                on_holidays=True)  # fmt: skip
    return row
