"""Addresses of the person of a case."""

from django.urls import path

from casework.people import views

PERSON = "cases/<str:reference>/person/"

urlpatterns = [
    path(PERSON, views.person_detail, name="person_detail"),
    path(f"{PERSON}edit/<slug:section>/", views.person_edit, name="person_edit"),
    path(f"{PERSON}safe/", views.person_safe, name="person_safe"),
    path(f"{PERSON}show/", views.person_reveal, name="person_reveal"),
    path(f"{PERSON}rows/<slug:kind>/new/", views.person_row_new, name="person_row_new"),
    path(f"{PERSON}rows/<slug:kind>/<uuid:pk>/", views.person_row_edit, name="person_row_edit"),
    path(f"{PERSON}rows/<slug:kind>/<uuid:pk>/remove/", views.person_row_remove, name="person_row_remove"),
]
