"""Forms of the rarer ways: a group, the next mission, a date for the talk, people whom no state confirms."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from accounts.models import Organisation, User
from casework.consents.items import CODES, ITEMS
from referrals.consular.forms import FOR_WHAT, line, text
from referrals.consular.models import ConsularReferral
from referrals.consular.needs import CONSENT
from referrals.consular.records import StatelessReview
from referrals.sharing.items import may_be_ticked

OPEN_ITEMS = may_be_ticked(ITEMS)
ITEM_CODES = [(code, words) for code, words in CODES if ITEMS[code].fits(CONSENT) and code in OPEN_ITEMS]


class GroupForm(PlainWords, forms.Form):
    """One mission, one nationality, one note, several people."""

    mission = forms.ModelChoiceField(Organisation.objects.none(), label=_("Mission"))
    nationality = forms.ChoiceField(label=_("Nationality"), choices=[("", "---------"), *choices("countries")])
    purpose = forms.ChoiceField(label=_("For what"), choices=FOR_WHAT, widget=Tiles, initial="papers")
    note = forms.CharField(
        label=_("Note on all of them"), widget=text(), max_length=4000,
        help_text=_("What they have in common. No names: each person's own sheet says what that person agreed to."),
    )  # fmt: skip
    items = forms.MultipleChoiceField(
        label=_("What is shown of each, as far as each agreed"), choices=ITEM_CODES,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    cases = forms.MultipleChoiceField(label=_("Who"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, missions, people, **options):
        super().__init__(*args, **options)
        boxes: Any = self.fields
        boxes["mission"].queryset, boxes["cases"].choices = missions, people


class NextForm(PlainWords, forms.Form):
    """Which mission next, and why."""

    mission = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Next mission"), widget=Choices, empty_label=None
    )
    reason = forms.CharField(label=_("Why"), widget=text(2))

    def __init__(self, *args, offered, hints, **options):
        super().__init__(*args, **options)
        box: Any = self.fields["mission"]
        box.queryset = Organisation.objects.filter(pk__in=[row.pk for row in offered])
        box.widget.hints = hints


class TalkForm(PlainWords, forms.Form):
    """When and where the mission talks with the person; never where the person stays."""

    day = DateBoxes(label=_("Day"))
    time = forms.TimeField(label=_("Time"), widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
                           help_text=_("For example 14:30"))  # fmt: skip
    how = forms.ChoiceField(label=_("How"), choices=ConsularReferral.Meeting, widget=Choices)
    place = forms.CharField(label=_("Where, or through what"), widget=line(), max_length=500)
    interpreter = forms.CharField(
        label=_("The person's own interpreter"), required=False, widget=line(), max_length=500
    )
    companion = forms.ModelChoiceField(User.objects.none(), label=_("Who of us is there, or in the same call"))
    agreed = forms.BooleanField(label=_("The person agreed to the talk"), required=False)
    elsewhere = forms.BooleanField(label=_("It is neither where the person stays nor at the mission"), required=False)

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        box: Any = self.fields["companion"]
        box.queryset, box.label_from_instance = people, lambda user: user.display_name

    def clean(self):
        """Day and time become one moment."""
        given: Any = super().clean()
        day, time = given.pop("day", None), given.pop("time", None)
        if day and time:
            given["at"] = timezone.make_aware(datetime.datetime.combine(day, time))
        return given


class ReviewForm(PlainWords, forms.Form):
    """Why somebody looks into it."""

    why = forms.CharField(
        label=_("What was asked of which state, and what it said"), widget=text(),
        help_text=_("Or that the person knows of no nationality."),
    )  # fmt: skip


class ReferForm(PlainWords, forms.Form):
    """To which body it was taken."""

    referred_to = forms.CharField(label=_("To which body"), widget=line())
    referred_on = DateBoxes(label=_("On"), past=True)


class CloseForm(PlainWords, forms.Form):
    """How it ended."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=StatelessReview.Outcome, widget=Choices)
    words = forms.CharField(label=_("In words"), widget=text())
