"""Forms of the firewall: what an authority would be shown and why, and what an authority asks of us."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from casework.consents.firewall import DOORS, WALLED
from casework.consents.items import ITEMS
from referrals.channels.forms import ContactForm
from referrals.channels.models import LINE, Way
from referrals.consular.forms import line, text
from referrals.firewall.models import Demand


class AskForm(PlainWords, forms.Form):
    """One authority the person said yes to, what it would be shown, and why."""

    to = forms.ChoiceField(label=_("To whom, and for what"), widget=Choices)
    items = forms.MultipleChoiceField(
        label=_("What they would see"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the person agreed to. Nothing is ticked beforehand."),
    )  # fmt: skip
    until = DateBoxes(label=_("Until"), required=False, help_text=_("Empty: until the consent ends."))
    reason = forms.CharField(label=_("Why it is needed"), widget=text())

    def __init__(self, *args, offered, **options):
        super().__init__(*args, **options)
        self.offered = {key(purpose, consent): (purpose, consent) for purpose, consent in offered}
        self.fields["to"].choices = [(code, named(*pair)) for code, pair in self.offered.items()]
        self.fields["to"].widget.hints = {code: DOORS[pair[0]].text for code, pair in self.offered.items()}
        codes = {code for _purpose, consent in offered for code in consent.items}
        self.fields["items"].choices = [(code, item.label) for code, item in ITEMS.items() if code in codes]

    def values(self):
        """What `exemptions.ask` takes."""
        given = dict(self.cleaned_data)
        purpose, consent = self.offered[given.pop("to")]
        return {**given, "purpose": purpose, "recipient": consent.recipient}


class HandForm(ContactForm):
    """By what way the sheet was handed over, to whom, and when. That they have it is what came of it."""

    came = None  # type: ignore[assignment]
    direction = None  # type: ignore[assignment]
    way = forms.ChoiceField(label=_("By"), choices=Way, widget=Tiles, initial=Way.PERSONAL)
    with_whom = forms.CharField(label=_("Into whose hands"), required=False, max_length=LINE, widget=line())


def key(purpose, consent):
    """One choice of the form."""
    return f"{purpose}.{consent.recipient_id}"


def named(purpose, consent):
    """The organisation, and for what."""
    return f"{consent.recipient.name}: {DOORS[purpose].label}"


KINDS = [pair for pair in choices("organisation_types") if pair[0] in WALLED]
OTHERS = [pair for pair in choices("organisation_types") if pair[0] not in WALLED]


class DemandForm(PlainWords, forms.Form):
    """What was asked, by whom, on what basis, until when."""

    kind = forms.ChoiceField(label=_("Who asks"), choices=[*KINDS, *OTHERS])
    asker = forms.CharField(label=_("Name of the office, and of who signed"), widget=line())
    received_on = DateBoxes(label=_("Received on"), past=True)
    due_on = DateBoxes(label=_("They want an answer by"), required=False)
    asked = forms.CharField(label=_("What they ask for"), widget=text(4))
    basis = forms.CharField(
        label=_("The law or order they name"), widget=text(2), help_text=_("Write “none” if they name none.")
    )
    people = forms.CharField(
        label=_("Whom it is about"), required=False, widget=line(), help_text=_("Case numbers, if it names somebody.")
    )

    def __init__(self, *args, **options):
        super().__init__(*args, initial={"received_on": timezone.localdate()}, **options)


STEPS = {
    "decision": lambda: forms.ChoiceField(label=_("What to do"), choices=Demand.Decision, widget=Choices),
    "why": lambda: forms.CharField(label=_("Why"), widget=text()),
    "why_not": lambda: forms.CharField(label=_("Why not so"), widget=text()),
    "given": lambda: forms.CharField(
        label=_("What was given, to whom, how"), widget=text(), help_text=_("Write “nothing” if nothing was given.")
    ),
    "refusal": lambda: forms.CharField(label=_("Why not"), widget=text()),
}


def step_form(names, data=None):
    """The form of what one step asks for."""
    return type("StepForm", (PlainWords, forms.Form), {name: STEPS[name]() for name in names})(data)
