"""SQL of what recipients of a share may see, and of what ends it: one statement, read by `access_due`, by the pages of
the recipients and by nothing else (C-03 to C-07).

It stands on the floor of `case_access`, whose triggers need it; the tables it names are of `referrals`. plpgsql does
not look at a body before it runs, so the functions may be made before those tables exist.
"""

# Givers whose yes does not hold for a child (S-48); the same list as consents/queries.py.
ALONE = "('', 'individual', 'assent_child')"

# A fear of the own state, or asylum, shuts out each mission, or the bodies of the states that are named (C-06).
FEARED = """EXISTS (SELECT FROM casework_statefear f WHERE f.case_id = s.case_id AND f.lifted_at IS NULL
    AND (o.kind = 'embassy' AND f.countries = '{}' OR f.countries && (o.represents || o.country)))"""

# The person's last word on this recipient was a no: then nothing goes there without them, whatever the danger (C-09).
KNOWN_NO = """EXISTS (SELECT FROM (SELECT w.status FROM casework_consent w WHERE w.case_id = s.case_id
    AND w.recipient_id = s.recipient_id AND w.status IN ('given', 'given_limited', 'refused', 'withdrawn')
    ORDER BY w.recorded_at DESC, w.number DESC LIMIT 1) word WHERE word.status IN ('refused', 'withdrawn'))"""
# Danger to life: a written basis instead of a yes carries a rescue for a day, and for three days from the act once a
# second person confirmed it, by the database's clock (C-09).
DANGER = "k.status IN ('not_possible', 'not_possible_confirmed') AND s.purpose IN ('rescue', 'service')"
ACTED = """(SELECT min(x.recorded_at) FROM casework_consent x WHERE x.series = s.consent_series AND x.case_id = s.case_id
    AND x.status = 'not_possible')"""
DANGER_ENDS = f"""CASE k.status WHEN 'not_possible' THEN {ACTED} + interval '24 hours'
    WHEN 'not_possible_confirmed' THEN {ACTED} + CASE WHEN k.recorded_at <= {ACTED} + interval '24 hours'
      THEN interval '72 hours' ELSE interval '24 hours' END END"""

# Sent and not ended, while the newest row of its consent is a yes to this recipient. `until` is the least of both ends;
# the last day of a consent counts as a whole (days are those of UTC, as everywhere in the product).
STANDING = f"""SELECT s.id, s.case_id, s.recipient_id, s.live_from,
    least(s.until, (k.expires_on + 1)::timestamp AT TIME ZONE 'UTC', {DANGER_ENDS}) AS until
  FROM {{rows}} JOIN casework_case c ON c.id = s.case_id JOIN accounts_organisation o ON o.id = s.recipient_id
  CROSS JOIN LATERAL (SELECT x.status, x.expires_on, x.giver, x.recipient_id, x.recorded_at FROM casework_consent x
    WHERE x.series = s.consent_series AND x.case_id = s.case_id ORDER BY x.number DESC LIMIT 1) k
  WHERE s.sent_at IS NOT NULL AND s.ended_at IS NULL AND o.is_active AND k.recipient_id = s.recipient_id
    AND (k.status IN ('given', 'given_limited') AND NOT (c.child AND k.giver IN {ALONE})
      OR {DANGER} AND NOT {KNOWN_NO})
    AND NOT {FEARED}"""

# One key for all shares to a recipient, never one a share (architecture.md). Before it acknowledges it has the notice.
OF_IDS = STANDING.replace("{rows}", "unnest(ids) i JOIN referrals_share s ON s.case_id = i")
OF_SHARES = f"""SELECT g.case_id,
    CASE WHEN g.live_from IS NULL THEN 'notice:' ELSE 'share:' END || g.recipient_id, g.until FROM ({OF_IDS}) g"""
OF_MISSIONS = """SELECT c.id, 'consular:' || c.team_id, NULL FROM unnest(ids) i JOIN casework_case c ON c.id = i
    WHERE EXISTS (SELECT FROM referrals_consularreferral r WHERE r.case_id = c.id)"""

# The plans are kept: made anew for each statement, as PostgreSQL would choose to, they cost ten times their execution
# (6.9 ms against 0.8 ms for one grant).
KEPT = (
    "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS"
)

# Each share's own end stands in the receipt of its recipient, whose lists are walked by it: `case_access` has one key for
# all shares to a recipient, and to work the statement above out for fifty thousand shares takes seconds.
RECEIPTS = f"""
CREATE OR REPLACE FUNCTION receipts_due(ids uuid[]) RETURNS TABLE (id uuid, until timestamptz) STABLE {KEPT} $$
#variable_conflict use_column
BEGIN RETURN QUERY
  SELECT s.id, g.until FROM unnest(ids) i JOIN referrals_share s ON s.case_id = i AND s.sent_at IS NOT NULL
    LEFT JOIN ({OF_IDS}) g ON g.id = s.id AND NOT EXISTS (SELECT FROM case_erasure e WHERE e.case_id = s.case_id);
END $$;
CREATE OR REPLACE FUNCTION refresh_receipts(ids uuid[]) RETURNS void {KEPT} $$
BEGIN
  UPDATE referrals_receipt r SET stands_until = d.until FROM receipts_due(ids) d
    WHERE r.id = d.id AND r.stands_until IS DISTINCT FROM d.until;
END $$;
REVOKE ALL ON FUNCTION receipts_due(uuid[]), refresh_receipts(uuid[]) FROM PUBLIC;
ALTER FUNCTION receipts_due(uuid[]) OWNER TO keeper;
ALTER FUNCTION refresh_receipts(uuid[]) OWNER TO keeper;"""

# A row of the ledger ends or renews what stands on its series, or on a danger that a later no ends, whatever code wrote
# it.
CONSENT = f"""
CREATE OR REPLACE FUNCTION {{table}}_access() RETURNS trigger {KEPT} $$
BEGIN
  PERFORM refresh_access((SELECT array_agg(DISTINCT f.case_id) FROM fresh f WHERE EXISTS (SELECT FROM referrals_share s
    WHERE s.case_id = f.case_id AND s.ended_at IS NULL
      AND (s.consent_series = f.series OR s.recipient_id = f.recipient_id AND s.purpose IN ('rescue', 'service')))));
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {{table}}_access() FROM PUBLIC;
CREATE TRIGGER access_insert AFTER INSERT ON {{table}} REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_access();
ALTER FUNCTION {{table}}_access() OWNER TO keeper;"""
CONSENT_DROP = "DROP TRIGGER IF EXISTS access_insert ON {table}; DROP FUNCTION IF EXISTS {table}_access();"

CLOSE = "UPDATE referrals_share s SET ended_at = now(), ended_why = '{why}', version = s.version + 1"

# A fear that is written down closes what was sent to those it shuts out; the trigger of shares ends the access (C-06).
# What was not sent yet stays as it is, and cannot be sent. The case is locked first, as it is before something is sent:
# one waits for the other, and neither misses it.
FEAR = f"""
CREATE OR REPLACE FUNCTION {{table}}_access() RETURNS trigger {KEPT} $$
BEGIN
  PERFORM 1 FROM casework_case c WHERE c.id IN (SELECT case_id FROM fresh) ORDER BY c.id FOR NO KEY UPDATE OF c;
  {CLOSE.format(why="feared")} FROM fresh n, accounts_organisation o
    WHERE s.case_id = n.case_id AND s.sent_at IS NOT NULL AND s.ended_at IS NULL AND o.id = s.recipient_id AND {FEARED};
  PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM fresh));
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {{table}}_access() FROM PUBLIC;
CREATE TRIGGER access_insert AFTER INSERT ON {{table}} REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_access();
CREATE TRIGGER access_update AFTER UPDATE ON {{table}} REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_access();
ALTER FUNCTION {{table}}_access() OWNER TO keeper;"""
FEAR_DROP = (
    "DROP TRIGGER IF EXISTS access_insert ON {table}; DROP TRIGGER IF EXISTS access_update ON {table};"
    " DROP FUNCTION IF EXISTS {table}_access();"
)

# C-07: a recipient that stands for another country now, or for none, keeps nothing of what it was given before.
MOVED = f"""
CREATE OR REPLACE FUNCTION {{table}}_recipient_moved() RETURNS trigger {KEPT} $$
BEGIN
  {CLOSE.format(why="recipient_changed")} FROM fresh n JOIN gone g ON g.id = n.id
    WHERE s.recipient_id = n.id AND s.ended_at IS NULL
    AND (n.kind, n.country, n.represents, n.is_active) IS DISTINCT FROM (g.kind, g.country, g.represents, g.is_active);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {{table}}_recipient_moved() FROM PUBLIC;
CREATE TRIGGER recipient_moved AFTER UPDATE ON accounts_organisation REFERENCING OLD TABLE AS gone NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_recipient_moved();
ALTER FUNCTION {{table}}_recipient_moved() OWNER TO keeper;"""
MOVED_DROP = (
    "DROP TRIGGER IF EXISTS recipient_moved ON accounts_organisation;"
    " DROP FUNCTION IF EXISTS {table}_recipient_moved();"
)
