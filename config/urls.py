"""Every address of the house."""

from django.conf import settings
from django.urls import include, path

from config import errors, health, help, pages

handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.refused,
    errors.not_found,
    errors.broken,
)

urlpatterns = [
    path("", pages.my_work, name="my_work"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("help/", help.show_help, name="help"),
    path("api/v1/", include("config.api")),
    path("", include("casework.urls")),
    path("", include("accounts.urls")),
]
if settings.DEMO or settings.DEBUG:
    urlpatterns += [path("", include("config.urls_front"))]
