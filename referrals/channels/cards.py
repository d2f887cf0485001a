"""The channel log as the pages show it: newest first, a corrected row with what took its place."""

from django.urls import reverse

from accounts.access import allowed
from referrals.channels.models import ChannelEntry, DirectoryContact, kind_of

FEW = 20
ROOMS = {"consular": "channel_mission", "service": "channel_service", "exemption": "channel_authority"}
SHAPES = {"reached": "done", "promised": "wait", "nobody": "todo", "refused": "stop"}


def about(referral):
    """The filter that finds the contacts of a referral."""
    return {kind_of(referral): referral}


def log_of(referral, user):
    """[{row, by, shape, url, corrected}] of a referral, newest first; None for whom it is not."""
    if not allowed(user, "channel.view", referral):
        return None
    rows = list(ChannelEntry.objects.filter(**about(referral)).select_related("by").order_by("-at", "-pk")[:FEW])
    for row in rows:
        row.case = referral.case
    name = ROOMS[kind_of(referral)]
    keys = [referral.case.reference, referral.number]
    may = allowed(user, "channel.add", referral)
    return lines(rows, lambda row: reverse(f"{name}_correct", args=[*keys, row.pk]) if may else "")


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
            "given": ", ".join(str(label) for label in getattr(row, "given", ())),
            "consent_url": consent_of(row),
            "url": url_of(row) if row.pk not in gone else "",
            "corrected": row.pk in gone,
        }
        for row in rows
    ]


def consent_of(row):
    """The address of the row of the ledger on which something was given, or ''."""
    if getattr(row, "consent_id", None) is None:
        return ""
    return reverse("consent_detail", args=[row.case.reference, row.consent_id])


def last_with(rows):
    """(with whom, which post) of the newest contact, so that nobody types it again."""
    row = rows.order_by("-at", "-pk").first()
    return (row.with_whom, row.role) if row is not None else ("", "")
