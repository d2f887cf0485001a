"""Work of the worker on the directory."""

from celery import shared_task

from referrals.directory import actions


@shared_task
def remind_of_directory():
    """Tells those who keep entries that have not been asked about for 11 months. Returns how many people."""
    return actions.remind()
