"""Needs in the words of their pages."""

from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from accounts import codes
from accounts.access import allowed
from casework.needs.models import CasePlan, Need, Session
from casework.needs.transitions import NEED, PLAN
from casework.todos.words import clock

S, P = Need.Status, CasePlan.Status
TAGS = {S.NOTED: "todo", S.ARRANGED: "wait", S.RUNNING: "now", S.DONE: "done", S.NOT_WANTED: "stop",
        S.NOT_POSSIBLE: "stop"}  # fmt: skip
PLAN_TAGS = {P.DRAFT: "todo", P.AGREED: "done", P.NOT_AGREED: "stop", P.REPLACED: "wait"}
CAME = {Session.Came.YES: "done", Session.Came.MISSED: "stop", Session.Came.PUT_OFF: "wait"}
URGENT = {"immediate": "late", "emergency": "late", "urgent": "soon"}
# Kinds that a room above refers in its own way (referrals): the page offers it with the kind filled in.
REFERRED = "service_new"
FORWARD = {S.NOTED: "arrange", S.ARRANGED: "begin", S.RUNNING: "finish"}


def owner_of(row):
    """Who sees to it."""
    return row.owner.display_name if row.owner else ""


def line(row):
    """One need in a list."""
    open_one = row.ended_at is None
    return {
        "row": row,
        "url": reverse("need_detail", args=[row.case.reference, row.pk]),
        "tag": (TAGS[row.status], row.get_status_display()),
        "clock": clock(row.due_on) if open_one else None,
        "urgency": (URGENT[row.priority], _("Urgent")) if open_one and row.priority in URGENT else None,
        "owner": owner_of(row),
        "helper": row.provider.name if row.provider else "",
    }


def steps_of(row, user):
    """(the step that leads on, the others) for this person."""
    steps = NEED.available(row, user)
    first = next((step for step in steps if FORWARD.get(row.status) == step.name), None)
    return first and step_of(step=first, row=row), [step_of(step, row) for step in steps if step is not first]


def step_of(step, row):
    """One step as a button, or a link to what it asks for."""
    url = reverse("need_step", args=[row.case.reference, row.pk, step.name])
    return {"label": step.label, "url": url, "form": bool(step.asks)}


def referral_url(row, user):
    """Where a referral to a service is begun for this need, with the kind filled in; '' where nobody may."""
    try:
        url = reverse(REFERRED, args=[row.case.reference])
    except NoReverseMatch:
        return ""
    may = row.ended_at is None and allowed(user, "service.begin", row.case)
    return f"{url}?need={row.pk}" if may else ""


def session(row):
    """One time of meeting."""
    return {"row": row, "tag": (CAME[row.came], row.get_came_display()), "by": row.noted_by.display_name}


def plan(row, user):
    """One version of the plan."""
    where = [row.case.reference, row.number]
    return {
        "row": row,
        "tag": (PLAN_TAGS[row.status], row.get_status_display()),
        "copy_url": reverse("plan_copy", args=where),
        "steps": [
            {"label": step.label, "url": reverse("plan_step", args=[*where, step.name]), "main": step.name == "agree"}
            for step in PLAN.available(row, user)
        ],
        "by": row.written_by.display_name,
    }


def plan_services(row):
    """Help as the plan says it, in words: [{kind, words, who, until}]."""
    return [
        {
            **one,
            "kind": str(codes.label("service_types", one["kind"])),
            "until": date.fromisoformat(one["until"]) if one["until"] else None,
        }
        for one in row.services or ()
    ]


def decision(row):
    """One decision and what it became."""
    task = row.need or row.todo
    url = (
        reverse("need_detail", args=[row.case.reference, row.need_id])
        if row.need_id
        else reverse("todo_list", args=[row.case.reference])
    )
    ended = row.need.ended_at if row.need_id else row.todo.done_at
    return {
        "row": row, "url": url, "owner": task.owner.display_name if task.owner else "", "due_on": task.due_on,
        "what": row.need.get_kind_display() if row.need_id else _("A to-do"),
        "tag": ("done", _("Done")) if ended else clock(task.due_on),
    }  # fmt: skip
