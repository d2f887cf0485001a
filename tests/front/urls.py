"""The product's addresses with the page of parts, which exists in demo mode only."""

from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from config.urls import urlpatterns as product

urlpatterns = [path("", include("config.urls_front")), *product]
