"""No walk leaves the table, no bed has two people, and a house reads a name only of who is there (hypothesis)."""

import datetime
import os

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from referrals.models import Stay
from referrals.shelter import actions
from referrals.shelter.codes import ENDED, HELD, HERE, Status
from tests.referrals.shelter.conftest import asked, bed_in, somebody
from tests.referrals.shelter.test_stay_way import BY_HAND, LEAVES

EXAMPLES = int(os.environ.get("CASEWORK_EXAMPLES", "6"))
WALKED = [name for name in BY_HAND if name != "transfer"]


@pytest.fixture
def pair(office, house):
    """Two people whose ways cross at one bed."""
    return [somebody(office), somebody(office)]


def gives(name, bed):
    """What a step asks for."""
    soon = (timezone.now() + datetime.timedelta(hours=3)).isoformat()
    return {"offer": {"bed": bed}, "decline": {"reason": "No."}, "take_back": {"reason": "No."}, "admit": {"rules": "yes"},
            "refuse": {"other": "A church."}, "cancel": {"reason": "No."}, "go_out": {"back_by": soon},
            "come_back": {"safety": "well"}, "leave": {"safety": "Called."}, "ask_transfer": {"reason": "Stairs."},
            "exit": LEAVES}.get(name, {})  # fmt: skip


def step(office, stay, name, bed):
    """Whether the step was taken by who may."""
    by = getattr(office, BY_HAND[name][2].split()[-1])
    with acting(by, "test.walk"):
        row = actions.whole().filter(pk=stay.pk).first()
        if row is None:
            return False
        try:
            actions.take(row, name, by=by, **gives(name, bed))
        except (ValidationError, Http404, PermissionDenied):
            return False
    return True


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(walk=st.lists(st.tuples(st.integers(0, 1), st.sampled_from(WALKED)), min_size=8, max_size=16))
def test_no_walk_leaves_the_table_and_one_bed_has_one_person(office, house, pair, walk):
    bed, states = bed_in(house, office.paul), {}
    rows = [asked(office, house, case) for case in pair]
    for who, name in [(0, "offer"), *walk]:
        state = states.get(who, Status.REQUESTED)
        sources, target, _by = BY_HAND[name]
        if step(office, rows[who], name, bed):
            assert state in sources, (name, state)
            states[who] = target
    with acting(office.amina, "test.look"):
        found = [Stay.objects.get(pk=row.pk) for row in rows]
    assert [row.status for row in found] == [states.get(who, Status.REQUESTED) for who in (0, 1)]
    assert sum(row.status in HELD for row in found) <= 1, "one bed"
    assert all((row.ended_at is not None) == (row.status in ENDED) for row in found)
    assert all(row.rules_told for row in found if row.status in HERE)
    for row in found:
        if row.status not in ENDED:
            tidy(office, row)


def tidy(office, row):
    """The walk is over: nobody waits or stays for the next one."""
    way = {"requested": ["cancel"], "offered": ["cancel"], "admitted": ["exit"], "temporarily_out": ["come_back", "exit"],
           "transfer_requested": ["stay_on", "exit"]}[row.status]  # fmt: skip
    for name in way:
        assert step(office, row, name, None), (name, row.status)
