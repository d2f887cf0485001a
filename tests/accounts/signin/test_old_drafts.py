"""Drafts are cleared after 30 days, never without their writer having been able to read when, and never late."""

import datetime

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone, translation

from accounts.acting import acting
from accounts.models import Draft, SignIn
from accounts.signin.drafts import save_draft, with_ends
from config.celery import app
from tests.cast import browser_of

DAY = datetime.timedelta(days=1)


def keep(user, age, key="case-new"):
    """A draft last saved `age` days ago."""
    with acting(user, "test.arrange"):
        draft = save_draft(user, key, {"text": ["x"]})
        Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now() - age * DAY, version=2)
    return draft


def signed_in(user, age):
    moment = timezone.now() - age * DAY
    SignIn.objects.create(user=user, session_hash=f"{user.pk}{age}"[:64], began_at=moment, seen_at=moment)


def clear():
    """The task's statement, as the role that may run it."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT drop_old_drafts()")
        return cursor.fetchone()[0]


def left(user):
    with acting(user):
        return set(Draft.objects.filter(user=user).values_list("key", flat=True))


@pytest.mark.parametrize(
    ("age", "sign_ins", "stays"),
    [
        (29, [12], True),  # not yet thirty days
        (31, [14.5], False),  # read after sixteen days, and fourteen more went by
        (31, [13.5], True),  # the warning could be read for less than fourteen days
        (31, [30, 20], True),  # signed in, but before there was anything to warn of
        (60, [], True),  # away ever since
        (60, [0], True),  # comes back today: two weeks from now on
        (170, [], True),
        (181, [], False),  # nobody came for half a year
        (181, [0], False),
    ],
)
def test_it_goes_when_its_writer_could_read_when(noor, age, sign_ins, stays):
    keep(noor, age)
    for day in sign_ins:
        signed_in(noor, day)
    clear()
    assert left(noor) == ({"case-new"} if stays else set())


def test_others_sign_ins_do_not_count(noor, amina):
    keep(noor, 31)
    signed_in(amina, 14.5)
    clear()
    assert left(noor) == {"case-new"}


def test_saving_again_begins_anew(noor):
    keep(noor, 31)
    signed_in(noor, 14.5)
    with acting(noor, "test.again"):
        save_draft(noor, "case-new", {"text": ["y"]})
    clear()
    assert left(noor) == {"case-new"}


def test_the_page_names_the_very_moment_at_which_it_goes(noor):
    keep(noor, 31)
    signed_in(noor, 13.5)
    with acting(noor):
        (row,) = with_ends(noor)
        left_over = row.ends - timezone.now()
    assert datetime.timedelta(hours=11) < left_over < datetime.timedelta(hours=13)
    page = browser_of(noor).get("/account/drafts/").content.decode()
    with translation.override("en"), timezone.override(noor.time_zone):
        assert f"Cleared after {timezone.localtime(row.ends).strftime('%-d %B %Y')}" in page
    assert "Cleared soon" in page


def test_a_fresh_draft_has_its_day_and_no_warning(noor):
    keep(noor, 1)
    page = browser_of(noor).get("/account/drafts/").content.decode()
    assert "Cleared after" in page and "Cleared soon" not in page


def test_only_the_worker_may_clear(noor):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT drop_old_drafts()")


def test_the_tasks_stand_in_the_plan():
    plan = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert {"accounts.tasks.clear_old_drafts", "accounts.tasks.clear_old_traces"} <= plan
    app.loader.import_default_modules()
    assert {"accounts.tasks.clear_old_drafts", "accounts.tasks.clear_old_traces"} <= set(app.tasks)
