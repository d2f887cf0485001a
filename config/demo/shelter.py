"""The demo's houses: Paul keeps two, one for women and families and one for men, with people who stay, wait, are out
and were promised a bed. All invented; each step is taken by whoever may take it (workflows.md section 7)."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.acting import acting
from casework.cases.models import Case
from config.demo import cases
from config.demo.referrals import person
from config.demo.stories import DATA, OPEN, case
from referrals.shelter import actions, custody
from referrals.shelter.houses import Shelter, ShelterBed, ShelterUnit
from referrals.shelter.models import Stay

RULES = (
    "The door is open from six to ten; ring at night. No photos in the house.\n"
    "Tell nobody where it is. You may leave any day."
)
HOUSES: list[dict[str, Any]] = [
    {"name": "Riverside House", "kind": "ngo_women", "rooms": [
        ("Room 1, women", 4, {"sexes": ["female"], "accessible": True}), ("Room 2, women", 4, {"sexes": ["female"]}),
        ("Family room A", 3, {"quarter": "family"}), ("Children", 3, {"quarter": "children"}),
    ]},
    {"name": "Orchard House", "kind": "ngo_men", "rooms": [
        ("Room 1", 5, {"sexes": ["male"], "medical": True}), ("Room 2, apart", 2, {"quarter": "age_disputed"}),
    ]},
]  # fmt: skip
PLACE = {"address": "Behind the old dye works, the green gate (invented)", "contacts": "Paul, at any hour",
         "way": "By the market, never straight from the bus."}  # fmt: skip
YES = ("shelter_admission", "given", {})


def guest(who, house, room, *steps, **more):
    """One person: which house and room, how far."""
    return {**who, "house": house, "room": room, "steps": steps, **more}


RIVER, ORCHARD = "Riverside House", "Orchard House"
GUESTS: list[dict[str, Any]] = [
    guest(person("နန်းခမ်း", "Nang Kham", "mya", "1998-04-02", "Lashio", "female"), RIVER, "Room 1, women", "offer",
          "admit",
          words="She wakes at night; leave a light on.", days=12),
    guest(person("အေးအေး", "Aye Aye", "mya", "1994-09-12", "Bago", "female"), RIVER, "Room 1, women", "offer",
          "admit",
          needs=["quiet"], days=5, until=9),
    guest(person("မိုးသူ", "Moe Thu", "mya", "2000-01-20", "Pyay", "female"), RIVER, "Room 2, women", "offer"),
    guest(person("ခင်မာ", "Khin Mar", "mya", "1995-06-30", "Magway", "female"), RIVER, "", needs=["accessible"]),
    guest(person("ရဲလင်း", "Ye Lin", "mya", "1999-11-05", "Dawei"), ORCHARD, "Room 1", "offer", "admit", "go_out",
          days=20),
    guest(person("ကျော်စွာ", "Kyaw Swar", "mya", "1996-03-03", "Monywa"), ORCHARD, "Room 1", "offer", "admit", days=3),
    guest(person("ထက်အောင်", "Htet Aung", "mya", "1997-08-08", "Taunggyi"), ORCHARD, "", needs=["medical"]),
]  # fmt: skip
HELD = person("မျိုးမင်း", "Myo Min", "mya", "1993-02-14", "Sagaing")


def load(users):
    """Makes houses, people and custody; returns how many cases."""
    paul, amina = users["paul"], users["amina"]
    houses = {row["name"]: make_house(row, paul) for row in HOUSES}
    for row in GUESTS:
        with acting(amina, "demo.load"):
            stay = ask(row, houses[row["house"]], users)
        for name in row["steps"]:
            with acting(paul, "demo.load"):
                take(stay, name, row, paul)
    with acting(amina, "demo.load"):
        told = cases.tell(story(HELD), users)
        since = timezone.localdate() - datetime.timedelta(days=11)
        given = {"kind": "police_custody", "place": "Station 4", "words": "Taken at the bridge with three others."}
        custody.note_custody(told, by=amina, since=since, **given)
    return len(GUESTS) + 1


def make_house(row, paul):
    """A house, its rooms and beds, and where it is."""
    with acting(paul, "demo.load"):
        house = Shelter(team_id=paul.team_ids[0], name=row["name"], kind=row["kind"], shared=True, rules=RULES)
        actions.save_house(house, by=paul)
        for name, beds, fields in row["rooms"]:
            actions.save_room(ShelterUnit(shelter=house), by=paul, name=name, beds=beds, **fields)
        actions.write_place(house, by=paul, **PLACE)
        bed = ShelterBed.objects.filter(shelter=house, unit__name=row["rooms"][-1][0]).last()
        week = timezone.localdate() + datetime.timedelta(days=9)
        shut = {"shut_from": timezone.localdate(), "shut_until": week, "shut_why": "The roof leaks."}
        actions.shut_bed(bed, by=paul, version=bed.version, **shut)
    return house


def story(row):
    """A case with a yes to a place in a shelter."""
    return {
        "person": row["person"],
        "more": {**row["more"], "nationalities": ["MM"]},
        "case": case(row["language"], urgency="soon", stage="out"),
        "consents": [DATA, YES],
        "steps": [OPEN],
        "by": "amina",
    }


def ask(row, house, users):
    """The case, and the request."""
    told = cases.tell(story(row), users)
    told = Case.objects.select_related("person", "organisation", "team").get(pk=told.pk)
    given: dict[str, Any] = {name: row[name] for name in ("needs", "words") if name in row}
    if "until" in row:
        given["until_on"] = timezone.localdate() + datetime.timedelta(days=row["until"])
    return actions.ask(told, by=users["amina"], shelter=house.pk, **given)


def take(stay, name, row, paul):
    """One step of the house."""
    today = timezone.localdate()
    came = today - datetime.timedelta(days=row.get("days", 0))
    back = timezone.now() + datetime.timedelta(hours=4)
    asks: dict[str, dict] = {"offer": {}, "admit": {"rules": "yes", "arrived_on": came}, "go_out": {"back_by": back}}
    given = asks[name]
    if name == "offer":
        unit = ShelterUnit.objects.get(shelter=stay.shelter_id, name=row["room"])
        actions.offer_room(actions.whole().get(pk=stay.pk), unit, by=paul)
    else:
        actions.take(Stay.objects.get(pk=stay.pk), name, by=paul, **given)
