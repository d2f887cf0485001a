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
from casework.cases.api import CaseViewSet
from casework.consents.api import ConsentViewSet
from casework.interviews.api import AnswerViewSet, SittingViewSet
from casework.journey.api import JourneyViewSet
from casework.people.api import PersonViewSet, RowViewSet
from referrals.consular.api import ConsularViewSet
from referrals.directory.api import DirectoryViewSet, HsdsViewSet, PartViewSet
from referrals.services.api import ServiceViewSet
from referrals.sharing.actions import answer_consent, withdraw_consent
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
    path("schema/", SpectacularAPIView.as_view(), name="api_schema"),
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
    path("interviews/", SittingViewSet.as_view(MANY), name="api_interviews"),
    path("interviews/<uuid:pk>/", SittingViewSet.as_view(ONE), name="api_interview"),
    path("interviews/<uuid:sitting>/answers/", AnswerViewSet.as_view({"post": "create"}), name="api_answers"),
    path("interviews/<uuid:sitting>/answers/<uuid:pk>/", AnswerViewSet.as_view(ONE), name="api_answer"),
    path("interviews/<uuid:pk>/<slug:step>/", SittingViewSet.as_view({"post": "step"}), name="api_interview_step"),
    path("screenings/", ScreeningViewSet.as_view(MANY), name="api_screenings"),
    path("screenings/evaluate/", ScreeningViewSet.as_view({"post": "evaluate"}), name="api_evaluate"),
    path("screenings/<uuid:pk>/", ScreeningViewSet.as_view(ONE), name="api_screening"),
    path("screenings/<uuid:pk>/<slug:step>/", ScreeningViewSet.as_view({"post": "step"}), name="api_screening_step"),
]
