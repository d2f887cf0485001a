"""Fields every room uses: a field with its group, and the version that guards against lost updates."""

from typing import TypeVar

from django.db import models

from accounts.policy import Group

AnyField = TypeVar("AnyField", bound=models.Field)


def of(group: Group, field: AnyField) -> AnyField:
    """The same field, belonging to a field group of policy.READABLE. A field without one stops the start (R-01)."""
    field.group = group
    return field


class VersionField(models.PositiveIntegerField):
    """Number of the version, raised by the statement that writes the row (R-50).

    A trigger (walls.VersionGuard) refuses any write that does not raise it by exactly one, so a stale
    save, form or PATCH fails in the database with SQLSTATE CW412, race-free.
    """

    def __init__(self, **options):
        super().__init__(**{"default": 1, "editable": False, **options})
        self.group = Group.ROUTING

    def pre_save(self, model_instance, add):
        """The number to write: one more than the one that was read."""
        if not add:
            setattr(model_instance, self.attname, getattr(model_instance, self.attname) + 1)
        return getattr(model_instance, self.attname)
