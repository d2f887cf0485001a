"""What the staff pages have in common: who may open them, and saving a form that may be stale."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.http import Http404

from accounts.access import refuse
from accounts.organisations.conflicts import chosen, conflict_of
from accounts.organisations.paging import row_named
from accounts.performing import Stale
from accounts.policy import may


def staff_page(reads="staff.view", writes=None):
    """Only for those who may look at organisations and accounts; for all others the page is not there (R-02).

    `reads` and `writes` are the actions that GET and POST need; who may look but not do gets 403.
    """

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            seen = may(request.user, "staff.view")
            action = (writes or reads) if request.method == "POST" else reads
            if not seen or not may(request.user, action):
                refuse(request.user, action, "staff", request.resolver_match.url_name, seen)
            return view(request, *args, **kwargs)

        return checked

    return decorate


def row_or_404(queryset, key):
    """The row of a staff page; Http404 when there is none."""
    row = row_named(queryset, key)
    if row is None:
        raise Http404
    return row


def fresh_form(form_class, row):
    """An unbound form of the row as the database has it now."""
    row = type(row).objects.get(pk=row.pk)
    return form_class(instance=row, initial={"version": row.version})


def edit(request, form_class, row, save):
    """(form, conflict, saved): the form of an edit page after GET or POST.

    `save(form)` calls the action. A stale save leaves both versions in `conflict`, a refused one its sentence in the
    form; nothing was written then.
    """
    if request.method != "POST":
        return fresh_form(form_class, row), None, False
    form = form_class(chosen(request.POST, fresh_form(form_class, row)), instance=type(row).objects.get(pk=row.pk))
    if not form.is_valid():
        return form, None, False
    try:
        save(form)
    except Stale:
        conflict, form = conflict_of(form, fresh_form(form_class, row))
        return form, conflict, False
    except ValidationError as error:
        form.add_error(None, error)
        return form, None, False
    return form, None, True


def status_of(form, conflict):
    """HTTP status of an edit page: 409 for a conflict, 422 for something to correct, 200 otherwise."""
    return 409 if conflict else 422 if form is not None and form.errors else 200
