"""Blobs and rows: both or neither, nothing swapped, nothing left behind (S-60, S-61, S-92)."""

import errno
import os
import shutil
import threading
import time

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import ValidationError
from django.db import connections
from django.urls import reverse

from accounts.acting import acting
from accounts.vault import KeyGone
from casework.cases.actions import open_case
from casework.files import blobs as disk
from casework.files.actions import remove_blobs, store_file
from casework.files.models import StoredFile
from tests.casework.files import samples
from tests.casework.files.conftest import blobs
from tests.cast import browser_of

DAY = 24 * 3600


def opened(office, row, part="original"):
    with acting(office.amina, "test.look"):
        fresh = StoredFile.objects.get(pk=row.pk)
        with disk.open_blob(fresh, part, fresh.blob if part == "original" else fresh.copy) as file:
            return file.read()


def test_blobs_lie_under_random_names_that_nobody_else_may_read(add, folder):
    row = add()
    paths = blobs(folder)

    assert {path.name for path in paths} == {row.blob, row.copy}
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in paths)
    assert all(path.parent.stat().st_mode & 0o777 == 0o700 for path in paths)


def test_two_blobs_swapped_on_the_disk_do_not_open(office, add):
    """S-61"""
    one, two = add(), add(samples.upload("png"))
    paths = [disk.path_of(one.blob), disk.path_of(two.blob)]
    shutil.move(paths[0], "swap.tmp")
    shutil.move(paths[1], paths[0])
    shutil.move("swap.tmp", paths[1])

    for row in (one, two):
        with pytest.raises(InvalidTag):
            opened(office, row)


def test_a_row_that_names_the_blob_of_another_does_not_open_it(office, add):
    """S-61: in the same case, where the key is the same."""
    one, two = add(), add(samples.upload("png"))
    with acting(office.amina, "test.look"):
        row = StoredFile.objects.get(pk=one.pk)
        for part, name in (("original", two.blob), ("copy", one.blob), ("original", one.copy)):
            with pytest.raises(InvalidTag):
                disk.open_blob(row, part, name)


def test_a_blob_cut_on_the_disk_is_refused_before_a_byte_is_served(office, add):
    row = add(samples.upload("txt", b"a" * 300_000))
    os.truncate(disk.path_of(row.copy), 65_552 * 2)

    with pytest.raises(InvalidTag):
        opened(office, row, "copy")


def test_the_database_refuses_to_change_what_a_file_is(office, add):
    from django.db import DatabaseError, connection, transaction

    row = add()
    for column in ("blob", "name", "sha256", "type", "added_by_id", "case_id"):
        change = f"UPDATE casework_storedfile SET {column} = NULL, version = version + 1 WHERE id = %s"
        with acting(office.amina, "test.look"), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(change, [row.pk])


def test_nobody_takes_a_file_away(office, add):
    row = add()
    with acting(office.amina, "test.look"):
        assert StoredFile.objects.filter(pk=row.pk).delete()[0] == 0
    assert opened(office, row)


def full(*_args, **_options):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("where", ["casework.files.blobs.os.fsync", "casework.files.sealing.Sealer.seal",
                                   "casework.files.blobs.os.open"])  # fmt: skip
def test_a_full_disk_is_503_without_half_a_file_or_a_row(office, case, folder, monkeypatch, where):
    """S-92"""
    seal = disk.Sealer.seal
    monkeypatch.setattr(where, full)
    if "seal" in where:  # the upload arrives in memory of the disk first; only the second writing fails
        monkeypatch.setattr(
            where, lambda self, *args, **named: seal(self, *args, **named) if self.about == b"incoming" else full()
        )
    answer = browser_of(office.amina).post(
        reverse("file_add", args=[case.reference]), {"what": "evidence", "file": samples.upload(), "note": "Kept words"}
    )
    monkeypatch.undo()

    assert (
        answer.status_code == 503 and "no room" in answer.content.decode() and "Kept words" in answer.content.decode()
    )
    with acting(office.amina, "test.look"):
        assert not StoredFile.objects.filter(case=case).exists()
    assert blobs(folder) == []


def test_a_disk_that_fills_while_a_file_arrives_is_503_too(office, case, folder, monkeypatch):
    """S-92"""
    monkeypatch.setattr("casework.files.uploads.tempfile.TemporaryFile", full)
    answer = browser_of(office.amina).post(
        reverse("file_add", args=[case.reference]), {"what": "evidence", "file": samples.upload()}
    )

    assert answer.status_code == 503 and blobs(folder) == []


def test_a_copy_that_finds_no_room_leaves_the_file_in_quarantine(office, add, folder, monkeypatch):
    """S-92"""
    from casework.files import tasks

    row = add(scanned=False)
    monkeypatch.setattr("casework.files.blobs.os.fsync", full)

    assert tasks.scan_file.apply([str(row.pk)], headers={"actor": str(office.amina.pk)}).get() is False
    assert [path.name for path in blobs(folder)] == [row.blob]


def test_a_transaction_that_fails_leaves_a_part_that_the_sweep_removes(office, case, folder):
    with pytest.raises(RuntimeError), acting(office.amina, "test.fails"):
        store_file(case, samples.upload(), by=office.amina, kind="evidence")
        raise RuntimeError
    (left,) = blobs(folder)
    assert left.suffix == ".part"

    assert disk.sweep(lambda names: names) == 0, "a young one may still be on its way"
    os.utime(left, (time.time() - 2 * DAY,) * 2)
    assert disk.sweep(lambda names: names) == 1 and blobs(folder) == []


def test_a_committed_file_whose_process_died_is_read_and_gets_its_name(office, add, folder):
    row = add(scanned=False)
    disk.path_of(row.blob).rename(disk.path_of(row.blob, waiting=True))

    assert opened(office, row)
    os.utime(disk.path_of(row.blob, waiting=True), (time.time() - 2 * DAY,) * 2)
    assert disk.sweep(lambda _names: []) == 0
    assert [path.name for path in blobs(folder)] == [row.blob] and opened(office, row)


def test_the_sweep_asks_the_database_which_names_it_knows(add, folder):
    row = add()
    with connections["owner"].cursor() as cursor:
        cursor.execute("BEGIN; SET LOCAL ROLE keeper")
        cursor.execute("SELECT files_unknown(%s)", [[row.blob, row.copy, "f" * 32]])
        found = [name for (name,) in cursor.fetchall()]
        cursor.execute("ROLLBACK")

    assert found == ["f" * 32]


def test_a_case_holds_a_hundred_files_and_no_more(office, case, add, settings, folder):
    """R-33"""
    settings.FILES_PER_CASE = 3
    for _ in range(3):
        add(scanned=False)

    with pytest.raises(ValidationError, match="3 files"):
        add(scanned=False)
    assert len(blobs(folder)) == 3


def test_the_number_is_a_hundred():
    from django.conf import settings

    assert settings.FILES_PER_CASE == 100


def test_people_who_add_at_the_same_moment_do_not_pass_the_number(office, case, add, settings, folder):
    """R-33: the count and the insert see nobody between them."""
    settings.FILES_PER_CASE = 4
    add(scanned=False)
    refused, start = [], threading.Barrier(6)

    def one():
        start.wait()
        try:
            with acting(office.amina, "test.race"):
                store_file(case, samples.upload("txt"), by=office.amina, kind="evidence")
        except ValidationError as error:
            refused.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with acting(office.amina, "test.look"):
        assert StoredFile.objects.filter(case=case).count() == 4
    assert len(refused) == 3 and len(blobs(folder)) == 4


def test_an_erasure_takes_the_blobs_of_one_case_and_no_other(office, case, add, folder):
    """R-34"""
    add()
    with acting(office.amina, "test.arrange"):
        other = open_case(office.team, by=office.amina)
        kept = store_file(other, samples.upload(), by=office.amina, kind="evidence")
    with acting(office.amina, "test.erase"):
        assert remove_blobs(case) == 2

    assert [path.name for path in blobs(folder)] == [kept.blob]


def test_without_the_key_of_the_case_a_file_is_noise(office, case, add):
    """S-63, R-34: deleting the key is the erasure, whatever backups hold."""
    row = add()
    with connections["owner"].cursor() as cursor:
        cursor.execute("BEGIN; SET LOCAL ROLE keeper")
        cursor.execute("DELETE FROM case_key WHERE case_id = %s", [case.pk])
        cursor.execute("COMMIT")

    with acting(office.amina, "test.look"):
        assert not StoredFile.objects.filter(pk=row.pk).exists()
        with pytest.raises(KeyGone):
            disk.open_blob(row, "copy", row.copy)
