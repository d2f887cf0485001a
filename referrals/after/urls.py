"""Addresses of the time after the way home: the case's side, and the partner's own pages."""

from django.urls import path

from referrals.after import portal, views, views_plan

ROOM = "cases/<str:reference>/after/"
CALL = f"{ROOM}calls/<uuid:pk>/"
PLAN = f"{ROOM}plan/"

urlpatterns = [
    path(ROOM, views.after_home, name="after_home"),
    path(f"{ROOM}calls/", views.followup_schedule, name="followup_schedule"),
    path(CALL, views.followup_detail, name="followup_detail"),
    path(f"{CALL}give/", views.followup_give, name="followup_give"),
    path(f"{CALL}step/<slug:name>/", views.followup_step, name="followup_step"),
    path("cases/<str:reference>/before/", views.earlier_home, name="earlier_home"),
    path(PLAN, views_plan.reintegration_plan, name="reintegration_plan"),
    path(f"{PLAN}edit/", views_plan.reintegration_edit, name="reintegration_edit"),
    path(f"{PLAN}copy/", views_plan.reintegration_copy, name="reintegration_copy"),
    path(f"{PLAN}goals/", views_plan.reintegration_goal, name="reintegration_goal_new"),
    path(f"{PLAN}goals/<uuid:pk>/", views_plan.reintegration_goal, name="reintegration_goal"),
    path(f"{PLAN}goals/<uuid:pk>/drop/", views_plan.reintegration_goal_drop, name="reintegration_goal_drop"),
    path(f"{PLAN}goals/<uuid:pk>/mark/", views_plan.reintegration_goal_mark, name="reintegration_goal_mark"),
    path(f"{PLAN}step/<slug:name>/", views_plan.reintegration_step, name="reintegration_step"),
    path("portal/calls/", portal.their_calls, name="their_calls"),
    path("portal/calls/<uuid:pk>/", portal.their_call, name="their_call"),
    path("portal/calls/<uuid:pk>/step/<slug:name>/", portal.their_call_step, name="their_call_step"),
]
