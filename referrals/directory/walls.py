"""Row-level security of the directory (R-11): an entry hangs on no case, so its wall asks who acts and not
`case_access`.

Open entries are read by every role that policy names for `directory.view`; a restricted one (R26, partners at risk) by
supervisors of the organisation that keeps it and by the colleagues it names. Only the keeper's people write.
"""

from accounts.policy import ACTIONS
from accounts.walls import ACTOR, ORGANISATION, USERS, DatabaseObject, has_role

READS = has_role(ACTOR, *sorted(ACTIONS["directory.view"]))
LEADS = has_role(ACTOR, *sorted(ACTIONS["directory.restrict"]))
WRITES = has_role(ACTOR, *sorted(ACTIONS["directory.edit"]))
OURS = f"(SELECT {ORGANISATION})"


class OwnWall(DatabaseObject):
    """Enabled, forced, one policy for each command. Subclasses give the three conditions."""

    def conditions(self, table):
        """(who sees a row, who adds one, who takes one away or '' for nobody)."""
        raise NotImplementedError

    def up(self, table):
        """ENABLE and FORCE, then see, add, change and drop."""
        see, add, drop = self.conditions(table)
        policies = [
            f"CREATE POLICY see ON {table} FOR SELECT TO {USERS} USING ({see})",
            f"CREATE POLICY add ON {table} FOR INSERT TO {USERS} WITH CHECK ({add})",
            f"CREATE POLICY change ON {table} FOR UPDATE TO {USERS} USING ({see} AND {add}) WITH CHECK ({add})",
        ]
        if drop:
            policies.append(f"CREATE POLICY drop ON {table} FOR DELETE TO {USERS} USING ({drop})")
        head = f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        return f"{head} {'; '.join(policies)};"

    def down(self, table):
        """Takes the policies away; the table stays shut."""
        return "".join(f"DROP POLICY IF EXISTS {name} ON {table};" for name in ("see", "add", "change", "drop"))


class EntryWall(OwnWall):
    """The wall of the entries themselves."""

    def conditions(self, table):
        """Nobody takes an entry away: it is marked as no longer working."""
        own = f"{table}.keeper_id = {OURS}"
        named = f"(SELECT {LEADS}) OR (SELECT {ACTOR}) = ANY ({table}.readers)"
        see = f"(SELECT {READS}) AND (NOT {table}.restricted OR ({own} AND ({named})))"
        return f"({see})", f"({own} AND (SELECT {WRITES}))", ""


class PartWall(OwnWall):
    """The wall of what hangs on an entry, and of every history here: whoever sees the entry sees it. Options: `column`
    (the entry), `written` (False: a history)."""

    def conditions(self, table):
        """The subquery reads the entries through their own wall."""
        entry = f"SELECT FROM referrals_directoryentry e WHERE e.id = {table}.{self.options['column']}"
        if not self.options.get("written", True):
            return f"EXISTS ({entry})", "false", ""
        ours = f"(EXISTS ({entry} AND e.keeper_id = {OURS}) AND (SELECT {WRITES}))"
        return f"EXISTS ({entry})", ours, ours


def history_wall(*, name, column, erasable):
    """The wall of a history table here, in the shape that `Audited.history_wall` is called."""
    return PartWall(name=name, column=column, written=False)


# The worker acts for nobody and sees no rows: whom to remind it asks the keeper of the tables. An entry is told of once
# for each day on which it was last found true. A colleague who cannot open the entry any more is passed over for the
# supervisors who keep it.
REMIND = """
CREATE OR REPLACE FUNCTION directory_to_remind(today date) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN QUERY
  WITH told AS (
    INSERT INTO {table} (id, entry_id, verified_on, told_on)
      SELECT gen_random_uuid(), e.id, e.verified_on, today FROM referrals_directoryentry e
      WHERE (e.verified_on + interval '11 months')::date <= today AND e.status <> 'defunct'
      ON CONFLICT (entry_id, verified_on) DO NOTHING RETURNING entry_id),
  of_entry AS (
    SELECT e.id, e.keeper_id, u.id AS owner FROM told t JOIN referrals_directoryentry e ON e.id = t.entry_id
      LEFT JOIN accounts_user u ON u.id = e.owner_id AND u.is_active AND u.organisation_id = e.keeper_id
        AND (NOT e.restricted OR u.id = ANY (e.readers) OR {leads_owner}))
  SELECT DISTINCT coalesce(o.owner, s.id) FROM of_entry o
    LEFT JOIN accounts_user s ON o.owner IS NULL AND s.organisation_id = o.keeper_id AND s.is_active AND {leads_other}
    WHERE coalesce(o.owner, s.id) IS NOT NULL;
END $$;
REVOKE ALL ON FUNCTION directory_to_remind(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_to_remind(date) TO worker;
ALTER FUNCTION directory_to_remind(date) OWNER TO keeper;
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM app, worker;"""
REMIND = REMIND.replace("{leads_owner}", has_role("u.id", *sorted(ACTIONS["directory.restrict"]))).replace(
    "{leads_other}", has_role("s.id", *sorted(ACTIONS["directory.restrict"]))
)
REMIND_DROP = (
    "DROP FUNCTION IF EXISTS directory_to_remind(date); GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO app, worker;"
)
