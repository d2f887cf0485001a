"""Export and import of the directory as a file of HSDS 3.0 tables."""

import json

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.access import refuse
from accounts.editing import add_errors
from accounts.forms import PlainWords
from accounts.pages import page
from accounts.performing import Stale
from accounts.policy import may
from referrals.directory.hsds import export, loading, reading
from referrals.directory.queries import KIND

MOST_SHOWN = 100  # refused rows on a page


class ExportForm(PlainWords, forms.Form):
    """What goes into the file."""

    with_restricted = forms.BooleanField(
        label=gettext_lazy("With restricted entries"),
        help_text=gettext_lazy("Only those you may see. The file is as secret as they are."),
        required=False,
    )


class ImportForm(PlainWords, forms.Form):
    """A file to look at, or one that was looked at and is to be imported."""

    file = forms.FileField(label=gettext_lazy("File"), required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput, max_length=reading.LARGEST)

    def clean(self):
        """One of the two, as tables."""
        cleaned = super().clean()
        sent, text = cleaned.get("file"), cleaned.get("text")
        if sent is None and not text:
            raise ValidationError({"file": _("Choose a file")})
        if sent is not None:
            text = content_of(sent)
        self.tables = reading.parse(text)
        return cleaned


def content_of(sent):
    """The text of an upload. ValidationError for one that is too large or not UTF-8."""
    raw = sent.read(reading.LARGEST + 1)
    if getattr(sent, "problem", "") or len(raw) > reading.LARGEST:
        raise ValidationError({"file": _("The file is larger than 1 MB. Send it in parts.")})
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError({"file": _("The file is not written in UTF-8.")}) from error


def must(request, action):
    """404 for those who see no directory, 403 for those who see it and may not do this; both recorded."""
    if not may(request.user, action):
        refuse(request.user, action, KIND, request.resolver_match.url_name, visible=may(request.user, "directory.view"))


@require_http_methods(["GET", "POST"])
@reauthentication_required
def directory_export(request):
    """The file, for supervisors who signed in lately (R-23)."""
    must(request, "directory.export")
    form = ExportForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        tables = export.tables(request.user, bool(form.data.get("with_restricted")))
        text = json.dumps(tables, ensure_ascii=False, indent=1)
        response = HttpResponse(text, content_type="application/json")
        response["Content-Disposition"] = 'attachment; filename="directory-hsds.json"'
        return response
    return page(request, "referrals/directory/directory_export.html", form=form)


@require_http_methods(["GET", "POST"])
def directory_import(request):
    """A dry run first: what would be new, changed and refused. Then the same file, in one transaction."""
    must(request, "directory.import")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, made = ImportForm(*sent), None
    if request.method == "POST" and form.is_valid():
        made = loading.plan(reading.read(form.tables), request.user)
        if "import" in request.POST and imported(request, form, made):
            return redirect("directory_list")
    return page(
        request,
        "referrals/directory/directory_import.html",
        status=422 if form.errors else 200,
        form=form,
        plan=summary(made) if made else None,
        again=json.dumps(form.tables, separators=(",", ":")) if made and made.rows else "",
    )


def imported(request, form, made):
    """Whether the plan was carried out; its sentence stands in the form where it was not."""
    try:
        loading.save(made, by=request.user)
        messages.success(request, _("Imported."))
        return True
    except Stale:
        form.add_error(None, _("Somebody changed the directory meanwhile. Look at the file again."))
    except ValidationError as error:
        add_errors(form, error)
    return False


TABLES = {
    "organization": gettext_lazy("Organisations"),
    "location": gettext_lazy("Places"),
    "service": gettext_lazy("Services"),
    "service_at_location": gettext_lazy("Services at places"),
    "contact": gettext_lazy("People to call"),
}


def summary(made):
    """What the page says of a plan."""
    return {
        "lines": [(TABLES[name], *numbers) for name, *numbers in made.lines()],
        "refused": made.refused[:MOST_SHOWN],
        "more": max(len(made.refused) - MOST_SHOWN, 0),
        "left_out": len(made.file.left_out()),
        "skipped": ", ".join(made.file.skipped[:10]),
        "changes": bool(made.rows),
    }
