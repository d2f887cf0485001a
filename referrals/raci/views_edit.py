"""Pages that change the table: a line, and a file of lines."""

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import refuse
from accounts.editing import add_errors
from accounts.forms import PlainWords
from accounts.organisations.editing import edit, status_of
from accounts.pages import page
from accounts.policy import may
from referrals.directory.hsds.reading import LARGEST
from referrals.directory.views_edit import posted
from referrals.directory.views_hsds import content_of
from referrals.raci import actions, sheet
from referrals.raci.codes import ANY, way
from referrals.raci.forms import RowChange, RowForm, row_form
from referrals.raci.models import RaciRow

FIRST = ("step", "letter", "host", "home")
MOST_SHOWN = 100  # refused lines on a page


def must_edit(request):
    """404 for those who see no table, 403 for those who see it and may not change it; both recorded."""
    user = request.user
    if not may(user, "raci.edit"):
        refuse(user, "raci.edit", actions.KIND, request.resolver_match.url_name, visible=may(user, "raci.view"))


def back_to(row):
    """The way on which a line stands, or the list of ways for a line that stands on several."""
    home = reverse("raci_home")
    return home if ANY in (row.host, row.home) else f"{home}?host={row.host}&home={row.home}"


def first_values(params):
    """What the cell said from which somebody came. BadRequest for anything else."""
    known = {name: {str(code) for code, _words in RaciRow._meta.get_field(name).flatchoices} for name in FIRST}
    if any(name not in known or params[name] not in known[name] for name in params):
        raise BadRequest
    return {name: params[name] for name in params}


@require_http_methods(["GET", "HEAD", "POST"])
def raci_new(request):
    """A new line of the own office's table."""
    must_edit(request)
    made = row_form(RowForm, request.user)
    form = made(posted(request), instance=RaciRow(), initial=first_values(request.GET))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(back_to(actions.add_row(form.instance, by=request.user)))
        except ValidationError as error:
            add_errors(form, error)
    return page(request, "referrals/raci/raci_row.html", form=form, row=None, status=status_of(form, None))


@require_http_methods(["GET", "HEAD", "POST"])
def raci_edit(request, pk):
    """One line. A stale form shows both versions."""
    row = actions.row_for(request.user, "raci.edit", pk)

    def save(form):
        actions.change_row(form.instance, by=request.user, version=form.cleaned_data["version"])

    form, conflict, saved = edit(request, row_form(RowChange, request.user), row, save)
    if saved:
        messages.success(request, _("Saved."))
        return redirect(back_to(form.instance))
    return page(
        request,
        "referrals/raci/raci_row.html",
        status=status_of(form, conflict),
        form=form,
        conflict=conflict,
        row=row,
        back=back_to(row),
        way=way(row.host, row.home),
        hidden="entry" not in form.fields,
    )


@require_POST
def raci_remove(request, pk):
    """Takes it away; the history keeps it."""
    row = actions.row_for(request.user, "raci.edit", pk)
    actions.remove_row(row, by=request.user)
    messages.success(request, _("Taken away."))
    return HttpResponseRedirect(back_to(row))


@require_safe
def raci_export(request):
    """The table as a file, without lines that name a restricted entry."""
    must_edit(request)
    response = HttpResponse(sheet.written_out(request.user), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="raci.csv"'
    return response


class SheetForm(PlainWords, forms.Form):
    """A file to look at, or one that was looked at and is to be brought in."""

    file = forms.FileField(label=gettext_lazy("File"), required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LARGEST, strip=False)

    def clean(self):
        """One of the two, as lines."""
        cleaned = super().clean()
        sent, text = cleaned.get("file"), cleaned.get("text")
        if sent is None and not text:
            raise ValidationError({"file": _("Choose a file")})
        self.sent = content_of(sent) if sent is not None else text
        self.lines = sheet.parse(self.sent)
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def raci_import(request):
    """A dry run first: what would be new and what is refused. Then the same file, in one transaction."""
    must_edit(request)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    plan = sheet.plan(form.lines, request.user) if form.is_bound and form.is_valid() else None
    if plan and plan.rows and "import" in request.POST and brought_in(request, form, plan):
        return redirect("raci_home")
    return page(
        request,
        "referrals/raci/raci_import.html",
        status=422 if form.errors else 200,
        form=form,
        plan=plan,
        new=len(plan.rows) if plan else 0,
        refused=plan.refused[:MOST_SHOWN] if plan else [],
        more=max(len(plan.refused) - MOST_SHOWN, 0) if plan else 0,
        again=form.sent if plan and plan.rows else "",
        columns=", ".join(sheet.COLUMNS),
    )


def brought_in(request, form, plan):
    """Whether the lines are in; the sentence stands in the form where they are not."""
    try:
        actions.add_rows(plan.rows, by=request.user)
    except ValidationError as error:
        add_errors(form, error)
        return False
    messages.success(request, _("Imported."))
    return True
