"""The journey in stations, and what was done to the person there (I5, I6).

Names, places in words and everything retold are sealed; codes, countries, rough days and amounts stay in clear, for
the rule and the figures (R-30). What was said about a day is kept beside the earliest and latest it can mean.
"""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from accounts.access import PolicyQuerySet
from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.pages import shown
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from casework import money, vague
from casework.cases.models import OnCase
from casework.interviews.models import Answer
from casework.journey.codes import (
    CONTROL,
    EXPLOITATION,
    PAPERS,
    PLACES,
    REASONS,
    ROLES,
    SCAMS,
    TRANSPORT,
    Border,
    Money,
    Per,
    Source,
    Stop,
)

CURRENCIES = choices("currencies")
BASES = [("stated", _("As told")), ("document", _("From a paper")), ("estimate", _("Our estimate"))]


def day(label=""):
    """One end of what a rough date can mean; worked out, never typed."""
    return of(Group.FACTS, models.DateField(label, null=True, editable=False))


def several(label, values, **options):
    """Several codes of a list."""
    coded = models.CharField(max_length=40, choices=values)
    return of(Group.FACTS, ArrayField(coded, verbose_name=label, default=list, blank=True, **options))


def amount_of(label):
    """An amount, to the smallest part of any currency of the list."""
    return of(Group.FACTS, money.AmountField(label, null=True, blank=True))


def currency_named():
    """A currency of the list."""
    return of(Group.FACTS, models.CharField(_("Currency"), max_length=8, choices=CURRENCIES, blank=True))


class Told(OnCase):
    """What every row of the journey says about itself: whose word it is."""

    source = of(
        Group.FACTS,
        models.CharField(_("Where it comes from"), max_length=12, choices=Source, default=Source.TESTIMONY),
    )
    told_by = of(Group.CONTACT, EncryptedTextField(_("Who told it"), help_text=_("Only if it was not the person.")))
    note = of(Group.FACTS, EncryptedTextField(_("What happened"), help_text=_("In the person's words.")))
    told_in = of(
        Group.FACTS,
        models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="+", editable=False),
    )
    version = VersionField()

    class Meta(OnCase.Meta):
        abstract = True


class LegQuerySet(PolicyQuerySet):
    """Adjectives for stations."""

    def in_order(self):
        """As they stand on the line."""
        return self.order_by("position", "pk")


class Leg(Told):
    """One station: the offer, a way, a border, a place where the person was held, a sale, the way out."""

    position = of(Group.ROUTING, models.PositiveSmallIntegerField(editable=False))
    kind = of(Group.FACTS, models.CharField(_("What kind of station"), max_length=12, choices=Stop))
    country = of(Group.FACTS, models.CharField(_("Country"), max_length=2, choices=choices("countries"), blank=True))
    location = of(Group.FACTS, models.CharField(_("Town or area"), max_length=8, choices=PLACES, blank=True))
    place_name = of(
        Group.FACTS,
        EncryptedTextField(_("What the place was called"), help_text=_("In any language and spelling.")),
    )
    began_said = of(
        Group.FACTS,
        EncryptedTextField(_("When"), help_text=_("As it was told: “March 2025”, “end of May”, “after New Year”.")),
    )
    began_earliest, began_latest = day(), day()
    ended_said = of(
        Group.FACTS,
        EncryptedTextField(_("Until when, or how long"), help_text=_("For example: “mid October”, “about two weeks”.")),
    )
    ended_earliest, ended_latest = day(), day()
    basis = of(Group.FACTS, models.CharField(_("How do we know when?"), max_length=10, choices=BASES, default="stated"))
    transport = several(_("How they travelled"), TRANSPORT)
    handler_role = of(
        Group.FACTS, models.CharField(_("Who took them, or had them"), max_length=20, choices=ROLES, blank=True)
    )
    handled_by = of(
        Group.FACTS,
        EncryptedTextField(_("More on these people"), help_text=_("Name, nickname, what they looked like.")),
    )
    border = of(
        Group.FACTS,
        models.CharField(_("Did they know that it was a border?"), max_length=16, choices=Border, blank=True),
    )
    price, currency = amount_of(_("Price that was named")), currency_named()
    do_not_ask = of(Group.FACTS, models.BooleanField(_("Does not want to be asked about this again"), default=False))

    objects = LegQuerySet.as_manager()

    class Meta(Told.Meta):
        ordering = ["position", "pk"]
        constraints = [
            *wall(column="case_id"),
            models.UniqueConstraint(
                fields=["case", "position"], name="casework_leg_position", deferrable=Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(price__isnull=True) | Q(price__gte=0), name="casework_leg_price"),
            models.CheckConstraint(
                condition=Q(ended_latest__isnull=True)
                | Q(began_earliest__isnull=True)
                | Q(ended_latest__gte=F("began_earliest")),
                name="casework_leg_days",
            ),
        ]

    def __str__(self):
        return f"station {self.pk}"

    @property
    @shown(Group.FACTS)
    def price_said(self):
        """The price with its currency."""
        return money.said(self.price, self.currency)

    @property
    def began(self):
        """When it began, as a value of casework/vague.py."""
        return vague.VagueDate(self.began_said, self.began_earliest, self.began_latest, basis=self.basis)


class AtStation(Told):
    """A fact that belongs to the whole journey, or to one of its stations."""

    leg = of(
        Group.FACTS,
        models.ForeignKey(
            Leg, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("Where")
        ),
    )

    class Meta(Told.Meta):
        abstract = True


class Exploitation(AtStation):
    """What the person had to do at one place, and how they were kept there."""

    types = several(_("What it amounts to"), EXPLOITATION)
    scams = several(_("Kind of work"), SCAMS)
    hours_a_day = of(
        Group.FACTS,
        models.PositiveSmallIntegerField(
            _("Hours a day"),
            null=True,
            blank=True,
            validators=[MaxValueValidator(24, _("A day has 24 hours."))],
        ),
    )
    days_a_week = of(
        Group.FACTS,
        models.PositiveSmallIntegerField(
            _("Days a week"), null=True, blank=True, validators=[MaxValueValidator(7, _("A week has 7 days."))]
        ),
    )
    quota = of(Group.FACTS, EncryptedTextField(_("What had to be reached, and what followed if it was not")))
    papers = several(_("Passport and other papers"), PAPERS)
    control = several(_("What kept the person there"), CONTROL)

    class Meta(AtStation.Meta):
        constraints = [
            *wall(column="case_id"),
            models.CheckConstraint(
                condition=(Q(hours_a_day__isnull=True) | Q(hours_a_day__lte=24))
                & (Q(days_a_week__isnull=True) | Q(days_a_week__lte=7)),
                name="casework_exploitation_hours",
            ),
        ]

    def __str__(self):
        return f"work {self.pk}"


class MoneyNamed(AtStation):
    """An amount as it was told: pay, a debt, a fine, a ransom."""

    kind = of(Group.FACTS, models.CharField(_("What it was"), max_length=14, choices=Money))
    amount, currency = amount_of(_("Amount")), currency_named()
    per = of(Group.FACTS, models.CharField(_("For what time"), max_length=8, choices=Per, blank=True))
    reason = of(
        Group.FACTS, models.CharField(_("What they said it was for"), max_length=20, choices=REASONS, blank=True)
    )
    said_when = of(Group.FACTS, EncryptedTextField(_("When"), help_text=_("As it was told.")))
    earliest, latest = day(), day()

    class Meta(AtStation.Meta):
        constraints = [
            *wall(column="case_id"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="casework_moneynamed_amount"
            ),
        ]

    def __str__(self):
        return f"money {self.pk}"

    @property
    @shown(Group.FACTS)
    def amount_said(self):
        """The amount with its currency."""
        return money.said(self.amount, self.currency)
