"""Penalties of every kind, and what is done against them: hearings, and visits to who is held (P5, P10)."""

import datetime
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
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
from casework.claims.models import Claim
from casework.penalties import codes

CURRENCIES = choices("currencies")
LONGEST_BAN, LONGEST_SENTENCE = 99, 1200  # years, months
UNSEEN = 14  # days without a visit after which the board says so


def just(field):
    """A field of the group of justice."""
    return of(Group.JUSTICE, field)


def words(label, **options):
    """A free text, sealed."""
    return just(EncryptedTextField(label, **options))


def day(label, **options):
    """A day that may be unknown."""
    return just(models.DateField(label, null=True, blank=True, **options))


def sum_of(label):
    """An amount in any currency of the list, never a float."""
    return just(money.AmountField(label, null=True, blank=True))


def not_negative(name):
    """Nothing is less than nothing, in the database too."""
    return models.CheckConstraint(condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}),
                                  name=f"casework_penalty_{name}")  # fmt: skip


class PenaltyQuerySet(PolicyQuerySet):
    """Adjectives for penalties."""

    def open(self):
        """Nobody has decided on it yet."""
        return self.filter(status__in=Penalty.OPEN)

    def held(self):
        """The person is in detention for it, as far as anybody knows."""
        return self.filter(kind__in=codes.DETAINS, released_on__isnull=True, begun_on__isnull=False)


class Penalty(OnCase):
    """One penalty on the person, of whatever authority. What ended it is its state."""

    class Status(models.TextChoices):
        """States of workflows.md section 10; what the authority decided are states of their own."""

        RECORDED = "recorded", _("Recorded")
        DRAFTED = "letter_drafted", _("Letter drafted")
        APPROVED = "letter_approved", _("Letter approved, not sent yet")
        SENT = "sent", _("Letter sent")
        PENDING = "pending", _("Not decided yet")
        WAIVED = "waived", _("Waived")
        REDUCED = "reduced", _("Reduced")
        UPHELD = "upheld", _("Upheld")
        PARDONED = "pardoned", _("Pardoned")
        EXPUNGED = "expunged", _("Expunged")

    class By(models.TextChoices):
        """What kind of authority it is."""

        POLICE = "police", _("Police")
        IMMIGRATION = "immigration", _("Immigration")
        PROSECUTION = "prosecution", _("Prosecution")
        COURT = "court", _("Court")
        LABOUR = "labour", _("Labour office")
        MISSION = "mission", _("Embassy or consulate")
        GROUP = "armed_group", _("Armed group")
        OTHER = "other", _("Another office")

    S = Status
    OPEN = (S.RECORDED, S.DRAFTED, S.APPROVED, S.SENT, S.PENDING)
    STANDS = (S.REDUCED, S.UPHELD)  # decided, and the person is still punished

    status = just(models.CharField(max_length=16, choices=Status, default=Status.RECORDED, editable=False))
    since = just(models.DateTimeField(default=timezone.now, editable=False))
    kind = just(models.CharField(_("What it is"), max_length=40, choices=codes.CHOICES))
    country = just(models.CharField(_("In which country"), max_length=2, choices=choices("countries")))
    at_home = just(models.BooleanField(_("In the person's own country"), default=False))
    authority_kind = just(models.CharField(_("Who punishes"), max_length=12, choices=By, blank=True))
    authority = words(_("Name of the office"))
    file_number = words(_("Their file number"), help_text=_("As it stands on their paper."))
    imposed_on = day(_("Day of the decision or charge"))
    begun_on, until_on, released_on = day(_("From")), day(_("Until, as ordered")), day(_("Released on"))
    place = words(_("Where the person is held"), help_text=_("Name of the place, wing, cell. Not an address of ours."))
    currency = just(models.CharField(_("Currency"), max_length=8, choices=CURRENCIES, blank=True))
    amount, paid = sum_of(_("Amount")), sum_of(_("Paid so far"))
    daily, cap = sum_of(_("Grows every day by")), sum_of(_("At most"))
    ban_years = just(models.PositiveSmallIntegerField(_("Years"), null=True, blank=True))
    sentence_months = just(models.PositiveSmallIntegerField(_("Months"), null=True, blank=True))
    assessment = words(_("Why non-punishment applies"), help_text=_("Grounds only, not the story."))
    more = words(_("More on it"))
    outcome_on = day(_("Decided on"), editable=False)
    outcome_words = words(_("What they decided, and who told us"), editable=False)
    letter = just(models.UUIDField(null=True, editable=False))  # of the floor above, so it is named by id
    letter_by = user_key(null=True, editable=False)
    letter_at = just(models.DateTimeField(null=True, editable=False))
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    ended_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    version = VersionField()

    objects = PenaltyQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-noted_at", "-pk"]
        indexes = [
            models.Index(
                fields=["begun_on", "id"],
                condition=Q(kind__in=codes.DETAINS, released_on__isnull=True, begun_on__isnull=False),
                name="casework_penalty_held",
            )
        ]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["noted_by_id"]),
            Statement(name="casework_penalty_access", make=access_sql.grants("case_id"), drop=access_sql.GRANTS_DROP),
            *(not_negative(name) for name in ("amount", "paid", "daily", "cap")),
            models.CheckConstraint(
                condition=Q(released_on__isnull=True) | Q(begun_on__isnull=True) | Q(released_on__gte=F("begun_on")),
                name="casework_penalty_released_after",
            ),
            models.CheckConstraint(
                condition=Q(daily__isnull=True) | Q(cap__isnull=False), name="casework_penalty_grows_to_a_cap"
            ),
        ]

    def __str__(self):
        return f"penalty {self.pk}"

    @property
    @shown(Group.JUSTICE)
    def detains(self):
        """Whether somebody is held for it."""
        return self.kind in codes.DETAINS

    @property
    @shown(Group.JUSTICE)
    def held(self):
        """Held now, as far as anybody knows."""
        return self.detains and self.begun_on is not None and self.released_on is None

    @property
    @shown(Group.JUSTICE)
    def days(self):
        """Whole days held, the first one counted; None where nobody is held or the day is unknown."""
        if not self.detains or self.begun_on is None:
            return None
        return ((self.released_on or timezone.localdate()) - self.begun_on).days + 1

    def fine_on(self, today):
        """What is asked on this day: the amount and what it has grown by, never more than the cap; None without one."""
        if self.amount is None and self.daily is None:
            return None
        first = self.begun_on or self.imposed_on or today
        last = min(today, self.outcome_on or today)
        grown = (self.daily or Decimal(0)) * max(0, (last - first).days)
        whole = (self.amount or Decimal(0)) + grown
        return whole if self.cap is None else min(whole, self.cap)

    @property
    @shown(Group.JUSTICE)
    def fine_now(self):
        """What is asked today."""
        return self.fine_on(timezone.localdate())


class HearingQuerySet(PolicyQuerySet):
    """Adjectives for hearings."""

    def open(self):
        """Nobody wrote yet what came of it."""
        return self.filter(result="")


class Hearing(OnCase):
    """One day before a court or an office, on a penalty or on a claim."""

    class Result(models.TextChoices):
        """What came of it."""

        HELD = "held", _("It was held; nothing decided yet")
        DECIDED = "decided", _("Decided")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("It did not take place")

    penalty = just(models.ForeignKey(Penalty, models.CASCADE, null=True, related_name="hearings", editable=False))
    claim = just(models.ForeignKey(Claim, models.CASCADE, null=True, related_name="hearings", editable=False))
    on = just(models.DateField(_("Day")))
    hour = just(models.TimeField(_("Hour, if it is known"), null=True, blank=True))
    court = words(_("Where, and before whom"))
    subject = words(_("What it is about"))
    lawyer = words(_("Lawyer who comes along"))
    interpreter = just(models.BooleanField(_("An interpreter is arranged"), default=False))
    result = just(models.CharField(_("What came of it"), max_length=10, choices=Result, blank=True))
    result_words = words(_("In a sentence"))
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    objects = HearingQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["on", "hour", "pk"]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["noted_by_id", "penalty_id", "claim_id"]),
            models.CheckConstraint(
                condition=Q(penalty__isnull=False, claim__isnull=True) | Q(penalty__isnull=True, claim__isnull=False),
                name="casework_hearing_of_one",
            ),
        ]

    def __str__(self):
        return f"hearing {self.pk}"


class VisitQuerySet(PolicyQuerySet):
    """Adjectives for visits."""

    def planned(self):
        """Still to come, or nobody wrote yet how it was."""
        return self.filter(outcome="")

    def overdue(self):
        """Its day has passed and nobody has seen the person."""
        return self.planned().filter(on__lt=timezone.localdate())


class Visit(OnCase):
    """One visit to somebody who is held: planned, or as it was (P10)."""

    class Found(models.TextChoices):
        """Whether the person was seen. ALERTS raise one on the same day; a no of the person does not."""

        SEEN = "seen", _("Seen")
        DECLINED = "declined", _("The person did not want the visit")
        REFUSED = "refused", _("They did not let us in")
        NOT_THERE = "not_there", _("They said that the person is not there")
        MOVED = "moved", _("Moved to another place")
        RELEASED = "released", _("The person was released")

    class Condition(models.TextChoices):
        """Coded, without a diagnosis."""

        WELL = "well", _("As well as can be")
        WORSE = "worse", _("Worse than before")
        DOCTOR = "doctor_today", _("Needs a doctor today")
        HURT = "hurt", _("Says that somebody hurt them there")
        UNKNOWN = "unknown", _("Could not be told")

    ALERTS = (Found.REFUSED, Found.NOT_THERE, Found.MOVED, Found.RELEASED)

    penalty = just(models.ForeignKey(Penalty, models.CASCADE, related_name="visits", editable=False))
    on = just(models.DateField(_("Day of the visit")))
    asked_on = day(_("Asked for on"))
    outcome = just(models.CharField(_("Was the person seen?"), max_length=10, choices=Found, blank=True))
    last_seen_on = day(_("Last seen by anybody on"))
    seen_by = words(_("By whom"))
    condition = just(models.CharField(_("How the person is"), max_length=12, choices=Condition, blank=True))
    health = of(Group.HEALTH, EncryptedTextField(_("Health, in words")))
    moved_to = words(_("Moved to where"))
    next_on = day(_("Next visit on"))
    more = words(_("What was said, and what the person asks for"))
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    objects = VisitQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-on", "-noted_at", "-pk"]
        constraints = [*wall(column="case_id", erasable=False, fixed=["noted_by_id", "penalty_id"])]

    def __str__(self):
        return f"visit {self.pk}"

    @property
    @shown(Group.JUSTICE)
    def has_health(self):
        """Whether something was written on health, for those who may not read it too."""
        return bool(self.health)


def ago(days):
    """A day so many days back."""
    return timezone.localdate() - datetime.timedelta(days=days)
