"""Addresses of the storey."""

from django.urls import path
from django.urls.resolvers import URLPattern

from screening import views, views_answers, views_review

ROOM = "cases/<str:reference>/screening/"
ONE = f"{ROOM}<int:number>/"

urlpatterns: list[URLPattern] = [
    path("review/", views_review.review_queue, name="review_queue"),
    path("review/<uuid:pk>/", views_review.review_detail, name="review_detail"),
    path(ROOM, views.screening_home, name="screening_home"),
    path(f"{ONE}answers/", views_answers.screening_answers, name="screening_answers"),
    path(f"{ONE}flags/", views_answers.screening_flags, name="screening_flags"),
    path(f"{ONE}outcome/", views.screening_outcome, name="screening_outcome"),
    path(f"{ONE}step/<slug:name>/", views.screening_step, name="screening_step"),
]
