"""Forms of the directory: the filters of the list, an entry, and the places, services and people that hang on it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.forms import PlainWords
from accounts.models import Organisation, User
from accounts.organisations.forms import version_field
from accounts.policy import may
from referrals.directory.actions import colleagues
from referrals.directory.codes import DAYS, SEXES, STEPS
from referrals.directory.models import (
    TEXT,
    DirectoryEntry,
    DirectoryPlace,
    DirectoryService,
    FocalPoint,
)

ANY = ("", _("Any"))
# The lists that the quick filters give.
SHOWN = (
    ("", _("All")),
    ("due", _("To ask again")),
    ("old", _("Over a year old")),
    ("too_old", _("Too old to choose")),
    ("selectable", _("Can be chosen")),
    ("mine", _("Mine")),
    ("ours", _("Kept by us")),
    ("restricted", _("Restricted")),
)
WORD = 80


def pick(label, values, **options):
    """A select that may stay at Any."""
    return forms.ChoiceField(label=label, required=False, choices=[ANY, *values], **options)


def ticks(label, values, hint=""):
    """Checkboxes."""
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, help_text=hint, required=False, choices=values, widget=widget)


class FilterForm(PlainWords, forms.Form):
    """The coded filters: what is needed, by whom, where. Nothing else may stand in the address of the list (S-46)."""

    service = pick(_("What is needed"), choices("service_types"))
    country = pick(_("Country"), choices("countries"))
    town = pick(_("Town or zone"), choices("locations"))
    step = pick(_("Step"), STEPS)
    sex = pick(_("Sex"), SEXES)
    age = forms.IntegerField(label=_("Age"), required=False, min_value=0, max_value=120)
    nationality = pick(_("Nationality"), choices("countries"))
    language = pick(_("Language"), choices("languages"))
    urgency = pick(_("Urgency"), choices("referral_priorities"))
    family = forms.ChoiceField(label=_("Family"), required=False, choices=[ANY, ("yes", _("Families together"))])
    kind = pick(_("Kind of agency"), choices("organisation_types"))
    show = forms.ChoiceField(required=False, choices=SHOWN, widget=forms.HiddenInput)

    def kept(self):
        """What is set, for addresses and hidden inputs."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}

    @property
    def more(self):
        """The filters that stay folded on a phone."""
        return [field for field in self.visible_fields() if field.name not in ("service", "country")]

    @property
    def narrowed(self):
        """Whether one of those is set."""
        return any(self.cleaned_data.get(field.name) not in ("", None) for field in self.more)

    @property
    def first(self):
        """The two that everybody uses."""
        return [self["service"], self["country"]]


class WordForm(PlainWords, forms.Form):
    """The word of a search. It is posted, never put into an address."""

    word = forms.CharField(label=_("Name, place or person to call"), max_length=WORD, min_length=2)


@dataclass
class Folded:
    """Some fields of a form under one summary, or in the open where there is none."""

    summary: Any
    fields: list
    open: bool


class Grouped(PlainWords):
    """Mixin: `groups` names which fields stand together under which summary; the rest stand in the open."""

    groups: tuple = ()

    def folds(self):
        """The visible fields in their groups, each in its place; a fold is open where something in it is filled in."""
        folded = {name for _summary, names in self.groups for name in names}
        yield Folded("", [field for field in self.visible_fields() if field.name not in folded], True)  # type: ignore[attr-defined]
        for summary, names in self.groups:
            fields = [self[name] for name in names if name in self.fields]  # type: ignore[index]
            if fields:
                filled = any(field.errors or field.value() for field in fields)
                yield Folded(summary, fields, filled)


def text_area(label, rows=3, hint=""):
    """A few lines that may stay empty."""
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=TEXT, widget=forms.Textarea({"rows": rows})
    )


class Colleague(forms.ModelChoiceField):
    """A colleague, by name."""

    def label_from_instance(self, user):
        """The name people know."""
        return user.display_name


class EntryForm(Grouped, forms.ModelForm):
    """A new entry. `by` is who fills it in; `entry_form` makes the class for them."""

    by: Any = None
    groups = (
        (_("How to reach it"), ("phone", "email", "website")),
        (_("Who keeps it true"), ("account", "owner")),
        (_("Restricted"), ("restricted", "readers")),
    )

    description = text_area(_("What it does"))
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    owner = Colleague(
        label=_("Who keeps it true"), queryset=User.objects.none(), required=False, empty_label=_("Nobody")
    )
    account = forms.ModelChoiceField(
        label=_("Its account here"),
        help_text=_("Where the organisation works with this site too."),
        queryset=Organisation.objects.filter(is_active=True),
        required=False,
        empty_label=_("It has none"),
    )
    readers = forms.TypedMultipleChoiceField(
        label=_("Who may read it besides supervisors"),
        coerce=uuid.UUID,
        empty_value=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = DirectoryEntry
        fields = ["name", "other_name", "kind", "country", "status", "description", "phone", "email", "website",
                  "account", "owner", "restricted", "readers"]  # fmt: skip
        help_texts = {
            "restricted": _("For partners at risk. Only supervisors here and those ticked below see that it exists.")
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        people = colleagues(self.instance.keeper_id or self.by.organisation_id)
        self.fields["owner"].queryset = User.objects.filter(pk__in=[person.pk for person in people])
        self.fields["readers"].choices = [(str(person.pk), person.display_name) for person in people]
        if not may(self.by, "directory.restrict"):
            del self.fields["restricted"], self.fields["readers"]

    def clean(self):
        """Readers are named for what is restricted."""
        cleaned = super().clean()
        if cleaned.get("readers") and not cleaned.get("restricted"):
            raise ValidationError({"restricted": _("Tick this too, or take the names away: all see an open entry.")})
        return cleaned


class EntryChange(EntryForm):
    """An entry that exists."""

    version = version_field()

    class Meta(EntryForm.Meta):
        pass


def entry_form(form_class, user):
    """The form class for this person."""
    return type(form_class.__name__, (form_class,), {"by": user})


class PlaceForm(Grouped, forms.ModelForm):
    """A place."""

    groups = ((_("Getting in"), ("accessibility",)),)

    address = text_area(_("Address"), 2)
    accessibility = text_area(_("Getting in: steps, lifts, toilets"), 2)

    class Meta:
        model = DirectoryPlace
        fields = ["name", "country", "town", "city", "area", "address", "postcode", "hidden", "phone",
                  "accessibility"]  # fmt: skip
        help_texts = {"hidden": _("For safe houses. The address is never part of an export.")}


def hour(label):
    """A time of day."""
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "input w-4", "placeholder": "08:30"}),
        error_messages={"invalid": _("Write a time such as 08:30")},
    )


class HoursForm(Grouped, forms.ModelForm):
    """What is asked of everything with hours."""

    days, opens, closes = ticks(_("Days"), DAYS), hour(_("From")), hour(_("Until"))

    def clean(self):
        """Days and both times, or none of them."""
        cleaned = super().clean()
        told = [bool(cleaned.get("days")), cleaned.get("opens") is not None, cleaned.get("closes") is not None]
        broken = self.errors.keys() & {"days", "opens", "closes"}
        if any(told) and not all(told) and not broken:
            raise ValidationError({"opens": _("Tick the days and write both times. 00:00 to 00:00 is day and night.")})
        return cleaned


HOURS = ["days", "opens", "closes", "zone", "on_holidays"]


class ServiceForm(HoursForm):
    """A service, and the places of its entry where it is offered."""

    groups = (
        (_("Who is admitted"), ("sexes", "minimum_age", "maximum_age", "families", "urgency", "admits_words")),
        (_("Only these nationalities"), ("nationalities",)),
        (_("Languages"), ("languages",)),
        (_("Where"), ("at_places", "area")),
        (_("Countries it serves"), ("countries",)),
        (_("Hours"), HOURS),
        (_("Places and cost"), ("capacity", "cost", "currency", "cost_words")),
        (_("How to refer"), ("how_to_refer", "papers")),
    )

    description, admits_words = text_area(_("What it is"), 2), text_area(_("Who is admitted, in words"), 2)
    how_to_refer, cost_words = text_area(_("How to refer"), 2), text_area(_("Cost, in words"), 2)
    steps, sexes = ticks(_("Steps"), STEPS), ticks(_("Admits"), SEXES, _("None ticked admits all."))
    nationalities = ticks(_("Nationalities"), choices("countries"), _("None ticked admits all."))
    languages = ticks(_("Languages"), choices("languages"))
    countries = ticks(_("Serves people in"), choices("countries"))
    at_places = forms.ModelMultipleChoiceField(
        label=_("Offered at"),
        queryset=DirectoryPlace.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = DirectoryService
        fields = ["name", "kind", "status", "description", "steps", "sexes", "minimum_age", "maximum_age", "families",
                  "urgency", "admits_words", "nationalities", "languages", "area", "countries", *HOURS, "capacity",
                  "cost", "currency", "cost_words", "how_to_refer", "papers"]  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["at_places"].queryset = DirectoryPlace.objects.filter(entry=self.instance.entry_id)
        if not self.instance._state.adding:
            self.initial["at_places"] = [offer.place_id for offer in self.instance.at.all()]

    def clean(self):
        """A cost names its currency."""
        cleaned = super().clean()
        if cleaned.get("cost") is not None and not cleaned.get("currency"):
            raise ValidationError({"currency": _("Choose the currency of the cost.")})
        return cleaned


class PersonForm(HoursForm):
    """Somebody to call."""

    groups = (
        (_("Countries served"), ("countries", "area")),
        (_("Languages"), ("languages",)),
        (_("Hours"), HOURS),
    )

    steps = ticks(_("Steps"), STEPS)
    countries = ticks(_("Serves people in"), choices("countries"))
    languages = ticks(_("Languages"), choices("languages"))
    deputy = forms.ModelChoiceField(
        label=_("Who stands in"), queryset=FocalPoint.objects.none(), required=False, empty_label=_("Nobody")
    )

    class Meta:
        model = FocalPoint
        fields = ["name", "title", "phone", "email", "steps", "country", "countries", "area", "languages", *HOURS,
                  "deputy"]  # fmt: skip
        help_texts = {"phone": _("Of the office. No private numbers."), "country": _("Its public holidays count.")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        others = FocalPoint.objects.filter(entry=self.instance.entry_id)
        self.fields["deputy"].queryset = others.exclude(pk=self.instance.pk)


def change(form_class):
    """The same form for a row that exists: it carries the version it was made from."""
    meta = type("Meta", (form_class.Meta,), {})
    return type(f"{form_class.__name__}Change", (form_class,), {"version": version_field(), "Meta": meta})


@dataclass(frozen=True)
class Kind:
    """One kind of part: its model, its forms, and its words on pages."""

    model: Any
    form: Any
    change: Any
    new: Any
    title: Any


KINDS = {
    "places": Kind(DirectoryPlace, PlaceForm, change(PlaceForm), _("Add a place"), _("Place")),
    "services": Kind(DirectoryService, ServiceForm, change(ServiceForm), _("Add a service"), _("Service")),
    "people": Kind(FocalPoint, PersonForm, change(PersonForm), _("Add somebody to call"), _("Somebody to call")),
}
