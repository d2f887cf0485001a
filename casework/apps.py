"""The person and what they told us."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """People, cases, consents."""

    name = "casework"
    default_auto_field = "django.db.models.BigAutoField"
