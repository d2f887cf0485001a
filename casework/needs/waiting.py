"""Needs as parts of the page "My work": one's own that are near or late, and late ones in the team."""

import datetime

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import codes
from casework.cases.waiting import part
from casework.needs.models import Need
from casework.todos.words import clock

SOON = datetime.timedelta(days=3)
SOONEST = (F("due_on").asc(nulls_last=True), "noted_at", "pk")


def mine(user):
    """Open needs of this person that are late or due within three days, the late first; those of the team that are
    late stand there for who leads it."""
    rows = Need.objects.permitted(user, "need.mine").open().filter(owner=user, due_on__lte=timezone.localdate() + SOON)
    return part("need", rows.order_by(*SOONEST), day=F("due_on"), code=F("kind"))


def late_in_team(user):
    """Late needs that somebody else sees to, or nobody, on the cases this person supervises."""
    rows = Need.objects.permitted(user, "todo.lead").late().filter(~Q(owner=user) | Q(owner=None))
    says = {"who": F("owner__display_name")}
    return part("team_need", rows.order_by(*SOONEST), day=F("due_on"), code=F("kind"), **says)


def task(row):
    """One's own need."""
    kind, word = clock(row.day)
    return {
        "title": str(codes.label("service_types", row.code)),
        "url": reverse("need_detail", args=[row.case.reference, row.row]),
        "text": _("Next: call who helps, then write what came of it."),
        "kind": kind,
        "word": word,
    }


def team_task(row):
    """A late need of somebody in the team, or of nobody."""
    kind, word = clock(row.day)
    whose = _("With %(name)s. Next: ask what is missing.") % {"name": row.who} if row.who else ""
    return task(row) | {"text": whose or _("Nobody sees to it. Next: give it to somebody."), "kind": kind, "word": word}
