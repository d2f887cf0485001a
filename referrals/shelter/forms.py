"""Forms of shelters: asking for a bed, what each step asks for, the house, its rooms and beds, custody, who must not
meet."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from accounts.models import Team
from referrals.consular.forms import line, text
from referrals.shelter.codes import SHELTER_KINDS, Belongings, CustodyKind, ExitReason, Need, Quarter, Safety, Sex
from referrals.shelter.houses import LINE, TEXT

MOST = 4000


class AskForm(PlainWords, forms.Form):
    """Which house, from when, and what it must have."""

    shelter = forms.ChoiceField(label=_("Which house"), widget=Choices)
    from_on = DateBoxes(label=_("From which day"))
    until_on = DateBoxes(label=_("Until about"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("What the house must have"), choices=Need, required=False, widget=forms.CheckboxSelectMultiple
    )
    family = forms.CharField(
        label=_("Case numbers of family who come along"),
        required=False,
        widget=line(),
        help_text=_("Separated by spaces. They are asked for together, and stay in one room."),
    )
    words = forms.CharField(
        label=_("What the house should know once the person is there"),
        required=False,
        widget=text(),
        max_length=2000,
        help_text=_("How to be kind to this person. No story, no diagnosis. The house reads it on arrival."),
    )

    def __init__(self, *args, houses, hints, **options):
        options.setdefault("initial", {"from_on": timezone.localdate()})
        super().__init__(*args, **options)
        self.fields["shelter"].choices = houses
        self.fields["shelter"].widget.hints = hints


class ReasonForm(PlainWords, forms.Form):
    """Why the address is needed."""

    reason = forms.CharField(
        label=_("Why do you need it now?"), widget=text(2), max_length=1000,
        help_text=_("It is kept with your name. No letter and no list shows the address."),
    )  # fmt: skip


def moment(label):
    """A day and an hour, in one box."""
    widget = forms.DateTimeInput({"type": "datetime-local", "class": "input w-auto"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


def words(label, required=True, help_text="", rows=3):
    """A text of a step."""
    return lambda: forms.CharField(
        label=label, widget=text(rows), max_length=MOST, required=required, help_text=help_text
    )


ASKED = {
    "reason": words(_("Reason")),
    "other": words(_("What else was offered"), help_text=_("Another house, a room elsewhere, help without a bed.")),
    "note": words(_("In a sentence"), required=False, rows=2),
    "arrived_on": lambda: DateBoxes(label=_("Came on"), past=True, initial=timezone.localdate()),
    "left_on": lambda: DateBoxes(label=_("Left on"), initial=timezone.localdate()),
    "back_by": lambda: moment(_("Expected back: day and hour")),
    "rules": lambda: forms.BooleanField(
        label=_("The house rules were explained, and that the person may go out and may leave for good")
    ),
    "emergency": lambda: forms.BooleanField(
        label=_("Emergency bed for a child: 72 hours, the child protection officer is told now"), required=False
    ),
    "exit_reason": lambda: forms.ChoiceField(label=_("Why"), choices=ExitReason, widget=Choices),
    "exit_plan": words(_("The plan"), help_text=_("Where to, with whom, how to reach the person, who calls when.")),
    "belongings": lambda: forms.ChoiceField(label=_("Belongings"), choices=Belongings, widget=Choices),
    "bed": lambda: forms.ChoiceField(label=_("Which bed"), widget=Choices),
}
# The same name asks something else on another step.
OF_STEP = {
    ("come_back", "safety"): lambda: forms.ChoiceField(label=_("How is the person?"), choices=Safety, widget=Tiles),
    ("leave", "safety"): words(_("What was done to find the person, and what is feared")),
}


def step_form(step, data=None, *, child=False, beds=()):
    """The form of what one step asks for; its needs say the rest."""
    names = [name for name in step.asks if name != "emergency" or child]
    fields = {name: (OF_STEP.get((step.name, name)) or ASKED[name])() for name in names}
    form = type("StepForm", (PlainWords, forms.Form), fields)(data)
    if "bed" in form.fields:
        form.fields["bed"].choices = beds
    return form


class OfferForm(PlainWords, forms.Form):
    """One of the rooms that fit."""

    unit = forms.UUIDField(widget=forms.HiddenInput)


class RearrangeForm(PlainWords, forms.Form):
    """Another bed, or another last day."""

    bed = forms.ChoiceField(label=_("Which bed"), widget=Choices)
    until_on = DateBoxes(label=_("Until about"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, beds, **options):
        super().__init__(*args, **options)
        self.fields["bed"].choices = beds


class HouseForm(PlainWords, forms.Form):
    """A house, without where it is."""

    team = forms.ModelChoiceField(label=_("Kept by"), queryset=Team.objects.none(), empty_label=None)
    name = forms.CharField(
        label=_("Name of the house"), max_length=LINE, widget=line(), help_text=_("Not where it is.")
    )
    kind = forms.ChoiceField(label=_("What kind of house"), choices=SHELTER_KINDS, widget=Choices)
    closed = forms.BooleanField(
        label=_("People may not leave as they wish"), required=False,
        help_text=_("Each stay here is marked as restricted, and looked at."),
    )  # fmt: skip
    shared = forms.BooleanField(label=_("Other organisations may ask for a bed"), required=False)
    active = forms.BooleanField(label=_("The house takes people in"), required=False)
    rules = forms.CharField(
        label=_("House rules, as they are told"), required=False, widget=text(6), max_length=TEXT,
        help_text=_("Nothing that says where it is."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    NAMES = ("name", "kind", "closed", "shared", "active", "rules", "version")

    def __init__(self, *args, teams, **options):
        super().__init__(*args, **options)
        if teams is None:
            del self.fields["team"]
        else:
            self.fields["team"].queryset = teams


class UnitForm(PlainWords, forms.Form):
    """A room, whom it takes, and how many beds stand in it."""

    name = forms.CharField(label=_("Name of the room"), max_length=LINE, widget=line())
    quarter = forms.ChoiceField(label=_("For"), choices=Quarter, widget=Choices)
    sexes = forms.MultipleChoiceField(
        label=_("Takes"), choices=Sex, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: everybody."),
    )  # fmt: skip
    minimum_age = forms.IntegerField(label=_("From age"), required=False, min_value=0, max_value=120)
    maximum_age = forms.IntegerField(label=_("Up to age"), required=False, min_value=0, max_value=120)
    medical = forms.BooleanField(label=_("A doctor or nurse comes every day"), required=False)
    accessible = forms.BooleanField(label=_("No stairs"), required=False)
    beds = forms.IntegerField(label=_("How many beds"), min_value=0, max_value=60)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    NAMES = ("name", "quarter", "sexes", "minimum_age", "maximum_age", "medical", "accessible")

    def clean(self):
        """The higher age comes second."""
        cleaned = super().clean()
        low, high = cleaned.get("minimum_age"), cleaned.get("maximum_age")
        if low is not None and high is not None and high < low:
            self.add_error("maximum_age", _("The higher age comes second."))
        return cleaned


class BedForm(PlainWords, forms.Form):
    """From when to when a bed is shut; without days it is in use."""

    shut_from = DateBoxes(label=_("Shut from"), required=False)
    shut_until = DateBoxes(label=_("In use again from"), required=False)
    shut_why = forms.CharField(label=_("Why"), required=False, max_length=LINE, widget=line())
    version = forms.IntegerField(widget=forms.HiddenInput)


class PlaceForm(PlainWords, forms.Form):
    """Where the house is, and whom to call."""

    address = forms.CharField(label=_("Address"), widget=text(3), max_length=2000)
    contacts = forms.CharField(label=_("Whom to call there"), widget=text(2), max_length=2000, required=False)
    way = forms.CharField(
        label=_("How to come without being followed"), widget=text(2), max_length=2000, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CustodyForm(PlainWords, forms.Form):
    """Somebody holds the person."""

    kind = forms.ChoiceField(label=_("Who holds the person"), choices=CustodyKind, widget=Choices)
    place = forms.CharField(label=_("Where"), max_length=1000, widget=line())
    since = DateBoxes(label=_("Since"), past=True)
    words = forms.CharField(
        label=_("What is known: why, who said so, how the person is treated"), widget=text(), max_length=MOST,
        required=False,
    )  # fmt: skip


class CustodyEndForm(PlainWords, forms.Form):
    """It is over."""

    until = DateBoxes(label=_("Ended on"), past=True)
    ended_how = forms.CharField(label=_("How it ended, and where the person is now"), widget=text(), max_length=MOST)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ApartForm(PlainWords, forms.Form):
    """Who must not meet this person."""

    number = forms.CharField(label=_("Case number of the other person"), max_length=20, widget=line())
    reason = forms.CharField(label=_("Why they must not meet"), widget=text(), max_length=MOST)
