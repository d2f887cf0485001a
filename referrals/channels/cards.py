"""The channel log as the pages show it: newest first, a corrected row with what took its place."""

from django.urls import reverse

from accounts.access import allowed
from referrals.channels.models import ChannelEntry, DirectoryContact
from referrals.consular.models import ConsularReferral

FEW = 20
SHAPES = {"reached": "done", "promised": "wait", "nobody": "todo", "refused": "stop"}


def about(referral):
    """The filter that finds the contacts of a referral."""
    return {"consular" if isinstance(referral, ConsularReferral) else "service": referral}


def log_of(referral, user):
    """[{row, by, shape, url, corrected}] of a referral, newest first; None for whom it is not."""
    if not allowed(user, "channel.view", referral):
        return None
    rows = ChannelEntry.objects.filter(**about(referral)).select_related("by").order_by("-at", "-pk")[:FEW]
    name = "channel_mission" if isinstance(referral, ConsularReferral) else "channel_service"
    keys = [referral.case.reference, referral.number]
    may = allowed(user, "channel.add", referral)
    return lines(list(rows), lambda row: reverse(f"{name}_correct", args=[*keys, row.pk]) if may else "")


def touches_of(entry, may):
    """The same of an entry of the directory."""
    rows = DirectoryContact.objects.filter(entry=entry).select_related("by").order_by("-at", "-pk")[:FEW]
    return lines(list(rows), lambda row: reverse("channel_entry_correct", args=[entry.pk, row.pk]) if may else "")


def lines(rows, url_of):
    """The rows, each with whether a newer one corrects it."""
    gone = {row.corrects_id for row in rows if row.corrects_id}
    return [
        {
            "row": row,
            "by": row.by.display_name,
            "shape": SHAPES[row.came],
            "url": url_of(row) if row.pk not in gone else "",
            "corrected": row.pk in gone,
        }
        for row in rows
    ]


def last_with(rows):
    """(with whom, which post) of the newest contact, so that nobody types it again."""
    row = rows.order_by("-at", "-pk").first()
    return (row.with_whom, row.role) if row is not None else ("", "")
