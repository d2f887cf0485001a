"""The other endings: to stay, asylum, a third country (T6). A return stands beside them, never before them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import AppendOnly, Wall
from casework.cases.models import OnCase, user_key
from casework.consents.models import Consent
from casework.needs.models import Need

LANGUAGES, COUNTRIES = choices("languages"), choices("countries")


class Way(models.TextChoices):
    """Where it may go on, in no order of merit; nobody is pushed to any of them."""

    RETURN = "return", _("Go home")
    STAY = "stay", _("Stay here")
    ASYLUM = "asylum", _("Asylum")
    RESETTLEMENT = "resettlement", _("A third country")


class WaysTalk(OnCase):
    """One talk about all ways on: what was explained, in which language, and what the person said they want. Added,
    never changed: the newest says what they want now (T6, R15)."""

    class Wants(models.TextChoices):
        """The person's own answer; not to know yet is one too."""

        RETURN = Way.RETURN
        STAY = Way.STAY
        ASYLUM = Way.ASYLUM
        RESETTLEMENT = Way.RESETTLEMENT
        UNDECIDED = "undecided", _("Does not know yet")

    held_on = of(Group.IMMIGRATION, models.DateField(_("Talked on"), default=timezone.localdate))
    language = of(Group.IMMIGRATION, models.CharField(_("In which language"), max_length=3, choices=LANGUAGES))
    interpreter = of(
        Group.IMMIGRATION, EncryptedTextField(_("Interpreter"), help_text=_("Leave empty if nobody interpreted."))
    )
    told = of(
        Group.IMMIGRATION,
        ArrayField(models.CharField(max_length=12, choices=Way), verbose_name=_("What was explained")),
    )
    understood = of(Group.IMMIGRATION, models.BooleanField(_("The person said in their own words what each way means")))
    wants = of(Group.IMMIGRATION, models.CharField(_("What the person wants"), max_length=12, choices=Wants))
    words = of(Group.IMMIGRATION, EncryptedTextField(_("In the person's own words")))
    by = user_key(editable=False)
    at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))

    class Meta(OnCase.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            Wall(name="%(app_label)s_%(class)s_wall", column="case_id", erasable=False, signed="by_id"),
            AppendOnly(name="referrals_waystalk_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return f"talk {self.pk}"


class Ending(OnCase):
    """One way on that is not a return: what it needs, who decides it, where it stands."""

    class Kind(models.TextChoices):
        """What the person asks for."""

        STAY = "stay", _("A permit to stay here")
        ASYLUM = "asylum", _("Asylum or other protection")
        RESETTLEMENT = "resettlement", _("Resettlement in a third country")

    class Status(models.TextChoices):
        """Where it stands. A refusal is open until the appeal is lodged or given up."""

        PLANNED = "planned", _("Being prepared")
        UNDER_WAY = "under_way", _("Asked for, not decided yet")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused, an appeal is possible")
        NOT_POSSIBLE = "not_possible", _("Refused for good")
        STOPPED = "stopped_by_person", _("Stopped by the person")

    S = Status
    OPEN = (S.PLANNED, S.UNDER_WAY, S.REFUSED)
    STANDING = (*OPEN, S.GRANTED)

    kind = of(Group.IMMIGRATION, models.CharField(_("What is asked for"), max_length=12, choices=Kind))
    status = of(
        Group.IMMIGRATION,
        models.CharField(_("Where it stands"), max_length=18, choices=Status, default=Status.PLANNED, editable=False),
    )
    country = of(
        Group.IMMIGRATION, models.CharField(_("In which country"), max_length=2, choices=COUNTRIES, blank=True)
    )
    wish = of(Group.IMMIGRATION, EncryptedTextField(_("Why the person wants it, in their words")))
    # the legal service that opens the case to the legal officer while it is open
    need = of(
        Group.IMMIGRATION,
        models.ForeignKey(Need, models.PROTECT, null=True, related_name="+", editable=False),
    )
    # legal advice, in the person's own language
    advised_on = of(Group.IMMIGRATION, models.DateField(_("Advised on"), null=True, blank=True))
    advised_language = of(
        Group.IMMIGRATION, models.CharField(_("In which language"), max_length=3, choices=LANGUAGES, blank=True)
    )
    adviser = of(Group.IMMIGRATION, EncryptedTextField(_("Who gave the advice")))
    advice = of(Group.IMMIGRATION, EncryptedTextField(_("What was advised, in a few sentences")))
    # the person's yes to this very application
    agreed_on = of(Group.IMMIGRATION, models.DateField(_("The person agreed on"), null=True, blank=True))
    agreed_how = of(Group.IMMIGRATION, models.CharField(_("How"), max_length=12, choices=Consent.How, blank=True))
    # the application and what became of it
    office = of(Group.IMMIGRATION, EncryptedTextField(_("With which office")))
    number = of(Group.IMMIGRATION, EncryptedTextField(_("Their number")))
    asked_on = of(Group.IMMIGRATION, models.DateField(_("Asked for on"), null=True, blank=True))
    appeals = of(Group.IMMIGRATION, models.PositiveSmallIntegerField(default=0, editable=False))
    decided_on = of(Group.IMMIGRATION, models.DateField(_("Decided on"), null=True, blank=True))
    appeal_by = of(Group.IMMIGRATION, models.DateField(_("Appeal by"), null=True, blank=True))
    valid_until = of(Group.IMMIGRATION, models.DateField(_("Valid until"), null=True, blank=True))
    decision = of(Group.IMMIGRATION, EncryptedTextField(_("What was decided, in a few sentences")))
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    ended_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-noted_at", "-pk"]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["kind", "noted_by_id", "noted_at"]),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(status__in=["planned", "under_way", "refused", "granted"]),
                name="referrals_ending_one_of_a_kind",
                violation_error_message=_("This way is open already. Go on with that one."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "under_way", "refused"], ended_at__isnull=True)
                | Q(status__in=["granted", "not_possible", "stopped_by_person"], ended_at__isnull=False),
                name="referrals_ending_ended_with_a_state",
            ),
            models.CheckConstraint(
                condition=Q(status="planned") | Q(status="stopped_by_person") | Q(asked_on__isnull=False),
                name="referrals_ending_asked_on_a_day",
            ),
        ]

    def __str__(self):
        return f"ending {self.pk}"


class EndingStep(OnCase):
    """One thing to do on the way, with an owner and a day. The list for each way is data (steps.csv)."""

    ending = of(Group.IMMIGRATION, models.ForeignKey(Ending, models.CASCADE, related_name="steps", editable=False))
    code = of(Group.IMMIGRATION, models.CharField(max_length=24, editable=False))
    owner = user_key(null=True, verbose_name=_("Who sees to it"))
    due_on = of(Group.ROUTING, models.DateField(_("Until when"), null=True, blank=True))
    blocker = of(Group.IMMIGRATION, EncryptedTextField(_("What is in the way")))
    done_on = of(Group.ROUTING, models.DateField(_("Done on"), null=True, editable=False))
    done_by = user_key(null=True, editable=False)
    version = VersionField()

    class Meta(OnCase.Meta):
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["ending_id", "code"]),
            models.UniqueConstraint(fields=["ending", "code"], name="referrals_endingstep_once"),
        ]

    def __str__(self):
        return f"step {self.pk}"
