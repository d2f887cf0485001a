"""The sign-in form."""

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import PlainWords
from accounts.signin.pins import checked, digits


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


def pin_field(label, **options):
    """A field for a PIN: digits on a phone's keys, and nothing that a browser keeps."""
    attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "input w-4"}
    return forms.CharField(label=label, max_length=40, widget=forms.PasswordInput(attrs=attrs), **options)


class PinForm(PlainWords, forms.Form):
    """A new PIN, typed twice."""

    pin = pin_field(_("New PIN"), help_text=_("4 to 8 digits that nobody guesses: no row, no repeats, no year."))
    pin_again = pin_field(_("The same PIN again"))

    def clean_pin(self):
        """The PIN in plain digits; a sentence for what may not be one."""
        return checked(self.cleaned_data["pin"])

    def clean(self):
        """Both are the same."""
        given = super().clean()
        pin, again = given.get("pin"), given.get("pin_again", "")
        if pin and digits(again) != pin:
            self.add_error("pin_again", _("This is not the PIN above. Type it again."))
        return given
