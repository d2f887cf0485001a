"""token/ (OAuth2 client credentials) and token/secret/ (a client makes its own next secret)."""

import json
from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema, inline_serializer
from oauth2_provider.views.mixins import OAuthLibMixin
from rest_framework import exceptions, parsers, serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.acting import acting
from accounts.clients.actions import rotate_own
from accounts.clients.knocking import by_secret
from accounts.clients.oauth import basic
from accounts.users.models import User

ASKED = inline_serializer(
    "TokenRequest",
    {
        "grant_type": serializers.ChoiceField(["client_credentials"]),
        "scope": serializers.CharField(required=False),
        "client_id": serializers.CharField(required=False),
        "client_secret": serializers.CharField(required=False),
    },
)
GIVEN = inline_serializer(
    "Token",
    {
        "access_token": serializers.CharField(),
        "expires_in": serializers.IntegerField(),
        "token_type": serializers.CharField(),
        "scope": serializers.CharField(),
    },
)
SECRET = inline_serializer(
    "NewSecret", {"client_secret": serializers.CharField(), "ends_at": serializers.DateTimeField()}
)
REFUSED = OpenApiResponse(description="An error of RFC 6749, section 5.2")

BY_SECRET: Any = [{"client": []}]


class DoorView(APIView):
    """A door that no session and no token opens: what stands in cookies counts for nothing here."""

    authentication_classes: list = []
    permission_classes: list = []
    parser_classes = [parsers.FormParser]


class TokenView(OAuthLibMixin, DoorView):
    """A token for ten minutes, for a client that shows its name and a secret (R-25)."""

    @extend_schema(
        operation_id="token_create",
        auth=BY_SECRET,
        request={"application/x-www-form-urlencoded": ASKED},
        responses={200: GIVEN, 400: REFUSED, 401: REFUSED},
    )
    def post(self, request):
        """RFC 6749, section 4.4. No refresh token: a client asks again."""
        _url, headers, body, code = self.create_token_response(request._request)
        kept = {name: value for name, value in headers.items() if name.lower() != "content-type"}
        return Response(json.loads(body), status=code, headers=kept)


class SecretView(DoorView):
    """The client's own next secret; the one it shows works on for a week."""

    @extend_schema(
        operation_id="token_secret_create", auth=BY_SECRET, request=None, responses={201: SECRET, 401: REFUSED}
    )
    def post(self, request):
        """By the Basic header with a live secret, never by a token: a stolen one would last for ever."""
        name, shown = basic(request.META.get("HTTP_AUTHORIZATION", "")) or ("", "")
        client = by_secret(name, shown, request.META)
        if client is None:
            raise exceptions.AuthenticationFailed
        user = User.objects.with_standing().get(pk=client.user_id)
        with acting(user, request_id=getattr(request._request, "id", ""), via="client"):
            text, secret = rotate_own(client, by=user)
        return Response({"client_secret": text, "ends_at": secret.ends_at}, status=201)

    def get_authenticate_header(self, request):
        """What a 401 asks for."""
        return "Basic"
