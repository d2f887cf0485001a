"""A letter of the table that an office keeps: who does this step on this way home, or answers for it (C2)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.history import Audited
from accounts.models import Organisation
from accounts.policy import Group
from accounts.walls import VersionGuard
from referrals.directory.models import DirectoryEntry
from referrals.raci.codes import ANY, COUNTRIES, OWN, STEPS, Letter
from referrals.raci.walls import KeptWall, history_of

ONE_OF_TWO = _("Choose an entry of the directory or a function of your office, one of the two.")
ONE_ACCOUNTABLE = _("Somebody answers for this step on this way already. Change that line, or take it away first.")
TWICE = _("This line stands in the table already.")


def country(label):
    """A country, or any."""
    return of(Group.STAFF, models.CharField(label, max_length=2, choices=COUNTRIES, default=ANY))


class RaciRow(Audited):
    """One letter. `keeper` is the office whose table it is; the country where the person is leads to the one they go
    home to."""

    wall_column = "keeper_id"
    history_wall = history_of("raci.view")

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    keeper = of(Group.STAFF, models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False))
    step = of(Group.STAFF, models.CharField(_("Step"), max_length=40, choices=STEPS))
    host = country(_("From where the person is"))
    home = country(_("To the country they go home to"))
    letter = of(Group.STAFF, models.CharField(_("What they do"), max_length=1, choices=Letter))
    entry = of(
        Group.STAFF,
        models.ForeignKey(
            DirectoryEntry, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("Who, outside")
        ),
    )
    function = of(
        Group.STAFF, models.CharField(_("Who, in your office"), max_length=40, choices=OWN, blank=True, default="")
    )
    note = of(Group.STAFF, models.CharField(_("Note"), max_length=200, blank=True))
    created_at = of(Group.STAFF, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta:
        ordering = ["step", "letter", "host", "home", "created_at", "pk"]
        verbose_name = _("Line of the table")
        constraints = [
            KeptWall(name="referrals_racirow_wall", column="keeper_id", reads="raci.view", writes="raci.edit"),
            VersionGuard(name="referrals_racirow_version", fixed=["keeper_id", "created_at"]),
            models.CheckConstraint(
                condition=Q(entry__isnull=False, function="") | Q(entry__isnull=True) & ~Q(function=""),
                name="referrals_racirow_one_of_two",
                violation_error_message=ONE_OF_TWO,
            ),
            models.UniqueConstraint(
                fields=["keeper", "step", "host", "home"],
                condition=Q(letter="A"),
                name="referrals_racirow_one_accountable",
                violation_error_message=ONE_ACCOUNTABLE,
            ),
            models.UniqueConstraint(
                fields=["keeper", "step", "host", "home", "letter", "entry"],
                condition=Q(entry__isnull=False),
                name="referrals_racirow_entry_once",
                violation_error_message=TWICE,
            ),
            models.UniqueConstraint(
                fields=["keeper", "step", "host", "home", "letter", "function"],
                condition=~Q(function=""),
                name="referrals_racirow_function_once",
                violation_error_message=TWICE,
            ),
        ]

    def __str__(self):
        return f"line {self.pk}"
