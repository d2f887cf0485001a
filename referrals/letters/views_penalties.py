"""The legal officer's page: a non-punishment letter set from the record."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import readable
from accounts.editing import add_errors
from accounts.pages import page
from casework.cases.views_people import posted
from casework.files.blobs import CannotStore
from casework.frame import who
from referrals.letters import arguing, cards, queries
from referrals.letters.forms import PenaltyLetterForm
from referrals.letters.kinds import KINDS
from referrals.letters.views import case_here

ROOM = "penalty_list"


def offered(case):
    """(shares, organisations) that such a letter can go to."""
    kind = KINDS[arguing.KIND]
    shares = [row for row in queries.shares_of(case) if kind.takes(row.recipient) and kind.goes_with(row)]
    return shares, queries.agreed_recipients(case)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_penalty(request, reference):
    """First the preview, then the letter. Nothing leaves by it: a supervisor approves, the caseworker sends."""
    case = case_here(request.user, "penalty.draft", reference)
    penalties = arguing.drafted_for(case)
    shares, offices = offered(case)
    form = PenaltyLetterForm(
        posted(request), shares=shares, recipients=offices, kinds=[arguing.KIND], penalties=penalties,
        initial={"penalties": [row.pk for row in penalties]},
    )  # fmt: skip
    preview = None
    if request.method == "POST" and form.is_valid():
        act = arguing.draft if "make" in request.POST else arguing.sheet_for
        found = attempted(form, lambda: act(case, by=request.user, **form.values()))
        if found is not None and "make" in request.POST:
            messages.success(request, _("The letter is drafted. A supervisor reads it now. Nothing was sent."))
            return redirect("letter_detail", case.reference, found.number)
        preview = cards.preview(found, readable(case)) if found is not None else None
    context = {"case": case, "form": form, "preview": preview, "nobody": not form.there, "nothing": not penalties}
    context |= who(case, request.user, ROOM)
    return page(request, "referrals/letters/letter_penalty.html", status=422 if form.errors else 200, **context)


def attempted(form, act):
    """What `act` made, or None with the sentences on the form."""
    try:
        return act()
    except ValidationError as error:
        add_errors(form, error)
    except CannotStore:
        form.add_error(None, _("The disk is full. Try again later."))
    return None
