"""Addresses of the storey, gathered from its rooms."""

from django.urls import include, path

urlpatterns = [
    path("", include("casework.cases.urls")),
    path("", include("casework.people.urls")),
    path("", include("casework.consents.urls")),
    path("", include("casework.interviews.urls")),
    path("", include("casework.todos.urls")),
    path("", include("casework.files.urls")),
    path("", include("casework.journey.urls")),
    path("", include("casework.languages.urls")),
    path("", include("casework.children.urls")),
    path("", include("casework.needs.urls")),
    path("", include("casework.penalties.urls")),
    path("", include("casework.claims.urls")),
    path("", include("casework.costs.urls")),
    path("", include("casework.deaths.urls")),
]
