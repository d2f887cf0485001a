"""After the way home: the plan for the life there (workflows.md 11), calls at 1, 3, 6 and 12 months (T5, R19), and that
somebody was here before."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.vault import EncryptedJSONField, EncryptedTextField
from accounts.walls import AppendOnly, VersionGuard
from casework.cases.models import Case, OnCase, user_key
from casework.consents.models import Consent
from referrals.after.walls import PairWall, pair_history
from referrals.returns.models import Return
from referrals.returns.removals import Removal
from referrals.services.models import ServiceReferral
from referrals.sharing.models import held_by
from referrals.sharing.walls import RecipientQuerySet, RecipientWall, wall_of_history

LANGUAGES = choices("languages")


class ReintegrationPlan(OnCase):
    """What the person wants to reach in the new life, and who helps with it. One a case; its history keeps each
    version, and `agreed_goals` the words the person said yes to."""

    class Status(models.TextChoices):
        """States of workflows.md section 11."""

        DRAFT = "draft", _("Being written")
        AGREED = "agreed", _("Agreed by the person")
        ACTIVE = "active", _("Under way")
        REVIEWED = "reviewed", _("Looked at again")
        COMPLETED = "completed", _("Completed")
        ENDED = "ended_by_person", _("Ended by the person")

    S = Status
    OVER = (S.COMPLETED, S.ENDED)
    RUNNING = (S.AGREED, S.ACTIVE, S.REVIEWED)

    status = of(
        Group.ROUTING,
        models.CharField(_("Where it stands"), max_length=16, choices=Status, default=Status.DRAFT, editable=False),
    )
    wishes = of(Group.FACTS, EncryptedTextField(_("What the person wants to reach, in their words")))
    language = of(Group.ROUTING, models.CharField(_("In which language"), max_length=3, choices=LANGUAGES))
    interpreter = of(
        Group.FACTS, EncryptedTextField(_("Interpreter"), help_text=_("Leave empty if nobody interpreted."))
    )
    read_aloud = of(Group.ROUTING, models.BooleanField(_("Read to the person, and understood"), default=False))
    agreed_on = of(Group.ROUTING, models.DateField(_("Agreed on"), null=True, blank=True))
    agreed_how = of(Group.FACTS, models.CharField(_("How"), max_length=12, choices=Consent.How, blank=True))
    copy_given = of(
        Group.FACTS, models.BooleanField(_("The person keeps a copy, and it is safe to have one"), default=False)
    )
    # the goals as they were agreed: [{area, goal, help, who, until}]
    agreed_goals = of(Group.FACTS, EncryptedJSONField(editable=False))
    reviewed_on = of(Group.ROUTING, models.DateField(_("Looked at again on"), null=True, blank=True))
    review = of(Group.FACTS, EncryptedTextField(_("What changed")))
    ended_on = of(Group.ROUTING, models.DateField(null=True, editable=False))
    end_words = of(Group.FACTS, EncryptedTextField(_("In a sentence")))
    written_by = user_key(editable=False)
    written_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        verbose_name = _("plan for the new life")
        ordering = ["-written_at", "-pk"]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["written_by_id", "written_at"]),
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(status__in=["completed", "ended_by_person"]),
                name="referrals_reintegration_one_open",
                violation_error_message=_("There is a plan already. Go on with that one."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "ended_by_person"]) | Q(agreed_on__isnull=False, read_aloud=True),
                name="referrals_reintegration_agreed_with_a_day",
            ),
        ]

    def __str__(self):
        return f"plan {self.pk}"


class PlanGoal(OnCase):
    """One thing to reach, in one part of life: what helps, who, until when."""

    class Area(models.TextChoices):
        """Areas of workflows.md section 11."""

        HEALTH = "health", _("Health")
        MHPSS = "mhpss", _("Sleep, heart and mind")
        HOUSING = "housing", _("A place to live")
        LIVELIHOOD = "livelihood", _("Work and money")
        EDUCATION = "education", _("School and training")
        LEGAL = "legal", _("Law and papers")
        DEBT = "debt", _("Debts")
        FAMILY = "family", _("Family and neighbours")
        SAFETY = "safety", _("Safety")

    class Stands(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("To be reached")
        REACHED = "reached", _("Reached")
        PARTLY = "partly", _("Partly")
        DROPPED = "dropped", _("Not wanted any more")

    plan = of(Group.ROUTING, models.ForeignKey(ReintegrationPlan, models.CASCADE, related_name="goals", editable=False))
    area = of(Group.FACTS, models.CharField(_("Part of life"), max_length=12, choices=Area))
    goal = of(
        Group.FACTS,
        EncryptedTextField(
            _("What the person wants to reach"), help_text=_("No diagnosis: that belongs in health notes.")
        ),
    )
    help = of(Group.FACTS, EncryptedTextField(_("What helps")))
    # the history's trigger has a variable of the name `who`
    who = of(Group.FACTS, EncryptedTextField(_("Who does it"), db_column="by_whom"))
    until = of(Group.ROUTING, models.DateField(_("Until when"), null=True, blank=True))
    stands = of(Group.FACTS, models.CharField(_("How far it is"), max_length=8, choices=Stands, default=Stands.OPEN))
    version = VersionField()

    class Meta(OnCase.Meta):
        verbose_name = _("goal")
        ordering = ["area", "until", "pk"]
        constraints = [*wall(column="case_id", fixed=["plan_id"])]

    def __str__(self):
        return f"goal {self.pk}"


class FollowUpQuerySet(RecipientQuerySet):
    """Adjectives for follow-ups."""

    recipient, sent = "partner", ""

    def addressed(self, organisation):
        """Of a partner: its own, while its share stands by the database's clock (C-05)."""
        return super().addressed(organisation) & Q(referral__share__in=held_by(organisation))

    def open(self):
        """Still to be done."""
        return self.filter(status__in=FollowUp.OPEN)


class FollowUp(OnCase):
    """One call after the person has arrived, on the day they agreed to; who calls is we, or the partner at home."""

    class Status(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", _("Planned")
        NOT_REACHED = "not_reached", _("Not reached yet, try again")
        DONE = "done", _("Done")
        LAPSED = "lapsed", _("Could not be reached")
        ENDED = "ended", _("Ended: the person wants no calls")

    class How(models.TextChoices):
        """How a part of life is, in the person's own view."""

        WELL = "well", _("Well")
        PARTLY = "partly", _("Partly")
        NOT = "not", _("Not well")
        NOT_ASKED = "not_asked", _("Not asked")

    class Again(models.TextChoices):
        """Held or made to work since the last call."""

        NO = "no", _("No")
        YES = "yes", _("Yes")
        UNSURE = "unsure", _("Not sure")
        NOT_ASKED = "not_asked", _("Not asked")

    S = Status
    OPEN = (S.PLANNED, S.NOT_REACHED)
    MONTHS = (1, 3, 6, 12)
    AREAS = ("housing", "safety", "health", "mhpss", "family", "livelihood", "debt", "legal")
    history_wall = wall_of_history("partner_id")

    of_return = of(
        Group.ROUTING,
        models.ForeignKey(Return, models.PROTECT, null=True, related_name="followups", editable=False),
    )
    # a removal is followed with the same care, and is no return (T7)
    of_removal = of(
        Group.ROUTING,
        models.ForeignKey(Removal, models.PROTECT, null=True, related_name="followups", editable=False),
    )
    month = of(Group.REFERRAL, models.PositiveSmallIntegerField(_("Month"), editable=False))
    due_on = of(Group.REFERRAL, models.DateField(_("Call on")))
    status = of(Group.REFERRAL, models.CharField(max_length=12, choices=Status, default=Status.PLANNED, editable=False))
    tries = of(Group.REFERRAL, models.PositiveSmallIntegerField(default=0, editable=False))
    # the partner at home that calls, and the referral by which it knows the person; none: we call
    referral = of(
        Group.REFERRAL,
        models.ForeignKey(ServiceReferral, models.PROTECT, null=True, related_name="followups", editable=False),
    )
    partner = of(
        Group.FACTS, models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", editable=False)
    )
    done_on = of(Group.REFERRAL, models.DateField(_("Talked on"), null=True, blank=True))
    done_by = user_key(null=True, editable=False)
    housing = of(Group.FACTS, models.CharField(_("The place to live"), max_length=10, choices=How, blank=True))
    safety = of(Group.FACTS, models.CharField(_("Feels safe there"), max_length=10, choices=How, blank=True))
    health = of(Group.FACTS, models.CharField(_("Health"), max_length=10, choices=How, blank=True))
    mhpss = of(Group.FACTS, models.CharField(_("Sleep, heart and mind"), max_length=10, choices=How, blank=True))
    family = of(Group.FACTS, models.CharField(_("Family and neighbours"), max_length=10, choices=How, blank=True))
    livelihood = of(Group.FACTS, models.CharField(_("Work and money"), max_length=10, choices=How, blank=True))
    debt = of(Group.FACTS, models.CharField(_("Debts"), max_length=10, choices=How, blank=True))
    legal = of(Group.JUSTICE, models.CharField(_("Authorities and charges"), max_length=10, choices=How, blank=True))
    again = of(
        Group.FACTS,
        models.CharField(_("Held or made to work since the last call"), max_length=10, choices=Again, blank=True),
    )
    words = of(Group.FACTS, EncryptedTextField(_("In a few sentences"), help_text=_("No diagnosis, and no address.")))
    noted_by = user_key(editable=False)
    noted_at = of(Group.REFERRAL, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    objects = FollowUpQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["due_on", "month", "pk"]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(status__in=["planned", "not_reached"]), name="referrals_followup_due"
            ),
        ]
        constraints = [
            RecipientWall(
                name="%(app_label)s_%(class)s_wall", column="case_id", recipient="partner_id", signed="noted_by_id"
            ),
            VersionGuard(
                name="%(app_label)s_%(class)s_version",
                fixed=["case_id", "of_return_id", "of_removal_id", "month", "noted_by_id", "noted_at"],
            ),
            models.UniqueConstraint(
                fields=["case", "month"],
                condition=Q(status__in=["planned", "not_reached"]),
                name="referrals_followup_one_a_month",
                violation_error_message=_("This call is planned already."),
            ),
            models.CheckConstraint(
                condition=Q(month__in=[1, 3, 6, 12]), name="referrals_followup_months_of_the_consent"
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(done_on__isnull=False, done_by__isnull=False),
                name="referrals_followup_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=True) | Q(referral__isnull=False),
                name="referrals_followup_partner_knows_the_person",
            ),
        ]

    def __str__(self):
        return f"follow-up {self.pk}"


class Earlier(OnCase):
    """That somebody was here before, or was not as far as we know. One human in two cases is two rows and a link: a row
    stands on each of the two, and is there only for those who may see both (C-11). Added, never changed."""

    class How(models.TextChoices):
        """How we know."""

        PERSON = "person", _("The person says so")
        NAME = "name", _("Name and what we know fit")
        PAPER = "paper", _("The number of a paper is the same")
        CALL = "call", _("Said in a follow-up call")
        NOBODY = "nobody", _("Asked and looked: not here before, as far as we know")

    class Again(models.TextChoices):
        """What happened between then and now."""

        YES = "yes", _("Trafficked again")
        NO = "no", _("Back for another reason")
        UNSURE = "unsure", _("Not known yet")

    class Side(models.TextChoices):
        """Which of the two this row stands on."""

        LATER = "later", _("This is the later case")
        EARLIER = "earlier", _("This is the earlier case")

    history_wall = staticmethod(pair_history)

    other = of(Group.ROUTING, models.ForeignKey(Case, models.CASCADE, null=True, related_name="+", editable=False))
    side = of(Group.ROUTING, models.CharField(max_length=8, choices=Side, default=Side.LATER, editable=False))
    how = of(Group.ROUTING, models.CharField(_("How do we know?"), max_length=8, choices=How))
    again = of(Group.FACTS, models.CharField(_("What happened since then?"), max_length=8, choices=Again, blank=True))
    words = of(Group.FACTS, EncryptedTextField(_("In a sentence")))
    by = user_key(editable=False)
    at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))

    class Meta(OnCase.Meta):
        verbose_name = _("that somebody was here before")
        ordering = ["-at", "-pk"]
        constraints = [
            PairWall(name="%(app_label)s_%(class)s_wall", column="case_id", other="other_id", signed="by_id"),
            AppendOnly(name="referrals_earlier_frozen", grants="SELECT, INSERT"),
            models.UniqueConstraint(
                fields=["case", "other"],
                name="referrals_earlier_once",
                violation_error_message=_("These two are linked already."),
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=models.F("case")), name="referrals_earlier_two_cases"
            ),
        ]

    def __str__(self):
        return f"earlier {self.pk}"
