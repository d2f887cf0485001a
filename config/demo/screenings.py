"""The demo's screenings: the twelve invented scenarios through the real actions, spread over the states of the workflow
so that every queue has something in it."""

from pathlib import Path
from typing import Any

from accounts.acting import acting
from casework.cases.naming import name_supervisor
from casework.cases.transitions import CASE
from screening.loading import load_case
from screening.models import Screening
from screening.scenarios import read_file
from screening.transitions import SCREENING

FOLDER = Path(__file__).parent / "scenarios"
SOON, NOW = {"urgency": "soon"}, {"urgency": "now"}


def named(name, romanised, language, gender="male"):
    """An invented name in the person's own script."""
    return {"name": name, "romanised": romanised, "name_language": language, "gender": gender}


# The file, who screens, as far as where, and what supervisors then do: (step, who, what they write).
SCREENINGS: list[dict[str, Any]] = [
    {"file": "sc-01", "by": "amina", "person": named("अर्जुन मेहरा", "Arjun Mehra", "hin"), "case": SOON,
     "review": [("confirm", "sam", {})], "then": [("assist", {})]},
    {"file": "sc-02", "by": "amina", "person": named("林美玲", "Lim Mei Ling", "zho", "female")},
    {"file": "sc-03", "by": "noor", "person": named("အောင်မင်း", "Aung Min", "mya"),
     "review": [("override", "sam", {"outcome": "further_assessment",
                                     "reason": "He looked at the door before each answer. Talk again alone."})]},
    {"file": "sc-04", "by": "noor", "person": named("ກອງແກ້ວ", "Kongkeo", "lao"), "case": NOW},
    {"file": "sc-05", "by": "noor", "person": named("နန်းမွေ", "Nang Mwe", "mya", "female"), "case": SOON,
     "upto": "start"},
    {"file": "sc-06", "by": "tun", "person": named("กนกวรรณ", "Kanokwan", "tha", "female"),
     "review": [("confirm", "tess", {})], "then": [("assist", {})]},
    {"file": "sc-07", "by": "tun", "person": named("Jomar Villareal", "Jomar Villareal", "tgl"),
     "review": [("return", "tess", {"reason": "Which answer shows that the passport was kept?"})]},
    {"file": "sc-08", "by": "amina", "person": named("Wanjiru Njeri", "Wanjiru Njeri", "swa", "female"),
     "upto": "draft"},
    {"file": "sc-09", "by": "tun", "person": named("သီတာ", "Thida", "mya", "female"), "case": SOON},
    {"file": "sc-10", "by": "amina", "person": named("ສົມສັກ", "Somsak", "lao"), "case": NOW, "named": "tess",
     "review": [("override", "sam", {"outcome": "vulnerable_not_trafficked",
                                     "reason": "The second account of the driver does not fit. Please read it too."})]},
    {"file": "sc-11", "by": "noor", "person": named("ကျော်ဝင်း", "Kyaw Win", "mya"), "review": [("confirm", "sam", {})],
     "then": [("assist", {})]},
    {"file": "sc-12", "by": "noor", "person": named("ዳዊት", "Dawit", "amh")},
]  # fmt: skip


def load(users):
    """Stores them as the people themselves; returns how many. `users` is {username: User}."""
    for row in SCREENINGS:
        with acting(users[row["by"]], "demo.load"):
            screening = screen(row, users[row["by"]])
        review(row, screening, users)
    return len(SCREENINGS)


def screen(row, by):
    """One scenario with an invented name, as far as its row says."""
    told = read_file(FOLDER / f"{row['file']}.json")
    fields = {"label": "", **row.get("case", {})}
    return load_case(told, by=by, team=by.teams.get(), upto=row.get("upto", "submit"), person=row["person"], **fields)


def review(row, screening, users):
    """What the supervisors do, and what follows on the case."""
    for step, name, given in row.get("review", ()):
        with acting(users[name], "demo.load"):
            SCREENING.move(Screening.objects.get(pk=screening.pk), step, by=users[name], **given)
    if second := row.get("named"):
        with acting(users["sam"], "demo.load"):
            name_supervisor(
                screening.case, users[second], by=users["sam"], days=7, reason="A second supervisor must look at this."
            )
    for step, given in row.get("then", ()):
        by = users[row["by"]]
        with acting(by, "demo.load"):
            CASE.move(screening.case, step, by=by, **given)
