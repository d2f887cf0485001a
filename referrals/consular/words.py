"""The states of a consular referral in a word and a shape, its clocks, and what happened in sentences."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from referrals.consular.models import ConsularReferral

S = ConsularReferral.Status
SHAPES = {
    S.RIGHTS_TOLD: "todo",
    S.REFUSED: "stop",
    S.DRAFT: "todo",
    S.READY: "decide",
    S.APPROVED: "now",
    S.SENT: "wait",
    S.ACKNOWLEDGED: "now",
    S.CHECK: "now",
    S.INTERVIEW: "now",
    S.CONFIRMED: "now",
    S.NOT_CONFIRMED: "stop",
    S.REQUESTED: "now",
    S.ISSUED: "done",
    S.DECLINED: "stop",
    S.WITHDRAWN: "stop",
    S.CLOSED: "done",
}
# What the mission is told of a state that is its own; everything else stays between us.
THEIR_WORDS = {
    S.SENT: gettext_lazy("Not received yet"),
    S.ACKNOWLEDGED: gettext_lazy("Received"),
    S.CONFIRMED: gettext_lazy("Nationality confirmed"),
    S.NOT_CONFIRMED: gettext_lazy("Nationality not confirmed"),
    S.REQUESTED: gettext_lazy("Travel paper on its way"),
}
FIRST_ALERT, SECOND_ALERT = 7, 30  # days; overdue is no state (workflows.md 6, R14)
DAY = datetime.timedelta(days=1)

# The step of a CaseStep row: (sentence, kind of mark, chip of the timeline).
TIMELINE: dict[str, Any] = {
    "consular_tell": (gettext_lazy("Told of the right to contact with the own mission."), "done", "steps"),
    "consular_refuse": (gettext_lazy("Does not want contact with the mission. Help goes on."), "stop", "steps"),
    "consular_begin": (gettext_lazy("A referral to the mission was begun."), "now", "steps"),
    "consular_request": (gettext_lazy("The referral waits for approval."), "decide", "steps"),
    "consular_change": (gettext_lazy("The referral is changed once more."), "now", "steps"),
    "consular_approve": (gettext_lazy("What the mission will see was approved."), "done", "steps"),
    "consular_return": (gettext_lazy("The referral was given back."), "decide", "steps"),
    "consular_send": (gettext_lazy("The referral was sent to the mission."), "done", "steps"),
    "consular_acknowledge": (gettext_lazy("The mission received it. It may look from now on."), "now", "steps"),
    "consular_check": (gettext_lazy("The mission checks the nationality."), "now", "steps"),
    "consular_interview": (gettext_lazy("The mission talked with the person."), "now", "steps"),
    "consular_confirm": (gettext_lazy("The mission confirmed the nationality."), "done", "steps"),
    "consular_not_confirm": (gettext_lazy("The mission did not confirm the nationality."), "stop", "steps"),
    "consular_request_document": (gettext_lazy("The travel paper is on its way."), "now", "steps"),
    "consular_issue_document": (gettext_lazy("The travel paper is issued."), "done", "steps"),
    "consular_decline": (gettext_lazy("The mission declined."), "stop", "steps"),
    "consular_withdraw": (gettext_lazy("The sharing with the mission ended."), "stop", "steps"),
    "consular_feared": (gettext_lazy("The referral ended by itself, with the sharing."), "stop", "steps"),
    "consular_revoke": (gettext_lazy("The sharing with the mission was ended by us."), "stop", "steps"),
    "consular_take_back": (gettext_lazy("The referral was taken back before it was sent."), "stop", "steps"),
    "consular_close": (gettext_lazy("The referral was closed."), "done", "steps"),
    "fear_raise": (gettext_lazy("Asylum or a fear of the own state was written down."), "stop", "steps"),
}


def tag_of(referral):
    """(kind, word) of the state, as we see it."""
    return SHAPES[referral.status], referral.get_status_display()


def their_tag(referral):
    """(kind, word) of the state, as the mission sees it."""
    return SHAPES[referral.status], THEIR_WORDS.get(referral.status) or referral.get_status_display()


def long(day):
    """10 March 2026."""
    return date_format(day, "j F Y")


def days_since(moment):
    """Whole days since a moment."""
    return (timezone.now() - moment) // DAY


def clock(referral):
    """The clock of the present step as partials/clock.html takes it, None where nobody is waited for."""
    if referral.status not in (*referral.OURS, *referral.THEIRS):
        return None
    gone = days_since(referral.since)
    allowed = FIRST_ALERT if gone < FIRST_ALERT else SECOND_ALERT
    left = FIRST_ALERT - gone
    if left > 0:
        words = ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
        kind = "wait" if left <= 3 else "half"
    else:
        words = ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left} if left else _("Due today")
        kind = "late" if left else "wait"
    return {
        "name": _("Their answer") if referral.status in referral.THEIRS else _("Our next step"),
        "url": "",
        "kind": kind,
        "words": words,
        "share": min(100, max(0, gone * 100 // allowed)),
        "rule": rule(referral, gone),
    }


def rule(referral, gone):
    """Where the clock's days come from, and what follows when the second alert has passed."""
    if gone >= SECOND_ALERT:
        return _("More than 30 days since %(day)s. Ask the next mission, or go on without.") % {
            "day": long(referral.since)
        }
    return _("7 days from %(day)s, again at 30.") % {"day": long(referral.since)}


def late(referral):
    """Whether the first alert has passed. An answer is welcome late."""
    return referral.status in (*referral.OURS, *referral.THEIRS) and days_since(referral.since) >= FIRST_ALERT
