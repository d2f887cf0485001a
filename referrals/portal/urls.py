"""Addresses of the recipients' own pages."""

from django.urls import path

from referrals.portal import views

ONE = "portal/<str:number>/"

urlpatterns = [
    path("portal/", views.portal_list, name="portal_list"),
    path("portal/group/<str:number>/", views.portal_group, name="portal_group"),
    path(ONE, views.portal_detail, name="portal_detail"),
    path(f"{ONE}acknowledge/", views.portal_acknowledge, name="portal_acknowledge"),
    path(f"{ONE}answer/", views.portal_answer, name="portal_answer"),
    path(f"{ONE}ask/", views.portal_ask, name="portal_ask"),
    path(f"{ONE}attach/", views.portal_attach, name="portal_attach"),
    path(f"{ONE}decline/", views.portal_decline, name="portal_decline"),
    path(f"{ONE}files/<uuid:pk>/", views.portal_file, name="portal_file"),
]
