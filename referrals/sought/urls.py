"""Addresses of what missions send in: theirs and ours."""

from django.urls import path

from referrals.sought import views

urlpatterns = [
    path("portal/sent/", views.sought_sent, name="sought_sent"),
    path("portal/sent/new/<slug:kind>/", views.sought_new, name="sought_new"),
    path("referrals/sought/", views.sought_list, name="sought_list"),
    path("referrals/sought/<str:number>/", views.sought_detail, name="sought_detail"),
    path("referrals/sought/<str:number>/<uuid:pk>/match/", views.sought_match, name="sought_match"),
]
