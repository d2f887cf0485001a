"""Tasks of the storey, gathered from its rooms for Celery."""

from referrals.directory.tasks import remind_of_directory
from referrals.letters.tasks import go_on_with_letters, write_letter
from referrals.movements.tasks import propose_movement
from referrals.returns.tasks import suspend_fallen_returns
from referrals.sought.tasks import drop_old_sought

__all__ = [
    "drop_old_sought",
    "go_on_with_letters",
    "propose_movement",
    "remind_of_directory",
    "suspend_fallen_returns",
    "write_letter",
]
