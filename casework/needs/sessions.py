"""Times at which the person met who helps."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.performing import performing
from casework.needs.actions import is_open, past, put
from casework.needs.models import Need, Session
from casework.needs.transitions import NEED


def add_session(need, *, by, **fields):
    """One time the person met who helps, or was to meet them. The first that took place says that help is under way."""
    with performing(by, "need.session", need):
        is_open(need.case)
        fresh = Need.objects.select_for_update().get(pk=need.pk)
        if fresh.ended_at is not None:
            raise ValidationError(_("This has ended. Open it again first."))
        row = Session(case=need.case, need=fresh, noted_by=by)
        put(row, fields)
        past(row, "held_on")
        row.save(force_insert=True)
        if row.came == Session.Came.YES and fresh.status != Need.Status.RUNNING:
            NEED.move(fresh, "begin", by=by)
    return row
