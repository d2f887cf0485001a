"""Nobody opens a file before it was scanned, and then only a copy (S-66, S-70, R-33)."""

import io
import socket
import struct
import threading

import pytest

from accounts.acting import acting
from accounts.performing import Stale
from accounts.workflow import WrongState
from casework.cases import grants
from casework.files import actions, queries, tasks
from casework.files.blobs import open_blob, path_of
from casework.files.downloads import open_file
from casework.files.models import StoredFile
from casework.files.scanning import TEST_FILE, NoScanner, infected
from tests.casework.files import samples
from tests.casework.files.conftest import blobs


def run_task(row, user):
    """The task as a worker would run it, in the name of `user`."""
    return tasks.scan_file.apply([str(row.pk)], headers={"actor": str(user.pk)}).get()


def fresh(office, row):
    with acting(office.amina, "test.look"):
        return StoredFile.objects.get(pk=row.pk)


def test_a_clean_file_becomes_ready_with_a_copy(office, add):
    row = add(scanned=False)

    assert run_task(row, office.amina) is True
    row = fresh(office, row)
    assert (row.state, row.finding) == ("ready", "") and row.copy and row.scanned_at


def test_the_test_file_is_found_and_locked_away(office, add, folder):
    """S-66"""
    row = add(samples.malware(), scanned=False)
    run_task(row, office.amina)
    row = fresh(office, row)

    assert (row.state, row.finding, row.copy) == ("refused", "malware", "")
    assert [path.name for path in blobs(folder)] == [row.blob], "the original stays as evidence, and no copy"
    with acting(office.amina, "test.look"), pytest.raises(WrongState):
        open_file(row)


@pytest.mark.parametrize("before", [0, 65_536 - 30, 65_536 * 2 - 67])
def test_the_test_file_is_found_wherever_it_lies(before, settings):
    settings.FILE_SCANNER = "builtin"

    assert infected(io.BytesIO(b"a" * before + TEST_FILE + b"b" * 100))
    assert not infected(io.BytesIO(b"a" * before + TEST_FILE[:-1]))


def test_without_a_scanner_files_stay_in_quarantine(office, add, settings):
    """S-66"""
    settings.FILE_SCANNER = ""
    row = add(scanned=False)

    assert run_task(row, office.amina) is False and fresh(office, row).state == "quarantined"
    with acting(office.amina, "test.look"), pytest.raises(WrongState):
        open_file(fresh(office, row))


def test_a_scanner_that_does_not_answer_leaves_files_in_quarantine(office, add, settings, tmp_path, folder):
    """S-66"""
    settings.FILE_SCANNER = f"clamd://{tmp_path}/nobody.sock"
    row = add(scanned=False)

    assert run_task(row, office.amina) is False and fresh(office, row).state == "quarantined"
    assert [path.name for path in blobs(folder)] == [row.blob]


class Clamd(threading.Thread):
    """A daemon that speaks clamd's INSTREAM for one file and answers as it is told."""

    def __init__(self, path, answer):
        super().__init__(daemon=True)
        self.answer, self.received = answer, b""
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        self.listener.listen(1)
        self.start()

    def run(self):
        client, _address = self.listener.accept()
        with client, client.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack(">I", stream.read(4))[0]:
                self.received += stream.read(size)
            client.sendall(self.answer)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (b"stream: OK\0", "ready"),
        (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", "refused"),
        (b"INSTREAM size limit exceeded. ERROR\0", "quarantined"),
        (b"", "quarantined"),
        (b"stream: OK but not quite\0", "quarantined"),
    ],
)
def test_what_clamd_says_decides(office, add, settings, tmp_path, answer, state):
    daemon = Clamd(tmp_path / "clamd.sock", answer)
    settings.FILE_SCANNER = f"clamd://{tmp_path}/clamd.sock"
    original = samples.jpeg()
    row = add(samples.upload("jpeg", original), scanned=False)
    run_task(row, office.amina)

    assert fresh(office, row).state == state and daemon.received == original


def test_a_file_of_which_no_safe_copy_can_be_made_is_locked_away(office, add, monkeypatch):
    from casework.files.checking import OTHER, Unreadable

    def broken(_code, _reader):
        yield b"half"
        raise Unreadable(OTHER)

    monkeypatch.setattr(actions, "clean", broken)
    row = add()

    assert (row.state, row.finding, row.copy) == ("refused", "damaged", "")


def test_bytes_changed_on_the_disk_are_noticed(office, add):
    row = add(scanned=False)
    path = path_of(row.blob)
    data = bytearray(path.read_bytes())
    data[20] ^= 1
    path.write_bytes(data)
    run_task(row, office.amina)

    assert (fresh(office, row).state, fresh(office, row).finding) == ("refused", "changed")


def test_a_lost_blob_leaves_the_file_in_quarantine_and_harms_no_other(office, add):
    row = add(scanned=False)
    path_of(row.blob).unlink()

    assert run_task(row, office.amina) is False and fresh(office, row).state == "quarantined"


def test_a_file_is_scanned_once_however_often_the_task_runs(office, add, folder):
    """S-88: a task may be delivered twice."""
    row = add()
    before = blobs(folder)

    assert run_task(row, office.amina) is True
    assert blobs(folder) == before and fresh(office, row).version == row.version


def test_two_tasks_at_the_same_moment_leave_one_copy(office, add, folder):
    row = add(scanned=False)
    with acting(office.amina, "test.look"):
        late = StoredFile.objects.get(pk=row.pk)
    run_task(row, office.amina)
    with acting(office.amina, "test.late"), pytest.raises(Stale):
        actions.scan(late, by=office.amina)

    assert len(blobs(folder)) == 2


def test_nobody_without_access_makes_the_worker_scan(office, add):
    row = add(scanned=False)

    assert run_task(row, office.noor) is False
    assert tasks.scan_file.apply([str(row.pk)]).get() is False
    assert fresh(office, row).state == "quarantined"


def as_worker(sql, *params):
    """What the role of the worker process is answered."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("BEGIN; SET LOCAL ROLE keeper")
        cursor.execute(sql, params)
        found = cursor.fetchall()
        cursor.execute("ROLLBACK")
    return found


def age(row):
    """Makes the file an hour old, past the wall that keeps its day."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("BEGIN; ALTER TABLE casework_storedfile DISABLE TRIGGER USER; SET LOCAL ROLE keeper")
        cursor.execute("UPDATE casework_storedfile SET added_at = added_at - interval '1 hour' WHERE id = %s", [row.pk])
        cursor.execute("RESET ROLE; ALTER TABLE casework_storedfile ENABLE TRIGGER USER; COMMIT")


def waiting_for(row):
    return [actor for file, actor in as_worker("SELECT file, actor FROM files_waiting(1000)") if file == row.pk]


def test_a_file_that_no_task_reached_is_asked_for_again(office, add):
    """R-52, S-91: the row in quarantine is its own outbox. A young one is left to the first task."""
    row = add(scanned=False)
    assert waiting_for(row) == []
    age(row)

    assert waiting_for(row) == [office.amina.pk]
    run_task(row, office.amina)
    assert waiting_for(row) == []


def test_who_left_the_case_is_replaced_by_who_works_on_it(office, case, add):
    row = add(scanned=False)
    age(row)
    with acting(office.sam, "test.arrange"):
        grants.assign(case, office.noor)
        grants.release(case, office.amina)

    assert waiting_for(row) == [office.noor.pk]


def test_only_the_worker_may_ask_what_waits(committed):
    from django.db import connection

    for function in ("files_waiting(integer)", "files_unknown(text[])"):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT has_function_privilege('app', %s, 'EXECUTE'), has_function_privilege('worker', %s, 'EXECUTE')",
                [function, function],
            )
            assert cursor.fetchone() == (False, True)


def test_what_waits_is_not_asked_for_where_nobody_could_answer(committed, settings, monkeypatch):
    settings.FILE_SCANNER = ""
    monkeypatch.setattr(queries, "waiting", lambda _most: pytest.fail("asked"))

    assert tasks.scan_waiting() == 0


def test_a_file_is_stored_although_the_broker_is_away(office, add, monkeypatch):
    """S-91"""
    from kombu.exceptions import OperationalError

    def away(*_args, **_options):
        raise OperationalError

    monkeypatch.setattr(tasks.scan_file, "apply_async", away)

    assert add(scanned=False).state == "quarantined"


def test_the_task_carries_ids_and_nothing_else(office, add, monkeypatch):
    """R-42, S-58"""
    sent = []
    monkeypatch.setattr(tasks.scan_file, "apply_async", lambda *args, **options: sent.append((args, options)))
    row = add(samples.upload(name="Zzcanary.jpg"), scanned=False, note="Zzcanary")

    assert sent == [(([str(row.pk)],), {"headers": {"actor": str(office.amina.pk)}, "retry": False})]


def test_no_scanner_is_an_answer_of_its_own(settings):
    settings.FILE_SCANNER = ""
    with pytest.raises(NoScanner):
        infected(io.BytesIO(b"x"))


def test_the_copy_is_sealed_as_the_original_is(office, add, folder):
    """S-60"""
    row = add(samples.upload("txt", b"Zzcanary " * 1000), note="Zzcanary")

    assert len(blobs(folder)) == 2
    assert all(b"Zzcanary" not in path.read_bytes() for path in blobs(folder))
    with acting(office.amina, "test.look"), open_blob(row, "copy", row.copy) as file:
        assert file.read() == b"Zzcanary " * 1000


@pytest.mark.parametrize("address", ["clamd", "tcp://x:1", "builtin", "http://scanner"])
def test_a_start_with_a_scanner_that_is_none_is_refused(address):
    """S-64: the built-in one knows one harmless test file; on a public host it would only look like a scanner."""
    from django.core.exceptions import ImproperlyConfigured

    from config.secrets import file_scanner

    with pytest.raises(ImproperlyConfigured):
        file_scanner(address, ["daybook.example"])
    assert file_scanner("builtin", ["localhost"]) == "builtin"
    assert file_scanner("clamd://scanner:3310", ["daybook.example"]) == "clamd://scanner:3310"
    assert file_scanner("", ["daybook.example"]) == ""
