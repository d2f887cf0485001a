"""Cases whose clocks run: facts are written as the rooms write them, on days that the tests choose."""

import datetime

import pytest
from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import open_case
from casework.models import Case, Leg, Person, StateFear
from referrals.models import CaseClock, ConsularReferral
from screening.models import Screening


def ago(days, hours=0):
    """A moment that lies this far back."""
    return timezone.now() - datetime.timedelta(days=days, hours=hours)


def make_case(office, days=0, nationalities=("VN",), status="open", stage="out", by=None):
    """A case of Amina's that was opened so many days ago."""
    by = by or office.amina
    with acting(by, "test.arrange"):
        person = {"name": "Trần An", "nationalities": list(nationalities)}
        case = open_case(office.team, by=by, person=person, language="vie")
        row = Case.objects.get(pk=case.pk)
        row.opened_at, row.stage, row.status = ago(days, 1), stage, status
        row.save()
        return row


def put(by, row):
    """Writes a row down."""
    with acting(by, "test.arrange"):
        row.save(force_insert=True)
    return row


def out(office, case, days, kind="out", position=1):
    """The person came out so many days ago (or was taken back)."""
    day = ago(days).date()
    return put(office.amina, Leg(case=case, kind=kind, position=position, began_earliest=day, began_latest=day))


def screened(office, case, days, status="confirmed"):
    """A supervisor confirmed the screening so many days ago."""
    fields = {"decided_by": office.sam, "decided_at": ago(days), "outcome": "indicated"}
    waits = {"submitted_at": ago(days), "submitted_by": office.amina, "rule_outcome": "trafficking_indicated"}
    fields = {"submitted": waits, "draft": {}}.get(status, fields)
    return put(office.amina, Screening(case=case, status=status, screener=office.amina, **fields))


def referred(office, case, status="rights_told", **fields):
    """A referral to Lina's mission in this state."""
    if "sent_at" in fields:
        fields |= {"mission": office.mission, "requested_by": office.amina, "approved_by": office.sam}
    row = ConsularReferral(
        case=case, status=status, nationality="VN", host="TH", told_on=ago(0).date(), told_by=office.amina, **fields
    )
    return put(office.amina, row)


def feared(office, case, **fields):
    """The person is afraid of the own state."""
    return put(office.amina, StateFear(case=case, kind="fear", raised_by=office.amina, **fields))


def clocks(user, case):
    """{clock: row} of the case as this person may see them."""
    with acting(user):
        rows = CaseClock.objects.permitted(user, "clock.view").filter(case=case)
        return {row.clock: row for row in rows}


def person_of(case, by):
    """The person of the case, to be changed."""
    with acting(by):
        return Person.objects.get(case=case)


@pytest.fixture
def late(office):
    """A case on which screening and notification are late: opened 20 days ago."""
    return make_case(office, 20)
