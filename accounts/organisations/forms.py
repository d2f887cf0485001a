"""Forms of organisations and teams. A form that changes something carries the version it was made from
(R-50)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.forms import PlainWords
from accounts.organisations.models import Organisation, Team

LARGEST_VERSION = 2**31 - 1  # what the column holds
NO_VERSION = _("This page is not as it was sent to you. Open it again.")


def version_field():
    """The hidden version a form was made from; a sentence for numbers no row can have."""
    words = dict.fromkeys(("required", "invalid", "min_value", "max_value"), NO_VERSION)
    return forms.IntegerField(min_value=0, max_value=LARGEST_VERSION, widget=forms.HiddenInput, error_messages=words)


def countries(label, hint):
    """Country checkboxes."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        required=False,
        choices=choices("countries"),
        widget=forms.CheckboxSelectMultiple,
    )


class OrganisationForm(PlainWords, forms.ModelForm):
    """A new organisation."""

    represents = countries(_("Represents"), _("For missions: the countries whose nationals it looks after."))
    covers = countries(_("Works in"), _("For missions: the host countries it covers."))

    class Meta:
        model = Organisation
        fields = ["name", "kind", "country", "represents", "covers", "seat"]
        help_texts = {"seat": _("For missions: the country where people go to its door.")}
        error_messages = {"name": {"unique": _("There is already an organisation of that name.")}}


class OrganisationChange(OrganisationForm):
    """An organisation that exists."""

    version = version_field()

    class Meta(OrganisationForm.Meta):
        fields = [*OrganisationForm.Meta.fields, "is_active"]


class TeamForm(PlainWords, forms.ModelForm):
    """A new team. Its organisation is set on the row beforehand."""

    class Meta:
        model = Team
        fields = ["name"]

    def _get_validation_exclusions(self):
        # The organisation is not asked for, but the name must be unique within it.
        return super()._get_validation_exclusions() - {"organisation"}


class TeamChange(TeamForm):
    """A team that exists."""

    version = version_field()

    class Meta(TeamForm.Meta):
        fields = ["name", "is_active"]
