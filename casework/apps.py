"""The person and what they told us."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """People, cases, consents."""

    name = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """The timeline and the history learn the words of the rooms of care."""
        from casework.care_words import introduce

        introduce()
