"""Forms of claims: what is owed, and what each step asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import Choices, DateBoxes, PlainWords
from casework.claims.models import PAPERS, Claim
from casework.journey.forms import AmountText, Ticks, line, text
from casework.penalties.forms import Amounts


class ClaimForm(Amounts):
    """What is owed, by whom, and that the person wants it."""

    amount_fields = ("amount",)
    amount = AmountText(label=_("Amount that is asked for"))
    papers = Ticks(PAPERS, label=_("Which papers"))
    agreed_on = DateBoxes(
        label=_("The person wants this; asked on"), past=True, required=False,
        help_text=_("Nothing is filed without it. No is an answer too."),
    )  # fmt: skip

    class Meta:
        model = Claim
        fields = ["kind", "against_kind", "against", "currency", "amount", "papers", "grounds", "agreed_on"]
        widgets = {"kind": Choices(), "against": line(), "grounds": text(3)}


STEPS = {
    "filed_on": lambda: DateBoxes(label=_("Filed on"), past=True),
    "filed_with": lambda: forms.CharField(label=_("Filed with"), widget=line(), max_length=400),
    "file_number": lambda: forms.CharField(label=_("Their file number"), required=False, widget=line(), max_length=200),
    "answered_on": lambda: DateBoxes(label=_("Answered on"), past=True),
    "granted": lambda: AmountText(label=_("How much was granted")),
    "received_on": lambda: DateBoxes(label=_("Received on"), past=True),
    "received": lambda: AmountText(label=_("How much came now")),
    "result": lambda: forms.CharField(label=_("In a sentence"), required=False, widget=text(2), max_length=4000),
    "reason": lambda: forms.CharField(label=_("Why"), widget=text(2), max_length=4000),
}
OF_MONEY = ("granted", "received")


def step_form(names, row, data=None):
    """The form of what one step asks for; amounts only where money is claimed."""
    asked = [name for name in names if row.of_money or name not in OF_MONEY]
    return type("StepForm", (PlainWords, forms.Form), {name: STEPS[name]() for name in asked})(data)
