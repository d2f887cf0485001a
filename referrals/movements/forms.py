"""Forms of movements: the journey, its legs, runs and escorts, who goes, who stays together, and what a step asks."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import Choices, DateBoxes, PlainWords
from accounts.models import Team
from referrals.consular.forms import line, text
from referrals.movements.codes import BY_HAND, MODES, TRAITS
from referrals.movements.models import COUNTRIES, LINE
from referrals.shelter.forms import moment

MOST = 500


class Versioned(PlainWords, forms.Form):
    """A form that says which version of the row it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MovementForm(Versioned):
    """The journey as a whole."""

    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), empty_label=None)
    name = forms.CharField(
        label=_("Name"), max_length=LINE, widget=line(),
        help_text=_("Neutral: no name of a person, no house, no crime."),
    )  # fmt: skip
    from_country = forms.ChoiceField(label=_("From which country"), choices=COUNTRIES)
    to_country = forms.ChoiceField(label=_("To which country"), choices=COUNTRIES)
    from_on = DateBoxes(label=_("First day"))
    until_on = DateBoxes(label=_("Last day"))
    change_minutes = forms.IntegerField(
        label=_("Least time between two runs, in minutes"), min_value=0, max_value=2880, initial=90
    )
    paper_days = forms.IntegerField(
        label=_("For how many days after the arrival papers must still be valid"), min_value=0, max_value=400, initial=0
    )
    NAMES = ("name", "from_country", "to_country", "from_on", "until_on", "change_minutes", "paper_days", "version")

    def __init__(self, *args, teams, **options):
        super().__init__(*args, **options)
        if teams is None:
            del self.fields["team"]
        else:
            self.fields["team"].queryset = teams


class LegForm(Versioned):
    """From where to where."""

    from_country = forms.ChoiceField(label=_("From which country"), choices=COUNTRIES)
    from_place = forms.CharField(label=_("From which place"), widget=line(), max_length=MOST, required=False)
    to_country = forms.ChoiceField(label=_("To which country"), choices=COUNTRIES)
    to_place = forms.CharField(label=_("To which place"), widget=line(), max_length=MOST, required=False)


class RunForm(Versioned):
    """One departure, its seats, and whom the carrier takes."""

    leg = forms.ChoiceField(label=_("Leg"), widget=Choices)
    mode = forms.ChoiceField(label=_("By"), choices=MODES)
    carrier = forms.CharField(label=_("Carrier"), widget=line(), max_length=MOST)
    number = forms.CharField(label=_("Number of the flight or bus"), widget=line(), max_length=MOST, required=False)
    departs, arrives = moment(_("Departs: day and hour")), moment(_("Arrives: day and hour"))
    seats = forms.IntegerField(label=_("Seats for the group"))
    children_an_escort = forms.IntegerField(label=_("Children without an adult for each who travels along"), initial=1)
    rules_checked = forms.BooleanField(
        label=_("The carrier was asked whom it takes"), required=False,
        help_text=_("Some take only two people without victim status a flight."),
    )  # fmt: skip
    call = forms.CharField(label=_("Whom to call on the day"), widget=text(2), max_length=MOST, required=False)

    def __init__(self, *args, legs, **options):
        super().__init__(*args, **options)
        self.fields["leg"].choices = legs
        for trait, label in TRAITS.items():
            self.fields[f"limit_{trait.value}"] = forms.CharField(
                label=_("At most: %(who)s") % {"who": label}, required=False, max_length=4,
                widget=forms.TextInput({"inputmode": "numeric", "class": "input w-4", "autocomplete": "off"}),
            )  # fmt: skip

    def values(self):
        """What was typed, the limits as one dict."""
        given = dict(self.cleaned_data)
        given["limits"] = {trait: given.pop(f"limit_{trait.value}") for trait in TRAITS}
        given["leg_id"] = given.pop("leg")
        return given


class EscortForm(Versioned):
    """Who travels along, and on which legs."""

    name = forms.CharField(label=_("Name"), widget=line(), max_length=MOST)
    phone = forms.CharField(label=_("Phone"), widget=line(), max_length=MOST, required=False)
    legs = forms.MultipleChoiceField(label=_("On which legs"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, legs, **options):
        super().__init__(*args, **options)
        self.fields["legs"].choices = legs


class AddForm(PlainWords, forms.Form):
    """Who goes."""

    number = forms.CharField(
        label=_("Case number"), max_length=20, widget=line(),
        help_text=_("Somebody whose return is cleared or ready, or who is to be removed by a state."),
    )  # fmt: skip
    assisted = forms.BooleanField(
        label=_("Needs help on the way: a wheelchair, a stretcher, or a late pregnancy"), required=False
    )


class AssistedForm(PlainWords, forms.Form):
    """Whether somebody needs help on the way."""

    assisted = forms.BooleanField(
        label=_("Needs help on the way: a wheelchair, a stretcher, or a late pregnancy"), required=False
    )


class JoinForm(PlainWords, forms.Form):
    """With which party, and why."""

    party = forms.ChoiceField(label=_("Travels together with"), widget=Choices)
    related = forms.BooleanField(label=_("They are family"), required=False)
    words = forms.CharField(label=_("Why"), widget=text(2), max_length=2000)

    def __init__(self, *args, parties, **options):
        super().__init__(*args, **options)
        self.fields["party"].choices = parties


class ApartForm(PlainWords, forms.Form):
    """Why somebody travels in a party of their own."""

    words = forms.CharField(label=_("Why"), widget=text(2), max_length=2000)


class OutForm(PlainWords, forms.Form):
    """Why somebody is taken off."""

    why = forms.ChoiceField(label=_("Why"), choices=BY_HAND, widget=Choices)
    words = forms.CharField(label=_("What happened"), widget=text(2), max_length=2000, required=False)


class ReasonForm(PlainWords, forms.Form):
    """Why it is called off."""

    reason = forms.CharField(label=_("Why"), widget=text(3), max_length=MOST)


class BookForm(PlainWords, forms.Form):
    """A booking number for each run on which somebody is."""

    def __init__(self, *args, runs, **options):
        super().__init__(*args, **options)
        for key, label, known in runs:
            self.fields[f"booking_{key}"] = forms.CharField(
                label=label, widget=line(), max_length=200, required=not known, initial=known,
                help_text=_("Number of the booking"),
            )  # fmt: skip

    def values(self):
        """{run: number}."""
        return {"bookings": {name.removeprefix("booking_"): text for name, text in self.cleaned_data.items()}}


class ArrivedForm(PlainWords, forms.Form):
    """When a run arrived, and how we know."""

    arrived_on = DateBoxes(label=_("Arrived on"), past=True, initial=timezone.localdate)
    by_hand = forms.CharField(
        label=_("How do we know?"), widget=text(2), max_length=2000, required=False,
        help_text=_("Needed where the receiving organisation has an account here and did not say so itself."),
    )  # fmt: skip
