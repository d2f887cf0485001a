"""Addresses of the child's room."""

from django.urls import path

from casework.children import views

ROOM = "cases/<str:reference>/child/"
ONE = f"{ROOM}best-interests/<uuid:pk>/"

urlpatterns = [
    path(ROOM, views.child_home, name="child_home"),
    path("cases/<str:reference>/births/", views.birth_list, name="birth_list"),
    path("cases/<str:reference>/births/<uuid:pk>/case/", views.birth_case, name="birth_case"),
    path(f"{ROOM}best-interests/", views.interests_open, name="interests_open"),
    path(ONE, views.interests_edit, name="interests_edit"),
    path(f"{ONE}panel/", views.interests_member, name="interests_member"),
    path(f"{ONE}panel/<uuid:member>/remove/", views.interests_member_remove, name="interests_member_remove"),
    path(f"{ONE}<slug:name>/", views.interests_step, name="interests_step"),
    path(f"{ROOM}show/", views.guardian_reveal, name="guardian_reveal"),
    path(f"{ROOM}age/", views.age_doubt, name="age_doubt"),
    path(f"{ROOM}age/<uuid:pk>/", views.age_decide, name="age_decide"),
    path(f"{ROOM}guardians/<uuid:pk>/end/", views.guardian_end, name="guardian_end"),
    path(f"{ROOM}<slug:kind>/new/", views.child_row_new, name="child_row_new"),
    path(f"{ROOM}<slug:kind>/<uuid:pk>/", views.child_row_edit, name="child_row_edit"),
]
