"""The demo's consular referrals: as many invented people as there are states, on the way to three missions, each taken
there step by step by whoever may take that step (workflows.md section 6)."""

import datetime
from dataclasses import dataclass
from typing import Any

from accounts.acting import acting
from casework.consents import actions as consents
from casework.people import fear_actions
from config.demo import cases
from config.demo.stories import DATA, OPEN, ago, case
from referrals.consular import actions
from referrals.consular.queries import whole
from referrals.consular.transitions import CONSULAR

AGREED = ["name", "gender", "birth_date", "nationality", "birth_place", "needs_paper"]
TICKED = [item for item in AGREED if item != "birth_place"]
MOMENTS = ("sent_at", "acknowledged_at", "answered_at")
MISSIONS = {"VN": "lina", "IN": "ravi", "ET": "abebe"}  # country -> who receives there
LEADS = {"amina": "sam", "noor": "sam", "tun": "tess"}

# The main way, and who takes each step: a column of the row below, or a name of the demo.
WAY = ("tell", "begin", "agree", "tick", "request", "approve", "send", "acknowledge", "check", "confirm",
       "request_document", "issue_document", "close")  # fmt: skip
WHO = {
    "tell": "by", "begin": "by", "agree": "by", "refuse": "by", "tick": "prepares", "request": "prepares",
    "send": "prepares", "write": "prepares", "approve": "lead", "return": "lead", "interview": "kanda",
    "close": "kanda", "fear": "by", "lift": "by",
}  # fmt: skip
GIVEN: dict[str, dict[str, Any]] = {
    "confirm": {"answer": "In our register. The birth date fits."},
    "request_document": {"document_due_on": ago(-9)},
    "issue_document": {"document_type": "emergency_travel_document", "document_number": "N0000417",
                       "document_expires_on": ago(-120)},
    "close": {"closing": "arrived"},
}  # fmt: skip


def person(name, romanised, language, born, place, gender="male"):
    """Who it is, and what a mission asks about."""
    return {
        "person": {"name": name, "romanised": romanised, "name_language": language, "gender": gender},
        "more": {"birth_date": datetime.date.fromisoformat(born), "age_basis": "told", "birth_place": place},
        "language": language,
    }


# Who, of which country; who works on the case; the last step on the main way, and other steps after it; how many days
# this state stands already. Missions answer within seven days, or are late.
REFERRALS: list[dict[str, Any]] = [
    {**person("Nguyễn Văn Tâm", "Nguyen Van Tam", "vie", "2001-08-19", "Thái Bình"),
     "country": "VN", "by": "amina", "upto": "tell", "days": 1},
    {**person("Trần Thị Hoa", "Tran Thi Hoa", "vie", "1997-01-30", "Cà Mau", "female"),
     "country": "VN", "by": "amina", "upto": "tell",
     "then": [("refuse", {"refusal": "Not now. Perhaps when her sister is out."})]},
    {**person("Lê Minh Quân", "Le Minh Quan", "vie", "2000-12-05", "Nam Định"),
     "country": "VN", "by": "noor", "upto": "tick", "days": 2},
    {**person("रोहन वर्मा", "Rohan Verma", "hin", "1999-04-11", "Gorakhpur"),
     "country": "IN", "by": "amina", "upto": "request", "days": 1},
    {**person("Vũ Thị Hạnh", "Vu Thi Hanh", "vie", "1995-06-23", "Nghệ An", "female"),
     "country": "VN", "by": "noor", "prepares": "kanda", "upto": "request"},
    {**person("Phan Văn Lộc", "Phan Van Loc", "vie", "1992-03-02", "Quảng Trị"),
     "country": "VN", "by": "amina", "upto": "request",
     "then": [("return", {"reason": "Does the mission need the birth place? Ask him once more."})]},
    {**person("प्रिया नायर", "Priya Nair", "hin", "1998-10-27", "Nagpur", "female"),
     "country": "IN", "by": "noor", "prepares": "kanda", "upto": "approve"},
    {**person("Đỗ Thị Ngọc", "Do Thi Ngoc", "vie", "2002-02-17", "Hải Dương", "female"),
     "country": "VN", "by": "amina", "upto": "send", "days": 1},
    {**person("கார்த்திக்", "Karthik M.", "tam", "1996-09-14", "Madurai"),
     "country": "IN", "by": "noor", "prepares": "kanda", "upto": "send", "days": 9},
    {**person("ሐና ተስፋዬ", "Hanna Tesfaye", "amh", "1999-05-08", "Dessie", "female"),
     "country": "ET", "by": "amina", "upto": "send", "days": 4},
    {**person("অঞ্জলি দাস", "Anjali Das", "ben", "2000-07-01", "Malda", "female"),
     "country": "IN", "by": "amina", "upto": "acknowledge", "days": 3,
     "then": [("write", {"text": "She can be asked in Bengali, on a weekday after ten."})]},
    {**person("Hoàng Đức Anh", "Hoang Duc Anh", "vie", "1994-11-21", "Lạng Sơn"),
     "country": "VN", "by": "noor", "upto": "check", "days": 12,
     "then": [("ask", {"text": "Could we have the name of the commune? Two entries fit."})]},
    {**person("सुनील यादव", "Sunil Yadav", "hin", "1993-12-12", "Azamgarh"),
     "country": "IN", "by": "amina", "upto": "check", "days": 2,
     "then": [("interview", {"interview_on": ago(2), "interview_how": "video", "interview_interpreter": "",
                             "agreed": True, "accompanied": True})]},
    {**person("Bùi Thị Mai", "Bui Thi Mai", "vie", "1998-08-08", "Hà Tĩnh", "female"),
     "country": "VN", "by": "amina", "upto": "confirm", "days": 5},
    {**person("मीना ठाकुर", "Meena Thakur", "hin", "2001-01-19", "Ranchi", "female"),
     "country": "IN", "by": "noor", "prepares": "kanda", "upto": "request_document", "days": 4},
    {**person("Ngô Văn Sơn", "Ngo Van Son", "vie", "1990-05-30", "Đắk Lắk"),
     "country": "VN", "by": "noor", "upto": "issue_document", "days": 1},
    {**person("दीपक सिंह", "Deepak Singh", "hin", "1997-03-15", "Alwar"),
     "country": "IN", "by": "amina", "upto": "close"},
    {**person("Lý Thị Xuân", "Ly Thi Xuan", "vie", "2003-09-09", "Hà Giang", "female"),
     "country": "VN", "by": "noor", "upto": "check", "days": 3,
     "then": [("not_confirm", {"answer": "Nobody of this name and date is in our register."})]},
    {**person("Đặng Quốc Huy", "Dang Quoc Huy", "vie", "1999-11-11", "Sóc Trăng"),
     "country": "VN", "by": "tun", "upto": "request", "days": 1},
    {**person("ሳሙኤል አበራ", "Samuel Abera", "amh", "1996-06-16", "Adigrat"),
     "country": "ET", "by": "noor", "upto": "tell", "days": 2,
     "then": [("fear", {"kind": "fear", "note": "They looked for him at home last year."}), ("agree", {}),
              ("lift", {"reason": "His brother is back and safe. He wants his papers now."})]},
]  # fmt: skip


@dataclass
class Turn:
    """One step of one row, and who of the demo takes it."""

    name: str
    given: dict[str, Any]
    row: dict[str, Any]
    users: dict[str, Any]

    @property
    def by(self):
        """Whoever takes it; the mission takes what is nobody else's."""
        row = self.row
        mine = {"by": row["by"], "prepares": row.get("prepares", row["by"]), "lead": LEADS[row["by"]]}
        who = WHO.get(self.name, MISSIONS[row["country"]])
        return self.users[mine.get(who, who)]

    @property
    def mission(self):
        """The mission of the row's country."""
        return self.users[MISSIONS[self.row["country"]]].organisation


def load(users):
    """Takes each of them where the table says; returns how many. `users` is {username: User}."""
    for row in REFERRALS:
        referral = None
        for name, given in steps_of(row):
            turn = Turn(name, given, row, users)
            with acting(turn.by, "demo.load"):
                referral = DOES.get(name, move)(referral, turn)
        if row.get("days"):
            with acting(users[row["by"]], "demo.load"):
                put_back(referral, datetime.timedelta(days=row["days"]))
    return len(REFERRALS)


def steps_of(row):
    """[(step, what it is given)]"""
    main = WAY[: WAY.index(row["upto"]) + 1]
    return [*((name, GIVEN.get(name, {})) for name in main), *row.get("then", ())]


def tell(referral, turn):
    """The case as it is before anybody thinks of a mission, and the right told."""
    row = turn.row
    story = {
        "person": row["person"],
        "more": {**row["more"], "nationalities": [row["country"]]},
        "case": case(row["language"], urgency="soon", stage="out"),
        "consents": [DATA],
        "steps": [OPEN],
        "by": row["by"],
    }
    told = {"told_on": ago(row.get("days", 0)), "told_language": row["language"]}
    return actions.tell_rights(cases.tell(story, turn.users), by=turn.by, nationality=row["country"], **told)


def agree(referral, turn):
    """The person agrees to contact with this mission, item by item."""
    shown = {"type": "share_embassy", "recipient": turn.mission, "language": turn.row["language"]}
    asked = consents.inform(referral.case, by=turn.by, **shown)
    said = {"giver": "individual", "capacity": "can", "how": "witnessed", "witness": "Daw Mya Hnin"}
    consents.answer(asked, by=turn.by, status="given", items=AGREED, **said)
    return referral


def tick(referral, turn):
    """The mission is chosen, and most of what the person agreed to is ticked."""
    wanted = {"mission": turn.mission, "purpose": "papers", "items": TICKED}
    return actions.prepare(referral, by=turn.by, version=referral.version, **wanted)


def ask(referral, turn):
    """A question of the mission."""
    actions.ask(referral, by=turn.by, **turn.given)
    return referral


def write(referral, turn):
    """Words of ours to the mission."""
    actions.write(referral, by=turn.by, **turn.given)
    return referral


def fear(referral, turn):
    """A fear of the own state: nothing goes to that mission any more."""
    actions.raise_fear(referral.case, by=turn.by, countries=[turn.row["country"]], **turn.given)
    return referral


def lift(referral, turn):
    """The person says that the fear is over; a supervisor decides."""
    fear_actions.ask_lift(fear_actions.standing(referral.case).get(), by=turn.by, **turn.given)
    return referral


def move(referral, turn):
    """One step of the workflow."""
    return CONSULAR.move(referral, turn.name, by=turn.by, **turn.given)


DOES = {"tell": tell, "agree": agree, "tick": tick, "ask": ask, "write": write, "fear": fear, "lift": lift}


def put_back(referral, time):
    """The clocks of the referral began this much earlier: what nobody brings about by acting. Its share stays as it was
    sent: the database lets nobody change that."""
    row = whole().get(pk=referral.pk)
    for name in ("since", *MOMENTS):
        if getattr(row, name):
            setattr(row, name, getattr(row, name) - time)
    row.save()
