"""Asking a supervisor of a partner, or of another team, to decide on one case."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch
from accounts.pages import page
from casework.cases import naming
from casework.cases.doors import case_for
from casework.cases.forms import NamingForm
from casework.cases.named_grants import NamedGrant
from casework.cases.numbers import tidy
from casework.cases.views_people import MEANWHILE, SAID_MEANWHILE, done, posted
from casework.frame import who

SHOWN = 100


@require_safe
def named_list(request, reference):
    """Who is or was named for this case. Who is named themselves sees their own line only."""
    case = case_for(request.user, "named.view", reference)
    rows = NamedGrant.objects.filter(case=case).select_related("user__organisation", "named_by")
    may_give = allowed(request.user, "named.give", case)
    if not may_give:
        rows = rows.filter(user=request.user)
    return page(
        request,
        "casework/cases/named_list.html",
        case=case,
        lines=[named_line(row, request.user) for row in rows[:SHOWN]],
        may_give=may_give,
        **who(case, request.user, "named_list"),
    )


def named_line(row, user):
    """One grant: whom, of which office, asked by whom, and its state."""
    holds = row.ended_at is None and row.until > timezone.now()
    return {
        "row": row,
        "whom": _("You") if row.user_id == user.pk else row.user.display_name,
        "office": row.user.organisation.name,
        "by": row.named_by.display_name,
        "kind": "now" if holds else "done",
        "word": _("May decide") if holds else _("Ended"),
        "ended": row.ended_at or (None if holds else row.until),
        "mine": row.user_id == user.pk,
        "holds": holds,
    }


@require_http_methods(["GET", "POST"])
def named_new(request, reference):
    """Names somebody for this case."""
    case = case_for(request.user, "named.give", reference)
    return done(
        request,
        NamingForm(naming.nameable(case), posted(request)),
        lambda user, days, reason: naming.name_supervisor(case, user, by=request.user, days=int(days), reason=reason),
        _("They can read this case and decide on it until the day you chose."),
        "casework/cases/named_new.html",
        case,
        "named_list",
    )


@require_POST
def named_end(request, reference, pk):
    """Ends it early; the named person can give it back too."""
    rows = NamedGrant.objects.select_related("case").filter(case__reference=tidy(reference))
    grant = fetch(NamedGrant, request.user, "named.end", queryset=rows, pk=pk)
    try:
        naming.end_named(grant, by=request.user)
        messages.success(request, _("Ended. They can no longer open the case."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except MEANWHILE:
        messages.error(request, SAID_MEANWHILE)
    if grant.user_id == request.user.pk:
        return redirect("my_work")
    return redirect("named_list", grant.case.reference)
