"""SQL that keeps the feed's table on every path: statement triggers on the tables whose rows are told.

The table holds one line for each (row, organisation), moved to the end of the feed by each change. Its place is
`(moment, seq)`: `moment` is the number of the writing transaction, so that "all transactions before this one have
ended" is a comparison of numbers (docs/decisions/0007).
"""

from accounts.walls import PRINCIPALS, DatabaseObject

TODAY = "(now() AT TIME ZONE 'UTC')::date"
NOW = "pg_current_xact_id()::text::bigint + (SELECT ahead FROM accounts_changeclock)"
KEPT = (
    "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS"
)


def shut(alias):
    """SQL: the case behind this line of a case is closed to the organisation, by mark or by the clock (C-05)."""
    return f"({alias}.closed OR coalesce({alias}.closes_on < {TODAY}, false))"


# A reader is an organisation's machine or its data protection officer: whoever may use its key. The lines name rows by
# id and say nothing else.
TABLE = f"""
CREATE SEQUENCE IF NOT EXISTS {{table}}_seq OWNED BY {{table}}.seq;
GRANT USAGE ON SEQUENCE {{table}}_seq TO keeper;
ALTER TABLE {{table}} SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05,
  autovacuum_vacuum_insert_scale_factor = 0.05);
ALTER TABLE {{table}} ENABLE ROW LEVEL SECURITY; ALTER TABLE {{table}} FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON {{table}} FOR SELECT TO app, worker
  USING (coalesce('org:' || organisation = ANY ({PRINCIPALS}), false));
REVOKE INSERT, UPDATE, DELETE ON {{table}} FROM app, worker;"""
TABLE_DROP = "DROP POLICY IF EXISTS see ON {table};"

# Cases that consent or a block closes to the machines of an organisation; the actor's context carries them like blocks.
CLOSED = f"""
CREATE OR REPLACE FUNCTION closed_cases(office uuid) RETURNS uuid[] STABLE {KEPT} $$
BEGIN RETURN (SELECT coalesce(array_agg(x.case_id), '{{}}') FROM (
  SELECT c.case_id FROM {{table}} c WHERE c.organisation = office AND c.closed
  UNION ALL SELECT c.case_id FROM {{table}} c WHERE c.organisation = office AND NOT c.closed AND c.closes_on < {TODAY}) x);
END $$;
REVOKE ALL ON FUNCTION closed_cases(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION closed_cases(uuid) TO app, worker;
ALTER FUNCTION closed_cases(uuid) OWNER TO keeper;"""
CLOSED_DROP = "DROP FUNCTION IF EXISTS closed_cases(uuid);"

# One row, read by every trigger. A restored dump stands in a cluster that counts transactions from the beginning: the
# clock is put ahead, so that what is written then comes after what was (`manage.py continue_changes`).
CLOCK = """
INSERT INTO {table} (id, ahead) VALUES (1, 0) ON CONFLICT DO NOTHING;
REVOKE INSERT, UPDATE, DELETE ON {table} FROM app, worker;
CREATE OR REPLACE FUNCTION feed_now() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
  SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + ahead FROM {table} $$;
REVOKE ALL ON FUNCTION feed_now() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION feed_now() TO app, worker;
ALTER FUNCTION feed_now() OWNER TO keeper;"""
CLOCK_DROP = "DROP FUNCTION IF EXISTS feed_now();"

COLUMNS = "case_id, record, organisation, kind, version, moment, seq, at, deleted, closed"
MOVED = "moment = EXCLUDED.moment, seq = EXCLUDED.seq, at = EXCLUDED.at, version = EXCLUDED.version, deleted = false"


class Told(DatabaseObject):
    """Rows of this table are told to machine clients as `kind`. Options: `kind` (its name under /api/v1/), `column`
    (the row's case; "id" on the case itself), `version` (False for rows that never change)."""

    def up(self, table):
        """One function and three statement triggers, and a line for each row that was there before."""
        return f"""
CREATE OR REPLACE FUNCTION {table}_told() RETURNS trigger {KEPT} $$
DECLARE this bigint := {NOW}; kept boolean;
BEGIN
  IF TG_OP = 'INSERT' THEN {self.inserted()}
  ELSIF TG_OP = 'UPDATE' THEN {self.moved("fresh", f"version = {self.number('r')}, deleted = false")}
  ELSE {self.moved("gone", "deleted = true")}
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {table}_told() FROM PUBLIC;
{triggers(table)}
ALTER FUNCTION {table}_told() OWNER TO keeper;
SET LOCAL ROLE keeper;
DO $$ DECLARE this bigint := {NOW}; BEGIN {self.lines(table)} ON CONFLICT DO NOTHING; END $$;
RESET ROLE;"""

    @property
    def is_case(self):
        """Whether the rows are the cases themselves."""
        return self.options["column"] == "id"

    def number(self, alias):
        """SQL of the row's version."""
        return f"{alias}.version" if self.options.get("version", True) else "1"

    def lines(self, rows):
        """INSERT of a line for each row: of a case for its organisation, of all else wherever the case is told. A row
        of a closed case gets the place that nobody is told of."""
        values = f"'{self.options['kind']}', {self.number('f')}"
        last = f"nextval('accounts_change_seq'), clock_timestamp(), false, false FROM {rows} f"
        head = f"INSERT INTO accounts_change ({COLUMNS})"
        if self.is_case:
            return f"{head} SELECT f.id, f.id, f.organisation_id, {values}, this, {last}"
        return f"""{head}
      SELECT e.case_id, f.id, e.organisation, {values}, CASE WHEN {shut("e")} THEN 0 ELSE this END, {last}
      JOIN accounts_change e ON e.case_id = f.{self.options["column"]} AND e.record = e.case_id"""

    def inserted(self):
        """A line for each new row."""
        made = f"{self.lines('fresh')} ON CONFLICT (case_id, record, organisation) DO UPDATE SET {MOVED}"
        if self.is_case:
            return f"{made};"
        return f"""
    WITH made AS ({made} RETURNING moment) SELECT bool_or(moment = 0) INTO kept FROM made;
    IF kept THEN {self.again("fresh", "version = c.version")} END IF;"""

    def moved(self, rows, also):
        """The lines move to the end of the feed, unless the case is closed to the organisation: then nobody is told.
        The line of a row that was deleted stays, for ever: whoever was told of the row must hear that it went.

        The line of a case is locked by the very statement that reads its mark; for other rows it is looked at again,
        locked, where it said "closed"."""
        if self.is_case:
            return f"{self.update(rows, also, 'c')};"
        return f"""
    WITH moved AS ({self.update(rows, also, "e")} RETURNING {shut("e")} AS kept)
      SELECT bool_or(m.kept) INTO kept FROM moved m;
    IF kept THEN {self.again(rows, also)} END IF;"""

    def update(self, rows, also, line):
        """UPDATE of the lines of these rows; `line` is the line of their case."""
        joined = f"JOIN accounts_change e ON e.case_id = r.{self.options['column']} AND e.record = e.case_id"
        same = "e.case_id" if line == "e" else "r.id"
        return f"""UPDATE accounts_change c SET {also}, at = clock_timestamp(),
      moment = CASE WHEN {shut(line)} THEN c.moment ELSE this END,
      seq = CASE WHEN {shut(line)} THEN c.seq ELSE nextval('accounts_change_seq') END
      FROM {rows} r {joined if line == "e" else ""}
      WHERE c.case_id = {same} AND c.record = r.id{" AND c.organisation = e.organisation" if line == "e" else ""}"""

    def again(self, rows, also):
        """Waits for whoever may be opening the case at this moment, and looks once more: a line that stayed where it was
        because of a mark that is about to go would never be told."""
        return f"""
      PERFORM 1 FROM accounts_change e JOIN (SELECT DISTINCT {self.options["column"]} AS case_id FROM {rows}) x
        ON e.case_id = x.case_id AND e.record = e.case_id WHERE {shut("e")} FOR SHARE OF e;
      {self.update(rows, also, "e")};"""

    def down(self, table):
        """Triggers and function; the lines stay."""
        events = "".join(f"DROP TRIGGER IF EXISTS told_{event} ON {table};" for event in ("insert", "update", "delete"))
        return f"{events} DROP FUNCTION IF EXISTS {table}_told();"


def triggers(table):
    """One trigger for each event."""
    run = f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_told();"
    return f"""CREATE TRIGGER told_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh {run}
CREATE TRIGGER told_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh {run}
CREATE TRIGGER told_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone {run}"""


def told(kind, **options):
    """The constraint for the Meta of a model whose rows hang on a case."""
    return Told(name="%(app_label)s_%(class)s_told", kind=kind, **{"column": "case_id", **options})
