"""What a mission sends in is answered 'received', and nothing anywhere tells whether we know somebody (C6)."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting
from config.secrets import whole_days
from referrals.models import SoughtMatch, SoughtNotice, SoughtPerson
from referrals.ownkeys import opened
from referrals.sought.actions import match
from tests.cast import browser_of, new_organisation, new_user
from tests.referrals.conftest import seen_by
from tests.referrals.steps import known_national, mails_to

KNOWN, UNKNOWN = "Phạm Thu Trang; 14.5.2002; Hà Nội", "Đỗ Văn Không; 1.1.1999; Huế"


def answered(office, line):
    """(status, page without what differs by chance, number of statements) of one list that Lina sends."""
    browser = browser_of(office.lina)
    browser.get("/portal/sent/new/list/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        posted = browser.post("/portal/sent/new/list/", {"people": line})
    shape = [re.sub(r"'[^']*'|\d+|\\x[0-9a-f]+", "?", query["sql"]) for query in queries]
    page = browser.get(posted["Location"]).content.decode()
    said = re.search(r"<main.*</main>", page, re.S).group(0)
    said = re.sub(r'<ol class="list">.*?</li>', "", said, count=1, flags=re.S)  # the number, drawn by chance
    return posted.status_code, said.count("Received"), len(shape)


def test_a_known_and_an_unknown_name_are_answered_alike_with_the_same_statements(office, case):
    with acting(office.amina):
        known_national(case, office.amina, "VN")
    liaison = new_user("Hoa", office.organisation, "consular_liaison", teams=[office.team])
    first, second = answered(office, UNKNOWN), None
    mails = mails_to(liaison)
    second = answered(office, KNOWN)
    third = answered(office, UNKNOWN)
    assert (second[0], second[2]) == (third[0], third[2]) == (first[0], first[2])
    assert second[1] - first[1] == third[1] - second[1]
    assert mails == mails_to(liaison) == {"sought"}
    assert mails_to(office.amina) == set()
    with acting(office.amina):
        assert not case.casesteps.filter(step="sought_match").exists()
        assert not case.todos.exists()


def test_a_list_costs_the_same_whatever_its_length(office):
    one = answered(office, UNKNOWN)
    many = answered(office, "\n".join([UNKNOWN] * 200))
    assert one[2] == many[2]


@pytest.fixture
def notice(office):
    """A list of two people that Lina sent as a file."""
    rows = "name,born,place\nTrần Thị Sáu,2001-02-03,Vinh\nLê Văn Bảy,,\n".encode()
    browser = browser_of(office.lina)
    answer = browser.post("/portal/sent/new/list/", {"file": SimpleUploadedFile("list.csv", rows, "text/csv")})
    assert answer.status_code == 302
    with acting(office.sam):
        return SoughtNotice.objects.select_related("mission").get(mission=office.mission)


def test_names_are_sealed_and_open_only_to_those_who_work_with_missions_there(office, elsewhere, notice):
    browser = browser_of(office.sam)
    page = browser.get(f"/referrals/sought/{notice.number}/").content.decode()
    assert "Trần Thị Sáu" in page and "2001-02-03" in page
    with acting(office.sam):
        row = SoughtPerson.objects.filter(notice=notice).order_by("position").first()
        assert opened(row)["place"] == "Vinh"
        assert b"Vinh" not in bytes(row.sealed)
    abroad = new_user("Ines", new_organisation("ngo", "GB"), "supervisor", "consular_liaison")
    for user in (office.amina, office.dara, abroad, office.lina):
        assert seen_by(user, "SELECT 1 FROM referrals_soughtperson") == [], user
        assert seen_by(user, "SELECT 1 FROM referrals_historicalsoughtperson") == [], user
        assert browser_of(user).get(f"/referrals/sought/{notice.number}/").status_code == 404, user
    assert len(seen_by(elsewhere.sam, "SELECT 1 FROM referrals_soughtperson WHERE notice_id = %s", notice.pk)) == 2


def test_another_mission_sees_nothing_of_it_and_its_own_only_number_and_day(office, elsewhere, notice):
    assert seen_by(elsewhere.lina, "SELECT 1 FROM referrals_soughtnotice") == []
    page = browser_of(office.lina).get("/portal/sent/").content.decode()
    assert notice.number[:4] in page and "Trần" not in page and "match" not in page.lower()


def test_a_match_asks_the_person_first_and_tells_the_mission_nothing(office, case, notice):
    mails = mails_to(office.lina)
    with acting(office.sam):
        row = SoughtPerson.objects.filter(notice=notice).select_related("mission").first()
        match(row, case, by=office.sam)
        assert case.todos.filter(kind="consular_rights_information").exists()
    assert seen_by(office.lina, "SELECT 1 FROM referrals_soughtmatch") == []
    assert mails_to(office.lina) == mails
    page = browser_of(office.lina).get("/portal/sent/").content.decode()
    assert case.reference not in page.replace(" ", "")
    assert (
        f"/cases/{case.reference}/"
        in browser_of(office.sam).get(f"/referrals/sought/{notice.number}/").content.decode()
    )


def test_a_fear_of_that_state_stops_the_match(office, case, notice):
    from referrals.consular.actions import raise_fear  # the room's own way of writing one down

    with acting(office.amina):
        known_national(case, office.amina, "VN")
        raise_fear(case, by=office.amina, kind="fear", countries=["VN"], note="")
    with acting(office.sam):
        row = SoughtPerson.objects.filter(notice=notice).select_related("mission").first()
    answer = browser_of(office.sam).post(
        f"/referrals/sought/{notice.number}/{row.pk}/match/", {"reference": case.reference}
    )
    assert answer.status_code == 422
    with acting(office.sam):
        assert not SoughtMatch.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    "given",
    [
        {"people": ""},
        {"people": "; 2001; Vinh"},
        {"people": "A" * 300},
        {"people": "\n".join(["N; 1; V"] * 501)},
        {"file": SimpleUploadedFile("x.csv", b"\xff\xfe\x00\x80")},
    ],
)
def test_bad_input_is_a_sentence_and_keeps_nothing(office, given):
    assert browser_of(office.lina).post("/portal/sent/new/list/", given).status_code == 422
    with acting(office.lina):
        assert not SoughtNotice.objects.filter(mission=office.mission).exists()


def test_a_list_that_is_too_old_is_read_by_nobody_and_then_deleted_with_its_key(office, notice, settings):
    url, own = f"/referrals/sought/{notice.number}/", "/portal/sent/"
    settings.SOUGHT_DAYS = 30
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT set_config('app.actor', %s, true)", [str(office.lina.pk)])
        for table in ("referrals_soughtnotice", "referrals_soughtperson"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER frozen, NO FORCE ROW LEVEL SECURITY")
            cursor.execute(f"UPDATE {table} SET received_at = now() - interval '30 days 1 minute'")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER frozen, FORCE ROW LEVEL SECURITY")
    assert browser_of(office.sam).get(url).status_code == 404
    assert notice.number not in re.sub(r"\s", "", browser_of(office.lina).get(own).content.decode())
    with acting(office.sam):
        assert SoughtNotice.objects.filter(pk=notice.pk).exists(), "not deleted yet, and read by nobody all the same"
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT drop_old_sought(30)")
        assert cursor.fetchone()[0] >= 1
    with acting(office.sam):
        assert not SoughtNotice.objects.filter(pk=notice.pk).exists()
        assert not SoughtPerson.objects.filter(notice=notice.pk).exists()
        (kept,) = SoughtNotice.history.filter(id=notice.pk, history_type="-")
        assert not hasattr(kept, "wrapped_key"), "what is left of it opens nothing"


def test_nobody_else_deletes_one_and_a_young_one_stays(office, notice):
    with acting(office.sam):
        with pytest.raises(DatabaseError), transaction.atomic():
            SoughtPerson.objects.filter(notice=notice).delete()
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT drop_old_sought(1)")
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT drop_old_sought(30)")
    with acting(office.sam):
        assert SoughtNotice.objects.filter(pk=notice.pk).exists()


@pytest.mark.parametrize("text", ["0", "-1", "many", "", "1.5", "4000"])
def test_the_days_of_keeping_are_a_whole_number_from_1_to_3650(text):
    with pytest.raises(ImproperlyConfigured, match="from 1 to 3650"):
        whole_days("CASEWORK_SOUGHT_DAYS", text)
