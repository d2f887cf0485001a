"""Recording and changing penalties, hearings and visits. Steps are in transitions.py."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.outbox.actions import tell_all
from accounts.performing import performing
from casework.cases.actions import note
from casework.cases.models import Case
from casework.penalties import codes, follows, rules
from casework.penalties.models import Hearing, Penalty, Visit
from casework.todos.actions import open_of, raise_todo, settle_todos
from casework.todos.queries import supervisors

MOST = 200  # rows of a kind on one case, or on one penalty
LATEST_PLAN = datetime.timedelta(days=366)


def put(row, fields):
    """Sets the values."""
    for name, value in fields.items():
        setattr(row, name, value)


def still_open(case):
    """ValidationError on a closed case."""
    if case.status in Case.CLOSED:
        raise ValidationError(_("The case is closed. Reopen it first."))


def room_for(rows):
    """ValidationError where there are more of them than anybody can read."""
    if rows.count() >= MOST:
        raise ValidationError(_("There are too many entries already."))


def only_asked(row):
    """A kind keeps only what is asked of it: a ban has no daily amount, whatever was typed before the kind changed."""
    asked = set(codes.asked_of(row.kind))
    for name in {name for names in (*codes.ASKED.values(), codes.USUAL) for name in names} - asked:
        setattr(row, name, "" if name in ("currency", "place") else None)


def record_penalty(case, *, by, **fields):
    """Writes a penalty down; with reasonable grounds it is raised at once (P5). ValidationError beside a field."""
    with performing(by, "penalty.add", case):
        still_open(case)
        room_for(Penalty.objects.filter(case=case))
        row = Penalty(case=case, noted_by=by)
        put(row, fields)
        only_asked(row)
        rules.check_penalty(row)
        row.save(force_insert=True)
        note(case, "penalty_record", by, after=row.status)
        follows.raise_for(row, by)
    return row


def edit_penalty(row, *, by, **fields):
    """Changes what was written. A release ends the visits that were planned. Stale for a lost race."""
    with performing(by, "penalty.edit", row):
        was_held = row.held
        put(row, fields)
        only_asked(row)
        rules.check_penalty(row)
        row.save()
        if was_held and not row.held:
            note(row.case, "penalty_released", by)
            no_more_visits(row, by)
    return row


def no_more_visits(row, by):
    """The person is out: planned visits are done with, and nobody is missed."""
    settle_todos(row.case, "not_seen", by=by, about=row.pk)
    for visit in Visit.objects.filter(penalty=row).planned():
        settle_todos(row.case, "visit", by=by, about=visit.pk)
        visit.outcome, visit.more = Visit.Found.RELEASED, ""
        visit.save()


def owned_by(parent):
    """The hearing's link to what it is about, and the kind of its to-do."""
    return ({"penalty": parent}, "hearing") if isinstance(parent, Penalty) else ({"claim": parent}, "claim_hearing")


def add_hearing(parent, *, by, **fields):
    """A day before a court or an office, on a penalty or a claim. ValidationError beside a field."""
    link, kind = owned_by(parent)
    with performing(by, "hearing.add", parent):
        still_open(parent.case)
        room_for(Hearing.objects.filter(**link))
        row = Hearing(case=parent.case, noted_by=by, **link)
        put(row, fields)
        rules.check_hearing(row)
        row.save(force_insert=True)
        follow_hearing(row, kind, by)
        note(parent.case, "hearing_add", by)
    return row


def edit_hearing(row, *, by, **fields):
    """Changes the day, or writes what came of it. Stale for a lost race."""
    with performing(by, "hearing.edit", row):
        before = row.result
        put(row, fields)
        rules.check_hearing(row)
        row.save()
        follow_hearing(row, "hearing" if row.penalty_id else "claim_hearing", by)
        if row.result and row.result != before:
            note(row.case, "hearing_result", by)
    return row


def follow_hearing(row, kind, by):
    """A to-do on its day, until somebody wrote what came of it."""
    if row.result:
        settle_todos(row.case, kind, by=by, about=row.pk)
        return
    todo = open_of(row.case, kind, row.pk)
    if todo is None:
        raise_todo(row.case, kind, by=by, about=row.pk, due_on=row.on)
    elif todo.due_on != row.on:
        todo.due_on = row.on
        todo.save()


def save_visit(row, *, by, **fields):
    """Plans a visit, or writes how it was; `next_on` plans the one after it. Whoever was not seen is looked for on the
    same day (P10). ValidationError beside a field; Stale for a lost race."""
    with performing(by, "penalty.visit", row.penalty):
        adding, before = row._state.adding, row.next_on
        put(row, fields)
        must_be_held(row, row.next_on if row.next_on != before else None)
        rules.check_visit(row)
        if adding:
            room_for(Visit.objects.filter(penalty=row.penalty_id))
            row.noted_by = by
        row.save(force_insert=adding)
        note(row.case, f"visit_{row.outcome or 'planned'}", by)
        after_visit(row, by)
        if row.next_on and row.next_on != before:
            plan_visit(row.penalty, row.next_on, by)
    return row


def must_be_held(row, next_on):
    """ValidationError for a visit on something nobody is held for, or one that is planned in the past."""
    if not row.penalty.detains:
        raise ValidationError(_("Nobody is held for this. Visits belong to a detention."))
    today = timezone.localdate()
    for name, day in (("on", row.on if not row.outcome else None), ("next_on", next_on)):
        if day and day > today + LATEST_PLAN:
            raise ValidationError({name: _("Choose a day within a year.")})
    if next_on and next_on <= today:
        raise ValidationError({"next_on": _("This day has passed. Choose a later one.")})


def plan_visit(penalty, on, by):
    """The next visit. Part of the caller's act."""
    row = Visit(case=penalty.case, penalty=penalty, on=on, noted_by=by)
    row.save(force_insert=True)
    after_visit(row, by)


def after_visit(row, by):
    """To-dos of a visit: one on its day, and an alert where the person was not seen on that day."""
    if not row.outcome:
        raise_todo(row.case, "visit", by=by, about=row.pk, due_on=row.on)
        return
    settle_todos(row.case, "visit", by=by, about=row.pk)
    if row.outcome in Visit.ALERTS:
        raise_todo(row.case, "not_seen", by=by, about=row.penalty_id)
        tell_all(supervisors(row.case, but=by), "not_seen")
    if row.outcome == Visit.Found.SEEN:
        settle_todos(row.case, "not_seen", by=by, about=row.penalty_id)
    if row.outcome == Visit.Found.MOVED and row.moved_to:
        moved(row)


def moved(row):
    """The person is held elsewhere now: the penalty says so, and the history keeps the place before."""
    penalty = Penalty.objects.select_for_update().get(pk=row.penalty_id)
    penalty.place = row.moved_to
    penalty.save()
    row.penalty = penalty
