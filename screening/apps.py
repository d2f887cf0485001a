"""What it amounts to: catalogue of indicators, the rule, outcome, review."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """A flat storey between the cases and the referrals."""

    name = "screening"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """The timeline and the history learn the words of this storey; needs learn what was decided here."""
        from casework.needs.proposals import FLAGS_FROM
        from screening.decided import decided_flags
        from screening.words import introduce

        introduce()
        FLAGS_FROM.append(decided_flags)
