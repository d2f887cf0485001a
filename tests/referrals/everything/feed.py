"""The feed as a program of the office keeps it: the rows there are, as they stand, and no word it may not read."""

import time

from django.db import transaction

from casework.models import Case, Person
from referrals.models import ConsularReferral
from tests.machines import Machine, replayed
from tests.referrals.everything.looking import looking
from tests.referrals.everything.oracle import SHOWN_TO_PROGRAMS, WORDS
from tests.referrals.everything.world import canary

FED = {"cases": (Case, "pk"), "people": (Person, "case"), "consular-referrals": (ConsularReferral, "case")}
PATIENCE, PAGE = 20, 200  # seconds: a line is told once every older transaction of the cluster has ended


class Program:
    """A client of the office that asks again and again with the cursor of its last answer."""

    def __init__(self, organisation):
        self.machine = Machine(organisation, ["case:read", "referral:read"])
        self.cursor, self.kept = "", {}

    def begin(self):
        """Another world: what was told of older ones is put away. A token lives ten minutes."""
        self.machine.kept = None
        self.read()
        self.kept = {}

    def read(self):
        """All that is told now, which is kept: {(type, id): record}."""
        told, page = [], [None] * PAGE
        while len(page) == PAGE:
            page, self.cursor = self.machine.feed(self.cursor, PAGE)
            self.kept = replayed(page, self.kept)
            told += page
        return told


def compare_feed(world):
    """No word too many is told; and once all is told, the program has each row in the version in which it stands, and
    none of a case that was erased."""
    end, there = time.monotonic() + PATIENCE, versions(world)
    while True:
        for line in world.program.read():
            compare_line(world, line)
        if {key: record["version"] for key, record in world.program.kept.items()} == there:
            return
        assert time.monotonic() < end, (there, world.program.kept)
        time.sleep(0.05)


def compare_line(world, line):
    """One change, as it is told now."""
    for case in world.cases:
        found = {item for item in WORDS if canary(case, item) in str(line)}
        assert found <= (set() if world.told[case.pk].erased else SHOWN_TO_PROGRAMS), (case, line)


def versions(world):
    """{(type, id): version} of the rows of cases that were not erased."""
    open_cases = [case.pk for case in world.cases if not world.told[case.pk].erased]
    with transaction.atomic(), looking(world.office.sam):
        return {
            (kind, str(key)): version
            for kind, (model, column) in FED.items()
            for key, version in model.objects.filter(**{f"{column}__in": open_cases}).values_list("pk", "version")
        }
