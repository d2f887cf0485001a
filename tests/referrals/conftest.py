"""A case with a consent to the mission, a share of it, and a way to look at the database as somebody."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from accounts.acting import acting
from casework.consents.actions import answer, inform
from casework.consents.covering import FILES, coverable
from casework.consents.models import Consent
from referrals.models import ConsularReferral, Share

ITEMS = ["name", "birth_date", "nationality", "birth_place", "needs_paper"]


def agreed(case, by, recipient, items=ITEMS, kind="share_embassy", **fields):
    """The newest row of a yes of the person to this recipient."""
    files = [row.pk for item, kind in FILES.items() if item in items for row in coverable(case, [kind])]
    given = {"giver": "individual", "how": "written", "items": items, "files": files, **fields}
    row = inform(case, by=by, type=kind, recipient=recipient, language="vie")
    return answer(row, by=by, status=Consent.Status.GIVEN, **given)


def shared(case, consent, recipient, items=("name", "birth_date"), days=30, **fields):
    """A share as it stands after sending; `live_from` opens it."""
    now = timezone.now()
    share = Share(
        case=case,
        recipient=recipient,
        purpose=fields.pop("purpose", Share.Purpose.PAPERS),
        consent_series=consent.series,
        items=list(items),
        until=now + datetime.timedelta(days=days),
        **{"sent_at": now, "live_from": now, **fields},
    )
    share.save(force_insert=True)
    return share


def principals_on(case):
    """What stands in case_access for this case, as its own caseworker's team would compute it: kind words only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT principal FROM case_access WHERE case_id = %s", [case.pk])
        return {name.split(":")[0] for (name,) in cursor.fetchall()}


def seen_by(user, sql, *params):
    """Rows of one statement in a transaction of this user."""
    with acting(user), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


@pytest.fixture
def mission(office):
    """Lina's mission."""
    return office.mission


@pytest.fixture
def consent(case, office, mission):
    """A yes to contact with Lina's mission."""
    with acting(office.amina, "test.arrange"):
        return agreed(case, office.amina, mission)


@pytest.fixture
def share(case, office, mission, consent):
    """A share of name and birth date that Lina's mission has acknowledged."""
    with acting(office.amina, "test.arrange"):
        return shared(case, consent, mission)


@pytest.fixture
def referral(case, office, share):
    """The consular referral of that share, received by the mission."""
    with acting(office.amina, "test.arrange"):
        row = ConsularReferral(
            case=case,
            share=share,
            number=share.number,
            nationality="VN",
            host="TH",
            mission=share.recipient,
            representation="resident",
            status="acknowledged",
            told_on=timezone.localdate(),
            told_by=office.amina,
            requested_by=office.amina,
            approved_by=office.sam,
            sent_at=share.sent_at,
            acknowledged_at=share.live_from,
        )
        row.save(force_insert=True)
    return row
