"""Pages of the journey: the line of stations, and what was done to the person there."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch
from accounts.editing import edit, must_stand_at
from accounts.pages import page
from accounts.performing import Stale
from accounts.signin.drafts import drop_draft, name_drafts
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.frame import who
from casework.journey import actions, stations, told
from casework.journey.codes import Stop
from casework.journey.forms import LegForm, MoneyForm, WorkForm
from casework.journey.models import Exploitation, Leg, MoneyNamed
from casework.people.views import with_draft

ROOM = "journey_detail"
NEEDED = ("person", "person__safe_asked_by", "team", "organisation")
# kind in the address: model, form, action that saves, words for one, page it stands on
KINDS = {
    "stops": (Leg, LegForm, actions.save_stop, gettext_lazy("A station"), "journey_detail"),
    "work": (Exploitation, WorkForm, actions.save_work, gettext_lazy("The work there"), "journey_facts"),
    "money": (MoneyNamed, MoneyForm, actions.save_money, gettext_lazy("An amount"), "journey_facts"),
}
name_drafts("journey", gettext_lazy("Journey"))


def case_of(request, reference, action):
    """The case with what the strip above needs, or 404/403."""
    cases = Case.objects.select_related(*NEEDED)
    return fetch(Case, request.user, action, queryset=cases, reference=tidy(reference))


def frame(request, case):
    """What every page of the room needs."""
    may = allowed(request.user, "journey.edit", case)
    return {"case": case, "may_edit": may, **who(case, request.user, ROOM)}


def rows_of(case):
    """(stations, work, amounts) of the case."""
    facts = [list(model.objects.filter(case=case).order_by("pk")) for model in (Exploitation, MoneyNamed)]
    return (actions.line_of(case.pk), *facts)


@require_safe
def journey_detail(request, reference):
    """The line of stations, the amounts that were named, and what interviews told that is not on it yet."""
    case = case_of(request, reference, "journey.view")
    legs, work, money = rows_of(case)
    context = frame(request, case)
    return page(
        request,
        "casework/journey/journey_detail.html",
        stations=stations.line(legs),
        summary=stations.summary(legs) if legs else "",
        amounts=stations.amounts(legs, money),
        facts=len(work) + len(money),
        told=told.suggestions(case, legs, money) if context["may_edit"] else [],
        **context,
    )


@require_safe
def journey_facts(request, reference):
    """What the person had to do, place by place, and every amount."""
    case = case_of(request, reference, "journey.view")
    legs, work, money = rows_of(case)
    headings = {leg.pk: stations.heading(leg) for leg in legs}
    return page(
        request,
        "casework/journey/journey_facts.html",
        work=[stations.work_card(row, headings) for row in work],
        money=[stations.money_card(row, headings) for row in money],
        **frame(request, case),
    )


def kind_of(kind):
    """What belongs to a kind in the address, or 404."""
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def change(request, kind, row, initial=None, key="", **fields):
    """Shows or saves one row; `fields` go with it and are not asked for."""
    _model, form_class, save_row, heading, back = kind_of(kind)
    case = row.case
    form = form_class(request.POST or None, instance=row, initial=initial or {})
    draft = with_draft(request, form, key) if key else None

    def save(**values):
        saved = save_row(row, by=request.user, **values, **fields)
        if key:
            drop_draft(request.user, key)
        messages.success(request, _("Saved."))
        return f"{reverse(back, args=[case.reference])}#r{saved.pk}"

    context = {"kind": kind, "heading": heading, "row": None if row._state.adding else row, "draft": draft}
    context |= {"draft_key": key, "back_url": reverse(back, args=[case.reference]), **frame(request, case)}
    return edit(request, form, save, "casework/journey/journey_row.html", **context)


def suggestion_named(request, case, kind):
    """The suggestion of the address, or None: it may have been added in the meantime."""
    wanted = request.GET.get("told", "")
    if not wanted:
        return None
    legs, _work, money = rows_of(case)
    found = told.suggestions(case, legs, money)
    return next((one for one in found if (one.kind, one.key) == (kind, wanted)), None)


@require_http_methods(["GET", "HEAD", "POST"])
def journey_new(request, reference, kind):
    """A new station, entry or amount. A station's kind is chosen first; `after` names the station before it."""
    model = kind_of(kind)[0]
    case = case_of(request, reference, "journey.edit")
    chosen = request.GET.get("kind", "")
    suggestion = suggestion_named(request, case, kind)
    if suggestion is None and kind == "stops" and chosen not in Stop.values and request.method != "POST":
        return choose(request, case)
    fields = {"told_in": suggestion.answer} if suggestion else {}
    if kind == "stops":
        fields["after"] = station_named(request, case)
    initial = suggestion.initial if suggestion else {"kind": chosen} if chosen in Stop.values else {}
    key = "" if suggestion else f"journey:{kind}:{chosen}:{case.pk}"[:200]
    return change(request, kind, model(case=case), initial, key, **fields)


def choose(request, case):
    """Which kind of station it is."""
    query = f"&after={request.GET['after']}" if station_named(request, case) else ""
    kinds = [{"code": code, "label": words, "sign": stations.SIGNS[code]} for code, words in Stop.choices]
    return page(request, "casework/journey/journey_kind.html", kinds=kinds, query=query, **frame(request, case))


def station_named(request, case):
    """The id of the station that the new one follows, where the address names one of this case."""
    wanted = request.GET.get("after", "")
    return next((leg.pk for leg in actions.line_of(case.pk) if str(leg.pk) == wanted), None) if wanted else None


def row_of(request, reference, kind, pk):
    """The row with its case and person, or 404/403."""
    model = kind_of(kind)[0]
    rows = model.objects.select_related("case", *(f"case__{name}" for name in NEEDED))
    return fetch(model, request.user, "journey.edit", queryset=rows, pk=pk, case__reference=tidy(reference))


@require_http_methods(["GET", "HEAD", "POST"])
def journey_edit(request, reference, kind, pk):
    """Changes one row."""
    return change(request, kind, row_of(request, reference, kind, pk))


@require_POST
def journey_move(request, reference, pk):
    """Changes a station's place with the one before or behind it."""
    leg = row_of(request, reference, "stops", pk)
    way = {"up": actions.UP, "down": actions.DOWN}.get(request.POST.get("way"))
    if way:
        try:
            actions.move_stop(leg, way, by=request.user)
        except Stale:
            messages.error(request, _("Somebody changed the journey in the meantime. Look at it and try again."))
    return HttpResponseRedirect(f"{reverse(ROOM, args=[leg.case.reference])}#r{leg.pk}")


@require_POST
def journey_remove(request, reference, kind, pk):
    """Takes one row away as it stood on the page; the history keeps it. 409 when somebody changed it (S-86)."""
    row = row_of(request, reference, kind, pk)
    seen = request.POST.get("version", "")
    try:
        must_stand_at(row, int(seen) if seen.isdecimal() and len(seen) < 10 else None)
    except Stale:
        return not_removed(request, row_of(request, reference, kind, pk), kind)
    (actions.remove_stop if kind == "stops" else actions.remove_fact)(row, by=request.user)
    messages.success(request, _("Taken away. It is still in “What changed”."))
    return HttpResponseRedirect(reverse(KINDS[kind][4], args=[row.case.reference]))


def not_removed(request, row, kind):
    """409: the row as it stands now, with a sentence; nothing was taken away."""
    messages.error(request, _("Somebody changed this in the meantime. Look at it again before you take it away."))
    _model, form_class, _save, heading, back = KINDS[kind]
    context = {"kind": kind, "heading": heading, "row": row, "form": form_class(instance=row), "draft": None}
    context |= {"draft_key": "", "back_url": reverse(back, args=[row.case.reference]), **frame(request, row.case)}
    return page(request, "casework/journey/journey_row.html", status=409, **context)
