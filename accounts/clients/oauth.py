"""What django-oauth-toolkit asks us: who the client is and which scopes it may have. Settings name these classes."""

from base64 import b64decode
from urllib.parse import unquote_plus

from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import BaseScopes

from accounts.clients.knocking import by_secret
from accounts.policy import SCOPES


def basic(header):
    """(name, secret) of an Authorization header, or None where it is no Basic one."""
    kind, _space, text = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, colon, secret = b64decode(text, validate=True).decode().partition(":")
    except ValueError:
        return None
    return (unquote_plus(name), unquote_plus(secret)) if colon else None


class ClientValidator(OAuth2Validator):
    """Clients authenticate with one of their live secrets, from their addresses, for client credentials only."""

    def client_authentication_required(self, request, *args, **kwargs):
        """Always: there are no public clients."""
        return True

    def authenticate_client(self, request, *args, **kwargs):
        """By the Basic header, or by client_id and client_secret in the body."""
        given = basic(request.headers.get("HTTP_AUTHORIZATION", "")) or (request.client_id, request.client_secret)
        request.client = by_secret(given[0] or "", given[1] or "", request.headers)
        return request.client is not None

    def authenticate_client_id(self, client_id, request, *args, **kwargs):
        """Never by the name alone."""
        return False

    def validate_grant_type(self, client_id, grant_type, client, request, *args, **kwargs):
        """Client credentials and nothing else (S-21)."""
        return grant_type == "client_credentials"

    def is_origin_allowed(self, client_id, origin, request, *args, **kwargs):
        """No page of another site reads an answer of ours (S-76)."""
        return False


class ClientScopes(BaseScopes):
    """All scopes are those of policy.SCOPES; a client has those that stand in its grant."""

    def get_all_scopes(self):
        """{scope: words}"""
        return {scope: scope for scope in SCOPES}

    def get_available_scopes(self, application=None, request=None, *args, **kwargs):
        """What this client may ask for."""
        return list(getattr(application, "scopes", None) or ())

    def get_default_scopes(self, application=None, request=None, *args, **kwargs):
        """What it gets when it names none: all it may have."""
        return self.get_available_scopes(application, request)
