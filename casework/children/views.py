"""The child's room: what is allowed today, the best-interests procedure, who answers for the child, its own word,
the family, doubts about the age; and births, which any case may have."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch
from accounts.acting import name_reason
from accounts.pages import page
from accounts.performing import Stale
from accounts.signin.drafts import name_drafts
from casework.cases.doors import case_for
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.views_people import SAID_MEANWHILE, posted
from casework.children import actions, cards, forms, queries
from casework.children.ages import AgeDispute
from casework.children.births import Birth
from casework.children.models import Assent, BestInterests, Guardian, PanelMember, Tracing
from casework.children.transitions import INTERESTS
from casework.frame import who
from casework.rowpages import take_step, write_row

ROOM, BIRTHS = "child_home", "birth_list"
NEEDED = ("case", "case__person", "case__person__safe_asked_by", "case__team")
# kind in the address: model, form of a new one, form of one that stands, heading, where the page leads back
KINDS = {
    "guardians": (Guardian, forms.GuardianForm, forms.GuardianForm, gettext_lazy("Who answers for the child"), ROOM),
    "assents": (Assent, forms.AssentForm, forms.AssentAgainForm, gettext_lazy("What the child says"), ROOM),
    "tracing": (Tracing, forms.TracingForm, forms.TracingForm, gettext_lazy("Looking for the family"), ROOM),
    "births": (Birth, forms.BirthForm, forms.BirthForm, gettext_lazy("A child of the person"), BIRTHS),
}
FORMS = {
    **dict.fromkeys((BestInterests.Status.OPEN, BestInterests.Status.NEEDED), forms.AssessmentForm),
    BestInterests.Status.PANEL: forms.DecisionForm,
}
name_drafts("child", gettext_lazy("Child"))


def home_of(case, room=ROOM):
    """Where a page of the room leads back to: an adult's case has births and no more."""
    return reverse(room if room == BIRTHS or has_room(case) else "case_detail", args=[case.reference])


def has_room(case):
    """Whether the room stands on this case: for a child, and for somebody whose age is in doubt."""
    return case.child or case.age_disputed


@require_safe
def child_home(request, reference):
    """What is allowed today, and all that it rests on; for an adult, doubts about the age that were written down."""
    return home_page(request, case_for(request.user, "child.view", reference))


@require_POST
def guardian_reveal(request, reference):
    """The same with how to reach one of those who answer for the child, for one page view; recorded (R-20)."""
    case = case_for(request.user, "person.reveal", reference)
    name_reason("person.reveal")
    return home_page(request, case, request.POST.get("what", ""))


def home_page(request, case, revealed=""):
    """The room; `revealed` is the key of the guardian whose number is shown."""
    may_edit = allowed(request.user, "child.edit", case) and case.status not in Case.CLOSED
    facts = queries.facts_of(case)
    return page(
        request,
        "casework/children/child_home.html",
        case=case,
        gates=cards.gates(case, facts) if case.child else [],
        procedures=procedures_of(case, facts, request.user),
        may_open=may_open(case, facts, request.user),
        may_edit=may_edit,
        may_doubt=may_edit and not case.age_disputed,
        **rows_of(case, facts, request.user, may_edit, revealed),
        **who(case, request.user, ROOM),
    )


def may_open(case, facts, user):
    """A new assessment, where none is going on."""
    running = any(row.status in BestInterests.RUNNING for row in facts.procedures)
    return case.child and case.status not in Case.CLOSED and not running and allowed(user, "interests.open", case)


def procedures_of(case, facts, user):
    """Procedures with their panels, newest first."""
    people = ("signed_supervisor", "signed_officer", "assessed_by", "reviewed_by")
    rows = list(BestInterests.objects.filter(case=case).select_related(*people)) if facts.procedures else []
    sitting = list(PanelMember.objects.filter(case=case).order_by("pk")) if rows else []
    for row in (*rows, *sitting):
        row.case = case
    return [cards.procedure(row, user, [one for one in sitting if one.procedure_id == row.pk]) for row in rows]


def rows_of(case, facts, user, may_edit, revealed):
    """Guardians, the child's word, tracing and doubts about the age."""
    tracings, reveals = list(Tracing.objects.filter(case=case)), allowed(user, "person.reveal", case)
    doubts = list(queries.disputes_of(case).select_related("decided_by"))
    for row in (*facts.guardians, *facts.assents, *tracings, *doubts):
        row.case = case
    return {
        "guardians": [cards.guardian(row, may_edit, reveals, revealed) for row in facts.guardians],
        "assents": [cards.assent(row, may_edit) for row in facts.assents],
        "tracings": [cards.tracing(row, may_edit) for row in tracings],
        "disputes": [cards.dispute(row, user) for row in doubts],
    }


@require_safe
def birth_list(request, reference):
    """Children of the person: born inside, on the way or in care (P11)."""
    case = case_for(request.user, "child.view", reference)
    may_edit = allowed(request.user, "child.edit", case) and case.status not in Case.CLOSED
    rows = list(Birth.objects.filter(case=case))
    for row in rows:
        row.case = case
    shown = {"births": [cards.birth(row, request.user, may_edit) for row in rows], "may_edit": may_edit, "case": case}
    return page(request, "casework/children/birth_list.html", **shown, **who(case, request.user, ROOM))


@require_POST
def interests_open(request, reference):
    """Opens the assessment."""
    case = case_for(request.user, "interests.open", reference)
    try:
        actions.open_procedure(case, by=request.user)
        messages.success(request, _("The assessment is open. It is done at once."))
    except (ValidationError, Stale) as error:
        messages.error(request, " ".join(getattr(error, "messages", [SAID_MEANWHILE])))
    return redirect(ROOM, case.reference)


def row_here(model, request, action, reference, pk):
    """One row of the case of the address, with what the page needs."""
    rows = model.objects.select_related(*NEEDED)
    return fetch(model, request.user, action, queryset=rows, pk=pk, case__reference=tidy(reference))


@require_http_methods(["GET", "HEAD", "POST"])
def interests_edit(request, reference, pk):
    """The words of the assessment, or of the panel's decision."""
    row = row_here(BestInterests, request, "interests.edit", reference, pk)
    if row.status not in FORMS:
        raise Http404
    form = FORMS[row.status](posted(request), instance=row)
    panel = row.status == BestInterests.Status.PANEL
    heading = _("What the panel decided") if panel else _("Best-interests assessment")
    text = _("A change must be signed again by both.") if panel else _("The child is heard first. In their own words.")

    def act(**values):
        actions.save_procedure(row, by=request.user, **values)

    where = {"room": ROOM, "back": home_of(row.case), "heading": heading, "text": text}
    return write_row(request, form, act, key=f"child:interests:{row.pk}:{row.status}", **where)


@require_http_methods(["GET", "HEAD", "POST"])
def interests_step(request, reference, pk, name):
    """One step of the procedure."""
    if name not in INTERESTS.steps:
        raise Http404
    step = INTERESTS.steps[name]
    row = row_here(BestInterests, request, INTERESTS.action(step), reference, pk)
    form = forms.step_form(step.asks, posted(request))
    return take_step(
        request,
        form,
        lambda **given: INTERESTS.move(row, name, by=request.user, **given),
        case=row.case,
        room=ROOM,
        back=home_of(row.case),
        heading=step.label,
        possible=row.status in step.sources,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def interests_member(request, reference, pk):
    """Somebody more on the panel."""
    procedure = row_here(BestInterests, request, "interests.edit", reference, pk)
    form = forms.MemberForm(posted(request), instance=PanelMember(case=procedure.case, procedure=procedure))
    text = _("Three who decide at least, and at most one of them a caseworker of this case.")

    def act(**values):
        actions.add_member(procedure, by=request.user, **values)

    back = home_of(procedure.case)
    return write_row(request, form, act, room=ROOM, back=back, heading=_("On the panel"), text=text)


@require_POST
def interests_member_remove(request, reference, pk, member):
    """Off the panel; the history keeps the name."""
    rows = PanelMember.objects.select_related("case", "procedure").filter(procedure=pk)
    here = {"pk": member, "case__reference": tidy(reference)}
    row = fetch(PanelMember, request.user, "interests.edit", queryset=rows, **here)
    return done(request, row.case, lambda: actions.remove_member(row, by=request.user), _("Taken off the panel."))


def done(request, case, act, said, room=ROOM):
    """Does it, says so or why not, and goes back to the room."""
    try:
        act()
        messages.success(request, said)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Stale:
        messages.error(request, SAID_MEANWHILE)
    return HttpResponseRedirect(home_of(case, room))


def kind_of(kind):
    """What belongs to a kind in the address, or 404."""
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


@require_http_methods(["GET", "HEAD", "POST"])
def child_row_new(request, reference, kind):
    """A new guardian, word of the child, step of tracing, or birth."""
    model, form_class, _again, _heading, _room = kind_of(kind)
    case = case_for(request.user, "child.edit", reference)
    initial = {"language": case.language} if kind == "assents" else {}
    return row_page(request, kind, form_class(posted(request), instance=model(case=case), initial=initial))


@require_http_methods(["GET", "HEAD", "POST"])
def child_row_edit(request, reference, kind, pk):
    """Changes one of them."""
    model, _new, form_class, _heading, _room = kind_of(kind)
    row = row_here(model, request, "child.edit", reference, pk)
    return row_page(request, kind, form_class(posted(request), instance=row))


def row_page(request, kind, form):
    """Shows or saves one row."""
    _model, _new, _again, heading, room = kind_of(kind)
    row = form.row

    def act(**values):
        actions.save_row(row, by=request.user, **values)

    key = f"child:{kind}:{row.case_id if row._state.adding else row.pk}"
    return write_row(request, form, act, room=ROOM, back=home_of(row.case, room), heading=heading, key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def guardian_end(request, reference, pk):
    """This one answers for the child no more."""
    row = row_here(Guardian, request, "child.edit", reference, pk)
    form = forms.EndForm(posted(request))
    act = {"act": lambda why: actions.end_guardian(row, by=request.user, why=why), "possible": row.ended_on is None}
    heading = _("No longer answers for the child")
    return take_step(request, form, case=row.case, room=ROOM, back=home_of(row.case), heading=heading, **act)


@require_http_methods(["GET", "HEAD", "POST"])
def age_doubt(request, reference):
    """Somebody doubts the age."""
    case = case_for(request.user, "child.edit", reference)
    form = forms.DoubtForm(posted(request), instance=AgeDispute(case=case))
    text = _("From now on this is a child's case, with a mark of its own, until it is decided.")

    def act(**values):
        actions.doubt_age(case, by=request.user, **values)

    back = reverse(ROOM, args=[case.reference])
    return write_row(request, form, act, room=ROOM, back=back, heading=_("The age is in doubt"), text=text)


@require_http_methods(["GET", "HEAD", "POST"])
def age_decide(request, reference, pk):
    """The child protection officer decides. Who decides that it is an adult loses sight of the case with it."""
    row = row_here(AgeDispute, request, "child.age", reference, pk)
    form = forms.AgeForm(posted(request))

    def act(**given):
        actions.decide_age(row, by=request.user, **given)

    back = reverse("case_list") if request.POST.get("outcome") == "adult" else home_of(row.case)
    shown = {"heading": _("Decide about the age"), "text": _("In doubt, it is a child."), "possible": not row.ended_at}
    return take_step(request, form, act, case=row.case, room=ROOM, back=back, verb=_("Decide"), **shown)


@require_POST
def birth_case(request, reference, pk):
    """A case of its own for the newborn."""
    row = row_here(Birth, request, "child.birth", reference, pk)
    said = _("The child has a case of its own now, among your drafts.")
    return done(request, row.case, lambda: actions.open_birth_case(row, by=request.user), said, BIRTHS)
