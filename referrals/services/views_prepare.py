"""Choosing the provider, ticking what it will see within the consent, the yes for one without an account, danger."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pages import page
from casework.cases.views_people import posted
from casework.consents.items import CODES, ITEMS
from casework.frame import who
from casework.todos.queries import supervisors
from referrals.consular.cards import last_day
from referrals.consular.views import sent
from referrals.consular.views_prepare import days
from referrals.services import actions, cards, needs, queries
from referrals.services.forms import DangerForm, ProviderForm, TickForm, YesForm
from referrals.services.offers import offered
from referrals.services.views import ROOM, referral_here
from referrals.sharing.items import opened_by


@dataclass
class Draft:
    """A share as it would be with the boxes that are ticked on the page; nothing of it is stored."""

    case_id: object
    consent_series: object
    items: list
    files: list = field(default_factory=list)
    purpose: str = ""
    recipient: object = None
    service: object = None


def whole_page(request, name, referral, form, status=None, **more):
    """A page of preparing, with the frame of the case."""
    return page(
        request,
        f"referrals/services/{name}.html",
        status=status or (422 if form.errors else 200),
        case=referral.case,
        referral=referral,
        line=cards.line(referral),
        form=form,
        **more,
        **who(referral.case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def service_provider(request, reference, number):
    """Services that admit this person first; of the others why not (R11)."""
    referral = referral_here(request.user, "service.prepare", reference, number)
    offers = offered(request.user, referral)
    open_to = [offer for offer in offers if not offer.reasons]
    initial = {"version": referral.version, "service": referral.service_row_id}
    hints = {str(offer.service.pk): hint(offer) for offer in open_to}
    form = ProviderForm(posted(request), offers=open_to, hints=hints, initial=initial)
    if sent(request, form, lambda **given: actions.choose(referral, by=request.user, **given)):
        return HttpResponseRedirect(next_of(actions.fresh_of(referral)))
    shut = [
        {"name": offer.service.entry.name, "service": offer.service.name, "reasons": offer.reasons}
        for offer in offers
        if offer.reasons
    ]
    return whole_page(request, "service_provider", referral, form, offered=bool(open_to), shut=shut)


def hint(offer):
    """Whether the person agreed to it already, or that it has no account here."""
    if offer.service.entry.account_id is None:
        return _("No account here: by telephone, by letter or in person.")
    if offer.consent is None:
        return _("The person was not asked yet, or did not agree.")
    return _("The person agreed, until %(day)s.") % {"day": days(offer.consent.expires_on)}


def next_of(referral):
    """The page on which one goes on."""
    return cards.address("service_yes" if referral.by_hand else "service_tick", referral)


@require_http_methods(["GET", "HEAD", "POST"])
def service_tick(request, reference, number):
    """Ticks within the consent, with the provider's own view beside them. Without script the preview comes by a button.

    Nothing is ticked beforehand; what lies outside the consent is shut and says so.
    """
    referral = referral_here(request.user, "service.prepare", reference, number)
    if referral.provider is None:
        return HttpResponseRedirect(cards.address("service_provider", referral))
    there = queries.ticking(referral)
    share = needs.share_of(referral)
    initial = {"version": referral.version, "until": last_day(share) or (there.consent and there.consent.expires_on)}
    form = TickForm(posted(request), files=there.files, initial=initial)
    if "look" not in request.POST and sent(request, form, lambda **given: act(request, referral, **given)):
        messages.success(request, said(request))
        return HttpResponseRedirect(cards.address("service_detail", referral))
    return ticks_of(request, referral, form)


def act(request, referral, basis, **given):
    """What the pressed button asks for."""
    if "now" in request.POST:
        return actions.send_now(referral, by=request.user, basis=basis, **given)
    store = actions.ask_approval if "send" in request.POST else actions.tick
    return store(referral, by=request.user, **given)


def said(request):
    """What happened, in a sentence."""
    if "now" in request.POST:
        return _("Sent. A supervisor reviews it within 24 hours.")
    return _("Sent for approval.") if "send" in request.POST else _("Saved. Nothing was sent.")


def ticks_of(request, referral, form):
    """The page with the boxes as they stand or as they were posted."""
    share = needs.share_of(referral)
    typed = form.data if form.is_bound else None
    items = typed.getlist("items") if typed is not None else (share.items if share else [])
    files = typed.getlist("files") if typed is not None else (share.files if share else [])
    there = queries.ticking(referral, [code for code in items if code in ITEMS], files)
    return whole_page(
        request,
        "service_tick",
        referral,
        form,
        there=there,
        agreed_on=there.consent.answered_on if there.consent else None,
        ends_on=there.consent.expires_on if there.consent else None,
        purpose=actions.purpose_of(referral).label,
        slip=cards.slip_of(referral, draft_of(referral, there)) if there.consent else None,
        at_once=needs.at_once(referral),
        approver=next((user.display_name for user in supervisors(referral.case, but=request.user)[:1]), ""),
    )


def draft_of(referral, there):
    """The share of the preview: what is open and ticked."""
    ticked = [box["code"] for group in there.groups for box in group["boxes"] if box["ticked"]]
    return Draft(
        case_id=referral.case_id,
        consent_series=there.consent.series,
        items=ticked,
        files=[row["pk"] for row in there.files if row["ticked"]],
        purpose=actions.purpose_of(referral).value,
        recipient=referral.provider,
        service=referral,
    )


def open_codes(referral):
    """(code, label) of what may be said to this provider at all."""
    groups = opened_by(actions.purpose_of(referral), referral.provider or NOBODY)
    kind = "share_origin_partner" if referral.home else "share_services"
    return [(code, label) for code, label in CODES if ITEMS[code].group in groups and ITEMS[code].fits(kind)]


class NOBODY:
    """A provider without an account: its kind is unknown here, so it is treated as no state body."""

    kind = ""


@require_http_methods(["GET", "HEAD", "POST"])
def service_yes(request, reference, number):
    """The person's yes to what is said to a provider without an account, with day and way (C-01)."""
    referral = referral_here(request.user, "service.prepare", reference, number)
    if referral.service_row_id is None or not referral.by_hand:
        return HttpResponseRedirect(cards.address("service_provider", referral))
    names = ("agreed_items", "agreed_on", "agreed_how", "version")
    initial = {name: getattr(referral, name) for name in names}
    form = YesForm(posted(request), open_to=open_codes(referral), initial=initial)
    if sent(request, form, lambda **given: actions.say_yes(referral, by=request.user, **given)):
        messages.success(request, _("Noted. Nothing was said yet."))
        return HttpResponseRedirect(cards.address("service_detail", referral))
    return whole_page(request, "service_yes", referral, form)


@require_http_methods(["GET", "HEAD", "POST"])
def service_danger(request, reference, number):
    """Danger to life: sends without a yes, on a written basis; a second person confirms (C-09)."""
    referral = referral_here(request.user, "service.send_in_danger", reference, number)
    if referral.provider is None or not needs.at_once(referral) or referral.status not in actions.PREPARED_IN:
        return HttpResponseRedirect(cards.address("service_detail", referral))
    form = DangerForm(posted(request), open_to=open_codes(referral), initial={"version": referral.version})
    if sent(request, form, lambda **given: actions.send_in_danger(referral, by=request.user, **given)):
        messages.success(request, _("Sent. Somebody else confirms it within 24 hours, or the access ends."))
        return HttpResponseRedirect(cards.address("service_detail", referral))
    return whole_page(request, "service_danger", referral, form)
