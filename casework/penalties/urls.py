"""Addresses of penalties, their hearings and visits, and the board of who is in detention."""

from django.urls import path

from casework.penalties import views

ROOM = "cases/<str:reference>/penalties/"
ONE = f"{ROOM}<uuid:pk>/"

urlpatterns = [
    path("detention/", views.detention_board, name="detention_board"),
    path(ROOM, views.penalty_list, name="penalty_list"),
    path(f"{ROOM}new/", views.penalty_new, name="penalty_new"),
    path(ONE, views.penalty_detail, name="penalty_detail"),
    path(f"{ONE}edit/", views.penalty_edit, name="penalty_edit"),
    path(f"{ONE}step/<slug:name>/", views.penalty_step, name="penalty_step"),
    path(f"{ONE}hearing/", views.hearing_new, name="hearing_new"),
    path(f"{ONE}visit/", views.visit_new, name="visit_new"),
    path(f"{ROOM}hearings/<uuid:pk>/", views.hearing_edit, name="hearing_edit"),
    path(f"{ROOM}visits/<uuid:pk>/", views.visit_edit, name="visit_edit"),
    path(
        "cases/<str:reference>/claims/<uuid:pk>/hearing/", views.hearing_new, {"about": "claims"}, name="claim_hearing"
    ),
]
