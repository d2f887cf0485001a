"""Costs of help, the funding lines they are paid from, and the limits over which somebody else approves (P7).

Amounts are Decimal with their currency, never a float, and no two currencies are ever added.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import PolicyQuerySet
from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import Audited, wall
from accounts.organisations.models import Organisation
from accounts.pages import shown
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import VersionGuard
from casework import money
from casework.cases.models import OnCase, user_key
from casework.costs.walls import OfficeWall, history_wall
from casework.files.models import StoredFile

CURRENCIES = choices("currencies")


def staff(field):
    """A field of a table that hangs on no case."""
    return of(Group.STAFF, field)


def office_wall(name):
    """Wall and version guard of a table of an office."""
    return [
        OfficeWall(name=f"{name}_wall", column="organisation_id", reads="funding.view", writes="funding.edit"),
        VersionGuard(name=f"{name}_version", fixed=["organisation_id"]),
    ]


class OfOffice(Audited):
    """A row that an office keeps for itself."""

    wall_column = "organisation_id"
    history_wall = staticmethod(history_wall)

    id = staff(models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    organisation = staff(models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False))
    created_at = staff(models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta:
        abstract = True


class FundingLine(OfOffice):
    """A grant, or a line of one, from which costs are paid."""

    name = staff(models.CharField(_("Name"), max_length=120))
    code = staff(models.CharField(_("Code of the donor"), max_length=40, blank=True))
    ended_on = staff(models.DateField(_("Ended on"), null=True, blank=True))

    class Meta:
        ordering = ["name"]
        constraints = [
            *office_wall("casework_fundingline"),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="casework_fundingline_once",
                violation_error_message=_("There is a line of this name. Choose another one."),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.code})" if self.code else self.name


class SpendingLimit(OfOffice):
    """Up to this amount, in this currency, a cost counts at once; above it, and in a currency without a limit, somebody
    else approves it."""

    currency = staff(models.CharField(_("Currency"), max_length=8, choices=CURRENCIES))
    amount = staff(money.AmountField(_("Up to")))

    class Meta:
        ordering = ["currency"]
        constraints = [
            *office_wall("casework_spendinglimit"),
            models.UniqueConstraint(
                fields=["organisation", "currency"],
                name="casework_spendinglimit_once",
                violation_error_message=_("There is a limit for this currency. Change that one."),
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="casework_spendinglimit_amount"),
        ]

    def __str__(self):
        return f"limit {self.currency}"


class CostQuerySet(PolicyQuerySet):
    """Adjectives for costs."""

    def counting(self):
        """Those that were spent and stand: approved, or under the limit."""
        return self.filter(status__in=Cost.COUNTS)


class Cost(OnCase):
    """One amount that was spent for one person. It is never changed: what is wrong is taken back and written anew."""

    class Kind(models.TextChoices):
        """For what; coded, without a diagnosis."""

        TRANSPORT = "transport", _("Transport")
        SHELTER = "shelter", _("A bed, a room")
        FOOD = "food", _("Food, clothes, hygiene")
        MEDICAL = "medical", _("Doctor, medicine")
        PAPERS = "papers", _("Papers, photographs, fees of an office")
        LEGAL = "legal", _("Lawyer, court")
        PENALTY = "penalty", _("A fine or bond that could not be lifted")
        INTERPRETER = "interpreter", _("Interpreter")
        PHONE = "phone", _("Telephone, data")
        CASH = "cash", _("Money in hand")
        HOME = "home", _("A start at home")
        FUNERAL = "funeral", _("Funeral, bringing somebody home")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        """Whether it counts."""

        STANDS = "stands", _("Counts")
        WAITING = "waiting", _("Waits for approval")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Not approved")
        TAKEN_BACK = "taken_back", _("Taken back")

    S = Status
    COUNTS = (S.STANDS, S.APPROVED)

    status = of(Group.ROUTING, models.CharField(max_length=10, choices=Status, editable=False))
    kind = of(Group.ROUTING, models.CharField(_("For what"), max_length=12, choices=Kind))
    currency = of(Group.ROUTING, models.CharField(_("Currency"), max_length=8, choices=CURRENCIES))
    amount = of(Group.ROUTING, money.AmountField(_("Amount")))
    spent_on = of(Group.ROUTING, models.DateField(_("Spent on")))
    line = of(
        Group.ROUTING,
        models.ForeignKey(
            FundingLine, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Paid from")
        ),
    )
    more = of(Group.FACTS, EncryptedTextField(_("More on it")))
    receipt = of(
        Group.EVIDENCE,
        models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", editable=False),
    )
    no_receipt = of(Group.FACTS, EncryptedTextField(_("Why there is no receipt")))
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    decided_by = user_key(null=True, editable=False)
    decided_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    decision = of(Group.FACTS, EncryptedTextField(_("Why"), editable=False))
    version = VersionField()

    objects = CostQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-spent_on", "-noted_at", "-pk"]
        constraints = [
            *wall(
                column="case_id",
                erasable=False,
                fixed=["kind", "currency", "amount", "spent_on", "line_id", "noted_by_id", "noted_at"],
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="casework_cost_amount"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(status__in=["taken_back"]) | ~Q(decided_by=F("noted_by")),
                name="casework_cost_two_people",
                violation_error_message=_("Somebody else must approve this: it was you who wrote it down."),
            ),
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(decided_by__isnull=False), name="casework_cost_approved_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(receipt__isnull=False) | Q(no_receipt__isnull=False), name="casework_cost_receipt_or_reason"
            ),
        ]

    def __str__(self):
        return f"cost {self.pk}"

    @property
    @shown(Group.ROUTING)
    def has_receipt(self):
        """Whether there is a receipt, for those who may not read files too."""
        return self.receipt_id is not None
