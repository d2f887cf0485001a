"""Who else acts: consent-bound sharing, embassies, the recipients' portal."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Sharing, consular referrals, portal."""

    name = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Tells the case how this floor's steps and rows are said."""
        from referrals.words import introduce

        introduce()
