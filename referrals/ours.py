"""The wall of rows that are our side's alone: whoever reaches the case for another reason than a share. A recipient
that holds a share of the case sees none of them, nor their history."""

from accounts.access import LIVE
from accounts.walls import ACTOR, BLOCKED, PRINCIPALS, USERS, VersionGuard, Wall
from referrals.sharing.walls import NAMED


class OursOnly(Wall):
    """Options: `column`, `signed` (the column that names who adds it), `changes` (True: a row may be changed)."""

    def up(self, table):
        """ENABLE and FORCE, then see, add and change. Nobody deletes."""
        case = f"{table}.{self.options['column']}"
        see = (
            f"(EXISTS (SELECT FROM case_access a WHERE a.case_id = {case} AND {LIVE} AND a.principal = ANY"
            f" ({PRINCIPALS}) AND split_part(a.principal, ':', 1) NOT IN ({NAMED}) OFFSET 0)"
            f" AND {case} <> ALL ({BLOCKED}))"
        )
        signed = f" AND {table}.{self.options['signed']} = {ACTOR}" if self.options.get("signed") else ""
        change = f"CREATE POLICY change ON {table} FOR UPDATE TO {USERS} USING ({see}) WITH CHECK ({see});"
        return (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
            f" CREATE POLICY see ON {table} FOR SELECT TO {USERS} USING ({see});"
            f" CREATE POLICY add ON {table} FOR INSERT TO {USERS} WITH CHECK ({see}{signed});"
            f" {change if self.options.get('changes') else ''}"
        )


def ours(*fixed, signed):
    """Wall and version guard of rows of a case that may be changed; `fixed` columns never are."""
    return [
        OursOnly(name="%(app_label)s_%(class)s_wall", column="case_id", signed=signed, changes=True),
        VersionGuard(name="%(app_label)s_%(class)s_version", fixed=["case_id", signed, *fixed]),
    ]
