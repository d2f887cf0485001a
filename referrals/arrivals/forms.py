"""Forms of arrivals and of joint meetings."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import Choices, DateBoxes, PlainWords
from accounts.models import Organisation
from referrals.arrivals.actions import LONG
from referrals.arrivals.models import Arrival, IdentificationMeeting
from referrals.consular.forms import line, text

AGENCIES = 6  # rows of the form of a meeting


class ArrivalForm(PlainWords, forms.Form):
    """When, where, and who receives; `shares` are those on which somebody may be told."""

    way = forms.ChoiceField(label=_("Direction"), choices=Arrival.Way, widget=Choices)
    share = forms.ChoiceField(
        label=_("Who receives at home"), required=False,
        help_text=_("Only those the person said yes to. Not for somebody who comes back to us."),
    )  # fmt: skip
    expected_on = DateBoxes(label=_("Expected on"))
    province = forms.CharField(label=_("Home province"), required=False, widget=line(), max_length=LONG)
    reception = forms.CharField(label=_("Reception: when and by whom"), required=False, widget=line(), max_length=LONG)
    screening = forms.CharField(
        label=_("Screening after arrival: when and by whom"), required=False, widget=line(), max_length=LONG
    )

    def __init__(self, *args, shares, changing=False, **options):
        super().__init__(*args, **options)
        self.shares = {str(row.pk): row for row in shares}
        named = [(key, f"{row.recipient.name}: {row.get_purpose_display()}") for key, row in self.shares.items()]
        self.fields["share"].choices = [("", "---------"), *named]
        if changing:
            del self.fields["way"], self.fields["share"]

    def values(self):
        """What `plan` or `change` takes."""
        given = dict(self.cleaned_data)
        if "share" in given:
            given["share"] = self.shares.get(given["share"])
        return given


class ArrivedForm(PlainWords, forms.Form):
    """The day on which the person came."""

    arrived_on = DateBoxes(label=_("Arrived on"), past=True)

    def __init__(self, *args, **options):
        super().__init__(*args, initial={"arrived_on": timezone.localdate()}, **options)


class MeetingForm(PlainWords, forms.Form):
    """Who was there and how each saw it; the decision, on what it rests, who saw it differently, who was told."""

    held_on = DateBoxes(label=_("Held on"), past=True)
    decision = forms.ChoiceField(label=_("Decision"), choices=IdentificationMeeting.Decision, widget=Choices)
    reasons = forms.CharField(label=_("On what it rests"), widget=text())
    dissent = forms.CharField(label=_("Who saw it differently, and why"), required=False, widget=text(2))
    told = forms.CharField(label=_("Who was told of the decision, and when"), required=False, widget=text(2))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        offices = Organisation.objects.filter(is_active=True).exclude(kind="armed_group").order_by("name")
        for number in range(1, AGENCIES + 1):
            labels = {"n": number}
            self.fields[f"agency{number}"] = forms.ModelChoiceField(
                offices, label=_("Agency %(n)s") % labels, required=False
            )
            self.fields[f"view{number}"] = forms.CharField(
                label=_("View of agency %(n)s") % labels, required=False, widget=text(2)
            )

    def pairs(self):
        """The boxes of agency and view, two by two."""
        return [(self[f"agency{n}"], self[f"view{n}"]) for n in range(1, AGENCIES + 1)]

    def values(self):
        """What `meetings.record` takes."""
        given = dict(self.cleaned_data)
        rows = [(given.pop(f"agency{n}"), given.pop(f"view{n}")) for n in range(1, AGENCIES + 1)]
        return {**given, "views": {office: words for office, words in rows if office is not None}}
