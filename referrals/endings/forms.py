"""Forms of the ways on: the talk, a new way, one step of the list, and what each step of the workflow asks for."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import Choices, DateBoxes, PlainWords
from casework.consents.models import Consent
from referrals.consular.forms import line, text
from referrals.endings.models import COUNTRIES, LANGUAGES, Way, WaysTalk


class TalkForm(PlainWords, forms.Form):
    """What was explained, in which language, and what the person wants."""

    held_on = DateBoxes(label=_("Talked on"), past=True)
    language = forms.ChoiceField(label=_("In which language"), choices=LANGUAGES)
    interpreter = forms.CharField(
        label=_("Interpreter"), required=False, widget=line(), max_length=200,
        help_text=_("Leave empty if nobody interpreted."),
    )  # fmt: skip
    told = forms.MultipleChoiceField(
        label=_("What was explained"), choices=Way, widget=forms.CheckboxSelectMultiple,
        help_text=_("Of each way: what it needs, how long it takes, what may go wrong. Tick only what was said."),
    )  # fmt: skip
    understood = forms.BooleanField(label=_("The person said in their own words what each way means"), required=False)
    wants = forms.ChoiceField(label=_("What the person wants"), choices=WaysTalk.Wants, widget=Choices)
    words = forms.CharField(label=_("In the person's own words"), required=False, widget=text(), max_length=4000)

    def __init__(self, *args, case=None, **options):
        usual = {"held_on": timezone.localdate(), "language": case.language if case is not None else ""}
        super().__init__(*args, initial=usual, **options)


class BeginForm(PlainWords, forms.Form):
    """Why the person wants it; for a third country, which."""

    wish = forms.CharField(label=_("Why the person wants it, in their words"), widget=text(), max_length=4000)
    country = forms.ChoiceField(
        label=_("In which country"), choices=[("", _("Not known yet")), *COUNTRIES], required=False
    )


class StepForm(PlainWords, forms.Form):
    """Who sees to one step, until when, and what is in the way."""

    owner = forms.ModelChoiceField(label=_("Who sees to it"), queryset=None, required=False)
    due_on = DateBoxes(label=_("Until when"), required=False)
    blocker = forms.CharField(label=_("What is in the way"), required=False, widget=text(2), max_length=4000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["owner"].queryset = people
        self.fields["owner"].label_from_instance = lambda user: user.display_name


def day(label, needed=True, past=True):
    """A date in three boxes."""
    return lambda: DateBoxes(label=label, required=needed, past=past)


def words(label, needed=True, help_text=""):
    """A text of several lines."""
    return lambda: forms.CharField(label=label, required=needed, widget=text(), max_length=4000, help_text=help_text)


def short(label, needed=True):
    """A text of one line."""
    return lambda: forms.CharField(label=label, required=needed, widget=line(), max_length=200)


ASKED = {
    "reason": words(_("Reason")),
    "advised_on": day(_("Advised on")),
    "advised_language": lambda: forms.ChoiceField(label=_("In which language"), choices=LANGUAGES),
    "adviser": short(_("Who gave the advice")),
    "advice": words(_("What was advised, in a few sentences"), needed=False),
    "agreed_on": day(_("The person agreed on")),
    "agreed_how": lambda: forms.ChoiceField(label=_("How"), choices=Consent.How, widget=Choices),
    "asked_on": day(_("Asked for on")),
    "office": short(_("With which office")),
    "number": short(_("Their number"), needed=False),
    "decided_on": day(_("Decided on")),
    "valid_until": day(_("Valid until"), needed=False, past=False),
    "appeal_by": day(_("Appeal by"), needed=False, past=False),
    "decision": words(_("What was decided, in a few sentences"), needed=False),
}


def step_form(names, data=None, initial=None):
    """The form of what one step asks for; its needs say the rest."""
    return type("StepForm", (PlainWords, forms.Form), {name: ASKED[name]() for name in names})(data, initial=initial)
