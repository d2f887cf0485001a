"""The recipient's own pages of shares that have no referral of their own: the notice, accepting or declining, what was
shared, the thread, print. Nothing of casework is reached from here, and every look is in the case's trail."""

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import cursors
from accounts.access import fetch, refuse
from accounts.acting import current, name_reason
from accounts.pages import page
from accounts.policy import Group
from casework.cases.doors import only_for
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from casework.files.downloads import attachment
from casework.files.models import StoredFile
from referrals.consular.views import sent
from referrals.portal.queries import contact_of
from referrals.portal.views import ends, place_asked, watermark
from referrals.sharing import answers, queries, transfers
from referrals.sharing.forms import NothingForm, ReasonForm, TeamForm, WishForm
from referrals.sharing.items import file_lines_of, lines_of, shared_values
from referrals.sharing.models import Share
from referrals.sharing.threads import thread_of

TRANSFER = Share.Purpose.TRANSFER


def share_for(user, number, action="portal.view"):
    """One share by its number. Http404 where it is another's, ended, behind a referral, or no number at all."""
    rows = Share.objects.select_related(*queries.WHOLE).filter(consular__isnull=True, service__isnull=True)
    share = fetch(Share, user, action, queryset=rows.filter(ended_at__isnull=True), number=tidy(number))
    current().action = action
    current().show_share(share, {Group.REFERRAL})
    return share


@require_safe
@only_for("portal.list")
def share_list(request):
    """What is shared with this organisation beside its referrals, the longest first."""
    place = place_asked(request.GET)
    rows, more = queries.paged(queries.held_by(request.user), place)
    current().load_cases([row.case_id for row in rows])
    for row in rows:
        current().show_share(row, {Group.REFERRAL})
    names = queries.names_of(rows)
    return page(
        request,
        "referrals/sharing/share_list.html",
        lines=[line(row, names.get(row.pk, "")) for row in rows],
        pager={"newer": "." if place else "", "older": f"?older={cursors.place(*more)}" if more else ""},
    )


def line(share, name=""):
    """One share: what everybody of the recipient may know, and the name where it was shared."""
    return {
        "number": share.number,
        "url": reverse("share_detail", args=[share.number]),
        "name": name,
        "purpose": share.get_purpose_display(),
        "office": share.case.organisation.name,
        "sent": share.sent_at,
        "tag": ("now", _("You may see this")) if share.live_from else ("wait", _("Not accepted yet")),
    }


def detail_of(request, share, status=200, **forms):
    """The page of one share: before it is accepted number, day and purpose, and nothing else."""
    if share.live_from is None:
        teams = transfers.teams_of(request.user) if share.purpose == TRANSFER else None
        shown = {"team": TeamForm(teams=teams) if teams is not None else None, **forms}
        return page(request, "referrals/sharing/share_notice.html", status=status, line=line(share), **shown)
    slip = shared_values(share, share.case)
    current().show_share(share, slip.groups)
    return page(
        request,
        "referrals/sharing/share_detail.html",
        status=status,
        line=line(share),
        name=slip.name,
        lang=slip.language,
        lines=lines_of(slip),
        files=file_lines_of(slip),
        contact=contact_of(share),
        talk=[said(row) for row in thread_of(share)],
        ends=ends(share),
        watermark=watermark(Looked(share), request.user),
        printing=request.method == "POST" and not forms,
        **{"wish": WishForm(), **forms},
    )


class Looked:
    """A share as the count of looks takes it."""

    def __init__(self, share):
        self.case_id, self.mission_id = share.case_id, share.recipient_id


def said(row):
    """One line of the thread."""
    return {"at": row.at, "text": row.text, "mine": row.from_recipient, "by": row.by.display_name}


@require_http_methods(["GET", "HEAD", "POST"])
def share_detail(request, number):
    """What was shared, with a mark where something was not. A POST prints it, which is recorded as such."""
    share = share_for(request.user, number)
    if request.method == "POST":
        name_reason("portal.print")
    return detail_of(request, share)


@require_POST
def share_accept(request, number):
    """Accepted: from now on they may look. Who accepts a case opens it in the own organisation."""
    share = share_for(request.user, number, "share.accept")
    if share.purpose == TRANSFER:
        return take_over(request, share)
    form = NothingForm(request.POST)
    if sent(request, form, lambda: answers.accept_share(share, by=request.user)):
        messages.success(request, _("You may look from now on."))
        return redirect("share_detail", share.number)
    return detail_of(request, share, status=422, form=form)


def take_over(request, share):
    """The case is theirs from now on."""
    form = TeamForm(request.POST, teams=transfers.teams_of(request.user))
    taken = []
    if sent(request, form, lambda team: taken.append(transfers.accept_transfer(share, by=request.user, team=team))):
        messages.success(request, _("The case is yours now. Ask the person what you may keep."))
        return redirect("case_detail", taken[0].reference)
    return detail_of(request, share, status=422, team=form)


@require_http_methods(["GET", "HEAD", "POST"])
def share_decline(request, number):
    """They do not want it, and say why; they no longer look afterwards."""
    share = share_for(request.user, number, "share.decline")
    form = ReasonForm(posted(request))
    if sent(request, form, lambda reason: answers.decline_share(share, by=request.user, reason=reason)):
        messages.success(request, _("Declined. The caseworker is told, and you no longer see it."))
        return redirect("share_list")
    status = 422 if form.errors else 200
    return page(request, "referrals/sharing/share_decline.html", status=status, form=form, line=line(share))


@require_POST
def share_ask(request, number):
    """A question, or a wish to see more. It opens nothing."""
    share = share_for(request.user, number, "share.ask")
    form = WishForm(request.POST)
    if sent(request, form, lambda **given: answers.ask_share(share, by=request.user, **given)):
        messages.success(request, _("Your question is sent."))
        return redirect("share_detail", share.number)
    return detail_of(request, share, status=422, wish=form)


@require_safe
def share_file(request, number, pk):
    """A file that was ticked: the copy without metadata. 503 when the disk does not give it."""
    share = share_for(request.user, number)
    if share.live_from is None:
        refuse(request.user, "portal.view", "casework.storedfile", pk, visible=False)
    slip = shared_values(share, share.case)
    ticked = [row.pk for rows in slip.files.values() for row in rows]
    rows = StoredFile.objects.filter(pk__in=ticked).select_related("case")
    row = fetch(StoredFile, request.user, "portal.view", queryset=rows, pk=pk)
    current().action = "portal.file"
    current().show_share(share, {"evidence"})
    try:
        return attachment(row, share.number)
    except (OSError, InvalidTag):
        messages.error(request, _("This file cannot be read at the moment. Ask the caseworker for it."))
        return detail_of(request, share, status=503)
