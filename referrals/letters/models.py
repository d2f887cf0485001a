"""A letter to one organisation: which text, which items, its PDF sealed on disk, and every copy that was handed out."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import AppendOnly, Statement, VersionGuard
from casework.cases.models import OnCase, key, user_key
from casework.cases.numbers import new_reference
from casework.consents.items import CODES
from referrals.letters import letters_sql
from referrals.letters.kinds import CHOICES, TONGUES
from referrals.sharing.models import Share
from referrals.sharing.walls import RecipientQuerySet, RecipientWall, wall_of_history


def plain(field):
    """A field that whoever sees the referral sees."""
    return of(Group.REFERRAL, field)


def to(**options):
    """The organisation that a row is addressed to."""
    return plain(models.ForeignKey(Organisation, models.PROTECT, related_name="+", **options))


class LetterQuerySet(RecipientQuerySet):
    """Adjectives for letters."""

    def addressed(self, organisation):
        """Of a recipient: what was sent to it and not taken back, while the share it rests on is open to it and stands
        by the database's clock (C-05)."""
        standing = Share.objects.standing_for(organisation).filter(live_from__isnull=False)
        return super().addressed(organisation) & Q(status=Letter.Status.SENT, share__in=standing)


class Letter(OnCase):
    """One letter. Text, items and PDF never change; a correction is a new letter."""

    class Status(models.TextChoices):
        """From the draft to the end."""

        DRAFT = "draft", _("Made, not sent")
        HALF = "half", _("One of two has approved")
        APPROVED = "approved", _("Approved, not sent yet")
        SENT = "sent", _("Sent")
        VOID = "void", _("Taken back")

    history_wall = wall_of_history("recipient_id", "sent_at")

    number = plain(models.CharField(max_length=10, unique=True, default=new_reference, editable=False))
    kind = plain(models.CharField(_("Kind"), max_length=24, choices=CHOICES))
    language = plain(models.CharField(_("Language"), max_length=8, choices=TONGUES))
    text_version = plain(models.PositiveSmallIntegerField(editable=False))
    text_digest = plain(models.CharField(max_length=16, editable=False))
    marked_draft = plain(models.BooleanField(default=True, editable=False))
    recipient = to(verbose_name=_("To"))
    share = plain(models.ForeignKey(Share, models.PROTECT, null=True, related_name="letters", editable=False))
    items = of(
        Group.CONSENT,
        ArrayField(models.CharField(max_length=20, choices=CODES), default=list, blank=True, editable=False),
    )
    status = plain(models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False))
    sha256 = plain(models.CharField(_("Fingerprint (SHA-256)"), max_length=64, editable=False))
    size = plain(models.PositiveIntegerField(editable=False))
    blob = plain(models.CharField(max_length=32, unique=True, editable=False))
    made_by = user_key(editable=False)
    made_at = plain(models.DateTimeField(default=timezone.now, editable=False))
    approved_by = user_key(null=True, editable=False)
    second_by = user_key(null=True, editable=False)
    sent_by = user_key(null=True, editable=False)
    sent_at = plain(models.DateTimeField(null=True, blank=True, editable=False))
    version = VersionField()

    objects = LetterQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            RecipientWall(
                name="%(app_label)s_%(class)s_wall", column="case_id", recipient="recipient_id", sent="sent_at"
            ),
            VersionGuard(
                name="%(app_label)s_%(class)s_version",
                fixed=["case_id", "number", "kind", "language", "text_version", "text_digest", "marked_draft",
                       "recipient_id", "share_id", "items", "sha256", "size", "blob", "made_by_id", "made_at"],
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")),
                name="referrals_letter_two_people",
                violation_error_message=_("Somebody else must approve this: it was you who made it."),
            ),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | ~Q(second_by=F("made_by")) & ~Q(second_by=F("approved_by")),
                name="referrals_letter_three_people",
                violation_error_message=_("Somebody else must approve this: it was you who made it."),
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(marked_draft=False),
                name="referrals_letter_no_draft_leaves",
                violation_error_message=_("The text is a draft. A letter that is marked so is never sent."),
            ),
            Statement(name="referrals_letter_firewall", make=letters_sql.FIREWALL, drop=letters_sql.FIREWALL_DROP),
            Statement(name="referrals_letter_blobs", make=letters_sql.BLOBS, drop=letters_sql.BLOBS_DROP),
        ]  # fmt: skip

    def __str__(self):
        return f"letter {self.number}"


class CopyQuerySet(RecipientQuerySet):
    """What was handed out."""

    recipient, sent = "recipient", ""


class LetterCopy(OnCase):
    """The PDF was handed out once more, to whom and when. Each side's first is the letter; later ones say COPY."""

    history_wall = wall_of_history("recipient_id")

    letter = plain(models.ForeignKey(Letter, models.CASCADE, related_name="copies", editable=False))
    recipient = to(editable=False)
    outside = plain(models.BooleanField(editable=False))
    place = plain(models.PositiveIntegerField(editable=False))
    by = user_key(editable=False)
    at = plain(models.DateTimeField(default=timezone.now, editable=False))

    objects = CopyQuerySet.as_manager()

    class Meta(OnCase.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "outside", "place"], name="referrals_lettercopy_each_once"),
            RecipientWall(
                name="%(app_label)s_%(class)s_wall", column="case_id", recipient="recipient_id", signed="by_id"
            ),
            AppendOnly(name="referrals_lettercopy_frozen", grants="SELECT, INSERT"),
        ]

    def __str__(self):
        return f"copy {self.place} of {self.letter_id}"


class LetterJob(models.Model):
    """Many letters that somebody asked for at once. Nothing of a case stands here; only who asked sees it."""

    id = key()
    by = user_key(editable=False)
    kind = plain(models.CharField(_("Kind"), max_length=24, choices=CHOICES))
    language = plain(models.CharField(_("Language"), max_length=8, choices=TONGUES))
    send = plain(models.BooleanField(_("Send them at once"), default=False))
    asked_at = plain(models.DateTimeField(default=timezone.now, editable=False))

    class Meta:
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        constraints = [
            Statement(name="referrals_letterjob_wall", make=letters_sql.OWN_JOBS, drop=letters_sql.OWN_JOBS_DROP)
        ]

    def __str__(self):
        return f"letters {self.pk}"


class LetterLine(OnCase):
    """One letter of a job: still to be made, made, or not made and why."""

    class State(models.TextChoices):
        """A line leaves `waiting` once."""

        WAITING = "waiting", _("Waits")
        DONE = "done", _("Made")
        FAILED = "failed", _("Not made")

    job = plain(models.ForeignKey(LetterJob, models.CASCADE, related_name="lines", editable=False))
    share = plain(models.ForeignKey(Share, models.PROTECT, related_name="+", editable=False))
    letter = plain(models.OneToOneField(Letter, models.PROTECT, null=True, related_name="line", editable=False))
    state = plain(models.CharField(max_length=8, choices=State, default=State.WAITING, editable=False))
    reason = of(Group.CONSENT, EncryptedTextField(_("Why not"), editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["job", "share"], name="referrals_letterline_once"),
            *wall(column="case_id", erasable=False, kinds=["user", "consular"], fixed=["job_id", "share_id"]),
            Statement(name="referrals_letterline_waits", make=letters_sql.WAITING, drop=letters_sql.WAITING_DROP),
        ]

    def __str__(self):
        return f"line {self.pk}"
