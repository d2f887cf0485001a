"""The demo's other endings and its time after the way home: invented people who ask for asylum or a permit, whose calls
are due, whose plan is under way, and one who was trafficked again (T5, T6)."""

import datetime
from typing import Any

from accounts.acting import acting
from casework.consents import actions as consents
from casework.models import Case
from config.demo import cases
from config.demo.referrals import person
from config.demo.stories import DATA, OPEN, ago, case
from referrals.after import actions as after
from referrals.after import earlier
from referrals.after.models import FollowUp
from referrals.after.transitions import FOLLOWUP, REINTEGRATION
from referrals.endings import actions
from referrals.endings.models import EndingStep, Way
from referrals.endings.transitions import ENDING
from referrals.services.models import ServiceReferral

ADVICE = {"advised_on": ago(20), "advised_language": "amh", "adviser": "Advocate Suda", "advice": "It may take a year."}
YES = {"agreed_on": ago(19), "agreed_how": "witnessed"}
ASKED = {"asked_on": ago(12), "office": "Asylum office, counter 4", "number": "A-2231"}
REFUSED = {"decided_on": ago(1), "appeal_by": ago(-13), "decision": "They say there is no danger in the capital."}
ASYLUM = (("advise", ADVICE), ("agree", YES), ("prepare", {}), ("ask", ASKED))
# person, the way, the words, the steps that were taken
ENDINGS: list[tuple[dict[str, Any], str, str, tuple]] = [
    (person("ሰላም በቀለ", "Selam Bekele", "amh", "1997-04-02", "Gondar", "female"), "asylum",
     "The soldiers took my brother. I cannot go back.", ASYLUM),
    (person("ዮናስ ታደሰ", "Yonas Tadesse", "amh", "1994-10-10", "Mekelle"), "asylum",
     "I was in prison there for a song.", (*ASYLUM, ("refuse", REFUSED))),
    (person("Nguyễn Thị Lan", "Nguyen Thi Lan", "vie", "1999-07-19", "Cao Bằng", "female"), "stay",
     "My daughter goes to school here.", (("advise", {**ADVICE, "advised_language": "vie"}),)),
    (person("မောင်မောင်", "Maung Maung", "mya", "1990-01-15", "Sittwe"), "resettlement",
     "There is no place for us in this region.", ()),
]  # fmt: skip
GOALS = (
    ("livelihood", "Mở một tiệm may nhỏ ở chợ", "Khoản vay của hội phụ nữ", "Chị Hoa", -120),
    ("debt", "Trả hết nợ cho người cho vay trong làng", "Luật sư viết thư", "Chị Hoa và luật sư", -60),
    ("mhpss", "Ngủ được cả đêm", "Nói chuyện mỗi tuần", "Chị Minh", -30),
    ("family", "Sống với con gái", "Thăm nhà mỗi tháng", "Mẹ", -20),
)
SAID = {"safe_now": "yes", "done_on": ago(3), "housing": "well", "safety": "partly", "health": "well",
        "mhpss": "partly", "family": "well", "livelihood": "partly", "debt": "not", "legal": "well", "again": "no",
        "words": "The lender came to the house. She sells vegetables with her aunt."}  # fmt: skip
HOME = person("Phan Thị Hương", "Phan Thi Huong", "vie", "1998-02-11", "Hà Tĩnh", "female")
LATE = person("Trịnh Văn Sơn", "Trinh Van Son", "vie", "1993-05-27", "Thanh Hóa")
AGAIN = person("ลลิตา แสงจันทร์", "Lalita Saengchan", "tha", "2000-09-09", "Chiang Rai", "female")


def load(users):
    """Makes them all; returns how many people. `users` is {username: User}."""
    by = users["amina"]
    for who, kind, words, steps in ENDINGS:
        with acting(by, "demo.load"):
            ending(story(who, users), kind, words, steps, by)
    with acting(by, "demo.load"):
        at_home(story(HOME, users), by)
        called(story(LATE, users), by)
        before(users, by)
        theirs(by)
    return len(ENDINGS) + 3


def story(who, users):
    """The case as it is."""
    told = {
        "person": who["person"],
        "more": who["more"],
        "case": case(who["language"], urgency="usual", stage="out"),
        "consents": [DATA],
        "steps": [OPEN],
        "by": "amina",
    }
    made = cases.tell(told, users)
    return Case.objects.select_related("person", "team", "organisation").get(pk=made.pk)


def ending(home, kind, words, steps, by):
    """The talk, the way, and its steps."""
    said = {"language": home.language, "understood": True, "words": words, "held_on": ago(21)}
    actions.talk(home, by=by, told=list(Way.values), wants=kind, **said)
    row = actions.begin(home, by=by, kind=kind, wish=words, country="TH" if kind != "resettlement" else "")
    for name, given in steps:
        if name == "prepare":
            for step in EndingStep.objects.filter(ending=row, due_on__isnull=False).select_related("ending", "case"):
                actions.do_step(step, by=by, done_on=ago(14))
        else:
            row = ENDING.move(actions.whole().get(pk=row.pk), name, by=by, **given)


def called(home, by):
    """Calls that the person agreed to; the first is a little late."""
    told = consents.inform(home, by=by, type="reintegration_followup", language=home.language)
    said = {"giver": "individual", "capacity": "can", "how": "witnessed", "witness": "Daw Mya Hnin"}
    ends = datetime.timedelta(days=360) + ago(0)
    consents.answer(told, by=by, status="given", expires_on=ends, **said)
    return after.schedule(home, by=by, start=ago(40))


def theirs(by):
    """Whom the partner at home has with it is called by the partner: what is late stands on its own page."""
    rows = ServiceReferral.objects.filter(home=True, status__in=ServiceReferral.RUNNING, provider__isnull=False)
    for row in rows.select_related("case", "case__person", "case__team", "case__organisation"):
        called(row.case, by)


def at_home(home, by):
    """The first call was held, and the plan is under way."""
    called(home, by)
    call = FollowUp.objects.select_related("case").get(case=home, month=1)
    FOLLOWUP.move(call, "talk", by=by, **SAID)
    plan = after.write_plan(home, by=by, language="vie", wishes="Một cuộc sống yên ổn bên con gái.")
    for area, goal, help_words, who, days in GOALS:
        after.save_goal(plan, by=by, area=area, goal=goal, help=help_words, who=who, until=ago(days))
    agreed = {"read_aloud": "yes", "agreed_on": ago(30), "agreed_how": "witnessed", "copy_given": "yes"}
    for name, given in (("agree", agreed), ("start", {})):
        plan = REINTEGRATION.move(plan, name, by=by, **given)


def before(users, by):
    """The same woman, a year later, out of another compound."""
    first, second = story(AGAIN, users), story(AGAIN, users)
    earlier.note_earlier(
        second, by=by, how="person", again="yes", reference=first.reference,
        words="Sold on by the man who met her at the bus after the first return.",
    )  # fmt: skip
