"""A file of a case: the original sealed as evidence, and a copy without metadata for those who may open it (R-33)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import Statement
from casework.cases.models import OnCase, user_key
from casework.consents.models import Consent
from casework.files import files_sql
from casework.files.kinds import CHOICES, TYPES
from casework.people.models import IdentityPaper


def evidence(field):
    """A field of the group of files."""
    return of(Group.EVIDENCE, field)


def part_of(model, words):
    """What a file belongs to. Without a constraint: a paper written twice may be taken away, and its scan stays."""
    return evidence(
        models.ForeignKey(
            model,
            models.DO_NOTHING,
            null=True,
            blank=True,
            db_constraint=False,
            related_name="scans",
            verbose_name=words,
        )
    )


class StoredFile(OnCase):
    """One file. Nothing of it is ever changed but what the scan found; nobody takes it away (I8)."""

    class Kind(models.TextChoices):
        """What it is for."""

        PAPER = "paper", _("A paper of the person")
        CONSENT = "consent", _("A signed consent")
        PHOTO = "photo", _("A photo of the face")
        REPLY = "reply", _("A reply of a mission")
        ANSWER = "answer", _("Given in an interview")
        RECEIPT = "receipt", _("A receipt")
        EVIDENCE = "evidence", _("Something else that shows what happened")

    class State(models.TextChoices):
        """Nobody opens a file before it is ready."""

        QUARANTINED = "quarantined", _("Being checked")
        READY = "ready", _("Checked")
        REFUSED = "refused", _("Locked away")

    class Finding(models.TextChoices):
        """Why it is locked away."""

        MALWARE = "malware", _("The scanner found something harmful in it.")
        DAMAGED = "damaged", _("No safe copy could be made of it.")
        CHANGED = "changed", _("It is not what was added: the bytes on the disk were changed.")

    kind = evidence(models.CharField(_("What is it?"), max_length=10, choices=Kind))
    name = evidence(EncryptedTextField(_("Name of the file"), editable=False))
    note = evidence(EncryptedTextField(_("What does it show?"), help_text=_("A few words, so that others find it.")))
    type = evidence(models.CharField(_("Type"), max_length=4, choices=CHOICES, editable=False))
    size = evidence(models.PositiveIntegerField(editable=False))
    sha256 = evidence(EncryptedTextField(_("Fingerprint of the original (SHA-256)"), editable=False))
    state = evidence(models.CharField(max_length=12, choices=State, default=State.QUARANTINED, editable=False))
    finding = evidence(models.CharField(max_length=8, choices=Finding, blank=True, editable=False))
    paper = part_of(IdentityPaper, _("Which paper?"))
    consent = part_of(Consent, _("Which consent?"))
    added_by = user_key(editable=False)
    added_at = evidence(models.DateTimeField(default=timezone.now, editable=False))
    scanned_at = evidence(models.DateTimeField(null=True, blank=True, editable=False))
    blob = evidence(models.CharField(max_length=32, unique=True, editable=False))
    copy = evidence(models.CharField(max_length=32, blank=True, editable=False))
    copy_size = evidence(models.PositiveIntegerField(default=0, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-added_at", "-pk"]
        indexes = [
            models.Index(fields=["case", "-added_at"], name="casework_storedfile_newest"),
            models.Index(
                fields=["added_at"], name="casework_storedfile_waiting", condition=models.Q(state="quarantined")
            ),
        ]
        constraints = [
            *wall(
                column="case_id",
                erasable=False,
                signed="added_by_id",
                fixed=["kind", "name", "type", "size", "sha256", "paper_id", "consent_id", "added_by_id", "added_at",
                       "blob"],
            ),
            Statement(name="casework_storedfile_waits", make=files_sql.MAKE, drop=files_sql.DROP),
        ]  # fmt: skip

    def __str__(self):
        return f"file {self.pk}"

    @property
    def served_as(self):
        """(content type, name) of the copy: neutral, so that a folder of downloads tells nothing."""
        kind = TYPES[self.type]
        return kind.served, f"{self.case.reference}-{self.pk.hex[:8]}.{kind.endings[0]}"
