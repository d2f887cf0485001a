"""Addresses of claims; their hearings stand in casework/penalties."""

from django.urls import path

from casework.claims import views

ROOM = "cases/<str:reference>/claims/"
ONE = f"{ROOM}<uuid:pk>/"

urlpatterns = [
    path(ROOM, views.claim_list, name="claim_list"),
    path(f"{ROOM}new/", views.claim_new, name="claim_new"),
    path(ONE, views.claim_detail, name="claim_detail"),
    path(f"{ONE}edit/", views.claim_edit, name="claim_edit"),
    path(f"{ONE}step/<slug:name>/", views.claim_step, name="claim_step"),
]
