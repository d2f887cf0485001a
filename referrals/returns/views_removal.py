"""Removals by a state: noting one, what is known of it, telling the receiving side, and its steps (T7)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed
from accounts.pages import page
from casework.attempts import DONE, REFUSED, WRONG, attempt
from casework.cases.overview import missing
from casework.cases.views_people import posted
from casework.frame import who
from referrals.consular.views import case_here, sent
from referrals.returns import cards, removing, words
from referrals.returns.forms import RemovalForm, TellForm, step_form
from referrals.returns.removals import Removal
from referrals.returns.removing import REMOVAL
from referrals.returns.views import ROOM, form_page, only_readable, removal_here

FORWARD = ("leave", "receive", *(state.value for state in Removal.FOLLOWED[1:]), "complete")


@require_http_methods(["GET", "HEAD", "POST"])
def removal_new(request, reference):
    """A state removes the person, or says so."""
    case = case_here(request.user, "removal.note", reference)
    own = next(iter(case.person.nationalities), "")
    initial = {"by_state": case.organisation.country, "to_country": own, "chosen": "unknown", "informed": "unknown",
               "objection": "none"}  # fmt: skip
    form = RemovalForm(posted(request), initial=initial)

    def save(version=None, **given):
        removing.note_removal(case, by=request.user, **given)

    if sent(request, form, save):
        messages.success(request, _("Written down. A lawyer can still object; help goes on."))
        return redirect(ROOM, case.reference)
    text = _("A removal is a penalty. It is followed with the same care as a return, and never counted as one.")
    return form_page(request, case, form, title=_("A removal by a state"), button=_("Write it down"), text=text)


def detail_of(request, row, status=200, tell=None):
    """The page of one removal."""
    user, steps = request.user, {step.name: step for step in REMOVAL.available(row, request.user)}
    acts = [act(row, steps[name]) for name in (*FORWARD, *steps) if name in steps]
    acts = [one for at, one in enumerate(acts) if one["name"] not in [other["name"] for other in acts[:at]]]
    return page(
        request,
        "referrals/returns/removal_detail.html",
        status=status,
        case=row.case,
        row=row,
        tag=words.tag_of_removal(row),
        first=acts[0] if acts else None,
        others=acts[1:],
        may_change=not row.ended_at and allowed(user, "removal.change", row),
        may_tell=not row.receiver_told_on and not row.ended_at and allowed(user, "removal.tell", row),
        tell=tell or TellForm(),
        **who(row.case, user, ROOM),
    )


def act(row, step):
    """One step as a button or a link."""
    url = cards.address("removal_step", row, step.name)
    return {"name": step.name, "label": step.label, "url": url, "form": bool(step.asks), "missing": missing(row, step)}


@require_safe
def removal_detail(request, reference, pk):
    """One removal: chosen, informed, objected to, who receives, arrival."""
    return detail_of(request, removal_here(request.user, "removal.view", reference, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def removal_edit(request, reference, pk):
    """What is known of it now."""
    row = removal_here(request.user, "removal.change", reference, pk)
    known = {name: getattr(row, name) for name in removing.CHANGED} | {"version": row.version}
    form = only_readable(RemovalForm(posted(request), known=True, initial=known), row)
    if sent(request, form, lambda **given: removing.change(row, by=request.user, **given)):
        messages.success(request, _("Saved."))
        return redirect("removal_detail", reference, pk)
    return form_page(request, row.case, form, title=_("What is known of the removal"), button=_("Save"))


@require_POST
def removal_tell(request, reference, pk):
    """The receiving side was told, on the person's yes."""
    row = removal_here(request.user, "removal.tell", reference, pk)
    form = TellForm(request.POST)
    if sent(request, form, lambda **given: removing.tell_receiver(row, by=request.user, **given)):
        messages.success(request, _("Noted."))
        return redirect("removal_detail", reference, pk)
    return detail_of(request, row, status=422, tell=form)


@require_http_methods(["GET", "HEAD", "POST"])
def removal_step(request, reference, pk, name):
    """One step of a removal. One that does not fit answers 409 (S-33)."""
    if name not in REMOVAL.steps:
        raise Http404
    step = REMOVAL.steps[name]
    row = removal_here(request.user, REMOVAL.action(step), reference, pk)
    form = step_form(step.asks, posted(request))
    status = 200 if row.status in step.sources else WRONG
    if request.method == "POST":
        status = taken(form, row, name, request.user)
    if status == DONE:
        messages.success(request, _("Done. The step stands in the timeline."))
        return redirect("removal_detail", reference, pk)
    return form_page(request, row.case, form, title=step.label, button=step.label, status=status, wrong=status == WRONG)


def taken(form, row, name, user):
    """DONE, WRONG or REFUSED: the step with what was typed."""
    if not form.is_valid():
        return REFUSED
    return attempt(form, lambda: REMOVAL.move(row, name, by=user, **form.cleaned_data))
