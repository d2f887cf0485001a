"""The screenings of a case: its versions, the outcome, and the steps of the screener (ui/README 8)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.access import allowed, fetch
from accounts.acting import current
from accounts.editing import add_errors
from accounts.pages import page
from accounts.workflow import WrongState
from casework.cases.doors import case_for
from casework.cases.numbers import tidy
from casework.frame import who
from screening import guards, outcome_page
from screening.actions import open_screening
from screening.explaining import sentences
from screening.forms import StepForm
from screening.models import Screening
from screening.queries import screenings_of
from screening.reading import answers_of, result_of
from screening.transitions import SCREENING

NEEDED = ("case", "case__person", "case__person__safe_asked_by", "case__team", "screener", "submitted_by",
          "decided_by", "proposed_by")  # fmt: skip
OWN_STEPS = ("start", "stop", "resume", "submit")


def screening_of(request, reference, number, action):
    """One version of a case's screening with what the strip above needs, or 404/403."""
    current().action = action
    rows = Screening.objects.select_related(*NEEDED)
    return fetch(Screening, request.user, action, queryset=rows, number=number, case__reference=tidy(reference))


def own_steps(screening, user):
    """Steps of the screener that are possible now; the supervisor's stand under Review."""
    return [step for step in SCREENING.available(screening, user) if step.name in OWN_STEPS]


@require_http_methods(["GET", "POST"])
def screening_home(request, reference):
    """GET: all versions, newest first. POST: begins the next one."""
    if request.method == "POST":
        return begin(request, case_for(request.user, "screening.create", reference))
    case = case_for(request.user, "screening.view", reference)
    rows = list(screenings_of(case))
    return page(
        request,
        "screening/screening_home.html",
        case=case,
        versions=[version_line(row) for row in rows],
        may_begin=allowed(request.user, "screening.create", case) and not any(r.status in r.AT_WORK for r in rows),
        hindered=why_not(case),
        **who(case, request.user, "screening_home"),
    )


def why_not(case):
    """The sentence that says why no screening can begin now, or ''."""
    try:
        guards.case_active(case)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def version_line(screening):
    """One version as the list shows it."""
    return {
        "screening": screening,
        "tag": outcome_page.status_tag(screening),
        "outcome": outcome_page.outcome_words(screening.outcome) if screening.outcome else "",
        "by": screening.screener.display_name,
        "decided_by": screening.decided_by.display_name if screening.decided_by else "",
    }


def begin(request, case):
    """The next version, or the sentence that says why there is none."""
    try:
        screening = open_screening(case, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("screening_home", args=[case.reference]))
    return HttpResponseRedirect(reverse("screening_answers", args=[case.reference, screening.number]))


@require_http_methods(["GET", "POST"])
def screening_outcome(request, reference, number):
    """What the rule says and why. POST: the same page to be printed, which is recorded as a look of its own."""
    screening = screening_of(request, reference, number, "screening.view")
    answers = answers_of(screening)
    result = result_of(screening, answers)
    must, must_not = outcome_page.follow(screening, result)
    if request.method == "POST":
        current().action = "screening.print"
    return page(
        request,
        "screening/screening_outcome.html",
        screening=screening,
        case=screening.case,
        verdict=outcome_page.verdict(screening, result),
        elements=outcome_page.elements_of(result, answers),
        explanation=sentences(result, signs=False),
        besides=outcome_page.known_besides(screening),
        beside=outcome_page.beside_the_account(answers) if result.inputs.screenable else 0,
        not_counted=outcome_page.not_counted(result, answers),
        must=must,
        must_not=must_not,
        steps=own_steps(screening, request.user),
        editable=screening.editable and allowed(request.user, "screening.edit", screening),
        printing=request.method == "POST",
        **who(screening.case, request.user, "screening_home"),
    )


@require_http_methods(["GET", "POST"])
def screening_step(request, reference, number, name):
    """One step of the screener: what it asks for, and taking it. One that does not fit answers 409 (S-33)."""
    if name not in OWN_STEPS:
        raise Http404
    step = SCREENING.steps[name]
    screening = screening_of(request, reference, number, SCREENING.action(step))
    form = StepForm(step, screening, request.POST if request.method == "POST" else None)
    status = 200 if step in SCREENING.available(screening, request.user) else 409
    if request.method == "POST" and form.is_valid():
        try:
            SCREENING.move(screening, name, by=request.user, seen=request.POST.get("seen", ""), **form.given())
        except WrongState:
            status = 409
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, SAID[name])
            return HttpResponseRedirect(reverse(AFTER[name], args=[screening.case.reference, number]))
    wrong = status == 409
    status = 422 if form.errors and not wrong else status
    return page(
        request, "screening/screening_step.html", status=status, screening=screening, case=screening.case, step=step,
        form=form, wrong_state=wrong, **who(screening.case, request.user, "screening_home"),
    )  # fmt: skip


SAID = {
    "start": gettext_lazy("Begun. Mark what the person told you, and what you saw."),
    "stop": gettext_lazy("Stopped. Help goes on."),
    "resume": gettext_lazy("Going on."),
    "submit": gettext_lazy("Sent for review. Somebody who did not screen decides."),
}
AFTER = {
    "start": "screening_answers",
    "stop": "screening_outcome",
    "resume": "screening_answers",
    "submit": "screening_outcome",
}
