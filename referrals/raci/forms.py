"""Forms of the table: the choice of a way, and one line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.forms import PlainWords
from accounts.organisations.forms import version_field
from referrals.directory import clock
from referrals.directory.queries import seen_by
from referrals.raci.codes import OWN
from referrals.raci.models import ONE_OF_TWO, RaciRow

CHOOSE = ("", _("Choose"))


class WayForm(PlainWords, forms.Form):
    """Where the person is, and which country they go home to. Nothing else may stand in the address."""

    host = forms.ChoiceField(label=_("From"), choices=[CHOOSE, *choices("countries")])
    home = forms.ChoiceField(label=_("Home to"), choices=[CHOOSE, *choices("countries")])


class EntryChoice(forms.ModelChoiceField):
    """An entry of the directory that this person may see, with what speaks against it."""

    def to_python(self, value):
        """One sentence for everything that is no entry: also a key that can be none."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid_choice"]) from error

    def label_from_instance(self, entry):
        """Name and country; one that is too old says so and is refused when it is newly chosen."""
        said = f"{entry.name}, {entry.get_country_display()}"
        closed = clock.mark(entry)["closed"] or entry.status != "active"
        return _("%(entry)s (cannot be chosen)") % {"entry": said} if closed else said


class RowForm(PlainWords, forms.ModelForm):
    """A new line. `by` is who fills it in; `row_form` makes the class for them."""

    by: Any = None

    entry = EntryChoice(
        label=_("Who, outside"),
        help_text=_("From the directory. An entry that nobody found true for 18 months cannot be chosen."),
        queryset=RaciRow.objects.none(),
        required=False,
        empty_label=_("Nobody outside"),
        error_messages={"invalid_choice": _("Choose one of those shown")},
    )
    function = forms.ChoiceField(
        label=_("Who, in your office"), choices=[("", _("Nobody in the office")), *OWN], required=False
    )

    class Meta:
        model = RaciRow
        fields = ["step", "host", "home", "letter", "entry", "function", "note"]
        help_texts = {
            "letter": _("One only answers for a step. Several may do it, be asked, or be told."),
            "note": _("About the work, never about a person of a case."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["entry"].queryset = seen_by(self.by).order_by("name", "pk")
        if self.instance.entry_id and not seen_by(self.by).filter(pk=self.instance.entry_id).exists():
            self.hide_entry()

    def hide_entry(self):
        """Who this person may not see stays named without being shown (R26)."""
        del self.fields["entry"]
        del self.fields["function"]

    def clean_entry(self):
        """Nobody who is too old or works no more is newly named (R21)."""
        entry = self.cleaned_data["entry"]
        if entry is None or entry.pk == self.instance.entry_id:
            return entry
        if not clock.selectable(seen_by(self.by).filter(pk=entry.pk)).exists():
            raise ValidationError(
                _("%(name)s cannot be chosen: nobody found it true for 18 months, or it works no more.")
                % {"name": entry.name}
            )
        return entry

    def clean(self):
        """One of the two."""
        cleaned = super().clean()
        shown = "entry" in self.fields and "entry" not in self.errors
        if shown and bool(cleaned.get("entry")) == bool(cleaned.get("function")):
            raise ValidationError({"entry": ONE_OF_TWO})
        return cleaned


class RowChange(RowForm):
    """A line that exists."""

    version = version_field()

    class Meta(RowForm.Meta):
        pass


def row_form(form_class, user):
    """The form class for this person."""
    return type(form_class.__name__, (form_class,), {"by": user})
