"""The worker's part: a letter a task, and asking again for what a killed worker left."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from accounts.acting import current
from referrals.letters import batch

MANY = 200
log = logging.getLogger("casework.letters")


@shared_task
def write_letter(line_id):
    """Makes one letter of a job in the name of who asked for it. Returns "done", "failed", or None for one that is
    made already."""
    by = current().user
    return batch.write_line(line_id, by=by) if by else None


def request_letter(line_id, user_id):
    """Sends the task. A broker that does not answer is no error: the line waits, and is asked for again."""
    try:
        write_letter.apply_async([str(line_id)], headers={"actor": str(user_id)}, retry=False)
    except (OperationalError, OSError):
        log.warning("no broker")


@shared_task
def go_on_with_letters():
    """Asks again for letters that no task made. Returns how many."""
    waiting = batch.waiting(MANY)
    for line_id, user_id in waiting:
        request_letter(line_id, user_id)
    return len(waiting)
