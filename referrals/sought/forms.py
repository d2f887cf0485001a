"""Forms of both sides: what a mission sends in, and the case we think of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms import PlainWords
from referrals.consular.forms import line, text
from referrals.sought.actions import LONG, from_file, typed


class ReportForm(PlainWords, forms.Form):
    """'We heard of somebody in need': in words, and whom."""

    words = forms.CharField(
        label=_("What you heard"),
        widget=text(4),
        max_length=LONG,
        help_text=_("Who told you, when, and what kind of help is needed."),
    )
    people = forms.CharField(
        label=_("Who it is, if you know"),
        required=False,
        widget=text(2),
        help_text=_("One line for each person: name; birth date; place."),
    )

    def clean(self):
        """The lines become people."""
        given: Any = super().clean()
        given["people"] = typed(given.get("people", ""))
        return given


class ListForm(PlainWords, forms.Form):
    """People looked for, typed or as a file."""

    people = forms.CharField(
        label=_("People you look for"),
        required=False,
        widget=text(6),
        help_text=_("One line for each person: name; birth date; place. Or choose a file below."),
    )
    file = forms.FileField(
        label=_("Or a CSV file"), required=False, help_text=_("Columns: name, born, place. At most 500 people.")
    )
    words = forms.CharField(label=_("What we should know"), required=False, widget=text(2), max_length=LONG)

    def clean(self):
        """Lines and file together."""
        given: Any = super().clean()
        found = typed(given.get("people", ""))
        upload = given.pop("file", None)
        if upload:
            try:
                found = found + from_file(upload)
            except ValidationError as error:
                self.add_error("file", error.message_dict["file"])
        given["people"] = found
        return given


class MatchForm(PlainWords, forms.Form):
    """The case of ours."""

    reference = forms.CharField(
        label=_("Number of the case"),
        widget=line(),
        max_length=20,
        help_text=_("Nothing goes to the mission. Who works on the case tells the person of the right, and of the no."),
    )
