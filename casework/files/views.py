"""Pages of the files of a case."""

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allowed, fetch
from accounts.editing import add_errors
from accounts.models import Organisation
from accounts.organisations.editing import staff_page
from accounts.pages import page
from accounts.refusals import as_problem
from accounts.workflow import WrongState
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.files import queries
from casework.files.actions import store_file
from casework.files.blobs import CannotStore
from casework.files.downloads import attachment
from casework.files.forms import FileForm, UploadField
from casework.files.models import StoredFile
from casework.files.uploads import MOST
from casework.files.words import entries
from casework.frame import who

NEEDED = ("person", "person__safe_asked_by", "team")


def case_of(request, reference, action):
    """The case with what the strip above needs, or 404/403."""
    return fetch(Case, request.user, action, queryset=Case.objects.select_related(*NEEDED), reference=tidy(reference))


def listed(request, case, status=200):
    """The files of a case, newest first."""
    rows = list(queries.files_for(case))
    return page(
        request,
        "casework/files/file_list.html",
        status=status,
        case=case,
        files=entries(rows, request.user),
        waits=any(row.state == StoredFile.State.QUARANTINED for row in rows),
        may_add=allowed(request.user, "file.add", case),
        **who(case, request.user, "file_list"),
    )


@require_safe
def file_list(request, reference):
    """What is kept of this case, and whether it can be opened yet."""
    return listed(request, case_of(request, reference, "file.view"))


@require_http_methods(["GET", "HEAD", "POST"])
def file_add(request, reference):
    """A new file: what it is, a few words, and the file."""
    case = case_of(request, reference, "file.add")
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FileForm(*sent, case=case, initial={"what": request.GET.get("what", "")})
    if form.is_bound and form.is_valid():
        try:
            store_file(case, form.cleaned_data["file"], by=request.user, **form.values())
            return stored(request, case)
        except ValidationError as error:
            add_errors(form, error)
        except CannotStore:
            form.add_error("file", ValidationError(UploadField.default_error_messages["full"], code="full"))
    if status_of(form) == 422 and (refusal := as_problem(request, form)):
        return refusal
    context = {"form": form, "case": case, "most": MOST, **who(case, request.user, "file_list")}
    return page(request, "casework/files/file_add.html", status=status_of(form), **context)


def status_of(form):
    """503 where the disk is full, 422 for a file that is not taken as for the rest of the form (S-67, S-92)."""
    if form.disk_full:
        return 503
    return 422 if form.errors else 200


def stored(request, case):
    """On to the list; the script that shows progress is told where to go and goes there itself."""
    messages.success(request, _("The file is here. It is checked before anybody can open it."))
    address = reverse("file_list", args=[case.reference])
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponse(status=201, headers={"Location": address})
    return HttpResponseRedirect(address)


@require_safe
def file_download(request, reference, pk):
    """The copy without metadata. 409 while nobody may open it, 503 when the disk does not give it."""
    needed = [f"case__{name}" for name in NEEDED]
    rows = StoredFile.objects.select_related("case", *needed)
    row = fetch(StoredFile, request.user, "file.download", queryset=rows, pk=pk, case__reference=tidy(reference))
    try:
        return attachment(row)
    except WrongState as error:
        messages.error(request, " ".join(error.messages))
        return listed(request, row.case, 409)
    except (OSError, InvalidTag):
        messages.error(request, _("This file cannot be read at the moment. Tell whoever runs this site."))
        return listed(request, row.case, 503)


@require_safe
@staff_page("file.totals")
def file_totals(request):
    """How many files and bytes each organisation keeps, for administrators: no file, no case, no name."""
    kept = queries.totals()
    rows = [
        {"name": office.name, "files": kept[office.pk][0], "bytes": kept[office.pk][1]}
        for office in Organisation.objects.filter(pk__in=kept).order_by("name")
    ]
    return page(request, "casework/files/file_totals.html", rows=rows)
