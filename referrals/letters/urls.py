"""Addresses of letters: on the case's side, many at once, and the recipient's own."""

from django.urls import path

from referrals.letters import views, views_batch, views_penalties, views_portal

ROOM = "cases/<str:reference>/letters/"
ONE = f"{ROOM}<str:number>/"
JOB = "letters/<uuid:pk>/"

urlpatterns = [
    path(ROOM, views.letter_list, name="letter_list"),
    path(f"{ROOM}new/", views.letter_new, name="letter_new"),
    path(f"{ROOM}punishment/", views_penalties.letter_penalty, name="letter_penalty"),
    path(ONE, views.letter_detail, name="letter_detail"),
    path(f"{ONE}pdf/", views.letter_pdf, name="letter_pdf"),
    path(f"{ONE}step/<slug:name>/", views.letter_step, name="letter_step"),
    path("letters/", views_batch.letter_batches, name="letter_batches"),
    path(JOB, views_batch.letter_batch, name="letter_batch"),
    path(f"{JOB}progress/", views_batch.letter_batch_progress, name="letter_batch_progress"),
    path(f"{JOB}go-on/", views_batch.letter_batch_go_on, name="letter_batch_go_on"),
    path("portal/letters/", views_portal.portal_letters, name="portal_letters"),
    path("portal/letters/<str:number>/", views_portal.portal_letter, name="portal_letter"),
]
