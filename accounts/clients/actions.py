"""What administrators do with machine clients, two of them together (R-07), and the one thing a client does itself."""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import get_access_token_model

from accounts.clients.models import Client, ClientGrant, ClientSecret
from accounts.performing import performing
from accounts.policy import Role
from accounts.users.actions import ANSWERED, plain_sentences
from accounts.users.models import RoleGrant, User

SECRET_LIVES = timedelta(days=90)
OVERLAP = timedelta(days=7)  # how long the older secret opens the door beside a new one
ENDED = _("This client has ended. Make a new one.")


def hash_of(secret):
    """The only form in which a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def locked(client):
    """The client, so that two administrators answer one after the other. ValidationError once it has ended."""
    row = Client.objects.select_for_update().get(pk=client.pk)
    if row.ended_at is not None:
        raise ValidationError(ENDED)
    return row


def request_client(client, scopes, addresses, *, by):
    """(client, secret): saves a new client that can do nothing until another administrator approved it.

    The secret is shown once and never again; it does not work before the approval either.
    """
    with performing(by, "client.request", client.organisation):
        client.user = User(
            username=client.client_id, display_name=client.name, organisation=client.organisation, time_zone="UTC"
        )
        client.user.set_unusable_password()
        client.user.save(force_insert=True)
        client.save(force_insert=True)
        request_grant(client, scopes, addresses, by=by)
        return client, request_secret(client, by=by)


def request_grant(client, scopes, addresses, *, by):
    """Asks for other scopes and networks; those that stand count until another administrator approved."""
    with plain_sentences(ClientGrant), performing(by, "client.request", client):
        locked(client)
        grant = ClientGrant(client=client, scopes=scopes, addresses=addresses, requested_by=by)
        grant.validate_constraints()
        grant.save(force_insert=True)
    return grant


def request_secret(client, *, by):
    """A new secret for a rotation, as text; another administrator must approve it before it works."""
    with plain_sentences(ClientSecret), performing(by, "client.request", client):
        text = fresh_secret()
        secret = ClientSecret(client=locked(client), hashed=hash_of(text), requested_by=by)
        secret.validate_constraints()
        secret.save(force_insert=True)
    return text


def fresh_secret():
    """256 random bits as text that a secret scanner recognises."""
    return f"cw-secret-{secrets.token_urlsafe(32)}"


def waiting(asked):
    """The row that was asked for, with its client locked. ValidationError when it was answered in the meantime."""
    locked(asked.client)
    row = type(asked).objects.waiting().filter(pk=asked.pk).first()
    if row is None:
        raise ValidationError(ANSWERED)
    return row


def stamp(row, by):
    """Approves the row; its constraint says no to who asked."""
    row.approved_by, row.approved_at = by, timezone.now()
    row.validate_constraints()
    row.save()


def end_row(row, by):
    """Ends the row now."""
    row.ended_by, row.ended_at = by, timezone.now()
    row.save()


def approve_grant(grant, *, by):
    """A second administrator approves what the client may do; the first time its account and secret begin to count."""
    with plain_sentences(ClientGrant), performing(by, "client.approve", grant):
        grant = waiting(grant)
        if by.pk == grant.requested_by_id:
            raise ValidationError(_("A second administrator must approve this."))
        first = not grant.client.secrets.filter(approved_at__isnull=False).exists()
        for old in ClientGrant.objects.standing().filter(client=grant.client_id):
            end_row(old, by)
        stamp(grant, by)
        if first:
            begin(grant, by)
    return grant


def begin(grant, by):
    """The role of the client's account, and its first secret, by the same two people."""
    RoleGrant.objects.get_or_create(
        user=grant.client.user,
        role=Role.CLIENT,
        ended_at=None,
        defaults={"requested_by": grant.requested_by, "approved_by": by, "approved_at": timezone.now()},
    )
    for secret in ClientSecret.objects.waiting().filter(client=grant.client_id, requested_by=grant.requested_by_id):
        open_secret(secret, by)


def approve_secret(secret, *, by):
    """A second administrator approves a rotation; the older secret works on for a week."""
    with plain_sentences(ClientSecret), performing(by, "client.approve", secret):
        secret = waiting(secret)
        if not ClientGrant.objects.standing().filter(client=secret.client_id).exists():
            raise ValidationError(_("First approve what this client may do."))
        open_secret(secret, by)
    return secret


def open_secret(secret, by):
    """The secret works from now on; older ones end after the overlap, and of two older ones the oldest ends now."""
    older = list(ClientSecret.objects.live().filter(client=secret.client_id).order_by("-approved_at"))
    secret.ends_at = timezone.now() + SECRET_LIVES
    stamp(secret, by)
    for old in older[1:]:
        end_row(old, by or secret.requested_by)
    for old in older[:1]:
        old.ends_at = min(old.ends_at, timezone.now() + OVERLAP)
        old.save()


def refuse(asked, *, by):
    """A second administrator says no, or who asked takes it back. It stays in the history, ended and never approved."""
    with performing(by, "client.approve", asked):
        end_row(waiting(asked), by)
    return asked


def rotate_own(client, *, by):
    """A new secret that the client makes for itself with a live one (matrix: 'rotate own'), as text.

    Nobody approves: it replaces a secret that two people approved by one for the same holder.
    """
    with performing(by, "client.rotate_own", client):
        text = fresh_secret()
        secret = ClientSecret(client=locked(client), hashed=hash_of(text), requested_by=by)
        open_secret(secret, None)
    return text, secret


def end_secret(secret, *, by):
    """A secret ends now: it leaked, or nothing uses it. One pair of eyes is enough to take power away."""
    with performing(by, "client.end", secret):
        row = ClientSecret.objects.select_for_update().get(pk=secret.pk)
        if row.ended_at is None:
            end_row(row, by)
            end_tokens(row.client)
    return secret


def end_client(client, *, by):
    """The client ends for good: its tokens, its secrets and its account's role, at once (S-09)."""
    with performing(by, "client.end", client):
        row = locked(client)
        for rows in (row.grants, row.secrets, row.user.role_grants):
            for open_row in rows.filter(ended_at__isnull=True):
                end_row(open_row, by)
        row.user.is_active = False
        row.user.save()
        end_row(row, by)
        end_tokens(row)
    return client


def end_tokens(client):
    """No token of the client works any more."""
    get_access_token_model().objects.filter(application=client.pk).delete()
