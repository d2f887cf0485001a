"""The vault: nothing readable without its key, nothing readable in the wrong place, nothing readable in a dump (R-30)."""

import datetime
import io
import pickle
import re

import psycopg2
import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, connections, transaction

from accounts.access import CaseKey
from accounts.acting import acting
from accounts.vault import KeyGone, Sealed, decrypt, encrypt, unwrap, wrap
from casework.cases.actions import open_case
from casework.consents import actions as consents
from casework.files.actions import scan, store_file
from casework.files.models import StoredFile
from casework.people.actions import edit_person, save_row
from casework.people.models import Contact, IdentityPaper, OtherName, Person, Relative

CANARY = "Zzcanary"


def run(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else None


def stored(person):
    """The ciphertext of the name as it lies in the table."""
    return bytes(run("SELECT name FROM casework_person WHERE id = %s", person.pk)[0][0])


@pytest.fixture
def person(case, amina):
    """Amina's person, with Amina acting."""
    with acting(amina, "test"):
        yield Person.objects.get(case=case)


def put(person, **columns):
    """Writes ciphertext straight into columns of the person, as somebody with the table in hands would."""
    names = ", ".join(f"{name} = %s" for name in columns)
    run(
        f"UPDATE casework_person SET {names}, version = version + 1 WHERE id = %s",
        *columns.values(),
        person.pk,
    )
    return Person.objects.get(pk=person.pk)


def test_a_name_comes_back_as_it_was_typed_and_lies_there_as_ciphertext(person):
    assert person.name == "Phạm Thu Trang"
    assert b"Trang" not in stored(person) and len(stored(person)) == 12 + len("Phạm Thu Trang".encode()) + 16


def test_ciphertext_moved_to_another_field_does_not_open(person):
    """S-61"""
    moved = put(person, romanised=stored(person))
    with pytest.raises(InvalidTag):
        str(moved.romanised)


def test_ciphertext_moved_to_another_row_of_the_same_case_does_not_open(person, amina):
    """S-61"""
    first = save_row(OtherName(case=person.case, name="One"), by=amina)
    second = save_row(OtherName(case=person.case, name="Two"), by=amina)
    run(
        "UPDATE casework_othername SET version = version + 1, name = (SELECT name FROM casework_othername WHERE id = %s) WHERE id = %s",
        first.pk,
        second.pk,
    )
    with pytest.raises(InvalidTag):
        str(OtherName.objects.get(pk=second.pk).name)


def test_ciphertext_moved_to_another_case_does_not_open(person, office, amina):
    """S-61"""
    other = open_case(office.team, by=amina, person={"name": "Nay Chi"})
    run(
        "UPDATE casework_person SET version = version + 1, name = %s WHERE case_id = %s",
        stored(person),
        other.pk,
    )
    with pytest.raises(InvalidTag):
        str(Person.objects.get(case=other).name)


def test_the_key_of_another_case_does_not_open_it_either(person, office, amina):
    """S-61"""
    other = open_case(office.team, by=amina)
    theirs = CaseKey.objects.get(case_id=other.pk)
    with pytest.raises(InvalidTag):
        unwrap(theirs.wrapped, person.case_id, theirs.master_version)


@pytest.mark.parametrize("place", [0, 11, 12, -1])
def test_one_changed_byte_is_noticed(person, place):
    value = bytearray(stored(person))
    value[place] ^= 1
    with pytest.raises(InvalidTag):
        str(put(person, name=bytes(value)).name)


@pytest.mark.parametrize("value", [b"", b"x", b"Pham Thu Trang in clear text"])
def test_what_is_no_ciphertext_raises_and_is_never_handed_out(person, value):
    with pytest.raises((InvalidTag, ValueError)):
        str(put(person, name=value).name)


def test_a_wrong_master_key_raises(case, amina, settings):
    settings.VAULT_KEYS = dict.fromkeys(settings.VAULT_KEYS, bytes(32))
    with pytest.raises(InvalidTag), acting(amina, "test"):
        str(Person.objects.get(case=case).name)


def test_a_master_key_that_is_not_at_hand_raises(case, amina, settings):
    settings.VAULT_KEYS = {99: bytes(32)}
    with pytest.raises(KeyGone), acting(amina, "test"):
        str(Person.objects.get(case=case).name)


def test_two_master_keys_open_what_each_of_them_closed(office, amina, settings):
    settings.VAULT_KEYS = {1: b"1" * 32}
    with acting(amina, "test"):
        old = open_case(office.team, by=amina, person={"name": "Old"})
    settings.VAULT_KEYS = {1: b"1" * 32, 2: b"2" * 32}
    with acting(amina, "test"):
        new = open_case(office.team, by=amina, person={"name": "New"})
        versions = {key.case_id: key.master_version for key in CaseKey.objects.filter(case_id__in=[old.pk, new.pk])}
        assert versions == {old.pk: 1, new.pk: 2}
    with acting(amina, "test"):
        assert [Person.objects.get(case=case).name for case in (old, new)] == ["Old", "New"]


def test_a_wrapped_key_is_bound_to_its_case_and_its_version():
    wrapped, version = wrap(b"k" * 32, "case-one")
    assert unwrap(wrapped, "case-one", version) == b"k" * 32
    with pytest.raises(InvalidTag):
        unwrap(wrapped, "case-two", version)
    assert encrypt(b"k" * 32, b"text", b"a") != encrypt(b"k" * 32, b"text", b"a")
    with pytest.raises(InvalidTag):
        decrypt(b"k" * 32, encrypt(b"k" * 32, b"text", b"a"), b"b")


def test_without_its_key_a_case_cannot_be_opened_and_is_reached_by_nobody(case, amina):
    with acting(amina, "test"):
        person, before = Person.objects.get(case=case), Person.history.filter(case_id=case.pk).first()
    with connections["owner"].cursor() as cursor:
        cursor.execute("BEGIN; SET LOCAL ROLE keeper")
        cursor.execute("DELETE FROM case_key WHERE case_id = %s", [case.pk])
        cursor.execute("COMMIT")
    with acting(amina, "test"):
        for row in (person, before):
            with pytest.raises(KeyGone):
                str(row.name)
        assert not Person.objects.filter(case=case).exists()
        assert not Person.history.filter(case_id=case.pk).exists()


def test_nobody_opens_anything_while_nobody_acts(case, amina):
    with acting(amina, "test"):
        person = Person.objects.get(case=case)
    with pytest.raises(RuntimeError, match="Nobody is acting"):
        str(person.name)


def test_somebody_else_does_not_open_a_row_they_were_handed(case, amina, noor):
    with acting(amina, "test"):
        person = Person.objects.get(case=case)
    with acting(noor, "test"), pytest.raises(KeyGone):
        str(person.name)


def test_plain_text_never_reaches_the_database_by_another_door(person):
    with pytest.raises(TypeError, match="sealed"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(name="Plain")
    person.romanised = "Plain"
    with pytest.raises(TypeError, match="sealed"), transaction.atomic():
        Person.objects.bulk_update([person], ["romanised"])
    for field, value in (("birth_date", datetime.date(2000, 1, 1)), ("health_notes", "x")):
        with pytest.raises(TypeError, match="sealed"), transaction.atomic():
            Person.objects.filter(pk=person.pk).update(**{field: value})


@pytest.mark.parametrize(
    "lookup",
    [
        "name",
        "name__exact",
        "name__icontains",
        "name__in",
        "name__gt",
        "name__regex",
        "birth_date__year",
        "case__label",
    ],
)
def test_nobody_searches_ciphertext(person, lookup):
    with pytest.raises(FieldError):
        list(Person.objects.filter(**{lookup: ["a"] if lookup.endswith("in") else "2000"}))
    assert Person.objects.filter(pk=person.pk, name__isnull=False).exists()


@pytest.mark.parametrize("order", ["name", "-name", "birth_date", "case__label"])
def test_nobody_sorts_by_ciphertext(person, order):
    with pytest.raises(FieldError, match="sealed"):
        list(Person.objects.order_by(order))


def test_the_same_text_keeps_its_ciphertext_so_nothing_seems_to_change(person, amina):
    before = stored(person)
    edit_person(person, by=amina, name="Phạm Thu Trang", romanised="Trang P.")
    assert stored(person) == before
    edit_person(Person.objects.get(pk=person.pk), by=amina, name="Phạm Thị Trang")
    assert stored(person) != before


def test_an_empty_text_is_nothing_and_not_a_sealed_nothing(person, amina):
    edit_person(person, by=amina, romanised="")
    assert run("SELECT romanised FROM casework_person WHERE id = %s", person.pk) == [(None,)]
    assert Person.objects.get(pk=person.pk).romanised == ""


@pytest.mark.parametrize("text", ["ไทย ລາວ ខ្មែរ မြန်မာ 王", "\u202eabc", "a" * 200, "🙂", "line\nline", " x "])
def test_every_script_comes_back_as_it_was(person, amina, text):
    edit_person(person, by=amina, name=text)
    assert Person.objects.get(pk=person.pk).name == text


def test_dates_come_back_as_dates(person, amina):
    edit_person(person, by=amina, birth_date=datetime.date(1999, 2, 28), age_basis="told")
    assert Person.objects.get(pk=person.pk).birth_date == datetime.date(1999, 2, 28)


def test_history_opens_with_the_key_of_its_case(person, amina):
    edit_person(person, by=amina, name="Phạm Thị Trang")
    names = [row.name for row in Person.history.filter(id=person.pk).order_by("history_id")]
    assert names == ["Phạm Thu Trang", "Phạm Thị Trang"]


def test_printing_and_pickling_a_row_tell_nothing(person):
    fresh = Person.objects.get(pk=person.pk)
    assert "Trang" not in repr(fresh) + str(fresh) + repr(fresh.__dict__) + repr(fresh.history.first())
    assert b"Trang" not in pickle.dumps(fresh)
    assert repr(Sealed(b"abc")) == str(Sealed(b"abc")) == "<sealed>"


def test_a_dump_by_django_holds_no_plain_text(person):
    str(person.name)
    text = serializers.serialize("json", [person])
    assert "Trang" not in text and stored(person).hex() in text
    out = io.StringIO()
    call_command("dumpdata", "casework.person", stdout=out)
    assert "Trang" not in out.getvalue() and "Pham" not in out.getvalue()


@pytest.fixture
def canaries(office, amina):
    """A case with a canary in every sealed field that the first rooms have."""
    with acting(amina, "test.arrange"):
        case = open_case(
            office.team, by=amina, label=f"{CANARY} label", told=f"{CANARY} told", reporter=f"{CANARY} reporter",
            person={"name": f"{CANARY} name", "romanised": f"{CANARY} romanised", "occupation": f"{CANARY} work"},
        )  # fmt: skip
        edit_person(
            Person.objects.get(case=case), by=amina, health_notes=f"{CANARY} health", present_address=f"{CANARY} address",
            home_address=f"{CANARY} home", birth_place=f"{CANARY} birth", safe_ways=f"{CANARY} safe", unsafe_ways=f"{CANARY} unsafe",
            birth_date=datetime.date(1987, 6, 5), age_basis="told",
        )  # fmt: skip
        save_row(OtherName(case=case, name=f"{CANARY} alias"), by=amina)
        save_row(
            IdentityPaper(case=case, kind="passport", number=f"{CANARY} number", where_note=f"{CANARY} drawer"),
            by=amina,
        )
        save_row(Contact(case=case, value=f"{CANARY} phone", hours=f"{CANARY} hours"), by=amina)
        save_row(
            Relative(
                case=case,
                relation="mother",
                name=f"{CANARY} mother",
                reach=f"{CANARY} reach",
                note=f"{CANARY} note",
            ),
            by=amina,
        )
        told = consents.inform(case, by=amina, type="interview", language="vie", interpreter=f"{CANARY} interpreter")
        consents.answer(
            told,
            by=amina,
            status="given_limited",
            giver="individual",
            how="witnessed",
            witness=f"{CANARY} witness",
            limits=f"{CANARY} limits",
        )
        upload = SimpleUploadedFile(f"{CANARY}.txt", f"{CANARY} content".encode(), "text/plain")
        scan(store_file(case, upload, by=amina, kind="evidence", note=f"{CANARY} note"), by=amina)
    return case


def backup():
    """The connection a nightly dump uses: the role `backup`, which reads every row."""
    parts = connections["owner"].get_connection_params()
    wanted = {name: parts[name] for name in ("host", "port", "dbname") if parts.get(name)}
    return psycopg2.connect(**wanted, user="backup")


def test_a_backup_of_every_table_holds_no_canary(canaries):
    """S-60"""
    try:
        link = backup()
    except psycopg2.OperationalError as error:
        pytest.skip(f"the role backup cannot sign in here: {error}")
    with link, link.cursor() as cursor:
        cursor.execute("SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        sizes = {}
        for table in tables:
            copy = io.BytesIO()
            cursor.copy_expert(f"COPY {table} TO STDOUT", copy)
            sizes[table] = len(copy.getvalue())
            assert_hides(copy.getvalue(), table)
    link.close()
    assert sizes["casework_person"] and sizes["casework_historicalperson"] and sizes["casework_consent"]
    assert sizes["casework_storedfile"] and sizes["casework_historicalstoredfile"]


def assert_hides(dump, table):
    """No canary in clear, in hexadecimal as COPY writes bytea, or as base64."""
    for form in (
        CANARY.encode(),
        CANARY.encode().hex().encode(),
        b"1987-06-05",
        b"1987-06-05".hex().encode(),
    ):
        assert form not in dump, table
    assert not re.search(rb"WnpjYW5hcnk", dump), table


def test_the_folder_of_files_holds_no_canary(canaries, amina):
    """S-60: neither the original nor the copy, neither its content nor its name."""
    with acting(amina, "test"):
        names = StoredFile.objects.filter(case=canaries).values_list("blob", "copy").get()
    paths = [path for path in settings.FILES_DIR.rglob("*") if path.is_file()]
    assert set(names) <= {path.name for path in paths}
    for path in paths:
        assert CANARY not in str(path)
        assert_hides(path.read_bytes(), path.name)


def test_the_owner_as_keeper_finds_no_canary_either(canaries):
    """S-60"""
    with connections["owner"].cursor() as cursor:
        cursor.execute("BEGIN; SET LOCAL ROLE keeper")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'casework%'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            for (row,) in cursor.fetchall():
                assert_hides(row.encode(), table)
        cursor.execute("ROLLBACK")
    assert settings.VAULT_KEYS
