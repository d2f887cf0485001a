"""Tasks of the storey, gathered from its rooms for Celery."""

from referrals.directory.tasks import remind_of_directory

__all__ = ["remind_of_directory"]
