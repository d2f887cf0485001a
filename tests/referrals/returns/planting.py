"""A return full of canaries, with its risks, a step and a removal, for tests/test_withheld.py."""

from casework.models import Penalty
from referrals.models import Removal, Return, ReturnStep, RiskAssessment, RiskFactor

RETURN_MODELS = (Return, ReturnStep, RiskAssessment, RiskFactor, Removal)
CASE, ONE, GONE = {"reference": "case"}, {"reference": "case", "pk": "way"}, {"reference": "case", "pk": "removal"}
TICK = {**ONE, "code": "fit_to_travel"}
# Routes of returns for tests/test_withheld.py: name -> its arguments, by hand.
RETURN_ROUTES = {
    "return_queue": {}, "return_home": CASE, "return_wish": CASE, "return_detail": ONE,
    "return_step": {**ONE, "name": "clear"}, "return_assess": ONE, "return_factor": ONE,
    "return_measure": {**ONE, "factor": "risk"}, "return_advise": ONE, "return_paper": ONE, "return_ask": ONE,
    "return_line": TICK, "return_mark": TICK, "return_unmark": TICK, "removal_new": CASE, "removal_detail": GONE,
    "removal_edit": GONE, "removal_tell": GONE, "removal_step": {**GONE, "name": "leave"}, "api_returns": {},
    "return_stop": ONE, "api_return": {"pk": "way"}, "api_return_step": {"pk": "way", "step": "clear"},
}  # fmt: skip


def plant_return(case, by, plant):
    """Keys of the rows. `plant` puts a canary into every sealed text of a row."""
    way = Return(case=case, noted_by=by, to_country="VN", wish_language="vie", status="risk_assessment")
    plant(way).save(force_insert=True)
    assessment = RiskAssessment(case=case, way_home=way, by=by, heard=True)
    plant(assessment).save(force_insert=True)
    factor = RiskFactor(case=case, assessment=assessment, code="ransom_debt", effect="mitigate", added_by=by)
    line = ReturnStep(case=case, way_home=way, code="fit_to_travel", owner=by)
    removal = Removal(case=case, noted_by=by, by_state="TH", to_country="VN",
                      penalty=Penalty.objects.filter(case=case).first())  # fmt: skip
    for row in (factor, line, removal):
        plant(row).save(force_insert=True)
    return {"way": way.pk, "risk": factor.pk, "removal": removal.pk}
