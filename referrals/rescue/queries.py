"""When what is shown under a rescue request ends: by the database's clock, from the one statement that ends it (C-09).
Nothing is stored, so a line about it is never too late and never left over."""

from django.db.models import BooleanField, DateTimeField, F, UUIDField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now

from casework.cases.sharing_sql import STANDING
from casework.consents.models import Consent
from referrals.rescue.models import RescueRequest

SOON = 12  # hours before the end: from then on it can be gone on with, and stands on My work (decision 0016)
ITS_SHARE = """(SELECT * FROM referrals_share WHERE id = referrals_rescuerequest.share_id AND sent_at IS NOT NULL
  AND ended_at IS NULL) s"""
ENDS = f"(SELECT g.until FROM ({STANDING.replace('{rows}', ITS_SHARE)}) g WHERE g.until > now())"
BASIS = """FROM referrals_share s JOIN casework_consent k ON k.series = s.consent_series AND k.case_id = s.case_id
  WHERE s.id = referrals_rescuerequest.share_id AND k.status = """
CONFIRMED = f"EXISTS (SELECT {BASIS}'{Consent.Status.CONFIRMED}')"
ACTED_BY = f"(SELECT k.recorded_by_id {BASIS}'{Consent.Status.NOT_POSSIBLE}' LIMIT 1)"
ENDS_SOON = f"coalesce({ENDS} < now() + interval '{SOON} hours', true)"


def with_end(rows):
    """Requests with `ends` (None where they cannot look any more), `soon`, `confirmed` (bool), and `acted_by`, who
    wrote the basis on which it stands."""
    return rows.annotate(
        ends=RawSQL(ENDS, [], output_field=DateTimeField()),
        soon=RawSQL(ENDS_SOON, [], output_field=BooleanField()),
        confirmed=RawSQL(CONFIRMED, [], output_field=BooleanField()),
        acted_by=RawSQL(ACTED_BY, [], output_field=UUIDField()),
    )


def going_on(rows):
    """Requests that nobody ended and whose 30 days are not over."""
    return rows.filter(ended_at__isnull=True, until__gt=Now())


def end_of(row):
    """Until when the recipient can look, or None where it cannot."""
    return with_end(RescueRequest.objects.filter(pk=row.pk)).values_list("ends", flat=True).first()


def ends_soon(row):
    """Whether what is shown has ended, or ends within 12 hours."""
    return bool(with_end(RescueRequest.objects.filter(pk=row.pk)).values_list("soon", flat=True).first())


def to_go_on_with(user):
    """Requests of this person's cases and teams that somebody must look at now, the nearest end first."""
    rows = with_end(going_on(RescueRequest.objects.permitted(user, "rescue.watch"))).filter(soon=True)
    return rows.order_by(F("ends").asc(nulls_first=True), "pk")
