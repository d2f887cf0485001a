"""Who calls the API: the person's own session (machine clients come with a later issue)."""

from rest_framework.authentication import SessionAuthentication as Session


class SessionAuthentication(Session):
    """The person's session, with CSRF; 401 instead of 403 for nobody (S-15)."""

    def authenticate_header(self, request):
        """Makes DRF answer 401."""
        return "Session"
