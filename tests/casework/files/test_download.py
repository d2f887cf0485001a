"""Taking a copy along: who may, what comes, and that it is seen (S-69 to S-72)."""

import re
import uuid

import pytest
from django.urls import reverse

from accounts.acting import acting
from casework.cases import actions as cases
from casework.files.actions import scan, store_file
from casework.files.blobs import path_of
from casework.files.models import StoredFile
from tests.accounts.test_looks import recorded
from tests.casework.files import samples
from tests.cast import SecureClient, browser_of, new_user

SAFE_NAME = re.compile(r'attachment; filename="[A-Z0-9]{10}-[0-9a-f]{8}\.[a-z0-9]{3,4}"')


def address(case, row):
    return reverse("file_download", args=[case.reference, row.pk])


def body(answer):
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", sorted(samples.MAKERS))
def test_every_type_comes_as_a_closed_attachment(office, case, add, kind):
    """S-72, R-40: attachment, nosniff, sandbox, no-store."""
    row = add(samples.upload(kind))
    answer = browser_of(office.amina).get(address(case, row))
    content = body(answer)

    assert answer.status_code == 200 and SAFE_NAME.fullmatch(answer["Content-Disposition"])
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert int(answer["Content-Length"]) == len(content) > 0
    assert not {"text/html", "image/svg+xml"} & {answer["Content-Type"].split(";")[0]}


def test_what_comes_is_the_copy_and_never_the_original(office, case, add):
    """S-70: the photo knows no place any more, and the fingerprint of the original is still there."""
    original = samples.jpeg()
    row = add(samples.upload("jpeg", original))
    content = body(browser_of(office.amina).get(address(case, row)))

    assert content != original and b"Exif" not in content and samples.CANARY.encode() not in content


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/x.jpg",
        "a\0.jpg",
        "x" * 300 + ".jpg",
        "a\r\nSet-Cookie: x=1.jpg",
        "con.jpg",
        "\u202egpj.jpg",
        "Trang.jpg",
    ],
)
def test_the_name_of_the_original_reaches_no_header(office, case, add, name):
    """S-69: it could break the header, and it could tell whose file it is."""
    row = add(samples.upload(name=name))
    answer = browser_of(office.amina).get(address(case, row))

    assert SAFE_NAME.fullmatch(answer["Content-Disposition"]) and "x=1" not in str(answer.headers)


def test_a_download_is_a_look_of_its_own(office, case, add):
    """S-52"""
    row = add()
    body(browser_of(office.sam).get(address(case, row)))

    (look,) = recorded("audit_look", office.sam)
    assert look["action"] == "file.download" and look["case_ids"] == [case.pk] and "evidence" in look["field_groups"]
    page = browser_of(office.amina).get(reverse("case_looks", args=[case.reference])).content.decode()
    assert "A file, taken along" in page


def test_a_look_that_cannot_be_recorded_is_no_download(office, case, add, monkeypatch):
    """A-03, S-57"""
    row = add()
    monkeypatch.setattr("accounts.audit.actions.record_look", lambda _state: 1 / 0)
    browser = browser_of(office.amina, raise_request_exception=False)

    assert browser.get(address(case, row)).status_code == 500


def test_nobody_else_finds_the_address(office, elsewhere, case, add):
    """S-71, S-25"""
    row = add()
    strangers = [office.noor, office.tess, office.dara, office.alex, office.paul, office.audrey, office.lina,
                 elsewhere.amina, elsewhere.sam]  # fmt: skip
    for user in strangers:
        answer = browser_of(user).get(address(case, row))
        random = browser_of(user).get(reverse("file_download", args=[case.reference, uuid.uuid4()]))
        # Dara and the like may see that the case exists and not its files; the file itself is for nobody of them.
        assert answer.status_code == random.status_code == 404, user
    assert SecureClient().get(address(case, row)).status_code in (302, 401)


def test_breaking_the_glass_opens_no_file(office, case, add):
    """Section 3: in an emergency one reads who the person is, and takes no evidence along."""
    row = add()
    kim = new_user("Kim", office.organisation, "caseworker")
    with acting(kim, "test.arrange"):
        cases.break_glass(case.reference, by=kim, reason="She called from the road")
    browser = browser_of(kim)

    assert browser.get(reverse("case_detail", args=[case.reference])).status_code == 200
    assert browser.get(address(case, row)).status_code == 404
    assert browser.get(reverse("file_list", args=[case.reference])).status_code == 404


def test_a_file_of_another_case_is_not_found_under_this_one(office, case, add):
    with acting(office.amina, "test.arrange"):
        other = cases.open_case(office.team, by=office.amina)
        row = store_file(other, samples.upload(), by=office.amina, kind="evidence")

    assert browser_of(office.amina).get(address(case, row)).status_code == 404


def test_access_that_ended_ends_for_files_at_once(office, case, add):
    """R-08"""
    from casework.cases import grants

    row = add()
    with acting(office.sam, "test.arrange"):
        grants.assign(case, office.noor)
        grants.release(case, office.amina)

    assert browser_of(office.amina).get(address(case, row)).status_code == 404


@pytest.mark.parametrize("upload", [samples.malware, samples.upload], ids=["malware", "not scanned yet"])
def test_what_was_not_found_safe_is_never_served(office, case, add, upload):
    """S-66"""
    row = add(upload(), scanned=upload is samples.malware)
    answer = browser_of(office.amina).get(address(case, row))

    assert answer.status_code == 409 and "Content-Disposition" not in answer
    assert "nobody has found it safe" in answer.content.decode()


def test_a_blob_that_is_lost_or_changed_is_a_sentence_and_no_bytes(office, case, add):
    row = add()
    path = path_of(row.copy)
    path.write_bytes(path.read_bytes()[:-1])
    changed = browser_of(office.amina).get(address(case, row))
    path.unlink()
    lost = browser_of(office.amina).get(address(case, row))

    for answer in (changed, lost):
        assert answer.status_code == 503 and "cannot be read" in answer.content.decode()


def test_bytes_changed_in_the_middle_break_the_download_off(office, case, add):
    from cryptography.exceptions import InvalidTag

    row = add(samples.upload("txt", b"a" * 300_000))
    path = path_of(row.copy)
    data = bytearray(path.read_bytes())
    data[100_000] ^= 1
    path.write_bytes(data)
    answer = browser_of(office.amina).get(address(case, row))

    with pytest.raises(InvalidTag):
        body(answer)


def test_a_supervisor_takes_a_copy_and_adds_nothing(office, case, add):
    row = add()
    browser = browser_of(office.sam)

    assert browser.get(address(case, row)).status_code == 200
    assert browser.get(reverse("file_add", args=[case.reference])).status_code == 403
    assert browser.post(reverse("file_add", args=[case.reference]), {"file": samples.upload()}).status_code == 403


def test_a_big_file_is_served_in_pieces(office, case, add):
    """Bounded memory: a piece is never the whole file."""
    row = add(samples.upload("txt", b"a" * 2_000_000))
    pieces = list(browser_of(office.amina).get(address(case, row)).streaming_content)

    assert max(map(len, pieces)) <= 64 * 1024 and sum(map(len, pieces)) == 2_000_000


def test_a_mission_reads_no_file_by_the_room_of_the_case(office, case, add):
    """Files reach a mission one by one through a share, by a door of its own (section 3)."""
    from accounts.policy import ACTIONS, Role

    assert all(Role.EXTERNAL not in ACTIONS[name] for name in ("file.view", "file.download", "file.add"))
    row = add()
    assert browser_of(office.lina).get(address(case, row)).status_code == 404


def test_an_administrator_sees_numbers_and_nothing_else(office, case, add):
    """Section 4, F8"""
    row = add(samples.upload(name="Zzcanary.jpg"), note="Zzcanary")
    page = browser_of(office.alex).get(reverse("file_totals"))
    text = page.content.decode()

    assert page.status_code == 200 and office.organisation.name in text
    line = text[text.rindex(office.organisation.name) :][:400]
    assert ">1<" in line and "bytes" in line.replace("KB", "bytes").replace("\xa0", " ")
    for hidden in ("Zzcanary", case.reference, str(row.pk), str(case.pk), row.blob):
        assert hidden not in text


@pytest.mark.parametrize(
    ("name", "status"), [("amina", 404), ("sam", 404), ("audrey", 404), ("lina", 404), ("dara", 403)]
)
def test_the_numbers_are_for_administrators(office, name, status):
    assert browser_of(getattr(office, name)).get(reverse("file_totals")).status_code == status


def test_the_fingerprint_outlives_every_scan(office, case):
    """I8: what was added, by whom and when, stays in the history that the program cannot write."""
    with acting(office.amina, "test.arrange"):
        row = store_file(case, samples.upload(), by=office.amina, kind="evidence")
    with acting(office.amina, "test.arrange"):
        scan(StoredFile.objects.get(pk=row.pk), by=office.amina)
    with acting(office.amina, "test.look"):
        old, new = StoredFile.history.filter(id=row.pk).order_by("history_id")
        assert (old.sha256, old.state, new.state) == (new.sha256, "quarantined", "ready")
        assert [line.history_change_reason for line in (old, new)] == ["file.add", "file.scan"]
        assert old.history_user_id == office.amina.pk
