"""What missions send in: their own page, where every answer is 'received', and ours."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import cursors
from accounts.access import fetch
from accounts.pages import page
from casework.cases.doors import only_for
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from referrals.consular.views import sent
from referrals.ownkeys import opened
from referrals.portal.views import place_asked
from referrals.sought import actions, queries
from referrals.sought.forms import ListForm, MatchForm, ReportForm
from referrals.sought.models import SoughtNotice, SoughtPerson

Kind = SoughtNotice.Kind
FORMS = {"report": ReportForm, "list": ListForm}


def pager(place, more):
    """Places of a list, newest first."""
    return {"newer": "." if place else "", "older": f"?older={cursors.place(*more)}" if more else ""}


@require_safe
@only_for("sought.send")
def sought_sent(request):
    """The mission's own notices: received, with number and day, and nothing more."""
    place = place_asked(request.GET)
    rows, more = queries.own(request.user, place)
    lines = [{"number": row.number, "kind": row.get_kind_display(), "at": row.received_at} for row in rows]
    return page(request, "referrals/sought/sought_sent.html", lines=lines, pager=pager(place, more))


@require_http_methods(["GET", "HEAD", "POST"])
@only_for("sought.send")
def sought_new(request, kind):
    """Sends a report or a list. The answer is the same for every name."""
    if kind not in FORMS:
        return redirect("sought_sent")
    form = FORMS[kind](posted(request), request.FILES or None)
    if sent(request, form, lambda **given: actions.send(by=request.user, kind=kind, **given)):
        messages.success(request, _("Received. Number and day stand below."))
        return redirect("sought_sent")
    shown = {"form": form, "title": Kind(kind).label, "kind": kind}
    return page(request, "referrals/sought/sought_new.html", status=422 if form.errors else 200, **shown)


@require_safe
@only_for("sought.list")
def sought_list(request):
    """What missions sent that work in our country, newest first."""
    place = place_asked(request.GET)
    rows, more = queries.ours(place)
    lines = [
        {
            "number": row.number,
            "kind": row.get_kind_display(),
            "at": row.received_at,
            "mission": row.mission.name,
            "url": reverse("sought_detail", args=[row.number]),
        }
        for row in rows
    ]
    return page(request, "referrals/sought/sought_list.html", lines=lines, pager=pager(place, more))


@require_http_methods(["GET", "HEAD"])
def sought_detail(request, number):
    """One notice with its people. Looking is recorded; the mission never learns of it."""
    return shown(request, queries.notice_for(request.user, "sought.view", tidy(number)))


def shown(request, notice):
    """The page of one notice."""
    people = [
        {
            "name": said.get("name", ""),
            "born": said.get("born", ""),
            "place": said.get("place", ""),
            "case": reference,
            "url": reverse("sought_match", args=[notice.number, row.pk]),
        }
        for row, said, reference in queries.people_of(request.user, notice)
    ]
    return page(
        request,
        "referrals/sought/sought_detail.html",
        number=notice.number,
        kind=notice.get_kind_display(),
        at=notice.received_at,
        mission=notice.mission.name,
        words=opened(notice).get("words", ""),
        people=people,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sought_match(request, number, pk):
    """The case we think of: it gets a to-do to tell the person of the right. The mission learns nothing."""
    notice = queries.notice_for(request.user, "sought.view", tidy(number))
    person = SoughtPerson.objects.select_related("mission").filter(notice=notice, pk=pk).first()
    if person is None:
        return redirect("sought_detail", notice.number)
    form = MatchForm(posted(request))
    if sent(request, form, lambda reference: match(request.user, person, reference)):
        messages.success(request, _("Written on the case. Next: tell the person of the right, and of the no."))
        return redirect("sought_detail", notice.number)
    said = opened(person)
    return page(
        request,
        "referrals/sought/sought_match.html",
        status=422 if form.errors else 200,
        form=form,
        number=notice.number,
        mission=notice.mission.name,
        name=said.get("name", ""),
        born=said.get("born", ""),
        place=said.get("place", ""),
    )


def match(user, person, reference):
    """The match on a case that this person may see. Http404 for any other number."""
    case = fetch(Case, user, "case.view", reference=tidy(reference))
    actions.match(person, case, by=user)
