"""Raising, giving, doing and reopening to-dos. `raise_todo` and `settle_todos` are for workflows, which call them
inside their own `performing`: who may take the step may raise what follows from it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.outbox.actions import tell
from accounts.performing import performing
from casework.cases.models import Case
from casework.todos.kinds import KINDS, LEADS, OWN
from casework.todos.models import Todo
from casework.todos.queries import able, owner_for

LONGEST_TITLE = 500
ON_THE_LIST = "casework_todo_one_open"


def raise_todo(case, kind, *, by, owner=None, due_on=None, about=None):
    """The open to-do of this kind on the case (about the row with this id, where one is named): the one that stands, or
    a new one. Returns the Todo.

    KeyError for an unknown kind. Without `owner` it is `by` if they work on the case, else its caseworker, else the
    team's supervisor; what a supervisor decides goes to another than `by`. An owner other than `by` is told, but of a
    decision, for which the room tells all supervisors itself. Two at once raise one.
    """
    known = KINDS[kind]
    standing = open_of(case, kind, about)
    if standing is not None:
        return standing
    if due_on is None and known.days is not None:
        due_on = timezone.localdate() + datetime.timedelta(days=known.days)
    owner = owner or owner_for(case, kind, by)
    todo = Todo(case=case, kind=kind, about=about, owner=owner, raised_by=by, due_on=due_on)
    try:
        with transaction.atomic():
            todo.save(force_insert=True)
    except IntegrityError as error:
        if ON_THE_LIST not in str(error):
            raise
        return open_of(case, kind, about)
    tell_owner(todo, by)
    return todo


def settle_todos(case, kind, *, by, about=None):
    """Marks the open to-dos of this kind as done (only those about one row, where its id is named), because the
    workflow went on. Returns how many there were."""
    KINDS[kind]
    of_row = {"about": about} if about is not None else {}
    rows = list(Todo.objects.open().filter(case=case, kind=kind, **of_row).select_for_update())
    for todo in rows:
        todo.done_at, todo.done_by = timezone.now(), by
        todo.save()
    return len(rows)


def open_of(case, kind, about=None):
    """The open to-do of one kind on the case, about this row or about none, or None."""
    return Todo.objects.open().filter(case=case, kind=kind, about=about).first()


def tell_owner(todo, by):
    """Somebody who was given something by somebody else gets a mail."""
    if todo.owner is not None and todo.owner_id != by.pk and todo.kind not in LEADS:
        tell(todo.owner, "todo")


def must_be_able(case, owner):
    """ValidationError unless `owner` works on the case or supervises its team."""
    if owner is not None and not able(case).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": _("Choose somebody who works on this case, or its supervisor.")})


def fits(todo):
    """ValidationError for a to-do by hand without words, with too many, or with a day that no plan has."""
    if todo.kind == OWN and not todo.title.strip():
        raise ValidationError({"title": _("Write what is to be done.")})
    if len(todo.title) > LONGEST_TITLE:
        words = _("Write at most %(count)s characters. What was told belongs in the interview or the case.")
        raise ValidationError({"title": words % {"count": LONGEST_TITLE}})
    years = datetime.timedelta(days=5 * 366)
    if todo.due_on is not None and abs(todo.due_on - timezone.localdate()) > years:
        raise ValidationError({"due_on": _("Choose a day within five years.")})
    todo.clean_fields()


def add_todo(case, *, by, title, owner=None, due_on=None):
    """A to-do written by hand. ValidationError for a closed case, an owner who may not work on it, or a past day."""
    with performing(by, "todo.add", case):
        if case.status in Case.CLOSED:
            raise ValidationError(_("The case is closed. Reopen it first."))
        if due_on is not None and due_on < timezone.localdate():
            raise ValidationError({"due_on": _("This day has passed. Choose today or later.")})
        todo = Todo(case=case, title=title.strip(), owner=owner or by, raised_by=by, due_on=due_on)
        must_be_able(case, todo.owner)
        fits(todo)
        todo.save(force_insert=True)
        tell_owner(todo, by)
    return todo


def reassign_todo(todo, *, by, owner, due_on=None, **fields):
    """Gives the to-do to somebody, with a new day; `title` changes for one written by hand. Stale when somebody saved
    it since `todo` was read; ValidationError for one that is done."""
    with performing(by, "todo.reassign", todo):
        if todo.done_at is not None:
            raise ValidationError(_("This is done. Open it again first."))
        before = todo.owner_id
        must_be_able(todo.case, owner)
        todo.owner, todo.due_on = owner, due_on
        todo.title = fields.get("title", todo.title) if todo.kind == OWN else todo.title
        fits(todo)
        todo.save()
        if todo.owner_id != before:
            tell_owner(todo, by)
    return todo


def finish_todo(todo, *, by):
    """Marks it as done. Doing it twice changes nothing."""
    with performing(by, "todo.done", todo):
        fresh = Todo.objects.select_for_update().get(pk=todo.pk)
        if fresh.done_at is None:
            fresh.done_at, fresh.done_by = timezone.now(), by
            fresh.save()
    return fresh


def reopen_todo(todo, *, by):
    """It is to be done after all. ValidationError where the workflow has raised the same again in the meantime."""
    with performing(by, "todo.reopen", todo):
        fresh = Todo.objects.select_for_update().get(pk=todo.pk)
        if fresh.done_at is not None:
            fresh.done_at = fresh.done_by = None
            fresh.validate_constraints()
            fresh.save()
    return fresh


def pass_on(case, giver, *, to, by):
    """Open to-dos of `giver` go to `to` with a hand-over, but for what supervisors decide. Part of the caller's act."""
    rows = Todo.objects.open().filter(case=case, owner=giver).exclude(kind__in=LEADS)
    return give(rows, by, to=to)


def pass_on_lost(case, *, by):
    """Open to-dos of those who may not work on the case any more go to who has it now: after a block. Part of the
    caller's act."""
    lost = Todo.objects.open().filter(case=case, owner__isnull=False).exclude(owner__in=able(case).values("pk"))
    return give(lost, by)


def give(rows, by, *, to=None):
    """Each of these to-dos to `to`, or to whoever gets such a thing now. Returns how many."""
    locked = list(rows.select_for_update(of=("self",)))
    for todo in locked:
        todo.owner = to or owner_for(todo.case, todo.kind, by)
        todo.save()
    return len(locked)
