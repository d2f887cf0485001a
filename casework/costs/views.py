"""Pages of costs: those of a case with their totals, a new one, decisions; and the totals of the team."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allowed, fetch
from accounts.pages import page
from casework.attempts import DONE, REFUSED, WRONG, attempt
from casework.cases.doors import case_for, only_for
from casework.cases.numbers import tidy
from casework.cases.queries import line as case_line
from casework.cases.views_people import posted
from casework.costs import actions, queries, words
from casework.costs.forms import CostForm, LimitForm, LineForm, ReceiptForm, StepForm
from casework.costs.models import Cost, FundingLine, SpendingLimit
from casework.costs.transitions import COST
from casework.files.blobs import CannotStore
from casework.files.forms import UploadField
from casework.frame import who

ROOM = "cost_list"
FULL = UploadField.default_error_messages["full"]


def kept(form, act):
    """DONE, or the sentences of what went wrong on the form; also where the disk took nothing."""
    if not form.is_valid():
        return REFUSED
    try:
        return attempt(form, lambda: act(**form.cleaned_data))
    except CannotStore:
        form.add_error("file", FULL)
    return REFUSED


def line(row, user):
    """One cost with what this reader may do with it."""
    steps = [
        {"label": step.label, "care": step.care, "form": bool(step.asks),
         "url": reverse("cost_step", args=[row.case.reference, row.pk, step.name])}
        for step in COST.available(row, user)
        if step.name == "take_back" or row.noted_by_id != user.pk
    ]  # fmt: skip
    return {
        "row": row,
        "tag": words.tag_of(row),
        "amount": words.said(row),
        "steps": steps,
        "line": row.line.name if row.line else _("No grant named"),
        "by": row.noted_by.display_name,
        "decided_by": row.decided_by.display_name if row.decided_by else "",
        "receipt_url": receipt_url(row, user),
    }


def receipt_url(row, user):
    """Where a receipt that came later is added; '' for whoever may not, or where there is one."""
    if row.receipt_id is not None or row.status not in (*Cost.COUNTS, Cost.Status.WAITING):
        return ""
    return reverse("cost_receipt", args=[row.case.reference, row.pk]) if allowed(user, "cost.receipt", row) else ""


@require_safe
def cost_list(request, reference):
    """What was spent for this person, with totals by currency."""
    case = case_for(request.user, "cost.list", reference)
    rows = queries.of_case(case)
    for row in rows:
        row.case = case
    return page(
        request,
        "casework/costs/cost_list.html",
        case=case,
        lines=[line(row, request.user) for row in rows],
        totals=queries.totals_of_case(case),
        may_add=allowed(request.user, "cost.add", case),
        **who(case, request.user, ROOM),
    )


def one_form(request, case, form, heading, status, back_url, verb):
    """The page of one form of the room."""
    context = {"case": case, "form": form, "heading": heading, "back_url": back_url, "verb": verb}
    context |= who(case, request.user, ROOM) if case is not None else {}
    template = "casework/costs/cost_form.html" if case is not None else "casework/costs/kept_form.html"
    return page(request, template, status=status, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def cost_new(request, reference):
    """One amount, its receipt or the reason without one, and what it is paid from."""
    case = case_for(request.user, "cost.add", reference)
    lines = actions.lines_of(case.organisation_id)
    form = CostForm(*uploaded(request), lines=lines)
    status, made = 200, {}
    if request.method == "POST":
        status = kept(form, lambda **given: made.update(row=actions.add_cost(case, by=request.user, **given)))
    if status == DONE:
        waits = made["row"].status == Cost.Status.WAITING
        messages.success(
            request, _("Written down. It is over the limit, so somebody else approves it.") if waits else _("Saved.")
        )
        return redirect(ROOM, case.reference)
    back = reverse(ROOM, args=[case.reference])
    return one_form(request, case, form, _("Write down a cost"), status, back, _("Save"))


def uploaded(request):
    """What was posted, with its files."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def cost_here(user, action, reference, pk):
    """One cost of the case, or 404/403."""
    rows = Cost.objects.select_related(
        "case", "case__person", "case__person__safe_asked_by", "case__team", "line", "noted_by"
    )
    return fetch(Cost, user, action, queryset=rows, pk=pk, case__reference=tidy(reference))


@require_http_methods(["GET", "HEAD", "POST"])
def cost_receipt(request, reference, pk):
    """A receipt that came later."""
    row = cost_here(request.user, "cost.receipt", reference, pk)
    form, status = ReceiptForm(*uploaded(request)), 200
    if request.method == "POST":
        status = kept(form, lambda **given: actions.add_receipt(row, by=request.user, **given))
    if status == DONE:
        messages.success(request, _("Saved. It can be opened under Files once it is checked."))
        return redirect(ROOM, row.case.reference)
    back = reverse(ROOM, args=[row.case.reference])
    return one_form(request, row.case, form, _("Add the receipt"), status, back, _("Add the receipt"))


@require_http_methods(["GET", "HEAD", "POST"])
def cost_step(request, reference, pk, name):
    """Approving, not approving, taking back. One that does not fit answers 409 (S-33)."""
    if name not in COST.steps:
        raise Http404
    step = COST.steps[name]
    row = cost_here(request.user, COST.action(step), reference, pk)
    form = StepForm(posted(request)) if step.asks else None
    status = 200 if step in COST.available(row, request.user) else WRONG
    blank = form or StepForm({"reason": "-"})
    if request.method == "POST":
        given = (lambda: blank.cleaned_data) if form else dict
        status = kept(blank, lambda **_all: COST.move(row, name, by=request.user, **given()))
    if status == DONE:
        messages.success(request, _("Done. The step stands in the timeline."))
        return redirect(ROOM, row.case.reference)
    back = reverse(ROOM, args=[row.case.reference])
    context = {"case": row.case, "step": step, "form": blank if form or blank.errors else None}
    context |= {"wrong_state": status == WRONG, "back_url": back, "back": _("Costs"), "line": line(row, request.user)}
    return page(request, "casework/costs/cost_step.html", status=status, **context, **who(row.case, request.user, ROOM))


@require_safe
@only_for("cost.totals")
def cost_totals(request):
    """What the teams of this supervisor spent, by currency, by grant and by kind; and what waits for approval."""
    by_currency, by_line, by_kind = queries.totals(request.user)
    lines, limits = queries.kept(request.user)
    waits = []
    for row in queries.waiting(request.user):
        shown = case_line(row.case)
        waits.append({**line(row, request.user), "name": shown["name"], "lang": shown["lang"], "case": row.case})
    return page(
        request,
        "casework/costs/cost_totals.html",
        by_currency=by_currency,
        by_line=by_line,
        by_kind=by_kind,
        waits=waits,
        lines=lines,
        limits=[{"row": row, "said": words.said(row)} for row in limits],
        may_edit=allowed(request.user, "funding.edit"),
    )


KEPT = {"lines": (FundingLine, LineForm), "limits": (SpendingLimit, LimitForm)}


@require_http_methods(["GET", "HEAD", "POST"])
@only_for("funding.edit")
def funding_row(request, kind, pk=None):
    """A funding line or a limit of the own office: a new one, or changed."""
    if kind not in KEPT:
        raise Http404
    model, form_class = KEPT[kind]
    row = actions.kept_row(model, request.user, pk) if pk else model()
    form = form_class(posted(request), instance=row, initial={"version": row.version})
    status = 200
    if request.method == "POST":
        status = kept(form, lambda **given: actions.save_kept(row, by=request.user, **given))
    if status == DONE:
        messages.success(request, _("Saved."))
        return redirect("cost_totals")
    heading = _("A funding line") if kind == "lines" else _("Up to how much a cost counts at once")
    return one_form(request, None, form, heading, status, reverse("cost_totals"), _("Save"))
