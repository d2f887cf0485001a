"""Addresses of the storey, gathered from its rooms."""

from django.urls import include, path

urlpatterns = [
    path("", include("referrals.endings.urls")),
    path("", include("referrals.after.urls")),
    path("", include("referrals.letters.urls")),
    path("", include("referrals.firewall.urls")),
    path("", include("referrals.sought.urls")),
    path("", include("referrals.rescue.urls")),
    path("", include("referrals.arrivals.urls")),
    path("", include("referrals.consular.urls")),
    path("", include("referrals.sharing.urls")),
    path("", include("referrals.services.urls")),
    path("", include("referrals.returns.urls")),
    path("", include("referrals.movements.urls")),
    path("", include("referrals.shelter.urls")),
    path("", include("referrals.channels.urls")),
    path("", include("referrals.portal.urls")),
    path("", include("referrals.directory.urls")),
    path("", include("referrals.raci.urls")),
    path("", include("referrals.clocks.urls")),
]
