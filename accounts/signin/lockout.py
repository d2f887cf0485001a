"""What django-axes shows and does when a name and an address failed too often (R-24, S-03)."""

from axes.helpers import get_client_username, get_failure_limit

from accounts.afterwards import afterwards
from accounts.audit.actions import record_refusal
from accounts.signin.mails import tell_about_failures
from accounts.users.models import User


def locked(request, response, credentials=None):
    """The page that a wrong password gets, unchanged: whoever guesses does not learn that guessing has
    become useless.

    The first time, the attempt goes into the log of refusals and a neutral notice to the account's owner.
    """
    if getattr(request, "axes_failures_since_start", None) == get_failure_limit(request, credentials):
        username = get_client_username(request, credentials) or ""
        owner = User.objects.filter(username=username, is_active=True).first()
        record_refusal(owner, "account.sign_in", "sign-in", "", "locked", getattr(request, "id", ""))
        if owner and owner.email:
            afterwards(tell_about_failures, owner)
    return response
