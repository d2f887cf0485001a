"""Addresses of the interviews of a case."""

from django.urls import path

from casework.interviews import views, views_part

ROOM = "cases/<str:reference>/interview/"
ONE = f"{ROOM}<uuid:pk>/"

urlpatterns = [
    path(ROOM, views.interview_home, name="interview_home"),
    path(f"{ROOM}start/<slug:code>/", views.interview_start, name="interview_start"),
    path(ONE, views.interview_sitting, name="interview_sitting"),
    path(f"{ONE}setting/", views.interview_setting, name="interview_setting"),
    path(f"{ONE}discard/", views.interview_discard, name="interview_discard"),
    path(f"{ONE}step/<slug:name>/", views.interview_step, name="interview_step"),
    path(f"{ONE}<str:section>/", views_part.interview_part, name="interview_part"),
    path(f"{ONE}<str:section>/<int:number>/", views_part.interview_part, name="interview_repeat"),
]
