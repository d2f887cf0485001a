"""Work of the worker in this storey. Nothing depends on it: access ends by the clock, not by a task (C-05)."""

from celery import shared_task
from django.core.management import call_command
from django.db import connection


@shared_task
def drop_ended_access():
    """Removes index rows whose end has passed: they would pile up at the head of the lists. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT drop_ended_access()")
        return cursor.fetchone()[0]


@shared_task
def clear_sessions():
    """Removes sessions that ran out; what people signed in with is gone at most a day after it ended."""
    call_command("clearsessions")
