"""A house with a sealed address, a bed asked for, custody, and somebody to keep apart: canaries for tests/test_withheld.py."""

from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import open_case
from referrals.models import ConflictPair, Custody, Shelter, ShelterBed, ShelterUnit, Stay
from referrals.shelter import actions
from tests.cast import new_team, new_user

CASE, STAY, HOUSE = {"reference": "case"}, {"pk": "stay"}, {"pk": "house"}
ONE = {"reference": "case", "pk": "stay"}
# Routes of shelters for tests/test_withheld.py: name -> its arguments, by hand.
SHELTER_ROUTES = {
    "shelter_board": {}, "shelter_arriving": {}, "shelter_residents": {}, "shelter_stay": STAY, "shelter_offer": STAY,
    "shelter_move": STAY, "shelter_step": {**STAY, "name": "exit"}, "shelter_new": {}, "shelter_house": HOUSE,
    "shelter_days": HOUSE, "shelter_edit": HOUSE, "shelter_unit_new": HOUSE, "shelter_unit": {**HOUSE, "unit": "unit"},
    "shelter_place": HOUSE, "shelter_show": HOUSE, "shelter_bed": {"pk": "bed"}, "stay_home": CASE, "stay_new": CASE,
    "stay_detail": ONE, "stay_place": ONE, "stay_step": {**ONE, "name": "cancel"}, "custody_new": CASE,
    "custody_end": {"reference": "case", "pk": "custody"}, "apart_new": CASE,
    "apart_end": {"reference": "case", "pk": "apart"}, "api_shelters": {}, "api_shelter": HOUSE,
    "api_shelter_step": {**HOUSE, "step": "reveal"}, "api_stays": {}, "api_stay": STAY,
    "api_stay_step": {**STAY, "step": "reveal"}, "api_custodies": {}, "api_custody": {"pk": "custody"},
}  # fmt: skip
MODELS = (Stay, Custody, ConflictPair)
ADDRESS = "CANARY-address-ShelterPlace"


def house_of(manager, name="Riverside House", beds=4, place=True, **room):
    """A house of the manager's team with one room, and where it is."""
    with acting(manager, "test.plant"):
        shared = room.pop("shared", False)
        house = Shelter(team_id=manager.team_ids[0], name=name, kind="ngo_mixed", shared=shared)
        actions.save_house(house, by=manager)
        unit = ShelterUnit(shelter=house, name=room.pop("room", "Room 1"))
        actions.save_room(unit, by=manager, beds=beds, **room)
        if place:
            sealed = {name: f"{ADDRESS}-{name}" for name in ("address", "contacts", "way")}
            actions.write_place(house, by=manager, **sealed)
    return house


def plant_shelter(case, by, plant):
    """(keys of the rows, the manager of the house). The person stays there; `plant` puts a canary into every sealed
    text of a row."""
    manager = new_user("Hal", case.organisation, "shelter_manager", teams=[new_team(case.organisation, "Hal's house")])
    house = house_of(manager)
    with acting(by, "test.plant"):
        bed = ShelterBed.objects.filter(shelter=house).first()
        stay = Stay(case=case, team_id=house.team_id, shelter=house, noted_by=by, status="admitted", bed=bed,
                    from_on=timezone.localdate(), arrived_at=timezone.now(), sex="female", age=24)  # fmt: skip
        custody = Custody(case=case, noted_by=by, kind="police_custody", since="2026-01-03", until="2026-01-05")
        other = open_case(case.team, by=by)
        pair = ConflictPair(case=case, other_case=other, noted_by=by)
        for row in (stay, custody, pair):
            plant(row).save(force_insert=True)
        unit = bed.unit_id
    keys = {"stay": stay.pk, "house": house.pk, "unit": unit, "bed": bed.pk, "custody": custody.pk, "apart": pair.pk}
    return keys, manager
