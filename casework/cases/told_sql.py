"""SQL that says to whom a case is told: the machine clients of its organisation, as long as the person's consent to
keep and use the data (`case_data`) is not refused, withdrawn or ended, no conflict block names the organisation, and the
case was not erased.

Whenever that turns, every line of the case moves to the end of the feed: what can be seen is then told again, what
cannot is told as gone (workflows.md section 14, docs/decisions/0007).
"""

from accounts.changes.sql import COLUMNS, KEPT, NOW, TODAY

# The newest answer counts, whatever series it stands in; nobody asked, or told and not answered, closes nothing.
DUE = f"""
CREATE OR REPLACE FUNCTION told_due(ids uuid[]) RETURNS TABLE (case_id uuid, organisation uuid, closed boolean,
  closes_on date) STABLE {KEPT} $$
#variable_conflict use_column
BEGIN RETURN QUERY
  SELECT e.case_id, e.organisation,
    k.id IS NULL OR k.organisation_id <> e.organisation
      OR EXISTS (SELECT FROM case_erasure x WHERE x.case_id = e.case_id)
      OR coalesce(a.status IN ('refused', 'withdrawn') OR a.expires_on < {TODAY}, false)
      OR EXISTS (SELECT FROM casework_conflictblock b WHERE b.case_id = e.case_id AND b.lifted_at IS NULL
        AND b.organisation_id = e.organisation),
    CASE WHEN a.status IN ('given', 'given_limited') THEN a.expires_on END
  FROM unnest(ids) i JOIN accounts_change e ON e.case_id = i AND e.record = i
  LEFT JOIN casework_case k ON k.id = e.case_id
  LEFT JOIN LATERAL (SELECT s.status, s.expires_on FROM casework_consent s WHERE s.case_id = e.case_id
    AND s.type = 'case_data' AND s.status IN ('given', 'given_limited', 'refused', 'withdrawn')
    ORDER BY s.recorded_at DESC, s.number DESC LIMIT 1) a ON true;
END $$;
REVOKE ALL ON FUNCTION told_due(uuid[]) FROM PUBLIC;
ALTER FUNCTION told_due(uuid[]) OWNER TO keeper;"""

# The lock first, in a statement of its own: what the next statements see was then committed. FOR UPDATE, so that it
# waits for everybody who looked at a closed mark (Told.again) and they for it.
REFRESH = f"""
CREATE OR REPLACE FUNCTION refresh_told(ids uuid[]) RETURNS void {KEPT} $$
DECLARE cases uuid[]; offices uuid[];
BEGIN
  IF ids IS NULL THEN RETURN; END IF;
  PERFORM 1 FROM unnest(ids) i JOIN accounts_change e ON e.case_id = i AND e.record = i
    ORDER BY e.case_id, e.organisation FOR UPDATE OF e;
  INSERT INTO accounts_change ({COLUMNS})
    SELECT x.case_id, x.record, x.organisation_id, x.kind, x.version, {NOW}, nextval('accounts_change_seq'),
      clock_timestamp(), x.deleted, false
    FROM (SELECT * FROM (SELECT DISTINCT ON (c.record) c.case_id, c.record, k.organisation_id, c.kind, c.version, c.deleted
      FROM unnest(ids) i JOIN accounts_change c ON c.case_id = i JOIN casework_case k ON k.id = i
      WHERE NOT EXISTS (SELECT FROM accounts_change e WHERE e.case_id = i AND e.record = i
        AND e.organisation = k.organisation_id)) y ORDER BY y.case_id, y.record <> y.case_id) x
    ON CONFLICT DO NOTHING;
  SELECT array_agg(e.case_id), array_agg(e.organisation) INTO cases, offices FROM told_due(ids) d
    JOIN accounts_change e ON e.case_id = d.case_id AND e.record = d.case_id AND e.organisation = d.organisation
    WHERE e.closed <> d.closed OR (e.closes_on < {TODAY} AND NOT e.closed);
  UPDATE accounts_change e SET closed = d.closed, closes_on = d.closes_on FROM told_due(ids) d
    WHERE e.case_id = d.case_id AND e.record = d.case_id AND e.organisation = d.organisation
    AND (e.closed <> d.closed OR e.closes_on IS DISTINCT FROM d.closes_on);
  PERFORM retell(cases, offices);
END $$;
REVOKE ALL ON FUNCTION refresh_told(uuid[]) FROM PUBLIC;
ALTER FUNCTION refresh_told(uuid[]) OWNER TO keeper;
CREATE OR REPLACE FUNCTION retell(cases uuid[], offices uuid[]) RETURNS void {KEPT} $$
BEGIN
  UPDATE accounts_change c SET moment = {NOW}, seq = s.next, at = clock_timestamp()
    FROM (SELECT x.*, nextval('accounts_change_seq') AS next FROM (
      SELECT o.case_id, o.record, o.organisation FROM unnest(cases, offices) t(case_id, organisation)
      JOIN accounts_change o ON o.case_id = t.case_id AND o.organisation = t.organisation AND NOT o.deleted
      ORDER BY o.case_id, o.record <> o.case_id, o.seq) x) s
    WHERE c.case_id = s.case_id AND c.record = s.record AND c.organisation = s.organisation;
END $$;
REVOKE ALL ON FUNCTION retell(uuid[], uuid[]) FROM PUBLIC;
ALTER FUNCTION retell(uuid[], uuid[]) OWNER TO keeper;"""

# Access ends by the clock, without any job (C-05); this tells the machines so, within minutes.
ENDED = f"""
CREATE OR REPLACE FUNCTION tell_ended() RETURNS bigint {KEPT} $$
DECLARE ids uuid[];
BEGIN
  SELECT array_agg(DISTINCT case_id) INTO ids FROM accounts_change WHERE NOT closed AND closes_on < {TODAY};
  PERFORM refresh_told(ids);
  RETURN coalesce(cardinality(ids), 0);
END $$;
REVOKE ALL ON FUNCTION tell_ended() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tell_ended() TO worker;
ALTER FUNCTION tell_ended() OWNER TO keeper;"""


# A block on one program's account closes nothing to the other programs of its organisation; they hear of the case again.
ONE_PROGRAM = """
  PERFORM retell(array_agg(f.case_id), array_agg(u.organisation_id)) FROM fresh f
    JOIN accounts_client m ON m.user_id = f.user_id JOIN accounts_user u ON u.id = m.user_id;"""


def turns(table, condition, also=""):
    """A trigger of a table whose rows may open or close a case; `condition` picks the rows that matter."""
    run = f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_turns();"
    return f"""
CREATE OR REPLACE FUNCTION {table}_turns() RETURNS trigger {KEPT} $$
BEGIN
  PERFORM refresh_told((SELECT array_agg(DISTINCT f.case_id) FROM fresh f WHERE {condition}));{also}
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {table}_turns() FROM PUBLIC;
CREATE TRIGGER turns_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh {run}
CREATE TRIGGER turns_update AFTER UPDATE ON {table} REFERENCING NEW TABLE AS fresh {run}
ALTER FUNCTION {table}_turns() OWNER TO keeper;"""


def turns_drop(table):
    """Takes both triggers and their function away."""
    events = "".join(f"DROP TRIGGER IF EXISTS turns_{event} ON {table};" for event in ("insert", "update"))
    return f"{events} DROP FUNCTION IF EXISTS {table}_turns();"


# A row trigger, whose condition costs nothing where the organisation stays: that is every update but one.
HANDED_OVER = f"""
CREATE OR REPLACE FUNCTION {{table}}_turns() RETURNS trigger {KEPT} $$
BEGIN PERFORM refresh_told(ARRAY[NEW.id]); RETURN NULL; END $$;
REVOKE ALL ON FUNCTION {{table}}_turns() FROM PUBLIC;
CREATE TRIGGER turns AFTER UPDATE OF organisation_id ON {{table}} FOR EACH ROW
  WHEN (NEW.organisation_id IS DISTINCT FROM OLD.organisation_id) EXECUTE FUNCTION {{table}}_turns();
ALTER FUNCTION {{table}}_turns() OWNER TO keeper;"""
CONSENTS = turns("casework_consent", "f.type = 'case_data'")
BLOCKS = turns("casework_conflictblock", "f.organisation_id IS NOT NULL", ONE_PROGRAM)
# Whoever was told of a case must hear that it went; its key is gone, and nothing else of it need change.
ERASURES = turns("case_erasure", "true")
# What was decided before these triggers were there.
BEFORE = """
SET LOCAL ROLE keeper;
SELECT refresh_told((SELECT array_agg(id) FROM {table}));
RESET ROLE;"""
TOLD = f"{DUE}{REFRESH}{ENDED}{CONSENTS}{BLOCKS}{ERASURES}{HANDED_OVER}{BEFORE}"
TOLD_DROP = (
    "DROP TRIGGER IF EXISTS turns ON {table}; DROP FUNCTION IF EXISTS {table}_turns();"
    + turns_drop("casework_consent")
    + turns_drop("casework_conflictblock")
    + turns_drop("case_erasure")
    + " DROP FUNCTION IF EXISTS tell_ended(); DROP FUNCTION IF EXISTS refresh_told(uuid[]);"
    + " DROP FUNCTION IF EXISTS retell(uuid[], uuid[]); DROP FUNCTION IF EXISTS told_due(uuid[]);"
)
