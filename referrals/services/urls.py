"""Addresses of service referrals: the case's side, the queue, the group, and the provider's own pages."""

from django.urls import path

from referrals.services import portal, views, views_group, views_prepare, views_queue

ROOM = "cases/<str:reference>/services/"
ONE = f"{ROOM}<str:number>/"
THEIRS = "portal/services/<str:number>/"

urlpatterns = [
    path("referrals/services/", views_queue.service_queue, name="service_queue"),
    path("referrals/services/group/", views_group.service_group, name="service_group"),
    path(ROOM, views.service_home, name="service_home"),
    path(f"{ROOM}new/", views.service_new, name="service_new"),
    path(f"{ROOM}new/<slug:where>/", views.service_new, name="service_new_where"),
    path(ONE, views.service_detail, name="service_detail"),
    path(f"{ONE}edit/", views.service_edit, name="service_edit"),
    path(f"{ONE}provider/", views_prepare.service_provider, name="service_provider"),
    path(f"{ONE}tick/", views_prepare.service_tick, name="service_tick"),
    path(f"{ONE}yes/", views_prepare.service_yes, name="service_yes"),
    path(f"{ONE}danger/", views_prepare.service_danger, name="service_danger"),
    path(f"{ONE}write/", views.service_write, name="service_write"),
    path(f"{ONE}review/", views.service_review, name="service_review"),
    path(f"{ONE}news/", views.service_news, name="service_news"),
    path(f"{ONE}step/<slug:name>/", views.service_step, name="service_step"),
    path("portal/services/", portal.provider_list, name="provider_list"),
    path(THEIRS, portal.provider_detail, name="provider_detail"),
    path(f"{THEIRS}ask/", portal.provider_ask, name="provider_ask"),
    path(f"{THEIRS}news/", portal.provider_news, name="provider_news"),
    path(f"{THEIRS}step/<slug:name>/", portal.provider_step, name="provider_step"),
    path(f"{THEIRS}files/<uuid:pk>/", portal.provider_file, name="provider_file"),
]
