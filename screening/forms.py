"""Forms of a screening besides its answers: ages, flags and risks, and what its steps ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.editing import PolicyForm
from accounts.forms import Choices, PlainWords
from screening.models import FLAGS, HEALTH_MARKS, RISKS, Screening
from screening.scenarios import OLDEST

STAYS = _("What is noted already is not shown here, and stays.")


def ticks(label, known, **options):
    """Any number of codes."""
    return forms.MultipleChoiceField(
        label=label, choices=known, required=False, widget=forms.CheckboxSelectMultiple, **options
    )


def age(label, **options):
    """Whole years, or nothing."""
    box = forms.NumberInput({"class": "w-4"})
    return forms.IntegerField(label=label, min_value=0, max_value=OLDEST, required=False, widget=box, **options)


class FactsForm(PolicyForm):
    """Ages, flags and risks. Who may not read marks of health may add them, and is not shown what is there."""

    age_at_screening = age(_("Age now"), help_text=_("In years. Leave it empty if nobody knows."))
    age_at_recruitment = age(
        _("Youngest age when any of it happened"), help_text=_("Recruited, moved, held or made to work.")
    )
    vulnerability_flags = ticks(_("What makes the person vulnerable"), FLAGS)
    return_risk_factors = ticks(_("What they risk on return"), RISKS)
    health_marks = ticks(_("Health"), HEALTH_MARKS)

    class Meta:
        model = Screening
        fields = [
            "age_at_screening", "age_at_recruitment", "age_disputed", "trafficking_defence", "vulnerability_flags",
            "return_risk_factors", "health_marks",
        ]  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "health_marks" not in self.fields:
            self.fields["add_health"] = ticks(_("Add something about health"), HEALTH_MARKS, help_text=STAYS)

    @property
    def names(self):
        """Fields that hold values of the row: what is only added is none."""
        return [name for name in super().names if name != "add_health"]

    def added(self):
        """Marks of health to add."""
        return self.cleaned_data.get("add_health", [])


class StepForm(PlainWords, forms.Form):
    """What a step of the screener asks for; the step itself says what it needs."""

    setting = forms.BooleanField(
        label=_("All of this is seen to"),
        required=False,
        help_text=_(
            "A private place. Nobody near who had a part in it. An interpreter, if one is needed. What is urgent comes"
            " first. By phone: a code word, and who calls back."
        ),
    )
    present = forms.ChoiceField(
        label=_("Who is with the child?"), required=False, choices=Screening.Present, widget=Choices
    )
    hindrance = forms.ChoiceField(
        label=_("Why can it not go on?"),
        required=False,
        choices=[pair for pair in Screening.Hindrance.choices if pair[0] != Screening.Hindrance.WITHDRAWN],
        widget=Choices,
    )
    reason = forms.CharField(
        label=_("What the next person should know"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("Nobody has to give a reason for stopping."),
    )

    def __init__(self, step, screening, *args):
        super().__init__(*args)
        for name in [name for name in self.fields if name not in step.asks]:
            del self.fields[name]
        if not screening.case.child:
            self.fields.pop("present", None)

    def given(self):
        """What the workflow takes: texts, as by REST."""
        return {**self.cleaned_data, **({"setting": "yes"} if self.cleaned_data.get("setting") else {"setting": ""})}
