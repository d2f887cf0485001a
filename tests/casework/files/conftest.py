"""A folder for files of one's own, and a file of Amina's case."""

import pytest

from accounts.acting import acting
from casework.files.actions import scan, store_file
from casework.files.models import StoredFile
from tests.casework.files import samples


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """Each test keeps its files apart."""
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


@pytest.fixture
def add(office, case):
    """Stores a file of the case in Amina's name; `scanned=False` leaves it in quarantine."""

    def stored(upload=None, *, scanned=True, kind="evidence", **more):
        with acting(office.amina, "test.arrange"):
            row = store_file(case, upload or samples.upload(), by=office.amina, kind=kind, **more)
            if scanned:  # before the commit, so that a worker of the same run does not come first
                scan(row, by=office.amina)
        with acting(office.amina, "test.look"):
            return StoredFile.objects.get(pk=row.pk)

    return stored


def blobs(folder):
    """Every file on the disk."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
