"""What the worker may know of returns without seeing a case: which are still before the gate, and in whose name each is
looked at: who works on the case, or the officer of the return."""

WATCH = """
CREATE OR REPLACE FUNCTION returns_before_the_gate(most integer, after uuid) RETURNS TABLE (way uuid, actor uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT r.id, coalesce(
    (SELECT u.user_id FROM casework_caseuserobjectpermission u JOIN accounts_user a ON a.id = u.user_id AND a.is_active
      WHERE u.content_object_id = r.case_id AND (u.until IS NULL OR u.until > now()) ORDER BY u.since, u.id LIMIT 1),
    r.officer_id, r.noted_by_id)
  FROM {table} r WHERE r.ended_at IS NULL AND r.id > after AND r.status IN
    ('wish_recorded', 'planning', 'risk_assessment', 'blocked', 'own_choice', 'cleared', 'ready', 'booked')
  ORDER BY r.id LIMIT most $$;
REVOKE ALL ON FUNCTION returns_before_the_gate(integer, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION returns_before_the_gate(integer, uuid) TO worker;
ALTER FUNCTION returns_before_the_gate(integer, uuid) OWNER TO keeper;"""
WATCH_DROP = "DROP FUNCTION IF EXISTS returns_before_the_gate(integer, uuid);"
