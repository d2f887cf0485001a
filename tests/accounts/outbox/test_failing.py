"""Mail servers that are down, refuse or fall silent, and workers that overtake each other."""

import datetime
import threading
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import OutboxMail
from accounts.outbox import delivery
from accounts.outbox.actions import tell

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def row(office, as_worker):
    """An update for Sam, that the worker sees."""
    tell(office.sam, "glass")
    return OutboxMail.objects.get(user=office.sam)


def again(row):
    row.refresh_from_db()
    return row


def test_a_mail_server_that_is_down_is_tried_again_later(row, by_mail, age):
    by_mail.stop()
    assert delivery.deliver(row.pk) is False
    assert again(row).handed_at is None and row.due_at > timezone.now() and row.attempts == 1
    assert row.pk not in delivery.waiting() and delivery.deliver(row.pk) is False
    assert again(row).attempts == 1
    age(row.user, HOUR)
    assert row.pk in delivery.waiting()


def test_a_mail_server_that_does_not_greet_is_tried_again_later(row, by_mail, age):
    by_mail.mood = "silent"
    assert delivery.deliver(row.pk) is False
    assert again(row).handed_at is None
    by_mail.mood = "kind"
    age(row.user, HOUR)
    assert delivery.deliver(row.pk) is True and len(by_mail.mails) == 1


def test_a_refused_mail_has_not_left_and_is_tried_again(row, by_mail, age):
    by_mail.mood = "refuses"
    assert delivery.deliver(row.pk) is False
    assert again(row).handed_at is None and row.sent_at is None
    by_mail.mood = "kind"
    age(row.user, HOUR)
    assert delivery.deliver(row.pk) is True and len(by_mail.mails) == 1


def test_a_mail_that_nobody_answered_is_never_repeated_but_counted(row, by_mail, age, caplog):
    by_mail.mood = "hangs"
    assert delivery.deliver(row.pk) is False
    assert again(row).handed_at is not None and row.sent_at is None
    by_mail.mood = "kind"
    age(row.user, datetime.timedelta(minutes=5))
    assert delivery.deliver(row.pk) is False and len(by_mail.mails) == 1
    assert row.pk not in delivery.waiting()
    delivery.report_unanswered()
    assert "without an answer" in caplog.text


def test_the_pause_between_two_tries_grows_and_ends(row, by_mail, age):
    by_mail.stop()
    pauses = []
    for _ in range(8):
        began = timezone.now()
        delivery.deliver(row.pk)
        pauses.append(again(row).due_at - began)
        age(row.user, 2 * HOUR)
    assert pauses == sorted(pauses) or pauses[-1] <= HOUR + datetime.timedelta(seconds=5)
    assert pauses[0] < datetime.timedelta(minutes=3) and pauses[-1] > datetime.timedelta(minutes=59)
    age(row.user, delivery.GIVEN_UP)
    assert row.pk not in delivery.waiting()


def test_a_try_that_was_overtaken_hands_nothing_over(row, age):
    slow = delivery.claim(row.pk)
    age(row.user, HOUR)
    fast = delivery.claim(row.pk)
    assert delivery.hand(fast) is True and delivery.hand(slow) is False


def test_two_workers_at_once_send_one_mail(row, by_mail):
    tell(row.user, "glass")
    tell(row.user, "glass")
    ids = list(OutboxMail.objects.filter(user=row.user).values_list("pk", flat=True))

    def work(row_id):
        delivery.deliver(row_id)
        connection.close()

    threads = [threading.Thread(target=work, args=[row_id]) for row_id in ids * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(by_mail.mails) == 1


def test_old_rows_are_cleared_and_young_ones_stay(row, age):
    assert delivery.deliver(row.pk) is True
    delivery.clear()
    assert OutboxMail.objects.filter(pk=row.pk).exists()
    age(row.user, delivery.KEPT)
    assert delivery.clear() >= 1
    assert not OutboxMail.objects.filter(pk=row.pk).exists()


def test_a_row_that_never_was_is_no_error(as_worker):
    assert delivery.deliver(uuid.uuid4()) is False
