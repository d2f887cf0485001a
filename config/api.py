"""The REST door: the same rooms under /api/v1/."""

from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.decorators import api_view
from rest_framework.response import Response

from accounts import codes
from casework.cases.api import CaseViewSet
from casework.consents.api import ConsentViewSet
from casework.people.api import PersonViewSet, RowViewSet


@extend_schema(responses=OpenApiTypes.OBJECT)
@api_view(["GET"])
def code_list(request, name):
    """The rows of one code list, with every column."""
    if name not in codes.names():
        return Response(status=404)
    return Response({"results": codes.rows(name), "next": None})


MANY, ONE = {"get": "list", "post": "create"}, {"get": "retrieve", "patch": "partial_update"}
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api_schema"),
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
    path("consents/", ConsentViewSet.as_view(MANY), name="api_consents"),
    path("consents/<uuid:pk>/", ConsentViewSet.as_view({"get": "retrieve"}), name="api_consent"),
    path("consents/<uuid:pk>/<slug:step>/", ConsentViewSet.as_view({"post": "step"}), name="api_consent_step"),
]
