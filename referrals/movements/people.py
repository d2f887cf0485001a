"""Who is on a movement, and the ticks of the day of travel: rows of cases, each behind the wall of its case."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import Statement, VersionGuard
from casework.cases.models import OnCase, user_key
from referrals.movements import walls
from referrals.movements.codes import TRAIT_CHOICES, Out, Tick
from referrals.movements.models import Movement, Run, travel
from referrals.returns.models import Return
from referrals.returns.removals import Removal
from referrals.shelter.walls import CareWall

ONE_WAY = Q(way_home__isnull=False, removal__isnull=True) | Q(way_home__isnull=True, removal__isnull=False)


class Traveller(OnCase):
    """One person on a movement, by a return at their own wish or by a removal that is followed (T7).

    `party` is who stays together, `family` who belongs together; `traits` is what it was last planned on.
    """

    Out = Out
    history_wall = staticmethod(walls.rider_history)

    movement = travel(models.ForeignKey(Movement, models.PROTECT, related_name="travellers", editable=False))
    way_home = of(
        Group.ROUTING, models.ForeignKey(Return, models.PROTECT, null=True, related_name="seats", editable=False)
    )
    removal = of(
        Group.ROUTING, models.ForeignKey(Removal, models.PROTECT, null=True, related_name="seats", editable=False)
    )
    party = travel(models.UUIDField(default=uuid.uuid4, editable=False))
    family = travel(models.UUIDField(default=uuid.uuid4, editable=False))
    party_words = travel(EncryptedTextField(_("Why they travel together, or not")))
    assisted = travel(
        models.BooleanField(_("Needs help on the way: a wheelchair, a stretcher, or a late pregnancy"), default=False)
    )
    traits = travel(
        ArrayField(models.CharField(max_length=16, choices=TRAIT_CHOICES), default=list, blank=True, editable=False)
    )
    booked_at = travel(models.DateTimeField(null=True, editable=False))
    joined_by = user_key(editable=False)
    joined_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    ended_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    out_why = of(Group.ROUTING, models.CharField(_("Why"), max_length=12, choices=Out, blank=True, editable=False))
    out_words = travel(EncryptedTextField(_("What happened")))
    out_by = user_key(null=True, editable=False)
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["joined_at", "pk"]
        verbose_name = _("Somebody on a movement")
        indexes = [models.Index(fields=["movement"], name="referrals_traveller_of")]
        constraints = [
            CareWall(name="referrals_traveller_wall", column="case_id"),
            VersionGuard(
                name="referrals_traveller_version",
                fixed=["case_id", "movement_id", "way_home_id", "removal_id", "joined_by_id"],
            ),
            Statement(name="referrals_traveller_asked", make=walls.ASKED, drop=walls.ASKED_DROP),
            models.CheckConstraint(condition=ONE_WAY, name="referrals_traveller_one_way"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at__isnull=True),
                name="referrals_traveller_once",
                violation_error_message=_("This person is on a movement already. Take them off that one first."),
            ),
        ]

    def __str__(self):
        return f"traveller {self.pk}"


class TravelTick(OnCase):
    """One step of the day of travel, of one person on one run: who ticked it, and when."""

    history_wall = staticmethod(walls.rider_history)

    traveller = of(Group.ROUTING, models.ForeignKey(Traveller, models.CASCADE, related_name="ticks", editable=False))
    run = travel(models.ForeignKey(Run, models.PROTECT, related_name="ticks", editable=False))
    code = travel(models.CharField(max_length=12, choices=Tick, editable=False))
    done = travel(models.BooleanField(default=True, editable=False))
    by = user_key(editable=False)
    at = travel(models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["at", "pk"]
        constraints = [
            CareWall(name="referrals_traveltick_wall", column="case_id"),
            VersionGuard(name="referrals_traveltick_version", fixed=["case_id", "traveller_id", "run_id", "code"]),
            models.UniqueConstraint(fields=["traveller", "run", "code"], name="referrals_traveltick_once"),
        ]

    def __str__(self):
        return f"tick {self.pk}"
