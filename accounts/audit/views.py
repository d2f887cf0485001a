"""The list of events for administrators and the data protection officer. Reading it is recorded (A-01) and needs a
password typed within five minutes (R-23)."""

from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from django.core.exceptions import BadRequest, ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.acting import current
from accounts.audit.events import KINDS, MORE, events, line, place_text, read_place
from accounts.organisations.editing import staff_page
from accounts.pages import page
from accounts.policy import may


def asked(params, kinds):
    """(kind, place) of the address. BadRequest for anything that is not known."""
    kind = params.get("kind", "")
    if params.keys() - {"kind", "older"} or (kind and kind not in kinds):
        raise BadRequest
    try:
        return kind, read_place(params.get("older", ""))
    except ValidationError as error:
        raise BadRequest from error


def address(**query):
    """The list's address with what is set."""
    query = {name: value for name, value in query.items() if value}
    return f"?{urlencode(query)}" if query else "."


@require_safe
@staff_page("event.list")
@reauthentication_required
def event_list(request):
    """What happened, newest first, 30 a page, by kind; never about a case."""
    everything = may(request.user, "event.list_all")
    more = {source.kind for source in MORE}
    kinds = {code: words for code, words in KINDS.items() if everything or code not in more}
    kind, place = asked(request.GET, kinds)
    current().action, current().recorded = "event.list", True
    found, older = events(kind, place, everything)
    chips = [{"label": _("All"), "url": ".", "current": not kind}]
    chips += [{"label": words, "url": address(kind=code), "current": code == kind} for code, words in kinds.items()]
    return page(
        request,
        "accounts/event_list.html",
        lines=[line(event) for event in found],
        chips=chips,
        everything=everything,
        pager={
            "newer": address(kind=kind) if place else "",
            "older": address(kind=kind, older=place_text(older)) if older else "",
        },
    )
