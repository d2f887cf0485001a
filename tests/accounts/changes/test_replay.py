"""Whatever happens in whatever order: replaying the feed gives exactly what the client may see (hypothesis)."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from accounts.acting import acting
from casework.models import Case, Consent
from tests.accounts.changes.conftest import Desk
from tests.accounts.changes.test_concurrency import visible
from tests.accounts.changes.test_feed import as_keeper, blocked, lifted
from tests.cast import Office
from tests.machines import Machine, replayed

NUMBER = st.integers(min_value=0, max_value=50)


class Copies(RuleBasedStateMachine):
    """Two offices with a program each; one copies along the way, another begins from nothing at the end."""

    @initialize()
    def offices(self):
        """Everybody is new."""
        self.here, self.there = Office(), Office()
        self.desk = Desk(self.here)
        self.machines = [Machine(self.here.organisation), Machine(self.there.organisation)]
        self.states, self.cursors = [{}, {}], ["", ""]
        self.cases, self.yes, self.blocks, self.steps = [], {}, {}, 0

    def one(self, number):
        """One of the cases from which nothing keeps Amina's organisation away."""
        return [case for case in self.cases if case.pk not in self.blocks][number % self.open_cases]

    @property
    def open_cases(self):
        """How many those are."""
        return len(self.cases) - len(self.blocks)

    def text(self):
        """Something that was not written before."""
        self.steps += 1
        return f"text {self.steps}"

    @rule()
    def opens(self):
        """A new case."""
        self.cases.append(self.desk.opens(self.text()))

    @precondition(lambda self: self.open_cases)
    @rule(number=NUMBER)
    def edits(self, number):
        """Another label."""
        self.desk.edits(self.one(number), self.text())

    @precondition(lambda self: self.open_cases)
    @rule(number=NUMBER)
    def renames(self, number):
        """Another name."""
        self.desk.renames(self.one(number), self.text())

    @precondition(lambda self: self.open_cases)
    @rule(number=NUMBER, word=st.sampled_from(["given", "refused"]))
    def hears(self, number, word):
        """Yes or no."""
        case = self.one(number)
        self.yes[case.pk] = self.desk.hears(case, word)

    @precondition(lambda self: self.open_cases)
    @rule(number=NUMBER)
    def hears_back(self, number):
        """A yes that stands is taken back."""
        consent = self.yes.get(self.one(number).pk)
        if consent and consent.status == Consent.Status.GIVEN:
            self.yes[self.one(number).pk] = self.desk.hears_back(consent)

    @precondition(lambda self: self.open_cases)
    @rule(number=NUMBER)
    def ends(self, number):
        """A yes that has ended; nobody may have said so yet."""
        case = self.one(number)
        self.yes.pop(case.pk, None)
        self.desk.ended_yes(case)

    @precondition(lambda self: self.open_cases)
    @rule(number=NUMBER)
    def keeps_away(self, number):
        """The organisation is kept away from the case."""
        case = self.one(number)
        self.blocks[case.pk] = blocked(case, self.desk.by, organisation=self.here.organisation)

    @precondition(lambda self: self.blocks)
    @rule()
    def lifts(self):
        """The organisation comes back."""
        lifted(self.blocks.popitem()[1])

    @precondition(lambda self: self.open_cases)
    @rule(number=NUMBER)
    def moves(self, number):
        """The case goes to the other organisation, or back. Amina stays assigned."""
        with acting(self.desk.by, "test.move"):
            row = Case.objects.get(pk=self.one(number).pk)
            office = self.there if row.organisation_id == self.here.organisation.pk else self.here
            row.organisation, row.team = office.organisation, office.team
            row.save()

    @rule()
    def says_what_ended(self):
        """The worker's minute."""
        as_keeper("SELECT tell_ended()")

    @rule(which=st.sampled_from([0, 1]), limit=st.sampled_from([1, 2, 5, 200]))
    def polls(self, which, limit):
        """One page, at any time."""
        page, self.cursors[which] = self.machines[which].feed(self.cursors[which], limit)
        replayed(page, self.states[which])

    def teardown(self):
        """Both copies are what the programs may see, and so is a copy made from the beginning."""
        for machine, state, cursor in zip(self.machines, self.states, self.cursors, strict=True):
            changes, after = machine.all_changes(cursor, 7)
            now = visible(machine)
            assert {key: record["version"] for key, record in replayed(changes, state).items()} == now
            fresh = machine.all_changes()[0]
            assert {change["op"] for change in fresh} <= {"upsert"}
            assert replayed(fresh) == state
            assert machine.feed(after) == ([], after)


@pytest.mark.usefixtures("committed")
def test_replaying_the_feed_gives_exactly_what_the_client_may_see():
    quiet = settings(
        max_examples=8, stateful_step_count=25, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    run_state_machine_as_test(Copies, settings=quiet)
