"""The partner's own pages of calls after the way home: those that it makes, the soonest first, and what was said. It
reads what was shared for its task and its own answers, and nothing else."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import fetch
from accounts.acting import current
from accounts.pages import page
from accounts.policy import Group
from casework.attempts import DONE, WRONG
from casework.cases.doors import only_for
from casework.cases.views_people import posted
from referrals.after import actions, cards, words
from referrals.after.forms import step_form
from referrals.after.models import FollowUp
from referrals.after.transitions import FOLLOWUP
from referrals.after.views import taken
from referrals.sharing.items import file_lines_of, lines_of, shared_values

MOST = 100


def call_for(user, pk, action="followup.view"):
    """One call of this partner. Http404 where it is another's, or the sharing has ended."""
    row = fetch(FollowUp, user, action, queryset=actions.whole(), pk=pk)
    if row.partner_id is None or row.partner_id != user.organisation_id:
        raise Http404
    current().action = action
    current().show(row.case_id, {Group.REFERRAL})
    return row


@require_safe
@only_for("followup.theirs")
def their_calls(request):
    """Calls that this partner makes, the late and the soonest first."""
    rows = actions.whole().permitted(request.user, "followup.theirs").open().order_by("due_on", "pk")[:MOST]
    rows = list(rows)
    current().load_cases([row.case_id for row in rows])
    for row in rows:
        current().show(row.case_id, {Group.REFERRAL})
    return page(request, "referrals/after/their_calls.html", lines=[line_of(row) for row in rows])


def line_of(row):
    """One call as its partner sees it in the list: the number of the referral, and no name."""
    return {
        "number": row.referral.number,
        "label": words.after(row.month),
        "url": reverse("their_call", args=[row.pk]),
        "due": row.due_on,
        "tag": words.tag_of_call(row),
        "office": row.case.organisation.name,
    }


@require_safe
def their_call(request, pk):
    """One call: what was shared to reach the person safely, and the steps."""
    row = call_for(request.user, pk)
    slip = shared_values(row.referral.share, row.case)
    current().show(row.case_id, slip.groups)
    first, others = cards.call_acts(row, request.user, "their_call_step")
    return page(
        request,
        "referrals/after/their_call.html",
        line=line_of(row),
        name=slip.name,
        lang=slip.language,
        lines=lines_of(slip),
        files=file_lines_of(slip),
        first=first,
        others=others,
        outcomes=words.outcomes(row) if row.status == FollowUp.S.DONE else [],
        said=row.words if row.status == FollowUp.S.DONE else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def their_call_step(request, pk, name):
    """One step of the partner: what it asks for, and taking it."""
    if name not in FOLLOWUP.steps:
        raise Http404
    step = FOLLOWUP.steps[name]
    row = call_for(request.user, pk, FOLLOWUP.action(step))
    form = step_form(step.asks, posted(request))
    status = 200 if step in FOLLOWUP.available(row, request.user) else WRONG
    if request.method == "POST":
        status = taken(form, row, name, request.user)
    if status == DONE:
        messages.success(request, _("Noted. The caseworker is told."))
        return redirect("their_calls")
    shown = {"line": line_of(row), "step": step, "form": form, "wrong_state": status == WRONG}
    return page(request, "referrals/after/their_call_step.html", status=status if status != DONE else 200, **shown)
