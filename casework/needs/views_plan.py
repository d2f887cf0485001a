"""The plan the person agrees to, the safety plan, and conferences on the case."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import fetch
from accounts.acting import name_reason
from accounts.pages import page
from casework.cases.doors import case_for
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from casework.frame import language_tag, who
from casework.needs import actions, cards, forms
from casework.needs.models import CasePlan, Conference, Decision, SafetyPlan
from casework.needs.transitions import PLAN
from casework.needs.views import ROOM, may_write
from casework.rowpages import take_step, write_row


@require_safe
def plan_home(request, reference):
    """Every version of the plan, the newest first: the one that stands, and the one being written."""
    case = case_for(request.user, "plan.view", reference)
    rows = list(CasePlan.objects.filter(case=case).select_related("written_by"))
    for row in rows:
        row.case = case
    may = may_write(case, request.user, "plan.edit")
    return page(
        request,
        "casework/needs/plan_home.html",
        case=case,
        plans=[cards.plan(row, request.user) for row in rows],
        writing=any(row.status == CasePlan.Status.DRAFT for row in rows),
        may_write=may,
        **who(case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_write(request, reference):
    """Writes the version that is not agreed yet, or begins a new one with the words of the last."""
    case = case_for(request.user, "plan.edit", reference)
    plan = actions.next_plan(case)
    plan.case = case
    form = forms.PlanForm(posted(request), instance=plan)

    def act(**values):
        actions.write_plan(plan, by=request.user, **values)

    text = _("In the person's words and language. The help in it is that of today.")
    back = reverse("plan_home", args=[case.reference])
    key = f"need:plan:{case.pk}"
    return write_row(request, form, act, room=ROOM, back=back, heading=_("The plan"), text=text, key=key)


def plan_here(request, action, reference, number):
    """One version of the plan of the case of the address."""
    rows = CasePlan.objects.select_related("case", "case__person", "case__person__safe_asked_by", "case__team")
    return fetch(CasePlan, request.user, action, queryset=rows, number=number, case__reference=tidy(reference))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_step(request, reference, number, name):
    """The person agrees, or wants it otherwise."""
    if name not in PLAN.steps:
        raise Http404
    step = PLAN.steps[name]
    row = plan_here(request, PLAN.action(step), reference, number)
    return take_step(
        request,
        forms.step_form(step.asks, posted(request)),
        lambda **given: PLAN.move(row, name, by=request.user, **given),
        case=row.case,
        room=ROOM,
        back=reverse("plan_home", args=[row.case.reference]),
        heading=step.label,
        text=_("Nothing hangs on a yes. Help goes on without a plan too."),
        possible=row.status in step.sources,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_copy(request, reference, number):
    """One version on a sheet, for the person. A POST prints it."""
    row = plan_here(request, "plan.view", reference, number)
    if request.method == "POST":
        name_reason("plan.print")
    return page(
        request,
        "casework/needs/plan_copy.html",
        case=row.case,
        plan=row,
        services=cards.plan_services(row),
        lang=language_tag(row.language),
        printing=request.method == "POST",
        **who(row.case, request.user, ROOM),
    )


@require_safe
def safety_plan(request, reference):
    """What may happen, what to do then, whom to call."""
    case = case_for(request.user, "safety.view", reference)
    row = SafetyPlan.objects.filter(case=case).select_related("written_by").first()
    shown = {"case": case, "plan": row, "by": row.written_by.display_name if row else ""}
    may = may_write(case, request.user, "safety.edit")
    return page(request, "casework/needs/safety_plan.html", may_write=may, **shown, **who(case, request.user, ROOM))


@require_http_methods(["GET", "HEAD", "POST"])
def safety_write(request, reference):
    """Writes the safety plan, together with the person."""
    case = case_for(request.user, "safety.edit", reference)
    plan = actions.safety_of(case)
    plan.case = case
    form = forms.SafetyForm(posted(request), instance=plan)

    def act(**values):
        actions.write_safety(plan, by=request.user, **values)

    text = _("Together with the person, and only if it is safe to write it down. Nothing here is required.")
    back = reverse("safety_plan", args=[case.reference])
    key = f"need:safety:{case.pk}"
    return write_row(request, form, act, room=ROOM, back=back, heading=_("Safety plan"), text=text, key=key)


@require_safe
def conference_list(request, reference):
    """Conferences on the case, the newest first, with what was decided and what became of it."""
    case = case_for(request.user, "conference.view", reference)
    rows = list(Conference.objects.filter(case=case).select_related("written_by"))
    decided = list(
        Decision.objects.filter(case=case).select_related("need", "need__owner", "todo", "todo__owner") if rows else []
    )
    for row in (*rows, *decided):
        row.case = case
    shown = {
        "may_write": may_write(case, request.user, "conference.edit"),
        "held": [held(row, decided) for row in rows],
    }
    return page(request, "casework/needs/conference_list.html", case=case, **shown, **who(case, request.user, ROOM))


def held(row, decided):
    """One conference with what was decided in it."""
    made = [cards.decision(one) for one in decided if one.conference_id == row.pk]
    return {"row": row, "by": row.written_by.display_name, "decisions": made}


@require_http_methods(["GET", "HEAD", "POST"])
def conference_new(request, reference):
    """A conference that was held."""
    case = case_for(request.user, "conference.edit", reference)
    return conference_page(request, Conference(case=case))


@require_http_methods(["GET", "HEAD", "POST"])
def conference_edit(request, reference, pk):
    """Puts the minutes right; the history keeps what they said."""
    return conference_page(request, conference_here(request, "conference.edit", reference, pk))


def conference_here(request, action, reference, pk):
    """One conference of the case of the address."""
    rows = Conference.objects.select_related("case", "case__person", "case__person__safe_asked_by", "case__team")
    return fetch(Conference, request.user, action, queryset=rows, pk=pk, case__reference=tidy(reference))


def conference_page(request, row):
    """Shows or saves the minutes."""
    form = forms.ConferenceForm(posted(request), instance=row)

    def act(**values):
        actions.write_conference(row, by=request.user, **values)

    text = _("As short as it can be. What was decided comes next, each with who does it and until when.")
    back = reverse("conference_list", args=[row.case.reference])
    key = f"need:conference:{row.case_id if row._state.adding else row.pk}"
    return write_row(request, form, act, room=ROOM, back=back, heading=_("Case conference"), text=text, key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def conference_decide(request, reference, pk):
    """A decision becomes a need or a to-do."""
    row = conference_here(request, "conference.decide", reference, pk)
    return take_step(
        request,
        forms.DecisionForm(posted(request), case=row.case),
        lambda **given: actions.decide(row, by=request.user, **given),
        case=row.case,
        room=ROOM,
        back=reverse("conference_list", args=[row.case.reference]),
        heading=_("What was decided"),
        verb=_("Write it down"),
        said=_("Written down. It stands on the list of who does it."),
    )
