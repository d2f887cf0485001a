"""Taking a yes back, the proof of it, and the sheet on which one signs."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import readable
from accounts.acting import name_reason
from accounts.pages import WITHHELD, page
from accounts.policy import Group
from casework.consents import actions, texts
from casework.consents.items import ITEMS, headed
from casework.consents.queries import ended_row
from casework.consents.titles import title_of
from casework.consents.views import consent_of, frame, reading_of, readings_of


@require_POST
def consent_withdraw(request, reference, pk, act=actions.withdraw):
    """Takes a yes back, in one step and without a reason (C-04), and goes on to the proof. `act` does it: what is
    shared on it ends with it, on a higher floor (config/urls.py)."""
    consent = consent_of(request, reference, pk, "consent.withdraw")
    try:
        row = act(consent, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("consent_detail", args=[consent.case.reference, consent.pk]))
    messages.success(request, _("Taken back. From now on nothing may be done on it."))
    return HttpResponseRedirect(reverse("consent_ended", args=[consent.case.reference, row.pk]))


def nothing_ended(consent):
    """Where nothing can rest on a consent."""
    return []


@require_http_methods(["GET", "HEAD", "POST"])
def consent_ended(request, reference, pk, what_ended=nothing_ended):
    """The proof that a yes was taken back: what ended, when, for whom, what never left. A POST prints it.

    `what_ended` names the shares that rested on it (config/urls.py). Nothing of the case stands on it but the consent.
    """
    consent = consent_of(request, reference, pk, "consent.view")
    row = ended_row(consent)
    if row is None:
        return redirect("consent_detail", consent.case.reference, consent.pk)
    if request.method == "POST":
        name_reason("consent.print")
    open_to = Group.CONSENT in readable(row)
    day = timezone.localtime(row.recorded_at).date()
    kind = texts.PROOF_SHARED if row.recipient_id else texts.PROOF
    reading = reading_of(row.case, kind, row.language, row.recipient, day) if open_to else None
    return page(
        request,
        "casework/consents/consent_ended.html",
        consent=row,
        title=title_of(row.type) if open_to else WITHHELD,
        reading=reading,
        items=[ITEMS[code].label for code in row.items if code in ITEMS] if open_to else [],
        shares=what_ended(row) if open_to else [],
        printing=request.method == "POST",
        **frame(request, row.case),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def consent_sheet(request, reference, pk):
    """The words on one sheet with a place to sign, in the language of the conversation. A POST prints it."""
    consent = consent_of(request, reference, pk, "consent.view")
    if request.method == "POST":
        name_reason("consent.print")
    open_to = Group.CONSENT in readable(consent)
    until = consent.expires_on or timezone.localdate() + actions.USUAL
    kinds = [consent.type, texts.GLANCE, texts.SHEET]
    texts_read = readings_of(consent.case, kinds, consent.language, consent.recipient, until) if open_to else [None] * 3
    return page(
        request,
        "casework/consents/consent_sheet.html",
        consent=consent,
        title=title_of(consent.type) if open_to else WITHHELD,
        reading=texts_read[0],
        glance=texts_read[1],
        signing=texts_read[2],
        until=until,
        groups=headed(kind=consent.type) if open_to and consent.type in actions.SHARING else [],
        printing=request.method == "POST",
        **frame(request, consent.case),
    )
