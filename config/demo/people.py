"""Organisations and accounts of the demo. All invented."""

from typing import Any

OFFICES: list[dict[str, Any]] = [
    {
        "key": "moei",
        "name": "Moei Relief",
        "kind": "ngo",
        "country": "TH",
        "teams": ["Moei Crossing Team", "Mae Sai Team"],
    },
    {"key": "riverside", "name": "Riverside House", "kind": "ngo", "country": "TH"},
    {
        "key": "vn-mission",
        "name": "Vietnamese mission, Bangkok (demo)",
        "kind": "embassy",
        "country": "VN",
        "more": {"represents": ["VN"], "covers": ["TH", "MM", "LA"], "seat": "TH"},
    },
    {
        "key": "in-mission",
        "name": "Indian mission, Bangkok (demo)",
        "kind": "embassy",
        "country": "IN",
        "more": {"represents": ["IN"], "covers": ["TH", "MM", "LA"], "seat": "TH"},
    },
    {
        "key": "et-mission",
        "name": "Ethiopian mission, New Delhi (demo)",
        "kind": "embassy",
        "country": "ET",
        "more": {"represents": ["ET"], "covers": ["IN", "TH", "MM"], "seat": "IN"},
    },
    {"key": "mekong", "name": "Mekong Legal Circle", "kind": "legal_aid", "country": "LA"},
    {"key": "health-post", "name": "Border Health Post 7", "kind": "health", "country": "TH"},
    {"key": "red-river", "name": "Red River Reception", "kind": "ngo", "country": "VN"},
]

PEOPLE: list[dict[str, Any]] = [
    {
        "username": "amina",
        "name": "Amina Hadi",
        "office": "moei",
        "roles": ["caseworker"],
        "teams": ["Moei Crossing Team"],
    },
    {
        "username": "noor",
        "name": "Noor Khalid",
        "office": "moei",
        "roles": ["caseworker"],
        "teams": ["Moei Crossing Team"],
    },
    {
        "username": "tun",
        "name": "Tun Lin",
        "office": "moei",
        "roles": ["caseworker"],
        "teams": ["Mae Sai Team"],
    },
    {
        "username": "sam",
        "name": "Sam Rivera",
        "office": "moei",
        "roles": ["supervisor"],
        "teams": ["Moei Crossing Team"],
    },
    {
        "username": "tess",
        "name": "Tess Okoro",
        "office": "moei",
        "roles": ["supervisor"],
        "teams": ["Mae Sai Team"],
    },
    {"username": "chai", "name": "Chai Somsri", "office": "moei", "roles": ["child_protection_officer"]},
    {"username": "paul", "name": "Paul Mensah", "office": "riverside", "roles": ["shelter_manager"]},
    {
        "username": "kanda",
        "name": "Kanda Rattana",
        "office": "moei",
        "roles": ["consular_liaison"],
        "teams": ["Moei Crossing Team"],
    },
    {
        "username": "rafi",
        "name": "Rafi Anwar",
        "office": "moei",
        "roles": ["repatriation_officer"],
        "teams": ["Moei Crossing Team"],
    },
    {"username": "lena", "name": "Lena Vong", "office": "mekong", "roles": ["legal_officer"]},
    {"username": "lina", "name": "Lina Tran", "office": "vn-mission", "roles": ["external_focal_point"]},
    {"username": "ravi", "name": "Ravi Menon", "office": "in-mission", "roles": ["external_focal_point"]},
    {"username": "abebe", "name": "Abebe Worku", "office": "et-mission", "roles": ["external_focal_point"]},
    {"username": "ploy", "name": "Ploy Rattana", "office": "health-post", "roles": ["external_focal_point"]},
    {"username": "huong", "name": "Hương Lê", "office": "red-river", "roles": ["external_focal_point"]},
    {"username": "dara", "name": "Dara Sok", "office": "moei", "roles": ["data_protection_officer"]},
    {"username": "audrey", "name": "Audrey Cole", "office": "moei", "roles": ["statistics_analyst"]},
    {"username": "alex", "name": "Alex Moreno", "office": "moei", "roles": ["administrator"]},
    {"username": "robin", "name": "Robin Adeyemi", "office": "moei", "roles": ["administrator"]},
    {"username": "kim", "name": "Kim Duran", "office": "moei", "roles": ["administrator"]},
]
