"""To-dos in the words of the pages: what, until when, and where it is done."""

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import readable
from accounts.pages import Shown
from casework.todos.kinds import KINDS, WITHOUT_CASE

SOON = 3  # days


def clock(due_on):
    """(kind, words) of a day: how late, how soon, or nothing to hurry."""
    if due_on is None:
        return "todo", _("To do")
    days = (due_on - timezone.localdate()).days
    if days < 0:
        return "late", ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days < 2:
        return "soon", _("Tomorrow") if days else _("Today")
    left = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    return "soon" if days <= SOON else "todo", left


def allowed_days(todo):
    """How long the workflow gives, in words; '' for a to-do without such a time."""
    known = KINDS.get(todo.kind)
    if known is None or known.days is None:
        return ""
    return ngettext("%(days)s day allowed", "%(days)s days allowed", known.days) % {"days": known.days}


def place_of(todo):
    """The address of the page where it is done; the list of the case where that page does not exist."""
    known = KINDS.get(todo.kind)
    name = known.address if known else "todo_list"
    try:
        return reverse(name, args=[] if name in WITHOUT_CASE else [todo.case.reference])
    except NoReverseMatch:
        return reverse("todo_list", args=[todo.case.reference])


def title_of(todo):
    """The workflow's words, or the title somebody wrote, as far as this reader may read it."""
    return todo.label or Shown(todo, readable(todo)).title


def line(todo):
    """One to-do for a list."""
    kind, word = clock(todo.due_on)
    known = KINDS.get(todo.kind)
    return {
        "row": todo,
        "case": todo.case,
        "title": title_of(todo),
        "allowed": allowed_days(todo),
        "url": place_of(todo),
        "text": known.text if known else "",
        "owner": todo.owner.display_name if todo.owner else "",
        "able": todo.owner is not None and todo.owner.is_active,
        "kind": kind,
        "word": word,
    }


def done_line(todo):
    """One to-do that is done."""
    return {"row": todo, "title": title_of(todo), "by": todo.done_by.display_name, "at": todo.done_at}
