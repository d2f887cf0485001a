"""Work of the worker on the outbox. Tasks carry ids only; doing one twice does nothing the second time (R-52).

They commit step by step, so they run outside the one transaction in which other tasks act.
"""

from celery import Task, shared_task

from accounts.outbox import delivery

SECONDS = {"soft_time_limit": 240, "time_limit": 300}


@shared_task(base=Task, **SECONDS)
def deliver(ids):
    """Mails these rows of the outbox, those that are still open. Returns how many mails left."""
    return sum(delivery.deliver(row_id) for row_id in ids)


@shared_task(base=Task, **SECONDS)
def sweep_outbox():
    """Mails what no task was sent for, or whose task was killed (S-88, S-89). Returns how many mails left."""
    delivery.report_unanswered()
    return sum(delivery.deliver(row_id) for row_id in delivery.waiting())


@shared_task(base=Task, **SECONDS)
def clear_outbox():
    """Removes rows older than thirty days. Returns how many."""
    return delivery.clear()
