"""Who calls the API: the person's own session (machine clients come with a later issue)."""

from drf_spectacular.authentication import SessionScheme
from rest_framework.authentication import SessionAuthentication as Session


class SessionAuthentication(Session):
    """The person's session, with CSRF; 401 instead of 403 for nobody (S-15)."""

    def authenticate_header(self, request):
        """Makes DRF answer 401."""
        return "Session"


class SessionInSchema(SessionScheme):
    """How the OpenAPI schema names this way of signing in."""

    target_class = "accounts.authentication.SessionAuthentication"
    name = "session"
