"""Leave now (R-43) closes the session for every page at once, and takes what was typed before and is still on its way.

On a slow line the last words arrive after the beacon that ends the session: they would be lost. For half a minute such
a session may therefore write by the views that save by themselves, and do nothing else; no answer carries a word.
"""

import time

from django.http import HttpResponse
from django.urls import Resolver404, resolve

from accounts.signin import sessions

LATE_SECONDS = 30
LEFT = "left_at"


def saves_by_itself(view):
    """Marks a view to which a page posts by script what is being typed."""
    view.saves_by_itself = True
    return view


def leave_behind(request):
    """Ends the sign-in; what is left of its session is gone after LATE_SECONDS."""
    sessions.end_current(request)
    request.session[LEFT] = time.time()
    request.session.set_expiry(LATE_SECONDS)


def was_left(session):
    """Whether somebody left this session."""
    return LEFT in session


def may_arrive(request):
    """Whether this is what was typed before leaving, and still in time."""
    if request.method != "POST" or time.time() - request.session[LEFT] > LATE_SECONDS:
        return False
    try:
        return getattr(resolve(request.path_info).func, "saves_by_itself", False)
    except Resolver404:
        return False


def received(response):
    """The answer to a page that is gone."""
    return HttpResponse(status=204) if response.status_code < 400 else HttpResponse(status=response.status_code)
