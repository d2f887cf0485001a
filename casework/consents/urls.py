"""Addresses of the consents of a case."""

from django.urls import path

from casework.consents import views

CONSENTS = "cases/<str:reference>/consents/"
ONE = f"{CONSENTS}<uuid:pk>/"

urlpatterns = [
    path(CONSENTS, views.consent_list, name="consent_list"),
    path(f"{CONSENTS}new/", views.consent_new, name="consent_new"),
    path(f"{CONSENTS}not-possible/", views.consent_not_possible, name="consent_not_possible"),
    path(ONE, views.consent_detail, name="consent_detail"),
    path(f"{ONE}answer/", views.consent_answer, name="consent_answer"),
    path(f"{ONE}withdraw/", views.consent_withdraw, name="consent_withdraw"),
    path(f"{ONE}confirm/", views.consent_confirm, name="consent_confirm"),
]
