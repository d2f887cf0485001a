"""Search by name over what the reader may see (R-32, A-01). Everybody here is invented."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.acting import acting, current
from accounts.policy import Right
from casework.cases.actions import open_case
from casework.people import search as search_room
from casework.people.actions import save_row
from casework.people.models import OtherName
from casework.people.names import fold, joined, plain
from casework.people.search import search

# Written once, typed another way: patterns of the region, each pair one name.
VARIANTS = [
    ("Nguyễn Thị Phương", "nguyen thi fuong"),
    ("Phạm Thu Trang", "pham thu trang"),
    ("Phạm Thu Trang", "Trang Pham Thu"),
    ("Phạm Thu Trang", "pham tu chang"),
    ("Đặng Văn Thạch", "dang van tach"),
    ("Trần Quỳnh Anh", "tran kuynh anh"),
    ("Kyaw Zin Htun", "jaw zin tun"),
    ("Kyaw Zin Htun", "Kyawzin Htun"),
    ("Nay Chi Hlaing", "Ne Chi Laing"),
    ("Khin Oo Mon", "kin u mon"),
    ("နေခြည်လှိုင်", "နေချည်လိုင်"),
    ("ကျော်ဇင်ထွန်း", "ကြော်ဇင်ထွန်"),
    ("พิมพ์ใจ ศรีเวียง", "พิมใจ สีเวียง"),
    ("พิมพ์ใจ ศรีเวียง", "พิมพใจ"),
    ("Phimchai Srivieng", "pimjai siwieng"),
    ("សុខា ចាន់ធី", "សុខា ចានធិ"),
    ("Sok Chanthy", "Sokchanti"),
    ("Sophea Keo", "Sophia Kiew"),
    ("ບຸນມີ ວົງສາ", "ບຸນມິ ວົງສາ"),
    ("Bounmy Vongsa", "bun mi wongsa"),
    ("Siti Nurhaliza", "siti nur halisa"),
    ("王小雨", "小雨"),
    ("Dewi Lestari", "dewi lestary"),
    ("Marisol Dela Cruz", "dela cruz marisol"),
    ("Abebech Tadesse", "abebech tadese"),
]
OTHERS = [
    "Lê Hoàng Nam",
    "Zaw Myo Aung",
    "Somsak Ratana",
    "Chea Vuthy",
    "Khamla Inthavong",
    "Budi Santoso",
    "李建国",
    "Grace Akinyi",
]


def open_named(office, *names, by=None, **fields):
    """Cases with these names, one each."""
    by = by or office.amina
    with acting(by, "test.arrange"):
        return [open_case(office.team, by=by, person={"name": name}, **fields) for name in names]


def found(user, word, **filters):
    """Names of the cases a search gives, best first."""
    with acting(user, "case.list"):
        rows, too_many = search(user, word, **filters)
        assert not too_many
        return [row.person.name for row in rows]


@pytest.mark.parametrize(("written", "typed"), VARIANTS)
def test_a_name_is_found_however_it_is_spelt(office, written, typed):
    open_named(office, written, *OTHERS)
    assert found(office.amina, typed)[:1] == [written]


def test_the_spelling_that_was_typed_comes_first(office):
    open_named(office, "Pham Tu Chang", "Phạm Thu Trang")
    assert found(office.amina, "Pham Thu Trang") == ["Phạm Thu Trang", "Pham Tu Chang"]


def test_other_names_latin_letters_and_the_working_name_are_searched_too(office):
    (case,) = open_named(office, "နေခြည်လှိုင်", label="The girl from the bridge")
    with acting(office.amina, "test.arrange"):
        save_row(OtherName(case=case, name="小雨", kind="inside"), by=office.amina)
    for word in ("小雨", "girl bridge", "နေခြည်"):
        assert found(office.amina, word) == ["နေခြည်လှိုင်"]


def test_nobody_finds_a_case_they_do_not_see(office, elsewhere):
    open_named(office, "Phạm Thu Trang")
    for user in (
        office.noor,
        office.tess,
        office.paul,
        office.audrey,
        office.alex,
        elsewhere.amina,
        elsewhere.sam,
    ):
        assert found(user, "Pham Thu Trang") == []
    assert found(office.sam, "Pham Thu Trang") == ["Phạm Thu Trang"]


def test_a_name_that_is_withheld_is_never_matched(office):
    open_named(office, "Phạm Thu Trang")
    with acting(office.dara, "case.list"):
        assert search_room.visible(office.dara, {})
        assert search(office.dara, "Pham Thu Trang") == ([], False)


def test_filters_narrow_the_search(office):
    open_named(office, "Phạm Thu Trang", language="vie")
    assert found(office.amina, "Trang", language="vie") == ["Phạm Thu Trang"]
    assert found(office.amina, "Trang", language="tha") == []
    assert found(office.amina, "Trang", status="closed") == []


def test_mine_and_my_teams_are_searched_apart(office):
    open_named(office, "Phạm Thu Trang", by=office.amina)
    assert found(office.amina, "Trang", only=(Right.USER,)) == ["Phạm Thu Trang"]
    assert found(office.sam, "Trang", only=(Right.USER,)) == []
    assert found(office.sam, "Trang", only=(Right.TEAM,)) == ["Phạm Thu Trang"]


def test_above_the_limit_nothing_is_decrypted(office, monkeypatch):
    open_named(office, *OTHERS)
    monkeypatch.setattr(search_room, "MOST", 3)
    monkeypatch.setattr(search_room, "candidates", lambda people: pytest.fail("a name was opened"))
    with acting(office.amina, "case.list"):
        assert search(office.amina, "Nam") == ([], True)
        assert current().keys == {}


def test_the_search_is_one_look_at_the_cases_that_were_shown(office):
    shown, *_others = open_named(office, "Phạm Thu Trang", *OTHERS)
    with acting(office.amina, "case.list") as state:
        search(office.amina, "Trang")
        assert set(state.shown) == {str(shown.pk)}
    with acting(office.amina), connection.cursor() as cursor:
        cursor.execute("SELECT action, cardinality(case_ids) FROM looks_at(%s, NULL, 9)", [shown.pk])
        assert ("case.search", 1) in cursor.fetchall()


def test_the_word_reaches_neither_the_database_nor_the_log(office, caplog):
    open_named(office, "Phạm Thu Trang")
    with CaptureQueriesContext(connection) as captured, caplog.at_level("DEBUG"):
        found(office.amina, "Canaryname")
    assert "anaryname" not in str(captured.captured_queries).lower() and "anaryname" not in caplog.text.lower()


def test_a_search_takes_four_statements_whatever_it_finds(office):
    open_named(office, "Phạm Thu Trang", *OTHERS)
    with acting(office.amina, "case.list"), CaptureQueriesContext(connection) as captured:
        search(office.amina, "Trang")
    few = len(captured)
    open_named(office, *(f"Trang {number}" for number in range(30)))
    with acting(office.amina, "case.list"), CaptureQueriesContext(connection) as captured:
        rows, _too_many = search(office.amina, "Trang")
        assert len(rows) == 25
    assert len(captured) == few == 4


@pytest.mark.parametrize("word", ["", "   ", "\x00", "‮", "...", "a" * 100_000, "<script>", "'; DROP TABLE", "%_%", "ั"])
def test_odd_words_find_nothing_and_break_nothing(office, word):
    open_named(office, "Phạm Thu Trang")
    assert found(office.amina, word) == []


@given(st.text())
@settings(max_examples=400, deadline=None)
def test_folding_twice_is_folding_once(text):
    once = fold(text)
    assert fold(once) == once


@given(st.lists(st.text(alphabet="abcdefghijklmnopqrstuvwxyzđêôơư", min_size=1), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_case_accents_and_gaps_do_not_count(words):
    name = " ".join(words)
    assert fold(name) == fold(name.upper().replace(" ", "  ")) == fold(plain(name))
    assert joined(fold(name)) == joined(fold(name))


@given(st.text(), st.text())
@settings(max_examples=200, deadline=None)
def test_ranking_never_fails_and_finds_the_very_same_name(word, other):
    names = [search_room.candidate(key, text) for key, text in ((1, word), (2, other)) if fold(text)]
    found_ids = search_room.ranked(word, names)
    assert (1 in found_ids) == bool(fold(word))


def test_what_is_found_is_what_brute_force_finds(office, elsewhere):
    mine = open_named(office, "Trang One", "Trang Two", by=office.amina)
    noors = open_named(office, "Trang Three", by=office.noor)
    others = open_named(elsewhere, "Trang Four")
    visible = {
        office.amina: {case.pk for case in mine},
        office.noor: {case.pk for case in noors},
        office.sam: {case.pk for case in mine + noors},
        elsewhere.amina: {case.pk for case in others},
        office.tess: set(),
    }
    for user, expected in visible.items():
        with acting(user, "case.list"):
            rows, _too_many = search(user, "Trang")
            assert {row.pk for row in rows} == expected
    assert uuid.uuid4() not in visible[office.sam]
