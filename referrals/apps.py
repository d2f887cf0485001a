"""Who else acts: consent-bound sharing, embassies, the recipients' portal."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Sharing, consular referrals, portal."""

    name = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Tells the case how this floor's steps and rows are said, and what here ends with a fear."""
        from casework.deaths.transitions import ENDS as ENDS_WITH_DEATH
        from casework.people.fear_actions import ENDS
        from referrals.after.words import introduce as introduce_after
        from referrals.clocks.words import introduce as introduce_clocks
        from referrals.consular.actions import end_feared
        from referrals.endings.words import introduce as introduce_endings
        from referrals.movements.words import introduce as introduce_movements
        from referrals.returns.words import introduce as introduce_returns
        from referrals.services.actions import end_feared as end_services_feared
        from referrals.sharing.actions import end_shares_of
        from referrals.shelter.words import introduce as introduce_shelter
        from referrals.words import introduce

        introduce()
        introduce_shelter()
        introduce_clocks()
        introduce_returns()
        introduce_endings()
        introduce_after()
        introduce_movements()
        ENDS.extend([end_feared, end_services_feared])
        ENDS_WITH_DEATH.append(end_shares_of)
