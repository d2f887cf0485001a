"""Pages and answers about one's own sign-in: sign-in page, sessions, drafts, leaving, covered names."""

import uuid

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView, PasswordResetFromKeyView
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.pages import page
from accounts.signin import drafts, leaving, sessions
from accounts.signin.adapter import AccountAdapter
from accounts.signin.addresses import is_loopback
from accounts.signin.demo import demo_accounts, demo_user
from accounts.signin.models import Draft

OURS = {"csrfmiddlewaretoken", "_draft", "_seen", "_path", "_case"}


class SignInView(LoginView):
    """The sign-in page (mock 01). In demo mode on this computer it offers the demo accounts."""

    def get_context_data(self, **kwargs):
        offered = demo_accounts() if settings.DEMO and is_loopback(self.request) else []
        ended = self.request.GET.get("ended") == "1"
        return super().get_context_data(**kwargs) | {"demo_accounts": offered, "ended": ended}


@method_decorator(login_not_required, name="dispatch")
class InvitationView(PasswordResetFromKeyView):
    """The page behind the link of an invitation: the person chooses a password. The link works once."""

    template_name = "accounts/invitation.html"


@login_not_required
@require_POST
def demo_sign_in(request):
    """One click signs in a demo account. 404 outside demo mode and for anybody who is not on this very
    machine."""
    user = demo_user(request.POST.get("username", "")) if settings.DEMO and is_loopback(request) else None
    if user is None:
        raise Http404
    AccountAdapter(request).login(request, user)
    record_authentication(request, user, method="demo", reauthenticated=True)
    return redirect(local_path(request.POST.get("next")) or settings.LOGIN_REDIRECT_URL)


def local_path(text):
    """The text if it is a path on this site, else "" (S-12)."""
    is_path = bool(text) and text.startswith("/") and "\0" not in text
    return text if is_path and url_has_allowed_host_and_scheme(text, allowed_hosts=None) else ""


@require_GET
def account_sessions(request):
    """Own sign-ins with a button to end each."""
    here = sessions.hash_of(request.session.session_key)
    rows = [{"row": row, "here": row.session_hash == here} for row in sessions.own(request.user)]
    return page(request, "accounts/account_sessions.html", sign_ins=rows)


@require_POST
def session_end(request, pk):
    """Ends one of one's own sign-ins; 404 for anybody else's. Ending the present one signs out."""
    row = sessions.own(request.user).filter(pk=pk).first()
    if row is None:
        raise Http404
    if row.session_hash == sessions.hash_of(request.session.session_key):
        AccountAdapter(request).logout(request)
        return redirect(settings.LOGOUT_REDIRECT_URL)
    sessions.end([row])
    return redirect("account_sessions")


@leaving.saves_by_itself
@require_http_methods(["GET", "POST"])
def account_drafts(request):
    """GET: own drafts, by kind of form and time. POST: keeps a draft (drafts.js) and never says what is
    in it."""
    if request.method == "POST":
        return draft_save(request)
    rows = [
        {"row": row, "label": drafts.label_of(row), "ends": row.ends, "soon": drafts.ends_soon(row)}
        for row in drafts.with_ends(request.user)
    ]
    return page(request, "accounts/account_drafts.html", drafts=rows)


def draft_save(request):
    """200 {"saved_at", "version", "ends_at"}; 409 with the first two of a newer one that another tab
    saved; 400 or 413 for a bad form."""
    if len(request.body) > drafts.LARGEST:
        return JsonResponse({"title": _("This is too long to be kept.")}, status=413)
    key = request.POST.get("_draft", "")
    if not 0 < len(key) <= drafts.LONGEST_KEY or "\0" in key:
        return JsonResponse({"title": _("This form has no name.")}, status=400)
    if len(request.POST.get("_seen", "")) > drafts.LONGEST_VERSION:
        return JsonResponse({"title": _("This form has no version that can be.")}, status=400)
    fields = {name: values for name, values in request.POST.lists() if name not in OURS}
    try:
        draft = drafts.save_draft(request.user, key, fields, **place_of(request))
    except drafts.Newer as newer:
        return JsonResponse(stamp(newer.draft), status=409)
    return JsonResponse(stamp(draft) | {"ends_at": int(request.session_ends_at.timestamp())})


def place_of(request):
    """Where the draft was written, as far as the form says so: version seen, page and case."""
    seen, case_id = request.POST.get("_seen", ""), request.POST.get("_case", "")
    try:
        case_id = uuid.UUID(case_id) if case_id else None
    except ValueError:
        case_id = None
    path = local_path(request.POST.get("_path", ""))[: drafts.LONGEST_PATH]
    return {"seen": int(seen) if seen.isdecimal() else None, "path": path, "case_id": case_id}


def stamp(draft):
    """Time on the reader's clock and version: all that is said about a saved draft."""
    return {"saved_at": timezone.localtime(draft.saved_at).strftime("%H:%M"), "version": draft.version}


@require_POST
def draft_discard(request, pk):
    """Throws one of one's own drafts away; for anybody else's there is nothing to throw."""
    Draft.objects.filter(user=request.user, pk=pk).delete()
    return redirect("account_drafts")


@require_POST
def stay(request):
    """Somebody is there: the idle clock starts again. Answers with the new end in unix seconds."""
    sessions.touch(request, every=0)
    return JsonResponse({"ends_at": int(sessions.ends_at(request.session).timestamp())})


@csrf_exempt  # a beacon of a page that is closing; it can do nothing but end the caller's own session
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request):
    """Leave now (R-43): ends the session. A link (GET) goes on to the neutral page; a beacon (POST) gets 204, and what
    its page sent before may still arrive."""
    if request.method == "POST" and request.user.is_authenticated and not request.session_locked:
        leaving.leave_behind(request)
        return HttpResponse(status=204)
    sessions.end_current(request)
    logout(request)
    return HttpResponse(status=204) if request.method == "POST" else HttpResponseRedirect(settings.LEAVE_URL)


@require_POST
def cover_names(request):
    """Names as initials on this screen, or whole again; kept with the session. Goes back to where one was."""
    covered = request.POST.get("covered")
    request.session["covered"] = not request.session.get("covered") if covered is None else covered == "1"
    return redirect(local_path(request.POST.get("next")) or settings.LOGIN_REDIRECT_URL)
