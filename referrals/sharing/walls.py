"""The wall of rows that are addressed to somebody: a recipient reaches its own, once they were sent (S-40, S-41).

Everybody who reaches the case for another reason sees them all, as with any other row of the case. Without this a
mission that holds one share of a case could read the referral to another mission, and that the person refused a third.
"""

from functools import partial
from uuid import UUID

from django.db.models import Q
from django.db.models.expressions import RawSQL

from accounts.access import GRANTED, LIVE, PolicyQuerySet, strings
from accounts.policy import Right, rights
from accounts.walls import ACTOR, BLOCKED, ORGANISATION, PRINCIPALS, USERS, Wall

OUTSIDE = (Right.SHARE, Right.NOTICE)
NAMED = ", ".join(f"'{right.value}'" for right in OUTSIDE)


class RecipientWall(Wall):
    """Options beside `column`: `recipient` (column of the organisation), `sent` (column that is set once the row was
    sent; left out where a row exists only afterwards) and `signed` (column that must name the actor). A recipient adds
    signed rows only, its own words: no share and no referral to itself."""

    def up(self, table):
        """ENABLE and FORCE, then see, add and change. Nobody deletes."""
        sent = f" AND {table}.{self.options['sent']} IS NOT NULL" if self.options.get("sent") else ""
        own = f"({table}.{self.options['recipient']} = {ORGANISATION}{sent})"
        case = f"{table}.{self.options['column']}"
        see = (
            f"(EXISTS (SELECT FROM case_access a WHERE a.case_id = {case} AND {LIVE} AND a.principal = ANY"
            f" ({PRINCIPALS}) AND (split_part(a.principal, ':', 1) NOT IN ({NAMED}) OR {own}) OFFSET 0)"
            f" AND {case} <> ALL ({BLOCKED}))"
        )
        inside = see.replace(f" OR {own}", "")
        adds = f"{see} AND {table}.{self.options['signed']} = {ACTOR}" if self.options.get("signed") else inside
        policies = [
            f"CREATE POLICY see ON {table} FOR SELECT TO {USERS} USING ({see})",
            f"CREATE POLICY add ON {table} FOR INSERT TO {USERS} WITH CHECK ({adds})",
            f"CREATE POLICY change ON {table} FOR UPDATE TO {USERS} USING ({see}) WITH CHECK ({see})",
        ]
        return (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
            f" {'; '.join(policies)};"
        )


def wall_of_history(recipient, sent=None):
    """The same wall for the history of such a model."""
    return partial(RecipientWall, recipient=recipient, sent=sent)


class RecipientQuerySet(PolicyQuerySet):
    """The same rule in the list filter. `recipient` and `sent` are lookups of the rows."""

    recipient, sent = "recipient", "sent_at"

    def permitted(self, user, action):
        """Rows on which `user` may do `action`: for a recipient its own, once sent."""
        kinds = rights(user, action)
        inside, outside = strings(user, kinds - set(OUTSIDE)), strings(user, kinds & set(OUTSIDE))
        reached = Q(pk__in=())
        if inside:
            reached |= Q(case_id__in=RawSQL(GRANTED, [inside]))
        if outside:
            reached |= Q(case_id__in=RawSQL(GRANTED, [outside])) & self.addressed(user.organisation_id)
        return self.filter(reached)

    def addressed(self, organisation: UUID):
        """What says that a row was sent to this organisation."""
        sent = Q(**{f"{self.sent}__isnull": False}) if self.sent else Q()
        return Q(**{self.recipient: organisation}) & sent
