"""What an administrator typed: a case number, whom to keep away from that case, and why.

The row says nothing of the case, not even that there is one; the database lays the block on the case where the
organisation has one of that number (typed_blocks_sql.py). The reason has a key of its own, because an administrator
opens no case key.
"""

import os

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import of
from accounts.organisations.models import Organisation
from accounts.policy import Group
from accounts.vault import decrypt, encrypt, unwrap, wrap
from accounts.walls import AppendOnly, Statement
from casework.cases import typed_blocks_sql as sql
from casework.cases.models import key, user_key


def organisation_key(**options):
    """An organisation of a typed block."""
    return of(Group.STAFF, models.ForeignKey(Organisation, models.PROTECT, related_name="+", **options))


class TypedBlock(models.Model):
    """Added and never changed. Read by administrators and the data protection officer of the organisation, but for
    rows about themselves, and by those who see the block on the case."""

    id = key()
    organisation = organisation_key()
    number = of(Group.STAFF, models.CharField(_("Case number"), max_length=10))
    user = user_key(null=True)
    about = organisation_key(null=True, blank=True)
    raised_by = user_key()
    raised_at = of(Group.STAFF, models.DateTimeField(default=timezone.now))
    wrapped_key = of(Group.STAFF, models.BinaryField())
    master_version = of(Group.STAFF, models.PositiveSmallIntegerField())
    sealed = of(Group.STAFF, models.BinaryField())

    class Meta:
        ordering = ["-raised_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-raised_at", "-id"], name="casework_typedblock_newest")]
        constraints = [
            AppendOnly(name="casework_typedblock_frozen", grants="SELECT, INSERT"),
            Statement(name="casework_typedblock_rows", make=sql.ROWS, drop=sql.ROWS_DROP),
            models.CheckConstraint(
                condition=Q(user__isnull=False, about__isnull=True) | Q(user__isnull=True, about__isnull=False),
                name="casework_typedblock_one",
            ),
            Statement(name="casework_typedblock_takes_hold", make=sql.TAKES_HOLD, drop=sql.TAKES_HOLD_DROP),
            Statement(name="casework_typedblock_lifted", make=sql.LIFTED, drop=sql.LIFTED_DROP),
        ]

    def __str__(self):
        return self.number

    def bound_to(self):
        """Text the sealed reason is bound to: it opens as this row only."""
        return f"casework.typedblock:reason:{self.pk}".encode()

    def seal(self, reason):
        """Puts the reason into the row under a fresh key."""
        own = os.urandom(32)
        self.wrapped_key, self.master_version = wrap(own, f"typedblock:{self.pk}")
        self.sealed = encrypt(own, reason.encode(), self.bound_to())

    @property
    def reason(self):
        """The reason in clear. InvalidTag or KeyGone where it cannot be opened."""
        own = unwrap(bytes(self.wrapped_key), f"typedblock:{self.pk}", self.master_version)
        return decrypt(own, bytes(self.sealed), self.bound_to()).decode()
