"""Needs, a plan, safety, a conference and a child's way through best interests, on the demo's cases. All invented."""

import datetime

from django.utils import timezone

from accounts.acting import acting
from casework.cases.models import Case
from casework.children import actions as children
from casework.children.births import Birth
from casework.children.models import Assent, Guardian, Tracing
from casework.children.transitions import INTERESTS
from casework.needs import actions
from casework.needs.models import Conference
from casework.needs.sessions import add_session
from casework.needs.transitions import NEED, PLAN

# kind, words, who helps, days until due, steps taken
NEEDS = [
    ("legal_counsel", "A lawyer who speaks the language", "Legal desk of Moei", 2, ("arrange",)),
    ("mhpss_basic", "Sleeps badly", "Riverside listening room", 5, ("arrange", "begin")),
    ("family_contact", "A call to the sister, not to the father", "Us, from the office telephone", 0, ()),
    ("basic_needs", "Shoes and a telephone card", "Our store", 1, ("arrange", "finish")),
]
CHILD = {
    "child_view": "I want to go to school, and to speak with my grandmother.",
    "situation": "Sleeps in the boys' room, with one more of his age.",
    "needs_words": "School, a doctor for the ear, somebody who speaks Lao.",
    "advice": "First a family here; home once somebody has seen the grandmother's house.",
    "home": "asked", "home_words": "The partner in Pakse visits next week.",
}  # fmt: skip


def load(users):
    """Help on the newest open case of Amina, and the way of Noor's child."""
    amina = users["amina"]
    with acting(amina, "demo.load"):
        rows = Case.objects.permitted(amina, "need.add").filter(status=Case.Status.ACTIVE).order_by("opened_at")
        case = rows.select_related("team", "person").first()
        if case is not None:
            help_for(case, amina)
    load_child(users)
    return 0


def help_for(case, by):
    """Four needs, a plan that is agreed to, a safety plan and a conference."""
    today = timezone.localdate()
    for kind, words, helper, days, steps in NEEDS:
        given = {"words": words, "provider_name": helper, "owner": by, "due_on": today + datetime.timedelta(days)}
        row = actions.add_need(case, by=by, kind=kind, **given)
        for name in steps:
            NEED.move(row, name, by=by, **({"result": "helped"} if name == "finish" else {}))
        if kind == "mhpss_basic":
            add_session(row, by=by, held_on=today, words="Came with a friend.")
    wishes = {
        "wishes": "Nghỉ ngơi, gặp luật sư, rồi về nhà.",
        "steps": "Thứ ba: gặp luật sư.\nThứ sáu: gọi điện cho chị.",
    }
    plan = actions.write_plan(actions.next_plan(case), by=by, **wishes)
    PLAN.move(plan, "agree", by=by, read_aloud="yes", agreed_on=today, agreed_how="witnessed")
    safety = {"reprisals": "The lender's nephew knows the village.", "what_to_do": "Do not open.\nCall Orn."}
    again = today + datetime.timedelta(days=14)
    actions.write_safety(actions.safety_of(case), by=by, made_with=True, again_on=again, **safety)
    met = {"people": "Amina\nThe clinic", "minutes": "Sleep comes first.", "person_there": True}
    row = actions.write_conference(Conference(case=case), by=by, **met)
    day = today + datetime.timedelta(days=7)
    actions.decide(row, by=by, words="See a dentist", kind="primary_health", owner=by, due_on=day)
    born = {"child_name": "An", "registration": "not_yet", "nationality": "at_risk", "lives_with": "With her."}
    children.save_row(Birth(case=case), by=by, **born)


def load_child(users):
    """Noor's child: heard, assessed, and waiting for the panel."""
    noor, chai = users["noor"], users["chai"]
    with acting(noor, "demo.load"):
        rows = Case.objects.permitted(noor, "interests.open").filter(child=True, organisation=chai.organisation_id)
        case = rows.exclude(status__in=Case.CLOSED).select_related("team", "person").first()
        if case is None:
            return
        row = children.open_procedure(case, by=noor)
        body = {"kind": "body", "name": "Provincial office for children", "appointed": "office", "involved": "no"}
        children.save_row(Guardian(case=case), by=noor, **body)
        said = {"about": "return", "answer": "unsure", "words": "Only if my grandmother is well.", "language": "lao"}
        children.save_row(Assent(case=case), by=noor, **said)
        sought = {"state": "asked", "through": "The partner in Pakse", "words": "They ask in the village."}
        children.save_row(Tracing(case=case), by=noor, **sought)
        row = children.save_procedure(row, by=noor, heard_on=timezone.localdate(), **CHILD)
    with acting(chai, "demo.load"):
        INTERESTS.move(row, "finish", by=chai)
        row = INTERESTS.move(row, "need", by=chai, about=["return", "placement"])
        row = INTERESTS.move(row, "convene", by=chai)
        children.add_member(row, by=chai, name="Chai Somsri", function="child_protection")
