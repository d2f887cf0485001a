"""Work of the worker on what missions sent in."""

from celery import shared_task
from django.conf import settings
from django.db import connection


@shared_task
def drop_old_sought():
    """Deletes notices and people whose days are over (CASEWORK_SOUGHT_DAYS). Returns how many notices. Nobody reads
    them any more before that (queries.py)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT drop_old_sought(%s)", [settings.SOUGHT_DAYS])
        return cursor.fetchone()[0]
