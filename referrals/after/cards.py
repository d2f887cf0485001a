"""What the pages show of the time after the way home: the calls with their outcomes, the plan by part of life."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import allowed, readable
from accounts.policy import Group
from casework.cases.overview import missing
from referrals.after import words
from referrals.after.models import FollowUp, PlanGoal
from referrals.after.scheduling import agreed, partner_of
from referrals.after.transitions import FOLLOWUP, REINTEGRATION

FORWARD = ("talk", "agree", "start", "review")


def call_line(row):
    """One call in a list."""
    return {
        "row": row,
        "label": words.after(row.month),
        "url": reverse("followup_detail", args=[row.case.reference, row.pk]),
        "tag": words.tag_of_call(row),
        "who": row.partner.name if row.partner_id else _("We call"),
        "outcomes": words.outcomes(row) if row.status == FollowUp.S.DONE and told(row) else [],
    }


def told(row):
    """Whether this reader may read what was said: facts, and what authorities did."""
    return {Group.FACTS, Group.JUSTICE} <= set(readable(row))


def table_of(lines):
    """The outcomes of all calls that were held, side by side: ([heads], [(area, [(kind, word)])])."""
    held = [line for line in lines if line["outcomes"]]
    if not held:
        return [], []
    areas = [area for area, _kind, _word in held[0]["outcomes"]]
    rows = [(area, [line["outcomes"][n][1:] for line in held]) for n, area in enumerate(areas)]
    return [line["label"] for line in held], rows


def calls_of(case):
    """[line] of all calls of a case, in the order of their days."""
    rows = list(FollowUp.objects.filter(case=case).select_related("partner").order_by("month", "noted_at"))
    for row in rows:
        row.case = case
    return [call_line(row) for row in rows]


def consent_of(case):
    """(kind, word, the day on which it ends or None) of the yes to being called."""
    row = agreed(case)
    return ("done", _("Yes"), row.expires_on) if row else ("stop", _("Not asked, or no"), None)


def acts(row, user, workflow, url_of):
    """(the step that leads on with what is missing for it or None, the other steps)."""
    made = {
        step.name: {
            "name": step.name, "label": step.label, "url": url_of(step.name), "care": step.care,
            "form": bool(step.asks), "missing": missing(row, step),
        }
        for step in workflow.available(row, user)
    }  # fmt: skip
    first = next((made.pop(name) for name in FORWARD if name in made), None)
    return first, [act for act in made.values() if not act["missing"]]


def call_acts(row, user, name="followup_step"):
    """The steps of a call on its page."""
    place = [row.case.reference, row.pk] if name == "followup_step" else [row.pk]
    return acts(row, user, FOLLOWUP, lambda step: reverse(name, args=[*place, step]))


def plan_acts(plan, user):
    """The steps of the plan."""
    return acts(plan, user, REINTEGRATION, lambda step: reverse("reintegration_step", args=[plan.case.reference, step]))


def giving(row, user):
    """Who may make the call instead: the words of the button and the value, or None."""
    if row.status not in FollowUp.OPEN or not allowed(user, "followup.give", row):
        return None
    if row.partner_id:
        return {"label": _("We make this call ourselves"), "to_partner": ""}
    theirs = partner_of(row.case)
    return (
        {"label": _("%(name)s makes this call") % {"name": theirs.provider.name}, "to_partner": "yes"}
        if theirs
        else None
    )


def goals_of(plan, user):
    """[(part of life, [{row, tag, …}])] of a plan, in the order of the table."""
    found: dict = {}
    writes = plan.status == plan.S.DRAFT and allowed(user, "reintegration.write", plan)
    marks = plan.status in plan.RUNNING and allowed(user, "reintegration.review", plan)
    for row in PlanGoal.objects.filter(plan=plan):
        place = [plan.case.reference, row.pk]
        line = {
            "row": row,
            "tag": (words.GOALS[row.stands], row.get_stands_display()),
            "edit": reverse("reintegration_goal", args=place) if writes else "",
            "drop": reverse("reintegration_goal_drop", args=place) if writes else "",
            "mark": reverse("reintegration_goal_mark", args=place) if marks else "",
        }
        found.setdefault(row.area, []).append(line)
    if Group.FACTS not in readable(plan):
        return []
    return [(area.label, found[area.value]) for area in PlanGoal.Area if area.value in found]


def earlier_lines(rows, user):
    """[{row, tag, number, url}] of what was noted; a number only where the reader may open that case."""
    return [
        {
            "row": row,
            "tag": (words.AGAIN[row.again], row.get_again_display()) if row.again else None,
            "number": row.other.reference if row.other and allowed(user, "case.view", row.other) else "",
            "by": row.by.display_name,
        }
        for row in rows
    ]


def why(found):
    """What fits, in words."""
    said = {"name": _("Name"), "birth": _("Day of birth"), "paper": _("Number of a paper")}
    return ", ".join(said[name] for name in ("name", "birth", "paper") if name in found)
