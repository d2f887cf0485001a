"""Addresses of the journey."""

from django.urls import path

from casework.journey import views

urlpatterns = [
    path("cases/<str:reference>/journey/", views.journey_detail, name="journey_detail"),
    path("cases/<str:reference>/journey/facts/", views.journey_facts, name="journey_facts"),
    path("cases/<str:reference>/journey/<slug:kind>/new/", views.journey_new, name="journey_new"),
    path("cases/<str:reference>/journey/<slug:kind>/<uuid:pk>/", views.journey_edit, name="journey_edit"),
    path("cases/<str:reference>/journey/stops/<uuid:pk>/move/", views.journey_move, name="journey_move"),
    path("cases/<str:reference>/journey/<slug:kind>/<uuid:pk>/remove/", views.journey_remove, name="journey_remove"),
]
