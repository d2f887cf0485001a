"""The pages of the ways on, of the time after the way home, and of the partner who calls, in a real Chromium: nothing for
axe to find, no sideways scroll. With CASEWORK_SHOTS a picture of each is kept there."""

from accounts.acting import acting
from referrals.after import actions
from referrals.after.models import FollowUp
from referrals.after.transitions import FOLLOWUP
from referrals.endings.models import EndingStep
from tests.casework.cases.test_look import show  # noqa: F401
from tests.referrals.after.conftest import TODAY, Elsewhere, at_home, calls, due_now, whole_case
from tests.referrals.services.test_service_look import at, browser_context_args, looked_at  # noqa: F401

WELL = {"safe_now": "yes", "housing": "well", "debt": "not", "again": "no", "words": "Sells vegetables."}


def test_no_page_of_the_ways_on_or_of_the_time_after_has_a_finding(
    show, office, woman, people, received, partner  # noqa: F811
):  # fmt: skip
    ref, amina = woman.reference, office.amina
    way = Elsewhere(office, woman, people, "stay")
    way.to("agree")
    road = at_home(office, woman, partner)
    office.clara, found_calls = road.clara, calls(woman, amina)
    for month in (1, 3):
        due_now(found_calls[month])
    with acting(amina, "test.arrange"):
        step = EndingStep.objects.filter(ending=way.row, done_on__isnull=True).first()
        FOLLOWUP.move(calls(woman, amina)[1], "talk", by=amina, done_on=TODAY(), **WELL)
        plan = actions.write_plan(whole_case(woman), by=amina, language="vie", wishes="Một tiệm may nhỏ.")
        goal = actions.save_goal(plan, by=amina, area="debt", goal="Trả hết nợ", help="Luật sư", who="Chị Hoa")
    found = looked_at(show, "amina", {
        "ways": at("ways_home", ref), "ways-talk": at("ways_talk", ref), "ending-new": at("ending_new", ref, "asylum"),
        "ending": at("ending_detail", ref, way.row.pk), "ending-item": at("ending_item", ref, way.row.pk, step.pk),
        "ending-ask": at("ending_step", ref, way.row.pk, "ask"), "after": at("after_home", ref),
        "call": at("followup_detail", ref, found_calls[3].pk), "call-done": at("followup_detail", ref, found_calls[1].pk),
        "call-talk": at("followup_step", ref, found_calls[3].pk, "talk"),
        "before": at("earlier_home", ref),
        "plan": at("reintegration_plan", ref), "plan-goal": at("reintegration_goal", ref, goal.pk),
        "plan-agree": at("reintegration_step", ref, "agree"), "plan-copy": at("reintegration_copy", ref),
    })  # fmt: skip
    with acting(amina, "test.arrange"):
        actions.give(FollowUp.objects.select_related("case").get(pk=found_calls[3].pk), by=amina, to_partner=True)
    theirs = found_calls[3].pk
    found |= looked_at(show, "clara", {
        "their-calls": at("their_calls"), "their-call": at("their_call", theirs),
        "their-talk": at("their_call_step", theirs, "talk"),
    })  # fmt: skip
    assert not found, "\n".join(f"{place}: {said}" for place, said in found.items())
