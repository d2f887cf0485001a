"""Addresses of the directory."""

from django.urls import path

from referrals.directory import views, views_edit, views_hsds

ROOM = "directory/"
ONE = f"{ROOM}<uuid:pk>/"

urlpatterns = [
    path(ROOM, views.directory_list, name="directory_list"),
    path(f"{ROOM}search/", views.directory_search, name="directory_search"),
    path(f"{ROOM}new/", views_edit.directory_new, name="directory_new"),
    path(f"{ROOM}export/", views_hsds.directory_export, name="directory_export"),
    path(f"{ROOM}import/", views_hsds.directory_import, name="directory_import"),
    path(ONE, views.directory_detail, name="directory_detail"),
    path(f"{ONE}edit/", views_edit.directory_edit, name="directory_edit"),
    path(f"{ONE}still-true/", views_edit.directory_true, name="directory_true"),
    path(f"{ONE}<slug:kind>/new/", views_edit.directory_part_new, name="directory_part_new"),
    path(f"{ONE}<slug:kind>/<uuid:part>/", views_edit.directory_part_edit, name="directory_part_edit"),
    path(f"{ONE}<slug:kind>/<uuid:part>/remove/", views_edit.directory_part_remove, name="directory_part_remove"),
]
