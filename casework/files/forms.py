"""Adding a file, and the field that other rooms use for files."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.codes import label
from accounts.forms import PlainWords
from casework.consents.queries import current_consents
from casework.consents.titles import title_of
from casework.files.actions import MOST_NOTE
from casework.files.checking import TAKEN
from casework.files.kinds import ACCEPT
from casework.files.models import StoredFile
from casework.people.models import IdentityPaper

Kind = StoredFile.Kind
PARTS = {Kind.PAPER: "paper", Kind.CONSENT: "consent"}


class UploadField(forms.FileField):
    """A file. What is in it is judged where it is stored; the form must be sent as multipart/form-data."""

    widget = forms.FileInput
    default_error_messages = {
        "empty": _("This file is empty. Choose another one."),
        "full": _("There is no room for files at the moment. Nothing was kept. Try again later."),
    }

    def __init__(self, **options):
        super().__init__(**{"label": _("File"), "help_text": TAKEN, **options})
        self.widget.attrs["accept"] = ACCEPT

    def clean(self, data, initial=None):
        """The upload. ValidationError with the code "full" where the disk took nothing."""
        if getattr(data, "problem", "") == "full":
            raise ValidationError(self.error_messages["full"], code="full")
        return super().clean(data, initial)


class FileForm(PlainWords, forms.Form):
    """One file and what it is. `key` makes a form that is sent twice on a bad line one file."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    what = forms.ChoiceField(label=StoredFile._meta.get_field("kind").verbose_name)
    note = forms.CharField(
        label=StoredFile._meta.get_field("note").verbose_name,
        help_text=StoredFile._meta.get_field("note").help_text,
        max_length=MOST_NOTE,
        required=False,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off", "class": "w-full"}),
    )
    file = UploadField()

    def __init__(self, *args, case, **options):
        super().__init__(*args, **options)
        self.initial.setdefault("key", uuid.uuid4())
        self.parts, groups = parts_of(case)
        self.fields["what"].choices = [("", _("Choose")), *groups]
        self.fields["what"].widget.attrs["class"] = "w-full"

    def values(self):
        """Arguments of store_file, all but the upload."""
        kind, _colon, _key = self.cleaned_data["what"].partition(":")
        part = self.parts.get(self.cleaned_data["what"])
        belongs = {PARTS[Kind(kind)]: part} if part else {}
        return {"kind": kind, "note": self.cleaned_data["note"], "key": self.cleaned_data["key"], **belongs}

    @property
    def disk_full(self):
        """Whether the file was lost for want of room."""
        return self.has_error("file", "full")


def parts_of(case):
    """({value: row}, choices in groups): the papers and consents of a case, and what belongs to none of them."""
    papers = {f"paper:{row.pk}": row for row in IdentityPaper.objects.filter(case=case).order_by("pk")}
    consents = {f"consent:{row.pk}": row for row in current_consents(case)}
    of_papers = [(value, paper_words(row)) for value, row in papers.items()]
    groups = [
        (Kind.PAPER.label, [*of_papers, ("paper", _("Another one"))]),
        (Kind.CONSENT.label, [(value, consent_words(row)) for value, row in consents.items()]),
        (_("Something else"), [(kind.value, kind.label) for kind in (Kind.PHOTO, Kind.REPLY, Kind.EVIDENCE)]),
    ]
    return papers | consents, [group for group in groups if group[1]]


def paper_words(row):
    """A paper in words, without its number."""
    return ", ".join(str(part) for part in (row.get_kind_display(), label("countries", row.country)) if part)


def consent_words(row):
    """A consent in words."""
    to = f" ({row.recipient})" if row.recipient else ""
    return f"{title_of(row.type)}{to}: {row.get_status_display()}"
