"""The worker's part: writing down what is so already, and telling people. A return is suspended at the moment a ground
falls away, whether this runs or not (C-05)."""

import logging
import uuid

from celery import shared_task
from django.db import connection

from accounts.acting import acting
from accounts.models import User
from referrals.returns.actions import suspend_if_fallen
from referrals.returns.models import Return

MANY = 500
FIRST = uuid.UUID(int=0)
log = logging.getLogger("casework.returns")


def waiting(after):
    """[(return, in whose name)] of returns that have not departed, in the order of their keys."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT way, actor FROM returns_before_the_gate(%s, %s)", [MANY, after])
        return cursor.fetchall()


def look_at(way, actor):
    """Suspends one return in the name of who looks after it, where a ground has fallen away. Returns whether it did."""
    by = User.objects.with_standing().filter(pk=actor).first()
    if by is None:
        return False
    with acting(by, "return.suspend"):
        row = Return.objects.filter(pk=way).first()
        if row is None:  # nobody who looks after it can reach it any more
            return False
        return suspend_if_fallen(row, by=by).status == Return.Status.SUSPENDED


@shared_task
def suspend_fallen_returns():
    """Looks at every return before the gate. Returns how many were suspended."""
    count, place = 0, FIRST
    while rows := waiting(place):
        for way, actor in rows:
            try:
                count += look_at(way, actor)
            except Exception:  # one that fails keeps nobody else's from being looked at
                log.exception("a return could not be looked at", extra={"row": str(way)})
        place = rows[-1][0]
    return count
