"""What follows from a step of a way on: to-dos and the end of the legal service behind it."""

import datetime

from django.utils import timezone

from casework.cases.actions import note
from casework.needs.models import Need
from casework.todos.actions import raise_todo, settle_todos
from referrals.endings.models import Ending

S = Ending.Status
LONGER = datetime.timedelta(days=60)  # so long before a permit ends somebody asks for a longer one


def record(row, step, before, by, given):
    """The timeline's line, then what follows. Which way it is stands sealed in no line: the timeline is read by all who
    see the case, and asylum is not theirs to know."""
    reason = str(given.get("reason", ""))
    note(row.case, f"ending_{step.name}", by, before=before, after=row.status, reason=reason)
    for act in FOLLOWS.get(step.name, ()):
        act(row, by)


def next_advice(row, by):
    """A refusal: advice on the appeal, in time."""
    raise_todo(row.case, "ending_appeal", by=by, due_on=row.appeal_by, about=row.pk)


def permit_ends(row, by):
    """A permit ends one day: somebody asks for a longer one before."""
    if row.valid_until is not None:
        day = max(row.valid_until - LONGER, timezone.localdate())
        raise_todo(row.case, "ending_permit", by=by, due_on=day, about=row.pk)


def settled(row, by):
    """Nothing about it waits any more."""
    for kind in ("ending_appeal", "ending_permit"):
        settle_todos(row.case, kind, by=by, about=row.pk)


def law_ends(row, by):
    """The legal service behind it, where nothing else rests on it: with it the legal officer's reading ends, last of
    all."""
    if row.need_id is None or Ending.objects.filter(need=row.need_id, status__in=Ending.OPEN).exists():
        return
    need = Need.objects.select_for_update().get(pk=row.need_id)
    if need.ended_at is None:
        end_need(need, row)


def end_need(need, row):
    """Done where it was granted, not possible after a last refusal, else not wanted."""
    ends = {S.GRANTED: Need.Status.DONE, S.NOT_POSSIBLE: Need.Status.NOT_POSSIBLE}
    Need.objects.filter(pk=need.pk).update(
        status=ends.get(row.status, Need.Status.NOT_WANTED), ended_at=timezone.now(), version=need.version + 1
    )


FOLLOWS: dict = {
    "refuse": (next_advice,),
    "appeal": (settled,),
    "grant": (settled, permit_ends, law_ends),
    "close": (settled, law_ends),
    "stop": (settled, law_ends),
}
