"""Pages that change the directory: an entry, what hangs on it, and 'Still true'."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import refuse
from accounts.editing import add_errors
from accounts.organisations.editing import edit, status_of
from accounts.pages import page
from accounts.performing import Stale
from accounts.policy import may
from referrals.directory import actions
from referrals.directory.forms import KINDS, EntryChange, EntryForm, entry_form
from referrals.directory.models import DirectoryEntry
from referrals.directory.queries import KIND, entry_for, key_of


def detail(pk):
    """The address of an entry."""
    return reverse("directory_detail", args=[pk])


def posted(request):
    """What a form is bound to: also an empty post is one."""
    return request.POST if request.method == "POST" else None


def row_by_number(text):
    """A version of a form, or None for what is none."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


@require_http_methods(["GET", "POST"])
def directory_new(request):
    """A new entry, kept by one's own organisation."""
    if not may(request.user, "directory.edit"):
        refuse(request.user, "directory.edit", KIND, "new", visible=may(request.user, "directory.view"))
    form = entry_form(EntryForm, request.user)(posted(request), instance=DirectoryEntry())
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(detail(actions.add_entry(form.instance, by=request.user).pk))
        except ValidationError as error:
            add_errors(form, error)
    return page(request, "referrals/directory/directory_new.html", form=form, status=status_of(form, None))


@require_http_methods(["GET", "POST"])
def directory_edit(request, pk):
    """The entry's own facts. A stale form shows both versions."""
    entry = entry_for(request.user, "directory.edit", pk)

    def save(form):
        actions.change_entry(form.instance, by=request.user, version=form.cleaned_data["version"])

    form, conflict, saved = edit(request, entry_form(EntryChange, request.user), entry, save)
    if saved:
        messages.success(request, _("Saved."))
        return redirect(detail(pk))
    status = status_of(form, conflict)
    template = "referrals/directory/directory_edit.html"
    return page(request, template, status=status, form=form, conflict=conflict, entry=entry)


@require_POST
def directory_true(request, pk):
    """One press: somebody asked, and everything on the page is still true today."""
    entry = entry_for(request.user, "directory.verify", pk)
    version = row_by_number(request.POST.get("version", ""))
    try:
        if version is None:
            raise Stale
        actions.find_true(entry, by=request.user, version=version)
        messages.success(request, _("Found true today."))
    except Stale:
        messages.error(request, _("Somebody changed this entry meanwhile. Read it again, then press."))
    return redirect(detail(pk))


def part_for(request, pk, kind, part=None):
    """(entry, kind, row or None). Http404 for kinds and rows that are not there."""
    entry = entry_for(request.user, "directory.edit", pk)
    if kind not in KINDS:
        raise Http404
    if part is None:
        return entry, KINDS[kind], None
    row = KINDS[kind].model.objects.filter(entry=entry, pk=key_of(part)).first()
    if row is None:
        raise Http404
    row.entry = entry
    return entry, KINDS[kind], row


def saved_part(form, by, version=None):
    """Saves what a form of KINDS holds."""
    return actions.save_part(form.instance, by=by, version=version, places=form.cleaned_data.get("at_places"))


@require_http_methods(["GET", "POST"])
def directory_part_new(request, pk, kind):
    """A new service, place or person to call."""
    entry, known, _row = part_for(request, pk, kind)
    form = known.form(posted(request), instance=known.model(entry=entry), initial=first_values(entry, kind))
    if request.method == "POST" and form.is_valid():
        try:
            saved_part(form, request.user)
            return HttpResponseRedirect(detail(pk))
        except ValidationError as error:
            add_errors(form, error)
    context = {"form": form, "entry": entry, "title": known.new, "row": None, "kind": kind, "conflict": None}
    return page(request, "referrals/directory/directory_part.html", status=status_of(form, None), **context)


def first_values(entry, kind):
    """What a new row most likely says: it is in the country of its entry."""
    return {"country": entry.country} if kind in ("places", "people") else {}


@require_http_methods(["GET", "POST"])
def directory_part_edit(request, pk, kind, part):
    """One service, place or person to call."""
    entry, known, row = part_for(request, pk, kind, part)

    def save(form):
        saved_part(form, request.user, form.cleaned_data["version"])

    form, conflict, saved = edit(request, known.change, row, save)
    if saved:
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(detail(pk))
    context = {"form": form, "entry": entry, "title": known.title, "row": row, "kind": kind, "conflict": conflict}
    status = status_of(form, conflict)
    return page(request, "referrals/directory/directory_part.html", status=status, **context)


@require_POST
def directory_part_remove(request, pk, kind, part):
    """Takes it away; the history keeps it."""
    _entry, _known, row = part_for(request, pk, kind, part)
    actions.remove_part(row, by=request.user)
    messages.success(request, _("Taken away."))
    return HttpResponseRedirect(detail(pk))
