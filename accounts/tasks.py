"""Work of the worker in this storey. Nothing depends on it: access ends by the clock, not by a task (C-05)."""

import datetime

from axes.models import AccessAttempt
from celery import shared_task
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.outbox.tasks import clear_outbox, deliver, sweep_outbox
from accounts.signin.backoff import FORGOTTEN
from accounts.signin.models import Guess, SignIn

__all__ = [
    "clear_old_drafts",
    "clear_old_traces",
    "clear_outbox",
    "clear_sessions",
    "deliver",
    "drop_ended_access",
    "sweep_outbox",
]
SIGN_INS_KEPT = datetime.timedelta(days=180)


@shared_task
def drop_ended_access():
    """Removes index rows whose end has passed: they would pile up at the head of the lists. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT drop_ended_access()")
        return cursor.fetchone()[0]


@shared_task
def clear_sessions():
    """Removes sessions and tokens that ran out; what people and programs signed in with goes a day after its end."""
    call_command("clearsessions")
    call_command("cleartokens")


@shared_task
def clear_old_traces():
    """Removes sign-ins older than 180 days, and counts of wrong passwords that are a day old. Returns how many rows."""
    old = [
        SignIn.objects.filter(began_at__lt=timezone.now() - SIGN_INS_KEPT),
        Guess.objects.filter(last_at__lt=timezone.now() - FORGOTTEN),
        AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - FORGOTTEN),
    ]
    return sum(rows.delete()[0] for rows in old)


@shared_task
def clear_old_drafts():
    """Removes drafts whose day has come (signin/models.py, CLEARED); the page of drafts named that day before. Returns
    how many; whose they were and what was in them is not looked at."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT drop_old_drafts()")
        return cursor.fetchone()[0]
