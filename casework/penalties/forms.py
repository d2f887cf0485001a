"""Forms of penalties: what it is, a hearing, a visit, and what a step asks for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.access import writable
from accounts.editing import PolicyForm
from accounts.forms import Choices, DateBoxes, PlainWords
from accounts.policy import Group
from casework import money
from casework.journey.forms import AmountText, line, text
from casework.penalties import codes, rules
from casework.penalties.models import Hearing, Penalty, Visit

FIRST = ["kind", "country", "at_home", "authority_kind", "authority", "file_number", "imposed_on"]
AMOUNTS = ("amount", "paid", "daily", "cap")
ASKED = ["place", "begun_on", "until_on", "released_on", "currency", *AMOUNTS, "ban_years", "sentence_months"]
UNREAD = _("Known here of this country, and no lawyer has read it: compare it with their paper. After: %(source)s.")
HOURS = {"invalid": _("Write the hour as 09:30.")}


class Amounts(PolicyForm):
    """A form with amounts in one currency."""

    amount_fields: tuple = ()

    def clean(self):
        """The amounts as numbers. A sentence beside each that is none, also for a negative one."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.amount_fields:
            if name in cleaned:
                try:
                    cleaned[name] = money.read_amount(cleaned[name] or "", cleaned.get("currency") or "")
                except ValidationError as error:
                    self.add_error(name, error)
        return cleaned


class PenaltyForm(Amounts):
    """One penalty. What is asked beside the first questions depends on its kind."""

    amount_fields = AMOUNTS
    imposed_on = DateBoxes(label=_("Day of the decision or charge"), past=True, required=False)
    begun_on = DateBoxes(label=_("From"), required=False)
    until_on = DateBoxes(label=_("Until, as ordered"), required=False)
    released_on = DateBoxes(label=_("Released on"), past=True, required=False, help_text=_("Empty while held."))
    amount = AmountText(label=_("Amount"), help_text=_("As it stands on their paper, for example 20,000."))
    paid = AmountText(label=_("Paid so far"))
    daily = AmountText(label=_("Grows every day by"))
    cap = AmountText(label=_("At most"), help_text=_("A fine that grows has an end, by law or by their paper."))

    class Meta:
        model = Penalty
        fields = [*FIRST, *ASKED, "assessment", "more"]
        widgets = {
            "authority": line(), "file_number": line(), "place": line(), "assessment": text(3), "more": text(3),
            "authority_kind": forms.Select(),
        }  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.kind = self.chosen()
        if "kind" in self.fields:
            self.fields["kind"].choices = [("", "---------"), *codes.grouped()]
        asked = codes.asked_of(self.kind)
        for name in ASKED:
            if name in self.fields and name not in asked:
                del self.fields[name]
        if not codes.to_assess(self.kind):
            self.fields.pop("assessment", None)
        if "begun_on" in self.fields:
            self.fields["begun_on"].label = self.first_day()
        self.say_what_nobody_read()

    def clean(self):
        """Beside the field, before the table says the same of the whole form."""
        cleaned = super().clean()
        if wrong := rules.released_too_early(cleaned.get("begun_on"), cleaned.get("released_on")):
            self.add_error("released_on", wrong)
        return cleaned

    def chosen(self):
        """The kind that is asked about: what was posted, else what the page began with."""
        kind = self.data.get(self.add_prefix("kind")) if self.is_bound else self.initial.get("kind")
        return kind if kind in codes.penalties() else self.row.kind or next(iter(codes.penalties()))

    def say_what_nobody_read(self):
        """A fine of fines.csv that no lawyer of the country has read is offered with a warning."""
        country = self.data.get(self.add_prefix("country")) if self.is_bound else self.initial.get("country")
        known = codes.known_fines().get((country or self.row.country, self.kind))
        if known and not known["reviewed"] and "daily" in self.fields:
            self.fields["daily"].help_text = UNREAD % {"source": known["source"]}

    def first_day(self):
        """What the first day means for this kind."""
        if self.kind in codes.DETAINS:
            return _("Held since")
        return _("Grows from") if "daily" in codes.asked_of(self.kind) else _("From")


class HearingForm(PolicyForm):
    """One day before a court or an office."""

    on = DateBoxes(label=_("Day"))
    hour = forms.TimeField(
        label=_("Hour, if it is known"), required=False, error_messages=HOURS, input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput({"class": "input w-4", "autocomplete": "off"}, format="%H:%M"),
    )  # fmt: skip

    class Meta:
        model = Hearing
        fields = ["on", "hour", "court", "subject", "lawyer", "interpreter", "result", "result_words"]
        widgets = {
            "court": line(), "subject": text(2), "lawyer": line(), "result_words": text(2), "result": Choices(),
        }  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        plain_blank(self, "result", _("It is still to come"))


class VisitForm(PolicyForm):
    """One visit to somebody who is held: planned, or as it was (P10)."""

    on = DateBoxes(label=_("Day of the visit"))
    asked_on = DateBoxes(label=_("Asked for on"), past=True, required=False)
    last_seen_on = DateBoxes(
        label=_("Last seen by anybody on"), past=True, required=False, help_text=_("If the person was not seen.")
    )
    next_on = DateBoxes(label=_("Next visit on"), required=False)

    class Meta:
        model = Visit
        fields = ["on", "asked_on", "outcome", "condition", "health", "last_seen_on", "seen_by", "moved_to", "more",
                  "next_on"]  # fmt: skip
        widgets = {
            "outcome": Choices(), "condition": Choices(), "health": text(2), "seen_by": line(), "moved_to": line(),
            "more": text(3),
        }  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        plain_blank(self, "outcome", _("The visit is still to come"))
        plain_blank(self, "condition", _("Not said"))
        if "health" in self.fields and Group.HEALTH not in writable(self.row.case):
            del self.fields["health"]


def plain_blank(form, name, words):
    """Says what it means to choose nothing."""
    if name in form.fields:
        field = form.fields[name]
        field.choices = [("", words), *[pair for pair in field.choices if pair[0]]]


STEPS = {
    "outcome_on": lambda: DateBoxes(label=_("Decided on"), past=True),
    "outcome_words": lambda: forms.CharField(
        label=_("What they decided, and who told us"), required=False, widget=text(3)
    ),
    "reason": lambda: forms.CharField(label=_("Why it goes on"), widget=text(3)),
}


def step_form(names, data=None, words_needed=""):
    """The form of what one step asks for; its needs say the rest. `words_needed`: why it cannot do without words."""
    made: dict = {name: STEPS[name]() for name in names}
    if words_needed and "outcome_words" in made:
        made["outcome_words"].required = True
        made["outcome_words"].error_messages["required"] = words_needed
    return type("StepForm", (PlainWords, forms.Form), made)(data)
