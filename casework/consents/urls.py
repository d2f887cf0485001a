"""Addresses of the consents of a case. Answering and taking back are joined in config/urls.py: they reach what is
shared on a consent, which stands on a higher floor (architecture.md); so are correcting and the proof of an end."""

from django.urls import path

from casework.consents import views, views_ended

CONSENTS = "cases/<str:reference>/consents/"
ONE = f"{CONSENTS}<uuid:pk>/"

urlpatterns = [
    path(CONSENTS, views.consent_list, name="consent_list"),
    path(f"{CONSENTS}new/", views.consent_new, name="consent_new"),
    path(f"{CONSENTS}not-possible/", views.consent_not_possible, name="consent_not_possible"),
    path(ONE, views.consent_detail, name="consent_detail"),
    path(f"{ONE}sheet/", views_ended.consent_sheet, name="consent_sheet"),
    path(f"{ONE}confirm/", views.consent_confirm, name="consent_confirm"),
]
