"""Walls of the channel log: our side of a case only, whatever a recipient holds of it; and for the directory whoever
sees the entry (R26)."""

from accounts.access import LIVE
from accounts.policy import ACTIONS, Right
from accounts.walls import ACTOR, BLOCKED, PRINCIPALS, USERS, Wall, has_role
from referrals.directory.walls import OwnWall

OUTSIDE = ", ".join(f"'{right.value}'" for right in (Right.SHARE, Right.NOTICE))
WRITES = has_role(ACTOR, *sorted(ACTIONS["channel.note"]))


class OurWall(Wall):
    """Whoever reaches the case for another reason than a share: whom we talked with is never a recipient's to read.
    Rows are added in the name of who acts; nobody changes or deletes one. Options: `column`, `signed`."""

    def up(self, table):
        """ENABLE and FORCE, then see and add."""
        case = f"{table}.{self.options['column']}"
        see = (
            f"(EXISTS (SELECT FROM case_access a WHERE a.case_id = {case} AND {LIVE} AND a.principal = ANY"
            f" ({PRINCIPALS}) AND split_part(a.principal, ':', 1) NOT IN ({OUTSIDE}) OFFSET 0)"
            f" AND {case} <> ALL ({BLOCKED}))"
        )
        signed = f" AND {table}.{self.options['signed']} = {ACTOR}" if self.options.get("signed") else ""
        return (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
            f" CREATE POLICY see ON {table} FOR SELECT TO {USERS} USING ({see});"
            f" CREATE POLICY add ON {table} FOR INSERT TO {USERS} WITH CHECK ({see}{signed});"
        )


class EntryLogWall(OwnWall):
    """A contact with somebody of the directory: whoever sees the entry sees it, and adds one in their own name."""

    def conditions(self, table):
        """The subquery reads the entries through their own wall."""
        seen = f"EXISTS (SELECT FROM referrals_directoryentry e WHERE e.id = {table}.entry_id)"
        return seen, f"({seen} AND {table}.by_id = (SELECT {ACTOR}) AND (SELECT {WRITES}))", ""
