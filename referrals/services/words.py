"""The states of a service referral in a word and a shape, its clock, and what happened in sentences."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import codes
from referrals.services.models import HOURS, ServiceReferral

S = ServiceReferral.Status
SHAPES = {
    S.DRAFT: "todo",
    S.PENDING: "wait",
    S.READY: "decide",
    S.APPROVED: "now",
    S.SENT: "wait",
    S.ACKNOWLEDGED: "now",
    S.ACCEPTED: "now",
    S.IN_PROGRESS: "now",
    S.ON_HOLD: "wait",
    S.DECLINED: "stop",
    S.COMPLETED: "done",
    S.CANCELLED: "stop",
    S.WITHDRAWN: "stop",
}
URGENT = {"immediate": "late", "emergency": "late", "urgent": "soon"}
# What the provider is told of a state that is its own.
THEIR_WORDS = {S.SENT: gettext_lazy("Not received yet"), S.ACKNOWLEDGED: gettext_lazy("Received, not answered yet")}
HOUR, DAY = 3600, 86400  # seconds

# The step of a CaseStep row: (sentence, kind of mark, chip of the timeline).
TIMELINE: dict[str, Any] = {
    "service_begin": (gettext_lazy("A referral to a service was begun."), "now", "steps"),
    "service_wait": (gettext_lazy("The person is asked about a referral to a service."), "wait", "steps"),
    "service_request": (gettext_lazy("A referral to a service waits for approval."), "decide", "steps"),
    "service_change": (gettext_lazy("A referral to a service is changed once more."), "now", "steps"),
    "service_approve": (gettext_lazy("What a provider will see was approved."), "done", "steps"),
    "service_return": (gettext_lazy("A referral to a service was given back."), "decide", "steps"),
    "service_send": (gettext_lazy("A referral to a service was sent."), "done", "steps"),
    "service_send_now": (gettext_lazy("A referral to a service was sent at once."), "decide", "steps"),
    "service_send_in_danger": (gettext_lazy("A referral was sent without consent: danger to life."), "late", "steps"),
    "service_pass_on": (gettext_lazy("A referral to a service was passed on by hand."), "done", "steps"),
    "service_pass_on_now": (gettext_lazy("A referral was passed on by hand at once."), "decide", "steps"),
    "service_review": (gettext_lazy("A supervisor reviewed what was sent at once."), "done", "steps"),
    "service_acknowledge": (gettext_lazy("The provider received the referral."), "now", "steps"),
    "service_accept": (gettext_lazy("The provider accepted."), "done", "steps"),
    "service_decline": (gettext_lazy("The provider declined."), "stop", "steps"),
    "service_start": (gettext_lazy("The service is under way."), "now", "steps"),
    "service_hold": (gettext_lazy("The service is on hold."), "wait", "steps"),
    "service_complete": (gettext_lazy("The service is done; the result is noted."), "done", "steps"),
    "service_cancel": (gettext_lazy("A referral to a service was cancelled."), "stop", "steps"),
    "service_withdraw": (gettext_lazy("The sharing with a provider ended."), "stop", "steps"),
    "service_feared": (gettext_lazy("A referral to a service ended by itself, with the sharing."), "stop", "steps"),
    "service_revoke": (gettext_lazy("The sharing with a provider was ended by us."), "stop", "steps"),
    "service_arrived": (gettext_lazy("The partner at home met the person."), "done", "steps"),
    "service_reached": (gettext_lazy("The partner at home reached the person."), "done", "steps"),
    "service_no_contact": (gettext_lazy("The partner at home has no contact yet."), "late", "steps"),
}


def tag_of(row):
    """(kind, word) of the state, as we see it."""
    return SHAPES[row.status], row.get_status_display()


def their_tag(row):
    """(kind, word) of the state, as the provider sees it."""
    return SHAPES[row.status], THEIR_WORDS.get(row.status) or row.get_status_display()


def urgency_of(row):
    """(kind, word) of the priority, None for the usual one."""
    return (URGENT[row.priority], label_of(row.priority)) if row.priority in URGENT else None


def label_of(priority):
    """The priority in words."""
    return codes.label("referral_priorities", priority)


def spell(seconds):
    """A length of time: hours up to two days, then days."""
    if seconds < 2 * DAY:
        count = max(1, int(seconds // HOUR))
        return ngettext("%(n)s hour", "%(n)s hours", count) % {"n": count}
    count = int(seconds // DAY)
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}


def clock(row):
    """The clock of the present step as partials/clock.html takes it, None where nobody is waited for."""
    if row.status in ServiceReferral.ENDED:
        return None
    left = (row.due_at - timezone.now()).total_seconds()
    begun = row.sent_at if row.status in ServiceReferral.WAITING else row.since
    whole = max(1, (row.due_at - (begun or row.since)).total_seconds())
    late = _("%(time)s late") % {"time": spell(-left)}
    return {
        "name": name_of(row),
        "url": "",
        "kind": kind_of(left, whole),
        "words": _("%(time)s left") % {"time": spell(left)} if left > 0 else late,
        "share": min(100, max(0, round(100 - left * 100 / whole))),
        "rule": rule(row),
    }


def kind_of(left, whole):
    """Late, nearly so, or in time."""
    if left <= 0:
        return "late"
    return "wait" if left * 3 <= whole else "half"


def name_of(row):
    """What the clock is about."""
    if row.status in ServiceReferral.OURS:
        return _("Our next step")
    return _("Their answer") if row.status in ServiceReferral.WAITING else _("How it goes")


def rule(row):
    """Where the time comes from."""
    if row.status in ServiceReferral.RUNNING:
        return _("Ask after 14 days how it goes.")
    hours = HOURS[row.priority]
    return _("%(priority)s: %(time)s.") % {"priority": label_of(row.priority), "time": spell(hours * HOUR)}


def late(row):
    """Whether its time has passed. An answer is welcome late."""
    return row.status not in ServiceReferral.ENDED and row.due_at < timezone.now()
