"""Ways on of one case, side by side, and one way with its steps (T6)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch
from accounts.pages import page
from accounts.performing import Stale
from casework.attempts import DONE, REFUSED, WRONG, attempt
from casework.cases.views_people import posted
from casework.frame import who
from casework.todos.queries import able
from referrals.consular.views import case_here, sent
from referrals.endings import actions, cards
from referrals.endings.forms import BeginForm, StepForm, TalkForm, step_form
from referrals.endings.models import Ending, EndingStep, WaysTalk
from referrals.endings.queries import asylum_open, endings_of
from referrals.endings.transitions import ENDING
from referrals.endings.words import tag_of

ROOM = "ways_home"


def ending_here(user, action, reference, pk):
    """One way of the case."""
    case = case_here(user, action, reference)
    row = fetch(Ending, user, action, queryset=actions.whole().filter(case=case), pk=pk)
    row.case = case
    return row


@require_safe
def ways_home(request, reference):
    """What the person said, and the four ways: what each needs, and where it stands."""
    case = case_here(request.user, "ways.view", reference)
    endings = endings_of(case)
    talks = list(WaysTalk.objects.filter(case=case).select_related("by")[:10])
    return page(
        request,
        "referrals/endings/ways_home.html",
        case=case,
        last=talks[0] if talks else None,
        earlier=talks[1:],
        ways=cards.ways_of(case, request.user, endings),
        shut=asylum_open(case),
        may_talk=allowed(request.user, "ways.talk", case),
        **who(case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ways_talk(request, reference):
    """All four ways, explained; and what the person wants."""
    case = case_here(request.user, "ways.talk", reference)
    form = TalkForm(posted(request), case=case)
    if sent(request, form, lambda **given: actions.talk(case, by=request.user, **given)):
        messages.success(request, _("Noted. The person may change their mind on any day."))
        return redirect(ROOM, case.reference)
    return form_page(request, "ways_talk", case, form)


def form_page(request, name, case, form, status=None, **more):
    """A page with one form, in the frame of the case."""
    return page(
        request,
        f"referrals/endings/{name}.html",
        status=status or (422 if form.errors else 200),
        case=case,
        form=form,
        **more,
        **who(case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ending_new(request, reference, kind):
    """A way that the person asks for."""
    if kind not in Ending.Kind.values:
        raise Http404
    case = case_here(request.user, "ending.begin", reference)
    form = BeginForm(posted(request), initial={"country": usual_country(case, kind)})
    made = {}

    def begin(**given):
        made["row"] = actions.begin(case, by=request.user, kind=kind, **given)

    if sent(request, form, begin):
        messages.success(request, _("Begun. Next: a lawyer's advice, in the person's own language."))
        return redirect("ending_detail", case.reference, made["row"].pk)
    return form_page(request, "ending_new", case, form, kind=Ending.Kind(kind).label)


def usual_country(case, kind):
    """Here, but for a third country."""
    return "" if kind == Ending.Kind.RESETTLEMENT else case.organisation.country


@require_safe
def ending_detail(request, reference, pk):
    """One way: where it stands, what comes next, and its list of steps."""
    row = ending_here(request.user, "ending.view", reference, pk)
    first, others = cards.acts(row, request.user)
    return page(
        request,
        "referrals/endings/ending_detail.html",
        case=row.case,
        ending=row,
        tag=tag_of(row),
        groups=cards.steps_of(row, request.user),
        first=first,
        others=others,
        **who(row.case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ending_step(request, reference, pk, name):
    """One step of the workflow: what it asks for, and taking it. One that does not fit answers 409 (S-33)."""
    if name not in ENDING.steps:
        raise Http404
    step = ENDING.steps[name]
    row = ending_here(request.user, ENDING.action(step), reference, pk)
    form = step_form(step.asks, posted(request))
    status = 200 if step in ENDING.available(row, request.user) else WRONG
    if request.method == "POST":
        status = taken(form, row, name, request.user)
    if status == DONE:
        messages.success(request, _("Done. The step stands in the timeline."))
        # the last act may have taken the reader's own access away
        return redirect("ending_detail" if still(request.user, row) else "my_work", *address_of(request.user, row))
    shown = {"ending": row, "step": step, "wrong_state": status == WRONG}
    return form_page(request, "ending_step", row.case, form, status=status, **shown)


def still(user, row):
    """Whether this person reads the way after the step."""
    return actions.whole().permitted(user, "ending.view").filter(pk=row.pk).exists()


def address_of(user, row):
    """Arguments of the page one goes on to."""
    return [row.case.reference, row.pk] if still(user, row) else []


def taken(form, row, name, user):
    """DONE, WRONG or REFUSED: the step with what was typed."""
    if not form.is_valid():
        return REFUSED
    return attempt(form, lambda: ENDING.move(row, name, by=user, **form.cleaned_data))


def item_here(user, reference, pk, item):
    """One step of the list, with its way."""
    row = ending_here(user, "ending.edit", reference, pk)
    steps = EndingStep.objects.filter(ending=row).select_related("ending", "case", "owner")
    step = fetch(EndingStep, user, "ending.edit", queryset=steps, pk=item)
    step.ending = row
    return row, step


@require_http_methods(["GET", "HEAD", "POST"])
def ending_item(request, reference, pk, item):
    """Who sees to one step, until when, what is in the way."""
    row, step = item_here(request.user, reference, pk, item)
    initial = {name: getattr(step, name) for name in ("owner", "due_on", "blocker", "version")}
    form = StepForm(posted(request), people=able(row.case), initial=initial)
    if sent(request, form, lambda **given: actions.change_step(step, by=request.user, **given)):
        messages.success(request, _("Saved."))
        return redirect("ending_detail", row.case.reference, row.pk)
    return form_page(request, "ending_item", row.case, form, ending=row, label=cards.label_of(step))


@require_POST
def ending_item_done(request, reference, pk, item):
    """It is done, or is to be done after all."""
    row, step = item_here(request.user, reference, pk, item)
    act = actions.undo_step if step.done_on is not None else actions.do_step
    try:
        act(step, by=request.user)
    except (ValidationError, Stale):
        messages.error(request, _("Somebody changed this in the meantime. Look at it first."))
    return redirect("ending_detail", row.case.reference, row.pk)
