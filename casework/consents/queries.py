"""Reading the consent ledger. The newest row of a series is its state; expiry is computed (C-05)."""

import datetime

from django.utils import timezone

from casework.consents.models import Consent

ALONE = ("", "individual", "assent_child")


def current_consents(case):
    """The newest row of each series of the case, newest answer first."""
    newest = Consent.objects.filter(case=case).newest()
    return (
        Consent.objects.filter(pk__in=newest.values("pk"))
        .select_related("recipient", "recorded_by")
        .order_by("type", "-recorded_at")
    )


def holds(case, kind, recipient=None):
    """Whether a yes of this type (for this recipient, where one is named) holds today.

    Of a child, only a yes with a guardian or a best-interests decision: one given before anybody thought of the age
    does not hold (S-48).
    """
    return any(recipient is None or row.recipient_id in (None, recipient) for row in yes_of(case, kind))


def yes_of(case, kind, consents=None):
    """The rows of this type on which something may be done today, newest first. `consents`: rows read already.

    A case that is only asked what it lacks carries the rows of its page as `consents_read`; no step is taken on it.
    """
    known = getattr(case, "consents_read", None) if consents is None else consents
    found = current_consents(case) if known is None else known
    rows = [row for row in found if row.type == kind and row.holds]
    return [row for row in rows if not case.child or row.giver not in ALONE]


def series_of(consent):
    """All rows of the series, oldest first."""
    return Consent.objects.filter(series=consent.series, case=consent.case_id).order_by("number")


def expiring(cases, days=14):
    """Yes-answers of these cases that end within `days`, soonest first."""
    limit = timezone.localdate() + datetime.timedelta(days=days)
    newest = Consent.objects.filter(case__in=cases).newest()
    return Consent.objects.filter(pk__in=newest.values("pk"), status__in=Consent.YES, expires_on__lte=limit).order_by(
        "expires_on"
    )


def last_yes(consent):
    """The newest yes of the same type to the same recipient in another series, or None."""
    rows = Consent.objects.filter(case=consent.case_id, type=consent.type, recipient=consent.recipient_id)
    return rows.exclude(series=consent.series).filter(status__in=Consent.YES).order_by("-recorded_at").first()


def ended_row(consent):
    """The row of its series with which a yes was taken back, or None."""
    rows = series_of(consent).filter(status=Consent.Status.WITHDRAWN)
    return rows.select_related("case", "case__organisation", "case__person", "recipient", "recorded_by").first()
