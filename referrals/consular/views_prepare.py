"""Choosing the mission, and ticking what it will see within the consent (mock 11)."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.pages import page
from casework.cases.views_people import posted
from casework.frame import who
from casework.todos.queries import supervisors
from referrals.consular import actions, cards, queries
from referrals.consular.forms import MissionForm, TickForm
from referrals.consular.views import ROOM, referral_here, sent
from referrals.raci.words import proposal
from referrals.sharing.items import may_be_ticked

NOTIFICATION = "consular_notification"  # the step of the table of who does what
NEVER = (
    gettext_lazy("Where the person stays, phone, when to reach them"),
    gettext_lazy("Health"),
    gettext_lazy("Asylum, fear of return"),
    gettext_lazy("Interviews and screening"),
)


@dataclass
class Draft:
    """A share as it would be with the boxes that are ticked on the page; nothing of it is stored."""

    case_id: object
    consent_series: object
    items: list
    files: list


def days(day):
    """10 March 2026."""
    return date_format(day, "j F Y")


@require_http_methods(["GET", "HEAD", "POST"])
def consular_mission(request, reference, number):
    """Missions that stand for the person here, with how, and whether the person agreed."""
    referral = referral_here(request.user, "consular.prepare", reference, number)
    offered = queries.missions_for(referral)
    hints = {str(row.pk): hint(how, consent) for row, how, consent in offered}
    initial = {"version": referral.version, "mission": referral.mission_id}
    form = MissionForm(posted(request), offered=[row for row, _how, _yes in offered], hints=hints, initial=initial)
    if sent(request, form, lambda **given: choose(referral, request.user, **given)):
        return HttpResponseRedirect(cards.address("consular_prepare", referral))
    return page(
        request,
        "referrals/consular/consular_mission.html",
        status=422 if form.errors else 200,
        case=referral.case,
        referral=referral,
        line=cards.line(referral),
        form=form,
        offered=bool(offered),
        proposal=proposal(request.user, NOTIFICATION, referral.host, referral.nationality),
        **who(referral.case, request.user, ROOM),
    )


def hint(how, consent):
    """How a mission stands for them, and until when the person's yes to it holds."""
    agreed = (
        _("The person agreed, until %(day)s.") % {"day": days(consent.expires_on)}
        if consent
        else _("The person was not asked yet, or did not agree.")
    )
    return f"{how.label}. {agreed}"


def kept(referral, mission, purpose):
    """Ticks that stay when the same mission is chosen again."""
    share = referral.share
    same = share is not None and share.ended_at is None and share.recipient_id == mission.pk
    return {"items": share.items, "files": share.files} if same and share.purpose == purpose else {"items": []}


def choose(referral, user, mission, purpose, version):
    """Writes the mission down; ticks stay where it is the same one."""
    ticks = kept(referral, mission, purpose)
    actions.prepare(referral, by=user, version=version, mission=mission, purpose=purpose, **ticks)


@require_http_methods(["GET", "HEAD", "POST"])
def consular_prepare(request, reference, number):
    """Ticks within the consent, with the mission's own view beside them. Without script the preview comes by a button.

    Nothing is ticked beforehand; what lies outside the consent is shut and says so.
    """
    referral = referral_here(request.user, "consular.prepare", reference, number)
    share = referral.share
    if referral.status != referral.S.DRAFT or share is None or share.ended_at is not None:
        return HttpResponseRedirect(cards.address("consular_mission", referral))
    there = queries.ticking(referral)
    initial = {"version": referral.version, "until": cards.last_day(share)}
    form = TickForm(posted(request), files=there.files, initial=initial)
    act = actions.ask_approval if "send" in request.POST else actions.prepare
    chosen = {"by": request.user, "mission": referral.mission, "purpose": share.purpose}
    if "look" not in request.POST and sent(request, form, lambda **given: act(referral, **chosen, **given)):
        said = _("Sent for approval.") if "send" in request.POST else _("Saved. Nothing was sent.")
        messages.success(request, said)
        return HttpResponseRedirect(cards.address("consular_detail", referral))
    return ticks_of(request, referral, form)


def ticks_of(request, referral, form):
    """The page with the boxes as they stand or as they were posted."""
    share = referral.share
    typed = form.data if form.is_bound else None
    items = may_be_ticked(typed.getlist("items")) if typed is not None else share.items
    files = typed.getlist("files") if typed is not None else share.files
    there = queries.ticking(referral, items, files)
    draft = Draft(referral.case_id, share.consent_series, items, [row["pk"] for row in there.files if row["ticked"]])
    return page(
        request,
        "referrals/consular/consular_prepare.html",
        status=422 if form.errors else 200,
        case=referral.case,
        referral=referral,
        line=cards.line(referral),
        form=form,
        there=there,
        agreed_on=there.consent.answered_on if there.consent else None,
        ends_on=there.consent.expires_on if there.consent else None,
        blocks=cards.blocks(referral.case, request.user),
        slip=cards.slip_of(referral, draft),
        never=NEVER,
        proposal=proposal(request.user, NOTIFICATION, referral.host, referral.nationality),
        approver=next((user.display_name for user in supervisors(referral.case, but=request.user)[:1]), ""),
        **who(referral.case, request.user, ROOM),
    )
