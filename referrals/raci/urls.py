"""Addresses of the table of who does what."""

from django.urls import path

from referrals.raci import views, views_edit

ROOM = "referrals/raci/"
ONE = f"{ROOM}<uuid:pk>/"

urlpatterns = [
    path(ROOM, views.raci_home, name="raci_home"),
    path(f"{ROOM}history/", views.raci_history, name="raci_history"),
    path(f"{ROOM}new/", views_edit.raci_new, name="raci_new"),
    path(f"{ROOM}export/", views_edit.raci_export, name="raci_export"),
    path(f"{ROOM}import/", views_edit.raci_import, name="raci_import"),
    path(ONE, views_edit.raci_edit, name="raci_edit"),
    path(f"{ONE}remove/", views_edit.raci_remove, name="raci_remove"),
]
