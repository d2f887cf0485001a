"""Forms of the case's side: telling, choosing a mission, ticking, and what each step asks for."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from accounts.models import Organisation
from casework.consents.items import CODES
from casework.people.fears import StateFear
from referrals.consular.models import PAPERS, ConsularReferral
from referrals.sharing.models import Share

FOR_WHAT = [(code.value, code.label) for code in (Share.Purpose.PAPERS, Share.Purpose.CONTACT)]


def text(rows=3):
    """A text of several lines, in the direction of its script."""
    return forms.Textarea({"rows": rows, "dir": "auto"})


def line():
    """A text of one line, in the direction of its script."""
    return forms.TextInput({"dir": "auto", "autocomplete": "off"})


class TellForm(PlainWords, forms.Form):
    """The person was told of the right: of which mission, when, in which language, and who told the mission before."""

    nationality = forms.ChoiceField(label=_("Mission of which country"), widget=Choices)
    told_on = DateBoxes(label=_("Told on"), past=True)
    told_language = forms.ChoiceField(label=_("Told in"), choices=choices("languages"))
    interpreter = forms.CharField(
        label=_("Interpreter"), required=False, widget=line(), help_text=_("Leave empty if nobody interpreted.")
    )
    already_told_by = forms.CharField(
        label=_("Has somebody told the mission already?"),
        required=False,
        widget=line(),
        help_text=_("For example the police at the border. Write who; leave empty if nobody did."),
    )
    already_told_on = DateBoxes(label=_("If so: on which day"), required=False, past=True)

    def __init__(self, *args, case, **options):
        usual = {"told_on": timezone.localdate(), "told_language": case.language}
        mine = case.person.nationalities
        if len(mine) == 1:
            usual["nationality"] = mine[0]
        super().__init__(*args, initial=usual, **options)
        self.fields["nationality"].choices = [pair for pair in choices("countries") if pair[0] in mine]

    def values(self):
        """What `tell_rights` takes."""
        return dict(self.cleaned_data)


class FearForm(PlainWords, forms.Form):
    """Asylum, or a fear of the own state. Not for a fear of lender, family or trafficker."""

    kind = forms.ChoiceField(label=_("What it is"), choices=StateFear.Kind, widget=Choices)
    countries = forms.MultipleChoiceField(
        label=_("Of which states"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave all empty if it is any, or not sure: then nothing goes to any mission."),
    )
    note = forms.CharField(
        label=_("In the person's words"), required=False, widget=text(), help_text=_("Nobody needs to say why.")
    )

    def __init__(self, *args, case, **options):
        super().__init__(*args, **options)
        mine = case.person.nationalities
        self.fields["countries"].choices = [pair for pair in choices("countries") if pair[0] in mine]
        if not mine:
            del self.fields["countries"]


class LiftForm(PlainWords, forms.Form):
    """What the person says now."""

    reason = forms.CharField(
        label=_("What the person says now"), widget=text(), help_text=_("A supervisor reads it and decides.")
    )


class MissionForm(PlainWords, forms.Form):
    """One mission of those that stand for the person here."""

    mission = forms.ModelChoiceField(Organisation.objects.none(), label=_("Mission"), widget=Choices, empty_label=None)
    purpose = forms.ChoiceField(label=_("For what"), choices=FOR_WHAT, widget=Tiles, initial=Share.Purpose.PAPERS)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, offered, hints, **options):
        super().__init__(*args, **options)
        self.fields["mission"].queryset = Organisation.objects.filter(pk__in=[row.pk for row in offered])
        self.fields["mission"].widget.hints = hints


class TickForm(PlainWords, forms.Form):
    """What is ticked, and until when. The boxes are drawn by the page; the action says what lies beyond the consent."""

    items = forms.MultipleChoiceField(choices=CODES, required=False)
    files = forms.MultipleChoiceField(required=False)
    until = DateBoxes(label=_("Ends on"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, files, **options):
        super().__init__(*args, **options)
        self.fields["files"].choices = [(row["pk"], row["pk"]) for row in files]


class WriteForm(PlainWords, forms.Form):
    """A question or an answer to the mission."""

    text = forms.CharField(label=_("Your words"), widget=text())


ASKED = {
    "refusal": lambda: forms.CharField(
        label=_("Why not"), required=False, widget=text(), help_text=_("Nobody needs to say why. No mission reads it.")
    ),
    "reason": lambda: forms.CharField(label=_("Reason"), widget=text()),
    "legal_advice_on": lambda: DateBoxes(label=_("Legal advice on"), required=False, past=True),
    "legal_advice_by": lambda: forms.CharField(label=_("Legal advice by"), required=False, widget=line()),
    "interview_on": lambda: DateBoxes(label=_("Day of the talk"), past=True),
    "interview_how": lambda: forms.ChoiceField(
        label=_("How"), choices=ConsularReferral.Meeting, widget=Choices, help_text=_("Never where the person stays.")
    ),
    "interview_interpreter": lambda: forms.CharField(
        label=_("The person's own interpreter"), required=False, widget=line()
    ),
    "agreed": lambda: forms.BooleanField(label=_("The person agreed to the talk"), required=False),
    "accompanied": lambda: forms.BooleanField(label=_("A caseworker was there, or in the same call"), required=False),
    "closing": lambda: forms.ChoiceField(label=_("How it ended"), choices=ConsularReferral.Closing, widget=Choices),
    "answer": lambda: forms.CharField(label=_("What you want to add"), required=False, widget=text()),
    "document_due_on": lambda: DateBoxes(label=_("Ready on"), required=False),
    "document_type": lambda: forms.ChoiceField(label=_("Kind of paper"), choices=[("", "---------"), *PAPERS]),
    "document_number": lambda: forms.CharField(label=_("Number of the paper"), widget=line(), max_length=60),
    "document_expires_on": lambda: DateBoxes(label=_("Valid until")),
}


def step_form(names, data=None):
    """The form of what one step asks for; its needs say the rest."""
    return type("StepForm", (PlainWords, forms.Form), {name: ASKED[name]() for name in names})(data)
