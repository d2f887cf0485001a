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
]
