"""Children: best-interests procedure, guardians, assent, family tracing, disputed ages and births (P4, P11, R20)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import PolicyQuerySet
from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from casework.cases.models import OnCase, user_key


class About(models.TextChoices):
    """What only a determination may decide (workflows.md section 9), and what a child is asked to agree to."""

    RETURN = "return", _("Going home, or to another country")
    SEPARATION = "separation", _("Living apart from the family")
    PLACEMENT = "placement", _("Where the child lives")
    GUARDIAN = "no_safe_guardian", _("There is no safe guardian")


class BestInterestsQuerySet(PolicyQuerySet):
    """Adjectives for procedures."""

    def running(self):
        """Not at rest: an assessment or a determination is under way."""
        return self.filter(status__in=BestInterests.RUNNING)

    def assessed(self):
        """Those whose assessment is done."""
        return self.filter(assessed_at__isnull=False)


class BestInterests(OnCase):
    """One best-interests procedure: the assessment, and where one is needed the determination by a panel."""

    class Status(models.TextChoices):
        """States of workflows.md section 9."""

        OPEN = "assessment_open", _("Assessment going on")
        ASSESSED = "assessment_done", _("Assessment done")
        NEEDED = "determination_needed", _("A determination is needed")
        PANEL = "panel_review", _("Before the panel")
        DECIDED = "decided", _("Decided")
        REVIEWED = "reviewed", _("Decided and reviewed")

    class Home(models.TextChoices):
        """What is known of the home the child might go to. Also why nobody looked is an answer."""

        SEEN = "seen", _("Somebody visited the home")
        ASKED = "asked", _("Asked of a service there; its answer is written below")
        NOT_SAFE = "not_safe", _("Not done: asking would put the child or the family at risk")
        NO_HOME = "no_home", _("Not done: there is no home to look at")

    RUNNING = (Status.OPEN, Status.NEEDED, Status.PANEL)
    UNDECIDED = (Status.NEEDED, Status.PANEL)
    FINAL = (Status.DECIDED, Status.REVIEWED)

    status = of(Group.ROUTING, models.CharField(max_length=24, choices=Status, default=Status.OPEN, editable=False))
    opened_by = user_key(editable=False)
    opened_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    # the assessment
    heard_on = of(Group.FAMILY, models.DateField(_("The child was heard on"), null=True, blank=True))
    heard_by = of(Group.FAMILY, EncryptedTextField(_("Who asked, and who was there")))
    child_view = of(
        Group.FAMILY,
        EncryptedTextField(
            _("What the child wants, in the child's own words"),
            help_text=_("Of a baby: what those who care for it have seen."),
        ),
    )
    situation = of(Group.FAMILY, EncryptedTextField(_("How the child lives now, with whom, and what is not safe")))
    needs_words = of(Group.FAMILY, EncryptedTextField(_("What the child needs")))
    advice = of(Group.FAMILY, EncryptedTextField(_("What is best for the child, and why")))
    home = of(
        Group.FAMILY, models.CharField(_("The home the child may go to"), max_length=10, choices=Home, blank=True)
    )
    home_on = of(Group.FAMILY, models.DateField(_("Looked at on"), null=True, blank=True))
    home_words = of(Group.FAMILY, EncryptedTextField(_("What was found there, or why nobody looked")))
    assessed_by = user_key(null=True, editable=False)
    assessed_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    # the determination
    about = of(
        Group.FAMILY,
        ArrayField(
            models.CharField(max_length=20, choices=About),
            verbose_name=_("What is to be decided"), default=list, blank=True, editable=False,
        ),
    )  # fmt: skip
    panel_on = of(Group.ROUTING, models.DateField(_("The panel met on"), null=True, blank=True))
    options = of(Group.FAMILY, EncryptedTextField(_("What was weighed: each way, what speaks for it and against it")))
    allowed = of(
        Group.FAMILY,
        ArrayField(
            models.CharField(max_length=20, choices=About),
            verbose_name=_("The panel says yes to"), default=list, blank=True,
        ),
    )  # fmt: skip
    decision = of(Group.FAMILY, EncryptedTextField(_("The decision, in plain words")))
    institution_why = of(
        Group.FAMILY,
        EncryptedTextField(
            _("If the child is to live in an institution: why no family can be found, and for how long"),
            help_text=_("Leave empty if it is no institution. An institution is never the usual answer."),
        ),
    )
    review_on = of(Group.ROUTING, models.DateField(_("To be looked at again on"), null=True, blank=True))
    signed_supervisor = user_key(null=True, editable=False)
    signed_officer = user_key(null=True, editable=False)
    decided_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    stands = of(Group.ROUTING, models.BooleanField(default=False, editable=False))
    reviewed_by = user_key(null=True, editable=False)
    reviewed_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    review_words = of(Group.FAMILY, EncryptedTextField(_("What the review found")))
    version = VersionField()

    objects = BestInterestsQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["case", "-opened_at"], name="casework_bestint_newest")]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["opened_by_id", "opened_at"]),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status__in=["assessment_open", "determination_needed", "panel_review"]),
                name="casework_bestinterests_one_running",
                violation_error_message=_("One is going on already. Go on with that one."),
            ),
            models.CheckConstraint(
                condition=~Q(signed_supervisor=F("signed_officer"))
                | Q(signed_supervisor__isnull=True)
                | Q(signed_officer__isnull=True),
                name="casework_bestinterests_two_people",
                violation_error_message=_("Somebody else must sign too: you have signed already."),
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True)
                | Q(signed_supervisor__isnull=False, signed_officer__isnull=False, review_on__isnull=False),
                name="casework_bestinterests_decided_by_two",
            ),
        ]

    def __str__(self):
        return f"best interests {self.pk}"

    @property
    def stands_today(self):
        """Whether the decision may be acted on: signed, not overturned, and its day to be looked at not passed."""
        return self.stands and self.review_on is not None and self.review_on >= timezone.localdate()


class PanelMember(OnCase):
    """Somebody who sits on the panel of a determination."""

    class Function(models.TextChoices):
        """In which function. Whoever only interprets, or is the child's own voice, is no member who decides."""

        OFFICER = "child_protection", _("Child protection")
        SOCIAL = "social_work", _("Social work or the state's office for children")
        CASEWORKER = "caseworker", _("Caseworker of this case")
        PSYCHOLOGIST = "psychologist", _("Psychologist or doctor")
        LAWYER = "lawyer", _("Lawyer")
        PARTNER = "partner", _("Another organisation for children")
        INTERPRETER = "interpreter", _("Interpreter (does not decide)")
        BESIDE = "beside", _("Beside the child (does not decide)")

    DECIDES = (Function.OFFICER, Function.SOCIAL, Function.CASEWORKER, Function.PSYCHOLOGIST, Function.LAWYER,
               Function.PARTNER)  # fmt: skip

    procedure = of(
        Group.ROUTING, models.ForeignKey(BestInterests, models.CASCADE, related_name="panel", editable=False)
    )
    name = of(Group.FAMILY, EncryptedTextField(_("Name, and from where"), blank=False))
    function = of(Group.FAMILY, models.CharField(_("As what"), max_length=20, choices=Function))
    added_by = user_key(editable=False)
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["pk"]
        constraints = [*wall(column="case_id", fixed=["procedure_id", "added_by_id"])]

    def __str__(self):
        return f"panel member {self.pk}"


class Guardian(OnCase):
    """Who answers for the child: a person, or the body that the law names. Several may follow one another."""

    on_demand = frozenset({"reach"})

    class Kind(models.TextChoices):
        """Who it is."""

        MOTHER = "mother", _("Mother")
        FATHER = "father", _("Father")
        RELATIVE = "relative", _("Another relative")
        PERSON = "person", _("A guardian named for this child")
        BODY = "body", _("An office or a body")

    class Appointed(models.TextChoices):
        """How they came to answer for the child."""

        LAW = "law", _("By law, as a parent")
        COURT = "court", _("By a court")
        OFFICE = "office", _("By the state's office for children")
        FOR_NOW = "for_now", _("For now, until a court or office decides")
        ASKED = "asked", _("Asked for; not named yet")

    class Involved(models.TextChoices):
        """Whether they may have had a part in it. Nobody of whom this is possible is ever asked (P4)."""

        UNKNOWN = "unknown", _("Not known yet")
        NO = "no", _("Nothing speaks for it")
        POSSIBLE = "possible", _("Possible: never ask or tell them")

    kind = of(Group.FAMILY, models.CharField(_("Who"), max_length=10, choices=Kind))
    name = of(Group.FAMILY, EncryptedTextField(_("Name of the person, or of the body"), blank=False))
    reach = of(Group.FAMILY, EncryptedTextField(_("How to reach them")))
    appointed = of(Group.FAMILY, models.CharField(_("How they were named"), max_length=10, choices=Appointed))
    appointed_on = of(Group.FAMILY, models.DateField(_("Named on"), null=True, blank=True))
    involved = of(
        Group.FAMILY,
        models.CharField(
            _("May they have had a part in it?"), max_length=10, choices=Involved, default=Involved.UNKNOWN
        ),
    )
    involved_words = of(Group.FAMILY, EncryptedTextField(_("What speaks for it, or against it")))
    accepted = of(Group.FAMILY, models.BooleanField(_("The child accepts them"), null=True, blank=True))
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    ended_on = of(Group.ROUTING, models.DateField(null=True, editable=False))
    ended_why = of(Group.FAMILY, EncryptedTextField(_("Why they no longer answer for the child")))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-noted_at", "-pk"]
        constraints = [*wall(column="case_id", erasable=False, fixed=["noted_by_id", "noted_at"])]

    def __str__(self):
        return f"guardian {self.pk}"

    @property
    def answers(self):
        """Whether this one may be asked today: named, not ended, and without any sign of a part in it."""
        return (
            self.ended_on is None and self.appointed != self.Appointed.ASKED and self.involved != self.Involved.POSSIBLE
        )


class Assent(OnCase):
    """The child's own yes or no to one thing, dated; the newest counts."""

    class Answer(models.TextChoices):
        """What the child said."""

        YES = "yes", _("Yes")
        NO = "no", _("No")
        UNSURE = "unsure", _("Does not know yet")
        TOO_YOUNG = "too_young", _("Too young to be asked")

    about = of(Group.FAMILY, models.CharField(_("Asked about"), max_length=20, choices=About))
    answer = of(Group.FAMILY, models.CharField(_("The child says"), max_length=10, choices=Answer))
    words = of(Group.FAMILY, EncryptedTextField(_("The child's own words, or how a small child showed it")))
    asked_on = of(Group.FAMILY, models.DateField(_("Asked on"), default=timezone.localdate))
    language = of(Group.FAMILY, models.CharField(_("In which language"), max_length=3, choices=choices("languages")))
    beside = of(Group.FAMILY, EncryptedTextField(_("Who was beside the child")))
    asked_by = user_key(editable=False)
    at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-at", "-pk"]
        constraints = [*wall(column="case_id", erasable=False, fixed=["about", "asked_by_id", "at"])]

    def __str__(self):
        return f"assent {self.pk}"


class Tracing(OnCase):
    """One thing done to find the child's family, or the reason why nobody looks (family tracing)."""

    class State(models.TextChoices):
        """Where it stands."""

        ASKED = "asked", _("Asked somebody to look")
        FOUND = "found", _("Found")
        NOT_FOUND = "not_found", _("Not found")
        KNOWN = "known", _("Not needed: the family is known")
        NOT_SAFE = "not_safe", _("Not done: looking would put somebody at risk")
        NOT_WANTED = "not_wanted", _("Not done: the child does not want it")

    state = of(Group.FAMILY, models.CharField(_("What was done"), max_length=12, choices=State))
    on = of(Group.FAMILY, models.DateField(_("On"), default=timezone.localdate))
    through = of(Group.FAMILY, EncryptedTextField(_("Through whom")))
    words = of(Group.FAMILY, EncryptedTextField(_("What came of it")))
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-on", "-noted_at", "-pk"]
        constraints = [*wall(column="case_id", erasable=False, fixed=["noted_by_id", "noted_at"])]

    def __str__(self):
        return f"tracing {self.pk}"
