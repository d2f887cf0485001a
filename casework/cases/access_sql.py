"""SQL that keeps `case_access` true on every path: statement triggers on the case and on each table of grants.

The sources stand once, in `access_due`; `check_access` compares the table with them (kernel-notes section 2).
"""

from casework.cases.care_sql import OF_LAW, OF_RETURNS, OF_STAYS
from casework.cases.sharing_sql import KEPT, OF_MISSIONS, OF_SHARES, RECEIPTS

OF_CASE = """VALUES ('team:' || c.team_id, NULL::timestamptz), ('org:' || c.organisation_id, NULL),
    (CASE WHEN c.child THEN 'child:' || c.organisation_id END, NULL)"""
# Joined to unnest and not compared with ANY: that would be compared with each of ten thousand ids again and again.
SOURCES = f"""
  SELECT c.id, v.principal, v.until FROM unnest(ids) i JOIN casework_case c ON c.id = i
    CROSS JOIN LATERAL ({OF_CASE}) v(principal, until) WHERE v.principal IS NOT NULL
  UNION ALL SELECT p.content_object_id, 'user:' || p.user_id, p.until
    FROM unnest(ids) i JOIN casework_caseuserobjectpermission p ON p.content_object_id = i
  UNION ALL SELECT p.content_object_id, 'team:' || t.id, p.until
    FROM unnest(ids) i JOIN casework_casegroupobjectpermission p ON p.content_object_id = i
    JOIN accounts_team t ON t.group_id = p.group_id
  UNION ALL SELECT b.case_id, 'glass:' || b.user_id, b.until
    FROM unnest(ids) i JOIN casework_breakglass b ON b.case_id = i
  UNION ALL SELECT h.case_id, 'offer:' || h.to_user_id, NULL
    FROM unnest(ids) i JOIN casework_handover h ON h.case_id = i WHERE h.answered_at IS NULL
  UNION ALL SELECT h.case_id, 'health:' || h.user_id, h.until
    FROM unnest(ids) i JOIN casework_healthgrant h ON h.case_id = i
    WHERE EXISTS (SELECT FROM casework_caseuserobjectpermission w
      WHERE w.content_object_id = h.case_id AND w.user_id = h.user_id)
  UNION ALL SELECT n.case_id, 'named:' || n.user_id, n.until
    FROM unnest(ids) i JOIN casework_namedgrant n ON n.case_id = i WHERE n.ended_at IS NULL
  UNION ALL {OF_SHARES}
  UNION ALL {OF_MISSIONS}
  UNION ALL {OF_STAYS}
  UNION ALL {OF_RETURNS}
  UNION ALL {OF_LAW}"""

# The functions belong to keeper. Rights are taken from everybody first: once keeper owns a function, the migrating
# owner can no longer revoke them, and PostgreSQL only warns.
# plpgsql, because its body is not checked before the tables of the later sources exist.
DUE = f"""
CREATE OR REPLACE FUNCTION access_due(ids uuid[]) RETURNS TABLE (case_id uuid, principal text, until timestamptz,
  opened_at timestamptz, status text, language text, child boolean) STABLE {KEPT} $$
#variable_conflict use_column
BEGIN RETURN QUERY
  SELECT c.id, g.principal, CASE WHEN bool_or(g.until IS NULL) THEN NULL ELSE max(g.until) END,
    c.opened_at, c.status::text, c.language::text, c.child
  FROM ({SOURCES}) AS g(id, principal, until) JOIN casework_case c ON c.id = g.id
  WHERE (g.until IS NULL OR g.until > now()) AND NOT EXISTS (SELECT FROM case_erasure e WHERE e.case_id = c.id)
  GROUP BY c.id, g.principal;
END $$;
REVOKE ALL ON FUNCTION access_due(uuid[]) FROM PUBLIC;
ALTER FUNCTION access_due(uuid[]) OWNER TO keeper;"""

# FOR NO KEY UPDATE: without the lock two revocations can leave the access behind; FOR UPDATE deadlocks with the
# KEY SHARE of the foreign keys (kernel-notes section 2). OFFSET 0 and EXCEPT hold for one case and for ten thousand:
# a join of the kept plan would read all of case_access for one, or compare each row with each for the other.
# Where grants were only added (`taken` is false), nothing can end but what has an end.
REFRESH = f"""
CREATE OR REPLACE FUNCTION refresh_access(ids uuid[], taken boolean DEFAULT true) RETURNS void {KEPT} $$
BEGIN
  IF ids IS NULL THEN RETURN; END IF;
  PERFORM 1 FROM unnest(ids) i JOIN casework_case c ON c.id = i ORDER BY c.id FOR NO KEY UPDATE OF c;
  INSERT INTO case_access (case_id, principal, until, opened_at, status, language, child)
    SELECT * FROM access_due(ids) d WHERE NOT EXISTS (SELECT FROM case_access a WHERE a.case_id = d.case_id
      AND a.principal = d.principal AND ROW(a.until, a.opened_at, a.status, a.language, a.child)
        IS NOT DISTINCT FROM ROW(d.until, d.opened_at, d.status, d.language, d.child) OFFSET 0) ORDER BY 1, 2
    ON CONFLICT (case_id, principal) DO UPDATE SET (until, opened_at, status, language, child)
      = (EXCLUDED.until, EXCLUDED.opened_at, EXCLUDED.status, EXCLUDED.language, EXCLUDED.child);
  IF taken OR EXISTS (SELECT FROM unnest(ids) i JOIN case_access a ON a.case_id = i WHERE a.until IS NOT NULL) THEN
    DELETE FROM case_access a USING (SELECT x.case_id, x.principal FROM unnest(ids) i JOIN case_access x ON x.case_id = i
      EXCEPT SELECT d.case_id, d.principal FROM access_due(ids) d) g
      WHERE a.case_id = g.case_id AND a.principal = g.principal;
  END IF;
  IF EXISTS (SELECT FROM unnest(ids) i JOIN referrals_share s ON s.case_id = i) THEN
    PERFORM refresh_receipts(ids);
  END IF;
END $$;
REVOKE ALL ON FUNCTION refresh_access(uuid[], boolean) FROM PUBLIC;
ALTER FUNCTION refresh_access(uuid[], boolean) OWNER TO keeper;"""


HOLDERS = "id, team_id, organisation_id, child, opened_by_id"
SORTED = "id, opened_at, status, language"
KEYS = f"{HOLDERS}, opened_at, status, language"


def changed(columns):
    """SQL: ids of the rows of this UPDATE in which one of the columns differs, or NULL.

    EXCEPT and not a join: the plan is kept from a session's first UPDATE, and a nested loop that was right for one
    row would take minutes for ten thousand.
    """
    return f"(SELECT array_agg(id) FROM (SELECT {columns} FROM fresh EXCEPT SELECT {columns} FROM gone) x)"


CASE = f"""{DUE}{RECEIPTS}{REFRESH}
CREATE OR REPLACE FUNCTION {{table}}_access() RETURNS trigger {KEPT} $$
DECLARE ids uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO case_access (case_id, principal, until, opened_at, status, language, child)
      SELECT c.id, v.principal, v.until, c.opened_at, c.status, c.language, c.child
      FROM fresh c CROSS JOIN LATERAL ({OF_CASE}) v(principal, until)
      WHERE v.principal IS NOT NULL ORDER BY 2, 4;
    INSERT INTO case_opening (case_id, user_id, opened_at) SELECT id, opened_by_id, now() FROM fresh;
  ELSIF TG_OP = 'UPDATE' THEN
    IF {changed(KEYS)} IS NULL THEN RETURN NULL; END IF;
    ids := {changed(SORTED)};
    IF ids IS NOT NULL THEN
      UPDATE case_access a SET opened_at = c.opened_at, status = c.status, language = c.language
        FROM unnest(ids) i JOIN casework_case c ON c.id = i WHERE a.case_id = i;
    END IF;
    PERFORM refresh_access({changed(HOLDERS)});
  ELSE
    DELETE FROM case_access WHERE case_id IN (SELECT id FROM gone);
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {{table}}_access() FROM PUBLIC;
CREATE TRIGGER access_insert AFTER INSERT ON {{table}} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_access();
CREATE TRIGGER access_update AFTER UPDATE ON {{table}} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_access();
CREATE TRIGGER access_delete AFTER DELETE ON {{table}} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_access();
ALTER FUNCTION {{table}}_access() OWNER TO keeper;"""

TRIGGERS_DROP = "".join(
    f"DROP TRIGGER IF EXISTS access_{event} ON {{table}};" for event in ("insert", "update", "delete")
)
GRANTS_DROP = f"{TRIGGERS_DROP} DROP FUNCTION IF EXISTS {{table}}_access();"
CASE_DROP = (
    f"{GRANTS_DROP} DROP FUNCTION IF EXISTS refresh_access(uuid[], boolean); DROP FUNCTION IF EXISTS access_due(uuid[]);"
    " DROP FUNCTION IF EXISTS refresh_receipts(uuid[]); DROP FUNCTION IF EXISTS receipts_due(uuid[]);"
)


def grants(column):
    """SQL for a table of grants whose rows name their case in `column`."""
    return f"""
CREATE OR REPLACE FUNCTION {{table}}_access() RETURNS trigger {KEPT} $$
BEGIN
  IF TG_OP = 'INSERT' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT {column}) FROM fresh), false);
  ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT {column}) FROM gone));
  ELSE PERFORM refresh_access((SELECT array_agg(DISTINCT x.id) FROM (SELECT {column} FROM fresh UNION SELECT {column} FROM gone) x(id)));
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {{table}}_access() FROM PUBLIC;
CREATE TRIGGER access_insert AFTER INSERT ON {{table}} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_access();
CREATE TRIGGER access_update AFTER UPDATE ON {{table}} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_access();
CREATE TRIGGER access_delete AFTER DELETE ON {{table}} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_access();
ALTER FUNCTION {{table}}_access() OWNER TO keeper;"""


# Whoever works on a case reaches it from the statement that says so. Written from the new rows themselves and not by
# computing all reasons again: it is done for every new case, and ten thousand times in an import. Health grants wait
# for their holder to be assigned, so a case that has some is refreshed whole.
WORKERS = f"""
CREATE OR REPLACE FUNCTION {{table}}_access() RETURNS trigger {KEPT} $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM 1 FROM casework_case c WHERE c.id IN (SELECT content_object_id FROM fresh) ORDER BY c.id FOR NO KEY UPDATE;
    INSERT INTO case_access (case_id, principal, until, opened_at, status, language, child)
      SELECT c.id, 'user:' || f.user_id, CASE WHEN bool_or(f.until IS NULL) THEN NULL ELSE max(f.until) END,
        c.opened_at, c.status, c.language, c.child
      FROM fresh f JOIN casework_case c ON c.id = f.content_object_id WHERE f.until IS NULL OR f.until > now()
      GROUP BY c.id, f.user_id ORDER BY 1, 2
      ON CONFLICT (case_id, principal) DO UPDATE SET until = CASE WHEN case_access.until IS NULL OR EXCLUDED.until IS NULL
        THEN NULL ELSE greatest(case_access.until, EXCLUDED.until) END;
    DELETE FROM case_opening WHERE case_id IN (SELECT content_object_id FROM fresh);
    PERFORM refresh_access((SELECT array_agg(DISTINCT h.case_id) FROM fresh f
      JOIN casework_healthgrant h ON h.case_id = f.content_object_id AND h.user_id = f.user_id), false);
  ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT content_object_id) FROM gone));
  ELSE PERFORM refresh_access((SELECT array_agg(DISTINCT x.id) FROM
    (SELECT content_object_id FROM fresh UNION SELECT content_object_id FROM gone) x(id)));
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {{table}}_access() FROM PUBLIC;
CREATE TRIGGER access_insert AFTER INSERT ON {{table}} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_access();
CREATE TRIGGER access_update AFTER UPDATE ON {{table}} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_access();
CREATE TRIGGER access_delete AFTER DELETE ON {{table}} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_access();
ALTER FUNCTION {{table}}_access() OWNER TO keeper;"""

# The opener writes the first assignment, their own, before anything lets them see the case. With it the door shuts for
# good, so that a hand-over really ends the opener's access (docs/decisions/0003). Asked row by row: a function would
# cost more than all the rest of an import's policies.
MINE = "user_id = nullif(current_setting('app.actor', true), '')::uuid"
FIRST = f"""({MINE} AND EXISTS (SELECT FROM case_opening o WHERE o.case_id = casework_caseuserobjectpermission.content_object_id
  AND o.user_id = casework_caseuserobjectpermission.user_id AND o.opened_at > now() - interval '1 minute' OFFSET 0))"""
# Django asks for the number of the row it adds, and a row that is asked for must be seen.
OWN = f"({MINE} AND since > now() - interval '1 minute')"

MY_ORGANISATION = "nullif(current_setting('app.organisation', true), '')::uuid"
NOT_BLOCKED = "<> ALL (coalesce(nullif(current_setting('app.blocked', true), ''), '{}')::uuid[])"
GLASS = f"""
CREATE OR REPLACE FUNCTION in_my_organisation(wanted uuid) RETURNS boolean STABLE {KEPT} $$
BEGIN RETURN EXISTS (SELECT FROM casework_case c WHERE c.id = wanted AND c.organisation_id = {MY_ORGANISATION}
  AND c.id {NOT_BLOCKED}); END $$;
CREATE OR REPLACE FUNCTION case_behind_glass(number text) RETURNS uuid STABLE {KEPT} $$
BEGIN RETURN (SELECT c.id FROM casework_case c WHERE c.reference = number AND c.organisation_id = {MY_ORGANISATION}
  AND c.id {NOT_BLOCKED}); END $$;
REVOKE ALL ON FUNCTION in_my_organisation(uuid), case_behind_glass(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION in_my_organisation(uuid), case_behind_glass(text) TO app, worker;
ALTER FUNCTION in_my_organisation(uuid) OWNER TO keeper; ALTER FUNCTION case_behind_glass(text) OWNER TO keeper;"""
GLASS_DROP = "DROP FUNCTION IF EXISTS in_my_organisation(uuid); DROP FUNCTION IF EXISTS case_behind_glass(text);"

# Between two cases: whoever ever worked on the one, or opened it in an emergency, knows it; so the history counts, not
# only what is live (C-11, docs/decisions/0002).
BLOCKED = f"""
CREATE OR REPLACE FUNCTION blocked_cases(who uuid, office uuid) RETURNS uuid[] STABLE {KEPT} $$
BEGIN RETURN (SELECT coalesce(array_agg(DISTINCT b.case_id), '{{}}') FROM {{table}} b
  WHERE b.lifted_at IS NULL AND (b.user_id = who OR b.organisation_id = office OR EXISTS (
      SELECT FROM casework_historicalcaseuserobjectpermission h WHERE h.content_object_id = b.other_case_id AND h.user_id = who)
    OR EXISTS (SELECT FROM casework_breakglass g WHERE g.case_id = b.other_case_id AND g.user_id = who))); END $$;
REVOKE ALL ON FUNCTION blocked_cases(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION blocked_cases(uuid, uuid) TO app, worker;
ALTER FUNCTION blocked_cases(uuid, uuid) OWNER TO keeper;"""
# An account that holds something on a case of its organisation does not move to another one: hand over first.
MOVING = f"""
CREATE OR REPLACE FUNCTION {{table}}_stays() RETURNS trigger {KEPT} $$
BEGIN
  IF NEW.organisation_id IS DISTINCT FROM OLD.organisation_id AND EXISTS (SELECT FROM case_access a
    WHERE a.principal IN ('user:' || NEW.id, 'glass:' || NEW.id, 'offer:' || NEW.id, 'health:' || NEW.id,
      'named:' || NEW.id)
    AND (a.until IS NULL OR a.until > now())) THEN
    RAISE SQLSTATE 'CW409' USING MESSAGE = 'This account still works on cases.';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION {{table}}_stays() FROM PUBLIC;
CREATE TRIGGER stays BEFORE UPDATE ON accounts_user FOR EACH ROW EXECUTE FUNCTION {{table}}_stays();
ALTER FUNCTION {{table}}_stays() OWNER TO keeper;"""
MOVING_DROP = "DROP TRIGGER IF EXISTS stays ON accounts_user; DROP FUNCTION IF EXISTS {table}_stays();"

BLOCKED_DROP = "DROP FUNCTION IF EXISTS blocked_cases(uuid, uuid);"
