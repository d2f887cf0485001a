"""What the worker may know of letters without seeing a case, and whose jobs somebody sees.

letters_unknown: which blob names no letter knows. letters_waiting: lines of jobs that wait for longer than two minutes,
each with who asked for them: the worker then makes them in that person's name, with that person's rights.
"""


def function(name, who):
    """Owned by keeper, and run by one account only."""
    return (
        f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {name} TO {who};"
        f" ALTER FUNCTION {name} OWNER TO keeper;"
    )


BLOBS = f"""
CREATE OR REPLACE FUNCTION letters_unknown(names text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT n.name FROM unnest(names) n(name) WHERE NOT EXISTS (SELECT FROM {{table}} f WHERE f.blob = n.name) $$;
{function("letters_unknown(text[])", "worker")}"""
BLOBS_DROP = "DROP FUNCTION IF EXISTS letters_unknown(text[]);"

WAITING = f"""
CREATE OR REPLACE FUNCTION letters_waiting(most integer) RETURNS TABLE (line uuid, actor uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT l.id, j.by_id FROM {{table}} l JOIN referrals_letterjob j ON j.id = l.job_id
  WHERE l.state = 'waiting' AND j.asked_at < now() - interval '2 minutes'
  ORDER BY j.asked_at, l.id LIMIT most $$;
{function("letters_waiting(integer)", "worker")}"""
WAITING_DROP = "DROP FUNCTION IF EXISTS letters_waiting(integer);"

OWN = "by_id = nullif(current_setting('app.actor', true), '')::uuid"
OWN_JOBS = f"""
ALTER TABLE {{table}} ENABLE ROW LEVEL SECURITY; ALTER TABLE {{table}} FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON {{table}} FOR SELECT TO app, worker USING ({OWN});
CREATE POLICY add ON {{table}} FOR INSERT TO app, worker WITH CHECK ({OWN});
REVOKE UPDATE, DELETE ON {{table}} FROM app, worker;"""
OWN_JOBS_DROP = "DROP POLICY IF EXISTS see ON {table}; DROP POLICY IF EXISTS add ON {table};"
