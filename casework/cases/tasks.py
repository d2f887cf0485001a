"""Work of the worker on cases."""

from celery import shared_task
from django.db import connection


@shared_task
def tell_ended_consents():
    """Tells machine clients that a case is gone because its consent ended today. Returns how many cases.

    They cannot read it any more whether this runs or not (C-05).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT tell_ended()")
        return cursor.fetchone()[0]
