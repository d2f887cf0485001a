"""The states of a return and of a removal in a word and a shape, their clocks, and what happened in sentences."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.access import readable
from accounts.policy import Group
from referrals.returns.facts import VALID
from referrals.returns.grounds import state_of
from referrals.returns.models import Return
from referrals.returns.needs import AGAIN
from referrals.returns.records import ReturnStep, RiskAssessment, RiskFactor
from referrals.returns.removals import Removal
from referrals.returns.removing import REMOVAL
from referrals.returns.transitions import BY_ITSELF, RETURN

S = Return.Status
SHAPES = {
    S.WISH: "todo", S.PLANNING: "now", S.RISK: "now", S.BLOCKED: "stop", S.OWN_CHOICE: "decide", S.CLEARED: "now",
    S.READY: "now", S.BOOKED: "now", S.DEPARTED: "now", S.ARRIVED: "now", S.HANDED_OVER: "done", S.MONTH_1: "done",
    S.MONTH_3: "done", S.MONTH_6: "done", S.MONTH_12: "done", S.COMPLETED: "done", S.OWN_WAY: "bar", S.STOPPED: "bar",
    S.SUSPENDED: "stop",
}  # fmt: skip
OF_REMOVAL = {"announced": "decide", "lifted": "done", "left": "stop", "arrived": "now"}
SEVERE = {"critical": "stop", "high": "late", "medium": "soon"}
SEVERITY = {"critical": gettext_lazy("Critical"), "high": gettext_lazy("High"), "medium": gettext_lazy("Medium")}

# The step of a CaseStep row: (sentence, kind of mark, chip of the timeline).
TIMELINE: dict[str, Any] = {
    "return_wish": (gettext_lazy("The person said that they want to go back."), "now", "steps"),
    "return_plan": (gettext_lazy("The ways were explained; the return is planned."), "now", "steps"),
    "return_assess": (gettext_lazy("The risks of the return are assessed."), "wait", "steps"),
    "return_file": (gettext_lazy("The risks of the return were assessed."), "decide", "steps"),
    "return_factor": (gettext_lazy("A new risk of the return was written down."), "decide", "steps"),
    "return_block": (gettext_lazy("A risk forbids the return."), "stop", "steps"),
    "return_clear": (gettext_lazy("The risks of the return were cleared."), "done", "steps"),
    "return_renew": (gettext_lazy("A newer assessment of the risks was cleared."), "done", "steps"),
    "return_reassess": (gettext_lazy("New facts: the risks are assessed again."), "now", "steps"),
    "return_advise": (gettext_lazy("A legal officer gave advice on the return."), "now", "steps"),
    "return_own_choice": (gettext_lazy("The person chooses to go nevertheless."), "decide", "steps"),
    "return_own_way": (gettext_lazy("The person goes their own way."), "stop", "steps"),
    "return_mark": (gettext_lazy("A step of the return is done."), "done", "steps"),
    "return_ready": (gettext_lazy("Everything for the return is ready."), "done", "steps"),
    "return_book": (gettext_lazy("The journey is booked."), "done", "steps"),
    "return_unbook": (gettext_lazy("The journey does not take place."), "stop", "steps"),
    "return_ask_again": (gettext_lazy("Asked once more before the journey: yes."), "done", "steps"),
    "return_depart": (gettext_lazy("The person departed."), "done", "steps"),
    "return_arrive": (gettext_lazy("The person arrived."), "done", "steps"),
    "return_receive": (gettext_lazy("The person was received at home."), "done", "steps"),
    "return_follow_up_1m": (gettext_lazy("Asked after 1 month."), "done", "steps"),
    "return_follow_up_3m": (gettext_lazy("Asked after 3 months."), "done", "steps"),
    "return_follow_up_6m": (gettext_lazy("Asked after 6 months."), "done", "steps"),
    "return_follow_up_12m": (gettext_lazy("Asked after 12 months."), "done", "steps"),
    "return_complete": (gettext_lazy("The return is closed."), "done", "steps"),
    "return_stop": (gettext_lazy("The person has changed their mind. The return stopped at once."), "stop", "steps"),
    "return_suspend": (gettext_lazy("The return is suspended by itself."), "stop", "steps"),
    "return_resume": (gettext_lazy("The return begins again at the planning."), "now", "steps"),
    "removal_note": (gettext_lazy("A removal by a state was written down."), "late", "steps"),
    "removal_change": (gettext_lazy("More is known of the removal."), "now", "steps"),
    "removal_tell": (gettext_lazy("The receiving side was told of the removal."), "done", "steps"),
    "removal_lift": (gettext_lazy("The removal was called off."), "done", "steps"),
    "removal_leave": (gettext_lazy("The person was removed."), "stop", "steps"),
    "removal_arrive": (gettext_lazy("The person arrived after the removal."), "now", "steps"),
    "removal_receive": (gettext_lazy("The person was received after the removal."), "done", "steps"),
    "removal_follow_up_1m": (gettext_lazy("Asked 1 month after the removal."), "done", "steps"),
    "removal_follow_up_3m": (gettext_lazy("Asked 3 months after the removal."), "done", "steps"),
    "removal_follow_up_6m": (gettext_lazy("Asked 6 months after the removal."), "done", "steps"),
    "removal_follow_up_12m": (gettext_lazy("Asked 12 months after the removal."), "done", "steps"),
    "removal_complete": (gettext_lazy("The removal is no longer followed."), "done", "steps"),
}
ACTIONS = {
    "return.wish": gettext_lazy("Wrote down the wish to go back"),
    "return.file": gettext_lazy("Assessed the risks of a return"),
    "return.factor": gettext_lazy("Wrote down a new risk of a return"),
    "return.measure": gettext_lazy("Wrote what is done about a risk"),
    "return.advise": gettext_lazy("Gave advice on a return"),
    "return.paper": gettext_lazy("Chose the paper to travel with"),
    "return.line": gettext_lazy("Said who does a step of a return"),
    "return.mark": gettext_lazy("Ticked a step of a return"),
    "return.ask_again": gettext_lazy("Asked once more before the journey"),
    "removal.note": gettext_lazy("Wrote down a removal by a state"),
    "removal.change": gettext_lazy("Wrote more about a removal"),
    "removal.tell": gettext_lazy("Told the receiving side of a removal"),
    **{flow.action(step): step.label for flow in (RETURN, BY_ITSELF, REMOVAL) for step in flow.steps.values()},
}
MODELS: dict = {
    Return: gettext_lazy("A return"),
    ReturnStep: gettext_lazy("A step of a return"),
    RiskAssessment: gettext_lazy("An assessment of the risks of a return"),
    RiskFactor: gettext_lazy("A risk of a return"),
    Removal: gettext_lazy("A removal by a state"),
}


def introduce():
    """Adds them to the words of the case."""
    from casework.cases.views_trail import RECORDED
    from casework.cases.words import speak_of

    speak_of(TIMELINE, ACTIONS, itself=("return_suspend", "return.suspend"))
    RECORDED.update(MODELS)


def tag_of(row, facts):
    """(kind, word) of the state as it is now."""
    state = state_of(row, facts)
    return SHAPES[state], state.label


def tag_of_removal(row):
    """(kind, word) of a removal's state."""
    return OF_REMOVAL.get(row.status, "done"), row.get_status_display()


def days_left(count):
    """So many days still, or that it has ended."""
    if count < 0:
        return _("Ended")
    return ngettext("%(n)s day left", "%(n)s days left", count) % {"n": count} if count else _("Today")


def clocks(row, facts):
    """Lines of partials/clock.html: the paper, the assessment, the question before the journey."""
    if row.status not in (*Return.BEFORE, S.SUSPENDED):
        return []
    made = (paper_clock(row, facts), assessment_clock(row, facts), asking_clock(row, facts))
    return [clock for clock in made if clock]


def clock(name, count, whole, rule):
    """One line: `count` of `whole` days are left."""
    kind = "late" if count < 0 else "wait" if count * 3 <= whole else "half"
    share = min(100, max(0, round(100 - count * 100 / max(whole, 1))))
    return {"name": name, "url": "", "kind": kind, "words": days_left(count), "share": share, "rule": rule}


def paper_clock(row, facts):
    """The travel paper, within its last 90 days."""
    if facts.paper is None or facts.paper.expires_on is None:
        return None
    left = (facts.paper.expires_on - facts.today).days
    rule = _("ends %(day)s") % {"day": facts.paper.expires_on.strftime("%-d %B %Y")}
    return clock(_("Travel paper"), left, 90, rule) if left <= 90 else None


def assessment_clock(row, facts):
    """Thirty days from the assessment."""
    if facts.assessment is None:
        return None
    done = timezone.localdate(facts.assessment.done_at)
    rule = _("holds 30 days from %(day)s") % {"day": done.strftime("%-d %B %Y")}
    return clock(_("Risk assessment"), (facts.valid_until - facts.now).days, VALID.days, rule)


def asking_clock(row, facts):
    """The question within 72 hours of the departure."""
    if row.status != S.BOOKED or row.travel_on is None or Group.TRAVEL not in readable(row):
        return None
    name, rule = _("Ask once more"), _("within 72 hours of the departure")
    if row.asked_again_at is not None and facts.now - row.asked_again_at <= AGAIN:
        return {"name": name, "url": "", "kind": "done", "words": _("Yes"), "share": 100, "rule": rule}
    return clock(name, (row.travel_on - facts.today).days, 3, rule)
