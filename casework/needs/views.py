"""What the person needs: what is open, the late first, what is proposed, and one need with its sessions and result."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch
from accounts.pages import page
from accounts.performing import Stale
from accounts.signin.drafts import name_drafts
from casework.cases.doors import case_for
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.views_people import SAID_MEANWHILE, posted
from casework.frame import who
from casework.needs import actions, cards, forms
from casework.needs.models import Need, Session
from casework.needs.proposals import proposed
from casework.needs.sessions import add_session
from casework.needs.transitions import NEED
from casework.rowpages import take_step, write_row

ROOM = "need_home"
NEEDED = ("case", "case__person", "case__person__safe_asked_by", "case__team", "owner", "provider")
name_drafts("need", gettext_lazy("Needs"))


def may_write(case, user, action="need.add"):
    """Whether this person may write on the open case."""
    return case.status not in Case.CLOSED and allowed(user, action, case)


@require_safe
def need_home(request, reference):
    """What is open, the late first; what screening and interview propose; and what has ended."""
    case = case_for(request.user, "need.view", reference)
    rows = list(Need.objects.filter(case=case).select_related("owner", "provider").order_by(*SOONEST))
    for row in rows:
        row.case = case
    may = may_write(case, request.user)
    waits = [row for row in rows if row.ended_at is None]
    ended = sorted((row for row in rows if row.ended_at is not None), key=lambda row: row.ended_at, reverse=True)
    return page(
        request,
        "casework/needs/need_home.html",
        case=case,
        waiting=[cards.line(row) for row in waits],
        ended=[cards.line(row) for row in ended],
        proposed=proposed(case, rows) if may else [],
        may_add=may,
        ways=ways(case, request.user),
        **who(case, request.user, ROOM),
    )


SOONEST = (F("due_on").asc(nulls_last=True), "noted_at", "pk")
WAYS = [
    ("plan.view", "plan_home", gettext_lazy("The plan")),
    ("safety.view", "safety_plan", gettext_lazy("Safety plan")),
    ("conference.view", "conference_list", gettext_lazy("Case conferences")),
    ("child.view", "birth_list", gettext_lazy("Births, and children of the person")),
]
# Of an adult's case; a child's room has it itself.
DOUBT = ("child.edit", "age_doubt", gettext_lazy("The age is in doubt"))


def ways(case, user):
    """[(label, url)]: the other pages of the room that this person may open."""
    adult = [] if case.child or case.age_disputed or case.status in Case.CLOSED else [DOUBT]
    open_to = [(name, label) for action, name, label in (*WAYS, *adult) if allowed(user, action, case)]
    return [(label, reverse(name, args=[case.reference])) for name, label in open_to]


@require_POST
def need_take(request, reference):
    """Takes over the ticked proposals."""
    case = case_for(request.user, "need.add", reference)
    try:
        rows = actions.take_proposals(case, request.POST.getlist("kind"), by=request.user)
        messages.success(request, _("Added: %(n)s. Next: who helps, who sees to it, until when.") % {"n": len(rows)})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(ROOM, case.reference)


def need_here(request, action, reference, pk):
    """One need of the case of the address."""
    rows = Need.objects.select_related(*NEEDED)
    return fetch(Need, request.user, action, queryset=rows, pk=pk, case__reference=tidy(reference))


@require_safe
def need_detail(request, reference, pk):
    """One need: who helps until when, sessions held, and what came of it."""
    row = need_here(request, "need.view", reference, pk)
    case, user = row.case, request.user
    first, others = cards.steps_of(row, user)
    sessions = list(Session.objects.filter(need=row).select_related("noted_by"))
    for one in sessions:
        one.case = case
    open_one = row.ended_at is None
    return page(
        request,
        "casework/needs/need_detail.html",
        case=case,
        line=cards.line(row),
        first=first if case.status not in Case.CLOSED else None,
        others=others if case.status not in Case.CLOSED else [],
        sessions=[cards.session(one) for one in sessions],
        may_edit=open_one and may_write(case, user, "need.edit"),
        may_meet=open_one and may_write(case, user, "need.session"),
        referral_url=cards.referral_url(row, user),
        **who(case, user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def need_new(request, reference):
    """A need that somebody tells or sees."""
    case = case_for(request.user, "need.add", reference)
    form = forms.NeedForm(posted(request), instance=Need(case=case, owner=request.user))

    def act(**values):
        actions.add_need(case, by=request.user, **values)

    shown = {"heading": _("What is needed"), "text": _("Ask what the person wants. Help hangs on nothing in return.")}
    back = reverse(ROOM, args=[case.reference])
    return write_row(request, form, act, room=ROOM, back=back, key=key_of(case), **shown)


def key_of(row):
    """The key of the draft kept while somebody types."""
    return f"need:{row.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
def need_edit(request, reference, pk):
    """Who helps, who sees to it, until when."""
    row = need_here(request, "need.edit", reference, pk)
    form = forms.NeedForm(posted(request), instance=row)

    def act(**values):
        actions.edit_need(row, by=request.user, **values)

    back = reverse("need_detail", args=[row.case.reference, row.pk])
    return write_row(request, form, act, room=ROOM, back=back, heading=row.get_kind_display(), key=key_of(row))


@require_http_methods(["GET", "HEAD", "POST"])
def need_session(request, reference, pk):
    """One time the person met who helps."""
    row = need_here(request, "need.session", reference, pk)
    form = forms.SessionForm(posted(request), instance=Session(case=row.case, need=row))

    def act(**values):
        add_session(row, by=request.user, **values)

    back = reverse("need_detail", args=[row.case.reference, row.pk])
    text = _("Only that it took place. What is said there stays there.")
    return write_row(request, form, act, room=ROOM, back=back, heading=row.get_kind_display(), text=text)


@require_http_methods(["GET", "HEAD", "POST"])
def need_step(request, reference, pk, name):
    """One step of a need."""
    if name not in NEED.steps:
        raise Http404
    step = NEED.steps[name]
    row = need_here(request, NEED.action(step), reference, pk)
    back = reverse("need_detail", args=[row.case.reference, row.pk])
    if request.method == "POST" and not step.asks:
        return plain_step(request, row, name, back)
    return take_step(
        request,
        forms.step_form(step.asks, posted(request)),
        lambda **given: NEED.move(row, name, by=request.user, **given),
        case=row.case,
        room=ROOM,
        back=back,
        heading=step.label,
        text=row.get_kind_display(),
        possible=row.status in step.sources,
    )


def plain_step(request, row, name, back):
    """A step that asks for nothing: taken, or the page says what is missing."""
    try:
        NEED.move(row, name, by=request.user)
        messages.success(request, _("Done. The step stands in the timeline."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Stale:
        messages.error(request, SAID_MEANWHILE)
    return redirect(back)
