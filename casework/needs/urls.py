"""Addresses of needs, the plan, the safety plan and conferences."""

from django.urls import path

from casework.needs import views, views_plan

CASE = "cases/<str:reference>/"
ONE = f"{CASE}needs/<uuid:pk>/"
CONFERENCE = f"{CASE}conferences/<uuid:pk>/"

urlpatterns = [
    path(f"{CASE}needs/", views.need_home, name="need_home"),
    path(f"{CASE}needs/new/", views.need_new, name="need_new"),
    path(f"{CASE}needs/take/", views.need_take, name="need_take"),
    path(ONE, views.need_detail, name="need_detail"),
    path(f"{ONE}edit/", views.need_edit, name="need_edit"),
    path(f"{ONE}session/", views.need_session, name="need_session"),
    path(f"{ONE}<slug:name>/", views.need_step, name="need_step"),
    path(f"{CASE}plan/", views_plan.plan_home, name="plan_home"),
    path(f"{CASE}plan/write/", views_plan.plan_write, name="plan_write"),
    path(f"{CASE}plan/<int:number>/", views_plan.plan_copy, name="plan_copy"),
    path(f"{CASE}plan/<int:number>/<slug:name>/", views_plan.plan_step, name="plan_step"),
    path(f"{CASE}safety/", views_plan.safety_plan, name="safety_plan"),
    path(f"{CASE}safety/write/", views_plan.safety_write, name="safety_write"),
    path(f"{CASE}conferences/", views_plan.conference_list, name="conference_list"),
    path(f"{CASE}conferences/new/", views_plan.conference_new, name="conference_new"),
    path(CONFERENCE, views_plan.conference_edit, name="conference_edit"),
    path(f"{CONFERENCE}decide/", views_plan.conference_decide, name="conference_decide"),
]
