"""Addresses of the ways on."""

from django.urls import path

from referrals.endings import views

ROOM = "cases/<str:reference>/ways/"
ONE = f"{ROOM}<uuid:pk>/"

urlpatterns = [
    path(ROOM, views.ways_home, name="ways_home"),
    path(f"{ROOM}talk/", views.ways_talk, name="ways_talk"),
    path(f"{ROOM}new/<slug:kind>/", views.ending_new, name="ending_new"),
    path(ONE, views.ending_detail, name="ending_detail"),
    path(f"{ONE}step/<slug:name>/", views.ending_step, name="ending_step"),
    path(f"{ONE}list/<uuid:item>/", views.ending_item, name="ending_item"),
    path(f"{ONE}list/<uuid:item>/done/", views.ending_item_done, name="ending_item_done"),
]
