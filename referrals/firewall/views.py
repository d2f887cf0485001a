"""A case's authorities: who was told what on which consent, asking, and agreeing (C-12)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allowed, fetch, readable
from accounts.pages import page
from casework.attempts import DONE, WRONG, attempt
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from casework.consents.firewall import DOORS
from casework.frame import who
from referrals.channels.cards import log_of
from referrals.consular.views import case_here, sent
from referrals.firewall import exemptions, handing, queries
from referrals.firewall.exemptions import EXEMPTION
from referrals.firewall.forms import AskForm, HandForm, step_form
from referrals.firewall.models import Exemption
from referrals.sharing.items import file_lines_of, lines_of, shared_values

ROOM = "exemption_list"
S = Exemption.Status
SHAPES = {S.ASKED: "decide", S.HALF: "decide", S.OPEN: "done", S.REFUSED: "stop"}


def address(name, row, *more):
    """The address of a page of one exemption."""
    return reverse(name, args=[row.case.reference, row.number, *more])


def line(row):
    """One exemption in a list."""
    over = row.share.ended_at is not None and row.status == S.OPEN
    tag = ("stop", _("Ended")) if over else (SHAPES[row.status], row.get_status_display())
    return {"row": row, "to": row.recipient.name, "url": address("exemption_detail", row), "tag": tag}


@require_safe
def exemption_list(request, reference):
    """What authorities were told, or may be told; by default nothing."""
    case = case_here(request.user, "exemption.view", reference)
    rows = queries.of_case(case)
    for row in rows:
        row.case = case
    return page(
        request,
        "referrals/firewall/exemption_list.html",
        case=case,
        lines=[line(row) for row in rows],
        may_ask=allowed(request.user, "exemption.ask", case),
        may_meet=allowed(request.user, "meeting.view", case),
        may_rescue=allowed(request.user, "rescue.view", case),
        **who(case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def exemption_new(request, reference):
    """Asks to show something to an authority that the person said yes to. Nothing leaves by it."""
    case = case_here(request.user, "exemption.ask", reference)
    offered = queries.offered(case)
    form = AskForm(posted(request), offered=offered)
    made = []

    def act():
        made.append(exemptions.ask(case, by=request.user, **form.values()))

    if request.method == "POST" and form.is_valid() and attempt(form, act) == DONE:
        messages.success(request, _("Asked. Nothing was sent."))
        return redirect("exemption_detail", case.reference, made[0].number)
    shown = {"case": case, "form": form, "offered": bool(offered), **who(case, request.user, ROOM)}
    return page(request, "referrals/firewall/exemption_new.html", status=422 if form.errors else 200, **shown)


def exemption_here(user, action, reference, number):
    """One exemption of the case of the address."""
    case = case_here(user, action, reference)
    row = fetch(Exemption, user, action, queryset=queries.whole().filter(case=case), number=tidy(number))
    row.case = case
    return row


def slip(row):
    """What the authority would see, as far as this reader may read it."""
    found = shared_values(row.share, row.case)
    lines = lines_of(found, readable(row.case))
    return {
        "number": row.number,
        "name": lines[0]["value"] if found.name else "",
        "lang": found.language,
        "lines": lines,
        "files": file_lines_of(found),
        "nothing": not found.items,
    }


def offered_to(user, row):
    """Steps for somebody who neither asked nor agreed already."""
    if user.pk in (row.asked_by_id, row.first_by_id):
        return []
    return EXEMPTION.available(row, user)


def may_hand(user, row):
    """Whether this person writes down now that the sheet was handed over."""
    return allowed(user, "exemption.hand", row) and handing.can_hand(row)


def button(row, step):
    """One step as the page offers it."""
    url = address("exemption_step", row, step.name)
    return {"label": step.label, "care": step.care, "form": bool(step.asks), "url": url}


@require_safe
def exemption_detail(request, reference, number):
    """What was asked, what the authority sees, who agreed."""
    row = exemption_here(request.user, "exemption.view", reference, number)
    return page(
        request,
        "referrals/firewall/exemption_detail.html",
        case=row.case,
        row=row,
        line=line(row),
        door=DOORS[row.purpose],
        slip=slip(row),
        agreed=[user.display_name for user in (row.first_by, row.second_by) if user],
        asker=row.asked_by.display_name,
        steps=[button(row, step) for step in offered_to(request.user, row)],
        contacts=log_of(row, request.user),
        may_log=allowed(request.user, "channel.add", row),
        log_url=address("channel_authority", row),
        hand_url=address("exemption_hand", row) if may_hand(request.user, row) else "",
        **who(row.case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def exemption_hand(request, reference, number):
    """The sheet was handed over by hand, to an authority without an account here."""
    row = exemption_here(request.user, "exemption.hand", reference, number)
    form = HandForm(posted(request))
    if sent(request, form, lambda **given: handing.hand_over(row, by=request.user, **given)):
        messages.success(request, _("Written down, with what was on the sheet and the consent it rests on."))
        return redirect("exemption_detail", row.case.reference, row.number)
    shown = {"case": row.case, "form": form, "to": row.recipient.name, "back": address("exemption_detail", row)}
    status, frame = 422 if form.errors else 200, who(row.case, request.user, ROOM)
    return page(request, "referrals/firewall/hand.html", status=status, slip=slip(row), **shown, **frame)


@require_http_methods(["GET", "HEAD", "POST"])
def exemption_step(request, reference, number, name):
    """Agree, or not with a reason. One that does not fit answers 409."""
    if name not in EXEMPTION.steps:
        raise Http404
    step = EXEMPTION.steps[name]
    row = exemption_here(request.user, EXEMPTION.action(step), reference, number)
    form = step_form(step.asks, posted(request))
    status = 200
    if request.method == "POST":
        status = taken(form, row, name, request.user)
    if status == DONE:
        messages.success(request, _("Done. The step stands in the timeline."))
        return redirect("exemption_detail", row.case.reference, row.number)
    shown = {"case": row.case, "step": step, "form": form, "back": address("exemption_detail", row)}
    frame = who(row.case, request.user, ROOM)
    return page(request, "referrals/firewall/step.html", status=status, wrong_state=status == WRONG, **shown, **frame)


def taken(form, row, name, user):
    """DONE, WRONG or 422: the step with what was typed."""
    if not form.is_valid():
        return 422
    return attempt(form, lambda: EXEMPTION.move(row, name, by=user, **form.cleaned_data))
