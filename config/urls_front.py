"""Pages about the look itself. Included by config/urls.py in demo mode and with DEBUG only."""

from django.urls import path

from config.parts_page import parts

urlpatterns = [
    path("parts/", parts, name="parts"),
    path("parts/case/", parts, {"template": "parts_case.html"}, name="parts_case"),
    path("parts/conflict/", parts, {"template": "parts_conflict.html"}, name="parts_conflict"),
]
