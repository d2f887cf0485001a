"""What is taken and what is refused, through the page that a browser uses (S-66 to S-69, S-72)."""

import time
import uuid
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.acting import acting
from casework.files.blobs import open_blob
from casework.files.models import StoredFile
from casework.files.scanning import TEST_FILE
from casework.people.actions import save_row
from casework.people.models import IdentityPaper
from tests.casework.files import samples
from tests.casework.files.conftest import blobs
from tests.cast import browser_of

KNOWN = "Photos and scans"
OTHER = "not what its name says"
MIB = 1024 * 1024


@pytest.fixture
def send(office, case):
    """Posts a file as Amina's browser would."""
    browser = browser_of(office.amina)

    def sent(upload, what="evidence", **more):
        return browser.post(reverse("file_add", args=[case.reference]), {"what": what, "file": upload, **more})

    return sent


def kept(office, case):
    """The rows of the case, opened while Amina acts."""
    with acting(office.amina, "test.look"):
        rows = list(StoredFile.objects.filter(case=case))
        opened = [
            {name: getattr(row, name) for name in ("type", "state", "name", "note", "size", "sha256")} for row in rows
        ]
    return [SimpleNamespace(row=row, **values) for row, values in zip(rows, opened, strict=True)]


def as_sent(content, name, declared):
    return SimpleUploadedFile(name, content, declared)


@pytest.mark.parametrize("kind", sorted(samples.MAKERS))
def test_every_type_of_the_list_is_taken_and_waits_in_quarantine(office, case, send, kind):
    answer = send(samples.upload(kind), note="From the phone")

    assert answer.status_code == 302 and answer["Location"] == reverse("file_list", args=[case.reference])
    (row,) = kept(office, case)
    assert (row.type, row.state, row.name.startswith("scan."), row.note) == (
        kind,
        "quarantined",
        True,
        "From the phone",
    )


def test_the_original_is_kept_byte_for_byte_with_its_fingerprint(office, case, send):
    """S-70, I8"""
    import hashlib

    original = samples.jpeg()
    send(samples.upload("jpeg", original))
    (row,) = kept(office, case)

    with acting(office.amina, "test.look"), open_blob(row.row, "original", row.row.blob) as file:
        assert file.read() == original
    assert row.sha256 == hashlib.sha256(original).hexdigest() and row.size == len(original)


@pytest.mark.parametrize(
    ("content", "name", "declared"),
    [
        (b"MZ\x90\0" + bytes(500), "x.jpg", "image/jpeg"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "x.pdf", "application/pdf"),
        (b"PK\x03\x04" + bytes(500), "x.pdf", "application/pdf"),
        (samples.png(), "x.jpg", "image/jpeg"),
        (samples.jpeg(), "x.png", "image/png"),
        (samples.jpeg(), "x.jpg", "text/html"),
        (samples.jpeg(), "x.jpg", "application/octet-stream"),
        (samples.pdf(), "x.txt", "text/plain"),
        (b"\x00\x01\x02text", "x.txt", "text/plain"),
        (b"RIFF\0\0\0\0WAVEfmt ", "x.webp", "image/webp"),
        (b"OggS" + bytes(100), "x.ogg", "audio/ogg"),
        (b"%PDF-1.7\nnot one", "x.pdf", "application/pdf"),
    ],
)
def test_name_content_and_declared_type_must_agree(office, case, send, folder, content, name, declared):
    """S-67"""
    answer = send(as_sent(content, name, declared))

    assert answer.status_code == 422 and OTHER in answer.content.decode()
    assert kept(office, case) == [] and blobs(folder) == []


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("x.exe", "application/x-msdownload"), ("x.docx", "application/zip"), ("x.svg", "image/svg+xml"),
        ("x.html", "text/html"), ("x.js", "text/javascript"), ("x.zip", "application/zip"), ("x.heic", "image/heic"),
        ("x.jpg.exe", "image/jpeg"), ("jpg", "image/jpeg"), ("x.", "image/jpeg"), ("x.php", "image/jpeg"),
    ],
)  # fmt: skip
def test_other_types_are_refused_with_what_would_be_taken(office, case, send, folder, name, declared):
    """S-72, S-67"""
    answer = send(as_sent(samples.jpeg(), name, declared))

    assert answer.status_code == 422 and KNOWN in answer.content.decode()
    assert kept(office, case) == [] and blobs(folder) == []


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='x'><script>1</script></svg>", b"  <HTML><body>", b"\xef\xbb\xbf<?xml version='1.0'?>", b"<!-- -->"],
)
def test_a_page_of_the_web_is_no_text(office, case, send, content):
    """S-72"""
    assert send(as_sent(content, "x.txt", "text/plain")).status_code == 422
    assert kept(office, case) == []


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: samples.upload("png", samples.huge_png()), "50 million pixels"),
        (lambda: as_sent(b"", "x.jpg", "image/jpeg"), "empty"),
        (lambda: as_sent(samples.jpeg() + bytes(21 * MIB), "x.jpg", "image/jpeg"), "too large"),
        (lambda: as_sent(samples.picture("JPEG", (2000, 2000))[:-9000], "x.jpg", "image/jpeg"), OTHER),
        (lambda: as_sent(b"PK\x03\x04" + bytes(5 * MIB), "bomb.docx", "application/zip"), KNOWN),
    ],
    ids=["20000x20000", "nothing", "21 MiB", "cut off", "zip bomb"],
)
def test_what_would_burst_is_refused_quickly_and_nothing_stays(office, case, send, folder, make, sentence):
    """S-68"""
    upload = make()
    began = time.monotonic()
    answer = send(upload)

    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert time.monotonic() - began < 30
    assert kept(office, case) == [] and blobs(folder) == []


def test_the_process_that_answers_decodes_nothing_itself(office, case, send):
    """S-68: 400 million pixels would be hundreds of megabytes; here the web process grows by a few."""
    import resource

    upload = samples.upload("png", samples.huge_png())
    send(samples.upload("png"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    send(upload)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40 * 1024  # kilobytes


def test_a_file_of_twenty_mebibytes_is_taken_and_one_byte_more_is_not(office, case, send):
    """S-68"""
    text = "a" * (20 * MIB)

    assert send(as_sent(text.encode(), "x.txt", "text/plain")).status_code == 302
    assert send(as_sent(text.encode() + b"a", "x.txt", "text/plain")).status_code == 422
    assert len(kept(office, case)) == 1


@pytest.mark.parametrize(
    "name",
    ["../../etc/x.jpg", "a\0.jpg", "x" * 300 + ".jpg", "a\r\nSet-Cookie: x=1.jpg", "con.jpg", "\u202egpj.jpg",
     "..\\..\\x.jpg", "Trang’s passport.jpg", "รูป.jpg", "a;b=\"c\".jpg", "%00.jpg"],
)  # fmt: skip
def test_whatever_a_file_is_called_it_lies_under_a_random_name(office, case, send, folder, name):
    """S-69"""
    send(as_sent(samples.jpeg(), name, "image/jpeg"))

    paths = blobs(folder)
    assert all(set(path.stem) <= set("0123456789abcdef") and len(path.stem) == 32 for path in paths)
    for row in kept(office, case):
        assert len(row.name) <= 255 and "\0" not in row.name
    listed = browser_of(office.amina).get(reverse("file_list", args=[case.reference]))
    assert listed.status_code == 200 and "x=1" not in str(listed.cookies)


def test_malware_is_stored_as_evidence_and_waits_like_the_rest(office, case, send):
    """S-66: it is the scan that finds it, before anybody can open it."""
    assert send(as_sent(TEST_FILE, "x.txt", "text/plain")).status_code == 302
    assert kept(office, case)[0].state == "quarantined"


def test_what_was_typed_stays_when_the_file_is_refused(send):
    answer = send(as_sent(b"", "x.jpg", "image/jpeg"), note="The contract")

    assert "The contract" in answer.content.decode()


def test_without_a_file_the_form_says_so(send, office, case):
    answer = browser_of(office.amina).post(reverse("file_add", args=[case.reference]), {"what": "evidence"})

    assert answer.status_code == 422 and "Choose a file" in answer.content.decode()


@pytest.mark.parametrize(
    "what", ["", "nonsense", "paper:", "paper:5e0f7bd4-7cf1-4f0e-9d53-2f4bd5d5a3a1", "answer", "consent"]
)
def test_a_file_belongs_to_what_is_shown_and_to_nothing_else(office, case, send, what):
    assert send(samples.upload(), what=what).status_code == 422
    assert kept(office, case) == []


def test_a_paper_of_another_case_cannot_be_named(office, case, send):
    from casework.cases.actions import open_case

    with acting(office.noor, "test.arrange"):
        other = open_case(office.team, by=office.noor)
        paper = save_row(IdentityPaper(case=other, kind="passport"), by=office.noor)

    assert send(samples.upload(), what=f"paper:{paper.pk}").status_code == 422


def test_a_form_sent_twice_on_a_bad_line_is_one_file(office, case, send):
    key = str(uuid.uuid4())

    first, second = (send(samples.upload(), key=key) for _ in range(2))

    assert first.status_code == second.status_code == 302 and len(kept(office, case)) == 1


def test_a_script_is_told_where_to_go_and_goes_there_once(office, case):
    answer = browser_of(office.amina).post(
        reverse("file_add", args=[case.reference]),
        {"what": "evidence", "file": samples.upload()},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert answer.status_code == 201 and answer["Location"] == reverse("file_list", args=[case.reference])


def test_a_stranger_fills_no_disk(folder, committed):
    """Files of people who are not signed in are dropped while they arrive."""
    from tests.cast import SecureClient

    SecureClient().post("/sign-in/", {"file": samples.upload(), "login": "x", "password": "y"})

    assert blobs(folder) == []


def test_no_plain_byte_lies_on_the_disk_while_a_file_arrives(office, case, folder, rf):
    """Django's own handlers would write what is bigger than a few megabytes in clear."""
    from django.core.files.uploadhandler import load_handler

    request = rf.get("/")
    request.user = office.amina
    handler = load_handler("casework.files.uploads.SealedUploadHandler", request)
    handler.new_file("file", "x.txt", "text/plain", None)
    for _ in range(30):
        handler.receive_data_chunk(b"Zzcanary" * 8192, 0)
    handler.incoming.raw.flush()
    handler.incoming.raw.seek(0)
    on_disk = handler.incoming.raw.read()
    upload = handler.file_complete(30 * 65536)

    assert len(on_disk) > MIB and b"Zzcanary" not in on_disk and blobs(folder) == []
    assert upload.read() == b"Zzcanary" * 8192 * 30
