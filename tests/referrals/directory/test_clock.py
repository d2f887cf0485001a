"""How old an entry may be: 11, 12 and 18 months, with leap days; the reminder, and who may be chosen."""

import datetime

import pytest
from django.db import connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.acting import acting
from referrals.directory import clock
from referrals.directory.actions import remind
from referrals.directory.models import DirectoryEntry
from tests.cast import browser_of, new_user
from tests.referrals.directory.conftest import aged, make_entry
from tests.waiting import until

DAY = datetime.date
DATES = st.dates(min_value=DAY(2000, 1, 1), max_value=DAY(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (DAY(2024, 2, 29), 12, DAY(2025, 2, 28)),
        (DAY(2027, 3, 31), 11, DAY(2028, 2, 29)),
        (DAY(2026, 3, 31), 11, DAY(2027, 2, 28)),
        (DAY(2025, 8, 31), 18, DAY(2027, 2, 28)),
        (DAY(2026, 8, 31), 18, DAY(2028, 2, 29)),
        (DAY(2026, 1, 15), 12, DAY(2027, 1, 15)),
        (DAY(2026, 12, 31), 11, DAY(2027, 11, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(day, months, later):
    assert clock.after(day, months) == later


@given(DATES, st.sampled_from([11, 12, 18]), DATES)
def test_the_query_asks_exactly_what_the_page_says(verified, months, today):
    assert (clock.after(verified, months) <= today) == (verified <= clock.reached(today, months))


STATES = [
    (DAY(2027, 11, 14), "fresh"),
    (DAY(2027, 11, 15), "due"),
    (DAY(2027, 12, 14), "due"),
    (DAY(2027, 12, 15), "old"),
    (DAY(2028, 6, 14), "old"),
    (DAY(2028, 6, 15), "too_old"),
]
LEAP = [
    (DAY(2029, 1, 28), "fresh"),
    (DAY(2029, 1, 29), "due"),
    (DAY(2029, 2, 27), "due"),
    (DAY(2029, 2, 28), "old"),
    (DAY(2029, 8, 28), "old"),
    (DAY(2029, 8, 29), "too_old"),
]


@pytest.mark.parametrize(
    ("verified", "today", "state"),
    [(DAY(2026, 12, 15), *row) for row in STATES] + [(DAY(2028, 2, 29), *row) for row in LEAP],
)
def test_the_edges_of_the_states(verified, today, state):
    assert clock.state(DirectoryEntry(verified_on=verified), today) == state


@pytest.mark.parametrize(
    ("on", "chosen"), [(DAY(2028, 6, 14), True), (DAY(2028, 6, 15), False), (DAY(2035, 1, 1), False)]
)
def test_from_eighteen_months_on_nobody_can_be_chosen(keeper, on, chosen):
    row = aged(make_entry(keeper), DAY(2026, 12, 15), keeper)
    with acting(keeper):
        assert clock.selectable(DirectoryEntry.objects.filter(pk=row.pk), on).exists() == chosen


def test_who_does_not_work_now_cannot_be_chosen(keeper):
    row = make_entry(keeper, status="temporarily closed")
    with acting(keeper):
        assert not clock.selectable(DirectoryEntry.objects.filter(pk=row.pk)).exists()


def months_ago(months):
    return clock.reached(datetime.date.today(), months)


@pytest.mark.parametrize(
    ("months", "said", "unsaid"),
    [
        (10, "Found true", "Nobody has asked"),
        (11, "Ask again soon", "Nobody has asked"),
        (12, "Nobody has asked for a year", "18 months on it cannot be chosen as"),
        (18, "cannot be chosen as a recipient", "for a year"),
    ],
)
def test_the_page_warns_from_a_year_on(office, keeper, months, said, unsaid):
    row = aged(make_entry(keeper), months_ago(months), keeper)
    text = browser_of(office.amina).get(f"/directory/{row.pk}/").content.decode()
    assert said in text and unsaid not in text


def test_the_due_list_shows_what_is_eleven_months_old(office, keeper):
    rows = {
        months: aged(make_entry(keeper, f"Aged {months}"), months_ago(months), keeper) for months in (10, 11, 12, 18)
    }
    browser = browser_of(office.amina)

    def shown(show):
        lines = browser.get("/directory/", {"show": show}).context["lines"]
        keys = {line["entry"].pk for line in lines}
        return {months for months, row in rows.items() if row.pk in keys}

    assert shown("due") == {11, 12, 18} and shown("old") == {12, 18} and shown("too_old") == {18}
    assert shown("selectable") == {10, 11, 12}


def told(user):
    """How many mails of the directory wait for this person."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT count(*) FROM accounts_outboxmail WHERE user_id = %s AND kind = 'directory'", [user.pk])
        return cursor.fetchone()[0]


@pytest.fixture
def as_worker(monkeypatch):
    """The statements of the task, as the role `worker` with nobody acting."""

    def run(today):
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute("SET LOCAL ROLE keeper")
            cursor.execute("SELECT directory_to_remind(%s)", [today])
            return {key for (key,) in cursor.fetchall()}

    return run


def test_the_owner_is_reminded_once_at_eleven_months_and_again_a_year_after_it_was_found_true(
    office, keeper, as_worker
):
    row = make_entry(keeper, owner=office.amina)
    row = aged(row, DAY(2040, 2, 29), keeper)
    assert office.amina.pk not in as_worker(DAY(2041, 1, 28))
    assert office.amina.pk in as_worker(DAY(2041, 1, 29))
    assert office.amina.pk not in as_worker(DAY(2041, 2, 10))
    aged(row, DAY(2041, 2, 11), keeper)
    assert office.amina.pk not in as_worker(DAY(2041, 12, 31))
    assert office.amina.pk in as_worker(DAY(2042, 1, 11))


def test_an_owner_who_left_or_may_not_read_it_is_passed_over_for_the_supervisors(office, keeper, as_worker):
    gone = new_user("Gone", office.organisation, "caseworker")
    row = aged(make_entry(keeper, owner=gone), DAY(2050, 1, 1), keeper)
    hidden = aged(make_entry(keeper, restricted=True, owner=office.amina), DAY(2050, 1, 1), keeper)
    with acting(office.alex, "test.arrange"):
        gone.is_active = False
        gone.save()
    people = as_worker(DAY(2050, 12, 1))
    assert keeper.pk in people and gone.pk not in people and office.amina.pk not in people
    assert row.pk != hidden.pk


def test_nobody_is_reminded_of_what_is_no_longer_there(office, keeper, as_worker):
    aged(make_entry(keeper, owner=office.noor, status="defunct"), DAY(2060, 1, 1), keeper)
    assert office.noor.pk not in as_worker(DAY(2070, 1, 1))


def test_the_web_may_not_ask_whom_to_remind_nor_read_the_reminders(office):
    for sql in ("SELECT directory_to_remind(current_date)", "SELECT * FROM referrals_directoryreminder"):
        with acting(office.sam), pytest.raises(Exception, match="permission denied"), transaction.atomic():
            connection.cursor().execute(sql)


def test_a_real_worker_tells_the_owner(worker, office, keeper):
    from referrals.directory.tasks import remind_of_directory

    aged(make_entry(keeper, owner=office.tess), months_ago(11), keeper)
    remind_of_directory.delay()
    until(lambda: told(office.tess), 120)
    assert told(office.tess) == 1


def test_the_task_stands_in_the_timetable(settings):
    from config.celery import app

    app.loader.import_default_modules()
    wanted = settings.CELERY_BEAT_SCHEDULE["remind-of-directory"]["task"]
    assert wanted in app.tasks and remind.__module__ == "referrals.directory.actions"
