"""Addresses of shelters: the house's side under /shelters/, the case's side in its room."""

from django.urls import path

from referrals.shelter import views, views_house, views_keep

ROOM = "cases/<str:reference>/shelter/"
ONE = f"{ROOM}stays/<uuid:pk>/"
HOUSE = "shelters/houses/<uuid:pk>/"

urlpatterns = [
    path("shelters/", views_house.shelter_board, name="shelter_board"),
    path("shelters/arriving/", views_house.shelter_arriving, name="shelter_arriving"),
    path("shelters/stays/", views_house.shelter_residents, name="shelter_residents"),
    path("shelters/stays/<uuid:pk>/", views_house.shelter_stay, name="shelter_stay"),
    path("shelters/stays/<uuid:pk>/offer/", views_house.shelter_offer, name="shelter_offer"),
    path("shelters/stays/<uuid:pk>/bed/", views_house.shelter_move, name="shelter_move"),
    path("shelters/stays/<uuid:pk>/step/<slug:name>/", views_house.shelter_step, name="shelter_step"),
    path("shelters/houses/new/", views_keep.shelter_new, name="shelter_new"),
    path(HOUSE, views_house.shelter_house, name="shelter_house"),
    path(f"{HOUSE}days/", views_house.shelter_days, name="shelter_days"),
    path(f"{HOUSE}edit/", views_keep.shelter_edit, name="shelter_edit"),
    path(f"{HOUSE}rooms/new/", views_keep.shelter_unit, name="shelter_unit_new"),
    path(f"{HOUSE}rooms/<uuid:unit>/", views_keep.shelter_unit, name="shelter_unit"),
    path(f"{HOUSE}where/", views_keep.shelter_place, name="shelter_place"),
    path(f"{HOUSE}show/", views_keep.shelter_show, name="shelter_show"),
    path("shelters/beds/<uuid:pk>/", views_keep.shelter_bed, name="shelter_bed"),
    path(ROOM, views.stay_home, name="stay_home"),
    path(f"{ROOM}ask/", views.stay_new, name="stay_new"),
    path(ONE, views.stay_detail, name="stay_detail"),
    path(f"{ONE}where/", views.stay_place, name="stay_place"),
    path(f"{ONE}step/<slug:name>/", views.stay_step, name="stay_step"),
    path(f"{ROOM}custody/new/", views.custody_new, name="custody_new"),
    path(f"{ROOM}custody/<uuid:pk>/end/", views.custody_end, name="custody_end"),
    path(f"{ROOM}apart/new/", views.apart_new, name="apart_new"),
    path(f"{ROOM}apart/<uuid:pk>/end/", views.apart_end, name="apart_end"),
]
