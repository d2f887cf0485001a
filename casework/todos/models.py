"""Something to be done on a case: raised by a workflow or written by hand, with an owner and a day."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import PolicyQuerySet
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.pages import shown
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from casework.cases.models import OnCase, user_key
from casework.todos.kinds import KINDS, OWN

DONE_TOGETHER = Q(done_at__isnull=True, done_by__isnull=True) | Q(done_at__isnull=False, done_by__isnull=False)


class TodoQuerySet(PolicyQuerySet):
    """Adjectives for to-dos."""

    def open(self):
        """Not done."""
        return self.filter(done_at__isnull=True)

    def late(self):
        """Open, and their day has passed."""
        return self.open().filter(due_on__lt=timezone.localdate())


class Todo(OnCase):
    """One thing to do. Who had it before is in its history; a workflow has at most one open of a kind on a case,
    or on each row of the case that it is about."""

    kind = of(Group.ROUTING, models.CharField(_("What"), max_length=40, default=OWN, editable=False))
    about = of(Group.ROUTING, models.UUIDField(null=True, editable=False))  # the row it is about, of whatever room
    title = of(Group.FACTS, EncryptedTextField(_("What is to be done")))
    owner = user_key(null=True, verbose_name=_("Who does it"))
    raised_by = user_key(editable=False)
    raised_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    due_on = of(Group.ROUTING, models.DateField(_("Until when"), null=True, blank=True))
    done_at = of(Group.ROUTING, models.DateTimeField(null=True, blank=True, editable=False))
    done_by = user_key(null=True, editable=False)
    version = VersionField()

    objects = TodoQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["due_on", "raised_at", "pk"]
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(done_at__isnull=True), name="casework_todo_of_owner"),
            models.Index(fields=["case", "due_on"], condition=Q(done_at__isnull=True), name="casework_todo_of_case"),
        ]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["kind", "about", "raised_by_id", "raised_at"]),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(done_at__isnull=True, about__isnull=True) & ~Q(kind=OWN),
                name="casework_todo_one_open",
                violation_error_message=_("This is on the list already."),
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "about"],
                condition=Q(done_at__isnull=True, about__isnull=False),
                name="casework_todo_one_open_of_row",
                violation_error_message=_("This is on the list already."),
            ),
            models.CheckConstraint(condition=DONE_TOGETHER, name="casework_todo_done_by_somebody"),
        ]

    def __str__(self):
        return f"to-do {self.pk}"

    @property
    @shown(Group.ROUTING)
    def label(self):
        """The workflow's words; '' for a to-do written by hand, which has a title."""
        return KINDS[self.kind].label if self.kind in KINDS else ""

    @property
    @shown(Group.ROUTING)
    def is_late(self):
        """Open, and its day has passed."""
        return self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate()
