"""What the worker may know of letters without seeing a case, and whose jobs somebody sees.

letters_unknown: which blob names no letter knows. letters_waiting: lines of jobs that wait for longer than two minutes,
each with who asked for them: the worker then makes them in that person's name, with that person's rights.
"""

from casework.consents.firewall import DOORS, WALLED, listed

OTHERS = DOORS["law"].approvals  # how many who did not make it say yes to a letter to an office of force (C-12)
SIGNED = "NEW.approved_by_id IS NULL" + (" OR NEW.second_by_id IS NULL" if OTHERS > 1 else "")


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

# A letter of the kind that goes by itself does not leave for an office of force before as many others said yes as the
# table of the firewall asks for, whatever code sends it.
FIREWALL = f"""
CREATE OR REPLACE FUNCTION {{table}}_firewall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.sent_at IS NOT NULL AND NEW.kind = 'non_punishment' AND ({SIGNED})
    AND (SELECT o.kind IN ({listed(WALLED)}) FROM accounts_organisation o WHERE o.id = NEW.recipient_id) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Two others approve a letter to such an office.';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION {{table}}_firewall() FROM PUBLIC;
CREATE TRIGGER letter_firewall BEFORE INSERT OR UPDATE ON {{table}} FOR EACH ROW EXECUTE FUNCTION {{table}}_firewall();
ALTER FUNCTION {{table}}_firewall() OWNER TO keeper;"""
FIREWALL_DROP = "DROP TRIGGER IF EXISTS letter_firewall ON {table}; DROP FUNCTION IF EXISTS {table}_firewall();"

OWN = "by_id = nullif(current_setting('app.actor', true), '')::uuid"
OWN_JOBS = f"""
ALTER TABLE {{table}} ENABLE ROW LEVEL SECURITY; ALTER TABLE {{table}} FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON {{table}} FOR SELECT TO app, worker USING ({OWN});
CREATE POLICY add ON {{table}} FOR INSERT TO app, worker WITH CHECK ({OWN});
REVOKE UPDATE, DELETE ON {{table}} FROM app, worker;"""
OWN_JOBS_DROP = "DROP POLICY IF EXISTS see ON {table}; DROP POLICY IF EXISTS add ON {table};"
