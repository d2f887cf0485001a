"""What a person needs and who helps with it: a service with an owner and a due date (P2), the plan they agree to, the
safety plan (P8), and conferences on the case. Help hangs on nothing that the person does or says in return (P3)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import PolicyQuerySet
from accounts.codes import choices, label
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.organisations.models import Organisation
from accounts.pages import shown
from accounts.policy import Group
from accounts.vault import EncryptedJSONField, EncryptedTextField
from accounts.walls import Statement
from casework.cases import access_sql
from casework.cases.models import OnCase, user_key
from casework.consents.models import Consent
from casework.todos.models import Todo

KINDS, LANGUAGES, PRIORITIES = choices("service_types"), choices("languages"), choices("referral_priorities")


class NeedQuerySet(PolicyQuerySet):
    """Adjectives for needs."""

    def open(self):
        """Not ended: it stays on the pages until it is."""
        return self.filter(ended_at=None)

    def late(self):
        """Open, and its day has passed."""
        return self.open().filter(due_on__lt=timezone.localdate())


class Need(OnCase):
    """One need of the person, from a screening, an interview or a talk, and the service that answers it."""

    class Status(models.TextChoices):
        """Where the help stands. Nobody but the person decides whether they want it."""

        NOTED = "noted", _("Noted, nobody helps yet")
        ARRANGED = "arranged", _("Arranged")
        RUNNING = "running", _("Under way")
        DONE = "done", _("Done")
        NOT_WANTED = "not_wanted", _("Not wanted by the person")
        NOT_POSSIBLE = "not_possible", _("Could not be had")

    class Origin(models.TextChoices):
        """Where it came from. The flag itself is not kept here: it may be one of health."""

        SCREENING = "screening", _("Proposed by the screening")
        INTERVIEW = "interview", _("Proposed by the interview")
        CONFERENCE = "conference", _("Decided in a conference")
        TALK = "talk", _("Written down by us")

    class Result(models.TextChoices):
        """What came of it."""

        HELPED = "helped", _("The person got what was needed")
        PARTLY = "partly", _("Partly")
        NOT_REACHED = "not_reached", _("The person could not be reached any more")

    OPEN = (Status.NOTED, Status.ARRANGED, Status.RUNNING)
    ENDED = (Status.DONE, Status.NOT_WANTED, Status.NOT_POSSIBLE)

    kind = of(Group.ROUTING, models.CharField(_("What is needed"), max_length=40, choices=KINDS))
    status = of(Group.ROUTING, models.CharField(max_length=14, choices=Status, default=Status.NOTED, editable=False))
    origin = of(Group.ROUTING, models.CharField(max_length=10, choices=Origin, default=Origin.TALK, editable=False))
    priority = of(Group.ROUTING, models.CharField(_("How urgent"), max_length=10, choices=PRIORITIES, default="normal"))
    words = of(
        Group.FACTS,
        EncryptedTextField(
            _("What exactly, in a sentence"), help_text=_("No diagnosis: that belongs in health notes.")
        ),
    )
    provider = of(
        Group.FACTS,
        models.ForeignKey(
            Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Who helps")
        ),
    )
    provider_name = of(
        Group.FACTS,
        EncryptedTextField(_("Or: who helps, in words"), help_text=_("For one that is not in the list.")),
    )
    owner = user_key(null=True, verbose_name=_("Who sees to it"))
    due_on = of(Group.ROUTING, models.DateField(_("Until when"), null=True, blank=True))
    result = of(Group.FACTS, models.CharField(_("What came of it"), max_length=14, choices=Result, blank=True))
    result_words = of(Group.FACTS, EncryptedTextField(_("In a sentence")))
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    ended_at = of(Group.ROUTING, models.DateTimeField(null=True, editable=False))
    version = VersionField()

    objects = NeedQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-noted_at", "-pk"]
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(ended_at__isnull=True), name="casework_need_of_owner"),
            models.Index(fields=["case", "due_on"], name="casework_need_of_case"),
        ]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["noted_by_id"]),
            Statement(name="casework_need_access", make=access_sql.grants("case_id"), drop=access_sql.GRANTS_DROP),
            models.CheckConstraint(
                condition=Q(status__in=["noted", "arranged", "running"], ended_at__isnull=True)
                | Q(status__in=["done", "not_wanted", "not_possible"], ended_at__isnull=False),
                name="casework_need_ended_with_a_state",
            ),
        ]

    def __str__(self):
        return f"need {self.pk}"

    @property
    @shown(Group.ROUTING)
    def is_late(self):
        """Open, and its day has passed."""
        return self.ended_at is None and self.due_on is not None and self.due_on < timezone.localdate()


class Session(OnCase):
    """One time the person met who helps, or was to meet them."""

    class Came(models.TextChoices):
        """Whether it took place."""

        YES = "yes", _("It took place")
        MISSED = "missed", _("The person did not come")
        PUT_OFF = "put_off", _("Put off by who helps")

    need = of(Group.ROUTING, models.ForeignKey(Need, models.CASCADE, related_name="sessions", editable=False))
    held_on = of(Group.ROUTING, models.DateField(_("On"), default=timezone.localdate))
    came = of(Group.ROUTING, models.CharField(_("How it went"), max_length=8, choices=Came, default=Came.YES))
    words = of(
        Group.FACTS,
        EncryptedTextField(_("In a sentence"), help_text=_("No diagnosis, and nothing said in confidence.")),
    )
    noted_by = user_key(editable=False)
    noted_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-held_on", "-noted_at", "-pk"]
        constraints = [*wall(column="case_id", erasable=False, fixed=["need_id", "noted_by_id", "noted_at"])]

    def __str__(self):
        return f"session {self.pk}"


class CasePlan(OnCase):
    """One version of the plan. What was agreed is never changed: a change is a new version to agree to."""

    class Status(models.TextChoices):
        """Where this version stands."""

        DRAFT = "draft", _("Being written")
        AGREED = "agreed", _("Agreed by the person")
        NOT_AGREED = "not_agreed", _("The person does not want it so")
        REPLACED = "replaced", _("Replaced by a newer one")

    number = of(Group.ROUTING, models.PositiveSmallIntegerField(editable=False))
    status = of(Group.ROUTING, models.CharField(max_length=12, choices=Status, default=Status.DRAFT, editable=False))
    wishes = of(Group.FACTS, EncryptedTextField(_("What the person wants, in their words")))
    steps = of(
        Group.FACTS,
        EncryptedTextField(_("What we do together, in the person's language"), help_text=_("One line for each step.")),
    )
    # what the open needs said when this version was made or agreed: kind, who helps, until when
    services = of(Group.FACTS, EncryptedJSONField(editable=False))
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
    answer_words = of(Group.FACTS, EncryptedTextField(_("What the person wants otherwise")))
    written_by = user_key(editable=False)
    written_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-number"]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["number", "written_by_id", "written_at"]),
            models.UniqueConstraint(fields=["case", "number"], name="casework_caseplan_number"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status="draft"),
                name="casework_caseplan_one_draft",
                violation_error_message=_("A new version is being written already. Go on with that one."),
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(status="agreed"), name="casework_caseplan_one_agreed"),
            models.CheckConstraint(
                condition=~Q(status="agreed") | Q(agreed_on__isnull=False, read_aloud=True),
                name="casework_caseplan_agreed_with_a_day",
            ),
        ]

    def __str__(self):
        return f"plan {self.pk}"

    def words_here(self, name, value):
        """The help of a version in the list of changes; "" for every other field, which says itself."""
        rows = value if name == "services" else ()
        return "; ".join(", ".join(filter(None, (str(label("service_types", one["kind"])), one["words"], one["who"],
                                                 one["until"]))) for one in rows)  # fmt: skip


class SafetyPlan(OnCase):
    """What may happen to the person or the family, what they then do, and whom they call (P8). One a case, and every
    word of it sealed; the history keeps what it said before."""

    reprisals = of(
        Group.FACTS, EncryptedTextField(_("Reprisals"), help_text=_("Who may come, call or write, and why now."))
    )
    debts = of(
        Group.FACTS, EncryptedTextField(_("Debt collectors"), help_text=_("Who says that money is owed, and to whom."))
    )
    family = of(
        Group.FAMILY, EncryptedTextField(_("Family at risk"), help_text=_("Who, where, and whether they know."))
    )
    signs = of(Group.FACTS, EncryptedTextField(_("How the person sees that danger comes near")))
    what_to_do = of(Group.CONTACT, EncryptedTextField(_("What to do then"), help_text=_("One line for each step.")))
    whom_to_call = of(Group.CONTACT, EncryptedTextField(_("Whom to call"), help_text=_("Name and number, by heart.")))
    where_to_go = of(Group.CONTACT, EncryptedTextField(_("Where to go")))
    made_with = of(Group.ROUTING, models.BooleanField(_("Made together with the person"), default=False))
    made_on = of(Group.ROUTING, models.DateField(_("Talked through on"), default=timezone.localdate))
    again_on = of(Group.ROUTING, models.DateField(_("Talk it through again on"), null=True, blank=True))
    written_by = user_key(editable=False)
    written_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["written_at"]),
            models.UniqueConstraint(
                fields=["case"],
                name="casework_safetyplan_one",
                violation_error_message=_("There is a safety plan already. Change that one."),
            ),
        ]

    def __str__(self):
        return f"safety plan {self.pk}"


class Conference(OnCase):
    """People who talked the case through together: who was there, what was said, what was decided."""

    held_on = of(Group.ROUTING, models.DateField(_("Held on"), default=timezone.localdate))
    people = of(
        Group.FACTS, EncryptedTextField(_("Who was there"), help_text=_("One line for each: name, from where."))
    )
    person_there = of(Group.ROUTING, models.BooleanField(_("The person was there, or agreed to it"), default=False))
    minutes = of(Group.FACTS, EncryptedTextField(_("What was said, as short as it can be")))
    written_by = user_key(editable=False)
    written_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-held_on", "-written_at", "-pk"]
        constraints = [*wall(column="case_id", erasable=False, fixed=["written_by_id", "written_at"])]

    def __str__(self):
        return f"conference {self.pk}"


class Decision(OnCase):
    """One decision of a conference, and what became of it: a need or a to-do with an owner and a day."""

    conference = of(
        Group.ROUTING, models.ForeignKey(Conference, models.CASCADE, related_name="decisions", editable=False)
    )
    words = of(Group.FACTS, EncryptedTextField(_("What was decided"), blank=False))
    need = of(Group.ROUTING, models.ForeignKey(Need, models.CASCADE, null=True, related_name="+", editable=False))
    todo = of(Group.ROUTING, models.ForeignKey(Todo, models.CASCADE, null=True, related_name="+", editable=False))
    at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["at", "pk"]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["conference_id", "need_id", "todo_id", "at"]),
            models.CheckConstraint(
                condition=Q(need__isnull=False, todo__isnull=True) | Q(need__isnull=True, todo__isnull=False),
                name="casework_decision_becomes_something",
            ),
        ]

    def __str__(self):
        return f"decision {self.pk}"
