"""The demo's service referrals: invented people on the way to a clinic, a partner at home and a shelter without an
account, each taken there step by step by whoever may take that step (workflows.md section 5)."""

import datetime
from typing import Any

from accounts.acting import acting
from casework.consents import actions as consents
from config.demo import cases
from config.demo.referrals import LEADS, person
from config.demo.stories import DATA, OPEN, ago, case
from referrals.channels.actions import log
from referrals.directory.models import DirectoryService
from referrals.services import actions
from referrals.services.transitions import SERVICE

AGREED = ["name", "gender", "languages", "service_kind", "needs_words", "contact"]
TICKED = ["name", "languages", "service_kind", "needs_words"]
# Name of the entry -> which of its services, who receives there.
CLINIC, HOME, HOUSE = (
    ("Border Health Post 7", "emergency_medical", "ploy"),
    ("Red River Reception", "reception", "huong"),
    ("River Lantern Shelter", "shelter", None),
)
WAY = ("begin", "choose", "tick", "request", "approve", "send", "acknowledge", "accept", "start", "complete")
GIVEN: dict[str, dict[str, Any]] = {
    "accept": {"answer": "Bring her to the side door, ask for Ploy."},
    "complete": {"result": "helped", "result_words": "Seen twice."},
    "cancel": {"reason": "He found a doctor he trusts himself."},
    "decline": {"reason": "No doctor tonight."},
    "hold": {"reason": "The person is ill this week."},
    "send_now": {"basis": "Fever for three days, and she cannot stand."},
    "pass_on": {"way": "call", "with_whom": "Orn Suwannarat", "note": "A bed from tonight."},
}
WHO = {"approve": "lead", "return": "lead", "acknowledge": "them", "accept": "them", "start": "them",
       "hold": "them", "complete": "them", "decline": "them"}  # fmt: skip


def row(who, provider, priority, needs, upto, *then, by="amina", **more):
    """One person on the way: to whom, how urgently, what for, how far, and what else."""
    return {**who, "to": provider, "priority": priority, "needs": needs, "upto": upto, "then": then, "by": by, **more}


REFERRALS: list[dict[str, Any]] = [
    row(person("မသီတာ", "Ma Thida", "mya", "1999-02-11", "Hpa-An", "female"), CLINIC, "urgent",
        "A cut on the arm that does not close.", "tick"),
    row(person("စောထူး", "Saw Htoo Eh", "mya", "1994-07-30", "Myawaddy"), CLINIC, "urgent", "Chest pain at night.",
        "request", by="noor"),
    row(person("နန်းဝါ", "Nang War", "mya", "2001-10-02", "Taunggyi", "female"), CLINIC, "normal", "Her eyes, slowly.",
        "approve"),
    row(person("မောင်ဇော်", "Maung Zaw", "mya", "1996-03-21", "Bago"), CLINIC, "urgent", "A broken finger.", "send",
        days=4),
    row(person("မိုးမိုး", "Moe Moe", "mya", "2000-12-12", "Pathein", "female"), CLINIC, "emergency",
        "Fever, three days.", "tick", "send_now", "acknowledge"),
    row(person("ကိုအောင်", "Ko Aung", "mya", "1991-09-09", "Mandalay"), CLINIC, "urgent", "His back, after beatings.",
        "accept", by="noor"),
    row(person("သန္တာ", "Thandar", "mya", "1998-05-17", "Dawei", "female"), CLINIC, "normal", "Sleepless.", "start"),
    row(person("စိုးမင်း", "Soe Min", "mya", "1997-01-08", "Monywa"), CLINIC, "normal", "A tooth.", "accept", "hold"),
    row(person("ဝင်းဝင်း", "Win Win", "mya", "1995-04-25", "Sittwe", "female"), CLINIC, "normal", "Headaches.",
        "complete"),
    row(person("ထွန်းလင်း", "Htun Lin", "mya", "1993-08-14", "Magway"), CLINIC, "urgent", "Stomach.", "acknowledge",
        "decline", by="noor"),
    row(person("မြတ်နိုး", "Myat Noe", "mya", "2002-06-06", "Pyay", "female"), CLINIC, "normal", "Her knee.", "send",
        "cancel"),
    row(person("Trịnh Thị Lan", "Trinh Thi Lan", "vie", "1999-03-19", "Vinh", "female"), HOME, "normal",
        "Somebody at the airport.", "accept", "news", home=True),
    row(person("ယုယု", "Yu Yu", "mya", "1997-11-23", "Loikaw", "female"), HOUSE, "urgent", "A bed, tonight or tomorrow.",
        "approve", "pass_on", by="noor"),
]  # fmt: skip


def load(users):
    """Takes each of them where the table says; returns how many. `users` is {username: User}."""
    for entry in REFERRALS:
        referral = None
        for name in (*WAY[: WAY.index(entry["upto"]) + 1], *entry["then"]):
            by = who(entry, name, users)
            with acting(by, "demo.load"):
                referral = DOES.get(name, move)(referral, name, entry, by, users)
        if entry.get("days"):
            with acting(users[entry["by"]], "demo.load"):
                put_back(referral, datetime.timedelta(days=entry["days"]))
    return len(REFERRALS)


def who(entry, name, users):
    """Who takes a step."""
    them = entry["to"][2] or entry["by"]
    return users[{"lead": LEADS[entry["by"]], "them": them}.get(WHO.get(name, ""), entry["by"])]


def begin(referral, name, entry, by, users):
    """The case as it is, and what is needed."""
    home = entry.get("home", False)
    story = {
        "person": entry["person"],
        "more": {**entry["more"], "nationalities": ["VN" if home else "MM"]},
        "case": case(entry["language"], urgency="soon", stage="out"),
        "consents": [DATA],
        "steps": [OPEN],
        "by": entry["by"],
    }
    given = {"kind": entry["to"][1], "priority": entry["priority"], "needs": entry["needs"], "home": home}
    if home:
        given |= {"done_words": "Shelter for a month, a lawyer.", "next_words": "Work near home."}
        given["expected_on"] = ago(3)
    return actions.begin(cases.tell(story, users), by=by, country="VN" if home else "TH", **given)


def choose(referral, name, entry, by, users):
    """The provider of the directory, and the person's yes to it."""
    service = DirectoryService.objects.get(entry__name=entry["to"][0], entry__keeper=by.organisation_id,
                                           kind=entry["to"][1])  # fmt: skip
    made = actions.choose(referral, by=by, version=referral.version, service=service)
    if made.provider is not None:
        items = [*AGREED, "handover"] if made.home else AGREED
        kind = "share_origin_partner" if made.home else "share_services"
        told = consents.inform(made.case, by=by, type=kind, recipient=made.provider, language=made.case.language)
        said = {"giver": "individual", "capacity": "can", "how": "witnessed", "witness": "Daw Mya Hnin"}
        consents.answer(told, by=by, status="given", items=items, **said)
    return made


def tick(referral, name, entry, by, users):
    """Most of what the person agreed to; by hand what may be said."""
    if referral.by_hand:
        said = {"agreed_on": ago(0), "agreed_how": "witnessed", "agreed_items": TICKED}
        return actions.say_yes(referral, by=by, version=referral.version, **said)
    items = [*TICKED, "handover"] if referral.home else TICKED
    return actions.tick(referral, by=by, version=referral.version, items=items)


def news(referral, name, entry, by, users):
    """What the partner at home told on the telephone, and that somebody called."""
    actions.tell_news(referral, by=by, news="reached", words="She is with her sister.")
    log(referral, by=by, way="call", with_whom="Hương Lê", role="Reception", note="She will visit her on Friday.")
    return referral


def move(referral, name, entry, by, users):
    """One step of the workflow."""
    return SERVICE.move(referral, name, by=by, **GIVEN.get(name, {}))


DOES = {"begin": begin, "choose": choose, "tick": tick, "news": news}


def put_back(referral, time):
    """Its clock began this much earlier: what nobody brings about by acting."""
    row = actions.fresh_of(referral)
    row.since, row.due_at, row.sent_at = row.since - time, row.due_at - time, row.sent_at - time
    row.save()
