"""Who vouches for a language, and which words they have read. Nothing here is about a case."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.history import Audited
from accounts.policy import Group
from accounts.walls import VersionGuard


def colleague(**options):
    """The account of a colleague."""
    return of(Group.STAFF, models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **options))


class StandingQuerySet(models.QuerySet):
    """Adjectives for rows that end by date."""

    def standing(self):
        """Not ended: what counts."""
        return self.filter(ended_at__isnull=True)


class Dated(Audited):
    """A row that holds from one day until somebody ends it."""

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    language = of(Group.STAFF, models.CharField(_("Language"), max_length=12))
    ended_by = colleague(null=True, editable=False)
    ended_at = of(Group.STAFF, models.DateTimeField(null=True, editable=False))
    version = VersionField()

    objects = StandingQuerySet.as_manager()

    class Meta:
        abstract = True


class LanguageLead(Dated):
    """Somebody who speaks the language, knows this work, and may set texts reviewed."""

    user = colleague()
    named_by = colleague(editable=False)
    named_at = of(Group.STAFF, models.DateTimeField(default=timezone.now, editable=False))

    class Meta:
        ordering = ["language", "named_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "language"],
                condition=Q(ended_at__isnull=True),
                name="casework_languagelead_once",
                violation_error_message=_("This person already looks after that language."),
            ),
            models.CheckConstraint(condition=~Q(named_by=F("user")), name="casework_languagelead_two_people"),
            VersionGuard(name="casework_languagelead_version", fixed=["user_id", "language", "named_by_id"]),
        ]

    def __str__(self):
        return f"{self.language} by {self.user_id}"


class TextReview(Dated):
    """A lead read these very words aloud and found them right. Other words under the same code are a draft again."""

    what = of(Group.STAFF, models.CharField(max_length=60))
    text_version = of(Group.STAFF, models.CharField(max_length=10))
    digest = of(Group.STAFF, models.CharField(max_length=16))
    reviewed_by = colleague()
    reviewed_at = of(Group.STAFF, models.DateTimeField(default=timezone.now, editable=False))

    class Meta:
        ordering = ["language", "what"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "what", "digest"],
                condition=Q(ended_at__isnull=True),
                name="casework_textreview_once",
                violation_error_message=_("Somebody set this reviewed in the meantime."),
            ),
            VersionGuard(name="casework_textreview_version", fixed=["language", "what", "digest", "reviewed_by_id"]),
        ]

    def __str__(self):
        return f"{self.what} in {self.language}"
