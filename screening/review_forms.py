"""What a supervisor decides: confirm, return with a question, or decide otherwise; the second one agrees or not."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import PlainWords
from casework.cases.forms import PlainLines
from screening.catalogue import catalogue
from screening.outcome_page import outcome_words
from screening.rule import PROTECTION, lowers

LONGEST = 4000  # characters
NEEDED = gettext_lazy("Write it in a sentence.")


def long_text(label, **options):
    """Several lines that only their decision needs."""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=area, **options)


class Deciding(PlainLines, PlainWords, forms.Form):
    """One decision with the fields that belong to it; the fields of the other decisions are not looked at.

    `steps` maps a decision to the workflow's step, `needs` to the fields it cannot do without.
    """

    steps: dict[str, str] = {}
    needs: dict[str, tuple] = {}
    decision = forms.ChoiceField(label=gettext_lazy("Your decision"), widget=forms.RadioSelect)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, screening, *args):
        super().__init__(*args, initial={"seen": screening.version})
        self.screening = screening
        self.fields["decision"].choices = [(name, name) for name in self.steps]
        for name in {name for names in self.needs.values() for name in names}:
            self.fields[name].needed_sometimes = True

    def clean(self):
        """A sentence beside each field that the chosen decision needs and that was left empty."""
        given = super().clean()
        for name in self.needs.get(given.get("decision"), ()):
            if not str(given.get(name) or "").strip() and name not in self.errors:
                self.add_error(name, ValidationError(NEEDED if name != "outcome" else _("Choose an outcome.")))
        return given

    @property
    def step(self):
        """The step of the workflow that was chosen."""
        return self.steps[self.cleaned_data["decision"]]

    def given(self):
        """What the step asks for."""
        return {}


class DecisionForm(Deciding):
    """The first supervisor."""

    steps = {"confirm": "confirm", "return": "return", "other": "override"}
    needs = {"return": ("question",), "other": ("outcome", "reason")}
    question = long_text(
        gettext_lazy("What do you need to know?"),
        help_text=gettext_lazy("Ask about the record, not about the person. Nobody is interviewed again for this."),
    )
    sign = forms.ChoiceField(label=gettext_lazy("About which sign"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("What should stand instead?"), required=False)
    reason = long_text(
        gettext_lazy("Why?"), help_text=gettext_lazy("The rule’s result and your reason both stay in the record.")
    )

    def __init__(self, screening, result, *args):
        super().__init__(screening, *args)
        known = catalogue(result.catalogue_version)
        present = [
            code for code, state in sorted(result.inputs.answers.items()) if state == "present" and code in known
        ]
        self.fields["sign"].choices = [
            ("", _("No one sign")),
            *((code, f"{code}, {known[code].words}") for code in present),
        ]
        self.fields["outcome"].choices = [("", _("Choose")), *other_outcomes(screening.rule_outcome)]

    def given(self):
        """The question or the reason, and the outcome chosen instead."""
        values = self.cleaned_data
        if self.step == "return":
            about = dict(self.fields["sign"].choices).get(values["sign"]) if values["sign"] else ""
            question = values["question"].strip()
            return {"reason": f"{about}: {question}" if about else question}
        return {"outcome": values["outcome"], "reason": values["reason"].strip()} if self.step == "override" else {}


def other_outcomes(rule_outcome):
    """Outcomes that may stand instead, each with whether it takes a second supervisor."""
    for code in reversed(PROTECTION):
        words = outcome_words(code)
        if code != rule_outcome:
            yield (
                code,
                _("%(outcome)s (a second supervisor must agree)") % {"outcome": words}
                if lowers(rule_outcome, code)
                else words,
            )


class SecondForm(Deciding):
    """The second supervisor, where protection would be lowered."""

    steps = {"agree": "approve_override", "disagree": "decline_override"}
    needs = {"disagree": ("reason",)}
    reason = long_text(
        gettext_lazy("Why not?"), help_text=gettext_lazy("It waits for a review again, with your reason.")
    )

    def given(self):
        """The reason of who does not agree."""
        return {"reason": self.cleaned_data["reason"].strip()} if self.step == "decline_override" else {}
