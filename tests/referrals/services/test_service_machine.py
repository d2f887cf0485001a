"""The workflow table against a small state machine, typed a second time by hand; and that nothing gates help (R06)."""

import ast
import inspect

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.models import Person
from referrals.models import ServiceReferral
from referrals.services import actions, needs, offers, transitions
from referrals.services.transitions import BY_ITSELF, SERVICE
from tests.referrals.services.conftest import Road

S = ServiceReferral.Status
# workflows.md section 5, with the supervisor's `approved` between `ready` and `sent`: step -> (from, to).
BEFORE, WAITING = {S.DRAFT, S.PENDING}, {S.SENT, S.ACKNOWLEDGED}
RUNNING = {S.ACCEPTED, S.IN_PROGRESS, S.ON_HOLD}
ALL = BEFORE | {S.READY, S.APPROVED} | WAITING | RUNNING
BY_HAND = {
    "wait": ({S.DRAFT}, S.PENDING), "request": (BEFORE, S.READY), "change": ({S.PENDING, S.READY, S.APPROVED}, S.DRAFT),
    "approve": ({S.READY}, S.APPROVED), "return": ({S.READY}, S.DRAFT), "send": ({S.APPROVED}, S.SENT),
    "send_now": (BEFORE, S.SENT), "send_in_danger": (BEFORE, S.ACKNOWLEDGED), "pass_on": ({S.APPROVED}, S.SENT),
    "pass_on_now": (BEFORE, S.SENT), "acknowledge": ({S.SENT}, S.ACKNOWLEDGED), "accept": (WAITING, S.ACCEPTED),
    "decline": (WAITING, S.DECLINED), "start": ({S.ACCEPTED, S.ON_HOLD}, S.IN_PROGRESS),
    "hold": ({S.ACCEPTED, S.IN_PROGRESS}, S.ON_HOLD), "complete": (RUNNING, S.COMPLETED), "cancel": (ALL, S.CANCELLED),
    "withdraw": (ALL, S.WITHDRAWN), "revoke": (WAITING | RUNNING, S.WITHDRAWN), "feared": (WAITING | RUNNING, S.WITHDRAWN),
}  # fmt: skip
WHO = {"approve": "sam", "return": "sam", "revoke": "sam", "acknowledge": "clara", "accept": "clara",
       "decline": "clara", "start": "clara", "hold": "clara", "complete": "clara"}  # fmt: skip
GIVEN = {"return": {"reason": "Why?"}, "decline": {"reason": "Full."}, "hold": {"reason": "Ill."}, "cancel": {"reason": "No."},
         "revoke": {"reason": "No."}, "complete": {"result": "helped"}}  # fmt: skip
WALKED = ["wait", "request", "change", "approve", "return", "send", "acknowledge", "accept", "decline", "start", "hold",
          "complete", "cancel", "revoke"]  # fmt: skip


def test_the_table_is_the_one_that_was_typed_by_hand():
    steps = {**SERVICE.steps, **BY_ITSELF.steps}
    assert {name: (set(step.sources), step.target) for name, step in steps.items()} == BY_HAND


def take(road, name):
    """The step by whoever may take it; whether it was possible."""
    user = road.clara if WHO.get(name) == "clara" else getattr(road.office, WHO.get(name, "amina"))
    with acting(user):
        row = actions.whole().filter(pk=road.referral.pk).first()
        if row is None:  # the provider holds nothing
            return False
        try:
            SERVICE.move(row, name, by=user, **GIVEN.get(name, {}))
        except WrongState:
            return False
    return True


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(walk=st.lists(st.sampled_from(WALKED), min_size=6, max_size=16))
def test_no_walk_leaves_the_table_and_no_share_outlives_its_referral(office, case, clinic, walk):
    road = Road(office, case, clinic)
    road.begun()
    try:
        state = S.DRAFT
        for name in walk:
            sources, target = BY_HAND[name]
            if name == "accept" and state == S.SENT:  # it reads first, and holds no share before
                continue
            taken = take(road, name)
            assert taken == (state in sources), (name, state)
            state = target if taken else state
            row = road.now()
            assert row.status == state
            assert (row.share.ended_at is not None) == (state in ServiceReferral.ENDED)
    finally:
        if road.now().status not in ServiceReferral.ENDED:
            take(road, "cancel")


POLICE = ("formal", "identification_status", "police", "trafficked", "outcome", "cooperat", "screening")


@pytest.mark.parametrize("module", [needs, offers, transitions, actions])
def test_no_step_reads_a_formal_status_or_what_the_police_say(module):
    """P3, R06: the only word of this kind is the list of those who get nothing."""
    names = {node.attr for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Name)}
    assert [name for name in names if any(word in name.lower() for word in POLICE)] == []


STATUSES = [code for code, _label in Person._meta.get_field("migration_status").choices]


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(status=st.sampled_from(STATUSES), stateless=st.booleans())
def test_what_an_authority_says_of_a_person_changes_no_offer(office, case, clinic, status, stateless):
    with acting(office.amina, "test.arrange"):
        person = Person.objects.get(case=case)
        person.migration_status, person.stateless = status, stateless
        person.save()
        case.refresh_from_db()
        row = ServiceReferral(case=case, kind=clinic[0].kind, priority="immediate", country="TH")
        found = {offer.service.pk: offer.reasons for offer in offers.offered(office.amina, row)}
        assert found[clinic[0].pk] == []
