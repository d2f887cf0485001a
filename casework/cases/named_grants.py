"""A supervisor of another organisation, or of another team, is named to decide on one record (issue 2, item 3).

Small offices share people; where one person may not decide on their own work, somebody from a partner does. The named
one reaches this one case, reads only what a decision needs (policy.READABLE) and for 30 days at most.
"""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.policy import Group
from accounts.vault import EncryptedTextField
from accounts.walls import Statement
from casework.cases import access_sql
from casework.cases.models import OnCase, user_key

LONGEST = datetime.timedelta(days=30)


class NamedGrant(OnCase):
    """One supervisor may decide on one case until a day. Only a supervisor of the case's team names, in their own
    name; an ended or elapsed row gives nothing."""

    user = user_key()
    named_by = user_key()
    since = of(Group.ROUTING, models.DateTimeField(default=timezone.now))
    until = of(Group.ROUTING, models.DateTimeField())
    ended_by = user_key(null=True)
    ended_at = of(Group.ROUTING, models.DateTimeField(null=True, blank=True))
    reason = of(Group.FACTS, EncryptedTextField(_("What they are asked to decide, and why not somebody here")))
    version = VersionField()

    class Meta(OnCase.Meta):
        ordering = ["-since", "-pk"]
        constraints = [
            *wall(
                column="case_id",
                erasable=False,
                kinds=["team"],
                signed="named_by_id",
                fixed=["user_id", "named_by_id", "since", "until"],
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since"), until__lte=F("since") + LONGEST),
                name="casework_namedgrant_at_most_thirty_days",
                violation_error_message=_("Thirty days at most. Name them again if it takes longer."),
            ),
            models.CheckConstraint(condition=~Q(user=F("named_by")), name="casework_namedgrant_two_people"),
            Statement(
                name="casework_namedgrant_access",
                make=access_sql.grants("case_id"),
                drop=access_sql.GRANTS_DROP,
            ),
        ]

    def __str__(self):
        return f"named {self.pk}"
