"""The directory of the demo: agencies, missions and authorities along the corridors. All invented, numbers included."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.acting import acting
from accounts.models import Organisation
from referrals.directory import actions, clock
from referrals.directory.models import DirectoryEntry, DirectoryPlace, DirectoryService, FocalPoint

WEEK = ["MO", "TU", "WE", "TH", "FR"]
OFFICE = {"days": WEEK, "opens": datetime.time(8, 30), "closes": datetime.time(16, 30)}
ALWAYS = {"days": [*WEEK, "SA", "SU"], "opens": datetime.time(0), "closes": datetime.time(0), "on_holidays": True}
NIGHT = {"days": [*WEEK, "SA", "SU"], "opens": datetime.time(18), "closes": datetime.time(6), "on_holidays": True}
WOMEN, MEN = {"sexes": ["female", "other"]}, {"sexes": ["male", "other"]}
CHILD = {"maximum_age": 17, "families": True}
BURMESE, LAO, KHMER = ["mya", "shn", "ksw"], ["lao", "tha"], ["khm"]
SOON, NOW = {"urgency": "urgent"}, {"urgency": "immediate"}


def person(name, title, steps, **more):
    """Somebody to call in office hours, unless `more` says otherwise."""
    return {"name": name, "title": title, "steps": steps, **OFFICE, **more}


def service(name, kind, **more):
    """A service in office hours of whoever asks."""
    return {"name": name, "kind": kind, **more}


# One row an entry: name, kind, country, town, months since it was found true, services, people, more of the entry.
ENTRIES: list[tuple[str, str, str, str, int, list, list, dict[str, Any]]] = [
    ("River Lantern Shelter", "ngo", "TH", "TH-MSO", 2,
     [service("Beds for women and children", "shelter", **WOMEN, **NOW, families=True, capacity=24, cost=0,
              currency="THB", languages=["tha", *BURMESE], steps=["protection"], **ALWAYS),
      service("Counselling", "mhpss_focused", languages=["tha", "mya"], steps=["protection"], **SOON)],
     [person("Orn Suwannarat", "Head of house", ["protection"], languages=["tha", "mya", "eng"]),
      person("Mi Mi Khaing", "Night duty", ["protection"], languages=["mya"], **NIGHT)], {}),
    ("Moei Men's House", "ngo", "TH", "TH-MSO", 5,
     [service("Beds for men", "shelter", **MEN, **SOON, minimum_age=18, capacity=30, cost=0, currency="THB",
              languages=["tha", "mya", "eng"], steps=["protection"])],
     [person("Somchai Duangdee", "Social worker", ["protection"], languages=["tha", "eng"])], {}),
    ("Border Health Post 7", "health", "TH", "TH-MSO", 1,
     [service("Emergency care", "emergency_medical", **NOW, **ALWAYS, languages=["tha", "mya"], steps=["protection"]),
      service("Clinical care after rape", "srh", **NOW, languages=["tha", "mya"], steps=["protection"])],
     [person("Dr Ploy Rattana", "Doctor on duty", ["protection"], languages=["tha", "eng"], **ALWAYS)],
     {"account": "Border Health Post 7"}),
    ("Province Welfare Office, Tak (demo)", "social_welfare", "TH", "TH-MSO", 11,
     [service("Formal identification", "formal_identification", **SOON, steps=["identification"], languages=["tha"]),
      service("Guardian for a child alone", "guardianship", **CHILD, steps=["protection"], languages=["tha"])],
     [person("Wanida Kaew", "Case officer", ["identification", "protection"], languages=["tha"])], {}),
    ("Bangkok Legal Circle", "legal_aid", "TH", "TH-BKK", 3,
     [service("Lawyers for people under charge", "legal_counsel", **SOON, cost=0, currency="THB", steps=["justice"],
              languages=["tha", "eng", "zho"]),
      service("Waiver of overstay fines", "immigration_regularisation", steps=["justice"], languages=["tha", "eng"])],
     [person("Krit Anan", "Lawyer", ["justice"], languages=["tha", "eng"]),
      person("Lalita Boon", "Lawyer", ["justice"], languages=["tha", "zho"])], {}),
    ("Three Rivers Interpreters", "cso_community", "TH", "TH-CRI", 13,
     [service("Interpreters by telephone", "interpretation", **NOW, languages=["mya", "zho", "vie", "amh", "swa"],
              cost=400, currency="THB", cost_words="an hour", countries=["TH", "MM", "LA"])],
     [person("Htet Aung", "Desk", ["identification", "protection"], languages=["mya", "eng"])], {}),
    ("Vietnamese mission, Bangkok (demo)", "embassy", "TH", "TH-BKK", 4,
     [service("Travel documents for nationals", "travel_document", nationalities=["VN"], countries=["TH", "MM", "LA"],
              steps=["repatriation"], languages=["vie", "tha"])],
     [person("Consular desk", "Desk", ["identification", "repatriation"], countries=["TH", "MM", "LA"],
             languages=["vie", "eng"])], {"account": "Vietnamese mission, Bangkok (demo)"}),
    ("Ethiopian mission, New Delhi (demo)", "embassy", "IN", "", 12,
     [service("Travel documents for nationals", "travel_document", nationalities=["ET"], countries=["IN", "TH", "MM"],
              steps=["repatriation"], languages=["amh", "eng"])],
     [person("Consular desk", "Desk", ["repatriation"], countries=["TH", "MM"], languages=["amh", "eng"])],
     {"account": "Ethiopian mission, New Delhi (demo)"}),
    ("Kenyan consulate (demo)", "embassy", "TH", "TH-BKK", 18,
     [service("Travel documents for nationals", "travel_document", nationalities=["KE"], steps=["repatriation"])],
     [person("Consular desk", "Desk", ["repatriation"], languages=["swa", "eng"])], {}),
    ("Shan Hills Women", "cso_community", "MM", "MM-TAC", 3,
     [service("A safe room for some nights", "shelter", **WOMEN, **NOW, capacity=4, languages=["shn", "mya"],
              steps=["protection"])],
     [person("Nang Kham", "Coordinator", ["protection"], languages=["shn", "mya"])],
     {"restricted": True, "hidden": True, "readers": ["amina"]}),
    ("Friends across the bridge", "cso_community", "MM", "MM-MYW", 6,
     [service("A way out and a first meal", "protection_security", **NOW, languages=["mya", "ksw"],
              steps=["protection"])],
     [person("Saw Htoo", "Coordinator", ["protection"], languages=["ksw", "mya"], **ALWAYS)],
     {"restricted": True, "hidden": True}),
    ("Yangon Returnee Desk", "ngo", "MM", "MM-YGN", 7,
     [service("Meeting at the airport", "reception", steps=["repatriation"], languages=["mya"], families=True),
      service("Debt advice", "debt_counselling", steps=["reintegration"], languages=["mya"])],
     [person("Thida Soe", "Desk", ["repatriation", "reintegration"], languages=["mya", "eng"])], {}),
    ("Mekong Legal Circle", "legal_aid", "LA", "LA-GTZ", 2,
     [service("Legal advice", "legal_counsel", steps=["justice"], languages=LAO, cost=0, currency="LAK")],
     [person("Khamla Phommasane", "Lawyer", ["justice"], languages=[*LAO, "eng"])],
     {"account": "Mekong Legal Circle"}),
    ("Bokeo Women's Centre (demo)", "local_government", "LA", "LA-TPH", 9,
     [service("Beds for women and girls", "shelter", **WOMEN, **SOON, capacity=12, languages=LAO,
              steps=["protection"])],
     [person("Noy Sivilay", "Head", ["protection", "reintegration"], languages=LAO)], {}),
    ("Vientiane Way Home", "ngo", "LA", "", 14,
     [service("Learning a trade", "reintegration_livelihood", steps=["reintegration"], languages=["lao"])],
     [person("Bounmy Keo", "Trainer", ["reintegration"], languages=["lao"])], {}),
    ("Tonle Child Home", "ngo", "KH", "KH-PNH", 4,
     [service("A home for children", "shelter", **CHILD, **NOW, capacity=16, languages=KHMER, steps=["protection"]),
      service("School", "reintegration_education", **CHILD, languages=KHMER, steps=["reintegration"])],
     [person("Sophea Chan", "Head", ["protection", "reintegration"], languages=["khm", "eng"])], {}),
    ("Phnom Penh Front Desk (demo)", "police", "KH", "KH-PNH", 8,
     [service("Formal identification", "formal_identification", steps=["identification"], languages=KHMER)],
     [person("Desk officer", "Desk", ["identification", "justice"], languages=KHMER)], {}),
    ("Coast Clinic", "health", "KH", "KH-SHV", 10,
     [service("Primary health care", "primary_health", cost=2, currency="USD", languages=["khm", "zho"])],
     [person("Dara Meas", "Nurse", ["protection"], languages=["khm", "zho"])], {}),
    ("Red River Reception", "ngo", "VN", "", 3,
     [service("Meeting at the airport", "reception", nationalities=["VN"], steps=["repatriation"], languages=["vie"]),
      service("Counselling after return", "reintegration_psychosocial", languages=["vie"], steps=["reintegration"])],
     [person("Hương Lê", "Reception", ["repatriation", "reintegration"], languages=["vie", "eng"])],
     {"account": "Red River Reception"}),
    ("Hai Phong Trades School (demo)", "school", "VN", "", 1,
     [service("Training for a job", "reintegration_education", languages=["vie"], steps=["reintegration"], cost=0,
              currency="VND")], [person("Office", "Office", ["reintegration"], languages=["vie"])], {}),
    ("Manila Airport Desk (demo)", "social_welfare", "PH", "PH-MNL", 2,
     [service("Arrival desk", "reception", **ALWAYS, nationalities=["PH"], languages=["tgl", "eng"],
              steps=["repatriation"])],
     [person("Desk", "Desk", ["repatriation"], languages=["tgl", "eng"], **ALWAYS)], {}),
    ("Batam Return Post", "ngo", "ID", "ID-BTM", 6,
     [service("Tickets and transport home", "return_transport", steps=["repatriation"], languages=["ind"])],
     [person("Rina Putri", "Coordinator", ["repatriation"], languages=["ind", "eng"])], {}),
    ("Addis Home Again", "ngo", "ET", "", 5,
     [service("A small business", "reintegration_livelihood", languages=["amh", "orm"], steps=["reintegration"])],
     [person("Selam Bekele", "Coordinator", ["reintegration"], languages=["amh", "eng"])], {}),
    ("Nairobi Return Network", "ngo", "KE", "", 4,
     [service("Family tracing", "family_tracing", languages=["swa", "eng"], steps=["repatriation", "reintegration"])],
     [person("Achieng Odhiambo", "Coordinator", ["reintegration"], languages=["swa", "eng"])], {}),
    ("Yunnan Border Desk (demo)", "international", "CN", "CN-KMG", 7,
     [service("Pre-departure assistance", "pre_departure", languages=["zho", "mya"], steps=["repatriation"])],
     [person("Desk", "Desk", ["repatriation"], languages=["zho", "eng"])], {}),
]  # fmt: skip


def load(users):
    """Makes every entry as Sam, who leads the Moei team; returns how many. `users` is {username: User}."""
    sam = users["sam"]
    with acting(sam, "demo.load"):
        accounts = {row.name: row for row in Organisation.objects.all()}
        for number, row in enumerate(ENTRIES, 1):
            make(sam, users, accounts, number, *row)
    return len(ENTRIES)


def make(by, users, accounts, number, name, kind, country, town, months, services, people, more):
    """One entry with its place, services and people, last found true so many months ago."""
    made = DirectoryEntry(
        name=name,
        kind=kind,
        country=country,
        account=accounts.get(more.get("account", "")),
        restricted=more.get("restricted", False),
        readers=[users[reader].pk for reader in more.get("readers", ())],
        owner=users["amina"] if not more.get("restricted") else by,
        phone=f"+00 555 {number:04}",
        verified_on=clock.reached(timezone.localdate(), months),
    )
    entry = actions.add_entry(made, by=by)
    address = "A blue gate, behind the market." if more.get("hidden") else f"{number} Market Road"
    house = DirectoryPlace(entry=entry, name=name, country=country, town=town, address=address,
                           hidden=more.get("hidden", False))  # fmt: skip
    place = actions.save_part(house, by=by)
    for values in services:
        actions.save_part(DirectoryService(entry=entry, **values), by=by, places=[place])
    deputy = None
    for at, values in enumerate(people, 1):
        row = FocalPoint(entry=entry, country=country, phone=f"+00 555 {number:04} {at}", deputy=deputy, **values)
        deputy = actions.save_part(row, by=by)
