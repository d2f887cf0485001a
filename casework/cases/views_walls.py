"""Conflict blocks, and looking at a case in an emergency."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch, readable
from accounts.acting import current
from accounts.editing import add_errors
from accounts.pages import WITHHELD, page
from accounts.policy import Group
from casework.cases import actions
from casework.cases.doors import case_for, only_for
from casework.cases.forms import ConflictForm, GlassForm, ReviewForm
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.reasons import BreakGlass, ConflictBlock
from casework.cases.views_people import MEANWHILE, SAID_MEANWHILE, done, posted
from casework.frame import who

SHOWN = 100


@require_safe
def conflict_list(request, reference):
    """Who must never see this case, and why."""
    case = case_for(request.user, "conflict.view", reference)
    rows = ConflictBlock.objects.filter(case=case).select_related("user", "organisation", "raised_by", "typed")
    # One that blocks nobody, because nobody would have been left, is not told to whom it is about.
    rows = rows.exclude(user=request.user, held_back=True)
    reads = Group.TRAIL in readable(case)
    return page(
        request,
        "casework/cases/conflict_list.html",
        case=case,
        lines=[conflict_line(row, reads) for row in rows[:SHOWN]],
        may_raise=allowed(request.user, "conflict.raise", case),
        may_lift=allowed(request.user, "conflict.lift", case),
        may_check=allowed(request.user, "conflict.check", case),
        **who(case, request.user, "conflict_list"),
    )


def conflict_line(row, reads):
    """One block: whom it is about, in words, and its reason. The other case's people are not named."""
    if row.user:
        about = row.user.display_name
    elif row.organisation:
        about = row.organisation.name
    else:
        about = _("The people on another case")
    reason = row.typed.reason if row.typed_id and reads else row.reason if reads else WITHHELD
    return {
        "row": row,
        "about": about,
        "by": row.raised_by.display_name,
        "reason": reason,
        "typed": bool(row.typed_id),
        "lifted": row.lifted_at and not row.held_back,
        "held_back": row.held_back,
        "waits": bool(row.typed_id) and not row.checked_at and (row.held_back or not row.lifted_at),
    }


@require_http_methods(["GET", "POST"])
def conflict_raise(request, reference):
    """Blocks somebody from this case, from their next request on."""
    case = case_for(request.user, "conflict.raise", reference)

    def block(user, organisation, number, reason):
        other = other_case(request.user, case, number) if number else None
        actions.raise_conflict(
            case, by=request.user, reason=reason, user=user, organisation=organisation, other_case=other
        )

    return done(
        request,
        ConflictForm(case, posted(request)),
        block,
        _("The block holds from their next click on."),
        "casework/cases/conflict_raise.html",
        case,
        "conflict_list",
    )


def other_case(user, case, number):
    """The case with the typed number. One sentence for a missing, a hidden and the same case."""
    found = Case.objects.permitted(user, "conflict.raise").exclude(pk=case.pk).filter(reference=tidy(number)).first()
    if found is None:
        raise ValidationError({"number": _("No other case of your team has this number.")})
    return found


@require_POST
def conflict_lift(request, reference, pk):
    """The block ends."""
    rows = ConflictBlock.objects.select_related("case").filter(case__reference=tidy(reference), lifted_at=None)
    block = fetch(ConflictBlock, request.user, "conflict.lift", queryset=rows, pk=pk)
    try:
        actions.lift_conflict(block, by=request.user)
        messages.success(request, _("The block is lifted."))
    except MEANWHILE:
        messages.error(request, SAID_MEANWHILE)
    return redirect("conflict_list", block.case.reference)


@require_http_methods(["GET", "POST"])
@reauthentication_required
@only_for("glass.break")
def glass_break(request):
    """Sixty minutes of access to a case of the own organisation, for a reason; the supervisor is told at once."""
    form = GlassForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.break_glass(given["number"], by=request.user, reason=given["reason"])
        except ValidationError as error:
            add_errors(form, error)
        except Http404:  # recorded as a refusal; the same sentence for a missing and for a hidden case
            form.add_error("number", _("No case that you can open this way has this number."))
        else:
            messages.success(request, _("You have 60 minutes. Your supervisor has been told."))
            return redirect("case_detail", given["number"])
    return page(request, "casework/cases/glass_break.html", status=422 if form.errors else 200, form=form)


@require_safe
@only_for("glass.list")
def glass_list(request):
    """Emergency looks: those that wait for review first, then the newest."""
    rows = (
        BreakGlass.objects.permitted(request.user, "glass.view")
        .select_related("user", "case", "reviewed_by")
        .order_by("reviewed_at", "-opened_at")
    )
    waiting = rows.filter(reviewed_at=None)[:SHOWN]
    newest = rows.exclude(reviewed_at=None).order_by("-opened_at")[:SHOWN]
    return page(
        request,
        "casework/cases/glass_list.html",
        waiting=glass_lines(waiting, request.user),
        reviewed=glass_lines(newest, request.user),
    )


def glass_lines(rows, user):
    """One dict an hour: the row, its number, who, and whether this reader may review it."""
    rows = list(rows)
    current().load_cases([row.case_id for row in rows])
    return [
        {
            "row": row,
            "reference": row.case.reference,
            "by": row.user.display_name,
            "reviewed_by": row.reviewed_by.display_name if row.reviewed_by else "",
            "may_review": row.user_id != user.pk and not row.reviewed_at and allowed(user, "glass.review", row),
        }
        for row in rows
    ]


@require_http_methods(["GET", "POST"])
def glass_review(request, pk):
    """The supervisor's finding on one emergency look; never on one's own."""
    rows = BreakGlass.objects.select_related("user", "case", "case__person", "case__team")
    glass = fetch(BreakGlass, request.user, "glass.review", queryset=rows, pk=pk)
    form = ReviewForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_glass(glass, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        except MEANWHILE:
            form.add_error(None, SAID_MEANWHILE)
        else:
            messages.success(request, _("The review is recorded."))
            return redirect("glass_list")
    return page(
        request,
        "casework/cases/glass_review.html",
        status=422 if form.errors else 200,
        form=form,
        glass=glass,
        by=glass.user.display_name,
        **who(glass.case, request.user, "glass_review"),
    )
