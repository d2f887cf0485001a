"""Forms of the person: one for each part of the page, and one for each kind of row around them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.editing import PolicyForm
from accounts.forms import Choices, DateBoxes, PlainWords
from casework.people.models import Contact, IdentityPaper, OtherName, Person, Relative, Speaks

TEXT = {"rows": 4, "dir": "auto"}
LINE = {"dir": "auto", "autocomplete": "off"}


def line():
    """A text of one line, in the direction of its script."""
    return forms.TextInput(LINE)


def text():
    """A text of several lines, in the direction of its script."""
    return forms.Textarea(TEXT)


class SeveralSelects(forms.Widget):
    """Three select boxes that post under one name: up to three nationalities, without ticking through forty."""

    template_name = "casework/people/several_selects.html"
    boxes = 3
    choices = ()

    def get_context(self, name, value, attrs):
        """One select for each value that stands, and empty ones up to three."""
        context = super().get_context(name, value, attrs)
        values = list(value or [])
        values += [""] * max(self.boxes - len(values), 0)
        context["selects"] = [self.select(name, place, chosen) for place, chosen in enumerate(values)]
        return context

    def select(self, name, place, chosen):
        """What Django's template of a select needs for one box."""
        attrs = {"class": "select", "id": f"id_{name}_{place}" if place else f"id_{name}"}
        attrs |= {"aria-label": _("One more")} if place else {}
        return forms.Select(attrs, self.choices).get_context(name, chosen, {})["widget"]

    def value_from_datadict(self, data, files, name):
        """The chosen codes, each once, in the order of the boxes."""
        typed = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return list(dict.fromkeys(code for code in typed if code))


class Countries(forms.MultipleChoiceField):
    """Up to a few countries of the code list."""

    widget = SeveralSelects

    def __init__(self, **options):
        super().__init__(choices=[("", "---------"), *choices("countries")], **options)


class IdentityForm(PolicyForm):
    """Names, gender, birth and age."""

    birth_date = DateBoxes(label=_("Date of birth"), past=True, required=False)

    class Meta:
        model = Person
        fields = ["name", "name_language", "romanised", "gender", "birth_date", "estimated_age", "age_basis",
                  "presumed_child", "marital_status"]  # fmt: skip
        widgets = {"name": line(), "romanised": line()}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "gender" in self.fields:
            self.fields["gender"].required = False

    def clean_gender(self):
        """Nothing chosen is "not known"."""
        return self.cleaned_data["gender"] or "unknown"


class BackgroundForm(PolicyForm):
    """Where somebody belongs and what they did before."""

    nationalities = Countries(
        label=_("Nationality"), required=False, help_text=_("As the person says. Several may be true.")
    )

    class Meta:
        model = Person
        fields = ["nationalities", "stateless", "migration_status", "education", "occupation"]
        widgets = {"occupation": line()}


class HomeForm(PolicyForm):
    """Where the person comes from."""

    class Meta:
        model = Person
        fields = ["birth_place", "home_address"]
        widgets = {"birth_place": line(), "home_address": text()}


class StayForm(PolicyForm):
    """Where the person stays now. The address that stands is not shown here: looking at it is an act of its own."""

    class Meta:
        model = Person
        fields = ["present_address"]
        widgets = {"present_address": text()}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial.pop("present_address", None)
        if "present_address" in self.fields:
            self.fields["present_address"].help_text = _(
                "Takes the place of what is written. Leave empty when nobody knows."
            )


class HealthForm(PolicyForm):
    """Health notes, for those who hold the grant."""

    class Meta:
        model = Person
        fields = ["health_notes"]
        widgets = {"health_notes": text()}


class SafeForm(PolicyForm):
    """What is safe when somebody makes contact. Saving it says that the person was asked today."""

    class Meta:
        model = Person
        fields = ["safe_ways", "unsafe_ways"]
        widgets = {"safe_ways": text(), "unsafe_ways": text()}


SECTIONS: dict[str, tuple[Any, Any]] = {
    "identity": (_("Name, birth and age"), IdentityForm),
    "background": (_("Nationality, schooling and work"), BackgroundForm),
    "home": (_("Home"), HomeForm),
    "stay": (_("Where the person stays now"), StayForm),
    "health": (_("Health"), HealthForm),
}


class HiddenValueForm(PolicyForm):
    """A row with a value that is not shown without a recorded look: left empty, the value stays as it is."""

    secret = ""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.row._state.adding or self.secret not in self.fields:
            return
        self.initial.pop(self.secret, None)
        self.fields[self.secret].required = False
        self.fields[self.secret].help_text = _("Leave empty to keep what is written.")

    def kept(self, name):
        """What was typed, or what stands."""
        typed = self.cleaned_data.get(name)
        return typed if typed or self.row._state.adding else getattr(self.row, name)


class NameForm(PolicyForm):
    """Another name."""

    class Meta:
        model = OtherName
        fields = ["name", "name_language", "kind"]
        widgets = {"name": line(), "kind": Choices()}


class LanguageForm(PolicyForm):
    """A language."""

    class Meta:
        model = Speaks
        fields = ["language", "level", "reads"]
        widgets = {"level": Choices()}


class PaperForm(PolicyForm):
    """A paper and where it is."""

    expires_on = DateBoxes(label=_("Valid until"), required=False)

    class Meta:
        model = IdentityPaper
        fields = ["kind", "number", "country", "expires_on", "where", "where_note"]
        widgets = {"number": line(), "where": Choices(), "where_note": text()}


class ContactForm(HiddenValueForm):
    """A way to reach the person."""

    secret = "value"

    class Meta:
        model = Contact
        fields = ["kind", "value", "safety", "hours"]
        widgets = {"value": line(), "safety": Choices(), "hours": text()}

    def clean_value(self):
        """The number that was typed, or the one that stands."""
        return self.kept("value")


class RelativeForm(HiddenValueForm):
    """Somebody of the family."""

    secret = "reach"

    class Meta:
        model = Relative
        fields = ["relation", "name", "country", "with_person", "reach", "safety", "note"]
        widgets = {"name": line(), "reach": line(), "safety": Choices(), "note": text()}

    def clean_reach(self):
        """How to reach them, as typed or as it stands."""
        return self.kept("reach")


# kind in the address: model, form, words for one of them, the group a writer needs
ROWS: dict[str, tuple[Any, type[PolicyForm], str]] = {
    "names": (OtherName, NameForm, _("Another name")),
    "languages": (Speaks, LanguageForm, _("A language")),
    "papers": (IdentityPaper, PaperForm, _("A paper")),
    "contacts": (Contact, ContactForm, _("A way to reach the person")),
    "family": (Relative, RelativeForm, _("Somebody of the family")),
}


class WhereForm(PlainWords, forms.Form):
    """Why somebody needs to see where the person stays."""

    reason = forms.CharField(
        label=_("Why do you need to know where the person stays?"),
        help_text=_("One sentence. It is kept with your look, and the supervisor can read it."),
        widget=text(),
        min_length=4,
        max_length=1000,
        error_messages={"min_length": _("Write a few words more, so that somebody else understands it.")},
    )
