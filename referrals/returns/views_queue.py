"""The list of repatriation officers, and of everybody who works on a return: the longest waiting first."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts import cursors
from accounts.access import allowed
from accounts.acting import current
from accounts.pages import page
from casework.cases.doors import only_for
from referrals.consular.views_queue import who_of
from referrals.returns import cards, queries

CHIPS = (
    ("", _("All")), ("ours", _("Being planned")), ("stopped", _("Blocked or suspended")), ("booked", _("Booked")),
    ("followed", _("Gone, and followed")),
)  # fmt: skip


@require_safe
@only_for("return.list")
def return_queue(request):
    """Open returns on the cases this person works with. What is suspended by itself says so, whatever is written."""
    show, place = cursors.asked(request.GET, CHIPS)
    rows, facts, more = queries.queue(request.user, show, place)
    current().load_cases([row.case_id for row in rows])
    chip, first = (f"show={show}&", f"?show={show}") if show else ("", ".")
    return page(
        request,
        "referrals/returns/return_queue.html",
        lines=[{**cards.line(row, facts[row.pk]), **who_of(row.case)} for row in rows],
        figures=queries.figures(request.user) if allowed(request.user, "return.figures") else None,
        chips=[
            {"label": label, "url": f"?show={name}" if name else reverse("return_queue"), "current": name == show}
            for name, label in CHIPS
        ],
        pager={
            "newer": first if place else "",
            "older": f"?{chip}older={cursors.place(*more)}" if more else "",
        },
    )
