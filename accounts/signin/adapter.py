"""allauth, told how this product signs people in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.acting import acting
from accounts.signin import backoff, sessions
from accounts.signin.addresses import client_address
from accounts.signin.mails import send_link

NOT_RIGHT = _("This user name and password do not belong together. Check both and try again.")


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up, neutral words and mails, local redirects only, sessions with clocks."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NOT_RIGHT,
        "too_many_login_attempts": NOT_RIGHT,
        "account_inactive": NOT_RIGHT,
        "incorrect_password": _("This is not your password. Try again."),
        "enter_current_password": _("This is not your present password. Try again."),
        "invalid_password_reset": _("This link was used or is too old. Ask for a new one."),
    }

    def is_open_for_signup(self, request):
        """Accounts are given by an administrator."""
        return False

    def is_safe_url(self, url):
        """Only a path on this site (S-12): no scheme, no host, no backslash that a browser would read
        as a slash."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request):
        """For allauth's rate limits."""
        return client_address(request)

    def authenticate(self, request, **credentials):
        """The account, or None. A name that is guessed from many places rests between tries (R-24): the backend then
        checks the password and throws the result away, so that resting does the work of a wrong password."""
        username = credentials.get("username", "")
        known, resting = backoff.is_known(request, username), backoff.must_rest(username)
        request.name_rests = resting and not known
        user = super().authenticate(request, **credentials)
        if user is None:
            backoff.count_failure(request, username, known=known, resting=resting)
        return user

    def login(self, request, user):
        """Signs in under a new session key (S-08) and starts the session's clocks."""
        if request.user.is_authenticated:
            sessions.end_current(request)
        super().login(request, user)
        sessions.begin(request, user)

    def logout(self, request):
        """Signs out and notes it."""
        sessions.end_current(request)
        super().logout(request)

    def set_password(self, user, password):
        """Saves a password as the person's own act, also when a mailed link is their only proof; ends
        all other
        sign-ins (S-10)."""
        request = context.request
        keep = request.session.session_key if request.user.pk == user.pk else None
        with acting(user, "account.password", via="page"):
            user.set_password(password)
            user.save()
            sessions.end_all(user, but=keep)

    def send_password_reset_mail(self, user, email, context):
        """The same mail as an invitation: a link, no name."""
        send_link(user, context["password_reset_url"])

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """None: what a person did in this browser is shown on the page."""
