"""A fear of the own state, or asylum: nothing goes to that state while it stands, by any role (C-06, R16)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.organisations.models import country_list
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import Statement
from casework.cases import sharing_sql
from casework.cases.models import OnCase, user_key


class StateFear(OnCase):
    """One fear that was written down, until a supervisor lifts it on the person's own word. Rows are kept."""

    class Kind(models.TextChoices):
        """Why nothing may go to the own state. A fear of lender, family or trafficker is none of these."""

        ASYLUM = "asylum", _("Asked for asylum, or has protection")
        FEAR = "fear", _("Is afraid of the own state")

    class Source(models.TextChoices):
        """Where it comes from."""

        PERSON = "person", _("The person told us")
        STATUS = "status", _("The status in this country")
        INTERVIEW = "interview", _("An answer in an interview")
        SCREENING = "screening", _("The screening")

    kind = of(Group.IMMIGRATION, models.CharField(_("What it is"), max_length=8, choices=Kind))
    source = of(
        Group.IMMIGRATION,
        models.CharField(_("Where it comes from"), max_length=10, choices=Source, default=Source.PERSON),
    )
    countries = of(Group.IMMIGRATION, country_list(_("Of which states")))
    note = of(Group.IMMIGRATION, EncryptedTextField(_("In the person's words")))
    raised_by = user_key(editable=False)
    raised_at = of(Group.IMMIGRATION, models.DateTimeField(default=timezone.now, editable=False))
    lift_asked_by = user_key(null=True, editable=False)
    lift_asked_at = of(Group.IMMIGRATION, models.DateTimeField(null=True, blank=True, editable=False))
    lift_reason = of(Group.IMMIGRATION, EncryptedTextField(_("What the person says now")))
    lifted_by = user_key(null=True, editable=False)
    lifted_at = of(Group.IMMIGRATION, models.DateTimeField(null=True, blank=True, editable=False))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-raised_at", "-pk"]
        constraints = [
            *wall(column="case_id", erasable=False, fixed=["kind", "countries", "raised_by_id", "raised_at"]),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True)
                | Q(lift_asked_by__isnull=False, lifted_by__isnull=False) & ~Q(lifted_by=F("lift_asked_by")),
                name="casework_statefear_two_people",
                violation_error_message=_("Somebody else must lift this: it was you who asked for it."),
            ),
            Statement(name="casework_statefear_access", make=sharing_sql.FEAR, drop=sharing_sql.FEAR_DROP),
        ]

    def __str__(self):
        return f"fear {self.pk}"
