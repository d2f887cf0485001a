"""Rescue requests of a case: what stands, asking, going on, and ending (I12)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch
from accounts.pages import page
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from casework.frame import who
from referrals.consular.views import case_here, sent
from referrals.rescue import actions
from referrals.rescue.forms import AskForm, EndForm, RenewForm
from referrals.rescue.models import RescueRequest
from referrals.rescue.queries import with_end

ROOM = "rescue_list"
STEPS: dict[str, Any] = {
    "renew": (RenewForm, actions.renew, gettext_lazy("The danger goes on")),
    "end": (EndForm, actions.end, gettext_lazy("End the request")),
}
SAID = {
    "renew": gettext_lazy("They can look for three more days from now. Somebody else must confirm it within 24 hours."),
    "end": gettext_lazy("Ended. They can no longer look."),
}


def frame_of(case, user):
    """What stands above the pages; rescue is reached from the page of authorities."""
    return who(case, user, "exemption_list")


def line(row):
    """One request in the list, read with its end (queries.with_end)."""
    over = row.ended_at is not None or row.until <= timezone.now()
    going = ("now", _("They can look now")) if row.ends else ("late", _("They cannot look"))
    return {
        "row": row,
        "to": row.recipient.name,
        "tag": ("done", _("Ended")) if over else going,
        "over": over,
        "ends": row.ends,
        "confirmed": row.confirmed,
        "asker": row.asked_by.display_name,
    }


def can_confirm(row, user):
    """Whether this person is the second one: what is shown stands, nobody confirmed, and it was not they who acted."""
    waits = row.ends and not row.confirmed and row.acted_by != user.pk
    return bool(waits) and allowed(user, "consent.confirm_not_possible", row.case)


def offered(line, user):
    """What this person may do with a request that goes on: [(label, url, form)]."""
    row = line["row"]
    if line["over"]:
        return []
    may = {name: allowed(user, f"rescue.{name}", row.case) for name in ("renew", "prolong", "end")}
    found = [("confirm", _("Read it and confirm the danger"), True)] if can_confirm(row, user) else []
    found += [("renew", _("The danger goes on"), True)] if may["renew"] and row.soon else []
    found += [("prolong", _("30 more days"), False)] if may["prolong"] and row.asked_by_id != user.pk else []
    found += [("end", _("End the request"), True)] if may["end"] else []
    return [{"label": label, "form": form, "url": address(row, name)} for name, label, form in found]


def address(row, name):
    """The address of one step; what the second person reads and confirms is a page of sharing."""
    own = [row.case.reference, row.number]
    if name == "confirm":
        return reverse("sharing_change", args=[row.case.reference, row.share_id, "confirm"])
    return reverse("rescue_prolong", args=own) if name == "prolong" else reverse("rescue_step", args=[*own, name])


@require_safe
def rescue_list(request, reference):
    """Whom we asked to get the person out, and whether they can look at this moment."""
    case = case_here(request.user, "rescue.view", reference)
    rows = list(with_end(RescueRequest.objects.filter(case=case)).select_related("recipient", "share", "asked_by"))
    for row in rows:
        row.case = case
    lines = [line(row) for row in rows]
    return page(
        request,
        "referrals/rescue/rescue_list.html",
        case=case,
        lines=[{**shown, "steps": offered(shown, request.user)} for shown in lines],
        may_ask=case.stage != Case.Stage.OUT and allowed(request.user, "rescue.ask", case),
        out=case.stage == Case.Stage.OUT,
        **frame_of(case, request.user),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def rescue_new(request, reference):
    """Asks at once; somebody else confirms within 24 hours."""
    case = case_here(request.user, "rescue.ask", reference)
    form = AskForm(posted(request), case=case)
    if sent(request, form, lambda **given: actions.ask(case, by=request.user, **given)):
        messages.success(request, _("Asked. They can look now. Somebody else must confirm it within 24 hours."))
        return redirect(ROOM, case.reference)
    shown = {"case": case, "form": form, "title": _("Ask for a rescue"), "button": _("Ask now")}
    status = 422 if form.errors else 200
    return page(request, "referrals/rescue/rescue_form.html", status=status, **shown, **frame_of(case, request.user))


def request_here(user, action, reference, number):
    """One request of the case of the address."""
    case = case_here(user, action, reference)
    rows = RescueRequest.objects.filter(case=case).select_related("recipient", "share")
    row = fetch(RescueRequest, user, action, queryset=rows, number=tidy(number))
    row.case = case
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def rescue_step(request, reference, number, name):
    """Going on, or ending it."""
    if name not in STEPS:
        raise Http404
    kind, act, title = STEPS[name]
    row = request_here(request.user, f"rescue.{name}", reference, number)
    form = kind(posted(request))
    if sent(request, form, lambda **given: act(row, by=request.user, **given)):
        messages.success(request, SAID[name])
        return redirect(ROOM, row.case.reference)
    shown = {"case": row.case, "form": form, "title": title, "button": title}
    status, frame = 422 if form.errors else 200, frame_of(row.case, request.user)
    return page(request, "referrals/rescue/rescue_form.html", status=status, **shown, **frame)


@require_POST
def rescue_prolong(request, reference, number):
    """Thirty more days, by somebody who did not ask."""
    row = request_here(request.user, "rescue.prolong", reference, number)
    try:
        actions.prolong(row, by=request.user)
        messages.success(request, _("The request stands for 30 more days. It opens nothing by itself."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(ROOM, row.case.reference)
