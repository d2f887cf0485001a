"""A worker reaches a case from the statement that says so; the opener writes the first one (docs/decisions/0003)."""

from django.conf import settings
from django.db import migrations

import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_opening"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("casework", "0007_sharing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="case",
            name="casework_case_access",
        ),
        migrations.RemoveConstraint(
            model_name="caseuserobjectpermission",
            name="casework_caseuserobjectpermission_wall",
        ),
        migrations.RemoveConstraint(
            model_name="caseuserobjectpermission",
            name="casework_caseuser_access",
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table};DROP TRIGGER IF EXISTS access_update ON {table};DROP TRIGGER IF EXISTS access_delete ON {table}; DROP FUNCTION IF EXISTS {table}_access(); DROP FUNCTION IF EXISTS refresh_access(uuid[], boolean); DROP FUNCTION IF EXISTS access_due(uuid[]);",
                make="\nCREATE OR REPLACE FUNCTION access_due(ids uuid[]) RETURNS TABLE (case_id uuid, principal text, until timestamptz,\n  opened_at timestamptz, status text, language text, child boolean) STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\n#variable_conflict use_column\nBEGIN RETURN QUERY\n  SELECT c.id, g.principal, CASE WHEN bool_or(g.until IS NULL) THEN NULL ELSE max(g.until) END,\n    c.opened_at, c.status::text, c.language::text, c.child\n  FROM (\n  SELECT c.id, v.principal, v.until FROM unnest(ids) i JOIN casework_case c ON c.id = i\n    CROSS JOIN LATERAL (VALUES ('team:' || c.team_id, NULL::timestamptz), ('org:' || c.organisation_id, NULL),\n    (CASE WHEN c.child THEN 'child:' || c.organisation_id END, NULL)) v(principal, until) WHERE v.principal IS NOT NULL\n  UNION ALL SELECT p.content_object_id, 'user:' || p.user_id, p.until\n    FROM unnest(ids) i JOIN casework_caseuserobjectpermission p ON p.content_object_id = i\n  UNION ALL SELECT p.content_object_id, 'team:' || t.id, p.until\n    FROM unnest(ids) i JOIN casework_casegroupobjectpermission p ON p.content_object_id = i\n    JOIN accounts_team t ON t.group_id = p.group_id\n  UNION ALL SELECT b.case_id, 'glass:' || b.user_id, b.until\n    FROM unnest(ids) i JOIN casework_breakglass b ON b.case_id = i\n  UNION ALL SELECT h.case_id, 'offer:' || h.to_user_id, NULL\n    FROM unnest(ids) i JOIN casework_handover h ON h.case_id = i WHERE h.answered_at IS NULL\n  UNION ALL SELECT h.case_id, 'health:' || h.user_id, h.until\n    FROM unnest(ids) i JOIN casework_healthgrant h ON h.case_id = i\n    WHERE EXISTS (SELECT FROM casework_caseuserobjectpermission w\n      WHERE w.content_object_id = h.case_id AND w.user_id = h.user_id)\n  UNION ALL SELECT n.case_id, 'named:' || n.user_id, n.until\n    FROM unnest(ids) i JOIN casework_namedgrant n ON n.case_id = i WHERE n.ended_at IS NULL\n  UNION ALL SELECT g.case_id,\n    CASE WHEN g.live_from IS NULL THEN 'notice:' ELSE 'share:' END || g.recipient_id, g.until FROM (SELECT s.id, s.case_id, s.recipient_id, s.live_from,\n    least(s.until, (k.expires_on + 1)::timestamp AT TIME ZONE 'UTC') AS until\n  FROM unnest(ids) i JOIN referrals_share s ON s.case_id = i JOIN casework_case c ON c.id = s.case_id JOIN accounts_organisation o ON o.id = s.recipient_id\n  CROSS JOIN LATERAL (SELECT x.status, x.expires_on, x.giver, x.recipient_id FROM casework_consent x\n    WHERE x.series = s.consent_series AND x.case_id = s.case_id ORDER BY x.number DESC LIMIT 1) k\n  WHERE s.sent_at IS NOT NULL AND s.ended_at IS NULL AND o.is_active\n    AND k.status IN ('given', 'given_limited') AND k.recipient_id = s.recipient_id\n    AND NOT (c.child AND k.giver IN ('', 'individual', 'assent_child')) AND NOT EXISTS (SELECT FROM casework_statefear f WHERE f.case_id = s.case_id AND f.lifted_at IS NULL\n    AND (o.kind = 'embassy' AND f.countries = '{}' OR f.countries && (o.represents || o.country)))) g\n  UNION ALL SELECT c.id, 'consular:' || c.team_id, NULL FROM unnest(ids) i JOIN casework_case c ON c.id = i\n    WHERE EXISTS (SELECT FROM referrals_consularreferral r WHERE r.case_id = c.id)) AS g(id, principal, until) JOIN casework_case c ON c.id = g.id\n  WHERE g.until IS NULL OR g.until > now() GROUP BY c.id, g.principal;\nEND $$;\nREVOKE ALL ON FUNCTION access_due(uuid[]) FROM PUBLIC;\nALTER FUNCTION access_due(uuid[]) OWNER TO keeper;\nCREATE OR REPLACE FUNCTION refresh_access(ids uuid[], taken boolean DEFAULT true) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  IF ids IS NULL THEN RETURN; END IF;\n  PERFORM 1 FROM unnest(ids) i JOIN casework_case c ON c.id = i ORDER BY c.id FOR NO KEY UPDATE OF c;\n  INSERT INTO case_access (case_id, principal, until, opened_at, status, language, child)\n    SELECT * FROM access_due(ids) d WHERE NOT EXISTS (SELECT FROM case_access a WHERE a.case_id = d.case_id\n      AND a.principal = d.principal AND ROW(a.until, a.opened_at, a.status, a.language, a.child)\n        IS NOT DISTINCT FROM ROW(d.until, d.opened_at, d.status, d.language, d.child) OFFSET 0) ORDER BY 1, 2\n    ON CONFLICT (case_id, principal) DO UPDATE SET (until, opened_at, status, language, child)\n      = (EXCLUDED.until, EXCLUDED.opened_at, EXCLUDED.status, EXCLUDED.language, EXCLUDED.child);\n  IF taken OR EXISTS (SELECT FROM unnest(ids) i JOIN case_access a ON a.case_id = i WHERE a.until IS NOT NULL) THEN\n    DELETE FROM case_access a USING (SELECT x.case_id, x.principal FROM unnest(ids) i JOIN case_access x ON x.case_id = i\n      EXCEPT SELECT d.case_id, d.principal FROM access_due(ids) d) g\n      WHERE a.case_id = g.case_id AND a.principal = g.principal;\n  END IF;\nEND $$;\nREVOKE ALL ON FUNCTION refresh_access(uuid[], boolean) FROM PUBLIC;\nALTER FUNCTION refresh_access(uuid[], boolean) OWNER TO keeper;\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nDECLARE ids uuid[];\nBEGIN\n  IF TG_OP = 'INSERT' THEN\n    INSERT INTO case_access (case_id, principal, until, opened_at, status, language, child)\n      SELECT c.id, v.principal, v.until, c.opened_at, c.status, c.language, c.child\n      FROM fresh c CROSS JOIN LATERAL (VALUES ('team:' || c.team_id, NULL::timestamptz), ('org:' || c.organisation_id, NULL),\n    (CASE WHEN c.child THEN 'child:' || c.organisation_id END, NULL)) v(principal, until)\n      WHERE v.principal IS NOT NULL ORDER BY 2, 4;\n    INSERT INTO case_opening (case_id, user_id, opened_at) SELECT id, opened_by_id, now() FROM fresh;\n  ELSIF TG_OP = 'UPDATE' THEN\n    IF (SELECT array_agg(id) FROM (SELECT id, team_id, organisation_id, child, opened_by_id, opened_at, status, language FROM fresh EXCEPT SELECT id, team_id, organisation_id, child, opened_by_id, opened_at, status, language FROM gone) x) IS NULL THEN RETURN NULL; END IF;\n    ids := (SELECT array_agg(id) FROM (SELECT id, opened_at, status, language FROM fresh EXCEPT SELECT id, opened_at, status, language FROM gone) x);\n    IF ids IS NOT NULL THEN\n      UPDATE case_access a SET opened_at = c.opened_at, status = c.status, language = c.language\n        FROM unnest(ids) i JOIN casework_case c ON c.id = i WHERE a.case_id = i;\n    END IF;\n    PERFORM refresh_access((SELECT array_agg(id) FROM (SELECT id, team_id, organisation_id, child, opened_by_id FROM fresh EXCEPT SELECT id, team_id, organisation_id, child, opened_by_id FROM gone) x));\n  ELSE\n    DELETE FROM case_access WHERE case_id IN (SELECT id FROM gone);\n  END IF;\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="casework_case_access",
                revision="30eae4bd",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseuserobjectpermission",
            constraint=accounts.walls.Wall(
                column="content_object_id",
                first="(user_id = nullif(current_setting('app.actor', true), '')::uuid AND EXISTS (SELECT FROM case_opening o WHERE o.case_id = casework_caseuserobjectpermission.content_object_id\n  AND o.user_id = casework_caseuserobjectpermission.user_id AND o.opened_at > now() - interval '1 minute' OFFSET 0))",
                kinds=["user", "team", "offer"],
                name="casework_caseuserobjectpermission_wall",
                own="(user_id = nullif(current_setting('app.actor', true), '')::uuid AND since > now() - interval '1 minute')",
                revision="21b55e21",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseuserobjectpermission",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table};DROP TRIGGER IF EXISTS access_update ON {table};DROP TRIGGER IF EXISTS access_delete ON {table}; DROP FUNCTION IF EXISTS {table}_access();",
                make="\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  IF TG_OP = 'INSERT' THEN\n    PERFORM 1 FROM casework_case c WHERE c.id IN (SELECT content_object_id FROM fresh) ORDER BY c.id FOR NO KEY UPDATE;\n    INSERT INTO case_access (case_id, principal, until, opened_at, status, language, child)\n      SELECT c.id, 'user:' || f.user_id, CASE WHEN bool_or(f.until IS NULL) THEN NULL ELSE max(f.until) END,\n        c.opened_at, c.status, c.language, c.child\n      FROM fresh f JOIN casework_case c ON c.id = f.content_object_id WHERE f.until IS NULL OR f.until > now()\n      GROUP BY c.id, f.user_id ORDER BY 1, 2\n      ON CONFLICT (case_id, principal) DO UPDATE SET until = CASE WHEN case_access.until IS NULL OR EXCLUDED.until IS NULL\n        THEN NULL ELSE greatest(case_access.until, EXCLUDED.until) END;\n    DELETE FROM case_opening WHERE case_id IN (SELECT content_object_id FROM fresh);\n    PERFORM refresh_access((SELECT array_agg(DISTINCT h.case_id) FROM fresh f\n      JOIN casework_healthgrant h ON h.case_id = f.content_object_id AND h.user_id = f.user_id), false);\n  ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT content_object_id) FROM gone));\n  ELSE PERFORM refresh_access((SELECT array_agg(DISTINCT x.id) FROM\n    (SELECT content_object_id FROM fresh UNION SELECT content_object_id FROM gone) x(id)));\n  END IF;\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="casework_caseuser_access",
                revision="ab68f541",
            ),
        ),
    ]
    operations = together(operations)
