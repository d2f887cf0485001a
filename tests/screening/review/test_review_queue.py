"""The queue: late and urgent first, then the longest wait; page by page without a gap; never one's own."""

import datetime

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting
from casework.cases.actions import open_case
from screening.models import Screening
from tests.screening.conftest import INDICATED, move, submit
from tests.screening.review.conftest import decide

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def ready(office, amina, opened):
    """ready(name, hours, **facts): a screening of a case of its own that waits since so many hours."""
    from casework.cases.transitions import CASE
    from casework.models import Case
    from tests.screening.conftest import told

    def make(name="Bùi Hoa", hours=1, codes=INDICATED, **facts):
        with acting(amina, "test.arrange"):
            case = open_case(
                office.team, by=amina, person={"name": name}, language="vie", safety_checked_on="2026-01-05"
            )
            told(case, "case_data", amina)
            case = CASE.move(Case.objects.get(pk=case.pk), "start", by=amina)
            told(case, "interview", amina)
        return waits_since(submit(case, amina, codes, **facts), hours)

    return make


def waits_since(screening, hours):
    """As if it had been sent so many hours ago."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT set_config('app.actor', %s, true)", [str(screening.screener_id)])
        cursor.execute(
            "UPDATE screening_screening SET submitted_at = now() - %s, version = version + 1 WHERE id = %s",
            [hours * HOUR, screening.pk],
        )
    return screening


def order(browser, query=""):
    """Ids of the screenings of one page, as they stand on it, and the address of the next page."""
    text = browser.get(f"/review/{query}").content.decode()
    found = [part.split("/")[0] for part in text.split('href="/review/')[1:] if len(part.split("/")[0]) == 36]
    older = (
        text.split("Those after these")[0].rpartition('href="')[2].split('"')[0] if "Those after these" in text else ""
    )
    return found, older.replace("&amp;", "&")


def test_late_then_child_detained_offender_health_then_the_longest_wait(leads, ready):
    plain_old, plain_new = ready(hours=9), ready(hours=2)
    health = ready(hours=1, health_marks=["serious_medical"])
    offender = ready(hours=1, codes=[*INDICATED, "C-SYS-01"])
    detained = ready(hours=1, vulnerability_flags=["detained"])
    child = ready(hours=1, age_at_screening=15)
    late = ready(hours=60)
    late_child = ready(hours=50, age_at_screening=16)
    wanted = [late_child, late, child, detained, offender, health, plain_old, plain_new]
    found, older = order(leads)
    assert found == [str(row.pk) for row in wanted] and older == ""
    text = leads.get("/review/").content.decode()
    assert "Child, 16" in text and "Held in detention" in text and "Treated as an offender" in text
    assert "2 days" in text and "9 hours" in text and "8 outcomes wait for you" in text


def test_the_chips_count_and_narrow(leads, ready, opened, amina, sam):
    ready(hours=60)
    child = ready(age_at_screening=15)
    asked = ready()
    move(asked, "return", sam, reason="Which chat?")
    move(asked, "submit", amina)
    assert order(leads, "?show=child")[0] == [str(child.pk)]
    assert order(leads, "?show=back")[0] == [str(asked.pk)]
    assert len(order(leads, "?show=late")[0]) == 1
    text = leads.get("/review/").content.decode()
    assert "Back with an answer to your question" in text and "For a second supervisor" not in text


@pytest.mark.parametrize(
    "query", ["?show=all", "?q=x", "?after=junk", "?after=%00", "?show=%27OR", "?after=eyJ", "?sort=name"]
)
def test_anything_else_in_the_address_is_refused_in_plain_words(leads, query):
    """S-46, S-77"""
    answer = leads.get(f"/review/{query}")
    assert answer.status_code == 400


def test_the_pages_hold_every_screening_once_also_with_equal_times(leads, ready, monkeypatch):
    from screening import reviewing

    monkeypatch.setattr(reviewing, "SIZE", 3)
    rows = [ready(hours=5, age_at_screening=15 if number % 3 == 0 else None) for number in range(8)]
    found, query, pages = [], "", 0
    while True:
        ids, query = order(leads, query)
        found, pages = [*found, *ids], pages + 1
        if not query:
            break
    assert pages == 3 and sorted(found) == sorted(str(row.pk) for row in rows) and len(found) == 8
    children = {str(row.pk) for row in rows[::3]}
    assert set(found[:3]) == children


def test_the_queue_and_my_work_cost_the_same_whatever_waits(leads, hers, ready):
    for browser, path, most in ((leads, "/review/", 10), (leads, "/", 16), (hers, "/", 16)):
        counts = []
        for more in (1, 5):
            for _ in range(more):
                ready()
            browser.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(path).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1] <= most, (path, counts)


def test_the_menu_names_the_review_for_supervisors_and_counts_it_there(leads, hers, office, ready):
    ready()
    assert 'href="/review/"' in leads.get("/").content.decode()
    assert 'href="/review/"' not in hers.get("/").content.decode()
    page = leads.get("/review/").content.decode()
    assert '<span class="count">1</span>' in page
    assert page.count('aria-current="page"') == leads.get("/review/emergency/").content.decode().count(
        'aria-current="page"'
    )


def test_my_work_of_the_supervisor_says_what_waits_and_what_is_late(leads, hers, ready, now):
    ready(hours=60)
    fresh = ready()
    start = leads.get("/").content.decode()
    assert start.count("Review the outcome") == 2 and "12 hours late" in start and "48 hours allowed" in start
    theirs = hers.get("/").content.decode()
    assert "Waiting for others" in theirs and "2 outcomes, oldest 2 days" in theirs
    decide(leads, fresh, "confirm")
    assert now(fresh).status == Screening.Status.CONFIRMED
    assert "1 outcome, oldest 2 days" in hers.get("/").content.decode()


def test_with_nothing_waiting_it_says_so(leads):
    assert "Nothing waits for your review" in leads.get("/review/").content.decode()


def test_covered_names_are_covered_here_too(leads, ready):
    ready("Bùi Hoa")
    session = leads.session
    session["covered"] = True
    session.save()
    text = leads.get("/review/").content.decode()
    assert "Bùi Hoa" not in text and "B. H." in text
