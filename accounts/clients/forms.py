"""Forms of machine clients."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.clients.addresses import networks
from accounts.clients.models import Client
from accounts.forms import PlainWords
from accounts.organisations.models import Organisation
from accounts.policy import SCOPES

WORDS = {
    "intake:write": _("Add intakes"),
    "case:read": _("Read cases"),
    "case:write": _("Change cases"),
    "referral:read": _("Read referrals"),
    "stats:read": _("Read numbers"),
}


def scope_words(scopes):
    """Scopes for people, each with the word that stands in the token."""
    return ", ".join(f"{WORDS[scope]} ({scope})" for scope in SCOPES if scope in scopes)


class GrantForm(PlainWords, forms.Form):
    """What a client may do, and from where."""

    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=lambda: [(scope, f"{WORDS[scope]} ({scope})") for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )
    addresses = forms.CharField(
        label=_("It calls from"),
        help_text=_("One address or network a line, for example 192.0.2.7 or 192.0.2.0/28."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        max_length=1000,
    )

    def clean_addresses(self):
        """Networks as CIDR."""
        return networks(self.cleaned_data["addresses"])


class ClientForm(GrantForm, forms.ModelForm):
    """A new client."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=None)
    field_order = ["name", "organisation", "scopes", "addresses"]

    class Meta:
        model = Client
        fields = ["name", "organisation"]
        help_texts = {"name": _("Colleagues see it in the list of who looked.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True)
