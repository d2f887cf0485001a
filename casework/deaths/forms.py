"""Forms of a death: what is known, what was done, and what each step asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access import writable
from accounts.editing import PolicyForm
from accounts.forms import Choices, DateBoxes, PlainWords
from accounts.policy import Group
from casework.deaths.models import Death
from casework.journey.forms import line, text

KNOWN = ["where", "country", "place", "died_on", "day_known", "source", "source_words", "cause", "witnesses"]
DONE = ["kin_agreed", "kin_told_on", "kin_words", "remains", "remains_words", "belongings", "support", "support_on"]


class DeathForm(PolicyForm):
    """What is known, and what was done since."""

    died_on = DateBoxes(label=_("Day of death"), past=True, required=False, help_text=_("As near as it is known."))
    kin_told_on = DateBoxes(label=_("The family was told on"), past=True, required=False)
    support_on = DateBoxes(label=_("Begun on"), past=True, required=False)

    class Meta:
        model = Death
        fields = [*KNOWN, *DONE]
        widgets = {
            "where": Choices(), "source": Choices(), "place": line(), "source_words": text(3), "cause": text(2),
            "witnesses": text(3), "kin_agreed": line(), "kin_words": text(3), "remains_words": text(2),
            "belongings": text(2), "support": text(2),
        }  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in {"where", "source"} & self.fields.keys():  # needed, so nothing is chosen by leaving it
            self.fields[name].choices = [pair for pair in self.fields[name].choices if pair[0]]
        if "cause" in self.fields and Group.HEALTH not in writable(self.row.case):
            del self.fields["cause"]
        if self.row._state.adding:
            for name in DONE:
                if name != "kin_agreed":
                    self.fields.pop(name, None)


STEPS = {
    "reason": lambda: forms.CharField(label=_("How we know that it is not true"), widget=text(3)),
    "says": lambda: forms.ChoiceField(label=_("What is right here"), choices=Death.Says, widget=Choices),
    "why": lambda: forms.CharField(label=_("Why"), widget=text(3)),
    "mission_told_on": lambda: DateBoxes(label=_("The mission was told on"), past=True),
}


def step_form(names, data=None):
    """The form of what one step asks for."""
    return type("StepForm", (PlainWords, forms.Form), {name: STEPS[name]() for name in names})(data)
