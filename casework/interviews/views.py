"""The room of the interviews: what was held, beginning a talk, its setting, its steps, and all it holds."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch, readable
from accounts.editing import add_errors, edit
from accounts.pages import page
from accounts.policy import Group
from accounts.signin.lock import hold_open, let_go
from accounts.workflow import WrongState
from casework.cases.doors import case_for
from casework.cases.numbers import tidy
from casework.frame import who
from casework.interviews import catalogue, words
from casework.interviews.actions import change_setting, discard_sitting, open_sitting
from casework.interviews.forms import GoOnForm, SettingForm
from casework.interviews.models import Sitting
from casework.interviews.transitions import INTERVIEW, consent_problem

NEEDED = ("case", "case__person", "case__person__safe_asked_by", "case__team", "held_by")


def sitting_for(user, action, reference, pk):
    """The sitting with its case and person, or 404/403."""
    rows = Sitting.objects.select_related(*NEEDED)
    return fetch(Sitting, user, action, queryset=rows, pk=pk, case__reference=tidy(reference))


def keep_open(request, sitting):
    """While this talk goes on, also in a pause, an idle page locks and the person's PIN opens it again (R-22)."""
    (hold_open if sitting.status in Sitting.GOING_ON else let_go)(request, str(sitting.pk))


def frame(request, case):
    """What every page of the room needs."""
    return {"case": case, **who(case, request.user, "interview_home")}


@require_safe
def interview_home(request, reference):
    """Talks held, sets to choose from, and what is known already with its source and date."""
    case = case_for(request.user, "interview.view", reference)
    may_open = allowed(request.user, "interview.open", case)
    return page(
        request,
        "casework/interviews/interview_home.html",
        sittings=words.sittings_of(case),
        sets=words.sets_to_choose(case) if may_open else [],
        known=words.known_answers(case),
        may_open=may_open,
        problem=consent_problem(Sitting(case=case)) if may_open else "",
        health_closed=Group.HEALTH not in readable(case),
        **frame(request, case),
    )


def first_section(sitting):
    """Where a talk begins."""
    whole = catalogue.question_set(sitting.set_code, sitting.set_version)
    return reverse("interview_part", args=[sitting.case.reference, sitting.pk, whole.sections[0].code])


def begin(request, sitting):
    """Takes the step "start", and says where to go on; what is missing stands on the setting's page."""
    try:
        INTERVIEW.move(sitting, "start", by=request.user)
    except ValidationError as error:
        return not_yet(request, sitting, error)
    return HttpResponseRedirect(first_section(sitting))


def not_yet(request, sitting, error):
    """The setting of a talk that is prepared now, with what is missing before it can begin. Nothing typed is lost."""
    data = request.POST.copy()
    data["version"] = sitting.version
    form = SettingForm(data, instance=sitting)
    form.full_clean()
    add_errors(form, error)
    return page(
        request,
        "casework/interviews/interview_setting.html",
        status=422,
        form=form,
        sitting=sitting,
        whole=catalogue.question_set(sitting.set_code, sitting.set_version),
        may_discard=True,
        **frame(request, sitting.case),
    )


def opened_once(case, request):
    """The sitting that this very form made before (a second click), or None; and the key for a new one."""
    try:
        token = uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        token = uuid.uuid4()
    return Sitting.objects.filter(case=case, pk=token).first(), token


@require_http_methods(["GET", "HEAD", "POST"])
def interview_start(request, reference, code):
    """The setting, asked once a sitting. What is written is kept even where the talk cannot begin yet."""
    case = case_for(request.user, "interview.open", reference)
    if code not in catalogue.SETS:
        raise Http404
    made, token = opened_once(case, request)
    if made is not None:
        return HttpResponseRedirect(made.get_absolute_url())
    form = SettingForm(
        request.POST or None, instance=Sitting(case=case, set_code=code, language=case.language, held_by=request.user)
    )
    if request.method == "POST" and form.is_valid():
        try:
            sitting = open_sitting(case, by=request.user, set_code=code, id=token, **form.values())
        except ValidationError as error:
            add_errors(form, error)
        else:
            return begin(request, sitting) if "begin" in request.POST else HttpResponseRedirect(home(case))
    return ask_setting(request, case, form, token)


def ask_setting(request, case, form, token):
    """The page on which the setting of a new talk is written down."""
    return page(
        request,
        "casework/interviews/interview_start.html",
        status=422 if form.errors else 200,
        form=form,
        whole=catalogue.question_set(form.row.set_code),
        token=token,
        problem=consent_problem(form.row),
        **frame(request, case),
    )


def home(case):
    """The room's own page."""
    return reverse("interview_home", args=[case.reference])


@require_http_methods(["GET", "HEAD", "POST"])
def interview_setting(request, reference, pk):
    """Corrects the setting; two people at once both keep what they wrote. A prepared talk begins from here."""
    sitting = sitting_for(request.user, "interview.edit", reference, pk)
    form = SettingForm(request.POST if request.method == "POST" else None, instance=sitting)

    def save(**values):
        changed = change_setting(sitting, by=request.user, **values)
        if "begin" in request.POST:
            INTERVIEW.move(changed, "start", by=request.user)
            return first_section(changed)
        messages.success(request, _("Saved."))
        return sitting.get_absolute_url() if sitting.status != Sitting.Status.DRAFT else home(sitting.case)

    return edit(
        request,
        form,
        save,
        "casework/interviews/interview_setting.html",
        sitting=sitting,
        whole=catalogue.question_set(sitting.set_code, sitting.set_version),
        may_discard=sitting.status == Sitting.Status.DRAFT,
        **frame(request, sitting.case),
    )


@require_safe
def interview_sitting(request, reference, pk):
    """All that one talk holds, in its order, with links to correct it, and when it paused."""
    sitting = sitting_for(request.user, "interview.view", reference, pk)
    may_write = allowed(request.user, "interview.answer", sitting)
    return page(
        request,
        "casework/interviews/interview_sitting.html",
        sitting=sitting,
        strip=words.strip(sitting),
        parts=words.parts_of(sitting, may_write),
        pauses=words.steps_of(sitting),
        steps=[step for step in INTERVIEW.available(sitting, request.user) if step.name != "start"],
        asks_again=sitting.status == Sitting.Status.STOPPED,
        go_on=GoOnForm(),
        may_write=may_write,
        first_url=first_section(sitting) if may_write else "",
        health_closed=Group.HEALTH not in readable(sitting),
        **frame(request, sitting.case),
    )


@require_POST
def interview_step(request, reference, pk, name):
    """Pause, go on, stop or end. The person's wish needs no reason."""
    if name not in INTERVIEW.steps:
        raise Http404
    sitting = sitting_for(request.user, INTERVIEW.action(INTERVIEW.steps[name]), reference, pk)
    try:
        moved = INTERVIEW.move(sitting, name, by=request.user, asked_again=request.POST.get("asked_again", ""))
    except WrongState:
        messages.error(request, _("Somebody took this step already. The page shows how it stands now."))
        return HttpResponseRedirect(sitting.get_absolute_url())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(sitting.get_absolute_url())
    keep_open(request, moved)
    messages.success(request, words.SAID_AFTER[name])
    return HttpResponseRedirect(first_section(moved) if name == "start" else words.after_step(request, moved, name))


@require_POST
def interview_discard(request, reference, pk):
    """Takes an empty draft away."""
    sitting = sitting_for(request.user, "interview.discard", reference, pk)
    try:
        discard_sitting(sitting, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(sitting.get_absolute_url())
    messages.success(request, _("The prepared talk was thrown away. It held no answers."))
    return HttpResponseRedirect(home(sitting.case))
