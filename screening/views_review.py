"""The review: what waits for a supervisor who did not screen, and the page on which they decide (R-07, S-30)."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allowed, fetch, refuse
from accounts.acting import current
from accounts.editing import add_errors, must_stand_at
from accounts.pages import page
from accounts.performing import Stale
from accounts.policy import may
from accounts.workflow import WrongState
from casework.cases.doors import only_for
from casework.cases.waiting import unreviewed_glass
from casework.frame import who
from casework.todos.queries import supervisors
from screening import guards, review_page, reviewing
from screening.models import Screening
from screening.reading import answers_of, result_of
from screening.review_forms import LONGEST, DecisionForm, SecondForm
from screening.transitions import SCREENING
from screening.views import NEEDED

CHIP_WORDS = [
    ("", "all", gettext_lazy("All"), ""),
    ("late", "late", gettext_lazy("Late"), "late"),
    ("child", "child", gettext_lazy("Children"), ""),
    ("second", "second", gettext_lazy("For a second supervisor"), "decide"),
    ("back", "back", gettext_lazy("Back from you"), ""),
]
SAID = {
    "confirm": gettext_lazy("Confirmed. The caseworker has been told, and what follows is on the list of to-dos."),
    "return": gettext_lazy("Returned with your question. Protection stays on meanwhile."),
    "override": gettext_lazy("Your decision is recorded beside the rule’s result."),
    "approve_override": gettext_lazy("Agreed. The caseworker has been told."),
    "decline_override": gettext_lazy("Not agreed. It waits for a review again."),
}
SECOND_WAITS = gettext_lazy(
    "Proposed. It lowers protection, so a second supervisor decides. Protection stays on meanwhile."
)


def asked_for(params):
    """(chip, moment, place) of the address. BadRequest for anything that is not on the page's own links (S-46)."""
    chip = params.get("show", "")
    if params.keys() - {"show", "after"} or chip not in ("", *reviewing.CHIPS):
        raise BadRequest
    try:
        return chip, *reviewing.read_place(params.get("after", ""))
    except ValidationError as error:
        raise BadRequest from error


@require_safe
@only_for("screening.confirm")
def review_queue(request):
    """What waits for this person's decision: late and urgent first, then the longest wait; never their own work."""
    chip, moment, after = asked_for(request.GET)
    rows, more = reviewing.page_after(request.user, moment, chip, after)
    current().load_cases({row.case_id for row in rows})
    found = reviewing.counts(request.user, moment)
    request.nav_counts = {"review_queue": found["all"]}
    kept = f"show={chip}&" if chip else ""
    return page(
        request,
        "screening/review_queue.html",
        lines=[reviewing.queue_line(row) for row in rows],
        count=found["all"],
        most=reviewing.MOST,
        chips=chips_of(found, chip),
        figures=reviewing.figures(found),
        emergencies=unreviewed_glass(request.user).count() if may(request.user, "glass.list") else 0,
        older=f"?{kept}after={reviewing.place(moment, more)}" if more else "",
        first=f"?show={chip}" if chip and after else "." if after else "",
    )


def chips_of(found, chip):
    """The quick filters with how many each would show; those that would show nothing are left out."""
    return [
        {
            "label": words,
            "url": f"?show={name}" if name else ".",
            "current": name == chip,
            "count": found[key],
            "kind": kind,
        }
        for name, key, words, kind in CHIP_WORDS
        if found[key] or name in ("", chip)
    ]


@require_http_methods(["GET", "POST"])
def review_detail(request, pk):
    """One outcome, what it rests on, and the decision. Who screened, or may not decide, is told who can (403)."""
    current().action = "screening.confirm"
    rows = Screening.objects.select_related(*NEEDED)
    screening = fetch(Screening, request.user, "screening.view", queryset=rows, pk=pk)
    hindrance = why_not(screening, request.user)
    if hindrance:
        return somebody_else(request, screening, hindrance)
    if screening.status not in Screening.WAITING:
        return overtaken(request, screening)
    answers = answers_of(screening)
    result = result_of(screening, answers)
    form = form_for(screening, result, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return decided(request, screening, form)
        except (WrongState, Stale):
            return overtaken(request, rows.get(pk=screening.pk))
        except ValidationError as error:
            add_errors(form, error)
    shown = review_page.context(screening, answers, result, form)
    status = 422 if form.errors else 200
    return page(request, shown.pop("template"), status, **shown, **who(screening.case, request.user, "screening_home"))


def form_for(screening, result, posted):
    """The form of the state the screening is in."""
    second = screening.status == Screening.Status.OVERRIDE_PROPOSED
    return SecondForm(screening, posted) if second else DecisionForm(screening, result, posted)


def why_not(screening, user):
    """The sentence for somebody who may see it and not decide it, or ''."""
    if not allowed(user, "screening.confirm", screening):
        return _("A supervisor who did not screen decides on an outcome.")
    try:
        guards.did_not_screen(screening, {"by": user})
        if screening.status == Screening.Status.OVERRIDE_PROPOSED:
            guards.did_not_propose(screening, {"by": user})
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def somebody_else(request, screening, hindrance):
    """403 with who can; the try is recorded."""
    try:
        refuse(request.user, "screening.confirm", screening._meta.label_lower, screening.pk, visible=True)
    except PermissionDenied:
        names = [user.display_name for user in supervisors(screening.case, but=request.user)]
        can = _("These people can: %(names)s.") % {"names": ", ".join(names)} if names else ""
        partner = _("Where nobody here can, the team’s supervisor asks one of a partner, on the page of the case.")
        back = reverse("screening_outcome", args=[screening.case.reference, screening.number])
        shown = {
            "reason": hindrance,
            "next_step": f"{can} {partner}".strip(),
            "back_url": back,
            "back_label": _("The outcome"),
        }
        return page(request, "403.html", 403, **shown)


def decided(request, screening, form):
    """Takes the step on the version that the page showed. Stale where somebody changed it since."""
    step = form.step
    must_stand_at(screening, form.cleaned_data["seen"])
    moved = SCREENING.move(screening, step, by=request.user, **form.given())
    waits = moved.status == Screening.Status.OVERRIDE_PROPOSED
    messages.success(request, SECOND_WAITS if waits else SAID[step])
    return HttpResponseRedirect(reverse("review_queue"))


def overtaken(request, screening):
    """409: somebody decided, or changed it, in the meantime. What this person wrote is shown: nothing is lost."""
    posted = request.method == "POST"
    typed = [request.POST.get(name, "").strip()[:LONGEST] for name in ("question", "reason")]
    return page(
        request,
        "screening/review_overtaken.html",
        409 if posted else 200,
        screening=screening,
        case=screening.case,
        tag=review_page.status_tag(screening),
        decided_by=screening.decided_by.display_name if screening.decided_by else "",
        typed=[text for text in typed if text],
        still_waits=screening.status in Screening.WAITING,
        **who(screening.case, request.user, "screening_home"),
    )
