"""Who is signed in, for how long, and what happens to those who are not."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequired
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts.signin import kept, leaving, lock, sessions


class SessionLimitsMiddleware:
    """Ends a session that was idle or open for too long, or whose account was switched off (R-22, S-06,
    S-09).

    The request then goes on as a stranger's: pages that need a sign-in ask for it and lead back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.session_ends_at, request.session_ended, request.session_locked = None, False, False
        if SESSION_KEY in request.session:
            self.check(request)
        key, late = request.session.session_key, leaving.was_left(request.session)
        response = self.get_response(request)
        if key and request.session.session_key not in (None, key):
            sessions.follow(key, request.session.session_key)
        return leaving.received(response) if late else response

    def check(self, request):
        """Goes on, or ends it. A session that was left takes only what was on its way."""
        if request.user.is_authenticated and "began_at" not in request.session:
            sessions.begin(request, request.user)  # signed in by something else than the sign-in page
        left = leaving.was_left(request.session) and not leaving.may_arrive(request)
        if left or not request.user.is_authenticated or sessions.is_over(request.session):
            sessions.end_current(request)
            request.session.flush()
            request.user, request.session_ended = AnonymousUser(), True
            return
        request.session_locked = sessions.is_locked(request.session)
        if request.session_locked:
            return
        sessions.touch(request)
        request.session_ends_at = sessions.ends_at(request.session)


class PreferencesMiddleware:
    """The language and the time zone that a signed-in person chose."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            return self.get_response(request)
        translation.activate(request.user.language)
        with timezone.override(request.user.time_zone):
            return self.get_response(request)


class LockMiddleware:
    """While a session is locked, every address but those that open or end it answers with the lock page (R-22).

    It asks in `process_view`, after the guard against forged forms, and stands inside the actor's transaction, because
    a form that was posted is kept as a draft. An address that does not exist answers the same.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.session_locked and request.resolver_match is None:
            return lock.answer(request)
        kept.forget_sent(request, response)
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        """The lock page, or None where the view may answer."""
        is_open = not request.session_locked or request.resolver_match.url_name in lock.STILL_OPEN
        return None if is_open else lock.answer(request)


class LoginRequiredMiddleware(DjangoLoginRequired):
    """Everything needs a sign-in but views marked `login_not_required` (R-01).

    The interface under /api/ answers by itself; a script gets a status, an htmx request a whole new page.
    """

    def handle_no_permission(self, request, view_func):
        """The answer to a stranger. `next` is the page they wanted, and only a page: a form is not sent
        again."""
        if request.path.startswith("/api/"):
            return None
        if not request.accepts("text/html"):
            return signed_out()
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(sign_in_address(request, request.path))
        return HttpResponseRedirect(sign_in_address(request, request.get_full_path()))


def sign_in_address(request, path):
    """The sign-in page, leading back to `path` where that was a page."""
    query = {"next": path} if request.method in ("GET", "HEAD") and path != "/" else {}
    query |= {"ended": "1"} if request.session_ended else {}
    return resolve_url(settings.LOGIN_URL) + (f"?{urlencode(query)}" if query else "")


def signed_out():
    """401 as problem details (RFC 9457)."""
    problem = {"type": "about:blank", "title": _("You are signed out."), "status": 401}
    return JsonResponse(problem, status=401, content_type="application/problem+json")
