"""Pages of penalties: those of a case, one with its letter, hearings and visits, its steps, and the board."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts import cursors
from accounts.access import allowed, fetch
from accounts.editing import edit
from accounts.pages import page
from accounts.signin.drafts import drop_draft, name_drafts
from casework.attempts import DONE, WRONG, taken
from casework.cases.doors import case_for, only_for
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from casework.claims.models import Claim
from casework.frame import who
from casework.penalties import actions, cards, charts, codes, queries, words
from casework.penalties.forms import HearingForm, PenaltyForm, VisitForm, step_form
from casework.penalties.models import Hearing, Penalty, Visit
from casework.penalties.needs import why_words
from casework.penalties.transitions import PENALTY
from casework.people.views import with_draft

ROOM = "penalty_list"
name_drafts("penalty", gettext_lazy("A punishment"))


def penalty_here(user, action, reference, pk):
    """One penalty of the case, or 404/403."""
    return fetch(Penalty, user, action, queryset=queries.whole(), pk=pk, case__reference=tidy(reference))


@require_safe
def penalty_list(request, reference):
    """What stands against the person, and what was decided."""
    case = case_for(request.user, "penalty.list", reference)
    open_now, over = queries.of_case(case)
    following = queries.next_hearings(case)
    return page(
        request,
        "casework/penalties/penalty_list.html",
        case=case,
        open_now=[cards.line(row, case, following.get(row.pk)) for row in open_now],
        over=[cards.line(row, case, following.get(row.pk)) for row in over],
        note=cards.what_is_missing(case, open_now),
        may_add=allowed(request.user, "penalty.add", case),
        **who(case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def penalty_new(request, reference):
    """First what it is, then the rest."""
    case = case_for(request.user, "penalty.add", reference)
    kind = request.GET.get("kind", "")
    if kind not in codes.penalties() and request.method != "POST":
        groups = [(label, pairs) for label, pairs in codes.grouped() if pairs]
        context = who(case, request.user, ROOM)
        return page(request, "casework/penalties/penalty_kind.html", case=case, groups=groups, **context)
    initial = {"kind": kind, **cards.usual(case, kind)}

    def save(**fields):
        return actions.record_penalty(case, by=request.user, **fields)

    return changed(request, Penalty(case=case), PenaltyForm, save, initial, f"penalty:{kind}:{case.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def penalty_edit(request, reference, pk):
    """Changes what was written."""
    row = penalty_here(request.user, "penalty.edit", reference, pk)
    return changed(request, row, PenaltyForm, lambda **fields: actions.edit_penalty(row, by=request.user, **fields))


def changed(request, row, form_class, save, initial=None, key=""):
    """Shows or saves one row of the room; afterwards the page of its penalty, or of its claim."""
    form = form_class(posted(request), instance=row, initial=initial or {})
    draft = with_draft(request, form, key) if key else None

    def saved(**fields):
        made = save(**fields)
        if key:
            drop_draft(request.user, key)
        messages.success(request, _("Saved."))
        return cards.home_of(made)

    context = {"heading": cards.heading(row), "back_url": cards.home_of(row), "draft": draft, "draft_key": key}
    context |= {"case": row.case, **who(row.case, request.user, cards.room_of(row))}
    return edit(request, form, saved, "casework/penalties/row.html", **context)


@require_safe
def penalty_detail(request, reference, pk):
    """One penalty: what it is, what stands against it, the next steps, hearings, and the visit log of a detention."""
    row = penalty_here(request.user, "penalty.view", reference, pk)
    first, others = cards.acts(row, request.user)
    return page(
        request,
        "casework/penalties/penalty_detail.html",
        case=row.case,
        penalty=row,
        tag=words.tag_of(row),
        facts=words.facts(row),
        hearings=[cards.hearing(one, row.case) for one in queries.hearings_of(penalty=row)],
        visits=[cards.visit(one, row.case) for one in queries.visits_of(row)] if row.detains else [],
        missing=cards.missing(row),
        next_letter=cards.next_of_letter(row),
        first=first,
        others=others,
        may_edit=allowed(request.user, "penalty.edit", row),
        may_visit=row.held and allowed(request.user, "penalty.visit", row),
        may_draft=cards.may_draft(row, request.user),
        **who(row.case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def penalty_step(request, reference, pk, name):
    """One step: what it asks for, and taking it. One that does not fit answers 409 (S-33)."""
    if name not in PENALTY.steps:
        raise Http404
    step = PENALTY.steps[name]
    row = penalty_here(request.user, PENALTY.action(step), reference, pk)
    form = step_form(step.asks, posted(request), why_words(row, step))
    status = 200 if step in PENALTY.available(row, request.user) else WRONG
    if request.method == "POST":
        status = taken(form, lambda **given: PENALTY.move(row, name, by=request.user, **given))
    if status == DONE:
        messages.success(request, _("Done. The step stands in the timeline."))
        return redirect("penalty_detail", row.case.reference, row.pk)
    context = {"case": row.case, "step": step, "form": form, "wrong_state": status == WRONG}
    context |= {"back_url": cards.home_of(row), "back": _("The punishment"), **who(row.case, request.user, ROOM)}
    return page(request, "casework/penalties/step.html", status=status, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def hearing_new(request, reference, pk, about="penalties"):
    """A day before a court or an office, on a penalty or on a claim."""
    model, link = {"penalties": (Penalty, "penalty"), "claims": (Claim, "claim")}[about]
    rows = model.objects.select_related("case", "case__person", "case__person__safe_asked_by", "case__team")
    parent = fetch(model, request.user, "hearing.add", queryset=rows, pk=pk, case__reference=tidy(reference))
    row = Hearing(case=parent.case, **{link: parent})
    return changed(request, row, HearingForm, lambda **fields: actions.add_hearing(parent, by=request.user, **fields))


@require_http_methods(["GET", "HEAD", "POST"])
def hearing_edit(request, reference, pk):
    """Another day, or what came of it."""
    rows = Hearing.objects.select_related(
        "case", "case__person", "case__person__safe_asked_by", "case__team", "penalty", "claim"
    )
    row = fetch(Hearing, request.user, "hearing.edit", queryset=rows, pk=pk, case__reference=tidy(reference))
    return changed(request, row, HearingForm, lambda **fields: actions.edit_hearing(row, by=request.user, **fields))


@require_http_methods(["GET", "HEAD", "POST"])
def visit_new(request, reference, pk):
    """A visit to somebody who is held: planned, or as it was."""
    penalty = penalty_here(request.user, "penalty.visit", reference, pk)
    return visit_form(request, Visit(case=penalty.case, penalty=penalty))


@require_http_methods(["GET", "HEAD", "POST"])
def visit_edit(request, reference, pk):
    """How a planned visit was."""
    rows = Visit.objects.select_related(
        "case", "case__person", "case__person__safe_asked_by", "case__team", "penalty", "penalty__case"
    )
    return visit_form(
        request, fetch(Visit, request.user, "penalty.visit", queryset=rows, pk=pk, case__reference=tidy(reference))
    )


def visit_form(request, row):
    """Shows or saves a line of the visit log."""
    return changed(request, row, VisitForm, lambda **fields: actions.save_visit(row, by=request.user, **fields))


CHIPS = (("", gettext_lazy("All")), ("unseen", gettext_lazy("Not seen")), ("children", gettext_lazy("Children")))


@require_safe
@only_for("penalty.list")
def detention_board(request):
    """Who is in detention, the longest first, and whether somebody has seen them (P5, P10)."""
    show, place = cursors.asked(request.GET, CHIPS)
    rows, more = queries.board(request.user, show, place)
    lines = [cards.board_line(row) for row in rows]
    chip = f"show={show}&" if show else ""
    return page(
        request,
        "casework/penalties/detention_board.html",
        lines=lines,
        chart=charts.chart(lines),
        summary=cards.summary(queries.counts(request.user)),
        chips=[
            {"label": label, "url": f"?show={name}" if name else reverse("detention_board"), "current": name == show}
            for name, label in CHIPS
        ],
        pager={
            "newer": (f"?show={show}" if show else ".") if place else "",
            "older": f"?{chip}older={cursors.place(*more)}" if more else "",
        },
    )
