"""To-dos as parts of the page "My work"."""

from django.db.models import F, Q
from django.utils import timezone

from accounts.vault import Sealed
from casework.cases.waiting import part
from casework.todos import words
from casework.todos.kinds import ELSEWHERE
from casework.todos.models import Todo
from casework.todos.queries import SOONEST, waiting_for


def mine(user):
    """Open to-dos of this person, late first."""
    rows = waiting_for(user).select_related(None)
    return part("todo", rows, day=F("due_on"), code=F("kind"), words=F("title"))


def late_in_team(user):
    """Late to-dos of others, and those that nobody has or can do, on the cases this person supervises."""
    adrift = Q(owner=None) | Q(owner__is_active=False)
    late = Q(due_on__lt=timezone.localdate())
    rows = Todo.objects.permitted(user, "todo.lead").open().filter(late | adrift)
    rows = rows.exclude(owner=user).exclude(kind__in=ELSEWHERE).order_by(*SOONEST)
    says = {"who": F("owner__display_name"), "flag": F("owner__is_active")}
    return part("team_todo", rows, day=F("due_on"), code=F("kind"), words=F("title"), **says)


def line_of(row):
    """The words of the to-do behind a row that waits; its title is opened where the reader may read it."""
    todo = Todo(pk=row.row, case=row.case, kind=row.code, due_on=row.day)
    if row.words is not None:
        todo.__dict__["title"] = Sealed(row.words)
    return words.line(todo)
