"""Addresses of contact with missions, on the case's side."""

from django.urls import path

from referrals.consular import views, views_fear, views_group, views_more, views_prepare, views_queue

ROOM = "cases/<str:reference>/mission/"
ONE = f"{ROOM}<str:number>/"

urlpatterns = [
    path("referrals/", views_queue.consular_queue, name="consular_queue"),
    path("referrals/group/", views_group.consular_group, name="consular_group"),
    path("referrals/group/<str:number>/", views_group.consular_group_list, name="consular_group_list"),
    path("referrals/waiting/", views_group.consular_waiting, name="consular_waiting"),
    path(ROOM, views.consular_home, name="consular_home"),
    path(f"{ROOM}tell/", views.consular_tell, name="consular_tell"),
    path(f"{ROOM}fear/", views_fear.fear_new, name="fear_new"),
    path(f"{ROOM}fear/<uuid:pk>/ask/", views_fear.fear_ask, name="fear_ask"),
    path(f"{ROOM}fear/<uuid:pk>/decide/<slug:word>/", views_fear.fear_decide, name="fear_decide"),
    path(f"{ROOM}review/<slug:name>/", views_more.stateless_step, name="stateless_step"),
    path(ONE, views.consular_detail, name="consular_detail"),
    path(f"{ONE}choose/", views_prepare.consular_mission, name="consular_mission"),
    path(f"{ONE}prepare/", views_prepare.consular_prepare, name="consular_prepare"),
    path(f"{ONE}next/", views_more.consular_next, name="consular_next"),
    path(f"{ONE}talk/", views_more.consular_talk, name="consular_talk"),
    path(f"{ONE}talk/off/", views_more.consular_talk_off, name="consular_talk_off"),
    path(f"{ONE}write/", views.consular_write, name="consular_write"),
    path(f"{ONE}step/<slug:name>/", views.consular_step, name="consular_step"),
]
