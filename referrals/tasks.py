"""Tasks of the storey, gathered from its rooms for Celery."""

from referrals.directory.tasks import remind_of_directory
from referrals.letters.tasks import go_on_with_letters, write_letter

__all__ = ["go_on_with_letters", "remind_of_directory", "write_letter"]
