"""Addresses of a death."""

from django.urls import path

from casework.deaths import views

ROOM = "cases/<str:reference>/death/"

urlpatterns = [
    path(ROOM, views.death_home, name="death_home"),
    path(f"{ROOM}new/", views.death_new, name="death_new"),
    path(f"{ROOM}edit/", views.death_edit, name="death_edit"),
    path(f"{ROOM}step/<slug:name>/", views.death_step, name="death_step"),
]
