"""Addresses of movements."""

from django.urls import path

from referrals.movements import views, views_parts, views_people, views_run

ONE = "movements/<uuid:pk>/"
RUN = f"{ONE}runs/<uuid:run>/"
PERSON = f"{ONE}people/<uuid:traveller>/"

urlpatterns = [
    path("movements/", views.movement_list, name="movement_list"),
    path("movements/new/", views.movement_new, name="movement_new"),
    path(ONE, views.movement_detail, name="movement_detail"),
    path(f"{ONE}edit/", views.movement_edit, name="movement_edit"),
    path(f"{ONE}propose/", views.movement_propose, name="movement_propose"),
    path(f"{ONE}progress/", views.movement_progress, name="movement_progress"),
    path(f"{ONE}go-on/", views.movement_go_on, name="movement_go_on"),
    path(f"{ONE}place/", views.movement_place, name="movement_place"),
    path(f"{ONE}step/<slug:name>/", views.movement_step, name="movement_step"),
    path(f"{ONE}legs/new/", views_parts.movement_leg, name="movement_leg_new"),
    path(f"{ONE}legs/<uuid:leg>/", views_parts.movement_leg, name="movement_leg"),
    path(f"{ONE}runs/new/", views_parts.movement_run_edit, name="movement_run_new"),
    path(f"{RUN}edit/", views_parts.movement_run_edit, name="movement_run_edit"),
    path(f"{ONE}escorts/new/", views_parts.movement_escort, name="movement_escort_new"),
    path(f"{ONE}escorts/<uuid:escort>/", views_parts.movement_escort, name="movement_escort"),
    path(f"{ONE}away/<slug:kind>/<uuid:part>/", views_parts.movement_part_away, name="movement_part_away"),
    path(f"{ONE}people/add/", views_people.movement_add, name="movement_add"),
    path(PERSON, views_people.movement_person, name="movement_person"),
    path(f"{PERSON}<slug:name>/", views_people.movement_person_change, name="movement_person_change"),
    path(RUN, views_run.movement_run, name="movement_run"),
    path(f"{RUN}manifest/", views_run.movement_manifest, name="movement_manifest"),
    path(f"{RUN}depart/", views_run.movement_depart, name="movement_depart"),
    path(f"{RUN}arrive/", views_run.movement_arrive, name="movement_arrive"),
    path(f"{RUN}day/", views_run.movement_day, name="movement_day"),
    path(f"{RUN}day/<uuid:traveller>/missed/", views_run.movement_missed, name="movement_missed"),
    path(f"{RUN}day/<uuid:traveller>/<slug:code>/", views_run.movement_tick, name="movement_tick"),
]
