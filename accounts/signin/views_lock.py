"""Pages about the lock (R-22): opening it, a form that was sent meanwhile, and one's own PIN."""

from urllib.parse import urlsplit

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.pages import page
from accounts.signin import kept, lock, pins, sessions
from accounts.signin.forms import PinForm
from accounts.signin.middleware import signed_out
from accounts.signin.views import local_path


@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request):
    """Opens a locked session by the PIN. A script gets 200, 422 or 401; five wrong ones end the session, and the
    sign-in page leads back. Of a session that is not locked nothing is asked."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    if request.session_locked and request.method != "POST":
        return lock.locked_page(request, wanted)
    outcome = lock.try_pin(request, request.POST.get("pin", "")) if request.session_locked else lock.OPEN
    return (as_json if not request.accepts("text/html") else as_page)(request, outcome, wanted)


def as_json(request, outcome, wanted):
    """For session.js, which still holds what could not be sent."""
    if outcome == lock.OVER:
        return signed_out()
    if outcome == lock.WRONG:
        return JsonResponse({"title": wrong(), "status": 422}, status=422, content_type="application/problem+json")
    return JsonResponse({"ends_at": int(sessions.ends_at(request.session).timestamp())})


def as_page(request, outcome, wanted):
    """The page that was wanted, the lock page with a sentence, or the sign-in page."""
    if outcome == lock.OVER:
        return HttpResponseRedirect(f"{resolve_url('account_login')}?{urlencode({'next': wanted, 'ended': 1})}")
    if outcome == lock.WRONG:
        return lock.locked_page(request, wanted, wrong())
    wanted = local_path(wanted)
    return redirect(kept.waiting(request.user, urlsplit(wanted).path) or wanted or settings.LOGIN_REDIRECT_URL)


def wrong():
    """The sentence beside the field, in the reader's language."""
    return _("This is not your PIN. Try again.")


@require_safe
def kept_form(request, mark):
    """A form that was sent while the page was locked: its writer sends it now, or throws it away."""
    draft, target, fields, files = kept.form_of(request.user, mark)
    told = {"draft": draft, "target": target, "fields": [*fields, (kept.SENT, mark)], "files": files}
    return page(request, "accounts/kept_form.html", **told)


@require_http_methods(["GET", "HEAD", "POST"])
def account_pin(request):
    """One's own PIN: set, changed or taken away, once the password was typed within the last five minutes (R-23). A
    post that comes too late is asked for again: allauth would keep it in the session, and it holds the PIN."""
    if request.method == "POST" and not did_recently_reauthenticate(request):
        return redirect("account_pin")
    return pin_page(request)


@reauthentication_required
def pin_page(request):
    """The form, and what it asks for."""
    form = PinForm(request.POST if request.method == "POST" and "drop" not in request.POST else None)
    if "drop" in request.POST:
        return taken_away(request)
    if request.method == "POST" and form.is_valid():
        pins.set_pin(form.cleaned_data["pin"], by=request.user)
        lock.pin_changed(request, has=True)
        messages.success(request, _("Saved. In a talk your PIN opens the page again."))
        return redirect("account_home")
    has = pins.has_pin(request.user)
    return page(request, "accounts/account_pin.html", status=422 if form.errors else 200, form=form, has_pin=has)


def taken_away(request):
    """From now on being idle signs out again."""
    pins.drop_pin(by=request.user)
    lock.pin_changed(request, has=False)
    messages.success(request, _("The PIN is gone. When nothing is done for 15 minutes you are signed out."))
    return redirect("account_home")
