"""The people of the demo. Every name, number and word is invented; no real person's story is in here."""

import datetime
from typing import Any

from django.utils import timezone

TODAY = timezone.localdate()


def ago(days):
    """A date some days back."""
    return TODAY - datetime.timedelta(days=days)


YES = ("interview", "given", {})
DATA = ("case_data", "given", {})
NO_STATISTICS = ("statistics", "refused", {})
OPEN = ("start", {})
HELP = ("assist", {"reason": "Needs a bed and a doctor today."})


def case(language, **more):
    """Fields of a case whose safety check is done."""
    return {
        "language": language,
        "safety_checked_on": ago(2),
        "interpreter_needed": True,
        "referrer": "ngo",
        **more,
    }


STORIES: list[dict[str, Any]] = [
    {
        "by": "amina",
        "case": case(
            "swa",
            urgency="soon",
            referrer="friend",
            told="His cousin rang: a bus left the gate with six men.",
        ),
        "person": {
            "name": "Brian Otieno",
            "romanised": "Brian Otieno",
            "name_language": "swa",
            "gender": "male",
        },
        "more": {
            "birth_date": datetime.date(1998, 11, 3),
            "age_basis": "told",
            "nationalities": ["KE"],
            "education": "isced_4",
        },
        "rows": {"languages": [{"language": "swa"}, {"language": "eng", "level": "well"}]},
        "consents": [DATA, YES],
        "steps": [OPEN],
    },
    {
        "by": "amina",
        "case": case("vie", urgency="now", told="Crossed the bridge at dawn with a wound on the hand."),
        "person": {
            "name": "Phạm Thu Trang",
            "romanised": "Pham Thu Trang",
            "name_language": "vie",
            "gender": "female",
        },
        "more": {
            "birth_date": datetime.date(2003, 2, 14),
            "age_basis": "document",
            "nationalities": ["VN"],
            "education": "isced_3",
            "occupation": "Nail salon",
            "birth_place": "Nghi Sơn",
            "home_address": "Hamlet 4, by the old ferry",
            "present_address": "Riverside House, room by the stairs",
            "safe_ways": "Text only, 18:00 to 20:00\nSay you are “from the clinic”",
            "unsafe_ways": "No calls, no voicemail\nNot through her cousin. He knew the recruiter.",
            "migration_status": "irregular",
        },
        "rows": {
            "names": [{"kind": "inside", "name": "小雨", "name_language": "zho"}],
            "languages": [{"language": "vie"}, {"language": "eng", "level": "some", "reads": False}],
            "papers": [{"kind": "passport", "number": "Z0000417", "country": "VN", "where": "taken"}],
            "contacts": [
                {
                    "kind": "messages",
                    "value": "+66 00 000 0417",
                    "safety": "limits",
                    "hours": "18:00 to 20:00, text only",
                }
            ],
            "family": [{"relation": "mother", "name": "Lê Thị Mận", "country": "VN", "safety": "safe"}],
        },
        "consents": [
            DATA,
            YES,
            ("medical", "given", {}),
            NO_STATISTICS,
        ],
        "steps": [OPEN, HELP],
    },
    {
        "by": "amina",
        "case": case("amh", urgency="soon", referrer="self"),
        "person": {
            "name": "ሰላም በቀለ",
            "romanised": "Selam Bekele",
            "name_language": "amh",
            "gender": "female",
        },
        "more": {
            "estimated_age": 24,
            "age_basis": "told",
            "nationalities": ["ET"],
            "safe_ways": "Through the night nurse",
        },
        "rows": {"languages": [{"language": "amh"}]},
        "consents": [DATA],
        "steps": [OPEN],
    },
    {
        "by": "noor",
        "case": case("mya", urgency="soon"),
        "person": {
            "name": "နေခြည်လှိုင်",
            "romanised": "Nay Chi Hlaing",
            "name_language": "mya",
            "gender": "female",
        },
        "more": {"estimated_age": 29, "age_basis": "told", "nationalities": ["MM"]},
        "rows": {
            "languages": [{"language": "mya"}],
            "family": [{"relation": "child", "name": "မောင်နေ", "with_person": True, "country": "MM"}],
        },
        "consents": [DATA, YES],
        "steps": [OPEN, HELP],
    },
    {
        "by": "noor",
        "case": case("lao", urgency="now", referrer="border_command"),
        "person": {"name": "ບຸນມີ", "romanised": "Bounmy S.", "name_language": "lao", "gender": "male"},
        "more": {
            "estimated_age": 16,
            "age_basis": "estimate",
            "presumed_child": True,
            "nationalities": ["LA"],
        },
        "rows": {"languages": [{"language": "lao"}, {"language": "tha", "level": "well"}]},
        "consents": [
            (
                "case_data",
                "given",
                {
                    "answer": {
                        "giver": "appointed_guardian",
                        "guardian": "Chai Somsri",
                        "relation": "state",
                        "child_assent": True,
                    }
                },
            )
        ],
        "steps": [OPEN, HELP],
    },
    {
        "by": "noor",
        "case": case("khm"),
        "person": {"name": "សុខា", "romanised": "Sokha V.", "name_language": "khm", "gender": "male"},
        "more": {"estimated_age": 33, "age_basis": "told", "nationalities": ["KH"]},
        "rows": {"languages": [{"language": "khm"}]},
        "consents": [DATA, YES],
        "steps": [OPEN, ("hold", {"reason": "Three calls, no answer. Try again on Monday."})],
    },
    {
        "by": "tun",
        "case": case("ind", urgency="soon"),
        "person": {"name": "Putri Anggraini", "name_language": "ind", "gender": "female"},
        "more": {"birth_date": datetime.date(1999, 7, 21), "age_basis": "document", "nationalities": ["ID"]},
        "rows": {"languages": [{"language": "ind"}]},
        "consents": [DATA, YES],
        "steps": [
            OPEN,
            HELP,
            (
                "propose_close",
                {"closure_reason": "person_request", "reason": "She goes on with another office."},
            ),
        ],
    },
    {
        "by": "tun",
        "case": case("zho"),
        "person": {"name": "刘文", "romanised": "Liu Wen", "name_language": "zho", "gender": "male"},
        "more": {"estimated_age": 41, "age_basis": "told", "nationalities": ["CN"]},
        "rows": {"languages": [{"language": "zho"}, {"language": "tha", "level": "some", "reads": False}]},
        "consents": [DATA, YES, ("reintegration_followup", "given", {})],
        "steps": [OPEN, HELP, ("follow_up", {})],
    },
    {
        "by": "tun",
        "case": case("tha"),
        "person": {
            "name": "พิมพ์ใจ ศรีเวียง",
            "romanised": "Phimchai Siwiang",
            "name_language": "tha",
            "gender": "female",
        },
        "more": {"estimated_age": 27, "age_basis": "told", "nationalities": ["TH"]},
        "rows": {"languages": [{"language": "tha"}]},
        "consents": [DATA],
        "steps": [OPEN],
    },
    {
        "by": "amina",
        "case": case("hin", referrer="embassy", stage="out"),
        "person": {
            "name": "अरविंद रावत",
            "romanised": "Arvind Rawat",
            "name_language": "hin",
            "gender": "male",
        },
        "more": {"birth_date": datetime.date(1994, 5, 2), "age_basis": "document", "nationalities": ["IN"]},
        "rows": {"languages": [{"language": "hin"}, {"language": "eng", "level": "well"}]},
        "consents": [DATA, YES],
        "steps": [OPEN, HELP],
    },
    {
        "by": "amina",
        "case": {
            "language": "und",
            "stage": "in_contact",
            "urgency": "now",
            "referrer": "family",
            "label": "Brother of the hotline caller",
            "reporter": "The sister, through the hotline desk",
            "told": "He writes from a borrowed phone after midnight. He asks nobody to call back.",
            "last_contact_on": ago(1),
        },
        "person": {},
        "more": {"unsafe_ways": "Never call or write first"},
    },
    {
        "by": "amina",
        "case": case("und", safety_checked_on=None, label="Man with the blue bag", referrer="community_faith"),
        "person": {},
    },
]
