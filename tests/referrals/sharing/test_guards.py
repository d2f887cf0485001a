"""What was sent stays as it was sent, for every role and also by raw SQL (C-01, C-03)."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.acting import acting
from referrals.models import Share
from tests.referrals.sharing.conftest import given

CHANGES = {
    "items": "items = ARRAY['name', 'birth_date', 'nationality', 'birth_place']",
    "files": "files = ARRAY[gen_random_uuid()]",
    "until": "until = until + interval '1 year'",
    "consent": "consent_series = gen_random_uuid()",
    "sent": "sent_at = sent_at - interval '1 day'",
    "replaces": "replaces_id = id",
}


def by_hand(user, share, change):
    """One raw UPDATE as this user in the role of the product; how many rows it changed."""
    with acting(user, "test.act"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE referrals_share SET {change}, version = version + 1 WHERE id = %s", [share.pk])
        return cursor.rowcount


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("who", ["recipient", "amina", "sam"])
def test_nobody_changes_what_was_sent_not_even_by_raw_sql(office, case, partner, who, change):
    share, _consent = given(case, office, partner)
    user = partner.pia if who == "recipient" else getattr(office, who)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        by_hand(user, share, change)


def test_a_recipient_opens_its_share_once_and_may_end_it_only_by_declining_or_doing(office, case, partner):
    share, _consent = given(case, office, partner, live=False)
    assert by_hand(partner.pia, share, "live_from = now()") == 1
    for change in ("live_from = NULL", "live_from = now() + interval '1 hour'"):
        with pytest.raises(DatabaseError, match="opened once"), transaction.atomic():
            by_hand(partner.pia, share, change)
    with pytest.raises(DatabaseError, match="by declining"), transaction.atomic():
        by_hand(partner.pia, share, "ended_at = now(), ended_why = 'revoked'")
    assert by_hand(partner.pia, share, "ended_at = now(), ended_why = 'declined'") == 1


@pytest.mark.parametrize(
    "change",
    ["ended_at = NULL, ended_why = ''", "ended_why = 'declined'", "ended_at = now() + interval '9 days'"],
)
def test_nothing_brings_an_ended_share_back(office, case, partner, change):
    share, _consent = given(case, office, partner)
    assert by_hand(office.sam, share, "ended_at = now(), ended_why = 'revoked'") == 1
    for user in (office.amina, office.sam):
        with pytest.raises(DatabaseError, match="stays as it ended"), transaction.atomic():
            by_hand(user, share, change)


def test_a_recipient_gives_itself_no_second_share_on_the_same_yes(office, case, partner):
    """It holds the key of the case; a row it would add for itself is refused (S-47)."""
    share, consent = given(case, office, partner, items=["name"])
    refused = pytest.raises(DatabaseError, match="row-level security")
    with acting(partner.pia, "test.act"), refused, transaction.atomic():
        Share(
            case=case, recipient=partner.organisation, purpose="home", consent_series=consent.series,
            items=["name", "birth_date"], until=share.until, sent_at=timezone.now(), live_from=timezone.now(),
        ).save(force_insert=True)  # fmt: skip


def test_a_draft_may_still_be_changed(office, case, partner):
    share, _consent = given(case, office, partner, live=False)
    with acting(office.amina, "test.act"):
        draft = Share(
            case=case, recipient=partner.organisation, purpose="home", consent_series=share.consent_series,
            items=["name"], until=share.until,
        )  # fmt: skip
        draft.save(force_insert=True)
    assert by_hand(office.amina, draft, CHANGES["items"]) == 1
