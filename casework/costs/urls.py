"""Addresses of costs."""

from django.urls import path

from casework.costs import views

ROOM = "cases/<str:reference>/costs/"

urlpatterns = [
    path("costs/", views.cost_totals, name="cost_totals"),
    path("costs/<slug:kind>/new/", views.funding_row, name="funding_new"),
    path("costs/<slug:kind>/<uuid:pk>/", views.funding_row, name="funding_edit"),
    path(ROOM, views.cost_list, name="cost_list"),
    path(f"{ROOM}new/", views.cost_new, name="cost_new"),
    path(f"{ROOM}<uuid:pk>/receipt/", views.cost_receipt, name="cost_receipt"),
    path(f"{ROOM}<uuid:pk>/step/<slug:name>/", views.cost_step, name="cost_step"),
]
