"""Addresses of the channel log."""

from django.urls import path

from referrals.channels import views

MISSION = "cases/<str:reference>/mission/<str:number>/contact/"
SERVICE = "cases/<str:reference>/services/<str:number>/contact/"
AUTHORITY = "cases/<str:reference>/authorities/<str:number>/contacts/new/"
ENTRY = "directory/<uuid:pk>/contact/"

urlpatterns = [
    path(MISSION, views.channel_referral, {"kind": "mission"}, name="channel_mission"),
    path(f"{MISSION}<uuid:pk>/", views.channel_referral, {"kind": "mission"}, name="channel_mission_correct"),
    path(SERVICE, views.channel_referral, {"kind": "service"}, name="channel_service"),
    path(f"{SERVICE}<uuid:pk>/", views.channel_referral, {"kind": "service"}, name="channel_service_correct"),
    path(AUTHORITY, views.channel_referral, {"kind": "authority"}, name="channel_authority"),
    path(f"{AUTHORITY}<uuid:pk>/", views.channel_referral, {"kind": "authority"}, name="channel_authority_correct"),
    path(ENTRY, views.channel_entry, name="channel_entry"),
    path(f"{ENTRY}<uuid:row>/", views.channel_entry, name="channel_entry_correct"),
]
