"""What a mission sends us of its own accord: that it heard of somebody, or whom it looks for (C6)."""

import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import of
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.walls import AppendOnly, Statement
from casework.cases.models import OnCase, user_key
from casework.cases.numbers import new_reference
from referrals.ours import OursOnly
from referrals.ownkeys import OwnKey
from referrals.sought import walls


class SentQuerySet(models.QuerySet):
    """Adjectives for what missions sent in."""

    def kept(self):
        """Not older than it is kept, by the database's clock: read nowhere any more, whether the task ran or not."""
        return self.filter(received_at__gt=Now() - datetime.timedelta(days=settings.SOUGHT_DAYS))


class Sent(OwnKey):
    """What notice and person have in common. `hosts` are the countries where the mission worked when it wrote."""

    wall_column = "mission_id"
    history_wall = staticmethod(walls.history_wall)

    mission = of(Group.STAFF, models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False))
    hosts = of(Group.STAFF, ArrayField(models.CharField(max_length=2), default=list, editable=False))
    sent_by = user_key(editable=False)
    received_at = of(Group.STAFF, models.DateTimeField(default=timezone.now, editable=False))

    objects = SentQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()


class SoughtNotice(Sent):
    """One report or one list. Its mission is told number and day, and never anything else."""

    class Kind(models.TextChoices):
        """What it is."""

        REPORT = "report", _("We heard of somebody in need")
        LIST = "list", _("People we look for")

    number = of(Group.STAFF, models.CharField(max_length=10, unique=True, default=new_reference, editable=False))
    kind = of(Group.STAFF, models.CharField(_("What you send"), max_length=6, choices=Kind))

    class Meta(Sent.Meta):
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["-received_at", "-id"], name="referrals_sought_newest")]
        constraints = [
            walls.NoticeWall(name="referrals_soughtnotice_wall", own=True),
            AppendOnly(name="referrals_soughtnotice_frozen", grants="SELECT, INSERT", until_old=True),
            Statement(name="referrals_soughtnotice_old", make=walls.OLD, drop=walls.OLD_DROP),
        ]

    def __str__(self):
        return f"notice {self.number}"


class SoughtPerson(Sent):
    """One person of a list or report: name, birth date and place as the mission wrote them, sealed."""

    notice = of(Group.STAFF, models.ForeignKey(SoughtNotice, models.PROTECT, related_name="people", editable=False))
    position = of(Group.STAFF, models.PositiveSmallIntegerField(editable=False))

    class Meta(Sent.Meta):
        ordering = ["position"]
        constraints = [
            walls.NoticeWall(name="referrals_soughtperson_wall"),
            AppendOnly(name="referrals_soughtperson_frozen", grants="SELECT, INSERT", until_old=True),
            models.UniqueConstraint(fields=["notice", "position"], name="referrals_soughtperson_once"),
        ]

    def __str__(self):
        return f"person {self.position} of a notice"


class SoughtMatch(OnCase):
    """Somebody of ours thinks that this is the person of a case, and the person is to be told of the right. Behind the
    wall of the case: no mission and no other agency learns of it."""

    history_wall = OursOnly

    sought = of(Group.ROUTING, models.UUIDField(editable=False))
    mission = of(Group.REFERRAL, models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False))
    by = user_key(editable=False)
    at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))

    class Meta(OnCase.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            OursOnly(name="%(app_label)s_%(class)s_wall", column="case_id", signed="by_id"),
            AppendOnly(name="referrals_soughtmatch_frozen", grants="SELECT, INSERT"),
            models.UniqueConstraint(
                fields=["case", "sought"],
                name="referrals_soughtmatch_once",
                violation_error_message=_("Somebody wrote this down already."),
            ),
        ]

    def __str__(self):
        return f"match {self.pk}"
