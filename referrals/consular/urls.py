"""Addresses of contact with missions, on the case's side."""

from django.urls import path

from referrals.consular import views, views_fear, views_prepare, views_queue

ROOM = "cases/<str:reference>/mission/"
ONE = f"{ROOM}<str:number>/"

urlpatterns = [
    path("referrals/", views_queue.consular_queue, name="consular_queue"),
    path(ROOM, views.consular_home, name="consular_home"),
    path(f"{ROOM}tell/", views.consular_tell, name="consular_tell"),
    path(f"{ROOM}fear/", views_fear.fear_new, name="fear_new"),
    path(f"{ROOM}fear/<uuid:pk>/ask/", views_fear.fear_ask, name="fear_ask"),
    path(f"{ROOM}fear/<uuid:pk>/decide/<slug:word>/", views_fear.fear_decide, name="fear_decide"),
    path(ONE, views.consular_detail, name="consular_detail"),
    path(f"{ONE}choose/", views_prepare.consular_mission, name="consular_mission"),
    path(f"{ONE}prepare/", views_prepare.consular_prepare, name="consular_prepare"),
    path(f"{ONE}write/", views.consular_write, name="consular_write"),
    path(f"{ONE}step/<slug:name>/", views.consular_step, name="consular_step"),
]
