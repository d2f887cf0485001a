"""Blocks by case number: the administrator's pages, which know nothing of any case, and the team's answer."""

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Q
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import cursors
from accounts.access import fetch
from accounts.editing import add_errors
from accounts.organisations.editing import staff_page
from accounts.pages import page
from accounts.policy import may
from casework.cases import blocking
from casework.cases.forms import TypedBlockForm
from casework.cases.numbers import tidy
from casework.cases.reasons import ConflictBlock
from casework.cases.typed_blocks import TypedBlock
from casework.cases.views_people import MEANWHILE, SAID_MEANWHILE, posted

SIZE = 25


def place_asked(params):
    """The place in ?older=, or None. BadRequest for a forged one and for anything else in the address."""
    if params.keys() - {"older"}:
        raise BadRequest
    try:
        return cursors.read(params.get("older", ""))
    except ValidationError as error:
        raise BadRequest from error


@require_safe
@staff_page("block.list")
def block_list(request):
    """What administrators of the own organisation typed, newest first, 25 a page; nothing of any case."""
    place = place_asked(request.GET)
    rows = TypedBlock.objects.filter(organisation=request.user.organisation_id)
    if place:
        rows = rows.filter(Q(raised_at__lt=place[0]) | Q(raised_at=place[0], pk__lt=place[1]))
    found = list(rows.select_related("user__organisation", "about", "raised_by")[: SIZE + 1])
    more, found = len(found) > SIZE, found[:SIZE]
    since = blocking.lifted(found)
    older = f"?older={cursors.place(found[-1].raised_at, found[-1].pk)}" if more else ""
    return page(
        request,
        "casework/cases/block_list.html",
        lines=[block_line(row, since.get(row.pk)) for row in found],
        pager={"newer": "." if place else "", "older": older},
        may_raise=may(request.user, "block.raise"),
    )


def block_line(row, lifted):
    """One block as it was typed: number, whom, why, by whom, and since when it is lifted."""
    whom = f"{row.user.display_name}, {row.user.organisation.name}" if row.user_id else row.about.name
    return {
        "number": row.number,
        "whom": whom,
        "reason": row.reason,
        "by": row.raised_by.display_name,
        "at": row.raised_at,
        "lifted": lifted,
    }


@require_http_methods(["GET", "POST"])
@staff_page("block.raise")
def block_raise(request):
    """Blocks somebody from the case with this number. The answer is the same whether there is one (R-02)."""
    form = TypedBlockForm(blocking.who_can_be_blocked(request.user), request.user.organisation_id, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            blocking.raise_by_number(form.cleaned_data.pop("number"), by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            said = _("Recorded. If your organisation has a case with this number, those who answer for it are told.")
            messages.success(request, said)
            return redirect("block_list")
    return page(request, "casework/cases/block_raise.html", status=422 if form.errors else 200, form=form)


@require_POST
def conflict_check(request, reference, pk):
    """A supervisor lets a block of an administrator stand, or the data protection officer has seen one that was held
    back."""
    rows = ConflictBlock.objects.select_related("case").filter(case__reference=tidy(reference), typed__isnull=False)
    block = fetch(ConflictBlock, request.user, "conflict.check", queryset=rows, pk=pk)
    try:
        blocking.check_block(block, by=request.user)
        messages.success(request, _("Noted. The block stays as it is."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except MEANWHILE:
        messages.error(request, SAID_MEANWHILE)
    return redirect("conflict_list", block.case.reference)
