"""After the way home, on the case's side: the calls, one call with what is safe, and who was here before."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch
from accounts.pages import page
from casework.attempts import DONE, REFUSED, WRONG, attempt
from casework.cases.views_people import posted
from casework.frame import who
from referrals.after import actions, cards, earlier, words
from referrals.after.forms import EarlierForm, ScheduleForm, step_form
from referrals.after.models import FollowUp, ReintegrationPlan
from referrals.after.transitions import FOLLOWUP
from referrals.consular.views import case_here, sent

ROOM = "after_home"


def call_here(user, action, reference, pk):
    """One call of the case. For a partner this page is not there, whatever it may do on its own (R-02)."""
    case = case_here(user, action, reference)
    row = fetch(FollowUp, user, action, queryset=actions.whole().filter(case=case), pk=pk)
    row.case = case
    return row


def plan_of(case):
    """The plan that is open, or the newest that ended; None without one."""
    rows = list(ReintegrationPlan.objects.filter(case=case)[:5])
    row = next((row for row in rows if row.status not in ReintegrationPlan.OVER), next(iter(rows), None))
    if row is not None:
        row.case = case
    return row


def form_page(request, name, case, form, status=None, **more):
    """A page with one form, in the frame of the case."""
    return page(
        request,
        f"referrals/after/{name}.html",
        status=status or (422 if form.errors else 200),
        case=case,
        form=form,
        **more,
        **who(case, request.user, ROOM),
    )


@require_safe
def after_home(request, reference):
    """The calls and how life is, the plan, and whether the person was here before."""
    case, user = case_here(request.user, "followup.list", reference), request.user
    lines, plan = cards.calls_of(case), plan_of(case)
    heads, rows = cards.table_of(lines)
    reads_before = allowed(user, "earlier.view", case)
    return page(
        request,
        "referrals/after/after_home.html",
        case=case,
        lines=lines,
        heads=heads,
        outcome_rows=rows,
        consent=cards.consent_of(case),
        plan=plan,
        plan_tag=words.tag_of_plan(plan) if plan else None,
        before=cards.earlier_lines(earlier.standing(case), user) if reads_before else [],
        reads_before=reads_before,
        may_plan=allowed(user, "reintegration.write", case),
        may_schedule=not any(line["row"].status in FollowUp.OPEN for line in lines)
        and allowed(user, "followup.schedule", case),
        **who(case, user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def followup_schedule(request, reference):
    """Calls for somebody whose way is not followed here by a return."""
    case = case_here(request.user, "followup.schedule", reference)
    form = ScheduleForm(posted(request), initial={"start": timezone.localdate()})
    if sent(request, form, lambda **given: actions.schedule(case, by=request.user, **given)):
        messages.success(request, _("Planned. The first call is on the list of who works on the case."))
        return redirect(ROOM, case.reference)
    return form_page(request, "followup_schedule", case, form, consent=cards.consent_of(case))


@require_safe
def followup_detail(request, reference, pk):
    """One call: what is safe comes first, then what was said."""
    row = call_here(request.user, "followup.view", reference, pk)
    first, others = cards.call_acts(row, request.user)
    return page(
        request,
        "referrals/after/followup_detail.html",
        case=row.case,
        call=row,
        line=cards.call_line(row),
        first=first,
        others=others,
        give=cards.giving(row, request.user),
        consent=cards.consent_of(row.case),
        **who(row.case, request.user, ROOM, full=False),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def followup_step(request, reference, pk, name):
    """One step of a call. One that does not fit answers 409 (S-33)."""
    if name not in FOLLOWUP.steps:
        raise Http404
    step = FOLLOWUP.steps[name]
    row = call_here(request.user, FOLLOWUP.action(step), reference, pk)
    form = step_form(step.asks, posted(request))
    status = 200 if step in FOLLOWUP.available(row, request.user) else WRONG
    if request.method == "POST":
        status = taken(form, row, name, request.user)
    if status == DONE:
        messages.success(request, _("Noted."))
        return redirect("followup_detail", reference, pk)
    shown = {"call": row, "step": step, "label": words.after(row.month), "wrong_state": status == WRONG}
    return form_page(request, "followup_step", row.case, form, status=status, **shown)


def taken(form, row, name, user):
    """DONE, WRONG or REFUSED: the step with what was typed."""
    if not form.is_valid():
        return REFUSED
    return attempt(form, lambda: FOLLOWUP.move(row, name, by=user, **form.cleaned_data))


@require_POST
def followup_give(request, reference, pk):
    """Who makes this call."""
    row = call_here(request.user, "followup.give", reference, pk)
    form = step_form((), request.POST)
    theirs = bool(request.POST.get("to_partner"))
    if form.is_valid() and attempt(form, lambda: actions.give(row, by=request.user, to_partner=theirs)) == DONE:
        messages.success(request, _("Noted."))
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("followup_detail", reference, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def earlier_home(request, reference):
    """Was this person here before? Cases of the reader's own list that fit, and what was noted."""
    case, user = case_here(request.user, "earlier.view", reference), request.user
    may = allowed(user, "earlier.note", case)
    form = EarlierForm(posted(request)) if may else None
    if form is not None and sent(request, form, lambda **given: earlier.note_earlier(case, by=user, **given)):
        messages.success(request, _("Noted."))
        return redirect("earlier_home", case.reference)
    if request.method == "POST" and not may:
        case_here(user, "earlier.note", reference)
    found, too_many = earlier.matches(user, case) if may else ([], False)
    noted = earlier.standing(case)
    known = {row.other_id for row in noted}
    return page(
        request,
        "referrals/after/earlier_home.html",
        status=422 if form is not None and form.errors else 200,
        case=case,
        form=form,
        found=[
            {"case": row, "person": row.person, "why": cards.why(fits)} for row, fits in found if row.pk not in known
        ],
        too_many=too_many,
        noted=cards.earlier_lines(noted, user),
        **who(case, user, ROOM),
    )
