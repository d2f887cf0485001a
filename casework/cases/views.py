"""One case: the overview, opening, changing, and taking a step of the workflow."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts import cursors
from accounts.access import allowed, readable
from accounts.acting import current
from accounts.audit.looks import looks
from accounts.editing import add_errors, edit
from accounts.pages import page
from accounts.policy import Group
from accounts.signin.drafts import drop_draft, name_drafts
from accounts.workflow import WrongState
from casework.cases.actions import edit_case, open_case
from casework.cases.doors import case_for, only_for
from casework.cases.drafts import prefilled
from casework.cases.forms import CaseForm, CaseNewForm, StepForm
from casework.cases.grants import second_teams
from casework.cases.models import Case
from casework.cases.overview import TIMED, consent_lines, steps_of
from casework.cases.queries import open_offer, people_on, timeline
from casework.cases.transitions import CASE
from casework.frame import who

NEW, EDIT = "case-new", "case-edit"
CHIPS = [
    ("", gettext_lazy("All")),
    ("steps", gettext_lazy("Decisions")),
    ("people", gettext_lazy("Who works on it")),
]
name_drafts(NEW, gettext_lazy("A new case"))
name_drafts(EDIT, gettext_lazy("Changes of a case"))


def timeline_of(case, params):
    """Events, chips and the address of the older ones."""
    show, place = cursors.asked(params, CHIPS)
    events, older = timeline(case, show, place)
    chip = f"show={show}&" if show else ""
    return {
        "events": events,
        "chips": [
            {"label": label, "url": f"?show={name}" if name else ".", "current": name == show} for name, label in CHIPS
        ],
        "older": f"?{chip}older={cursors.place(*older)}" if older else "",
        "withheld": Group.FACTS not in readable(case),
    }


def eyes(case, user):
    """The last three looks for the aside."""
    found, _more = looks(case.pk, size=3)
    return [
        {
            "who": _("You") if look.actor == user.pk else f"{look.who}, {look.office}" if look.office else look.who,
            "what": look.place,
            "at": look.at,
            "kind": "decide",
            "word": _("Emergency") if look.emergency else "",
        }
        for look in found
    ]


@require_safe
def case_detail(request, reference):
    """The overview: what is safe, what to do, where it stands, what happened, who works on it, who looked."""
    case = case_for(request.user, "case.view", reference)
    steps, others, consents = steps_of(case, request.user)
    trail = allowed(request.user, "trail.view", case)
    offer = open_offer(case)
    return page(
        request,
        "casework/cases/case_detail.html",
        case=case,
        team=case.team.name,
        next_steps=steps,
        other_acts=others,
        consents=consent_lines(case, consents) if allowed(request.user, "consent.view", case) else [],
        timeline=timeline_of(case, request.GET),
        people=list(people_on(case)),
        second_teams=list(second_teams(case)),
        offer=offer,
        offered_to=offer.to_user.display_name if offer else "",
        may_take_back=allowed(request.user, "case.offer", case),
        looks=eyes(case, request.user) if trail else [],
        clocks=[line for timed in TIMED for line in timed(case, request.user)],
        trail=trail,
        **who(case, request.user, "case_detail", full=True),
    )


def open_once(form, by):
    """The case of this form: opened now, or by the first of two clicks."""
    wanted = form.cleaned_data["token"]
    known = Case.objects.permitted(by, "case.view").filter(pk=wanted)
    try:
        return known.first() or open_case(
            form.cleaned_data["team"], by=by, person=form.person_values(), id=wanted, **form.case_values()
        )
    except IntegrityError as error:
        current().keys.pop(str(wanted), None)
        case = known.first()
        if case is None:
            raise ValidationError(_("This form was sent already. Open a new one.")) from error
        return case


@require_http_methods(["GET", "POST"])
@only_for("case.open")
def case_new(request):
    """A draft case. Posting the same form twice opens one case."""
    draft, initial = prefilled(request, NEW, CaseNewForm)
    form = CaseNewForm(request.POST if request.method == "POST" else None, user=request.user, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            case = open_once(form, request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            drop_draft(request.user, NEW)
            messages.success(request, _("The draft is saved. Next: what must be asked before it is opened."))
            return HttpResponseRedirect(case.get_absolute_url())
    if form.errors:
        status = 422
    return page(request, "casework/cases/case_new.html", status=status, form=form, draft=draft, draft_key=NEW)


@require_http_methods(["GET", "POST"])
def case_edit(request, reference):
    """Changes the case. Two people at once both keep what they wrote (S-86)."""
    case = case_for(request.user, "case.edit", reference)
    key = f"{EDIT}:{case.pk}"
    draft, initial = prefilled(request, key, CaseForm)
    form = CaseForm(request.POST if request.method == "POST" else None, instance=case, initial=initial)
    if initial.get("version"):
        form.initial["version"] = initial["version"]

    def save(**values):
        edit_case(case, by=request.user, **values)
        drop_draft(request.user, key)
        messages.success(request, _("Saved."))
        return case.get_absolute_url()

    return edit(
        request,
        form,
        save,
        "casework/cases/case_edit.html",
        case=case,
        draft=draft,
        draft_key=key,
        **who(case, request.user, "case_detail"),
    )


@require_http_methods(["GET", "POST"])
def case_step(request, reference, name):
    """One step of the workflow: what it asks for, and taking it. One that does not fit answers 409 (S-33)."""
    if name not in CASE.steps:
        raise Http404
    step = CASE.steps[name]
    case = case_for(request.user, CASE.action(step), reference)
    form = StepForm(step, request.POST if request.method == "POST" else None)
    status = 200 if step in CASE.available(case, request.user) else 409
    if request.method == "POST" and form.is_valid():
        try:
            CASE.move(case, name, by=request.user, **form.cleaned_data)
        except WrongState:
            status = 409
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Done. The step stands in the timeline."))
            return redirect(case)
    wrong = status == 409
    status = 422 if form.errors and not wrong else status
    shown = {"case": case, "step": step, "form": form, "wrong_state": wrong, **who(case, request.user, "case_detail")}
    return page(request, "casework/cases/case_step.html", status=status, **shown)
