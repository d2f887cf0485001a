"""The queue of liaison officers, supervisors and caseworkers: what waits the longest comes first."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts import cursors
from accounts.access import allowed
from accounts.acting import current
from accounts.pages import page
from accounts.policy import may
from casework.cases.doors import only_for
from casework.cases.queries import line as case_line
from referrals.clocks.words import flags
from referrals.consular import cards, queries

BESIDE = (
    (_("Several people to one mission"), "consular_group", "consular.group"),
    (_("What missions sent in"), "sought_list", "sought.list"),
    (_("Expected arrivals"), "arrival_queue", "arrival.list"),
    (_("Waiting times by nationality"), "consular_waiting", "waiting.view"),
    (_("Demands of authorities"), "demand_list", "demand.list"),
)
CHIPS = (("", _("All")), ("late", _("Late")), ("ours", _("We are next")), ("theirs", _("A mission is next")))


@require_safe
@only_for("consular.list")
def consular_queue(request):
    """Referrals under way on the cases this person works with, the longest waiting first."""
    show, place = cursors.asked(request.GET, CHIPS)
    rows, more = queries.queue(request.user, show, place)
    current().load_cases([row.case_id for row in rows])
    late = flags([row.case_id for row in rows], request.user)
    chip = f"show={show}&" if show else ""
    first = f"?show={show}" if show else "."
    return page(
        request,
        "referrals/consular/consular_queue.html",
        lines=[{**cards.line(row), **who_of(row.case), "late": late.get(row.case_id, "")} for row in rows],
        may_services=allowed(request.user, "service.list"),
        may_letters=allowed(request.user, "letter.batch"),
        chips=[
            {"label": label, "url": f"?show={name}" if name else reverse("consular_queue"), "current": name == show}
            for name, label in CHIPS
        ],
        links=links_of(request.user),
        pager={
            "newer": first if place else "",
            "older": f"?{chip}older={cursors.place(*more)}" if more else "",
        },
    )


def links_of(user):
    """Pages beside the queue that this person may open."""
    return [{"label": label, "url": reverse(name)} for label, name, action in BESIDE if may(user, action)]


def who_of(case):
    """Name and marks of the person, as far as this reader may read them."""
    shown = case_line(case)
    return {"name": shown["name"], "lang": shown["lang"], "tags": shown["tags"]}
