"""What ended when a person took a consent back: the shares that rested on it, for the proof page (C-04)."""

from accounts.access import readable
from accounts.pages import Shown
from referrals.sharing.models import Share


def ended_with(consent):
    """[{recipient, number, sent_at, ended_at, left}] of the shares that ended when this series was taken back, as their
    reader may see them. `left` is False where nothing had gone out yet: it was stopped before it left."""
    rows = Share.objects.filter(
        case=consent.case_id, consent_series=consent.series, ended_why=Share.Why.WITHDRAWN
    ).select_related("recipient")
    return [said_of(row) for row in rows.order_by("ended_at", "pk")]


def said_of(share):
    """One share in the words of the proof: to whom, and whether anything had left; nothing of what it showed."""
    seen = Shown(share, readable(share))
    return {
        "recipient": seen.recipient,
        "number": seen.number,
        "sent_at": seen.sent_at,
        "ended_at": seen.ended_at,
        "left": share.sent_at is not None,
        "opened": share.live_from is not None,
    }
