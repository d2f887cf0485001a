"""The queue of service referrals: the late ones come first."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts import cursors
from accounts.access import allowed
from accounts.acting import current
from accounts.pages import page
from casework.cases.doors import only_for
from referrals.consular.views_queue import who_of
from referrals.services import cards, queries

CHIPS = (
    ("", _("All")), ("late", _("Late")), ("ours", _("We are next")), ("theirs", _("A provider is next")),
    ("running", _("Under way")), ("review", _("To be reviewed")), ("home", _("To partners at home")),
)  # fmt: skip


@require_safe
@only_for("service.list")
def service_queue(request):
    """Service referrals on the cases this person works with, the late ones first."""
    show, place = cursors.asked(request.GET, CHIPS)
    rows, more = queries.queue(request.user, show, place)
    current().load_cases([row.case_id for row in rows])
    chip = f"show={show}&" if show else ""
    first = f"?show={show}" if show else "."
    return page(
        request,
        "referrals/services/service_queue.html",
        lines=[{**cards.line(row), **who_of(row.case)} for row in rows],
        may_group=allowed(request.user, "service.group"),
        may_missions=allowed(request.user, "consular.list"),
        chips=[
            {"label": label, "url": f"?show={name}" if name else reverse("service_queue"), "current": name == show}
            for name, label in CHIPS
        ],
        pager={
            "newer": first if place else "",
            "older": f"?{chip}older={cursors.place(*more)}" if more else "",
        },
    )
