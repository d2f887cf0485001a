"""The sign-in form."""

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import PlainWords


class SignInForm(PlainWords, LoginForm):
    """User name and password. The name is folded, or each spelling of it would have its own count of
    failures (S-03)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name")
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        self.fields["password"].help_text = ""
        self.fields["password"].max_length = 1000
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})

    def clean_login(self):
        """The name without spaces around it, in small letters as names are stored."""
        return super().clean_login().lower()
