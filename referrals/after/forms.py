"""Forms of the time after the way home: the plan and its goals, the calls, and that somebody was here before."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from casework.consents.models import Consent
from referrals.after.models import LANGUAGES, Earlier, FollowUp, PlanGoal
from referrals.consular.forms import line, text


class PlanForm(PlainWords, forms.Form):
    """In which language, and what the person wants."""

    language = forms.ChoiceField(label=_("In which language"), choices=LANGUAGES)
    interpreter = forms.CharField(
        label=_("Interpreter"), required=False, widget=line(), max_length=200,
        help_text=_("Leave empty if nobody interpreted."),
    )  # fmt: skip
    wishes = forms.CharField(
        label=_("What the person wants to reach, in their words"), required=False, widget=text(), max_length=4000
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class GoalForm(PlainWords, forms.Form):
    """One goal, in the person's language."""

    area = forms.ChoiceField(label=_("Part of life"), choices=PlanGoal.Area, widget=Tiles)
    goal = forms.CharField(
        label=_("What the person wants to reach"), widget=text(2), max_length=4000,
        help_text=_("In the person's language. No diagnosis: that belongs in health notes."),
    )  # fmt: skip
    help = forms.CharField(label=_("What helps"), required=False, widget=text(2), max_length=4000)
    who = forms.CharField(label=_("Who does it"), required=False, widget=line(), max_length=200)
    until = DateBoxes(label=_("Until when"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MarkForm(PlainWords, forms.Form):
    """How far a goal is."""

    stands = forms.ChoiceField(label=_("How far it is"), choices=PlanGoal.Stands, widget=Choices)


class ScheduleForm(PlainWords, forms.Form):
    """From which day the months count."""

    start = DateBoxes(label=_("Arrived, or began there, on"), past=True)


class EarlierForm(PlainWords, forms.Form):
    """Whether the person was here before, and what happened since."""

    how = forms.ChoiceField(label=_("How do we know?"), choices=Earlier.How, widget=Choices)
    reference = forms.CharField(
        label=_("Number of the earlier case"), required=False, widget=line(), max_length=20,
        help_text=_("Only of a case you work on. Without one it is noted here alone."),
    )  # fmt: skip
    again = forms.ChoiceField(
        label=_("What happened since then?"), required=False, choices=Earlier.Again, widget=Choices
    )
    words = forms.CharField(label=_("In a sentence"), required=False, widget=text(2), max_length=4000)


def yes(label, needed=False, help_text=""):
    """A box that is ticked or not."""
    return lambda: forms.BooleanField(label=label, required=needed, help_text=help_text)


def how(name):
    """One part of life in four words."""
    return lambda: forms.ChoiceField(
        label=FollowUp._meta.get_field(name).verbose_name, choices=FollowUp.How, widget=Tiles,
        initial=FollowUp.How.NOT_ASKED, required=False,
    )  # fmt: skip


ASKED = {
    "safe_now": lambda: forms.ChoiceField(
        label=_("Is it safe for you to talk now?"), widget=Tiles,
        choices=[("yes", _("Yes")), ("no", _("No: another time"))],
        help_text=_("Ask this first. Who else hears it? Who else reads the phone?"),
    ),
    "done_on": lambda: DateBoxes(label=_("Talked on"), past=True, initial=timezone.localdate()),
    "due_on": lambda: DateBoxes(label=_("Next try on")),
    **{name: how(name) for name in FollowUp.AREAS},
    "again": lambda: forms.ChoiceField(
        label=_("Held or made to work since the last call"), choices=FollowUp.Again, widget=Tiles,
        initial=FollowUp.Again.NOT_ASKED, required=False,
    ),
    "words": lambda: forms.CharField(
        label=_("In a few sentences"), required=False, widget=text(), max_length=4000,
        help_text=_("What is missing, and what you promised. No diagnosis, and no address."),
    ),
    "reason": lambda: forms.CharField(label=_("Reason"), widget=text(), max_length=4000),
    "review": lambda: forms.CharField(label=_("What changed"), widget=text(), max_length=4000),
    "end_words": lambda: forms.CharField(label=_("In a sentence"), required=False, widget=text(2), max_length=4000),
    "read_aloud": yes(_("Read to the person, in their language, and understood"), needed=True),
    "agreed_on": lambda: DateBoxes(label=_("Agreed on"), past=True, initial=timezone.localdate()),
    "agreed_how": lambda: forms.ChoiceField(label=_("How"), choices=Consent.How, widget=Choices),
    "copy_given": yes(_("The person keeps a copy, and it is safe to have one")),
}  # fmt: skip


def step_form(names, data=None):
    """The form of what one step asks for; its needs say the rest."""
    made: dict = {name: ASKED[name]() for name in names}
    return type("StepForm", (PlainWords, forms.Form), made)(data)
