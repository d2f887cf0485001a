"""Addresses of the firewall: a case's authorities, and demands."""

from django.urls import path

from referrals.firewall import views, views_demands

ROOM = "cases/<str:reference>/authorities/"

urlpatterns = [
    path(ROOM, views.exemption_list, name="exemption_list"),
    path(f"{ROOM}new/", views.exemption_new, name="exemption_new"),
    path(f"{ROOM}<str:number>/", views.exemption_detail, name="exemption_detail"),
    path(f"{ROOM}<str:number>/hand/", views.exemption_hand, name="exemption_hand"),
    path(f"{ROOM}<str:number>/<slug:name>/", views.exemption_step, name="exemption_step"),
    path("demands/", views_demands.demand_list, name="demand_list"),
    path("demands/new/", views_demands.demand_new, name="demand_new"),
    path("demands/<str:number>/", views_demands.demand_detail, name="demand_detail"),
    path("demands/<str:number>/<slug:name>/", views_demands.demand_step, name="demand_step"),
]
