"""Row-level security of what an office keeps about money and that hangs on no case: its own people read it, its
supervisors change it, nobody else knows that it is there (R-11)."""

from accounts.policy import ACTIONS
from accounts.walls import ACTOR, ORGANISATION, USERS, DatabaseObject, has_role


class OfficeWall(DatabaseObject):
    """Enabled, forced, one policy for each command. Options: `column` (the organisation), `reads` and `writes` (actions
    of policy; '' for a history). Nobody takes a row away: costs name it."""

    def up(self, table):
        """ENABLE and FORCE, then see, add and change."""
        own = f"{table}.{self.options['column']} = (SELECT {ORGANISATION})"
        see = f"({own} AND (SELECT {self.may('reads')}))"
        write = f"({own} AND (SELECT {self.may('writes')}))" if self.options["writes"] else "false"
        return (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
            f" CREATE POLICY see ON {table} FOR SELECT TO {USERS} USING ({see});"
            f" CREATE POLICY add ON {table} FOR INSERT TO {USERS} WITH CHECK ({write});"
            f" CREATE POLICY change ON {table} FOR UPDATE TO {USERS} USING ({see} AND {write}) WITH CHECK ({write});"
        )

    def down(self, table):
        """Takes the policies away; the table stays shut."""
        return "".join(f"DROP POLICY IF EXISTS {name} ON {table};" for name in ("see", "add", "change"))

    def may(self, option):
        """SQL: the actor holds one of the roles of the action."""
        return has_role(ACTOR, *sorted(ACTIONS[self.options[option]]))


def history_wall(*, name, column, erasable):
    """The wall of a history table here, in the shape that `Audited.history_wall` is called."""
    return OfficeWall(name=name, column=column, reads="funding.view", writes="")
