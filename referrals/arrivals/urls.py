"""Addresses of arrivals and joint meetings."""

from django.urls import path

from referrals.arrivals import views, views_meetings

ROOM = "cases/<str:reference>/arrival/"
MEETINGS = "cases/<str:reference>/meetings/"

urlpatterns = [
    path("referrals/arrivals/", views.arrival_queue, name="arrival_queue"),
    path("portal/expected/", views.arrival_expected, name="arrival_expected"),
    path("portal/expected/<str:number>/", views.arrival_received, name="arrival_received"),
    path(ROOM, views.arrival_home, name="arrival_home"),
    path(f"{ROOM}new/", views.arrival_new, name="arrival_new"),
    path(f"{ROOM}<str:number>/", views.arrival_edit, name="arrival_edit"),
    path(f"{ROOM}<str:number>/<slug:name>/", views.arrival_step, name="arrival_step"),
    path(MEETINGS, views_meetings.meeting_list, name="meeting_list"),
    path(f"{MEETINGS}new/", views_meetings.meeting_new, name="meeting_new"),
    path(f"{MEETINGS}<uuid:pk>/correct/", views_meetings.meeting_new, name="meeting_correct"),
]
