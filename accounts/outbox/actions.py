"""`tell`: somebody is to be told that there is an update. Written with the change itself, so that neither is without
the other (R-52, S-32)."""

import logging

from kombu.exceptions import OperationalError

from accounts.afterwards import afterwards
from accounts.outbox.kinds import KINDS
from accounts.outbox.models import OutboxMail
from accounts.outbox.tasks import deliver

log = logging.getLogger("casework.outbox")
ONCE_MORE = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}


def tell(user, kind):
    """Notes, in the caller's transaction, that `user` is to be mailed about an update of a `kind` of kinds.KINDS.

    KeyError for an unknown kind. The mail leaves after the commit; several updates of one kind within ten minutes
    are one mail (delivery.py).
    """
    tell_all([user], kind)


def tell_all(users, kind):
    """The same for several people, with one message to the worker."""
    KINDS[kind]
    rows = [OutboxMail(user_id=user.pk, kind=kind) for user in users]
    if rows:
        OutboxMail.objects.bulk_create(rows)
        afterwards(publish, [str(row.pk) for row in rows])


def publish(ids):
    """Hands the ids to the worker. Where the broker is down the sweep finds the rows within minutes (S-91)."""
    try:
        deliver.apply_async([ids], retry_policy=ONCE_MORE)
    except OperationalError:
        log.warning("The broker did not take a message; the sweep will find the mail.", extra={"count": len(ids)})
