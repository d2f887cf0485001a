"""A session that locks instead of ending (R-22): while a talk is open, being idle hides the page, and the person's own
PIN opens it again.

Nothing is written to lock it: a session that holds something open and was idle for too long is locked until somebody
opens it, for two hours (`SESSION_LOCKED_SECONDS`) and never beyond its absolute end. Rooms say what they hold open;
this storey does not know them.
"""

from urllib.parse import urlsplit

from django.contrib.auth import logout
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts.audit.actions import record_refusal
from accounts.pages import page
from accounts.signin import kept, pins, sessions
from accounts.signin.models import SignIn

STILL_OPEN = {"unlock", "leave", "account_logout", "healthz", "readyz"}
TRIES = 5
PIN = "pin"  # in the session: whether its person has a PIN, looked up once
OPEN, WRONG, OVER = "open", "wrong", "over"


def hold_open(request, name):
    """Called by every page of something that must not be cut off: from now on the session of a person with a PIN locks
    instead of ending. `name` is any text without personal data, said again to `let_go`."""
    session = request.session
    if PIN not in session:
        session[PIN] = pins.has_pin(request.user)
    if session[PIN] and session.get(sessions.HOLDS) != name:
        session[sessions.HOLDS] = name
        note(request, holds=True)


def let_go(request, name):
    """What was held open is over: an idle session ends again."""
    if request.session.get(sessions.HOLDS) == name:
        del request.session[sessions.HOLDS]
        note(request, holds=False)


def pin_changed(request, has):
    """The person set a PIN in this session, or took it away."""
    request.session[PIN] = has
    if not has and sessions.HOLDS in request.session:
        let_go(request, request.session[sessions.HOLDS])


def note(request, **fields):
    """Writes to the row of this sign-in."""
    SignIn.objects.filter(session_hash=sessions.hash_of(request.session.session_key)).update(**fields)


def answer(request):
    """What a locked session gets instead of a page: the lock page, or 423 for a script. A posted form is kept."""
    if request.path.startswith("/api/") or not request.accepts("text/html"):
        return problem()
    kept.keep(request)
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(urlsplit(request.headers.get("HX-Current-URL", "/")).path or "/")
    return locked_page(request, request.get_full_path() if request.method in ("GET", "HEAD") else request.path)


def problem():
    """423 as problem details (RFC 9457, RFC 4918)."""
    told = {"type": "about:blank", "title": _("The page is locked."), "status": 423}
    return JsonResponse(told, status=423, content_type="application/problem+json")


def locked_page(request, wanted, error=""):
    """The page that asks for the PIN, and then leads to `wanted`. It shows nothing of anybody's."""
    told = {"wanted": wanted, "error": error, "kept": bool(request.method == "POST" and not error)}
    return page(request, "accounts/locked.html", status=422 if error else 423, **told)


def try_pin(request, text):
    """OPEN, WRONG, or OVER: the fifth wrong PIN ends the session. Tries are counted on the row of this sign-in, held
    from before the PIN is looked at, so that many requests at once are no more tries than one after the other."""
    here = SignIn.objects.live().filter(session_hash=sessions.hash_of(request.session.session_key))
    row = here.select_for_update().first()
    if row is not None and row.wrong_pins < TRIES and pins.fits(request.user, text):
        here.update(wrong_pins=0)
        sessions.touch(request, every=0)
        return OPEN
    wrong = row.wrong_pins + 1 if row is not None else TRIES
    here.update(wrong_pins=wrong)
    outcome = OVER if wrong >= TRIES else WRONG
    told = "pin_over" if outcome == OVER else "wrong_pin"
    record_refusal(request.user, "account.unlock", "sign-in", "", told, getattr(request, "id", ""))
    if outcome == OVER:
        sessions.end_current(request)
        logout(request)
    return outcome
