"""What goes through the firewall, and what authorities ask of us (C-10, C-12): a record of its own each."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.organisations.models import Organisation
from accounts.policy import ACTIONS, Group
from accounts.vault import EncryptedTextField
from accounts.walls import ACTOR, VersionGuard, has_role
from casework.cases.models import OnCase, user_key
from casework.cases.numbers import new_reference
from casework.consents.firewall import ASKED_FOR, DOORS
from referrals.directory.walls import OURS, OwnWall
from referrals.ours import OursOnly, ours
from referrals.ownkeys import OwnKey
from referrals.sharing.models import Share

PURPOSES = [(purpose, DOORS[purpose].label) for purpose in ASKED_FOR]


def signed(label=""):
    """Somebody of ours who said something, or nobody yet."""
    return user_key(null=True, editable=False, verbose_name=label)


class Exemption(OnCase):
    """One opening in the firewall for one person: who asked, who agreed, and the share that stands behind it. What the
    authority is shown stands in the share; it ends where shares end."""

    class Status(models.TextChoices):
        """Asked for; for some purposes two others agree one after the other."""

        ASKED = "asked", _("Waits for a yes")
        HALF = "half", _("One of two has agreed")
        OPEN = "open", _("Agreed")
        REFUSED = "refused", _("Not agreed")

    history_wall = OursOnly

    number = of(Group.REFERRAL, models.CharField(max_length=10, unique=True, default=new_reference, editable=False))
    share = of(Group.REFERRAL, models.OneToOneField(Share, models.CASCADE, related_name="exemption", editable=False))
    recipient = of(Group.REFERRAL, models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False))
    purpose = of(Group.REFERRAL, models.CharField(_("For what"), max_length=12, choices=PURPOSES, editable=False))
    status = of(Group.REFERRAL, models.CharField(max_length=8, choices=Status, default=Status.ASKED, editable=False))
    reason = of(Group.FACTS, EncryptedTextField(_("Why it is needed"), blank=False))
    refusal = of(Group.FACTS, EncryptedTextField(_("Why not")))
    asked_by = user_key(editable=False)
    asked_at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now, editable=False))
    first_by, second_by = signed(), signed()
    decided_at = of(Group.REFERRAL, models.DateTimeField(null=True, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-asked_at", "-pk"]
        constraints = [
            *ours("share_id", "recipient_id", "purpose", signed="asked_by_id"),
            models.CheckConstraint(
                condition=(Q(first_by__isnull=True) | ~Q(first_by=F("asked_by")))
                & (Q(second_by__isnull=True) | (~Q(second_by=F("asked_by")) & ~Q(second_by=F("first_by")))),
                name="referrals_exemption_others_agree",
                violation_error_message=_("Somebody else must agree: it was you who asked for it."),
            ),
        ]

    def __str__(self):
        return f"exemption {self.number}"


READS = has_role(ACTOR, *sorted(ACTIONS["demand.view"]))
WRITES = has_role(ACTOR, *sorted(ACTIONS["demand.write"]))
DECIDES = has_role(ACTOR, *sorted(ACTIONS["demand.confirm"].keys() | ACTIONS["demand.propose"].keys()))


class DemandWall(OwnWall):
    """Who decides on demands reads those of the own organisation; whoever wrote one down sees that it is there."""

    def conditions(self, table):
        """Nobody takes one away."""
        own = f"{table}.organisation_id = {OURS}"
        see = f"({own} AND ((SELECT {READS}) OR {table}.written_by_id = (SELECT {ACTOR})))"
        return see, f"({own} AND ((SELECT {DECIDES}) OR (SELECT {WRITES}) AND {table}.written_by_id = {ACTOR}))", ""


def history_wall(*, name, column, erasable):
    """The same for its history, which only a trigger writes."""
    return DemandWall(name=name)


class Demand(OwnKey):
    """What a court, police or immigration asks of us (C-10). It opens nothing: what is given leaves by a share, or on
    paper that is written down here. Sealed: who asks, what, about whom, on what basis, what was decided and given."""

    class Status(models.TextChoices):
        """Received, proposed by one, decided by another, answered."""

        RECEIVED = "received", _("Received")
        PROPOSED = "proposed", _("Waits for the second person")
        DECIDED = "decided", _("Decided")
        ANSWERED = "answered", _("Answered")

    class Decision(models.TextChoices):
        """What is done with it."""

        NOTHING = "nothing", _("Nothing is given")
        PART = "part", _("A part is given")
        ORDERED = "ordered", _("What a court ordered is given")

    S = Status
    wall_column = "organisation_id"
    history_wall = staticmethod(history_wall)

    number = of(Group.STAFF, models.CharField(max_length=10, unique=True, default=new_reference, editable=False))
    organisation = of(Group.STAFF, models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False))
    kind = of(Group.STAFF, models.CharField(_("Who asks"), max_length=30, choices=choices("organisation_types")))
    received_on = of(Group.STAFF, models.DateField(_("Received on")))
    due_on = of(Group.STAFF, models.DateField(_("They want an answer by"), null=True, blank=True))
    status = of(Group.STAFF, models.CharField(max_length=10, choices=Status, default=Status.RECEIVED, editable=False))
    decision = of(Group.STAFF, models.CharField(_("Decision"), max_length=8, choices=Decision, blank=True))
    written_by = user_key(editable=False)
    written_at = of(Group.STAFF, models.DateTimeField(default=timezone.now, editable=False))
    proposed_by, decided_by = signed(), signed()
    decided_at = of(Group.STAFF, models.DateTimeField(null=True, editable=False))
    answered_on = of(Group.STAFF, models.DateField(null=True, editable=False))
    version = VersionField()

    class Meta:
        ordering = ["-written_at", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["organisation", "-written_at", "-id"], name="referrals_demand_newest")]
        constraints = [
            DemandWall(name="referrals_demand_wall"),
            VersionGuard(name="referrals_demand_version", fixed=["organisation_id", "written_by_id", "number"]),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="referrals_demand_two_people",
                violation_error_message=_("Somebody else must decide with you: it was you who proposed it."),
            ),
        ]

    def __str__(self):
        return f"demand {self.number}"
