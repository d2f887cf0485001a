"""What is owed to the person: wages, compensation, papers (P6)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import PolicyQuerySet
from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.pages import shown
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import Statement
from casework import money
from casework.cases import access_sql
from casework.cases.models import OnCase, user_key

PAPERS = choices("travel_document_types")
CURRENCIES = choices("currencies")


def just(field):
    """A field of the group of justice."""
    return of(Group.JUSTICE, field)


def words(label, **options):
    """A free text, sealed."""
    return just(EncryptedTextField(label, **options))


def day(label, **options):
    """A day that is written by a step."""
    return just(models.DateField(label, null=True, blank=True, editable=False, **options))


def sum_of(label, **options):
    """An amount in any currency of the list, never a float."""
    return just(money.AmountField(label, null=True, blank=True, **options))


class ClaimQuerySet(PolicyQuerySet):
    """Adjectives for claims."""

    def open(self):
        """Nothing final came of it yet."""
        return self.filter(ended_at__isnull=True)


class Claim(OnCase):
    """One claim of the person against somebody: what, how much, which steps on which days, what came of it."""

    class Kind(models.TextChoices):
        """What is asked for."""

        WAGES = "wages", _("Unpaid wages")
        COMPENSATION = "compensation", _("Compensation")
        DOCUMENTS = "documents", _("Papers to be handed back")

    class Status(models.TextChoices):
        """Where it stands."""

        NOTED = "noted", _("Noted")
        FILED = "filed", _("Filed")
        GRANTED = "granted", _("Granted, not received yet")
        PART = "part", _("Received in part")
        RECEIVED = "received", _("Received")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Not followed any more")

    class Against(models.TextChoices):
        """What kind of party it is."""

        EMPLOYER = "employer", _("Who ran the work there")
        BROKER = "broker", _("Recruiter, agent or broker")
        CONVICTED = "convicted", _("Somebody who was convicted")
        FUND = "fund", _("A fund of the state")
        AUTHORITY = "authority", _("An authority that holds it")
        OTHER = "other", _("Somebody else")

    S = Status
    ENDED = (S.RECEIVED, S.REFUSED, S.WITHDRAWN)

    status = just(models.CharField(max_length=10, choices=Status, default=Status.NOTED, editable=False))
    since = just(models.DateTimeField(default=timezone.now, editable=False))
    kind = just(models.CharField(_("What is owed"), max_length=16, choices=Kind))
    against_kind = just(models.CharField(_("Against whom"), max_length=10, choices=Against))
    against = words(_("Name of the person or office"))
    currency = just(models.CharField(_("Currency"), max_length=8, choices=CURRENCIES, blank=True))
    amount = sum_of(_("Amount that is asked for"))
    papers = just(
        ArrayField(
            models.CharField(max_length=40, choices=PAPERS), verbose_name=_("Which papers"), default=list, blank=True
        )
    )
    grounds = words(_("What it rests on"), help_text=_("Work, months, what was promised. Not the story."))
    agreed_on = just(
        models.DateField(
            _("The person wants this; asked on"), null=True, blank=True, help_text=_("Nothing is filed without it.")
        )
    )
    filed_on, filed_with = day(_("Filed on")), words(_("Filed with"), editable=False)
    file_number = words(_("Their file number"), editable=False)
    answered_on = day(_("Answered on"))
    granted = sum_of(_("Granted"), editable=False)
    received = sum_of(_("Received so far"), editable=False)
    received_on = day(_("Received on"))
    result = words(_("What came of it"), editable=False)
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    ended_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    version = VersionField()

    objects = ClaimQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-noted_at", "-pk"]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["noted_by_id"]),
            Statement(name="casework_claim_access", make=access_sql.grants("case_id"), drop=access_sql.GRANTS_DROP),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}), name=f"casework_claim_{name}"
                )
                for name in ("amount", "granted", "received")
            ),
        ]

    def __str__(self):
        return f"claim {self.pk}"

    @property
    @shown(Group.JUSTICE)
    def of_money(self):
        """Whether an amount is asked for."""
        return self.kind != self.Kind.DOCUMENTS
