"""The plan for the new life: written with the person, agreed in their language, looked at again (workflows.md 11)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from accounts.performing import Stale
from accounts.workflow import WrongState
from casework.models import Todo
from referrals.after import actions
from referrals.after.models import PlanGoal, ReintegrationPlan
from referrals.after.transitions import REINTEGRATION
from tests.referrals.after.conftest import TODAY, calls, due_now, whole_case
from tests.referrals.after.test_calls import SAID, move

P = ReintegrationPlan.Status
RUNNING = {P.AGREED, P.ACTIVE, P.REVIEWED}
BY_HAND = {
    "agree": ({P.DRAFT}, P.AGREED), "start": ({P.AGREED}, P.ACTIVE), "review": ({P.ACTIVE, P.REVIEWED}, P.REVIEWED),
    "rewrite": (RUNNING, P.DRAFT), "complete": ({P.ACTIVE, P.REVIEWED}, P.COMPLETED), "end": ({P.DRAFT} | RUNNING, P.ENDED),
}  # fmt: skip
GIVEN = {
    "agree": {"read_aloud": "yes", "agreed_on": TODAY(), "agreed_how": "witnessed", "copy_given": "yes"},
    "review": {"review": "She found work."}, "rewrite": {"reason": "She moved."}, "complete": {"end_words": "Well."},
    "end": {},
}  # fmt: skip


@pytest.fixture
def plan(office, woman):
    """A draft with one goal, in Vietnamese."""
    with acting(office.amina, "test.arrange"):
        row = actions.write_plan(whole_case(woman), by=office.amina, language="vie", wishes="A small shop.")
        actions.save_goal(row, by=office.amina, area="livelihood", goal="Mở một tiệm nhỏ", help="A loan", who="Aunt")
    return row


def take(office, plan, name, by=None, **given):
    """One step."""
    by = by or office.amina
    with acting(by):
        row = ReintegrationPlan.objects.select_related("case").get(pk=plan.pk)
        return REINTEGRATION.move(row, name, by=by, **(given or GIVEN.get(name, {})))


def goal_of(office, plan):
    with acting(office.amina):
        return PlanGoal.objects.select_related("case", "plan", "plan__case").get(plan=plan)


def test_the_table_is_the_one_that_was_typed_by_hand():
    assert {n: (set(s.sources), s.target) for n, s in REINTEGRATION.steps.items()} == BY_HAND


def test_what_the_person_agreed_to_stays_as_they_heard_it(office, plan):
    row = take(office, plan, "agree")
    with acting(office.amina):
        row = ReintegrationPlan.objects.select_related("case").get(pk=plan.pk)
        assert row.agreed_goals[0]["goal"] == "Mở một tiệm nhỏ" and row.copy_given and row.read_aloud
    with acting(office.amina), pytest.raises(ValidationError, match="has agreed"):
        actions.save_goal(row, by=office.amina, area="debt", goal="None any more")
    take(office, plan, "rewrite")
    with acting(office.amina):
        goal = PlanGoal.objects.select_related("case").get(plan=plan)
        actions.save_goal(plan, by=office.amina, known=goal, version=goal.version, help="A gift")
    assert take(office, plan, "agree").status == P.AGREED


def test_an_agreement_needs_a_goal_and_that_it_was_read(office, woman, plan):
    with pytest.raises(ValidationError) as error:
        take(office, plan, "agree", **{**GIVEN["agree"], "read_aloud": ""})
    assert "read_aloud" in error.value.message_dict
    with acting(office.amina):
        actions.drop_goal(goal_of(office, plan), by=office.amina)
    with pytest.raises(ValidationError, match="at least one goal"):
        take(office, plan, "agree")
    with pytest.raises(ValidationError) as error:
        take(
            office,
            plan,
            "agree",
            read_aloud="yes",
            agreed_on=TODAY() + datetime.timedelta(days=1),
            agreed_how="witnessed",
        )
    assert error.value.messages


def test_it_is_completed_once_each_goal_was_looked_at(office, plan):
    for name in ("agree", "start"):
        take(office, plan, name)
    with pytest.raises(ValidationError, match="still to be reached"):
        take(office, plan, "complete")
    with acting(office.amina):
        actions.mark_goal(goal_of(office, plan), by=office.amina, stands="partly")
    assert take(office, plan, "complete", by=office.sam, end_words="Well.").ended_on == TODAY()
    with acting(office.amina), pytest.raises(ValidationError):
        actions.mark_goal(goal_of(office, plan), by=office.amina, stands="reached")


def test_each_call_asks_to_look_at_the_plan_again(office, woman, received, plan):
    for name in ("agree", "start"):
        take(office, plan, name)
    row = calls(woman, office.amina)[1]
    due_now(row)
    move(row, "talk", office.amina, **SAID)
    with acting(office.amina):
        assert Todo.objects.open().filter(case=woman, kind="review_reintegration").exists()
    assert take(office, plan, "review").reviewed_on == TODAY()
    with acting(office.amina):
        assert not Todo.objects.open().filter(case=woman, kind="review_reintegration").exists()


BAD = [
    ({"goal": " "}, "goal"), ({"area": "luck"}, "area"), ({"goal": "x" * 5000}, "goal"),
    ({"until": datetime.date(2090, 1, 1)}, "until"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "field"), BAD)
def test_a_goal_that_does_not_fit_is_said_beside_the_field(office, plan, wrong, field):
    with acting(office.amina), pytest.raises(ValidationError) as error:
        actions.save_goal(plan, by=office.amina, **{"area": "health", "goal": "Sleep", **wrong})
    assert field in error.value.message_dict
    with acting(office.amina):
        assert PlanGoal.objects.filter(plan=plan).count() == 1


def test_one_plan_is_open_and_two_who_write_at_once_do_not_overwrite_each_other(office, woman, plan):
    with acting(office.amina), pytest.raises(ValidationError, match="plan already"):
        actions.write_plan(whole_case(woman), by=office.amina, language="vie")
    with acting(office.amina):
        actions.write_plan(
            whole_case(woman), by=office.amina, language="vie", wishes="A.", plan=plan, version=plan.version
        )
    with acting(office.amina), pytest.raises(Stale):
        actions.write_plan(
            whole_case(woman), by=office.amina, language="vie", wishes="B.", plan=plan, version=plan.version
        )


def test_who_may_and_who_may_not(office, plan, people):
    for user in (office.audrey, office.paul, office.noor, office.lina):
        with acting(user), pytest.raises((Http404, PermissionDenied)):
            REINTEGRATION.move(plan, "agree", by=user, **GIVEN["agree"])
    with pytest.raises(PermissionDenied):
        take(office, plan, "agree", by=office.sam)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(walk=st.lists(st.sampled_from(sorted(BY_HAND)), min_size=4, max_size=9))
def test_no_walk_leaves_the_table_and_nothing_runs_that_nobody_agreed_to(office, woman, walk):
    with acting(office.amina, "test.arrange"):
        plan = actions.write_plan(whole_case(woman), by=office.amina, language="vie")
        actions.save_goal(plan, by=office.amina, area="health", goal="Sleep")
    state = P.DRAFT
    for name in walk:
        sources, target = BY_HAND[name]
        try:
            row = take(office, plan, name)
        except WrongState:
            assert state not in sources
            continue
        except ValidationError:
            assert name == "complete" and state in sources
            continue
        assert state in sources and row.status == target
        state = target
        with acting(office.amina, "test.look"):
            fresh = ReintegrationPlan.objects.get(pk=row.pk)
            assert state not in RUNNING or (fresh.agreed_on and fresh.read_aloud and fresh.agreed_goals)
    if state not in ReintegrationPlan.OVER:
        take(office, plan, "end")
