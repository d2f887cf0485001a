"""The wall of a row that joins two cases: it is there only for those who may see both (C-11)."""

from accounts.walls import ACTOR, USERS, Wall, sees


class PairWall(Wall):
    """Options beside `column` (the case): `other` (the second case; a row without one needs the first only) and
    `signed` (the column that must name the actor). Nobody deletes. The same for its history."""

    def up(self, table):
        """ENABLE and FORCE, then see, add and change."""
        other = f"{table}.{self.options['other']}"
        see = f"({sees(table + '.' + self.options['column'])} AND ({other} IS NULL OR {sees(other)}))"
        signed = f"{see} AND {table}.{self.options['signed']} = {ACTOR}" if self.options.get("signed") else see
        policies = [
            f"CREATE POLICY see ON {table} FOR SELECT TO {USERS} USING ({see})",
            f"CREATE POLICY add ON {table} FOR INSERT TO {USERS} WITH CHECK ({signed})",
            f"CREATE POLICY change ON {table} FOR UPDATE TO {USERS} USING ({see}) WITH CHECK ({see})",
        ]
        head = f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        return f"{head} {'; '.join(policies)};"


def pair_history(*, name, column, erasable):
    """The history is read as the rows are; a trigger writes it."""
    return PairWall(name=name, column=column, other="other_id", erasable=erasable)
