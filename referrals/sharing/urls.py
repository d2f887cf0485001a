"""Addresses of sharing: the case's side, and the recipient's own pages."""

from django.urls import path

from referrals.sharing import portal, views, views_offer

ROOM = "cases/<str:reference>/sharing/"
ONE = f"{ROOM}<uuid:pk>/"
THEIRS = "portal/shares/<str:number>/"

urlpatterns = [
    path(ROOM, views.sharing_home, name="sharing_home"),
    path(f"{ROOM}transfer/", views_offer.sharing_transfer, name="sharing_transfer"),
    path(f"{ROOM}danger/", views_offer.sharing_danger, name="sharing_danger"),
    path(ONE, views.sharing_detail, name="sharing_detail"),
    path(f"{ONE}write/", views.sharing_write, name="sharing_write"),
    path(f"{ONE}<slug:word>/", views.sharing_change, name="sharing_change"),
    path("portal/shares/", portal.share_list, name="share_list"),
    path(THEIRS, portal.share_detail, name="share_detail"),
    path(f"{THEIRS}accept/", portal.share_accept, name="share_accept"),
    path(f"{THEIRS}decline/", portal.share_decline, name="share_decline"),
    path(f"{THEIRS}ask/", portal.share_ask, name="share_ask"),
    path(f"{THEIRS}files/<uuid:pk>/", portal.share_file, name="share_file"),
]
