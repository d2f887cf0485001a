"""Editing a row that somebody else may be editing too: nothing typed is lost (I10, R-50, S-86).

The form carries the version it was made from. When the row has moved on, the three versions are compared field by
field: what only one of two people changed is taken from them; where both changed a field, the page asks.
"""

import copy
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import writable
from accounts.checks import group_of
from accounts.forms import PlainWords
from accounts.models import User
from accounts.pages import page
from accounts.performing import Stale


class PolicyForm(PlainWords, forms.ModelForm):
    """A form that offers only the fields its user may write on this row, and remembers the version it shows."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, instance, **options):
        # A copy, because ModelForm writes what was typed into its instance even where it is then refused.
        super().__init__(*args, instance=copy.copy(instance), **options)
        self.row, self.conflict = instance, None
        if not instance._state.adding:
            allowed = writable(instance)
            for name in [n for n in self.fields if n != "version"]:
                if group_of(type(instance)._meta.get_field(name)) not in allowed:
                    del self.fields[name]
        self.initial.setdefault("version", instance.version)  # a draft brings the version it was made from

    def clean(self):
        """Refuses a change that does not say which version it was made from: it would overwrite blindly (R-50)."""
        cleaned = super().clean()
        if not self.row._state.adding and "version" not in self.errors and self.cleaned_data.get("version") is None:
            raise ValidationError(_("Open the page again; it was sent without its version."))
        return cleaned

    @property
    def names(self):
        """Names of the fields that hold values of the row."""
        return [name for name in self.fields if name != "version"]

    def values(self):
        """{name: what was typed} for the row's fields, with line ends as they are stored (browsers send CRLF)."""
        typed = {name: self.cleaned_data[name] for name in self.names if name in self.cleaned_data}
        return {name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in typed.items()}


@dataclass
class Conflict:
    """What the conflict page shows: see templates/partials/conflict.html."""

    theirs_by: str
    theirs_at: object
    version: int
    mine_at: object = field(default_factory=timezone.now)
    merged: int = 0
    fields: list = field(default_factory=list)


def words(row, name, value):
    """A value in the words of the page: labels of choices, lists with commas, dates as they are."""
    model_field = type(row)._meta.get_field(name)
    coded = getattr(model_field, "base_field", model_field)
    labels = dict(coded.flatchoices or ())
    if isinstance(value, (list, tuple)):
        return ", ".join(in_a_line(item) if isinstance(item, dict) else str(labels.get(item, item)) for item in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else str(labels.get(value, value))


def in_a_line(fields):
    """What is said in the fields of one entry of a list, such as a goal of a plan."""
    return ": ".join(str(value) for value in fields.values() if value)


def one_text(typed, stored, keep):
    """What stays of two values, by the choice of the conflict page; both texts stand under each other."""
    if keep == "theirs":
        return stored
    if keep == "both" and isinstance(typed, str) and stored:
        return f"{stored}\n{typed}"
    return typed


def version_of(row, number):
    """The history row of one version, or None."""
    return type(row).history.filter(id=row.pk, version=number).first()


def must_stand_at(row, version):
    """Stale unless `row` still stands at `version`; it is locked, so that it stays so until the transaction ends."""
    standing = type(row).objects.select_for_update().filter(pk=row.pk).values_list("version", flat=True).first()
    if standing != version:
        raise Stale


def whose(mine, theirs, was):
    """Which change of a value stands, since both started from what it `was`: "mine", "theirs", "" where there is
    nothing to choose, "both" where somebody must."""
    if mine == theirs:
        return ""
    if mine == was:
        return "theirs"
    return "mine" if theirs == was else "both"


def merge(form, row, seen, posted):
    """(values to save, Conflict or None). `seen` is the version the form was made from, `posted` the raw form."""
    chosen = {
        name: one_text(value, getattr(row, name), posted.get(f"keep_{name}")) for name, value in form.values().items()
    }
    if seen == row.version:
        return chosen, None
    base, conflict = version_of(row, seen), new_conflict(row)
    for name, mine in list(chosen.items()):
        theirs, was = getattr(row, name), getattr(base, name, None)
        changed = whose(mine, theirs, was)
        if changed == "theirs":
            chosen[name] = theirs
        elif changed == "mine":
            conflict.merged += 1
        elif changed == "both":
            conflict.fields.append(two_sides(form, row, name, mine))
    return chosen, conflict if conflict.fields else None


def new_conflict(row):
    """Who saved the version that stands now, and when. An account's version also rises without a line of history,
    when its password changes: then the newest line tells."""
    latest = version_of(row, row.version) or type(row).history.filter(id=row.pk).order_by("-history_id").first()
    who = User.objects.filter(pk=latest.history_user_id).first() if latest else None
    return Conflict(
        who.display_name if who else _("Somebody"),
        latest.history_date if latest else timezone.now(),
        row.version,
    )


def two_sides(form, row, name, mine):
    """One field of the conflict page; two free texts may both stay."""
    free = isinstance(mine, str) and not row._meta.get_field(name).choices
    return {
        "name": name,
        "label": form.fields[name].label,
        "mine": words(row, name, mine),
        "theirs": words(row, name, getattr(row, name)),
        "both": free,
        "keep": "both" if free else "mine",
    }


def hidden(form_class, row, values, version):
    """The merged values as hidden inputs, so that the choice can be posted without typing anything again."""
    again = form_class(instance=row, initial={**values, "version": version})
    return [bound.as_hidden() for bound in again]


def edit(request, form, save, template, **context):
    """GET: the form. POST: saves through `save(**values)`, which returns the address to go to; errors and conflicts
    come back with everything that was typed (422 and 409)."""
    if request.method != "POST":
        return page(request, template, form=form, **context)
    if not form.is_valid():
        return page(request, template, status=422, form=form, **context)
    seen = form.row.version if form.row._state.adding else form.cleaned_data["version"]
    values, conflict = merge(form, form.row, seen, request.POST)
    try:
        if conflict is None:
            return HttpResponseRedirect(save(**values))
    except ValidationError as error:
        add_errors(form, error)
        return page(request, template, status=422, form=form, **context)
    except Stale:
        form.row.refresh_from_db()
        values, conflict = merge(form, form.row, seen, request.POST)
    inputs = hidden(type(form), form.row, values, form.row.version)
    conflict = conflict or new_conflict(form.row)
    return page(request, "casework/conflict.html", status=409, conflict=conflict, inputs=inputs, **context)


def add_errors(form, error):
    """Sentences of an action beside their fields; what belongs to no field of this form stands above."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, sentences in by_field.items():
        form.add_error(name if name in form.fields else None, sentences)
