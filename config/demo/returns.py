"""The demo's ways home: invented people at their own wish, each taken there step by step by whoever may take that step
(workflows.md section 8), and a removal by a state, which is none of them (T7)."""

import datetime
from typing import Any

from accounts.acting import acting
from casework.consents import actions as consents
from casework.models import IdentityPaper
from config.demo import cases
from config.demo.referrals import LEADS, person
from config.demo.stories import DATA, OPEN, ago, case
from referrals.returns import actions, removing, risks

SOON = datetime.timedelta(days=3)
WAY = ("wish", "plan", "assess", "file", "clear", "agree", "prepare", "ready", "book", "ask", "depart", "receive")
WHO = {"wish": "by", "file": "by", "agree": "by", "prepare": "by", "ask": "by", "receive": "by", "stop": "by",
       "take_back": "by", "clear": "lead"}  # fmt: skip
LENDER = {"creditor_reprisal": {"words": "He owes 3,000 dollars.", "measure": "Legal aid writes before he travels."}}
AGAIN = {"retrafficking": {"words": "The agent lives in her street.",
                           "measure": "She goes to her sister; a partner calls after a week."}}  # fmt: skip
WAR = {"armed_conflict": {"words": "Fighting around the village since spring."}}
GIVEN: dict[str, dict[str, Any]] = {
    "book": {"mode": "air_commercial", "carrier": "VN 612", "booking": "K7Q2MT", "rules_checked": True,
             "travel_on": ago(0) + SOON},
    "receive": {"received_on": ago(0), "received_words": "With his brother since noon."},
}  # fmt: skip


def row(who, country, factors, upto, *then, by="amina", words="", **more):
    """One person on the way: whither, which risks, how far, and what else."""
    return {**who, "country": country, "factors": factors, "upto": upto, "then": then, "by": by, "words": words, **more}


RETURNS: list[dict[str, Any]] = [
    row(person("Đỗ Thị Mai", "Do Thi Mai", "vie", "2000-05-09", "Hà Tĩnh", "female"), "VN", AGAIN, "wish",
        words="I want to be with my mother."),
    row(person("Bùi Quốc Bảo", "Bui Quoc Bao", "vie", "1996-11-21", "Nghệ An"), "VN", LENDER, "file"),
    row(person("मीरा जोशी", "Meera Joshi", "hin", "1997-02-17", "Delhi", "female"), "IN", {**AGAIN, **LENDER}, "clear",
        words="Home, and no newspaper."),
    row(person("အောင်ကျော်", "Aung Kyaw", "mya", "1995-06-30", "Loikaw"), "MM", WAR, "file",
        words="My parents are there."),
    row(person("Hồ Văn Phúc", "Ho Van Phuc", "vie", "1998-09-02", "Quảng Trị"), "VN", LENDER, "book"),
    row(person("Vũ Thị Ngân", "Vu Thi Ngan", "vie", "2001-01-12", "Hải Dương", "female"), "VN", AGAIN, "book",
        "take_back"),
    row(person("अमित यादव", "Amit Yadav", "hin", "1994-08-08", "Patna"), "IN", LENDER, "receive"),
    row(person("Lý Thanh Tùng", "Ly Thanh Tung", "vie", "1999-12-24", "Lào Cai"), "VN", LENDER, "clear", "stop"),
]  # fmt: skip
REMOVED = person("သိန်းဇော်", "Thein Zaw", "mya", "1993-03-03", "Hpa-An")


def load(users):
    """Takes each of them where the table says; returns how many. `users` is {username: User}."""
    for entry in RETURNS:
        made = {}
        for name in (*WAY[: WAY.index(entry["upto"]) + 1], *entry["then"]):
            by = users[{"by": entry["by"], "lead": LEADS[entry["by"]]}.get(WHO.get(name, ""), "rafi")]
            with acting(by, "demo.load"):
                DOES.get(name, move)(made, name, entry, by, users)
    removed(users)
    return len(RETURNS) + 1


def story(entry, users):
    """The case as it is."""
    told = {
        "person": entry["person"],
        "more": {**entry["more"], "nationalities": [entry["country"]]},
        "case": case(entry["language"], urgency="usual", stage="out"),
        "consents": [DATA],
        "steps": [OPEN],
        "by": entry["by"],
    }
    return cases.tell(told, users)


def wish(made, name, entry, by, users):
    """The person says it."""
    home = story(entry, users)
    said = {"to_country": entry["country"], "wish_language": entry["language"], "words": entry["words"]}
    made["row"] = actions.wish(home, by=by, asked=True, **said)


def plan(made, name, entry, by, users):
    """What else there is was explained."""
    options = dict.fromkeys(("told_stay", "told_asylum", "told_resettlement"), True)
    actions.step(made["row"], "plan", by=by, told_on=ago(0), told_language=entry["language"], **options)


def file(made, name, entry, by, users):
    """The risks, with the person."""
    words = "Talked with the person for two hours, and called the partner at home."
    risks.file_assessment(made["row"], by=by, factors=entry["factors"], heard=True, words=words)


def agree(made, name, entry, by, users):
    """The yes to going back, after the assessment."""
    home = made["row"].case
    told = consents.inform(home, by=by, type="return", language=home.language)
    said = {"giver": "individual", "capacity": "can", "how": "witnessed", "witness": "Daw Mya Hnin"}
    consents.answer(told, by=by, status="given", **said)


def prepare(made, name, entry, by, users):
    """A paper in hand, and what is ticked by hand."""
    way = made["row"]
    paper = IdentityPaper(case=way.case, kind="emergency_travel_document", country=entry["country"], where="us",
                          expires_on=ago(-55), number="N0000417")  # fmt: skip
    paper.save(force_insert=True)
    actions.choose_paper(way, by=by, paper=paper)
    for code in ("nationality_verified", "penalties_cleared", "fit_to_travel"):
        actions.mark(way, code, by=by, done_on=ago(0))


def ask(made, name, entry, by, users):
    """Once more before the journey."""
    actions.ask_again(made["row"], by=by, answer="yes")


def take_back(made, name, entry, by, users):
    """The yes is taken back: the return is suspended by itself."""
    newest = consents.Consent.objects.filter(case=made["row"].case, type="return").newest()
    consents.withdraw(next(iter(newest)), by=by)
    actions.suspend_if_fallen(made["row"], by=by)


def move(made, name, entry, by, users):
    """One step of the workflow."""
    actions.step(made["row"], name, by=by, **GIVEN.get(name, {}))


def removed(users):
    """A removal that was chosen as the quickest way home, and is followed as a return would be."""
    by = users["amina"]
    with acting(by, "demo.load"):
        home = story({**REMOVED, "country": "MM", "by": "amina"}, users)
        way = removing.note_removal(
            home, by=by, by_state="TH", to_country="MM", chosen="chosen", informed="no", announced_on=ago(6),
            words="Anything is quicker than the cell.",
        )  # fmt: skip
        removing.REMOVAL.move(way, "leave", by=by, left_on=ago(2), place="Mae Sot bridge")


DOES = {
    "wish": wish,
    "plan": plan,
    "file": file,
    "agree": agree,
    "prepare": prepare,
    "ask": ask,
    "take_back": take_back,
}
