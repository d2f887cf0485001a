"""How a name and a password, or a session, become an account."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import check_password

from accounts.users.models import User


class StandingBackend(AuthenticationBackend):
    """allauth's backend; accounts come with their standing, and inactive ones fail like a wrong
    password (S-04, S-09)."""

    def get_user(self, user_id):
        """The account with roles, teams and organisation in one statement; None once it was switched off, and
        for the account of a program (S-22)."""
        return User.objects.with_standing().filter(pk=user_id, is_active=True, client__isnull=True).first()

    def authenticate(self, request, **credentials):
        """The account, or None; None for every password while the name rests (backoff.py)."""
        user = super().authenticate(request, **credentials)
        return None if getattr(request, "name_rests", False) else user

    def _check_password(self, user, password):
        # Not allauth's: that one keeps an inactive account aside and tells the visitor that it exists.
        # And not
        # User.check_password: that one re-hashes by an update without a version and without a named actor.
        if user is None:
            return None
        self._did_check_password = True
        return user if check_password(password, user.password) and user.is_active else None
