"""Who else acts: consent-bound sharing, embassies, the recipients' portal."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Sharing, consular referrals, portal."""

    name = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Tells the case how this floor's steps and rows are said, and what here ends with a fear."""
        from casework.people.fear_actions import ENDS
        from referrals.clocks.words import introduce as introduce_clocks
        from referrals.consular.actions import end_feared
        from referrals.services.actions import end_feared as end_services_feared
        from referrals.words import introduce

        introduce()
        introduce_clocks()
        ENDS.extend([end_feared, end_services_feared])
