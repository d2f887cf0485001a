"""Who may open a page on which no case hangs yet, and the case behind an address.

Both name the action, so that the read log says on what kind of page a case was seen.
"""

from functools import wraps

from accounts.access import allowed, fetch, refuse
from accounts.acting import current
from casework.cases.models import Case
from casework.cases.numbers import tidy


def only_for(action):
    """For those who may do `action`; for all others the page is not there (R-02), and the try is recorded."""

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not allowed(request.user, action):
                refuse(request.user, action, "page", request.resolver_match.url_name, visible=False)
            current().action = action
            return view(request, *args, **kwargs)

        return checked

    return decorate


def case_for(user, action, reference):
    """The case with this number, with its person and team. Http404 or PermissionDenied as in `fetch`."""
    current().action = action
    rows = Case.objects.select_related("person", "person__safe_asked_by", "team")
    return fetch(Case, user, action, queryset=rows, reference=tidy(reference))
