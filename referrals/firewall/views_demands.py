"""Demands of authorities: the list, writing one down, and deciding together (C-10). Nothing leaves from here."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts import cursors
from accounts.pages import page
from accounts.policy import may
from casework.attempts import DONE, WRONG, attempt
from casework.cases.doors import only_for
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from referrals.consular.views import sent
from referrals.firewall import demands, queries
from referrals.firewall.demands import DEMAND
from referrals.firewall.forms import DemandForm, step_form
from referrals.firewall.models import Demand
from referrals.ownkeys import opened
from referrals.portal.views import place_asked

S = Demand.Status
SHAPES = {S.RECEIVED: "todo", S.PROPOSED: "decide", S.DECIDED: "now", S.ANSWERED: "done"}


def line(row, user):
    """One demand in the list; a link only for those who may open it."""
    late = row.due_on is not None and row.status != S.ANSWERED and row.due_on < timezone.localdate()
    return {
        "number": row.number,
        "kind": row.get_kind_display(),
        "received": row.received_on,
        "due": row.due_on,
        "late": late,
        "tag": (SHAPES[row.status], row.get_status_display()),
        "by": row.written_by.display_name,
        "url": reverse("demand_detail", args=[row.number]) if may(user, "demand.view") else "",
    }


@require_safe
@only_for("demand.list")
def demand_list(request):
    """Demands of the own organisation, newest first; for who only wrote one down: that it is there."""
    place = place_asked(request.GET)
    rows, more = queries.demands(place)
    return page(
        request,
        "referrals/firewall/demand_list.html",
        lines=[line(row, request.user) for row in rows],
        pager={"newer": "." if place else "", "older": f"?older={cursors.place(*more)}" if more else ""},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only_for("demand.write")
def demand_new(request):
    """Writes a demand down. Who guards the data is told at once."""
    form = DemandForm(posted(request))
    if sent(request, form, lambda **given: demands.receive(by=request.user, **given)):
        messages.success(request, _("Written down. Who guards the data is told. Give nothing before it is decided."))
        return redirect("demand_list")
    return page(request, "referrals/firewall/demand_new.html", status=422 if form.errors else 200, form=form)


TEXTS = (
    ("asker", gettext_lazy("Office, and who signed")),
    ("asked", gettext_lazy("What they ask for")),
    ("basis", gettext_lazy("Law or order they name")),
    ("people", gettext_lazy("Whom it is about")),
    ("why", gettext_lazy("Why this is proposed")),
    ("why_not", gettext_lazy("Why it was given back")),
    ("given", gettext_lazy("What was given")),
)


@require_safe
def demand_detail(request, number):
    """One demand: what is asked, what was decided by whom, what was given."""
    row = queries.demand_for(request.user, "demand.view", tidy(number))
    said = opened(row)
    return page(
        request,
        "referrals/firewall/demand_detail.html",
        line=line(row, request.user),
        decision=row.get_decision_display() if row.decision else "",
        texts=[{"label": label, "value": said[name]} for name, label in TEXTS if said.get(name)],
        proposed_by=row.proposed_by.display_name if row.proposed_by else "",
        decided_by=row.decided_by.display_name if row.decided_by else "",
        decided_at=row.decided_at,
        steps=[
            {"label": step.label, "care": step.care, "form": bool(step.asks),
             "url": reverse("demand_step", args=[row.number, step.name])}
            for step in DEMAND.available(row, request.user)
            if row.status != S.PROPOSED or row.proposed_by_id != request.user.pk
        ],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def demand_step(request, number, name):
    """One step of deciding. One that does not fit answers 409."""
    if name not in DEMAND.steps:
        raise Http404
    step = DEMAND.steps[name]
    row = queries.demand_for(request.user, DEMAND.action(step), tidy(number))
    form = step_form(step.asks, posted(request))
    status = 200
    if request.method == "POST":
        status = taken(form, row, name, request.user)
    if status == DONE:
        messages.success(request, _("Done."))
        return redirect("demand_detail", row.number)
    shown = {"step": step, "form": form, "back": reverse("demand_detail", args=[row.number])}
    return page(request, "referrals/firewall/step.html", status=status, wrong_state=status == WRONG, **shown)


def taken(form, row, name, user):
    """DONE, WRONG or 422: the step with what was typed."""
    if not form.is_valid():
        return 422
    return attempt(form, lambda: DEMAND.move(row, name, by=user, **form.cleaned_data))
