"""Returns as parts of the page "My work": what a supervisor reads, and where an officer is next."""

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.cases.waiting import part
from referrals.returns.models import Return
from referrals.returns.records import RiskAssessment

S = Return.Status
NEXT = {
    S.WISH: gettext_lazy("Next: explain what else there is, then plan."),
    S.PLANNING: gettext_lazy("Next: have the risks assessed by somebody else."),
    S.CLEARED: gettext_lazy("Next: what still stops the departure."),
    S.READY: gettext_lazy("Next: ask the carrier, then book."),
    S.BOOKED: gettext_lazy("Next: ask once more within 72 hours before the journey."),
    S.SUSPENDED: gettext_lazy("Next: talk with the person. Nothing goes on before."),
}


def to_decide(user):
    """Assessments that no supervisor has read, and returns that a risk forbids; never one's own (R-07)."""
    newer = RiskAssessment.objects.filter(way_home=OuterRef("pk"), done_at__gt=OuterRef("cleared_at"))
    first = RiskAssessment.objects.filter(way_home=OuterRef("pk"))
    unread = Q(status=S.RISK) & Exists(first) | Q(status__in=(S.CLEARED, S.READY, S.BOOKED)) & Exists(newer)
    rows = Return.objects.permitted(user, "return.clear").filter(unread | Q(status=S.BLOCKED))
    rows = rows.exclude(assessed_by=user).order_by("since", "pk")
    return part("return_decide", rows, at=F("since"), code=F("status"), who=F("assessed_by__display_name"))


def to_plan(user):
    """Returns whose next step is the officer's, the longest waiting first."""
    rows = Return.objects.permitted(user, "return.plan").open().filter(status__in=list(NEXT))
    return part("return_plan", rows.order_by("since", "pk"), at=F("since"), code=F("status"))


def line_to_decide(row):
    """What a supervisor reads."""
    blocked = row.code == S.BLOCKED
    title = _("A risk forbids a return") if blocked else _("Read a risk assessment before a return")
    text = _("By %(name)s. Next: is there a measure for each risk?") % {"name": row.who}
    if blocked:
        text = _("By %(name)s. Next: talk with the legal officer. No role can pass it.") % {"name": row.who}
    url = reverse("return_home", args=[row.case.reference])
    return {"title": title, "url": url, "text": text, "kind": "decide", "word": _("Decide")}


def line_to_plan(row):
    """Where the officer is next."""
    state = S(row.code)
    kind = "decide" if state == S.SUSPENDED else "soon" if state == S.BOOKED else "todo"
    url = reverse("return_home", args=[row.case.reference])
    return {"title": _("A return"), "url": url, "text": str(NEXT[state]), "kind": kind, "word": state.label}
