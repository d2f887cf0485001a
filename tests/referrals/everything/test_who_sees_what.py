"""Who may see what, whatever happened before: every order of consents, shares, answers, ends and walls, compared with
an oracle that knows no database. No step may make the program differ from it (S-40 to S-45, C-01 to C-07).

In the suite some 5,000 steps; CASEWORK_STEPS=100000 by hand. Every step is compared by rows and fields, every 25th
through pages, REST, printed letters, search, history and the changes feed, as one of those who might look.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.cast import Office
from tests.referrals.everything import paper, surfaces, walls
from tests.referrals.everything.feed import Program
from tests.referrals.everything.world import ITEMS, World

STEPS = int(os.environ.get("CASEWORK_STEPS", "5000"))
RUNS = max(1, STEPS // 500)  # worlds of 250 steps each, in each half
EVERY = 25
CASES, OFFICES = st.integers(0, 2), st.integers(0, 2)
SOME = st.sets(st.sampled_from(ITEMS), min_size=1)
STATES = st.sampled_from([["VN"], ["KH"], []])
taken = {"steps": 0, "pages": 0}


class WhoSeesWhat(RuleBasedStateMachine):
    """One world; each rule is one thing that people do."""

    office = program = None

    def __init__(self):
        super().__init__()
        self.world, self.count = World(self.office, self.program), 0

    def case(self, index):
        """A case on which somebody can still act, or None."""
        case = self.world.cases[index]
        return case if not self.world.told[case.pk].erased and self.world.hand(case) else None

    def done(self, index):
        """Compares after a step."""
        case = self.world.cases[index]
        surfaces.compare_rows(self.world, case)
        self.count += 1
        taken["steps"] += 1
        if self.count % EVERY == 0:
            self.walk(case)

    def walk(self, case):
        """A letter is written on what is shared, and somebody comes through all kinds of doors."""
        world, people = self.world, [*self.world.ours, *self.world.theirs.values()]
        turn, who = divmod(taken["pages"], len(people))
        paper.write(world, case, world.recipients[(who - len(world.ours)) % 3 if who >= len(world.ours) else turn % 3])
        surfaces.compare_surfaces(world, case, people[who], turn)
        taken["pages"] += 1

    @rule(index=CASES, to=OFFICES, items=SOME)
    def says_yes(self, index, to, items):
        if case := self.case(index):
            self.world.answer(case, self.world.recipients[to], items)
        self.done(index)

    @rule(index=CASES, to=OFFICES)
    def says_no(self, index, to):
        if case := self.case(index):
            self.world.answer(case, self.world.recipients[to], ())
        self.done(index)

    @rule(index=CASES, to=OFFICES, guard=st.booleans())
    def takes_back(self, index, to, guard):
        if case := self.case(index):
            by = self.world.office.dara if guard else self.world.hand(case)
            self.world.take_back(case, self.world.recipients[to], by)
        self.done(index)

    @rule(index=CASES, to=OFFICES, items=SOME)
    def is_shared(self, index, to, items):
        if case := self.case(index):
            office = self.world.recipients[to]
            agreed = self.world.told[case.pk].agrees(office)
            self.world.lend(case, office, (items & agreed) or items)
        self.done(index)

    @rule(index=CASES, to=OFFICES)
    def is_accepted(self, index, to):
        if not self.world.told[self.world.cases[index].pk].erased:
            self.world.accept(self.world.cases[index], self.world.recipients[to])
        self.done(index)

    @rule(index=CASES, to=OFFICES, items=SOME)
    def is_narrowed(self, index, to, items):
        if case := self.case(index):
            self.world.narrow(case, self.world.recipients[to], items)
        self.done(index)

    @rule(index=CASES, to=OFFICES)
    def ends(self, index, to):
        if case := self.case(index):
            self.world.end(case, self.world.recipients[to])
        self.done(index)

    @rule(index=CASES, to=OFFICES)
    def runs_out(self, index, to):
        self.world.run_out(self.world.cases[index], self.world.recipients[to])
        self.done(index)

    @rule(index=CASES, join=st.booleans())
    def noor_comes_or_goes(self, index, join):
        if case := self.case(index):
            (walls.assign if join else walls.release)(self.world, case)
        self.done(index)

    @rule(index=CASES)
    def noor_looks_in_need(self, index):
        if case := self.case(index):
            walls.look_in_need(self.world, case)
        self.done(index)

    @rule(index=CASES, who=st.integers(0, 4))
    def is_blocked(self, index, who):
        if case := self.case(index):
            people = [self.world.office.noor, self.world.office.amina, *self.world.recipients]
            walls.block(self.world, case, people[who])
        self.done(index)

    @rule(index=CASES)
    def blocks_are_lifted(self, index):
        walls.lift_blocks(self.world, self.world.cases[index])
        self.done(index)

    @rule(index=CASES, states=STATES)
    def is_afraid(self, index, states):
        if case := self.case(index):
            walls.fear(self.world, case, states)
        self.done(index)

    @rule(index=CASES)
    def is_afraid_no_more(self, index):
        walls.fear_is_gone(self.world, self.world.cases[index])
        self.done(index)

    @precondition(lambda self: self.count > 60)
    @rule(index=CASES)
    def turns_out_a_child(self, index):
        if case := self.case(index):
            walls.turns_out_a_child(self.world, case)
        self.done(index)

    @precondition(lambda self: self.count > 150)
    @rule(index=CASES)
    def is_erased(self, index):
        if sum(told.erased for told in self.world.told.values()) < 2:
            walls.erase(self.world, self.world.cases[index])
        self.done(index)


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("half", range(2))
def test_nothing_that_people_do_makes_the_product_show_more_or_less_than_it_should(half):
    """In two halves, for two cores. The same steps in every run of the suite; others when more are asked for."""
    taken.update(steps=0, pages=0)
    office = Office()
    WhoSeesWhat.office, WhoSeesWhat.program = office, Program(office.organisation)
    run_state_machine_as_test(
        seed(half + STEPS)(type(f"Half{half}", (WhoSeesWhat,), {})),
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS // 2 // RUNS + 1,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert taken["steps"] >= STEPS * 0.47, taken
    assert taken["pages"] >= taken["steps"] // EVERY * 0.9, taken
