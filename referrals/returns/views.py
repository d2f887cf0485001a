"""The room "Return" of a case: the wish, the seventeen steps with what stops them first, and one step at a time."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch, readable
from accounts.pages import group_on, page
from casework.attempts import DONE, REFUSED, WRONG, attempt
from casework.cases.views_people import posted
from casework.frame import who
from referrals.consular.views import case_here, sent
from referrals.returns import actions, cards, queries, words
from referrals.returns.forms import WishForm, step_form
from referrals.returns.models import Return
from referrals.returns.removals import Removal
from referrals.returns.transitions import RETURN

ROOM = "return_home"
FORM = "referrals/returns/return_form.html"


def return_here(user, action, reference, pk):
    """One return of the case, in the way of `fetch` (R-02)."""
    case = case_here(user, action, reference)
    row = fetch(Return, user, action, queryset=actions.whole().filter(case=case), pk=pk)
    row.case = case
    return row


def detail_of(request, case, row, ended, under_way=None):
    """The page of one return, or of a case that has none."""
    removals = queries.removals_of(case)
    for other in (*ended, *removals):
        other.case = case
    return page(
        request,
        "referrals/returns/return_home.html",
        case=case,
        way=cards.detail(row, request.user) if row is not None else None,
        ended=[{"row": one, "word": one.get_status_display(), "url": cards.address("return_detail", one)}
               for one in ended if row is None or one.pk != row.pk],
        removals=[{"row": one, "tag": words.tag_of_removal(one), "url": cards.address("removal_detail", one)}
                  for one in removals],
        may_wish=under_way is None and allowed(request.user, "return.wish", case),
        may_note=all(one.ended_at for one in removals) and allowed(request.user, "removal.note", case),
        travels=travels(case, request.user),
        **who(case, request.user, ROOM),
    )  # fmt: skip


def travels(case, user):
    """The movement that the person is on, for those who may read that."""
    from referrals.movements.queries import travels_with

    row = travels_with(case) if allowed(user, "traveller.view", case) else None
    return row and {"name": row.movement.name, "url": cards.at_movement(row.movement)}


@require_safe
def return_home(request, reference):
    """The return under way, what ended, and removals."""
    case = case_here(request.user, "return.list", reference)
    row, ended = queries.of_case(case)
    if row is not None:
        row.case = case
    return detail_of(request, case, row, ended, row)


@require_safe
def return_detail(request, reference, pk):
    """One return, also one that ended."""
    row = return_here(request.user, "return.view", reference, pk)
    under_way, ended = queries.of_case(row.case)
    return detail_of(request, row.case, row, ended, under_way)


def only_readable(form, row):
    """The form without the fields that this person may not read on the row: who cannot read it does not change it."""
    open_to = readable(row)
    for name in [name for name in form.fields if hasattr(type(row), name) and group_on(row, name) not in open_to]:
        del form.fields[name]
    return form


def form_page(request, case, form, *, title, button, text="", status=None, care=False, **context):
    """A page with one form, in the room."""
    return page(
        request,
        context.pop("template", FORM),
        status=status or (422 if form.errors else 200),
        case=case,
        form=form,
        title=title,
        button=button,
        text=text,
        care=care,
        back=cards.home(case),
        **context,
        **who(case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def return_wish(request, reference):
    """The person asked to go back: the only beginning (R15)."""
    case = case_here(request.user, "return.wish", reference)
    own = next(iter(case.person.nationalities), "")
    form = WishForm(posted(request), initial={"to_country": own, "wish_language": case.language})
    if sent(request, form, lambda **given: actions.wish(case, by=request.user, **given)):
        messages.success(request, _("Noted. Next: the officer explains what else there is."))
        return redirect(ROOM, case.reference)
    text = _(
        "Nobody is asked to go back, and nobody else decides it. Staying here, asylum and another country stay open."
    )
    return form_page(request, case, form, title=_("The person wants to go back"), button=_("Note the wish"), text=text)


@require_POST
def return_stop(request, reference, pk):
    """The person has changed their mind: one click, no reason (R15)."""
    row = return_here(request.user, "return.stop", reference, pk)
    form = step_form((), request.POST)
    form.is_valid()
    if attempt(form, lambda: actions.step(row, "stop", by=request.user)) == DONE:
        messages.success(request, _("Stopped. The person can ask again on any day; nothing is held against it."))
        return redirect(after(request.user, row))
    return step_page(request, row, RETURN.steps["stop"], form, WRONG)


def after(user, row):
    """Where one goes after a step: the room, or the list for those whose access ended with the return."""
    from django.urls import reverse

    seen = actions.Return.objects.permitted(user, "return.list").filter(pk=row.pk).exists()
    return cards.home(row.case) if seen else reverse("return_queue")


@require_http_methods(["GET", "HEAD", "POST"])
def return_step(request, reference, pk, name):
    """One step: what it asks for, and taking it. One that does not fit answers 409 (S-33)."""
    if name not in RETURN.steps:
        raise Http404
    step = RETURN.steps[name]
    row = return_here(request.user, RETURN.action(step), reference, pk)
    form = only_readable(step_form(step.asks, posted(request), usual(row, step)), row)
    status = 200 if may_come(row, step) else WRONG
    if request.method == "POST":
        status = taken(form, row, name, request.user)
    if status == DONE:
        messages.success(request, _("Done. The step stands in the timeline."))
        return redirect(after(request.user, row))
    return step_page(request, row, step, form, status)


def usual(row, step):
    """What is filled in beforehand."""
    return {name: getattr(row, name) for name in step.asks if hasattr(row, name) and name != "own_plan"}


def may_come(row, step):
    """Whether the step starts here; one that is suspended by itself begins again."""
    return row.status in step.sources or (step.name == "resume" and row.status in Return.BEFORE)


def taken(form, row, name, user):
    """DONE, WRONG or REFUSED: the step with what was typed."""
    if not form.is_valid():
        return REFUSED
    return attempt(form, lambda: actions.step(row, name, by=user, **form.cleaned_data))


def step_page(request, row, step, form, status):
    """The page of one step; `wrong` says that another step comes first."""
    return form_page(
        request, row.case, form, title=step.label, button=step.label, care=step.care, status=status,
        wrong=status == WRONG, text=cards.SAYING.get(step.name, ""),
    )  # fmt: skip


def removal_here(user, action, reference, pk):
    """One removal of the case, in the same way."""
    from referrals.returns.removing import whole

    case = case_here(user, action, reference)
    row = fetch(Removal, user, action, queryset=whole().filter(case=case), pk=pk)
    row.case = case
    return row
