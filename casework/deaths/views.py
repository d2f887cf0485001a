"""The page of a death: what is known, what is done, who decides."""

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
from casework.deaths import actions, words
from casework.deaths.forms import DeathForm, step_form
from casework.deaths.models import Death
from casework.deaths.transitions import BOTH, available, feared, workflow_of
from casework.frame import who

ROOM = "death_home"


def death_here(user, action, reference):
    """The death of the case, or 404/403."""
    rows = Death.objects.exclude(status=Death.Status.REFUTED).select_related(
        "case", "case__person", "case__person__safe_asked_by", "case__team", "noted_by", "confirmed_by", "lead_by",
        "law_by",
    )  # fmt: skip
    return fetch(Death, user, action, queryset=rows, case__reference=tidy(reference))


@require_safe
def death_home(request, reference):
    """What is known of it; where nothing is written down, how to begin."""
    case = case_for(request.user, "death.view", reference)
    row = actions.of_case(case)
    if row is not None:
        row.case = case
    steps = [
        {"label": step.label, "care": step.care, "form": bool(step.asks),
         "url": reverse("death_step", args=[case.reference, step.name])}
        for step in (available(row, request.user) if row else [])
    ]  # fmt: skip
    return page(
        request,
        "casework/deaths/death_home.html",
        case=case,
        death=row,
        tag=words.tag_of(row) if row else None,
        mission=words.mission_tag(row) if row else None,
        feared=feared(case) if row else False,
        steps=steps,
        may_note=row is None and allowed(request.user, "death.note", case),
        may_edit=row is not None and allowed(request.user, "death.edit", row),
        **who(case, request.user, ROOM),
    )


def changed(request, row, save):
    """Shows or saves what is known."""
    back = reverse(ROOM, args=[row.case.reference])

    def saved(**fields):
        save(**fields)
        messages.success(request, _("Saved."))
        return back

    context = {"heading": _("A death"), "back_url": back, "draft": None, "draft_key": "", "case": row.case}
    context |= who(row.case, request.user, ROOM)
    return edit(request, DeathForm(posted(request), instance=row), saved, "casework/penalties/row.html", **context)


@require_http_methods(["GET", "HEAD", "POST"])
def death_new(request, reference):
    """A report, with its source and how certain it is."""
    case = case_for(request.user, "death.note", reference)
    if actions.of_case(case) is not None and request.method != "POST":
        return redirect(ROOM, case.reference)
    return changed(request, Death(case=case), lambda **fields: actions.note_death(case, by=request.user, **fields))


@require_http_methods(["GET", "HEAD", "POST"])
def death_edit(request, reference):
    """What became known, or was done."""
    row = death_here(request.user, "death.edit", reference)
    return changed(request, row, lambda **fields: actions.edit_death(row, by=request.user, **fields))


@require_http_methods(["GET", "HEAD", "POST"])
def death_step(request, reference, name):
    """Confirming, refuting, and whether the mission is told. One that does not fit answers 409 (S-33)."""
    if name not in BOTH:
        raise Http404
    step, workflow = BOTH[name], workflow_of(name)
    row = death_here(request.user, workflow.action(step), reference)
    form = step_form(step.asks, posted(request))
    status = 200 if step in available(row, request.user) else WRONG
    if request.method == "POST":
        status = taken(form, lambda **given: workflow.move(row, name, by=request.user, **given))
    if status == DONE:
        messages.success(request, _("Done. The step stands in the timeline."))
        return redirect(ROOM, row.case.reference)
    back = reverse(ROOM, args=[row.case.reference])
    context = {"case": row.case, "step": step, "form": form, "wrong_state": status == WRONG, "back_url": back}
    context |= {"back": _("The death"), **who(row.case, request.user, ROOM)}
    return page(request, "casework/penalties/step.html", status=status, **context)
