"""The case's side of shelter: what was asked, what is offered, the stay, where it is, custody, who must not meet."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allowed, fetch
from accounts.acting import current, name_reason
from accounts.pages import page
from casework.attempts import DONE, REFUSED, WRONG, attempt
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from casework.consents.queries import holds
from casework.frame import who
from referrals.consular.views import case_here, sent
from referrals.shelter import actions, cards, custody, needs, queries
from referrals.shelter.forms import ApartForm, AskForm, CustodyEndForm, CustodyForm, ReasonForm, step_form
from referrals.shelter.models import ConflictPair, Custody, Stay
from referrals.shelter.transitions import STAY

ROOM = "stay_home"
FOLDER = "referrals/shelter/"


def stay_here(user, action, reference, pk):
    """One stay of the case. For a house this page is not there: it has its own (R-02)."""
    case = case_here(user, "stay.list", reference)
    row = fetch(Stay, user, action, queryset=actions.whole().filter(case=case), pk=pk)
    row.case = case
    return row


def on_page(request, case, template, *, status=200, form=None, **context):
    """A page of this room; 422 where the form has something to say."""
    status = 422 if form is not None and form.errors and status == 200 else status
    strip = who(case, request.user, ROOM)
    return page(request, f"{FOLDER}{template}", status=status, case=case, form=form, **context, **strip)


@require_safe
def stay_home(request, reference):
    """Open stays and what ended, custody with its days, who must not meet."""
    case = case_here(request.user, "stay.list", reference)
    under_way, ended = queries.of_case(case)
    for row in (*under_way, *ended):
        row.case = case
    user = request.user
    pairs = queries.apart_of(case) if allowed(user, "apart.view", case) else []
    return on_page(
        request,
        case,
        "stay_home.html",
        under_way=[cards.case_line(row, user) for row in under_way],
        ended=[cards.case_line(row, user) for row in ended],
        custody=queries.custody_of(case),
        apart=pairs,
        agreed=holds(case, needs.CONSENT),
        may_ask=allowed(user, "stay.ask", case),
        may_custody=allowed(user, "custody.note", case),
        may_end=allowed(user, "custody.end", case),
        may_apart=allowed(user, "apart.note", case),
        may_meet=allowed(user, "apart.end", case),
    )


def family_of(user, case, numbers):
    """The case and those of the family, all of them the asker's own. ValidationError beside the field."""
    cases, words = [case], dict.fromkeys(tidy(word) for word in numbers.replace(",", " ").split())
    rows = Case.objects.select_related("person", "organisation").permitted(user, "stay.ask")
    found = {row.reference: row for row in rows.filter(reference__in=[word for word in words if word])}
    if len(words) >= actions.MOST_TOGETHER:
        raise ValidationError({"family": _("Ask for at most 12 people at once.")})
    for word in words:
        if word not in found:
            raise ValidationError({"family": _("There is no case of yours with the number %(n)s.") % {"n": word[:20]}})
        if found[word].pk != case.pk:
            cases.append(found[word])
    return cases


@require_http_methods(["GET", "HEAD", "POST"])
def stay_new(request, reference):
    """Asks a house for a bed, for one person or a family."""
    case = case_here(request.user, "stay.ask", reference)
    houses = list(queries.houses_to_ask())
    pairs, hints = cards.house_choices(houses, queries.free_today(houses))
    form = AskForm(posted(request), houses=pairs, hints=hints)

    def ask(family="", **given):
        actions.ask_together(family_of(request.user, case, family), by=request.user, **given)

    if sent(request, form, ask):
        messages.success(request, _("Asked. The house answers on this page; you are told."))
        return redirect(ROOM, case.reference)
    return on_page(request, case, "stay_new.html", form=form, houses=bool(houses))


@require_safe
def stay_detail(request, reference, pk):
    """One stay: state, bed, days, what may be done, and the address on demand."""
    return detail(request, stay_here(request.user, "stay.list", reference, pk))


def detail(request, row, place=None, **context):
    """The page of one stay; `place` is where the house is, for this one look."""
    first, others = cards.acts(row, request.user)
    return on_page(
        request,
        row.case,
        "stay_detail.html",
        stay=row,
        line=cards.case_line(row, request.user),
        first=first,
        others=others,
        place=place,
        **context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def stay_step(request, reference, pk, name):
    """One step by the case's side: what it asks for, and taking it. One that does not fit answers 409 (S-33)."""
    if name not in STAY.steps:
        raise Http404
    step = STAY.steps[name]
    row = stay_here(request.user, STAY.action(step), reference, pk)
    form, status = step_form(step, posted(request)), 200
    if step not in STAY.available(row, request.user):
        status = WRONG
    if request.method == "POST":
        status = taken(form, row, name, request.user)
    if status == DONE:
        messages.success(request, _("Done. The step stands in the timeline."))
        return redirect("stay_detail", reference, pk)
    context = {"stay": row, "line": cards.case_line(row, request.user), "step": step, "wrong_state": status == WRONG}
    return on_page(request, row.case, "stay_step.html", status=status, form=form, **context)


def taken(form, row, name, user):
    """DONE, WRONG or REFUSED: the step with what was typed."""
    if not form.is_valid():
        return REFUSED
    return attempt(form, lambda: actions.take(row, name, by=user, **form.cleaned_data))


@require_http_methods(["GET", "HEAD", "POST"])
def stay_place(request, reference, pk):
    """Where the house is, after a reason, for one page view; the look is recorded (R26, R-20)."""
    row = stay_here(request.user, "stay.reveal", reference, pk)
    form, shown = ReasonForm(posted(request)), {}

    def show(reason):
        shown["place"] = actions.show_place(row.shelter, by=request.user, reason=reason, case=row.case)

    if sent(request, form, show):
        current().action = "stay.reveal"
        name_reason("stay.reveal")
        return detail(request, row, place=shown["place"])
    back = cards.at("stay_detail", reference, pk)
    return on_page(request, row.case, "stay_place.html", form=form, back=back, house=row.shelter.name)


@require_http_methods(["GET", "HEAD", "POST"])
def custody_new(request, reference):
    """Somebody holds the person. Never a stay (R10)."""
    case = case_here(request.user, "custody.note", reference)
    form = CustodyForm(posted(request))
    if sent(request, form, lambda **given: custody.note_custody(case, by=request.user, **given)):
        messages.success(request, _("Written down. The supervisor is told; two to-dos wait for you."))
        return redirect(ROOM, case.reference)
    return on_page(request, case, "custody_form.html", form=form, ends=None)


@require_http_methods(["GET", "HEAD", "POST"])
def custody_end(request, reference, pk):
    """It is over."""
    case = case_here(request.user, "custody.end", reference)
    rows = Custody.objects.select_related("case").filter(case=case)
    row = fetch(Custody, request.user, "custody.end", queryset=rows, pk=pk)
    form = CustodyEndForm(posted(request), initial={"version": row.version})
    if sent(request, form, lambda **given: custody.end_custody(row, by=request.user, **given)):
        messages.success(request, _("Written down."))
        return redirect(ROOM, case.reference)
    return on_page(request, case, "custody_form.html", form=form, ends=row)


@require_http_methods(["GET", "HEAD", "POST"])
def apart_new(request, reference):
    """Two people who must not meet; both cases are ones that the writer may see."""
    case = case_here(request.user, "apart.note", reference)
    form = ApartForm(posted(request))

    def keep(number, reason):
        other = Case.objects.permitted(request.user, "apart.note").filter(reference=tidy(number)).first()
        if other is None:
            raise ValidationError({"number": _("There is no case of yours with this number. A supervisor can help.")})
        custody.keep_apart(case, by=request.user, other=other, reason=reason)

    if sent(request, form, keep):
        messages.success(request, _("Written down. No house will put them together, and none is told whom."))
        return redirect(ROOM, case.reference)
    return on_page(request, case, "apart_new.html", form=form)


@require_http_methods(["POST"])
def apart_end(request, reference, pk):
    """They may meet again."""
    case = case_here(request.user, "apart.end", reference)
    rows = ConflictPair.objects.select_related("case").filter(case=case)
    pair = fetch(ConflictPair, request.user, "apart.end", queryset=rows, pk=pk)
    custody.end_apart(pair, by=request.user)
    messages.success(request, _("They may meet again."))
    return redirect(ROOM, case.reference)
