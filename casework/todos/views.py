"""The to-dos of a case: late first, added by hand, given to somebody else, done, opened again; and one's own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch
from accounts.acting import current
from accounts.editing import edit
from accounts.pages import page
from accounts.performing import Stale
from casework.cases.doors import case_for, only_for
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.queries import line as case_line
from casework.cases.views_people import MEANWHILE, SAID_MEANWHILE, posted
from casework.frame import who
from casework.todos import actions, queries, words
from casework.todos.forms import TodoForm
from casework.todos.models import Todo

DONE_SHOWN, MINE_SHOWN = 20, 200
CASE = ("case", "case__person", "case__person__safe_asked_by", "case__team")


def todo_for(user, action, reference, pk):
    """The to-do with its case. Http404 or PermissionDenied as in `fetch`."""
    current().action = action
    rows = Todo.objects.select_related("owner", *CASE)
    return fetch(Todo, user, action, queryset=rows, pk=pk, case__reference=tidy(reference))


@require_safe
def todo_list(request, reference):
    """What is to be done on this case, and the newest that is done."""
    case = case_for(request.user, "todo.view", reference)
    waiting, finished = queries.on_case(case)
    waiting, finished = list(waiting), list(finished[:DONE_SHOWN])
    for todo in [*waiting, *finished]:
        todo.case = case
    return page(
        request,
        "casework/todos/todo_list.html",
        case=case,
        waiting=[words.line(todo) for todo in waiting],
        finished=[words.done_line(todo) for todo in finished],
        may_add=allowed(request.user, "todo.add", case) and case.status not in Case.CLOSED,
        may_give=allowed(request.user, "todo.reassign", case),
        may_do=allowed(request.user, "todo.done", case),
        may_reopen=allowed(request.user, "todo.reopen", case),
        **who(case, request.user, "todo_list"),
    )


@require_safe
@only_for("todo.view")
def todo_mine(request):
    """Everything that waits for me, on all my cases, late first."""
    rows = list(queries.waiting_for(request.user)[: MINE_SHOWN + 1])
    current().load_cases({todo.case_id for todo in rows})
    lines = [{**words.line(todo), **name_of(todo.case)} for todo in rows[:MINE_SHOWN]]
    return page(request, "casework/todos/todo_mine.html", tasks=lines, more=len(rows) > MINE_SHOWN)


def name_of(case):
    """Name of the person, as far as this reader may read it, with its language."""
    shown = case_line(case)
    return {"name": shown["name"], "lang": shown["lang"]}


@require_http_methods(["GET", "POST"])
def todo_new(request, reference):
    """One more thing to do, written by hand."""
    case = case_for(request.user, "todo.add", reference)
    form = TodoForm(posted(request), instance=Todo(case=case, owner=request.user))

    def save(**values):
        actions.add_todo(case, by=request.user, **values)
        messages.success(request, _("It is on the list."))
        return reverse("todo_list", args=[case.reference])

    return edit(request, form, save, "casework/todos/todo_new.html", case=case, **who(case, request.user, "todo_list"))


@require_http_methods(["GET", "POST"])
def todo_edit(request, reference, pk):
    """Gives it to somebody else, or another day. Two people at once both keep what they wrote (S-86)."""
    todo = todo_for(request.user, "todo.reassign", reference, pk)
    form = TodoForm(posted(request), instance=todo)

    def save(**values):
        actions.reassign_todo(todo, by=request.user, **values)
        messages.success(request, _("Saved."))
        return reverse("todo_list", args=[todo.case.reference])

    shown = {"case": todo.case, "todo": words.line(todo), **who(todo.case, request.user, "todo_list")}
    return edit(request, form, save, "casework/todos/todo_edit.html", **shown)


def answered(request, todo, act, said):
    """Does it, says so, and goes back to the page it came from: my own list, or the case's."""
    try:
        act(todo, by=request.user)
        messages.success(request, said)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except (*MEANWHILE, Stale):
        messages.error(request, SAID_MEANWHILE)
    return redirect("todo_mine") if "mine" in request.POST else redirect("todo_list", todo.case.reference)


@require_POST
def todo_done(request, reference, pk):
    """It is done."""
    todo = todo_for(request.user, "todo.done", reference, pk)
    return answered(request, todo, actions.finish_todo, _("Done."))


@require_POST
def todo_reopen(request, reference, pk):
    """It is to be done after all."""
    todo = todo_for(request.user, "todo.reopen", reference, pk)
    return answered(request, todo, actions.reopen_todo, _("It is on the list again."))
