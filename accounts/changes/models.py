"""The feed's table: one line for each row of a case and each organisation whose machines were told of it."""

from django.db import models
from django.db.models import Q

from accounts.changes.sql import CLOCK, CLOCK_DROP, CLOSED, CLOSED_DROP, TABLE, TABLE_DROP
from accounts.fields import of
from accounts.policy import Group
from accounts.walls import Statement


class ChangeClock(models.Model):
    """How far the feed's clock is put ahead of the cluster's count of transactions. One row."""

    id = of(Group.ROUTING, models.PositiveSmallIntegerField(primary_key=True))
    ahead = of(Group.ROUTING, models.BigIntegerField(default=0))

    class Meta:
        constraints = [Statement(name="accounts_changeclock_row", make=CLOCK, drop=CLOCK_DROP)]

    def __str__(self):
        return f"{self.ahead} ahead"


class Change(models.Model):
    """Where one row stands in one organisation's feed. Written by triggers only; the row itself is read when told.

    Kept when the row is gone, so that whoever was told of it hears that. On the line of a case (`record` is the case)
    `closed` and `closes_on` say whether consent or a block closes the case to the organisation's machines.
    """

    pk = models.CompositePrimaryKey("case_id", "record", "organisation")
    case_id = of(Group.ROUTING, models.UUIDField())
    record = of(Group.ROUTING, models.UUIDField())
    organisation = of(Group.ROUTING, models.UUIDField())
    kind = of(Group.ROUTING, models.CharField(max_length=24))
    version = of(Group.ROUTING, models.PositiveIntegerField())
    moment = of(Group.ROUTING, models.BigIntegerField())
    seq = of(Group.ROUTING, models.BigIntegerField())
    at = of(Group.ROUTING, models.DateTimeField())
    deleted = of(Group.ROUTING, models.BooleanField(default=False))
    closed = of(Group.ROUTING, models.BooleanField(default=False))
    closes_on = of(Group.ROUTING, models.DateField(null=True))

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "moment", "seq"], name="accounts_change_feed"),
            models.Index(fields=["organisation"], name="accounts_change_closed", condition=Q(closed=True)),
            models.Index(
                fields=["organisation", "closes_on"],
                name="accounts_change_closing",
                condition=Q(closed=False, closes_on__isnull=False),
            ),
        ]
        constraints = [
            Statement(name="accounts_change_wall", make=TABLE, drop=TABLE_DROP),
            Statement(name="accounts_change_shut", make=CLOSED, drop=CLOSED_DROP),
        ]

    def __str__(self):
        return f"{self.kind} {self.record}"
