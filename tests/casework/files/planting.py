"""A file with canaries, for tests/test_withheld.py."""

from django.core.files.uploadedfile import SimpleUploadedFile

from casework.files.actions import scan, store_file


def plant_file(case, by):
    """A file with a canary in its name, its note and its content, found safe."""
    content = SimpleUploadedFile(
        "CANARY-evidence-StoredFile-name.txt", b"CANARY-evidence-StoredFile-content", "text/plain"
    )
    note = "CANARY-evidence-StoredFile-note"
    return scan(store_file(case, content, by=by, kind="evidence", note=note), by=by)
