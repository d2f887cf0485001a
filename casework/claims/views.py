"""Pages of claims: those of a case, one with its steps and hearings."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allowed, fetch
from accounts.editing import edit
from accounts.pages import page
from casework.attempts import DONE, WRONG, taken
from casework.cases.doors import case_for
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from casework.claims import actions, words
from casework.claims.forms import ClaimForm, step_form
from casework.claims.models import Claim
from casework.claims.transitions import CLAIM
from casework.frame import who
from casework.penalties import cards
from casework.penalties.queries import hearings_of

ROOM = "claim_list"


def claim_here(user, action, reference, pk):
    """One claim of the case, or 404/403."""
    rows = Claim.objects.select_related("case", "case__person", "case__person__safe_asked_by", "case__team", "noted_by")
    return fetch(Claim, user, action, queryset=rows, pk=pk, case__reference=tidy(reference))


@require_safe
def claim_list(request, reference):
    """What is owed to the person, and what came of it."""
    case = case_for(request.user, "claim.list", reference)
    rows = list(Claim.objects.filter(case=case).order_by("ended_at", "-noted_at", "pk"))
    return page(
        request,
        "casework/claims/claim_list.html",
        case=case,
        lines=[
            {
                "row": row,
                "url": reverse("claim_detail", args=[case.reference, row.pk]),
                "tag": words.tag_of(row),
                "brief": words.brief(row),
            }
            for row in rows
        ],
        may_add=allowed(request.user, "claim.add", case),
        **who(case, request.user, ROOM),
    )


def changed(request, row, save, back_url):
    """Shows or saves one claim."""

    def saved(**fields):
        made = save(**fields)
        messages.success(request, _("Saved. Nothing was filed by it."))
        return reverse("claim_detail", args=[row.case.reference, made.pk])

    context = {"heading": _("A claim"), "back_url": back_url, "draft": None, "draft_key": "", "case": row.case}
    context |= who(row.case, request.user, ROOM)
    form = ClaimForm(posted(request), instance=row)
    return edit(request, form, saved, "casework/penalties/row.html", **context)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_new(request, reference):
    """What is owed, by whom."""
    case = case_for(request.user, "claim.add", reference)
    back = reverse(ROOM, args=[case.reference])
    return changed(request, Claim(case=case), lambda **fields: actions.add_claim(case, by=request.user, **fields), back)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_edit(request, reference, pk):
    """Changes what was written."""
    row = claim_here(request.user, "claim.edit", reference, pk)
    back = reverse("claim_detail", args=[row.case.reference, row.pk])
    return changed(request, row, lambda **fields: actions.edit_claim(row, by=request.user, **fields), back)


@require_safe
def claim_detail(request, reference, pk):
    """One claim: what, against whom, its steps and days, hearings, what came of it."""
    row = claim_here(request.user, "claim.view", reference, pk)
    steps = [
        {"label": step.label, "care": step.care,
         "url": reverse("claim_step", args=[row.case.reference, row.pk, step.name])}
        for step in CLAIM.available(row, request.user)
    ]  # fmt: skip
    return page(
        request,
        "casework/claims/claim_detail.html",
        case=row.case,
        claim=row,
        tag=words.tag_of(row),
        facts=words.facts(row),
        steps=steps,
        hearings=[cards.hearing(one, row.case) for one in hearings_of(claim=row)],
        may_edit=row.status not in Claim.ENDED and allowed(request.user, "claim.edit", row),
        **who(row.case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def claim_step(request, reference, pk, name):
    """One step: what it asks for, and taking it. One that does not fit answers 409 (S-33)."""
    if name not in CLAIM.steps:
        raise Http404
    step = CLAIM.steps[name]
    row = claim_here(request.user, CLAIM.action(step), reference, pk)
    form = step_form(step.asks, row, posted(request))
    status = 200 if step in CLAIM.available(row, request.user) else WRONG
    if request.method == "POST":
        status = taken(form, lambda **given: CLAIM.move(row, name, by=request.user, **given))
    if status == DONE:
        messages.success(request, _("Done. The step stands in the timeline."))
        here = Claim.objects.permitted(request.user, "claim.view").filter(pk=row.pk).exists()
        return redirect("claim_detail", row.case.reference, row.pk) if here else redirect("my_work")
    back = reverse("claim_detail", args=[row.case.reference, row.pk])
    context = {"case": row.case, "step": step, "form": form, "wrong_state": status == WRONG, "back_url": back}
    context |= {"back": _("The claim"), **who(row.case, request.user, ROOM)}
    return page(request, "casework/penalties/step.html", status=status, **context)
