"""What the worker and administrators may know of files without seeing a case: keeper's functions answer it.

files_waiting: files that no task has scanned yet, each with somebody in whose name the scan may run: who added it if
they are assigned to the case, else somebody who is. files_unknown: which blob names no row knows. file_totals: how
many files and bytes each organisation keeps.
"""

FUNCTIONS = {
    "files_waiting(integer)": "worker",
    "files_unknown(text[])": "worker",
    "file_totals()": "app",
}
BODIES = """
CREATE OR REPLACE FUNCTION files_waiting(most integer) RETURNS TABLE (file uuid, actor uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT f.id, coalesce(
    (SELECT split_part(a.principal, ':', 2)::uuid FROM case_access a WHERE a.case_id = f.case_id
      AND a.principal LIKE 'user:%' AND (a.until IS NULL OR a.until > now())
      ORDER BY a.principal = 'user:' || f.added_by_id DESC, a.principal LIMIT 1),
    f.added_by_id)
  FROM {table} f WHERE f.state = 'quarantined' AND f.added_at < now() - interval '1 minute'
  ORDER BY f.added_at LIMIT most $$;
CREATE OR REPLACE FUNCTION files_unknown(names text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT n.name FROM unnest(names) n(name)
  WHERE NOT EXISTS (SELECT FROM {table} f WHERE f.blob = n.name OR f.copy = n.name) $$;
CREATE OR REPLACE FUNCTION file_totals() RETURNS TABLE (organisation uuid, files bigint, bytes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT c.organisation_id, count(*), sum(f.size::bigint + f.copy_size)::bigint
  FROM {table} f JOIN casework_case c ON c.id = f.case_id GROUP BY c.organisation_id $$;
"""
MAKE = BODIES + "".join(
    f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {name} TO {who};"
    f" ALTER FUNCTION {name} OWNER TO keeper;\n"
    for name, who in FUNCTIONS.items()
)
DROP = " ".join(f"DROP FUNCTION IF EXISTS {name};" for name in FUNCTIONS)
