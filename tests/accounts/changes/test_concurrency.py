"""Real threads and open transactions: the feed waits for who is still writing, and misses and repeats nothing."""

import threading
from random import Random
from typing import ClassVar

import pytest
from django.db import connection, connections, transaction

from accounts.acting import acting
from casework.cases.actions import edit_case
from casework.models import Case
from casework.people.actions import edit_person
from tests.accounts.changes.conftest import told
from tests.machines import Machine, replayed
from tests.referrals.steps import known_national
from tests.referrals.steps import told as rights_told

PATIENCE = 60  # seconds


class Hand(threading.Thread):
    """Somebody else's work, on a connection of their own; what went wrong there is raised by `done`."""

    def __init__(self, work):
        super().__init__(daemon=True)
        self.work, self.error = work, None
        self.start()

    def run(self):
        try:
            self.work()
        except BaseException as error:
            self.error = error
        finally:
            connections.close_all()

    def done(self):
        self.join(PATIENCE)
        assert not self.is_alive(), "still waiting"
        if self.error:
            raise self.error


class Open:
    """A transaction of somebody that has written and stays open until `ends` is called."""

    begun: ClassVar[list] = []

    def __init__(self, by, write):
        self.written, self.go = threading.Event(), threading.Event()
        self.begun.append(self)

        def work():
            with acting(by, "case.edit"):
                write()
                self.written.set()
                assert self.go.wait(PATIENCE)

        self.hand = Hand(work)
        assert self.written.wait(PATIENCE) or self.hand.done()

    def ends(self):
        self.go.set()
        self.hand.done()


@pytest.fixture(autouse=True)
def nobody_stays_open():
    """A transaction that a failed test left open would hold the feed of all that follow."""
    yield
    while Open.begun:
        Open.begun.pop().go.set()


def editing(desk, case, label):
    return lambda: edit_case(Case.objects.get(pk=case.pk), by=desk.by, label=label)


def renaming(desk, case, name):
    return lambda: edit_person(Case.objects.get(pk=case.pk).person, by=desk.by, name=name)


def labels(changes):
    return [change["record"]["label"] for change in changes if change["type"] == "cases"]


def test_what_a_longer_transaction_writes_is_not_overtaken(machine, desk):
    first, second = desk.opens("A"), desk.opens("B")
    cursor = machine.all_changes()[1]
    slow = Open(desk.by, editing(desk, first, "slow"))
    desk.edits(second, "quick")
    assert machine.feed(cursor) == ([], cursor)
    slow.ends()
    changes, after = machine.feed(cursor)
    assert labels(changes) == ["slow", "quick"]
    assert machine.feed(after) == ([], after)


def test_a_line_that_an_older_transaction_moves_back_is_still_told(machine, desk):
    """The older transaction writes the row last: its line stands before the one it replaces, and nobody has passed it."""
    case, other = desk.opens("A"), desk.opens("B")
    cursor = machine.all_changes()[1]
    begun, go = threading.Event(), threading.Event()

    def older():
        with acting(desk.by, "case.edit"):
            edit_case(Case.objects.get(pk=other.pk), by=desk.by, label="number taken")
            begun.set()
            assert go.wait(PATIENCE)
            edit_case(Case.objects.get(pk=case.pk), by=desk.by, label="last")

    hand = Hand(older)
    assert begun.wait(PATIENCE)
    desk.edits(case, "in between")
    assert machine.feed(cursor) == ([], cursor)
    go.set()
    hand.done()
    changes, after = machine.feed(cursor)
    assert sorted(labels(changes)) == ["last", "number taken"]
    assert machine.feed(after) == ([], after)


def test_what_is_rolled_back_is_never_told_and_holds_nobody_up(machine, desk):
    case = desk.opens("A")
    cursor = machine.all_changes()[1]
    with pytest.raises(ZeroDivisionError), acting(desk.by, "case.edit"):
        edit_case(Case.objects.get(pk=case.pk), by=desk.by, label="never")
        raise ZeroDivisionError
    desk.renames(case, "Later")
    changes, _cursor = machine.feed(cursor)
    assert told(changes) == [("upsert", "people")]


def test_an_edit_of_a_closed_case_and_the_yes_that_opens_it_meet(machine, desk):
    """Without the lock the edit would leave its line in place because the case is closed, and the yes would tell the case
    before the edit stands: the edit would never be told."""
    case = desk.opens("A")
    desk.hears(case, "refused")
    cursor = machine.all_changes()[1]
    asked = desk.asks(case)
    for write, kind in ((renaming, "people"), (editing, "cases")):
        slow = Open(desk.by, write(desk, case, f"unseen {kind}"))
        yes = Hand(lambda asked=asked: desk.says_yes(asked))
        yes.join(1)
        assert yes.is_alive(), "the yes waits for the edit"
        slow.ends()
        yes.done()
        changes, cursor = machine.feed(cursor)
        assert told(changes) == [("upsert", "cases"), ("upsert", "people")]
        assert f"unseen {kind}" in str(changes)
        desk.hears(case, "refused")
        cursor = machine.all_changes(cursor)[1]
        asked = desk.asks(case)


def test_the_yes_first_and_the_edit_waits_for_it(machine, desk):
    case = desk.opens("A")
    desk.hears(case, "refused")
    cursor = machine.all_changes()[1]
    asked = desk.asks(case)
    yes = Open(desk.by, lambda: desk.says_yes(asked))
    edit = Hand(lambda: desk.renames(case, "after the yes"))
    edit.join(1)
    assert edit.is_alive()
    yes.ends()
    edit.done()
    state = replayed(machine.all_changes(cursor)[0])
    assert "after the yes" in str(state)


@pytest.fixture
def refused(office, desk):
    """(a case whose consent was refused and asked again, a program that also reads referrals, its cursor)."""
    reads = Machine(office.organisation, ["case:read", "referral:read"])
    case = desk.opens("A")
    with acting(desk.by, "person.edit"):
        known_national(case, desk.by, "VN")
    desk.hears(case, "refused")
    return case, reads, reads.all_changes()[1]


def telling(desk, case):
    return lambda: rights_told(Case.objects.get(pk=case.pk), desk.by)


def tells(desk, case):
    with acting(desk.by, "consular.tell"):
        telling(desk, case)()


def test_a_new_row_in_a_closed_case_and_the_yes_that_opens_it_meet(desk, refused):
    """The new line is no line yet for the yes, and the yes none for it: one of them must wait, or it is never told."""
    case, reads, cursor = refused
    asked = desk.asks(case)
    slow = Open(desk.by, telling(desk, case))
    yes = Hand(lambda: desk.says_yes(asked))
    yes.join(1)
    assert yes.is_alive(), "the yes waits for the new row"
    slow.ends()
    yes.done()
    changes, after = reads.feed(cursor)
    assert sorted(told(changes)) == [("upsert", "cases"), ("upsert", "consular-referrals"), ("upsert", "people")]
    assert reads.feed(after) == ([], after)


def test_the_yes_first_and_the_new_row_waits_for_it(desk, refused):
    case, reads, cursor = refused
    asked = desk.asks(case)
    yes = Open(desk.by, lambda: desk.says_yes(asked))
    row = Hand(lambda: tells(desk, case))
    row.join(1)
    assert row.is_alive(), "the new row waits for the yes"
    yes.ends()
    row.done()
    changes, _after = reads.feed(cursor)
    assert sorted(told(changes)) == [("upsert", "cases"), ("upsert", "consular-referrals"), ("upsert", "people")]


def test_a_new_row_in_a_closed_case_is_told_when_the_case_opens_and_not_before(desk, refused):
    case, reads, cursor = refused
    tells(desk, case)
    assert reads.feed(cursor) == ([], cursor)
    desk.hears(case, "given")
    assert ("upsert", "consular-referrals") in told(reads.feed(cursor)[0])


def busy(desk, seed, stop, log):
    """Work without end: opens, edits, refuses, agrees, sometimes inside one long transaction."""
    dice = Random(seed)
    mine = [desk.opens(f"{seed}-0")]
    step = 0
    while not stop.is_set() and step < 40:
        step += 1
        case = dice.choice(mine)
        deed = dice.choice(["open", "edit", "edit", "rename", "no", "yes", "long", "undone"])
        if deed == "open":
            mine.append(desk.opens(f"{seed}-{step}"))
        elif deed == "edit":
            desk.edits(case, f"{seed}-{step}")
        elif deed == "rename":
            desk.renames(case, f"{seed}-{step}")
        elif deed in ("no", "yes"):
            desk.hears(case, "refused" if deed == "no" else "given")
        else:
            several(desk, mine, dice, f"{seed}-{step}", undone=deed == "undone")
    log.append(step)


def several(desk, mine, dice, text, undone):
    """Some rows in one transaction that takes its time, and is sometimes taken back."""
    with acting(desk.by, "case.edit"):
        for case in sorted(dice.sample(mine, min(3, len(mine))), key=lambda row: row.pk):
            edit_case(Case.objects.get(pk=case.pk), by=desk.by, label=text)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(%s)", [dice.random() / 20])
        if undone:
            transaction.set_rollback(True)


def visible(machine):
    """{id: version} of what the client reads at the resources themselves, cases and people."""
    found = {}
    for kind in ("cases", "people"):
        cursor = ""
        while cursor is not None:
            answer = machine.call(f"/api/v1/{kind}/?limit=200&cursor={cursor}").json()
            found.update({(kind, row["id"]): row["version"] for row in answer["results"]})
            cursor = answer["next"]
    return found


def test_while_four_work_a_client_that_polls_ends_with_exactly_what_it_may_see(machine, desk):
    stop, log = threading.Event(), []
    machine.token()
    hands = [Hand(lambda seed=seed: busy(desk, seed, stop, log)) for seed in range(4)]
    state, cursor, seen = {}, "", []
    while any(hand.is_alive() for hand in hands):
        page, cursor = machine.feed(cursor, limit=3)
        seen += page
        replayed(page, state)
    for hand in hands:
        hand.done()
    page, cursor = machine.all_changes(cursor, limit=3)
    seen += page
    replayed(page, state)

    now = visible(machine)
    assert {key: record["version"] for key, record in state.items()} == now
    assert {key: record["version"] for key, record in replayed(machine.all_changes()[0]).items()} == now
    told_versions = [(c["type"], c["id"], c["version"]) for c in seen if c["op"] == "upsert"]
    again = {key for key in told_versions if told_versions.count(key) > 1}
    gone = {(c["type"], c["id"]) for c in seen if c["op"] == "gone"}
    assert {key[:2] for key in again} <= gone, "a version is told twice only to who was told in between that it is gone"
    assert len(log) == 4
