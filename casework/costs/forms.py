"""Forms of costs: an amount with its receipt, a receipt that comes later, and what the office keeps."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import DateBoxes, PlainWords
from casework import money
from casework.costs.models import CURRENCIES, Cost, FundingLine, SpendingLimit
from casework.files.forms import UploadField
from casework.journey.forms import AmountText, text


def read(form, name):
    """The amount of a form as a number; the sentence beside it for what is none."""
    cleaned = form.cleaned_data
    try:
        cleaned[name] = money.read_amount(cleaned.get(name) or "", cleaned.get("currency") or "")
    except ValidationError as error:
        form.add_error(name, error)


class CostForm(PlainWords, forms.Form):
    """One amount that was spent."""

    kind = forms.ChoiceField(label=_("For what"), choices=[("", "---------"), *Cost.Kind.choices])
    currency = forms.ChoiceField(label=_("Currency"), choices=[("", "---------"), *CURRENCIES])
    amount = AmountText(label=_("Amount"), required=True)
    spent_on = DateBoxes(label=_("Spent on"), past=True)
    line = forms.ModelChoiceField(
        label=_("Paid from"), queryset=FundingLine.objects.none(), required=False, empty_label=_("No grant named")
    )
    file = UploadField(label=_("Receipt"), required=False)
    no_receipt = forms.CharField(
        label=_("Why there is no receipt"), required=False, widget=text(2), max_length=4000,
        help_text=_("A moped driver, a market, a bribe that was asked for: write it; the cost counts all the same."),
    )  # fmt: skip
    more = forms.CharField(label=_("More on it"), required=False, widget=text(2), max_length=4000)

    def __init__(self, *args, lines, **options):
        super().__init__(*args, **{"initial": {"spent_on": timezone.localdate()}, **options})
        self.fields["line"].queryset = lines

    def clean(self):
        """The amount as a number, with no more places than its currency has."""
        super().clean()
        if "amount" in self.cleaned_data:
            read(self, "amount")
        return self.cleaned_data


class ReceiptForm(PlainWords, forms.Form):
    """A receipt that came later."""

    file = UploadField(label=_("Receipt"))


class StepForm(PlainWords, forms.Form):
    """Why it is not approved, or taken back."""

    reason = forms.CharField(label=_("Why"), widget=text(2), max_length=4000)


class LineForm(PlainWords, forms.ModelForm):
    """A funding line of the office."""

    ended_on = DateBoxes(label=_("Ended on"), required=False, help_text=_("After this day nothing is paid from it."))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = FundingLine
        fields = ["name", "code", "ended_on"]


class LimitForm(PlainWords, forms.ModelForm):
    """Up to which amount a cost counts at once."""

    amount = AmountText(label=_("Up to"), required=True, help_text=_("Zero: everything is approved by somebody else."))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = SpendingLimit
        fields = ["currency", "amount"]

    def clean(self):
        """The amount as a number."""
        cleaned = super().clean() or self.cleaned_data
        if "amount" in cleaned:
            read(self, "amount")
        return self.cleaned_data
