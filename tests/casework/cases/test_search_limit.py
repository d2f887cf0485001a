"""R-32: the search by name is recorded and, for one person, not endless."""

import pytest
from django.db import connections, transaction

from accounts.acting import acting
from accounts.models import Look, Refusal
from casework.cases import views_list
from tests.cast import browser_of

URL = "/cases/search/"


@pytest.fixture(autouse=True)
def three(monkeypatch):
    """Three searches in ten minutes instead of thirty."""
    monkeypatch.setattr(views_list, "MOST_SEARCHES", 3)


def search(browser, word="Pham Thu"):
    return browser.post(URL, {"word": word})


def test_after_so_many_searches_there_is_a_pause_and_what_was_typed_stays(hers, case):
    assert [search(hers).status_code for _ in range(3)] == [200] * 3
    answer = search(hers, "Trang of the bridge")
    page = answer.content.decode()
    assert answer.status_code == 429 and answer["Retry-After"] == "60"
    assert "You searched 3 times within ten minutes" in page
    assert 'value="Trang of the bridge"' in page
    assert "Phạm Thu Trang" not in page


def test_the_pause_is_recorded_and_shows_no_word(hers, amina, case):
    for _ in range(4):
        search(hers, "Trang of the bridge")
    rows = Refusal.objects.using("owner").filter(actor=amina.pk, action="case.search")
    assert [(row.outcome, row.wanted) for row in rows] == [("too many", "case_search")]


def test_it_counts_for_each_person_alone(hers, leads, case):
    for _ in range(4):
        search(hers)
    assert search(leads).status_code == 200


def test_searches_that_find_nothing_count_too(hers):
    assert [search(hers, "Nobody Here").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_a_case_number_opens_its_case_all_the_same(hers, case):
    for _ in range(4):
        search(hers)
    assert search(hers, case.reference)["Location"] == f"/cases/{case.reference}/"


def test_ten_minutes_later_it_goes_on(hers, amina, case):
    for _ in range(4):
        search(hers)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE audit_look DISABLE TRIGGER frozen")
        cursor.execute("UPDATE audit_look SET at = at - interval '11 minutes' WHERE actor = %s", [str(amina.pk)])
        cursor.execute("ALTER TABLE audit_look ENABLE TRIGGER frozen")
    assert search(hers).status_code == 200


def test_each_search_is_one_look_of_the_read_log(hers, amina, case):
    search(hers)
    search(hers, "Nobody Here")
    assert Look.objects.using("owner").filter(actor=amina.pk, action="case.search").count() == 2


def test_nobody_counts_anothers_searches(hers, office, case):
    """The function knows its caller only."""
    from datetime import timedelta

    from accounts.audit.looks import searches_lately

    search(hers)
    with acting(office.sam):
        assert searches_lately(timedelta(minutes=10)) == 0
    with acting(office.amina):
        assert searches_lately(timedelta(minutes=10)) == 1
    assert browser_of(office.noor).get(URL).status_code == 302
