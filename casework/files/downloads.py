"""Handing out a file: the copy without metadata, to be kept and never shown by the browser (R-33, S-72)."""

from django.http import FileResponse
from django.utils.translation import gettext as _

from accounts.workflow import WrongState
from casework.files.blobs import open_blob
from casework.files.models import StoredFile

CLOSED = "sandbox; default-src 'none'"


def open_file(row):
    """A readable file of the copy. WrongState before the scan has found the original clean; never the original."""
    if row.state != StoredFile.State.READY:
        raise WrongState(_("This file cannot be opened: nobody has found it safe."))
    return open_blob(row, "copy", row.copy)


def attachment(row, number=""):
    """The response for somebody whom `fetch` let through; the caller's action names the look in the trail.

    Its name is the case's number and not the name of the original, which could tell whose it is; for who does not know
    that one, the `number` they know it by. WrongState, FileNotFoundError and InvalidTag as from `open_file`.
    """
    served, name = row.served_as
    name = f"{number}{name.removeprefix(row.case.reference)}" if number else name
    response = FileResponse(open_file(row), as_attachment=True, filename=name, content_type=served)
    response["Content-Length"] = str(row.copy_size)
    response["Content-Security-Policy"] = CLOSED
    return response
