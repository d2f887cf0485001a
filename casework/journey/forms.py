"""Forms of the journey: a station, what was done to the person there, an amount."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import codes
from accounts.codes import label
from accounts.editing import PolicyForm
from accounts.forms import Choices
from casework import money
from casework.journey.codes import CONTROL, EXPLOITATION, PAPERS, SCAMS, TRANSPORT, Stop
from casework.journey.models import Exploitation, Leg, MoneyNamed
from casework.journey.stations import heading

LINE = {"dir": "auto", "autocomplete": "off"}
COMMON = ["kind", "location", "country", "place_name", "began_said", "ended_said", "basis"]
LAST = ["note", "source", "told_by", "do_not_ask"]
PEOPLE = ["handler_role", "handled_by"]
TRAVEL = ["transport", *PEOPLE]
# What is asked of a station beside its place and time.
ASKED: dict[str, list[str]] = {
    Stop.OFFER: PEOPLE,
    Stop.WAY: TRAVEL,
    Stop.BORDER: ["transport", "border", *PEOPLE],
    Stop.ARRIVAL: TRAVEL,
    Stop.HELD: PEOPLE,
    Stop.SALE: ["price", "currency", *PEOPLE],
    Stop.UNKNOWN: TRAVEL,
    Stop.TAKEN_BACK: TRAVEL,
    Stop.OUT: TRAVEL,
    Stop.SINCE: [],
}
FOLDED = ("control", "types")
EXTRA = ["transport", "border", "price", "currency", *PEOPLE]


def line():
    """A text of one line, in the direction of its script."""
    return forms.TextInput(LINE)


def text(rows=4):
    """A text of several lines, in the direction of its script."""
    return forms.Textarea({"rows": rows, "dir": "auto"})


def places_by_country():
    """Listed places under their countries, for a select."""
    found: dict[str, list] = {}
    for row in codes.rows("locations"):
        found.setdefault(row["country"], []).append((row["code"], label("locations", row["code"])))
    grouped = [(label("countries", country), places) for country, places in found.items() if country]
    return [("", "---------"), *grouped, *found.get("", [])]


class Ticks(forms.MultipleChoiceField):
    """Several codes of a list, each once, in the order of the list."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, values, **options):
        super().__init__(choices=values, required=False, **options)

    def clean(self, value):
        """The codes in their own order, so that ticking the same again changes nothing."""
        ticked = super().clean(value)
        return [code for code, _words in self.choices if code in ticked]


class AmountText(forms.CharField):
    """An amount as somebody writes it; the form turns it into a number once the currency is known."""

    def __init__(self, **options):
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": 60, "widget": widget, **options})

    def prepare_value(self, value):
        """60000.5 for a stored amount, what was typed for anything else."""
        return value if value is None or isinstance(value, str) else f"{value:f}"


class WithAmount(PolicyForm):
    """A form with an amount and its currency."""

    amount_field = "amount"

    def clean(self):
        """The amount as a number. A sentence beside it for what is none."""
        cleaned = super().clean() or self.cleaned_data
        name = self.amount_field
        if name in cleaned:
            try:
                cleaned[name] = money.read_amount(cleaned[name] or "", cleaned.get("currency") or "")
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned


class LegForm(WithAmount):
    """One station. What is asked depends on its kind; what it already holds is always there."""

    amount_field = "price"
    price = AmountText(label=_("Price that was named"), help_text=_("The amount as it was told, for example 60,000."))
    location = forms.ChoiceField(
        label=_("Town or area"),
        required=False,
        choices=places_by_country,
        help_text=_("As near as a town. Leave empty what is not known."),
    )
    transport = Ticks(TRANSPORT, label=_("How they travelled"))

    class Meta:
        model = Leg
        fields = [*COMMON, *EXTRA, *LAST]
        widgets = {
            "place_name": line(), "began_said": line(), "ended_said": line(), "handled_by": line(), "told_by": line(),
            "note": text(5), "border": Choices(), "source": Choices(), "basis": Choices(),
        }  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        kind = self.data.get(self.add_prefix("kind")) if self.is_bound else self.initial.get("kind") or self.row.kind
        asked = ASKED.get(kind, EXTRA)
        for name in EXTRA:
            if name in self.fields and name not in asked and not getattr(self.row, name):
                del self.fields[name]


class WorkForm(PolicyForm):
    """What the person had to do at one place, and what kept them there."""

    scams = Ticks(
        SCAMS, label=_("Kind of work"), help_text=_("One or two are enough. Ask nothing about who was cheated.")
    )
    types = Ticks(EXPLOITATION, label=_("What it amounts to"))
    papers = Ticks(PAPERS, label=_("Passport and other papers"))
    control = Ticks(CONTROL, label=_("What kept the person there"))

    class Meta:
        model = Exploitation
        fields = ["leg", "scams", "hours_a_day", "days_a_week", "quota", "papers", "control", "types", "note", "source",
                  "told_by"]  # fmt: skip
        widgets = {"quota": line(), "told_by": line(), "note": text(), "source": Choices()}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        at_stations(self)

    @property
    def parts(self):
        """[(bound field, folded, open)]: the two long lists are folded until something in them is ticked."""
        shown = [bound for bound in self if bound.name != "version"]
        return [(bound, bound.name in FOLDED, bool(bound.errors or bound.value())) for bound in shown]


class MoneyForm(WithAmount):
    """An amount as it was told."""

    amount = AmountText(label=_("Amount"), help_text=_("Zero is an amount. Leave empty if nobody knows."))

    class Meta:
        model = MoneyNamed
        fields = ["kind", "amount", "currency", "per", "reason", "leg", "said_when", "note", "source", "told_by"]
        widgets = {"said_when": line(), "told_by": line(), "note": text(3), "source": Choices()}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        at_stations(self)


def at_stations(form):
    """Offers the stations of the form's own case, in their order and in words."""
    field: Any = form.fields.get("leg")
    if field is None:
        return
    field.queryset = Leg.objects.filter(case=form.row.case_id).in_order()
    field.empty_label = _("The whole time, or not known")
    field.label_from_instance = heading
    field.required = False
