"""A machine's call: its token in the Authorization header and nowhere else (R-25)."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication

from accounts.clients.knocking import by_token

IN_THE_ADDRESS = ("access_token", "token", "bearer_token")


class TokenAuthentication(BaseAuthentication):
    """The account of the client behind a live token. One answer for whatever is wrong with it (S-15)."""

    def authenticate(self, request):
        """(account, token); None without a token, for the next way of signing in. 401 for a token that is none, that
        stands in the address (S-19), or that comes beside somebody's session (S-22)."""
        if any(name in request.query_params for name in IN_THE_ADDRESS):
            raise exceptions.AuthenticationFailed
        kind, _space, text = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        found = None if getattr(request._request.user, "is_authenticated", False) else by_token(text, request.META)
        if found is None:
            raise exceptions.AuthenticationFailed
        return found

    def authenticate_header(self, request):
        """What a 401 asks for."""
        return "Bearer"


class TokenInSchema(OpenApiAuthenticationExtension):
    """How the OpenAPI schema names this way of signing in."""

    target_class = "accounts.clients.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema):
        """OAuth2 client credentials."""
        from accounts.policy import SCOPES

        flow = {"tokenUrl": "/api/v1/token/", "scopes": {scope: scope for scope in SCOPES}}
        return {"type": "oauth2", "flows": {"clientCredentials": flow}}
