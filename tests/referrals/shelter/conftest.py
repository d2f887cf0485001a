"""Paul's house, people who need a bed, and a way to take a stay where a test wants it."""

import pytest

from accounts.acting import acting
from casework.cases.actions import open_case
from casework.consents.actions import answer, inform
from casework.models import Case
from casework.people.actions import edit_person
from referrals.models import ShelterBed, ShelterUnit, Stay
from referrals.shelter import actions
from tests.referrals.shelter.planting import house_of


@pytest.fixture
def house(office):
    """Riverside House, kept by Paul: four beds for adults."""
    return house_of(office.paul)


def room(house, manager, name, beds=2, **fields):
    """One more room of the house."""
    with acting(manager, "test.arrange"):
        return actions.save_room(ShelterUnit(shelter=house), by=manager, name=name, beds=beds, **fields)


def somebody(office, gender="female", age=30, by=None, agrees=True, **more):
    """A case of Amina's whose person agreed to a place in a shelter."""
    by = by or office.amina
    with acting(by, "test.arrange"):
        case = open_case(office.team, by=by, person={"name": "Ma Thida", "gender": gender}, language="mya")
        edit_person(case.person, by=by, estimated_age=age, age_basis="estimate", **more)
        case = whole(case)
        if agrees:
            told = inform(case, by=by, type="shelter_admission", language="mya")
            giver = {"giver": "guardian", "guardian": "Daw Mya, her mother", "relation": "mother", "child_assent": True}
            given = giver if case.child else {"giver": "individual", "capacity": "can"}
            answer(told, by=by, status="given", how="witnessed", witness="Orn", **given)
        return whole(case)


def whole(case):
    """The case as it stands, with its person."""
    return Case.objects.select_related("person", "organisation", "team").get(pk=case.pk)


def asked(office, house, case, by=None, **fields):
    """A request to the house."""
    by = by or office.amina
    with acting(by, "test.arrange"):
        return actions.ask(whole(case), by=by, shelter=house.pk, **fields)


def now(stay, by):
    """The stay as this person sees it, or None."""
    with acting(by, "test.arrange"):
        return actions.whole().filter(pk=stay.pk).first()


def take(stay, name, by, **given):
    """One step by this person, in a transaction of their own; the row as it was saved."""
    with acting(by, "test.arrange"):
        row = actions.whole().filter(pk=stay.pk).first() or stay
        done = actions.take(row, name, by=by, **given)
        return actions.whole().filter(pk=done.pk).first() or done


def bed_in(house, manager, number="1", room="Room 1"):
    """The id of a bed."""
    with acting(manager, "test.arrange"):
        return ShelterBed.objects.get(shelter=house, unit__name=room, label=number).pk


def offered(office, house, case, number="1", room="Room 1"):
    """A stay with a bed that is held."""
    stay = asked(office, house, case)
    return take(stay, "offer", office.paul, bed=bed_in(house, office.paul, number, room))


def admitted(office, house, case, number="1", room="Room 1", **given):
    """A stay of somebody who is there."""
    stay = offered(office, house, case, number, room)
    return take(stay, "admit", office.paul, rules="yes", **given)


def stays(user):
    """How many stays this person sees."""
    with acting(user, "test.arrange"):
        return Stay.objects.count()
