"""Writing down asylum or a fear of the own state, asking to lift it, and deciding (C-05, C-06)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import fetch
from accounts.pages import page
from casework.cases.views_people import MEANWHILE, SAID_MEANWHILE, posted
from casework.frame import who
from casework.people import fear_actions
from casework.people.fears import StateFear
from referrals.consular import actions
from referrals.consular.forms import FearForm, LiftForm
from referrals.consular.views import ROOM, case_here, sent


def fear_here(user, action, reference, pk):
    """A standing fear of the case of the address."""
    case = case_here(user, action, reference)
    rows = StateFear.objects.filter(case=case, lifted_at__isnull=True).select_related("raised_by", "lift_asked_by")
    fear = fetch(StateFear, user, action, queryset=rows, pk=pk)
    fear.case = case
    return fear


@require_http_methods(["GET", "HEAD", "POST"])
def fear_new(request, reference):
    """Closes at once what was shared with that state; nothing more goes there, by any role."""
    case = case_here(request.user, "fear.raise", reference)
    form = FearForm(posted(request), case=case)
    if sent(request, form, lambda **given: actions.raise_fear(case, by=request.user, **given)):
        messages.success(request, _("Written down. Nothing goes to that state, and what was shared with it ended."))
        return redirect(ROOM, case.reference)
    return shown(request, "fear_new", case, form)


@require_http_methods(["GET", "HEAD", "POST"])
def fear_ask(request, reference, pk):
    """Asks a supervisor to lift it, with what the person says now."""
    fear = fear_here(request.user, "fear.ask_lift", reference, pk)
    form = LiftForm(posted(request))
    if sent(request, form, lambda reason: fear_actions.ask_lift(fear, by=request.user, reason=reason)):
        messages.success(request, _("A supervisor is asked. Until then nothing goes to that state."))
        return redirect(ROOM, reference)
    return shown(request, "fear_ask", fear.case, form, fear=fear)


def shown(request, template, case, form, **context):
    """The page of one form."""
    return page(
        request,
        f"referrals/consular/{template}.html",
        status=422 if form.errors else 200,
        case=case,
        form=form,
        **context,
        **who(case, request.user, ROOM),
    )


@require_POST
def fear_decide(request, reference, pk, word):
    """A supervisor who did not ask for it lifts the fear, or keeps it."""
    acts = {"lift": fear_actions.lift_fear, "keep": fear_actions.keep_fear}
    if word not in acts:
        raise Http404
    fear = fear_here(request.user, "fear.lift", reference, pk)
    try:
        acts[word](fear, by=request.user)
        messages.success(request, _("Lifted.") if word == "lift" else _("It stays as it is."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except MEANWHILE:
        messages.error(request, SAID_MEANWHILE)
    return redirect(ROOM, reference)
