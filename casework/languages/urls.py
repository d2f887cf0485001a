"""Addresses of the languages."""

from django.urls import path

from casework.languages import views

urlpatterns = [
    path("languages/", views.language_list, name="language_list"),
    path("languages/leads/<uuid:pk>/end/", views.language_lead_end, name="language_lead_end"),
    path("languages/<str:tag>/", views.language_detail, name="language_detail"),
]
