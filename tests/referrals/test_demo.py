"""The demo's referrals stand in every state, so that every queue of every side has something in it."""

from collections import Counter

import pytest
from django.db import connection
from django.urls import reverse

from accounts.acting import acting
from casework.models import Todo
from config.demo import referrals
from config.demo.people import OFFICES, PEOPLE
from referrals.consular.queries import queue
from referrals.consular.words import late
from referrals.models import ConsularReferral
from referrals.portal.queries import lists
from tests.cast import browser_of, new_organisation, new_user

S = ConsularReferral.Status
# Every state of the way to a paper, and the two ways to a no. Nothing has ended by a decline or a withdrawal.
SPREAD = {
    S.RIGHTS_TOLD: 2, S.REFUSED: 1, S.DRAFT: 2, S.READY: 3, S.APPROVED: 1, S.SENT: 3, S.ACKNOWLEDGED: 1, S.CHECK: 1,
    S.INTERVIEW: 1, S.CONFIRMED: 1, S.NOT_CONFIRMED: 1, S.REQUESTED: 1, S.ISSUED: 1, S.CLOSED: 1,
}  # fmt: skip


@pytest.fixture
def users(office):
    """Those of the demo who have to do with missions, in an office of the test's own."""
    homes = {
        row["key"]: new_organisation(row["kind"], row["country"], **row.get("more", {}))
        for row in OFFICES
        if row["kind"] == "embassy"
    }
    teams = {"Moei Crossing Team": office.team, "Mae Sai Team": office.other_team}
    return {
        row["username"]: new_user(
            row["username"].title(),
            homes.get(row["office"], office.organisation),
            *row["roles"],
            teams=[teams[name] for name in row.get("teams", ())],
        )
        for row in PEOPLE
        if row["office"] in ("moei", *homes)
    }


def test_the_referrals_stand_in_every_state_and_in_every_queue(users):
    """Loading takes about a millisecond a statement, and five seconds at most: a demo must be ready in a minute."""
    statements = []
    with connection.execute_wrapper(lambda run, sql, *rest: statements.append(1) or run(sql, *rest)):
        assert referrals.load(users) == sum(SPREAD.values())
    assert len(statements) < 4_500
    found, by_country = Counter(), Counter()
    for name in ("amina", "noor", "tun"):
        with acting(users[name]):
            for row in ConsularReferral.objects.all():
                found[S(row.status)] += 1
                by_country[row.nationality] += 1
    assert found == SPREAD
    assert by_country["VN"] >= 8 and by_country["IN"] >= 6 and by_country["ET"] >= 2
    every_side_has_something(users)
    the_pages_show_it(users)


def every_side_has_something(users):
    """Liaison officer, supervisors, missions: what waits for them, and what is late."""
    for name, waits, overdue in (("kanda", 15, 2), ("sam", 15, 2), ("amina", 8, 0), ("noor", 8, 2), ("tun", 1, 0)):
        with acting(users[name]):
            rows, _more = queue(users[name])
            late_ones = [row for row in rows if late(row)]
        assert (len(rows) >= waits, len(late_ones)) == (True, overdue), (name, len(rows), late_ones)
    for name, kinds in {
        "sam": {"approve_referral"},
        "tess": {"approve_referral"},
        "amina": {"returned_referral", "read_mission"},
        "noor": {"answer_mission", "read_mission", "stateless_review"},
    }.items():
        with acting(users[name]):
            assert kinds <= set(Todo.objects.open().filter(owner=users[name]).values_list("kind", flat=True)), name
    for name, states in {
        "lina": {S.SENT, S.CHECK, S.CONFIRMED, S.ISSUED},
        "ravi": {S.SENT, S.ACKNOWLEDGED, S.INTERVIEW, S.REQUESTED},
        "abebe": {S.SENT},
    }.items():
        with acting(users[name], "portal.list"):
            assert states <= {S(row.status) for row in lists(users[name])[0]}, name


def the_pages_show_it(users):
    """The pages on which these people begin their day."""
    for name, address, found in (
        ("kanda", "consular_queue", ["days late", "Waits for approval"]),
        ("kanda", "my_work", ["Ask the mission again"]),
        ("sam", "my_work", ["Approve what a mission will see", "Decide: a fear of the own state"]),
        ("tess", "my_work", ["Approve what a mission will see"]),
        ("noor", "my_work", ["Answer the mission", "Ask the mission again"]),
        ("amina", "my_work", ["Look at the referral again"]),
        ("lina", "portal_list", ["Bùi Thị Mai", "5 days late"]),
        ("ravi", "portal_list", ["অঞ্জলি দাস", "2 days late", "Access ended"]),
        ("abebe", "portal_list", ["Referral"]),
    ):
        text = browser_of(users[name]).get(reverse(address)).content.decode()
        assert [words for words in found if words not in text] == [], (name, address)
