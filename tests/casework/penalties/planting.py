"""Rows full of canaries of the rooms of law and money, and their routes, for tests/test_withheld.py."""

import datetime

from django.utils import timezone

from casework.models import Claim, Cost, Death, Hearing, Penalty, Visit

IN_CASE = {"reference": "case"}
LAW_ROUTES = {
    "detention_board": {}, "cost_totals": {}, "funding_new": {"kind": "lines"},
    "funding_edit": {"kind": "limits", "pk": "any"},
    **dict.fromkeys(
        ("penalty_list", "penalty_new", "letter_penalty", "claim_list", "claim_new", "cost_list", "cost_new",
         "death_home", "death_new", "death_edit"),
        IN_CASE,
    ),
    **{name: {**IN_CASE, "pk": "penalty"} for name in ("penalty_detail", "penalty_edit", "hearing_new", "visit_new")},
    "penalty_step": {**IN_CASE, "pk": "penalty", "name": "uphold"},
    "hearing_edit": {**IN_CASE, "pk": "hearing"}, "visit_edit": {**IN_CASE, "pk": "visit"},
    **{name: {**IN_CASE, "pk": "claim"} for name in ("claim_detail", "claim_edit", "claim_hearing")},
    "claim_step": {**IN_CASE, "pk": "claim", "name": "withdraw"},
    "cost_receipt": {**IN_CASE, "pk": "cost"}, "cost_step": {**IN_CASE, "pk": "cost", "name": "take_back"},
    "death_step": {**IN_CASE, "name": "refute"},
    "api_penalties": {}, "api_penalty": {"pk": "penalty"}, "api_penalty_step": {"pk": "penalty", "step": "uphold"},
    "api_hearings": {"penalty": "penalty"}, "api_hearing": {"penalty": "penalty", "pk": "hearing"},
    "api_visits": {"penalty": "penalty"}, "api_visit": {"penalty": "penalty", "pk": "visit"},
    "api_claims": {}, "api_claim": {"pk": "claim"}, "api_claim_step": {"pk": "claim", "step": "withdraw"},
    "api_costs": {}, "api_cost_totals": {}, "api_cost": {"pk": "cost"},
    "api_cost_step": {"pk": "cost", "step": "take_back"},
}  # fmt: skip
LAW_MODELS = (Penalty, Hearing, Visit, Claim, Cost, Death)


def plant_law(case, by, plant):
    """Keys of one row of each kind; saved by `by`, who acts. `plant` puts a canary into every sealed text."""
    today = timezone.localdate()
    penalty = plant(
        Penalty(case=case, noted_by=by, kind="immigration_detention", country="TH",
                begun_on=today - datetime.timedelta(days=9))
    )  # fmt: skip
    penalty.save(force_insert=True)
    hearing = plant(Hearing(case=case, penalty=penalty, noted_by=by, on=today))
    visit = plant(Visit(case=case, penalty=penalty, noted_by=by, on=today, outcome="seen", condition="well"))
    claim = plant(Claim(case=case, noted_by=by, kind="wages", against_kind="employer"))
    cost = plant(
        Cost(case=case, noted_by=by, kind="food", currency="THB", amount=5, spent_on=today, status="stands")
    )  # fmt: skip
    death = plant(Death(case=case, noted_by=by, where="inside", source="heard", lead_says="tell", lead_by=by))
    for row in (hearing, visit, claim, cost, death):
        row.save(force_insert=True)
    return {"penalty": penalty.pk, "hearing": hearing.pk, "visit": visit.pk, "claim": claim.pk, "cost": cost.pk}
