"""Addresses of returns and removals: the room of a case, and the list of the officers."""

from django.urls import path

from referrals.returns import views, views_queue, views_removal, views_risk, views_steps

ROOM = "cases/<str:reference>/return/"
ONE = f"{ROOM}<uuid:pk>/"
REMOVAL = f"{ROOM}removal/"

urlpatterns = [
    path("returns/", views_queue.return_queue, name="return_queue"),
    path(ROOM, views.return_home, name="return_home"),
    path(f"{ROOM}wish/", views.return_wish, name="return_wish"),
    path(f"{REMOVAL}new/", views_removal.removal_new, name="removal_new"),
    path(f"{REMOVAL}<uuid:pk>/", views_removal.removal_detail, name="removal_detail"),
    path(f"{REMOVAL}<uuid:pk>/edit/", views_removal.removal_edit, name="removal_edit"),
    path(f"{REMOVAL}<uuid:pk>/told/", views_removal.removal_tell, name="removal_tell"),
    path(f"{REMOVAL}<uuid:pk>/step/<slug:name>/", views_removal.removal_step, name="removal_step"),
    path(ONE, views.return_detail, name="return_detail"),
    path(f"{ONE}stop/", views.return_stop, name="return_stop"),
    path(f"{ONE}step/<slug:name>/", views.return_step, name="return_step"),
    path(f"{ONE}assess/", views_risk.return_assess, name="return_assess"),
    path(f"{ONE}risk/", views_risk.return_factor, name="return_factor"),
    path(f"{ONE}risk/<uuid:factor>/", views_risk.return_measure, name="return_measure"),
    path(f"{ONE}advice/", views_risk.return_advise, name="return_advise"),
    path(f"{ONE}paper/", views_steps.return_paper, name="return_paper"),
    path(f"{ONE}ask/", views_steps.return_ask, name="return_ask"),
    path(f"{ONE}line/<slug:code>/", views_steps.return_line, name="return_line"),
    path(f"{ONE}line/<slug:code>/done/", views_steps.return_mark, name="return_mark"),
    path(f"{ONE}line/<slug:code>/open/", views_steps.return_unmark, name="return_unmark"),
]
