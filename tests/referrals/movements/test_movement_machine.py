"""Whatever is pressed in whatever order: nobody departs without an approved plan, a booking, and their own return's step."""

import datetime
import os

from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from referrals.models import Return, Run
from referrals.movements.transitions import MOVEMENT
from tests.referrals.movements.conftest import Group, left_today, past, prepared

TRIES = int(os.environ.get("CASEWORK_MOVEMENT_WALKS", "6"))
PRESSED = ("plan", "approve", "book", "today", "ask", "depart", "arrive", "close", "cancel", "suspend", "drop")
USUAL = ["plan", "approve", "book", "today", "ask", "depart", "arrive", "close"]
GONE = ("departed", "arrived", "handed_over")


class Walk:
    """One movement with one person, and what somebody presses."""

    def __init__(self, office, ravi):
        self.group = Group(office, ravi)
        self.group.leg()
        self.group.run()
        self.row = self.group.goer()
        prepared(office, self.row.way_home)
        self.run = str(self.group.runs[0].pk)

    def press(self, name):
        """One thing; a refusal changes nothing."""
        before = self.group.status()
        try:
            getattr(self, name, lambda: self.group.take(name, **self.given(name)))()
        except ValidationError:
            assert self.group.status() == before

    def given(self, name):
        """What the form of a step gives."""
        return {
            "book": {"bookings": self.group.numbers()}, "depart": {"run": self.run}, "cancel": {"reason": "No bus."},
            "arrive": {"run": self.run, "arrived_on": timezone.localdate(), "by_hand": "A call."},
        }.get(name, {})  # fmt: skip

    def plan(self):
        """A plan is asked for and accepted."""
        self.group.accepted()

    def today(self):
        """The day has come."""
        left_today(self.group)

    def ask(self):
        """Asked once more."""
        from referrals.returns import actions as returns

        with acting(self.group.office.amina, "test.arrange"):
            returns.ask_again(returns.fresh_of(self.row.way_home), by=self.group.office.amina, answer="yes")

    def suspend(self):
        """A ground fell away."""
        past("referrals_riskassessment", self.row.way_home.cleared_assessment,
             done_at=timezone.now() - datetime.timedelta(days=31))  # fmt: skip

    def drop(self):
        """Taken off."""
        from referrals.movements import joining

        with acting(self.group.ravi, "test.arrange"):
            joining.drop(self.row, by=self.group.ravi, why="ill")

    def holds(self):
        """What is true in every state."""
        with acting(self.group.ravi, "test.look"):
            movement, run = self.group.now(), Run.objects.get(pk=self.run)
            way = Return.objects.get(pk=self.row.way_home_id)
        if movement.status in ("booked", "under_way", "arrived", "closed"):
            assert movement.plan_number and movement.approved_number == movement.plan_number and run.booked_at
        if movement.status in ("under_way", "arrived", "closed"):
            assert run.departed_at
        if movement.status in ("arrived", "closed"):
            assert run.arrived_at
        if way.status in GONE:
            assert run.departed_at and way.booked_at and way.asked_again_at
        return movement.status


@settings(max_examples=TRIES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PRESSED), max_size=9), st.integers(0, len(USUAL)))
def test_no_order_of_steps_departs_without_plan_approval_booking_and_question(office, ravi, pressed, far):
    walk = Walk(office, ravi)
    for name in [*USUAL[:far], *pressed]:
        walk.press(name)
        walk.holds()


def test_the_usual_order_leads_to_the_end(office, ravi):
    walk = Walk(office, ravi)
    for name in USUAL:
        walk.press(name)
    assert walk.holds() == "closed"
    assert {"plan", "approve", "book", "depart", "arrive", "close", "cancel"} == set(MOVEMENT.steps)
