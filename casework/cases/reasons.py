"""Special reasons to see a case, or never to see it: an offer, an hour of broken glass, a block, a health grant."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import ACTOR, Statement
from casework.cases import access_sql
from casework.cases.models import Case, OnCase, user_key
from casework.cases.typed_blocks import TypedBlock


class HandOver(OnCase):
    """The case is offered to another caseworker, who accepts or refuses; the old assignment ends on acceptance."""

    class Answer(models.TextChoices):
        """What became of the offer."""

        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")

    from_user = user_key(null=True)
    to_user = user_key()
    offered_by = user_key()
    offered_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now))
    answered_at = of(Group.ROUTING, models.DateTimeField(null=True, blank=True))
    answer = of(Group.ROUTING, models.CharField(max_length=12, choices=Answer, blank=True))
    note = of(Group.FACTS, EncryptedTextField(_("What the next person must know")))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-offered_at"]
        constraints = [
            *wall(column="case_id", erasable=False, moves=True),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answered_at__isnull=True),
                name="casework_handover_one_open",
                violation_error_message=_("This case is already offered to somebody. Take that offer back first."),
            ),
            Statement(
                name="casework_handover_access",
                make=access_sql.grants("case_id"),
                drop=access_sql.GRANTS_DROP,
            ),
        ]

    def __str__(self):
        return f"hand-over {self.pk}"


class BreakGlass(OnCase):
    """Sixty minutes of access for a reason, told to the supervisor at once and reviewed by somebody else (S-32)."""

    class Review(models.TextChoices):
        """What the supervisor found."""

        JUSTIFIED = "justified", _("Right to do so")
        NOT_JUSTIFIED = "not_justified", _("Not right; followed up")

    user = user_key()
    opened_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now))
    until = of(Group.ROUTING, models.DateTimeField())
    reason = of(Group.EMERGENCY, EncryptedTextField(_("Reason")))
    reviewed_by = user_key(null=True)
    reviewed_at = of(Group.ROUTING, models.DateTimeField(null=True, blank=True))
    review = of(Group.ROUTING, models.CharField(max_length=16, choices=Review, blank=True))
    review_note = of(Group.EMERGENCY, EncryptedTextField(_("What you found")))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-opened_at"]
        constraints = [
            Statement(name="casework_breakglass_door", make=access_sql.GLASS, drop=access_sql.GLASS_DROP),
            *wall(
                column="case_id",
                erasable=False,
                fixed=["user_id", "opened_at", "until"],
                add=f"(user_id = {ACTOR} AND until <= now() + interval '61 minutes' AND in_my_organisation(case_id))",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("user")),
                name="casework_breakglass_two_people",
            ),
            Statement(
                name="casework_breakglass_access",
                make=access_sql.grants("case_id"),
                drop=access_sql.GRANTS_DROP,
            ),
        ]

    def __str__(self):
        return f"break-glass {self.pk}"


class ConflictBlock(OnCase):
    """Somebody must never see this case, whatever else they hold: a person, an organisation, or the workers of
    another case (C-06, C-11, S-31)."""

    user = user_key(null=True, verbose_name=_("Person"))
    organisation = of(
        Group.ROUTING,
        models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+"),
    )
    other_case = of(Group.ROUTING, models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+"))
    reason = of(Group.TRAIL, EncryptedTextField(_("Reason")))
    raised_by = user_key(editable=False)
    raised_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    lifted_by = user_key(null=True, editable=False)
    lifted_at = of(Group.ROUTING, models.DateTimeField(null=True, blank=True, editable=False))
    # Raised by an administrator who typed the number; `held_back` where nobody would have been left to lift it.
    typed = of(
        Group.ROUTING,
        models.ForeignKey(TypedBlock, models.PROTECT, null=True, blank=True, editable=False, related_name="+"),
    )
    held_back = of(Group.ROUTING, models.BooleanField(default=False, editable=False))
    checked_by = user_key(null=True, editable=False)
    checked_at = of(Group.ROUTING, models.DateTimeField(null=True, blank=True, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-raised_at"]
        constraints = [
            *wall(column="case_id", erasable=False, moves=True),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(organisation__isnull=False) | Q(other_case__isnull=False),
                name="casework_conflictblock_somebody",
                violation_error_message=_("Say whom the block is about."),
            ),
            Statement(name="casework_conflictblock_blocked", make=access_sql.BLOCKED, drop=access_sql.BLOCKED_DROP),
        ]

    def __str__(self):
        return f"block {self.pk}"


class HealthGrant(OnCase):
    """A dated right of one caseworker to the health notes of one case (security-rules.md section 4, F4)."""

    user = user_key()
    given_by = user_key()
    since = of(Group.ROUTING, models.DateTimeField(default=timezone.now))
    until = of(Group.ROUTING, models.DateTimeField())
    version = VersionField()

    class Meta(OnCase.Meta):
        constraints = [
            *wall(column="case_id", erasable=False),
            Statement(
                name="casework_healthgrant_access",
                make=access_sql.grants("case_id"),
                drop=access_sql.GRANTS_DROP,
            ),
        ]

    def __str__(self):
        return f"health grant {self.pk}"
