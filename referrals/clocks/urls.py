"""Addresses of the clocks."""

from django.urls import path

from referrals.clocks import views

ROOM = "referrals/clocks/"
ONE = f"{ROOM}targets/<uuid:pk>/"

urlpatterns = [
    path(ROOM, views.clock_home, name="clock_home"),
    path(f"{ROOM}targets/new/", views.clock_target_new, name="clock_target_new"),
    path(ONE, views.clock_target_edit, name="clock_target_edit"),
    path(f"{ONE}remove/", views.clock_target_remove, name="clock_target_remove"),
]
