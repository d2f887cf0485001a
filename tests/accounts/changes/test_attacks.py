"""Attacks on the sync feed that once succeeded: a cursor that was moved on by a token with fewer scopes."""

import time

from tests.accounts.changes.conftest import told
from tests.machines import CHANGES, Machine
from tests.referrals.steps import Way


def something(machine, cursor):
    """(changes, cursor) once there are any: nothing is told before the transactions of all others have ended."""
    limit = time.monotonic() + 20
    while True:
        changes, after = machine.all_changes(cursor)
        if changes:
            return changes, after
        assert time.monotonic() < limit
        time.sleep(0.1)


def test_a_cursor_that_passed_what_its_token_could_not_see_is_refused_and_hides_nothing(office, desk):
    """Scopes are chosen token by token: what a narrow one passed by would never be told to a wide one."""
    machine = Machine(office.organisation, ["case:read", "referral:read"])
    wide, narrow = machine.token(), machine.token("case:read")
    case, machine.kept = desk.opens(), wide
    begun = something(machine, "")[1]
    Way(office, case).to("draft")
    desk.edits(case, "Later")
    machine.kept = narrow
    passed = something(machine, begun)[1]
    machine.kept = wide
    answer = machine.call(f"{CHANGES}?cursor={passed}")
    assert answer.status_code == 400 and "Start from the beginning" in str(answer.json()["errors"]["cursor"])
    for start in (begun, ""):
        assert ("upsert", "consular-referrals") in told(something(machine, start)[0])


def test_a_cursor_of_a_wide_token_serves_a_narrow_one_and_one_that_tells_nothing_stays_itself(office, desk):
    """Only what was passed by is lost: caught up is caught up, whatever the token."""
    machine = Machine(office.organisation, ["case:read", "referral:read"])
    case = desk.opens()
    cursor = something(machine, "")[1]
    assert machine.feed(cursor) == ([], cursor)
    wide, machine.kept = machine.kept, machine.token("case:read")
    assert machine.feed(cursor) == ([], cursor)
    desk.edits(case, "Later")
    assert told(something(machine, cursor)[0]) == [("upsert", "cases")]
    machine.kept = wide
    assert machine.call(f"{CHANGES}?cursor={cursor}").status_code == 200
