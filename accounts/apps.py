"""The lowest storey: who people are, what they may do, what they did."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts, policy, access, audit and vault."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Registers the system checks."""
        from accounts import checks  # noqa: F401
