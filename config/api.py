"""The REST door: the same rooms under /api/v1/."""

from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.decorators import api_view
from rest_framework.response import Response

from accounts import codes
from accounts.changes.api import ChangesView, Fed
from accounts.clients.api import SecretView, TokenView
from accounts.schema import MadeOnce
from casework.cases.api import CaseViewSet
from casework.children.api import ChildViewSet, InterestsViewSet
from casework.claims.api import ClaimViewSet
from casework.consents.api import ConsentViewSet
from casework.costs.api import CostTotalsView, CostViewSet
from casework.interviews.api import AnswerViewSet, SittingViewSet
from casework.journey.api import JourneyViewSet
from casework.needs.api import ConferenceViewSet, NeedViewSet, PlanViewSet, SafetyViewSet, SessionViewSet
from casework.penalties.api import HearingViewSet, PenaltyViewSet, VisitViewSet
from casework.people.api import PersonViewSet, RowViewSet
from referrals.after.api import FollowUpViewSet, ReintegrationViewSet
from referrals.arrivals.api import ArrivalViewSet, MeetingViewSet
from referrals.consular.api import ConsularViewSet
from referrals.directory.api import DirectoryViewSet, HsdsViewSet, PartViewSet
from referrals.endings.api import EndingViewSet
from referrals.firewall.api import DemandViewSet, ExemptionViewSet
from referrals.letters.api import LetterViewSet
from referrals.movements.api import MovementViewSet
from referrals.raci.api import RaciViewSet
from referrals.rescue.api import RescueViewSet
from referrals.returns.api import ReturnViewSet
from referrals.services.api import ServiceViewSet
from referrals.sharing.actions import answer_consent, withdraw_consent
from referrals.sharing.api import ShareViewSet
from referrals.shelter.api import ShelterViewSet, StayViewSet
from referrals.shelter.api_custody import CustodyViewSet
from referrals.sought.api import SoughtViewSet
from screening.api import ScreeningViewSet


@extend_schema(responses=OpenApiTypes.OBJECT)
@api_view(["GET"])
def code_list(request, name):
    """The rows of one code list, with every column."""
    if name not in codes.names():
        return Response(status=404)
    return Response({"results": codes.rows(name), "next": None})


# What the sync feed tells, to clients whose scopes and role may view it; the model carries the `told` constraint.
FED = (
    Fed("cases", CaseViewSet),
    Fed("people", PersonViewSet),
    Fed("consular-referrals", ConsularViewSet),
    Fed("service-referrals", ServiceViewSet),
)
MANY, ONE = {"get": "list", "post": "create"}, {"get": "retrieve", "patch": "partial_update"}
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(generator_class=MadeOnce), name="api_schema"),
    path("token/", TokenView.as_view(), name="api_token"),
    path("token/secret/", SecretView.as_view(), name="api_token_secret"),
    path("changes/", ChangesView.as_view(fed=FED), name="api_changes"),
    path("code-lists/<slug:name>/", code_list, name="api_code_list"),
    path("cases/", CaseViewSet.as_view(MANY), name="api_cases"),
    path("cases/<str:reference>/", CaseViewSet.as_view(ONE), name="api_case"),
    path("cases/<str:reference>/<slug:step>/", CaseViewSet.as_view({"post": "step"}), name="api_case_step"),
    path("people/", PersonViewSet.as_view({"get": "list"}), name="api_people"),
    path("people/<uuid:pk>/", PersonViewSet.as_view(ONE), name="api_person"),
    path("people/<uuid:pk>/reveal/", PersonViewSet.as_view({"post": "reveal"}), name="api_person_reveal"),
    path("people/<uuid:person>/<slug:kind>/", RowViewSet.as_view({"post": "create"}), name="api_person_rows"),
    path(
        "people/<uuid:person>/<slug:kind>/<uuid:pk>/",
        RowViewSet.as_view({"patch": "partial_update", "delete": "destroy"}),
        name="api_person_row",
    ),
    path("journey/<str:reference>/<slug:kind>/", JourneyViewSet.as_view(MANY), name="api_journey"),
    path(
        "journey/<str:reference>/<slug:kind>/<uuid:pk>/",
        JourneyViewSet.as_view(ONE | {"delete": "destroy"}),
        name="api_journey_row",
    ),
    path(
        "journey/<str:reference>/<slug:kind>/<uuid:pk>/<slug:way>/",
        JourneyViewSet.as_view({"post": "move"}),
        name="api_journey_move",
    ),
    path("needs/", NeedViewSet.as_view(MANY), name="api_needs"),
    path("needs/<uuid:pk>/", NeedViewSet.as_view(ONE), name="api_need"),
    path("needs/<uuid:need>/sessions/", SessionViewSet.as_view(MANY), name="api_need_sessions"),
    path("needs/<uuid:pk>/<slug:step>/", NeedViewSet.as_view({"post": "step"}), name="api_need_step"),
    path("case-plans/", PlanViewSet.as_view(MANY), name="api_plans"),
    path("case-plans/<uuid:pk>/", PlanViewSet.as_view(ONE), name="api_plan"),
    path("case-plans/<uuid:pk>/<slug:step>/", PlanViewSet.as_view({"post": "step"}), name="api_plan_step"),
    path("safety-plans/", SafetyViewSet.as_view(MANY), name="api_safety_plans"),
    path("safety-plans/<uuid:pk>/", SafetyViewSet.as_view(ONE), name="api_safety_plan"),
    path("conferences/", ConferenceViewSet.as_view(MANY), name="api_conferences"),
    path("conferences/<uuid:pk>/", ConferenceViewSet.as_view(ONE), name="api_conference"),
    path("best-interests/", InterestsViewSet.as_view(MANY), name="api_interests"),
    path("best-interests/<uuid:pk>/", InterestsViewSet.as_view(ONE), name="api_interest"),
    path("best-interests/<uuid:pk>/<slug:step>/", InterestsViewSet.as_view({"post": "step"}), name="api_interest_step"),
    path("children/<str:reference>/<slug:kind>/", ChildViewSet.as_view(MANY), name="api_child_rows"),
    path("children/<str:reference>/<slug:kind>/<uuid:pk>/", ChildViewSet.as_view(ONE), name="api_child_row"),
    path("consents/", ConsentViewSet.as_view(MANY), name="api_consents"),
    path("consents/<uuid:pk>/", ConsentViewSet.as_view({"get": "retrieve"}), name="api_consent"),
    path(
        "consents/<uuid:pk>/<slug:step>/",
        # What rests on a consent stands on a higher floor than the ledger: shares that go on or end with it.
        ConsentViewSet.as_view({"post": "step"}, answering=answer_consent, withdrawing=withdraw_consent),
        name="api_consent_step",
    ),
    path("consular-referrals/", ConsularViewSet.as_view(MANY), name="api_consular_referrals"),
    path("consular-referrals/<str:number>/", ConsularViewSet.as_view(ONE), name="api_consular_referral"),
    path(
        "consular-referrals/<str:number>/missions/",
        ConsularViewSet.as_view({"get": "missions"}),
        name="api_consular_missions",
    ),
    path(
        "consular-referrals/<str:number>/<slug:step>/",
        ConsularViewSet.as_view({"post": "step"}),
        name="api_consular_referral_step",
    ),
    path("service-referrals/", ServiceViewSet.as_view(MANY), name="api_service_referrals"),
    path("service-referrals/<str:number>/", ServiceViewSet.as_view(ONE), name="api_service_referral"),
    path(
        "service-referrals/<str:number>/providers/",
        ServiceViewSet.as_view({"get": "providers"}),
        name="api_service_providers",
    ),
    path(
        "service-referrals/<str:number>/<slug:step>/",
        ServiceViewSet.as_view({"post": "step"}),
        name="api_service_referral_step",
    ),
    path("shelters/", ShelterViewSet.as_view({"get": "list"}), name="api_shelters"),
    path("shelters/<uuid:pk>/", ShelterViewSet.as_view({"get": "retrieve"}), name="api_shelter"),
    path("shelters/<uuid:pk>/<slug:step>/", ShelterViewSet.as_view({"post": "step"}), name="api_shelter_step"),
    path("shelter-stays/", StayViewSet.as_view(MANY), name="api_stays"),
    path("shelter-stays/<uuid:pk>/", StayViewSet.as_view(ONE), name="api_stay"),
    path("shelter-stays/<uuid:pk>/<slug:step>/", StayViewSet.as_view({"post": "step"}), name="api_stay_step"),
    path("custody/", CustodyViewSet.as_view(MANY), name="api_custodies"),
    path("custody/<uuid:pk>/", CustodyViewSet.as_view(ONE), name="api_custody"),
    path("directory/", DirectoryViewSet.as_view(MANY), name="api_directory"),
    path("directory/hsds/", HsdsViewSet.as_view({"get": "send", "post": "take"}), name="api_directory_hsds"),
    path("directory/<uuid:pk>/", DirectoryViewSet.as_view(ONE), name="api_directory_entry"),
    path("directory/<uuid:pk>/<slug:step>/", DirectoryViewSet.as_view({"post": "step"}), name="api_directory_step"),
    path(
        "directory/<uuid:entry>/parts/<slug:kind>/",
        PartViewSet.as_view({"post": "create"}),
        name="api_directory_parts",
    ),
    path(
        "directory/<uuid:entry>/parts/<slug:kind>/<uuid:pk>/",
        PartViewSet.as_view({"patch": "partial_update", "delete": "destroy"}),
        name="api_directory_part",
    ),
    path("shares/", ShareViewSet.as_view(MANY), name="api_shares"),
    path("shares/<uuid:pk>/", ShareViewSet.as_view({"get": "retrieve"}), name="api_share"),
    path("shares/<uuid:pk>/<slug:step>/", ShareViewSet.as_view({"post": "step"}), name="api_share_step"),
    path("letters/", LetterViewSet.as_view(MANY), name="api_letters"),
    path("letters/<str:number>/", LetterViewSet.as_view({"get": "retrieve"}), name="api_letter"),
    path("letters/<str:number>/pdf/", LetterViewSet.as_view({"post": "pdf"}), name="api_letter_pdf"),
    path("letters/<str:number>/<slug:step>/", LetterViewSet.as_view({"post": "step"}), name="api_letter_step"),
    path("exemptions/", ExemptionViewSet.as_view(MANY), name="api_exemptions"),
    path("exemptions/<str:number>/", ExemptionViewSet.as_view({"get": "retrieve"}), name="api_exemption"),
    path("exemptions/<str:number>/<slug:step>/", ExemptionViewSet.as_view({"post": "step"}), name="api_exemption_step"),
    path("demands/", DemandViewSet.as_view(MANY), name="api_demands"),
    path("demands/<str:number>/", DemandViewSet.as_view({"get": "retrieve"}), name="api_demand"),
    path("demands/<str:number>/<slug:step>/", DemandViewSet.as_view({"post": "step"}), name="api_demand_step"),
    path("arrivals/", ArrivalViewSet.as_view(MANY), name="api_arrivals"),
    path("arrivals/<str:number>/", ArrivalViewSet.as_view(ONE), name="api_arrival"),
    path("arrivals/<str:number>/<slug:step>/", ArrivalViewSet.as_view({"post": "step"}), name="api_arrival_step"),
    path("meetings/", MeetingViewSet.as_view(MANY), name="api_meetings"),
    path("meetings/<uuid:pk>/", MeetingViewSet.as_view({"get": "retrieve"}), name="api_meeting"),
    path("rescue-requests/", RescueViewSet.as_view(MANY), name="api_rescue_requests"),
    path("rescue-requests/<uuid:pk>/", RescueViewSet.as_view({"get": "retrieve"}), name="api_rescue_request"),
    path("rescue-requests/<uuid:pk>/<slug:step>/", RescueViewSet.as_view({"post": "step"}), name="api_rescue_step"),
    path("sought-notices/", SoughtViewSet.as_view(MANY), name="api_sought_notices"),
    path("sought-notices/<str:number>/", SoughtViewSet.as_view({"get": "retrieve"}), name="api_sought_notice"),
    path("sought-notices/<str:number>/<slug:step>/", SoughtViewSet.as_view({"post": "step"}), name="api_sought_step"),
    path("raci-rows/", RaciViewSet.as_view(MANY), name="api_raci_rows"),
    path("raci-rows/export/", RaciViewSet.as_view({"get": "export"}), name="api_raci_export"),
    path("raci-rows/<uuid:pk>/", RaciViewSet.as_view(ONE | {"delete": "destroy"}), name="api_raci_row"),
    path("penalties/", PenaltyViewSet.as_view(MANY), name="api_penalties"),
    path("penalties/<uuid:pk>/", PenaltyViewSet.as_view(ONE), name="api_penalty"),
    path("penalties/<uuid:penalty>/hearings/", HearingViewSet.as_view(MANY), name="api_hearings"),
    path("penalties/<uuid:penalty>/hearings/<uuid:pk>/", HearingViewSet.as_view(ONE), name="api_hearing"),
    path("penalties/<uuid:penalty>/visits/", VisitViewSet.as_view(MANY), name="api_visits"),
    path("penalties/<uuid:penalty>/visits/<uuid:pk>/", VisitViewSet.as_view(ONE), name="api_visit"),
    path("penalties/<uuid:pk>/<slug:step>/", PenaltyViewSet.as_view({"post": "step"}), name="api_penalty_step"),
    path("claims/", ClaimViewSet.as_view(MANY), name="api_claims"),
    path("claims/<uuid:pk>/", ClaimViewSet.as_view(ONE), name="api_claim"),
    path("claims/<uuid:pk>/<slug:step>/", ClaimViewSet.as_view({"post": "step"}), name="api_claim_step"),
    path("costs/", CostViewSet.as_view(MANY), name="api_costs"),
    path("costs/totals/", CostTotalsView.as_view(), name="api_cost_totals"),
    path("costs/<uuid:pk>/", CostViewSet.as_view({"get": "retrieve"}), name="api_cost"),
    path("costs/<uuid:pk>/<slug:step>/", CostViewSet.as_view({"post": "step"}), name="api_cost_step"),
    path("interviews/", SittingViewSet.as_view(MANY), name="api_interviews"),
    path("interviews/<uuid:pk>/", SittingViewSet.as_view(ONE), name="api_interview"),
    path("interviews/<uuid:sitting>/answers/", AnswerViewSet.as_view({"post": "create"}), name="api_answers"),
    path("interviews/<uuid:sitting>/answers/<uuid:pk>/", AnswerViewSet.as_view(ONE), name="api_answer"),
    path("interviews/<uuid:pk>/<slug:step>/", SittingViewSet.as_view({"post": "step"}), name="api_interview_step"),
    path("screenings/", ScreeningViewSet.as_view(MANY), name="api_screenings"),
    path("screenings/evaluate/", ScreeningViewSet.as_view({"post": "evaluate"}), name="api_evaluate"),
    path("screenings/<uuid:pk>/", ScreeningViewSet.as_view(ONE), name="api_screening"),
    path("screenings/<uuid:pk>/<slug:step>/", ScreeningViewSet.as_view({"post": "step"}), name="api_screening_step"),
    path("movements/", MovementViewSet.as_view({"get": "list"}), name="api_movements"),
    path("movements/<uuid:pk>/", MovementViewSet.as_view({"get": "retrieve"}), name="api_movement"),
    path("returns/", ReturnViewSet.as_view(MANY), name="api_returns"),
    path("returns/<uuid:pk>/", ReturnViewSet.as_view({"get": "retrieve"}), name="api_return"),
    path("returns/<uuid:pk>/<slug:step>/", ReturnViewSet.as_view({"post": "step"}), name="api_return_step"),
    path("endings/", EndingViewSet.as_view(MANY), name="api_endings"),
    path("endings/<uuid:pk>/", EndingViewSet.as_view({"get": "retrieve"}), name="api_ending"),
    path("endings/<uuid:pk>/<slug:step>/", EndingViewSet.as_view({"post": "step"}), name="api_ending_step"),
    path("follow-ups/", FollowUpViewSet.as_view(MANY), name="api_followups"),
    path("follow-ups/<uuid:pk>/", FollowUpViewSet.as_view({"get": "retrieve"}), name="api_followup"),
    path("follow-ups/<uuid:pk>/<slug:step>/", FollowUpViewSet.as_view({"post": "step"}), name="api_followup_step"),
    path("reintegration-plans/", ReintegrationViewSet.as_view(MANY), name="api_reintegration_plans"),
    path("reintegration-plans/<uuid:pk>/", ReintegrationViewSet.as_view({"get": "retrieve"}), name="api_reintegration"),
    path(
        "reintegration-plans/<uuid:pk>/<slug:step>/",
        ReintegrationViewSet.as_view({"post": "step"}),
        name="api_reintegration_step",
    ),
]
