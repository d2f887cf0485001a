"""Addresses of rescue requests."""

from django.urls import path

from referrals.rescue import views

ROOM = "cases/<str:reference>/rescue/"

urlpatterns = [
    path(ROOM, views.rescue_list, name="rescue_list"),
    path(f"{ROOM}new/", views.rescue_new, name="rescue_new"),
    path(f"{ROOM}<str:number>/prolong/", views.rescue_prolong, name="rescue_prolong"),
    path(f"{ROOM}<str:number>/<slug:name>/", views.rescue_step, name="rescue_step"),
]
