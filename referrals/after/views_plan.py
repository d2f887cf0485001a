"""The plan for the new life: its goals by part of life, the person's yes, and a copy on paper (workflows.md 11)."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch
from accounts.acting import name_reason
from accounts.pages import page
from casework.attempts import DONE, REFUSED, WRONG, attempt
from casework.cases.views_people import posted
from casework.frame import language_tag, who
from referrals.after import actions, cards, words
from referrals.after.forms import GoalForm, MarkForm, PlanForm, step_form
from referrals.after.models import PlanGoal, ReintegrationPlan
from referrals.after.transitions import REINTEGRATION
from referrals.after.views import ROOM, form_page, plan_of
from referrals.consular.views import case_here, sent

PLAN = "reintegration_plan"


def plan_here(user, action, reference):
    """The plan of the case. Http404 without one."""
    case = case_here(user, action, reference)
    row = plan_of(case)
    if row is None:
        raise Http404
    found = fetch(ReintegrationPlan, user, action, pk=row.pk)
    found.case = case
    return found


@require_safe
def reintegration_plan(request, reference):
    """The plan as it stands."""
    plan = plan_here(request.user, "reintegration.view", reference)
    first, others = cards.plan_acts(plan, request.user)
    writes = plan.status == plan.S.DRAFT and allowed(request.user, "reintegration.write", plan)
    return page(
        request,
        "referrals/after/reintegration_plan.html",
        case=plan.case,
        plan=plan,
        tag=words.tag_of_plan(plan),
        groups=cards.goals_of(plan, request.user),
        agreed=agreed_goals(plan),
        lang=language_tag(plan.language),
        writes=writes,
        first=first,
        others=others,
        **who(plan.case, request.user, ROOM),
    )


def agreed_goals(plan):
    """The goals in the words the person agreed to, while the plan is being changed."""
    if plan.status != plan.S.DRAFT or not plan.agreed_goals:
        return []
    labels = dict(PlanGoal.Area.choices)
    return [{**goal, "label": labels.get(goal["area"], "")} for goal in plan.agreed_goals]


@require_http_methods(["GET", "HEAD", "POST"])
def reintegration_edit(request, reference):
    """A new plan, or its words while it is being written."""
    case = case_here(request.user, "reintegration.write", reference)
    plan = plan_of(case)
    plan = plan if plan is not None and plan.status not in plan.OVER else None
    initial = (
        {name: getattr(plan, name) for name in ("language", "interpreter", "wishes", "version")}
        if plan
        else {"language": case.language}
    )
    form = PlanForm(posted(request), initial=initial)
    if sent(request, form, lambda **given: actions.write_plan(case, by=request.user, plan=plan, **given)):
        messages.success(request, _("Saved. Next: goals, one by one, in the person's language."))
        return redirect(PLAN, case.reference)
    return form_page(request, "reintegration_edit", case, form, plan=plan)


def goal_here(user, action, plan, pk):
    """One goal of the plan."""
    rows = PlanGoal.objects.filter(plan=plan).select_related("case", "plan")
    row = fetch(PlanGoal, user, action, queryset=rows, pk=pk)
    row.plan = plan
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def reintegration_goal(request, reference, pk=None):
    """A new goal, or one that is changed."""
    plan = plan_here(request.user, "reintegration.write", reference)
    goal = goal_here(request.user, "reintegration.write", plan, pk) if pk else None
    names = ("area", "goal", "help", "who", "until", "version")
    form = GoalForm(posted(request), initial={name: getattr(goal, name) for name in names} if goal else None)
    if sent(request, form, lambda **given: actions.save_goal(plan, by=request.user, known=goal, **given)):
        messages.success(request, _("Saved."))
        return redirect(PLAN, plan.case.reference)
    return form_page(request, "reintegration_goal", plan.case, form, goal=goal)


@require_POST
def reintegration_goal_drop(request, reference, pk):
    """Takes a goal out of a plan that is being written."""
    plan = plan_here(request.user, "reintegration.write", reference)
    goal = goal_here(request.user, "reintegration.write", plan, pk)
    form = step_form((), request.POST)
    if form.is_valid() and attempt(form, lambda: actions.drop_goal(goal, by=request.user)) != DONE:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect(PLAN, plan.case.reference)


@require_http_methods(["GET", "HEAD", "POST"])
def reintegration_goal_mark(request, reference, pk):
    """How far a goal is."""
    plan = plan_here(request.user, "reintegration.review", reference)
    goal = goal_here(request.user, "reintegration.review", plan, pk)
    form = MarkForm(posted(request), initial={"stands": goal.stands})
    if sent(request, form, lambda **given: actions.mark_goal(goal, by=request.user, **given)):
        messages.success(request, _("Saved."))
        return redirect(PLAN, plan.case.reference)
    return form_page(request, "reintegration_goal", plan.case, form, goal=goal)


@require_http_methods(["GET", "HEAD", "POST"])
def reintegration_step(request, reference, name):
    """One step of the plan. One that does not fit answers 409 (S-33)."""
    if name not in REINTEGRATION.steps:
        raise Http404
    step = REINTEGRATION.steps[name]
    plan = plan_here(request.user, REINTEGRATION.action(step), reference)
    form = step_form(step.asks, posted(request))
    status = 200 if step in REINTEGRATION.available(plan, request.user) else WRONG
    if request.method == "POST":
        status = taken(form, plan, name, request.user)
    if status == DONE:
        messages.success(request, _("Done. The step stands in the timeline."))
        return redirect(PLAN, plan.case.reference)
    shown = {"plan": plan, "step": step, "wrong_state": status == WRONG}
    return form_page(request, "reintegration_step", plan.case, form, status=status, **shown)


def taken(form, plan, name, user):
    """DONE, WRONG or REFUSED: the step with what was typed."""
    if not form.is_valid():
        return REFUSED
    return attempt(form, lambda: REINTEGRATION.move(plan, name, by=user, **form.cleaned_data))


@require_http_methods(["GET", "HEAD", "POST"])
def reintegration_copy(request, reference):
    """The plan on a sheet, for the person, in their language where there are words for it. A POST prints it."""
    plan = plan_here(request.user, "reintegration.view", reference)
    if request.method == "POST":
        name_reason("reintegration.print")
    tag = language_tag(plan.language)
    known = {code.split("-")[0] for code, _label in settings.LANGUAGES}
    with translation.override(tag if tag in known else translation.get_language()):
        return page(
            request,
            "referrals/after/reintegration_copy.html",
            case=plan.case,
            plan=plan,
            groups=cards.goals_of(plan, request.user),
            lang=tag,
            printing=request.method == "POST",
            **who(plan.case, request.user, ROOM),
        )
