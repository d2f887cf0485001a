"""Forms of the pages of sharing: what is ticked and until when, a reason, words, an offer, a danger."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DateBoxes, PlainWords
from accounts.models import Organisation, Team
from casework.consents.items import CODES
from referrals.consular.forms import text


class VersionForm(PlainWords, forms.Form):
    """What a newer version shows. The boxes are drawn by the page; the action says what does not fit."""

    items = forms.MultipleChoiceField(choices=CODES, required=False)
    files = forms.MultipleChoiceField(required=False)
    until = DateBoxes(label=_("Ends on"), required=False, help_text=_("Leave empty to leave it as it is."))

    def __init__(self, *args, files, **options):
        super().__init__(*args, **options)
        self.fields["files"].choices = [(row["pk"], row["pk"]) for row in files]


class ReasonForm(PlainWords, forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), widget=text(), max_length=4000)


class NothingForm(PlainWords, forms.Form):
    """A word that is only said."""


class WriteForm(PlainWords, forms.Form):
    """A question or an answer."""

    text = forms.CharField(label=_("Your words"), widget=text(), max_length=4000)


class WishForm(PlainWords, forms.Form):
    """A question of a recipient, or a wish to see more; it opens nothing."""

    text = forms.CharField(label=_("Your words"), widget=text(), max_length=3500)
    items = forms.MultipleChoiceField(
        label=_("We ask to see also"),
        choices=CODES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The person is asked first. A wish opens nothing."),
    )


class TeamForm(PlainWords, forms.Form):
    """Into which team the case goes."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), empty_label=None)

    def __init__(self, *args, teams, **options):
        super().__init__(*args, **options)
        self.fields["team"].queryset = teams


class OfferForm(PlainWords, forms.Form):
    """To whom the case is offered, and what they see of it. The boxes show what any of the yeses opens; the action says
    what lies beyond the one to this organisation."""

    recipient = forms.ModelChoiceField(Organisation.objects.none(), label=_("To whom"), empty_label=None)
    items = forms.MultipleChoiceField(
        label=_("What they see"), choices=CODES, widget=forms.CheckboxSelectMultiple, required=False
    )
    files = forms.MultipleChoiceField(
        label=_("Which files"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Only files that the person agreed to. They are not copied: they stay open until the end."),
    )  # fmt: skip
    until = DateBoxes(label=_("Ends on"), required=False, help_text=_("Leave empty for the end of the consent."))

    def __init__(self, *args, recipients, items, files=(), **options):
        super().__init__(*args, **options)
        self.fields["recipient"].queryset = Organisation.objects.filter(pk__in=[row.pk for row in recipients])
        self.fields["items"].choices = [pair for pair in CODES if pair[0] in items]
        self.fields["files"].choices = list(files)
        if not files:
            del self.fields["files"]


class DangerForm(PlainWords, forms.Form):
    """Who can save a life now, what they must know, and why the person cannot be asked."""

    recipient = forms.ModelChoiceField(Organisation.objects.none(), label=_("Who can help now"))
    items = forms.MultipleChoiceField(
        label=_("What they must know"), choices=CODES, widget=forms.CheckboxSelectMultiple, required=False
    )
    basis = forms.CharField(
        label=_("What the danger is, and why the person cannot be asked"), widget=text(), max_length=4000
    )

    def __init__(self, *args, recipients, items, **options):
        super().__init__(*args, **options)
        self.fields["recipient"].queryset = recipients
        self.fields["items"].choices = [pair for pair in CODES if pair[0] in items]
