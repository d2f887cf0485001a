"""The time after the way home and the other endings full of canaries, for tests/test_withheld.py."""

from django.utils import timezone

from referrals.models import Earlier, Ending, EndingStep, FollowUp, PlanGoal, ReintegrationPlan, WaysTalk

MODELS = (Earlier, Ending, EndingStep, FollowUp, PlanGoal, ReintegrationPlan, WaysTalk)
CASE, WAY, CALL = (
    {"reference": "case"},
    {"reference": "case", "pk": "ending"},
    {"reference": "case", "pk": "call_after"},
)
GOAL, ITEM = {"reference": "case", "pk": "goal"}, {**WAY, "item": "ending_item"}
# Routes of both rooms: name -> its arguments, by hand.
AFTER_ROUTES = {
    "ways_home": CASE, "ways_talk": CASE, "ending_new": {"reference": "case", "kind": "stay"}, "ending_detail": WAY,
    "ending_step": {**WAY, "name": "stop"}, "ending_item": ITEM, "ending_item_done": ITEM, "after_home": CASE,
    "followup_schedule": CASE, "followup_detail": CALL, "followup_give": CALL, "followup_step": {**CALL, "name": "talk"},
    "earlier_home": CASE, "reintegration_plan": CASE, "reintegration_edit": CASE, "reintegration_copy": CASE,
    "reintegration_goal_new": CASE, "reintegration_goal": GOAL, "reintegration_goal_drop": GOAL,
    "reintegration_goal_mark": GOAL, "reintegration_step": {"reference": "case", "name": "end"}, "their_calls": {},
    "their_call": {"pk": "call_after"}, "their_call_step": {"pk": "call_after", "name": "talk"}, "api_endings": {},
    "api_ending": {"pk": "ending"}, "api_ending_step": {"pk": "ending", "step": "grant"}, "api_followups": {},
    "api_followup": {"pk": "call_after"}, "api_followup_step": {"pk": "call_after", "step": "lapse"},
    "api_reintegration_plans": {}, "api_reintegration": {"pk": "plan_after"},
    "api_reintegration_step": {"pk": "plan_after", "step": "complete"},
}  # fmt: skip


def plant_after(case, by, plant):
    """Keys of the rows. `plant` puts a canary into every sealed text of a row."""
    ending = Ending(case=case, kind="stay", noted_by=by)
    plan = ReintegrationPlan(case=case, language="vie", written_by=by)
    talk = WaysTalk(case=case, language="vie", told=["stay"], understood=True, wants="stay", by=by)
    call = FollowUp(
        case=case, month=1, due_on=timezone.localdate(), done_on=timezone.localdate(), done_by=by, status="done",
        housing="well", legal="not", noted_by=by,
    )  # fmt: skip
    for row in (ending, plan, talk, call, Earlier(case=case, how="person", again="yes", by=by)):
        plant(row).save(force_insert=True)
    goal, item = PlanGoal(case=case, plan=plan, area="health"), EndingStep(case=case, ending=ending, code="papers")
    for row in (goal, item):
        plant(row).save(force_insert=True)
    return {
        "ending": ending.pk, "ending_item": item.pk, "call_after": call.pk, "goal": goal.pk, "plan_after": plan.pk,
    }  # fmt: skip
