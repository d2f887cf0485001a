"""Every address of the house."""

from django.conf import settings
from django.urls import include, path

from casework.consents import views_answer, views_ended
from casework.consents.urls import ONE as CONSENT
from config import errors, health, help, pages
from referrals.sharing.actions import answer_consent, withdraw_consent
from referrals.sharing.proof import ended_with

handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.refused,
    errors.not_found,
    errors.broken,
)

urlpatterns = [
    path("", pages.my_work, name="my_work"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("help/", help.show_help, name="help"),
    path("api/v1/", include("config.api")),
    # A new answer, or taking one back, reaches what is shared on it, which stands on a higher floor than the ledger.
    path(f"{CONSENT}answer/", views_answer.consent_answer, {"act": answer_consent}, name="consent_answer"),
    path(
        f"{CONSENT}correct/",
        views_answer.consent_correct,
        {"withdrawing": withdraw_consent},
        name="consent_correct",
    ),
    path(f"{CONSENT}withdraw/", views_ended.consent_withdraw, {"act": withdraw_consent}, name="consent_withdraw"),
    path(f"{CONSENT}ended/", views_ended.consent_ended, {"what_ended": ended_with}, name="consent_ended"),
    path("", include("casework.urls")),
    path("", include("screening.urls")),
    path("", include("referrals.urls")),
    path("", include("accounts.urls")),
]
if settings.DEMO or settings.DEBUG:
    urlpatterns += [path("", include("config.urls_front"))]
