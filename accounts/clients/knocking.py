"""Who knocks at the door of the machines: one look-up for the token's address and for every call with a token."""

import hashlib
import hmac
import logging

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from oauth2_provider.models import get_access_token_model

from accounts.audit.actions import record_refusal
from accounts.clients.addresses import address_of, is_inside
from accounts.clients.models import Client, ClientGrant, ClientSecret
from accounts.users.models import User

log = logging.getLogger("casework.client")
NOBODY = hashlib.sha256(b"").hexdigest()


def granted(field, outer):
    """Expression: this field of the grant that stands for the client named by `outer`."""
    return Subquery(ClientGrant.objects.standing().filter(client=OuterRef(outer)).values(field)[:1])


def is_welcome(client, scopes, addresses, meta):
    """Whether the client stands and calls from where it may. A call from elsewhere is recorded, and is an alert."""
    if client.ended_at is not None or not client.organisation.is_active or not scopes:
        return False
    if is_inside(address_of(meta), addresses or ()):
        return True
    record_refusal(client.user, "client.call", "accounts.client", client.pk, "refused")
    log.warning("a client called from an address outside its list", extra={"event": "alert", "actor": client.user_id})
    return False


def by_secret(client_id, secret, meta):
    """The client behind a public name and one of its live secrets, or None. The same work whether it exists or not."""
    given = hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
    client = (
        Client.objects.select_related("organisation", "user")
        .annotate(scopes=granted("scopes", "pk"), addresses=granted("addresses", "pk"))
        .filter(client_id=client_id.replace("\0", ""))
        .first()
    )
    live = ClientSecret.objects.live().filter(client=client.pk if client else None).values_list("hashed", flat=True)
    fits = [hmac.compare_digest(given, hashed) for hashed in [*live, NOBODY]]
    if not any(fits[:-1]):
        if client is not None:  # what strangers type is kept nowhere
            record_refusal(client.user, "client.token", "accounts.client", client.pk, "refused")
        return None
    return client if is_welcome(client, client.scopes, client.addresses, meta) else None


def by_token(text, meta):
    """(account of the client, token) of a live token, or None. The account carries the `scopes` of this call."""
    token = (
        get_access_token_model()
        .objects.select_related("application__organisation", "application__user")
        .annotate(granted=granted("scopes", "application"), addresses=granted("addresses", "application"))
        .filter(token_checksum=hashlib.sha256(text.encode()).hexdigest(), expires__gt=timezone.now())
        .first()
    )
    if token is None or not is_welcome(token.application, token.granted, token.addresses, meta):
        return None
    user = User.objects.with_standing().filter(pk=token.application.user_id, is_active=True).first()
    if user is None:
        return None
    user.scopes = frozenset(token.scope.split()) & frozenset(token.granted)
    return user, token
