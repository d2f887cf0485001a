"""Clients, grants and secrets as the pages show them, each with what this reader may do about it."""

from datetime import timedelta

from django.utils import timezone

from accounts.clients.forms import scope_words
from accounts.clients.models import ClientGrant, ClientSecret
from accounts.policy import may

SOON = timedelta(days=14)


def client_line(client):
    """A client in the list; `waits`, `stands` and `ends_at` come with the row (views.clients)."""
    state = "ended" if client.ended_at else "waits" if client.waits else "stands" if client.stands else "none"
    ends_at = client.secret_ends_at if not client.ended_at else None
    soon = ends_at is not None and ends_at < timezone.now() + SOON
    return {"row": client, "organisation": client.organisation.name, "state": state, "ends_at": ends_at, "soon": soon}


def answers(row, reader):
    """What the reader may do about something that was asked for (R-07)."""
    waits = row.approved_at is None and row.ended_at is None
    second = row.requested_by_id != reader.pk
    return {
        "row": row,
        "asked_by": row.requested_by.display_name,
        "approved_by": row.approved_by.display_name if row.approved_by else "",
        "waits": waits,
        "may_approve": waits and second and may(reader, "client.approve"),
        "may_refuse": waits and second and may(reader, "client.approve"),
        "may_take_back": waits and not second and may(reader, "client.approve"),
    }


def grant_lines(client, reader):
    """The grant that stands and the one that waits."""
    rows = client.grants.filter(ended_at__isnull=True).select_related("requested_by", "approved_by")
    return [
        {**answers(row, reader), "scopes": scope_words(row.scopes), "addresses": ", ".join(row.addresses)}
        for row in rows.order_by("approved_at")
    ]


def secret_lines(client, reader):
    """Secrets that open the door now, and the one that waits."""
    rows = client.secrets.filter(ended_at__isnull=True).select_related("requested_by", "approved_by")
    live = [row for row in rows.order_by("approved_at") if row.ends_at is None or row.ends_at > timezone.now()]
    return [{**answers(row, reader), "may_end": bool(row.approved_at) and may(reader, "client.end")} for row in live]


def waiting_lines(reader):
    """Clients about which a second administrator must say something."""
    asked = [
        row
        for model in (ClientGrant, ClientSecret)
        for row in model.objects.waiting().select_related("client__organisation", "requested_by", "approved_by")[:100]
    ]
    found = {row.client_id: {**answers(row, reader), "client": row.client} for row in asked}
    return sorted(found.values(), key=lambda line: line["row"].requested_at)
