"""Offering a case to another organisation, and acting on a danger to life."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pages import page
from accounts.policy import FOR_A_TASK
from casework.cases.views_people import posted
from casework.consents.items import ITEMS
from casework.frame import who
from referrals.consular.views import case_here, sent
from referrals.sharing import danger, queries, transfers
from referrals.sharing.forms import DangerForm, OfferForm
from referrals.sharing.items import OPEN_TO_RECIPIENTS, may_be_ticked
from referrals.sharing.models import Share

ROOM = "sharing_home"


@require_http_methods(["GET", "HEAD", "POST"])
def sharing_transfer(request, reference):
    """To whom the case is offered, of those the person said yes to, and what they see of it. Nothing leaves by this."""
    case = case_here(request.user, "transfer.offer", reference)
    found = queries.receivers(case)
    items = {code for _office, consent in found for code in consent.items}
    files = queries.files_agreed(case, [consent for _office, consent in found])
    offices = [office for office, _consent in found]
    form = OfferForm(posted(request), recipients=offices, items=items, files=files)
    if sent(request, form, lambda **given: transfers.offer_transfer(case, by=request.user, **given)):
        messages.success(request, _("Asked. Nothing leaves until somebody else approves it."))
        return redirect(ROOM, case.reference)
    return page(
        request,
        "referrals/sharing/sharing_offer.html",
        status=422 if form.errors else 200,
        case=case,
        form=form,
        kind="transfer",
        possible=bool(found),
        **who(case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sharing_danger(request, reference):
    """Help at once, without a yes, because a life is in danger (C-09)."""
    case = case_here(request.user, "share.danger", reference)
    items = may_be_ticked(ITEMS, OPEN_TO_RECIPIENTS | FOR_A_TASK["rescue"])
    form = DangerForm(posted(request), recipients=queries.rescuers(case), items=items)
    chosen = {"by": request.user, "purpose": Share.Purpose.RESCUE}
    if sent(request, form, lambda **given: danger.act_on_danger(case, **chosen, **given)):
        messages.success(request, _("They see it now, for 24 hours. Somebody else must confirm it within them."))
        return redirect(ROOM, case.reference)
    return page(
        request,
        "referrals/sharing/sharing_offer.html",
        status=422 if form.errors else 200,
        case=case,
        form=form,
        kind="danger",
        possible=True,
        **who(case, request.user, ROOM),
    )
