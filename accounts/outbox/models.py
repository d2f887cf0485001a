"""Updates that somebody is to be told about by mail: who, of what kind, since when. No case, no content (R-42)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.fields import of
from accounts.policy import Group
from accounts.walls import Statement

# The web only adds; only the worker reads and marks. Nobody's list of updates can be read through a page.
OWN_ROLES = """
REVOKE ALL ON {table} FROM app, worker; GRANT INSERT ON {table} TO app, worker;
GRANT SELECT, UPDATE, DELETE ON {table} TO worker;"""
ALL_ROLES = "GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO app, worker;"
OPEN = Q(handed_at__isnull=True, sent_at__isnull=True, joined__isnull=True)


class OutboxMailQuerySet(models.QuerySet):
    """Adjectives for rows of the outbox."""

    def open(self):
        """Whose mail is still to come."""
        return self.filter(OPEN)

    def due(self):
        """Open, and nobody is busy with it."""
        return self.open().filter(due_at__lte=timezone.now())

    def told(self):
        """Whose mail was given to the mail server."""
        return self.filter(handed_at__isnull=False)

    def unanswered(self):
        """Given to the mail server, which never said yes or no: the mail is out or lost, and is not repeated."""
        return self.told().filter(sent_at__isnull=True)


class OutboxMail(models.Model):
    """One update for one person. It has no history: it says nothing of a case and is cleared after 30 days."""

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    user = of(Group.STAFF, models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"))
    kind = of(Group.STAFF, models.CharField(max_length=30))
    created_at = of(Group.STAFF, models.DateTimeField(default=timezone.now))
    due_at = of(Group.STAFF, models.DateTimeField(default=timezone.now))
    attempts = of(Group.STAFF, models.PositiveSmallIntegerField(default=0))
    handed_at = of(Group.STAFF, models.DateTimeField(null=True))
    sent_at = of(Group.STAFF, models.DateTimeField(null=True))
    joined = of(Group.STAFF, models.ForeignKey("self", models.SET_NULL, null=True, related_name="+"))

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=OPEN, name="accounts_outbox_open"),
            models.Index(fields=["user", "kind", "created_at"], name="accounts_outbox_of_person"),
        ]
        constraints = [Statement(name="accounts_outboxmail_roles", make=OWN_ROLES, drop=ALL_ROLES)]

    def __str__(self):
        return f"update {self.pk}"
