"""Forms of the child's room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.editing import PolicyForm
from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from casework.children.actions import ASSESSMENT, DECISION, LINE, LONG, ONE_LINE
from casework.children.ages import AgeDispute
from casework.children.births import Birth
from casework.children.models import About, Assent, BestInterests, Guardian, PanelMember, Tracing
from casework.people.forms import Countries


def text(rows=3):
    """A text of several lines, in the direction of its script."""
    return forms.Textarea({"rows": rows, "dir": "auto"})


def line():
    """A text of one line."""
    return forms.TextInput({"dir": "auto", "autocomplete": "off"})


def boxes(model, name, *, past=True):
    """A day of the model in three boxes."""
    field = model._meta.get_field(name)
    return DateBoxes(label=field.verbose_name, required=not field.null, past=past, help_text=field.help_text)


class ChildForm(PolicyForm):
    """What the forms of this room share: lines of one line, long texts, and no empty choice to press."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget = line() if name in ONE_LINE else text()
                field.max_length = LINE if name in ONE_LINE else LONG


class AssessmentForm(ChildForm):
    """The assessment: the child heard first, then how the child lives, and what is best."""

    heard_on = boxes(BestInterests, "heard_on")
    home_on = boxes(BestInterests, "home_on")

    class Meta:
        model = BestInterests
        fields = ASSESSMENT


class DecisionForm(ChildForm):
    """What the panel weighed and decided."""

    panel_on = boxes(BestInterests, "panel_on")
    review_on = boxes(BestInterests, "review_on", past=False)
    allowed = forms.MultipleChoiceField(
        label=_("The panel says yes to"), choices=About, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("What is not ticked is not allowed."),
    )  # fmt: skip

    class Meta:
        model = BestInterests
        fields = DECISION

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "allowed" in self.fields:
            self.fields["allowed"].choices = [(code, About(code).label) for code in self.row.about]


class MemberForm(ChildForm):
    """Somebody on the panel."""

    class Meta:
        model = PanelMember
        fields = ["name", "function"]


class GuardianForm(ChildForm):
    """Who answers for the child."""

    appointed_on = boxes(Guardian, "appointed_on")
    involved = forms.ChoiceField(
        label=_("May they have had a part in it?"), choices=Guardian.Involved, initial="unknown",
        widget=Choices(hints={"possible": _("Then nobody asks or tells them anything, and somebody else is named.")}),
    )  # fmt: skip

    class Meta:
        model = Guardian
        fields = ["kind", "name", "reach", "appointed", "appointed_on", "involved", "involved_words", "accepted"]


class AssentForm(ChildForm):
    """What the child says."""

    answer = forms.ChoiceField(label=_("The child says"), choices=Assent.Answer, widget=Tiles)
    asked_on = boxes(Assent, "asked_on")

    class Meta:
        model = Assent
        fields = ["about", "answer", "words", "asked_on", "language", "beside"]


class AssentAgainForm(AssentForm):
    """The same, put right: what was asked about stays."""

    class Meta(AssentForm.Meta):
        fields = ["answer", "words", "asked_on", "language", "beside"]


class TracingForm(ChildForm):
    """What was done to find the family."""

    on = boxes(Tracing, "on")

    class Meta:
        model = Tracing
        fields = ["state", "on", "through", "words"]


class BirthForm(ChildForm):
    """A child of the person."""

    born_on = boxes(Birth, "born_on")
    registered_on = boxes(Birth, "registered_on")
    nationalities = Countries(label=_("Which"), required=False)

    class Meta:
        model = Birth
        fields = ["child_name", "born_on", "born_at", "country", "of_exploitation", "lives_with", "registration",
                  "registered_on", "register_words", "nationality", "nationalities", "nationality_words"]  # fmt: skip


class DoubtForm(ChildForm):
    """That somebody doubts the age."""

    class Meta:
        model = AgeDispute
        fields = ["disputed_by", "doubt_words", "says"]


class AgeForm(PlainWords, forms.Form):
    """How a doubt about the age ended."""

    outcome = forms.ChoiceField(label=_("Decided"), choices=AgeDispute.Outcome, widget=Tiles)
    rests_on = forms.MultipleChoiceField(
        label=_("What it rests on"), choices=AgeDispute.Rests, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("For an adult two things at least. In doubt, it is a child."),
    )  # fmt: skip
    outcome_words = forms.CharField(label=_("Why, in plain words"), widget=text(), max_length=LONG)


class EndForm(PlainWords, forms.Form):
    """Why a guardian no longer answers."""

    why = forms.CharField(label=_("Why they no longer answer for the child"), widget=text(), max_length=LONG)


ASKED = {
    "reason": lambda: forms.CharField(label=_("What is missing"), widget=text(), max_length=4000),
    "about": lambda: forms.MultipleChoiceField(
        label=_("What is to be decided"), choices=About, widget=forms.CheckboxSelectMultiple
    ),
    "stands": lambda: forms.ChoiceField(
        label=_("Does the decision still stand?"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=Tiles
    ),
    "review_on": lambda: DateBoxes(label=_("To be looked at again on"), required=False),
    "review_words": lambda: forms.CharField(label=_("What the review found"), widget=text(), max_length=4000),
}


def step_form(names, data=None):
    """The form of what one step asks for; its needs say the rest."""
    return type("StepForm", (PlainWords, forms.Form), {name: ASKED[name]() for name in names})(data)
