"""SQL by which an administrator's block takes hold of a case that the administrator never sees (security-rules.md
section 3: conflict block, administrator C and R; R-02, R-16)."""

from accounts.policy import Role
from accounts.walls import ACTOR, ORGANISATION, USERS, has_role
from casework.cases.access_sql import KEPT, NOT_BLOCKED

MINE = f"organisation_id = {ORGANISATION} AND {has_role(ACTOR, Role.ADMINISTRATOR)}"
GUARDED = f"organisation_id = {ORGANISATION} AND {has_role(ACTOR, Role.DATA_PROTECTION)}"
# Not about oneself: those who are blocked are not told. The subquery has the walls of the blocks themselves: who may
# see the block on a case may read what was typed for it.
ROWS = f"""
ALTER TABLE {{table}} ENABLE ROW LEVEL SECURITY; ALTER TABLE {{table}} FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON {{table}} FOR SELECT TO {USERS} USING (user_id IS DISTINCT FROM {ACTOR} AND (
  ({MINE}) OR ({GUARDED}) OR EXISTS (SELECT FROM casework_conflictblock b WHERE b.typed_id = {{table}}.id)));
CREATE POLICY add ON {{table}} FOR INSERT TO {USERS} WITH CHECK (raised_by_id = {ACTOR} AND {MINE});"""
ROWS_DROP = "DROP POLICY IF EXISTS see ON {table}; DROP POLICY IF EXISTS add ON {table};"

# Who could lift the block afterwards: supervisors of the case's team whom nothing keeps away.
LEADERS = f"""
SELECT array_agg(u.id) FROM accounts_user u
  JOIN accounts_membership m ON m.user_id = u.id JOIN accounts_team t ON t.id = m.team_id AND t.is_active
  WHERE t.id = found.team_id AND u.is_active AND u.id IS DISTINCT FROM asked.user_id
    AND u.organisation_id IS DISTINCT FROM asked.about_id AND {has_role("u.id", Role.SUPERVISOR)}
    AND NOT (found.id = ANY (blocked_cases(u.id, u.organisation_id)))"""
GUARDS = f"""
SELECT array_agg(u.id) FROM accounts_user u WHERE u.organisation_id = found.organisation_id AND u.is_active
  AND {has_role("u.id", Role.DATA_PROTECTION)}"""

# The administrator's row says whom; the row on the case is written by keeper, in the administrator's name. Where
# nobody would be left who could lift it, it is kept for the data protection officer and blocks nobody: otherwise one
# administrator could shut a case for everybody. Open offers by or to a blocked person are taken back and their to-dos
# go to a supervisor, as for any block.
TAKES_HOLD = f"""
CREATE OR REPLACE FUNCTION take_hold(request uuid) RETURNS void {KEPT} $$
DECLARE asked {{table}}; found casework_case; told uuid[]; alone boolean;
BEGIN
  SELECT * INTO asked FROM {{table}} t WHERE t.id = request AND t.raised_by_id = {ACTOR} AND t.{MINE};
  SELECT * INTO found FROM casework_case c WHERE c.reference = asked.number
    AND c.organisation_id = asked.organisation_id AND c.id {NOT_BLOCKED} FOR NO KEY UPDATE;
  IF found.id IS NULL OR EXISTS (SELECT FROM casework_conflictblock b WHERE b.case_id = found.id AND b.lifted_at IS NULL
      AND (b.user_id = asked.user_id OR b.organisation_id = asked.about_id)) THEN RETURN; END IF;
  told := ({LEADERS});
  alone := told IS NULL;
  INSERT INTO casework_conflictblock (id, case_id, user_id, organisation_id, raised_by_id, raised_at, lifted_at,
      version, typed_id, held_back)
    VALUES (gen_random_uuid(), found.id, asked.user_id, asked.about_id, asked.raised_by_id, now(),
      CASE WHEN alone THEN now() END, 1, asked.id, alone);
  IF alone THEN told := ({GUARDS});
  ELSE
    UPDATE casework_handover SET answer = 'taken_back', answered_at = now(), version = version + 1
      WHERE case_id = found.id AND answered_at IS NULL AND asked.user_id IN (offered_by_id, to_user_id);
    UPDATE casework_todo SET owner_id = told[1], version = version + 1
      WHERE case_id = found.id AND done_at IS NULL AND owner_id = asked.user_id;
  END IF;
  INSERT INTO accounts_outboxmail (id, user_id, kind, created_at, due_at, attempts)
    SELECT gen_random_uuid(), who, 'conflict', now(), now(), 0 FROM unnest(told) who;
END $$;
REVOKE ALL ON FUNCTION take_hold(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_hold(uuid) TO {USERS};
ALTER FUNCTION take_hold(uuid) OWNER TO keeper;"""
TAKES_HOLD_DROP = "DROP FUNCTION IF EXISTS take_hold(uuid);"

# What the administrators of an organisation learn of what became of theirs: since when it is lifted, nothing else.
LIFTED = f"""
CREATE OR REPLACE FUNCTION lifted_blocks(ids uuid[]) RETURNS TABLE (request uuid, since timestamptz) STABLE {KEPT} $$
BEGIN RETURN QUERY SELECT b.typed_id, b.lifted_at FROM unnest(ids) i JOIN casework_conflictblock b ON b.typed_id = i
  JOIN {{table}} t ON t.id = i AND t.organisation_id = {ORGANISATION}
  WHERE b.lifted_at IS NOT NULL AND NOT b.held_back AND {has_role(ACTOR, Role.ADMINISTRATOR, Role.DATA_PROTECTION)};
END $$;
REVOKE ALL ON FUNCTION lifted_blocks(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lifted_blocks(uuid[]) TO {USERS};
ALTER FUNCTION lifted_blocks(uuid[]) OWNER TO keeper;"""
LIFTED_DROP = "DROP FUNCTION IF EXISTS lifted_blocks(uuid[]);"
