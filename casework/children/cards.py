"""The child's room in the words of its pages: where the procedure stands, what is missing, what is allowed today."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import allowed
from casework.children import queries
from casework.children.actions import WRITTEN
from casework.children.ages import AgeDispute
from casework.children.births import Birth
from casework.children.models import Assent, BestInterests, Guardian, PanelMember
from casework.children.transitions import INTERESTS

S = BestInterests.Status
TAGS = {S.OPEN: "now", S.ASSESSED: "done", S.NEEDED: "todo", S.PANEL: "decide", S.DECIDED: "done", S.REVIEWED: "done"}
ORDER = [S.OPEN, S.ASSESSED, S.NEEDED, S.PANEL, S.DECIDED, S.REVIEWED]
NEXT = {
    S.OPEN: gettext_lazy("At once: hear the child, name who answers for it, and write what is best."),
    S.ASSESSED: gettext_lazy("If the child may go home, live elsewhere or apart from the family, a panel decides."),
    S.NEEDED: gettext_lazy("Before the panel: what was done to find the family, and what is known of the home."),
    S.PANEL: gettext_lazy("Three people decide. A supervisor and a child protection officer sign."),
    S.DECIDED: gettext_lazy("The decision stands until it is looked at again."),
    S.REVIEWED: gettext_lazy("Looked at again. If much changes, open a new assessment."),
}
GATES = [
    (gettext_lazy("First screening talk"), lambda case, facts: True),
    (gettext_lazy("Full interview"), queries.full_interview_allowed),
    (gettext_lazy("A bed longer than 72 hours"), queries.placement_allowed),
    (gettext_lazy("Telling another organisation"), queries.sharing_allowed),
    (gettext_lazy("Going home"), queries.return_allowed),
]
INVOLVED = {Guardian.Involved.UNKNOWN: "todo", Guardian.Involved.NO: "done", Guardian.Involved.POSSIBLE: "stop"}
SAYS = {Assent.Answer.YES: "done", Assent.Answer.NO: "stop", Assent.Answer.UNSURE: "wait",
        Assent.Answer.TOO_YOUNG: "wait"}  # fmt: skip
REGISTERED = {"not_yet": "todo", "asked": "wait", "done": "done", "refused": "stop"}
BELONGS = {"unknown": "todo", "asked": "wait", "has": "done", "at_risk": "late"}


def gates(case, facts):
    """[(label, kind, word, sentence)]: what is allowed today, and what is missing for the rest."""
    found = []
    for label, gate in GATES:
        try:
            gate(case, facts)
            found.append((label, "done", _("Allowed"), ""))
        except ValidationError as error:
            found.append((label, "stop", _("Not yet"), " ".join(error.messages)))
    return found


def stations(row):
    """The states as a line of steps: [(number, word, class)]."""
    here = ORDER.index(row.status)
    marks = {True: "is-done", False: ""}
    return [
        (place + 1, state.label, "is-now" if place == here else marks[place < here])
        for place, state in enumerate(ORDER)
    ]


def steps_for(row, user):
    """Steps this person may take now: a signature is offered to who has not signed."""
    signed = {"sign_supervisor": row.signed_supervisor_id, "sign_officer": row.signed_officer_id}
    taken = {name for name, who in signed.items() if who is not None}
    both = user.pk in signed.values()
    return [
        step for step in INTERESTS.available(row, user) if step.name not in taken and not (both and step.name in signed)
    ]


def procedure(row, user, panel):
    """One procedure for the page."""
    where = [row.case.reference, row.pk]
    may_edit = row.status in WRITTEN and allowed(user, "interests.edit", row)
    return {
        "row": row,
        "tag": (TAGS[row.status], row.get_status_display()),
        "stations": stations(row),
        "next": NEXT[row.status],
        "about": labels(row, "about"),
        "allowed": labels(row, "allowed"),
        "ends": row.status in BestInterests.FINAL and not row.stands_today,
        "edit_url": reverse("interests_edit", args=where) if may_edit else "",
        "member_url": member_url(row, may_edit),
        "panel": [member(one, may_edit) for one in panel],
        "signed": signatures(row),
        "steps": [step_of(step, where) for step in steps_for(row, user)],
        "assessed_by": row.assessed_by.display_name if row.assessed_by else "",
        "reviewed_by": row.reviewed_by.display_name if row.reviewed_by else "",
    }


def step_of(step, where):
    """One step as a button or a link to what it asks for."""
    url = reverse("interests_step", args=[*where, step.name])
    return {"label": step.label, "url": url, "form": bool(step.asks), "quiet": step.name in ("back",)}


def member_url(row, may_edit):
    """Where somebody is added to the panel."""
    sits = row.status in BestInterests.UNDECIDED and may_edit
    return reverse("interests_member", args=[row.case.reference, row.pk]) if sits else ""


def member(row, may_edit):
    """Somebody on the panel."""
    where = [row.case.reference, row.procedure_id, row.pk]
    return {"row": row, "decides": row.function in PanelMember.DECIDES,
            "remove_url": reverse("interests_member_remove", args=where) if may_edit else ""}  # fmt: skip


def signatures(row):
    """Who has signed."""
    people = [(_("Supervisor"), row.signed_supervisor), (_("Child protection officer"), row.signed_officer)]
    return [(label, who.display_name if who else "") for label, who in people]


def labels(row, name):
    """The words of several codes, through the page's own withholding: the row is asked there."""
    known = dict(BestInterests._meta.get_field(name).base_field.choices)
    return [str(known.get(code, code)) for code in getattr(row, name)]


def guardian(row, may_edit, reveals=False, revealed=""):
    """One who answers, or answered, for the child; how to reach them only where it was asked for (R-20)."""
    where = [row.case.reference, "guardians", row.pk]
    over = row.ended_on is not None
    standing = ("done", _("Answers for the child")) if row.answers else ("wait", _("Not named yet"))
    tag = ("wait", _("No longer")) if over else standing
    tag = ("stop", _("Never ask or tell them")) if row.involved == Guardian.Involved.POSSIBLE else tag
    return {
        "row": row, "tag": tag, "over": over, "hidden": reveals and bool(row.reach), "shown": revealed == str(row.pk),
        "edit_url": reverse("child_row_edit", args=where) if may_edit and not over else "",
        "end_url": reverse("guardian_end", args=[row.case.reference, row.pk]) if may_edit and not over else "",
    }  # fmt: skip


def assent(row, may_edit):
    """What the child said about one thing."""
    where = [row.case.reference, "assents", row.pk]
    return {"row": row, "tag": (SAYS[row.answer], row.get_answer_display()),
            "edit_url": reverse("child_row_edit", args=where) if may_edit else ""}  # fmt: skip


def tracing(row, may_edit):
    """One thing done to find the family."""
    where = [row.case.reference, "tracing", row.pk]
    return {"row": row, "edit_url": reverse("child_row_edit", args=where) if may_edit else ""}


def dispute(row, user):
    """One doubt about the age."""
    may = row.ended_at is None and allowed(user, "child.age", row)
    rests = dict(AgeDispute.Rests.choices)
    return {
        "row": row,
        "tag": ("done", row.get_outcome_display()) if row.ended_at else ("decide", _("Not decided: counts as a child")),
        "rests": ", ".join(str(rests[code]) for code in row.rests_on),
        "decide_url": reverse("age_decide", args=[row.case.reference, row.pk]) if may else "",
        "decided_by": row.decided_by.display_name if row.decided_by else "",
    }


def birth(row, user, may_edit):
    """One child of the person."""
    where = [row.case.reference, "births", row.pk]
    may_open = row.child_case_id is None and allowed(user, "child.birth", row) and allowed(user, "case.open")
    return {
        "row": row,
        "registration": (REGISTERED[row.registration], row.get_registration_display()),
        "nationality": (BELONGS[row.nationality], row.get_nationality_display()),
        "risk": row.nationality == Birth.Nationality.AT_RISK,
        "edit_url": reverse("child_row_edit", args=where) if may_edit else "",
        "open_url": reverse("birth_case", args=[row.case.reference, row.pk]) if may_open else "",
    }  # fmt: skip
