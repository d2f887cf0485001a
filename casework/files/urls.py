"""Addresses of the files of a case."""

from django.urls import path

from casework.files import views

FILES = "cases/<str:reference>/files/"

urlpatterns = [
    path(FILES, views.file_list, name="file_list"),
    path(f"{FILES}new/", views.file_add, name="file_add"),
    path(f"{FILES}<uuid:pk>/", views.file_download, name="file_download"),
    path("account/staff/files/", views.file_totals, name="file_totals"),
]
