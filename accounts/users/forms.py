"""Forms of accounts and roles."""

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import PlainWords
from accounts.organisations.forms import version_field
from accounts.organisations.models import Organisation, Team
from accounts.policy import MACHINE_ROLES
from accounts.users.models import RoleGrant, User


def time_zones():
    """(name, words) of the time zones of the world, places only."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class PersonForm(PlainWords, forms.ModelForm):
    """What all forms of a person share: a list of real time zones, and an address in small letters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = forms.TypedChoiceField(
            label=_("Time zone"), choices=time_zones, initial=self.fields["time_zone"].initial
        )

    def clean_email(self):
        """Small letters: a reset finds the account by them."""
        return self.cleaned_data["email"].lower()


class TeamChoice(forms.ModelMultipleChoiceField):
    """Teams under the name of their organisation."""

    def label_from_instance(self, team):
        return f"{team.organisation.name}: {team.name}"


class AccountForm(PersonForm):
    """What an administrator says about an account."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=None)
    teams = TeamChoice(label=_("Teams"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = User
        fields = ["display_name", "email", "organisation", "language", "time_zone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        teams = Team.objects.filter(is_active=True).select_related("organisation")
        self.fields["teams"].queryset = teams.order_by("organisation__name", "name")
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True)
        self.fields["email"].required = True
        if not self.instance._state.adding:
            self.initial.setdefault("teams", list(self.instance.teams.filter(is_active=True)))

    def clean(self):
        """Teams are those of the person's own organisation."""
        given = super().clean()
        strangers = [team.name for team in given.get("teams", ()) if team.organisation != given.get("organisation")]
        if strangers and given.get("organisation"):
            self.add_error(
                "teams",
                _("Choose teams of the same organisation only. Not of it: %s.") % ", ".join(strangers),
            )
        return given


class InviteForm(AccountForm):
    """A new account."""

    class Meta(AccountForm.Meta):
        fields = ["username", *AccountForm.Meta.fields]
        help_texts = {"username": _("For signing in. It cannot be changed later.")}

    def clean_username(self):
        """Small letters, so that two names never differ by letter case alone."""
        username = self.cleaned_data["username"].lower()
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError(_("This user name is taken. Choose another."))
        return username


class AccountChange(AccountForm):
    """An account that exists."""

    version = version_field()


class ProfileForm(PersonForm):
    """What everybody may change about themselves."""

    version = version_field()

    class Meta:
        model = User
        fields = ["display_name", "email", "language", "time_zone"]
        help_texts = {"email": _("To change it, your password is asked for. The old address is told.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = bool(self.instance.email)


class RoleForm(PlainWords, forms.ModelForm):
    """A role asked for. The account is set on the row beforehand. The role of programs is not for people."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        field.choices = [choice for choice in field.choices if choice[0] not in MACHINE_ROLES]

    class Meta:
        model = RoleGrant
        fields = ["role"]
