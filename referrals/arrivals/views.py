"""Arrivals: of one case, the list of all that are expected, and the receiving agency's own list (C11)."""

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch, readable
from accounts.acting import current
from accounts.pages import group_on, page
from accounts.policy import Group
from casework.attempts import DONE, attempt
from casework.cases.doors import only_for
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.queries import line as case_line
from casework.cases.views_people import posted
from casework.frame import who
from referrals.arrivals import actions
from referrals.arrivals.forms import ArrivalForm, ArrivedForm
from referrals.arrivals.models import Arrival
from referrals.consular.views import case_here, sent
from referrals.portal.queries import names_of

ROOM, PAGE = "arrival_home", 25
CHIPS = (
    ("", gettext_lazy("All")),
    ("home", gettext_lazy("Go home from here")),
    ("back", gettext_lazy("Come back to us")),
)


def tag(row):
    """State in a word and a shape."""
    if row.called_off_at:
        return "stop", _("Called off")
    return ("done", _("Arrived")) if row.arrived_on else ("wait", _("Expected"))


@require_safe
def arrival_home(request, reference):
    """Arrivals of one case."""
    case = case_here(request.user, "arrival.list", reference)
    rows = list(Arrival.objects.filter(case=case).select_related("recipient").order_by("-planned_at"))
    for row in rows:
        row.case = case
    lines = [{"row": row, "tag": tag(row), "to": row.recipient.name if row.recipient else ""} for row in rows]
    planned = next((shown["row"] for shown in lines if shown["tag"][0] == "wait"), None)
    may = allowed(request.user, "arrival.change", case)
    return page(
        request,
        "referrals/arrivals/arrival_home.html",
        case=case,
        lines=lines,
        may_plan=planned is None and case.status not in Case.CLOSED and allowed(request.user, "arrival.plan", case),
        planned=planned.number if planned and may else "",
        arrived=ArrivedForm(),
        **who(case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def arrival_new(request, reference):
    """Plans one. Who receives is offered only where the person said yes to them."""
    case = case_here(request.user, "arrival.plan", reference)
    form = ArrivalForm(posted(request), shares=actions.tellable(case))
    return edited(request, case, form, lambda: actions.plan(case, by=request.user, **form.values()))


def edited(request, case, form, act):
    """The form's page, or back to the arrivals once it went through."""
    if request.method == "POST" and form.is_valid() and attempt(form, act) == DONE:
        messages.success(request, _("Saved."))
        return redirect(ROOM, case.reference)
    shown = {"case": case, "form": form, **who(case, request.user, ROOM)}
    return page(request, "referrals/arrivals/arrival_form.html", status=422 if form.errors else 200, **shown)


def arrival_here(user, action, reference, number):
    """One arrival of the case of the address."""
    case = case_here(user, action, reference)
    rows = Arrival.objects.filter(case=case).select_related("recipient")
    row = fetch(Arrival, user, action, queryset=rows, number=tidy(number))
    row.case = case
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def arrival_edit(request, reference, number):
    """Another day or place."""
    row = arrival_here(request.user, "arrival.change", reference, number)
    initial = {name: getattr(row, name) for name in ("expected_on", *actions.WORDS)}
    form = ArrivalForm(posted(request), shares=(), changing=True, initial=initial)
    for name in [name for name in initial if group_on(row, name) not in readable(row)]:
        del form.fields[name]  # who may not read it does not change it either
    version = row.version
    return edited(
        request, row.case, form, lambda: actions.change(row, by=request.user, version=version, **form.values())
    )


@require_POST
def arrival_step(request, reference, number, name):
    """The person is here, or it will not be."""
    row = arrival_here(request.user, "arrival.change", reference, number)
    form = ArrivedForm(request.POST)
    try:
        if name == "call-off":
            actions.call_off(row, by=request.user)
        elif form.is_valid():
            actions.arrived(row, by=request.user, **form.cleaned_data)
        else:
            raise ValidationError(_("Write the day, the month and the year"))
        messages.success(request, _("Done. The step stands in the timeline."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(ROOM, row.case.reference)


def asked(params):
    """(chip, place). BadRequest for anything else in the address."""
    show, after = params.get("show", ""), params.get("after", "")
    if params.keys() - {"show", "after"} or show not in dict(CHIPS) or (after and not tidy(after)):
        raise BadRequest
    return show, tidy(after)


def paged(rows, after):
    """(one page, the soonest first, number of its last row where more follow)."""
    if after:
        last = rows.filter(number=after).values_list("expected_on", "pk").first()
        if last is None:
            raise BadRequest
        rows = rows.filter(Q(expected_on__gt=last[0]) | Q(expected_on=last[0], pk__gt=last[1]))
    found = list(rows.order_by("expected_on", "pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else ""


@require_safe
@only_for("arrival.list")
def arrival_queue(request):
    """Who is expected, the soonest first, on the cases that this person works with."""
    show, after = asked(request.GET)
    rows = Arrival.objects.permitted(request.user, "arrival.list").expected()
    rows = rows.filter(way=show) if show else rows
    found, more = paged(rows.select_related("case", "case__team", "recipient").prefetch_related("case__person"), after)
    current().load_cases([row.case_id for row in found])
    chip = f"show={show}&" if show else ""
    return page(
        request,
        "referrals/arrivals/arrival_queue.html",
        lines=[queued(row) for row in found],
        chips=[
            {"label": label, "url": f"?show={name}" if name else reverse("arrival_queue"), "current": name == show}
            for name, label in CHIPS
        ],
        pager={"newer": "." if after else "", "older": f"?{chip}after={more}" if more else ""},
    )


def queued(row):
    """One arrival of the list, as far as this reader may read the person."""
    shown = case_line(row.case)
    url = reverse(ROOM, args=[row.case.reference])
    return {"row": row, "name": shown["name"], "lang": shown["lang"], "url": url,
            "to": row.recipient.name if row.recipient else ""}  # fmt: skip


@require_safe
@only_for("arrival.receive")
def arrival_expected(request):
    """The receiving agency's own list: who is expected on which day, with the name where it was shared."""
    _show, after = asked(request.GET)
    rows = Arrival.objects.permitted(request.user, "arrival.receive").expected()
    found, more = paged(rows.select_related("case", "case__person", "share", "share__recipient"), after)
    current().load_cases([row.case_id for row in found])
    for row in found:
        current().show(row.case_id, {Group.REFERRAL, Group.ORIGIN, Group.TRAVEL})
    names = names_of(found)
    return page(
        request,
        "referrals/arrivals/arrival_expected.html",
        lines=[there(row, names.get(row.pk, "")) for row in found],
        arrived=ArrivedForm(),
        pager={"newer": "." if after else "", "older": f"?after={more}" if more else ""},
    )


def there(row, name):
    """One line of the recipient's list: its own plan, the name where it was shared, and nothing of the case."""
    return {
        "number": row.number,
        "name": name,
        "on": row.expected_on,
        "province": row.province,
        "reception": row.reception,
        "screening": row.screening,
        "url": reverse("arrival_received", args=[row.number]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def arrival_received(request, number):
    """The receiving agency writes that the person has come."""
    rows = Arrival.objects.select_related("case")
    row = fetch(Arrival, request.user, "arrival.receive", queryset=rows, number=tidy(number))
    form = ArrivedForm(posted(request))
    if sent(request, form, lambda **given: actions.received(row, by=request.user, **given)):
        messages.success(request, _("Written down. The caseworker is told."))
        return redirect("arrival_expected")
    status = 422 if form.errors else 200
    return page(request, "referrals/arrivals/arrival_received.html", status=status, form=form, number=row.number)
