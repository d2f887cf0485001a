"""Storing a file, and what the scan makes of it."""

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.afterwards import afterwards
from accounts.performing import performing
from casework.cases.models import Case
from casework.files.blobs import discard, open_blob, write_blob
from casework.files.checking import Unreadable, check, clean
from casework.files.kinds import PICTURES
from casework.files.models import StoredFile
from casework.files.scanning import infected

Finding, State = StoredFile.Finding, StoredFile.State
MOST_NOTE = 1000  # letters


def store_file(case, upload, *, by, kind, action="file.add", key=None, **more):
    """Seals an upload (Django's UploadedFile) as a file of the case, in quarantine; a task scans it after the commit.

    `action` is the row of policy.ACTIONS under which `by` may do so; `more` may be note, paper, consent. With a `key`
    (UUID) that was used before on this case the file is there already and is handed back: a form sent twice.
    ValidationError beside "file" for what is not taken (R-33), CannotStore when the disk is full (S-92): then there is
    neither a row nor a blob.
    """
    with performing(by, action, case):
        before = StoredFile.objects.filter(case=case, pk=key, added_by=by).first() if key else None
        if before is not None:
            return before
        row = StoredFile(case=case, kind=kind, added_by=by, **more, **({"id": key} if key else {}))
        refuse_strange(row)
        row.type, row.name = type_of(upload, kind), (upload.name or "").replace("\0", "")[-255:]
        keep(case, row, upload)
        afterwards(send_scan, row.pk, by.pk)
    return row


def type_of(upload, kind):
    """The type code of an upload; ValidationError beside the field "file". A photo is a picture."""
    try:
        code = check(upload)
    except ValidationError as error:
        raise ValidationError({"file": error.messages}) from error
    if kind == StoredFile.Kind.PHOTO and code not in PICTURES:
        raise ValidationError({"file": _("A photo is a picture: JPEG, PNG or WebP.")})
    return code


def keep(case, row, upload):
    """Writes blob and row, or neither. The row with what the database refused tells nothing but that."""
    written = write_blob(row, "original", upload.chunks())
    row.blob, row.size, row.sha256 = written.name, written.size, written.sha256
    try:
        add_row(case, row)
    except BaseException as error:
        discard(row.blob)
        if isinstance(error, IntegrityError):  # the same key at the same moment, or one that is taken
            raise ValidationError(_("This was sent twice. Look whether the file is here already.")) from error
        raise


def refuse_strange(row):
    """ValidationError for an unknown kind, a note nobody reads, or something of another case."""
    row.clean_fields(exclude=["case", "added_by", "name", "type", "size", "sha256", "blob", "copy"])
    if len(row.note or "") > MOST_NOTE:
        raise ValidationError({"note": _("This is too long: write at most 1,000 letters.")})
    for name in ("paper", "consent"):
        part = getattr(row, name)
        if part is not None and part.case_id != row.case_id:
            raise ValidationError({name: _("Choose one of those shown")})


def add_row(case, row):
    """Inserts the row, if the case has room: the count and the insert see nobody between them."""
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if StoredFile.objects.filter(case=case).count() >= settings.FILES_PER_CASE:
        raise ValidationError(
            {"file": _("This case holds %(most)s files, which is all it can.") % {"most": settings.FILES_PER_CASE}}
        )
    row.save(force_insert=True)


def send_scan(file_id, user_id):
    """Asks the worker to scan. Without a broker nothing is lost: the row waits, and beat asks again (R-52, S-91)."""
    from casework.files.tasks import request_scan

    request_scan(file_id, user_id)


def scan(row, *, by):
    """Scans a file in quarantine and makes the copy. NoScanner leaves it there; Stale when another task was faster."""
    with performing(by, "file.scan", row):
        if row.state != State.QUARANTINED:
            return row
        row.finding = finding_of(row)
        row.state = State.REFUSED if row.finding else State.READY
        row.scanned_at = timezone.now()
        try:
            row.save()
        except BaseException:
            if row.copy:
                discard(row.copy)
            raise
    return row


def finding_of(row):
    """What is wrong with a file; "" where nothing is, and then the row names its copy."""
    try:
        with open_blob(row, "original", row.blob) as original:
            if infected(original):
                return Finding.MALWARE
            original.seek(0)
            made = write_blob(row, "copy", clean(row.type, original))
    except Unreadable:
        return Finding.DAMAGED
    except InvalidTag:
        return Finding.CHANGED
    row.copy, row.copy_size = made.name, made.size
    return ""


def remove_blobs(case):
    """Removes all blobs of a case from the disk, for an erasure that has destroyed its key (R-34). Returns how many.

    The caller decides and records; the rows and whatever backups hold stay unreadable without the key.
    """
    names = [name for pair in StoredFile.objects.filter(case=case).values_list("blob", "copy") for name in pair if name]
    for name in names:
        discard(name)
    return len(names)
