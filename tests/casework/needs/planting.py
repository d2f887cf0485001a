"""Needs, plan, safety, a conference and a child's room full of canaries, for tests/test_withheld.py."""

from django.utils import timezone

from casework.models import (
    AgeDispute,
    Assent,
    BestInterests,
    Birth,
    CasePlan,
    Conference,
    Decision,
    Guardian,
    Need,
    PanelMember,
    SafetyPlan,
    Session,
    Tracing,
)

CARE_MODELS = (Need, Session, CasePlan, SafetyPlan, Conference, Decision, BestInterests, PanelMember, Guardian, Assent, Tracing,
          AgeDispute, Birth)  # fmt: skip
CASE, NEED = {"reference": "case"}, {"reference": "case", "pk": "need"}
PLAN = {"reference": "case", "number": 1}
HELD, BEST = {"reference": "case", "pk": "conference"}, {"reference": "case", "pk": "interests"}
# route name -> its arguments, as in tests/test_withheld.py
CARE_ROUTES = {
    "need_home": CASE, "need_new": CASE, "need_take": CASE, "need_detail": NEED, "need_edit": NEED, "need_session": NEED,
    "need_step": {**NEED, "name": "begin"}, "plan_home": CASE, "plan_write": CASE, "plan_copy": PLAN,
    "plan_step": {**PLAN, "name": "agree"}, "safety_plan": CASE, "safety_write": CASE, "conference_list": CASE,
    "conference_new": CASE, "conference_edit": HELD, "conference_decide": HELD,
    "child_home": CASE, "guardian_reveal": CASE,
    "birth_list": CASE, "birth_case": {"reference": "case", "pk": "birth"}, "interests_open": CASE,
    "interests_edit": BEST, "interests_member": BEST,
    "interests_member_remove": {**BEST, "member": "panel_member"}, "interests_step": {**BEST, "name": "sign_officer"},
    "age_doubt": CASE, "age_decide": {"reference": "case", "pk": "dispute"},
    "guardian_end": {"reference": "case", "pk": "guardian"}, "child_row_new": {"reference": "case", "kind": "guardians"},
    "child_row_edit": {"reference": "case", "kind": "guardians", "pk": "guardian"},
    "api_needs": {}, "api_need": {"pk": "need"}, "api_need_sessions": {"need": "need"},
    "api_need_step": {"pk": "need", "step": "begin"}, "api_plans": {}, "api_plan": {"pk": "plan"},
    "api_plan_step": {"pk": "plan", "step": "agree"}, "api_safety_plans": {}, "api_safety_plan": {"pk": "safety"},
    "api_conferences": {}, "api_conference": {"pk": "conference"}, "api_interests": {}, "api_interest": {"pk": "interests"},
    "api_interest_step": {"pk": "interests", "step": "sign_officer"},
    "api_child_rows": {"reference": "case", "kind": "guardians"},
    "api_child_row": {"reference": "case", "kind": "guardians", "pk": "guardian"},
}  # fmt: skip


def plant_care(case, by, plant):
    """Keys of the rows. `plant` puts a canary into every sealed text of a row."""
    need = plant(Need(case=case, kind="mhpss_basic", noted_by=by, owner=by, due_on=timezone.localdate()))
    told = [{"kind": "shelter", "words": "CANARY-facts-CasePlan-services", "who": "", "until": ""}]
    plan = plant(CasePlan(case=case, number=1, language="vie", services=told, written_by=by))
    safety = plant(SafetyPlan(case=case, written_by=by))
    conference = plant(Conference(case=case, written_by=by))
    interests = plant(BestInterests(case=case, opened_by=by, status="panel_review"))
    guardian = plant(Guardian(case=case, kind="body", appointed="office", noted_by=by))
    dispute = plant(AgeDispute(case=case, disputed_by="authority", opened_by=by))
    birth = plant(Birth(case=case, noted_by=by))
    member = plant(PanelMember(case=case, procedure=interests, function="social_work", added_by=by))
    rows = [
        need, plan, safety, conference, interests, guardian, dispute, birth, member,
        plant(Session(case=case, need=need, noted_by=by)), plant(Tracing(case=case, state="asked", noted_by=by)),
        plant(Decision(case=case, conference=conference, need=need)),
        plant(Assent(case=case, about="return", answer="yes", language="vie", asked_by=by)),
    ]  # fmt: skip
    for row in rows:
        row.save(force_insert=True)
    return {
        "need": need.pk, "plan": plan.pk, "safety": safety.pk, "conference": conference.pk, "interests": interests.pk,
        "guardian": guardian.pk, "dispute": dispute.pk, "birth": birth.pk, "panel_member": member.pk,
    }  # fmt: skip
