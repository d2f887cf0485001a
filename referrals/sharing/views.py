"""The case's side of sharing: who sees what, one share with its thread, newer versions, its end, offers and dangers."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch
from accounts.pages import page
from casework.cases.views_people import posted
from casework.frame import who
from referrals.consular.views import case_here, sent
from referrals.sharing import actions, answers, cards, danger, queries, transfers, versions
from referrals.sharing.forms import NothingForm, ReasonForm, VersionForm, WriteForm
from referrals.sharing.items import newest_of
from referrals.sharing.models import Share

ROOM = "sharing_home"
SAID = {
    "narrow": gettext_lazy("Done. They see less from now on."),
    "extend": gettext_lazy("Asked. Nothing changes until somebody else approves it."),
    "end": gettext_lazy("Ended. They no longer look."),
    "approve": gettext_lazy("Approved. They are told that there is an update."),
    "return": gettext_lazy("Given back."),
    "confirm": gettext_lazy("Confirmed. What is shared stands for 72 hours from the act."),
}


def share_here(user, action, reference, pk):
    """One share of the case, for somebody who may see the case and do `action` on it."""
    case = case_here(user, action, reference)
    rows = Share.objects.select_related(*queries.WHOLE).filter(case=case)
    share = fetch(Share, user, action, queryset=rows, pk=pk)
    share.case = case
    return share


@require_safe
def sharing_home(request, reference):
    """Every share of the case: standing, waiting for somebody, ended."""
    case = case_here(request.user, "share.list", reference)
    found = queries.of_case(case)
    rows = [*found.standing, *found.waiting, *found.ended]
    for row in rows:
        row.case = case
    lines = cards.Lines(case, request.user, rows)
    return page(
        request,
        "referrals/sharing/sharing_home.html",
        case=case,
        standing=lines.of(found.standing),
        waiting=lines.of(found.waiting),
        ended=lines.of(found.ended, standing=False),
        traces=transfers.trace_of(case),
        may=cards.may_offer(case, request.user),
        **who(case, request.user, ROOM),
    )


def detail_of(request, share, status=200, write=None):
    """The page of one share."""
    standing = Share.objects.standing_on(share.case_id).filter(pk=share.pk).exists()
    consent = newest_of(share)
    seen = cards.looks_of(share.case, request.user, [share]).get(share.number, ())
    return page(
        request,
        "referrals/sharing/sharing_detail.html",
        status=status,
        case=share.case,
        line=cards.line(share, request.user, standing=standing or share.sent_at is None, consent=consent, seen=seen),
        slip=cards.slip_of(share),
        older=[cards.line(row, request.user, standing=False) for row in older_of(share)],
        talk=cards.talk(share) if share.sent_at else [],
        own=cards.own_page(share),
        write=write or WriteForm(),
        may_write=standing and cards.own_page(share) is None and allowed(request.user, "share.write", share),
        **who(share.case, request.user, ROOM),
    )


def older_of(share):
    """Older versions, with the case that is read already."""
    rows = queries.versions_of(share)
    for row in rows:
        row.case, row.recipient = share.case, share.recipient
    return rows


@require_safe
def sharing_detail(request, reference, pk):
    """One share: what they see, who looked, the thread, older versions."""
    return detail_of(request, share_here(request.user, "share.list", reference, pk))


@require_POST
def sharing_write(request, reference, pk):
    """Adds words to the thread."""
    share = share_here(request.user, "share.write", reference, pk)
    form = WriteForm(request.POST)
    if sent(request, form, lambda text: answers.write_share(share, by=request.user, text=text)):
        messages.success(request, _("Written. They are told that there is an update."))
        return redirect("sharing_detail", reference, pk)
    return detail_of(request, share, status=422, write=form)


@require_http_methods(["GET", "HEAD", "POST"])
def sharing_change(request, reference, pk, word):
    """Less, more or longer, the end, and what somebody else decides. One that does not fit answers 422."""
    if word not in cards.CHANGES:
        raise Http404
    share = share_here(request.user, cards.CHANGES[word][0], reference, pk)
    ticking = queries.boxes(share, share.case, *typed(request)) if word in ("narrow", "extend") else ([], [])
    form = form_of(word, posted(request), ticking[1])
    if sent(request, form, lambda **given: ACTS[word](share, by=request.user, **given)):
        messages.success(request, SAID[word])
        return redirect(ROOM, share.case.reference)
    return page(
        request,
        "referrals/sharing/sharing_change.html",
        status=422 if form.errors else 200,
        case=share.case,
        line=cards.line(share, request.user),
        form=form,
        heading=cards.CHANGES[word][2] or cards.CHANGES[word][1],
        text=cards.CHANGES[word][3],
        button=cards.CHANGES[word][1],
        groups=shown(word, share, ticking[0]),
        files=ticking[1],
        care=word in ("end", "return"),
        slip=cards.slip_of(share) if word in ("approve", "confirm") else None,
        **who(share.case, request.user, ROOM),
    )


def typed(request):
    """(items, files) as they were posted, or (None, None)."""
    if request.method != "POST":
        return None, None
    return request.POST.getlist("items"), request.POST.getlist("files")


def form_of(word, data, files):
    """What one change asks for; what is only decided asks for nothing."""
    if word in ("narrow", "extend"):
        return VersionForm(data, files=files)
    if word in ("end", "return"):
        return ReasonForm(data)
    return NothingForm(data)


def shown(word, share, groups):
    """The boxes of the page: to narrow, only those that are ticked now."""
    if word != "narrow":
        return groups
    kept = [{**group, "boxes": [box for box in group["boxes"] if box["code"] in share.items]} for group in groups]
    return [group for group in kept if group["boxes"]]


def confirm(share, *, by):
    """A second person confirms the danger on which a share stands."""
    consent = newest_of(share)
    consent.case = share.case
    return danger.confirm_danger(consent, by=by)


ACTS: dict[str, Callable] = {
    "narrow": versions.narrow,
    "extend": versions.extend,
    "end": actions.end_now,
    "approve": versions.approve_share,
    "return": versions.return_share,
    "confirm": confirm,
}
