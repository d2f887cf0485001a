"""Addresses of the cases. Fixed words come before the case number."""

from django.urls import path

from casework.cases import views, views_blocks, views_list, views_named, views_people, views_trail, views_walls

urlpatterns = [
    path("cases/", views_list.case_list, name="case_list"),
    path("cases/search/", views_list.case_search, name="case_search"),
    path("cases/new/", views.case_new, name="case_new"),
    path("cases/emergency/", views_walls.glass_break, name="glass_break"),
    path("cases/offers/<uuid:pk>/<slug:word>/", views_people.offer_answer, name="offer_answer"),
    path("review/emergency/", views_walls.glass_list, name="glass_list"),
    path("review/emergency/<uuid:pk>/", views_walls.glass_review, name="glass_review"),
    path("cases/<str:reference>/", views.case_detail, name="case_detail"),
    path("cases/<str:reference>/edit/", views.case_edit, name="case_edit"),
    path("cases/<str:reference>/step/<slug:name>/", views.case_step, name="case_step"),
    path("cases/<str:reference>/offer/", views_people.case_offer, name="case_offer"),
    path("cases/<str:reference>/assign/", views_people.case_assign, name="case_assign"),
    path("cases/<str:reference>/health-access/", views_people.health_grant, name="health_grant"),
    path("cases/<str:reference>/named/", views_named.named_list, name="named_list"),
    path("cases/<str:reference>/named/new/", views_named.named_new, name="named_new"),
    path("cases/<str:reference>/named/<uuid:pk>/end/", views_named.named_end, name="named_end"),
    path("cases/<str:reference>/conflicts/", views_walls.conflict_list, name="conflict_list"),
    path("cases/<str:reference>/conflicts/new/", views_walls.conflict_raise, name="conflict_raise"),
    path("cases/<str:reference>/conflicts/<uuid:pk>/lift/", views_walls.conflict_lift, name="conflict_lift"),
    path("cases/<str:reference>/conflicts/<uuid:pk>/check/", views_blocks.conflict_check, name="conflict_check"),
    path("account/staff/conflicts/", views_blocks.block_list, name="block_list"),
    path("account/staff/conflicts/new/", views_blocks.block_raise, name="block_raise"),
    path("cases/<str:reference>/history/", views_trail.case_history, name="case_history"),
    path("cases/<str:reference>/looks/", views_trail.case_looks, name="case_looks"),
]
