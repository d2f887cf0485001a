"""Addresses of the storey, gathered from its rooms."""

from django.urls import include, path

urlpatterns = [
    path("", include("referrals.consular.urls")),
    path("", include("referrals.portal.urls")),
    path("", include("referrals.directory.urls")),
]
