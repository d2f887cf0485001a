"""The one thread of a share: sender and recipient see the same words, whatever version of the share stands."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.consents.items import ITEMS
from referrals.sharing.records import ShareMessage

LONG = 4_000  # letters
HOURLY, HOUR = 30, datetime.timedelta(hours=1)


def say(share, text, by, from_recipient):
    """Adds words to the thread; part of the caller's act. ValidationError beside "text" for nothing or too much, and
    for a share that ended or that nobody was told of."""
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write your question or answer.")})
    if len(text) > LONG:
        raise ValidationError({"text": _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}})
    if share.sent_at is None or share.ended_at is not None:
        raise ValidationError(_("The sharing has ended, or has not begun: they cannot read this."))
    if from_recipient:
        own = ShareMessage.objects.filter(case=share.case_id, recipient=share.recipient_id, from_recipient=True)
        must_not_flood(own)
    row = ShareMessage(
        case=share.case, number=share.number, recipient=share.recipient, by=by, from_recipient=from_recipient, text=text
    )
    row.save(force_insert=True)
    return row


def must_not_flood(rows):
    """ValidationError once a recipient has written its messages of this hour on a case."""
    if rows.filter(at__gt=timezone.now() - HOUR).count() >= HOURLY:
        told = _("You have written %(n)d times in this hour, and it takes no more. Put the rest into one message.")
        raise ValidationError({"text": told % {"n": HOURLY}})


def thread_of(share):
    """Words on the number of this share with its recipient, newest first."""
    rows = ShareMessage.objects.filter(case=share.case_id, number=share.number, recipient=share.recipient_id)
    return list(rows.select_related("by").order_by("-at", "-pk"))


def wish(items, text):
    """A wish for more in a sentence: the items in our words, and why in theirs. It grants nothing."""
    if any(code not in ITEMS for code in items):
        raise ValidationError({"items": _("Choose one of the answers shown")})
    names = ", ".join(str(ITEMS[code].label) for code in ITEMS if code in items)
    asked = _("We ask to see also: %(names)s.") % {"names": names} if names else ""
    return f"{asked} {text.strip()}".strip()
