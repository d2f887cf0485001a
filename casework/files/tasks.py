"""The worker's part: scanning what was added, asking again for what waits, and sweeping what crashes left."""

import logging

from celery import shared_task
from django.conf import settings
from kombu.exceptions import OperationalError

from accounts.acting import current
from accounts.performing import Stale
from casework.files import blobs, queries
from casework.files.actions import scan
from casework.files.models import StoredFile
from casework.files.scanning import NoScanner

MANY = 100
log = logging.getLogger("casework.files")


@shared_task
def scan_file(file_id):
    """Scans one file in the name of the task's actor. True when it was decided; False leaves it in quarantine, as a
    scanner, a disk or a blob that cannot be had at the moment does. `scan_waiting` asks again."""
    by = current().user
    row = StoredFile.objects.permitted(by, "file.scan").filter(pk=file_id).first() if by else None
    if row is None:
        return False
    try:
        scan(row, by=by)
    except Stale:
        return False
    except (NoScanner, blobs.CannotStore, OSError) as error:
        log.warning("still in quarantine", extra={"kind": type(error).__name__})
        return False
    return True


def request_scan(file_id, user_id):
    """Sends the task. A broker that does not answer is no error: the file waits, and `scan_waiting` asks again."""
    try:
        scan_file.apply_async([str(file_id)], headers={"actor": str(user_id)}, retry=False)
    except (OperationalError, OSError):
        log.warning("no broker")


@shared_task
def scan_waiting():
    """Asks again for files that no task scanned. Returns how many."""
    waiting = queries.waiting(MANY) if settings.FILE_SCANNER else []
    for file_id, user_id in waiting:
        request_scan(file_id, user_id)
    return len(waiting)


@shared_task
def sweep_blobs():
    """Removes what crashes left in the folder of files. Returns how many blobs."""
    return blobs.sweep(queries.unknown)
