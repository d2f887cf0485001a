"""What is kept of a talk: the sitting, what was told in it, and when it paused (I4).

Answers hang on the case as much as on their sitting: what was told once is never asked again (rule 1), so a fact has
one row, which a later sitting may correct, and the history keeps what it said before.
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices, label
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.policy import Group
from accounts.vault import EncryptedJSONField, EncryptedTextField
from accounts.walls import AppendOnly, Wall
from casework.cases.models import OnCase, user_key
from casework.interviews import catalogue, values
from casework.interviews.catalogue import State
from casework.interviews.groups import group_of_question

STATES = [
    (State.NOT_REACHED.value, _("Not asked yet")),
    (State.ANSWERED.value, _("Answered")),
    (State.UNSURE.value, _("Does not know or will not say")),
    (State.SKIPPED.value, _("Skipped for now")),
    (State.NOT_AGAIN.value, _("Do not ask again")),
]
GIVEN = (State.ANSWERED.value, State.UNSURE.value)


class Sitting(OnCase):
    """One talk with the person, or with somebody who tells about them: who, where, in which language, who was there."""

    class Status(models.TextChoices):
        """Where the talk stands. Moved by transitions.py only."""

        DRAFT = "draft", _("Being prepared")
        IN_PROGRESS = "in_progress", _("Going on")
        PAUSED = "paused", _("Paused")
        STOPPED = "stopped", _("Stopped")
        ENDED = "ended", _("Ended")

    class Setting(models.TextChoices):
        """Where one talks."""

        ROOM = "room", _("A room with the door closed")
        APART = "apart", _("Outside, apart from others")
        CLINIC = "clinic", _("A clinic or hospital")
        SHELTER = "shelter", _("Where the person stays")
        CUSTODY = "custody", _("Police, immigration or prison")
        JOINT = "joint", _("A talk held together with an authority")
        PHONE = "phone", _("By phone or video")

    class Speaker(models.TextChoices):
        """Who tells. What somebody else tells never stands in for the person's own word."""

        PERSON = "person", _("The person")
        RELATIVE = "relative", _("A relative")
        FRIEND = "friend", _("A friend or colleague")
        AGENCY = "agency", _("Another organisation")
        OTHER = "other", _("Somebody else")

    GOING_ON = (Status.IN_PROGRESS, Status.PAUSED)
    OVER = (Status.STOPPED, Status.ENDED)

    set_code = of(Group.FACTS, models.CharField(_("Questions"), max_length=30, editable=False))
    set_version = of(Group.FACTS, models.PositiveSmallIntegerField(_("Version of the questions"), editable=False))
    status = of(
        Group.ROUTING,
        models.CharField(_("Status"), max_length=12, choices=Status, default=Status.DRAFT, editable=False),
    )
    held_by = user_key(editable=False, verbose_name=_("Held by"))
    opened_at = of(Group.ROUTING, models.DateTimeField(default=timezone.now, editable=False))
    started_at = of(Group.ROUTING, models.DateTimeField(_("Began"), null=True, editable=False))
    ended_at = of(Group.ROUTING, models.DateTimeField(_("Ended"), null=True, editable=False))
    speaker = of(Group.FACTS, models.CharField(_("Who tells?"), max_length=10, choices=Speaker, default=Speaker.PERSON))
    told_by = of(
        Group.CONTACT,
        EncryptedTextField(
            _("Name of who tells, and how they know the person"), help_text=_("Only if it is not the person.")
        ),
    )
    language = of(Group.FACTS, models.CharField(_("Language of the talk"), max_length=3, choices=choices("languages")))
    interpreter = of(
        Group.FACTS,
        EncryptedTextField(
            _("Interpreter"),
            help_text=_("Name, and whether in the room or by phone. Leave empty if nobody interprets."),
        ),
    )
    interpreter_number = of(Group.FACTS, EncryptedTextField(_("Number of the interpreter, if your office uses one")))
    setting = of(Group.FACTS, models.CharField(_("Where do you talk?"), max_length=10, choices=Setting))
    place = of(
        Group.FACTS, EncryptedTextField(_("More on the place"), help_text=_("For example: room 2, door closed."))
    )
    present = of(
        Group.FACTS, EncryptedTextField(_("Who else is there?"), help_text=_("Everybody who can hear the talk."))
    )
    private_place = of(Group.FACTS, models.BooleanField(_("Nobody else can see or hear"), default=False))
    nobody_listening = of(
        Group.FACTS, models.BooleanField(_("Nobody who may have had a part in it is near"), default=False)
    )
    needs_met = of(Group.FACTS, models.BooleanField(_("What is urgent was seen to first"), default=False))
    official_present = of(Group.FACTS, models.BooleanField(_("An official is in the room"), default=False))
    official_agreed = of(
        Group.FACTS, models.BooleanField(_("The person was told who this is, and agrees"), default=False)
    )
    private_talk_on = of(Group.FACTS, models.DateField(_("Day of a talk in private"), null=True, blank=True))
    code_word_agreed = of(
        Group.FACTS, models.BooleanField(_("A word for “I cannot talk now” is agreed"), default=False)
    )
    call_back_agreed = of(
        Group.FACTS, models.BooleanField(_("Who calls back if the line drops is agreed"), default=False)
    )
    beside = of(
        Group.FAMILY,
        EncryptedTextField(
            _("Child protection officer or guardian beside the child"), help_text=_("Name, and which of the two.")
        ),
    )
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["case", "-opened_at"], name="casework_sitting_newest")]
        constraints = wall(column="case_id", fixed=("set_code", "set_version", "held_by_id"))

    def __str__(self):
        return f"sitting {self.pk}"

    @property
    def display_name(self):
        """What the list of changes calls it."""
        return str(catalogue.question_set(self.set_code, self.set_version).title)

    def get_absolute_url(self):
        """The talk's own page."""
        return reverse("interview_sitting", args=[self.case.reference, self.pk])


class SittingStep(OnCase):
    """The talk began, paused, went on, stopped or ended. Added, never changed."""

    sitting = of(Group.ROUTING, models.ForeignKey(Sitting, models.PROTECT, related_name="steps", editable=False))
    step = of(Group.ROUTING, models.CharField(max_length=12))
    before = of(Group.ROUTING, models.CharField(max_length=12, choices=Sitting.Status))
    after = of(Group.ROUTING, models.CharField(max_length=12, choices=Sitting.Status))
    asked_again = of(Group.FACTS, models.BooleanField(_("The person was asked again whether to go on"), default=False))
    by = user_key()
    at = of(Group.ROUTING, models.DateTimeField(default=timezone.now))

    class Meta(OnCase.Meta):
        ordering = ["at", "pk"]
        constraints = [
            Wall(name="casework_sittingstep_wall", column="case_id", erasable=False, signed="by_id"),
            AppendOnly(name="casework_sittingstep_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return self.step


class Answer(OnCase):
    """What was told to one question, in one repeat (the second leg of the way, the third fine).

    Its field group is that of its question: who may not read health notes does not read what was told about health,
    not even that something was told. The groups named below are for code that does not ask the row, the strictest.
    """

    sitting = of(Group.ROUTING, models.ForeignKey(Sitting, models.PROTECT, related_name="answers", editable=False))
    corrected_in = of(
        Group.ROUTING,
        models.ForeignKey(Sitting, models.PROTECT, null=True, blank=True, related_name="+", editable=False),
    )
    question = of(Group.HEALTH, models.CharField(_("Question"), max_length=40, editable=False))
    repeat = of(Group.HEALTH, models.PositiveSmallIntegerField(default=0, editable=False))
    speaker = of(Group.FACTS, models.CharField(_("Told by"), max_length=10, choices=Sitting.Speaker, editable=False))
    once_for = of(Group.HEALTH, models.CharField(max_length=60, blank=True, editable=False))
    state = of(
        Group.HEALTH,
        models.CharField(_("How it stands"), max_length=12, choices=STATES, default=State.NOT_REACHED.value),
    )
    value = of(Group.HEALTH, EncryptedJSONField(_("Answer")))
    note = of(Group.HEALTH, EncryptedTextField(_("Note")))
    heard = of(Group.HEALTH, EncryptedJSONField(_("Also spoken of")))
    from_story = of(Group.HEALTH, models.BooleanField(_("Told in the story"), default=False))
    told_at = of(Group.HEALTH, models.DateTimeField(_("Told on"), default=timezone.now, editable=False))
    raised_at = of(Group.HEALTH, models.DateTimeField(_("The person began to speak of it"), null=True, editable=False))
    written_by = user_key(editable=False, verbose_name=_("Written by"))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["question", "repeat", "told_at"]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=("sitting_id", "question", "repeat", "speaker", "once_for")),
            models.UniqueConstraint(fields=["sitting", "question", "repeat"], name="casework_answer_place"),
            # Rule 1 in the database: of what is asked once, the person's own word stands once.
            models.UniqueConstraint(
                fields=["case", "once_for", "repeat"],
                condition=Q(speaker="person", state__in=GIVEN) & ~Q(once_for=""),
                name="casework_answer_once",
            ),
        ]

    OWN = frozenset({
        "question", "repeat", "once_for", "state", "value", "note", "heard", "from_story", "told_at", "raised_at",
        "asked", "group",
    })  # fmt: skip

    def __str__(self):
        return f"answer {self.pk}"

    def group_here(self, name):
        """Field group of what this row says: its question decides."""
        return self.group if name in self.OWN else None

    def words_here(self, name, value):
        """What the list of changes says of a field; None where the field speaks for itself."""
        if name == "heard":
            return ", ".join(str(label(*target.split(".", 1))) for target in value)
        try:
            question = catalogue.question(self.question)
        except KeyError:
            return None
        return {"question": question.text, "value": values.words(question, value)}.get(name)

    @property
    def group(self):
        """Field group of the question."""
        return group_of_question(self.question)
