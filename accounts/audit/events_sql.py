"""SQL by which administrators and the data protection officer read what happened, without any case (security-rules.md
section 3, audit log), and by which searches are counted (R-32).

Nobody selects from the two logs. Each function asks itself who acts, and gives no column that could name a case.
"""

from accounts.policy import Role
from accounts.walls import ACTOR, ORGANISATION, USERS, has_role

SIGN_IN = "sign-in"
DEFINER = "STABLE LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS"
READS = has_role(ACTOR, Role.ADMINISTRATOR, Role.DATA_PROTECTION)
READS_ALL = has_role(ACTOR, Role.DATA_PROTECTION)
PLACE = '(r.at, r.id::text COLLATE "C") < (until, tie COLLATE "C")'


def only_for_app(signature):
    """SQL: this function belongs to keeper and is called by the application only."""
    return f"""
REVOKE ALL ON FUNCTION {signature} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {signature} TO {USERS};
ALTER FUNCTION {signature} OWNER TO keeper;"""


# Refused sign-ins hang on no case: administrators read them.
SIGN_INS_OF = "sign_ins_refused(text[], timestamptz, text, int)"
SIGN_INS = f"""
CREATE OR REPLACE FUNCTION sign_ins_refused(outcomes text[], until timestamptz, tie text, size int)
RETURNS TABLE (at timestamptz, id uuid, actor uuid, action varchar, outcome varchar) {DEFINER} $$
  SELECT r.at, r.id, r.actor, r.action, r.outcome FROM {{table}} r
  WHERE r.kind = '{SIGN_IN}' AND r.outcome = ANY (outcomes) AND {READS} AND {PLACE}
  ORDER BY r.at DESC, r.id::text COLLATE "C" DESC LIMIT size $$;{only_for_app(SIGN_INS_OF)}"""
SIGN_INS_DROP = f"DROP FUNCTION IF EXISTS {SIGN_INS_OF};"

# All other refusals are refused acts on something: only the data protection officer, of people of the own
# organisation, and without what was wanted.
REFUSALS_OF = "refusals_told(timestamptz, text, int)"
REFUSALS = f"""
CREATE OR REPLACE FUNCTION refusals_told(until timestamptz, tie text, size int)
RETURNS TABLE (at timestamptz, id uuid, actor uuid, action varchar, outcome varchar) {DEFINER} $$
  SELECT r.at, r.id, r.actor, r.action, r.outcome FROM {{table}} r JOIN accounts_user u ON u.id = r.actor
  WHERE r.kind <> '{SIGN_IN}' AND u.organisation_id = {ORGANISATION} AND {READS_ALL} AND {PLACE}
  ORDER BY r.at DESC, r.id::text COLLATE "C" DESC LIMIT size $$;{only_for_app(REFUSALS_OF)}"""
REFUSALS_DROP = f"DROP FUNCTION IF EXISTS {REFUSALS_OF};"

LOOKS_OF = "looks_told(timestamptz, text, int)"
LOOKS = f"""
CREATE OR REPLACE FUNCTION looks_told(until timestamptz, tie text, size int)
RETURNS TABLE (at timestamptz, id uuid, actor uuid, action varchar, cases int) {DEFINER} $$
  SELECT r.at, r.id, r.actor, r.action, cardinality(r.case_ids) FROM {{table}} r
  WHERE {READS_ALL} AND {PLACE} AND r.organisation = {ORGANISATION}
  ORDER BY r.at DESC, r.id::text COLLATE "C" DESC LIMIT size $$;{only_for_app(LOOKS_OF)}"""
LOOKS_DROP = f"DROP FUNCTION IF EXISTS {LOOKS_OF};"

SEARCHES_OF = "searches_since(interval)"
SEARCHES = f"""
CREATE OR REPLACE FUNCTION searches_since(span interval) RETURNS bigint {DEFINER} $$
  SELECT count(*) FROM {{table}} l WHERE l.action = 'case.search' AND l.actor = {ACTOR} AND l.at > now() - span
$$;{only_for_app(SEARCHES_OF)}"""
SEARCHES_DROP = f"DROP FUNCTION IF EXISTS {SEARCHES_OF};"
