"""The worker's part: one plan a task, in the name of who asked for it."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from accounts.acting import current

log = logging.getLogger("casework.movements")


@shared_task
def propose_movement(plan_id):
    """Works out one plan. Returns its state, or None for one that another worker has."""
    from referrals.movements.proposing import work_out

    by = current().user
    return work_out(plan_id, by=by) if by else None


def request_plan(plan_id, user_id):
    """Sends the task. A broker that does not answer is no error: the page offers to ask again."""
    try:
        propose_movement.apply_async([str(plan_id)], headers={"actor": str(user_id)}, retry=False)
    except (OperationalError, OSError):
        log.warning("no broker")
