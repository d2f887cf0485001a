"""A rescue from danger to life stands for a day, or for three once confirmed, by database time (C-09)."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_pin"),
        ("casework", "0012_consent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="case",
            name="casework_case_access",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="casework_consent_access",
        ),
        migrations.AlterField(
            model_name="consent",
            name="items",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("name", "Name, both spellings"),
                        ("other_names", "Other names"),
                        ("gender", "Gender"),
                        ("birth_date", "Date of birth"),
                        ("nationality", "Nationality, as told"),
                        ("languages", "Languages the person speaks"),
                        ("papers", "Numbers of passport and other papers"),
                        ("paper_copies", "Copies of papers"),
                        ("photo", "Photo of the face"),
                        ("birth_place", "Place of birth"),
                        ("home_address", "Last address at home"),
                        ("family", "Names of parents and family"),
                        ("needs_paper", "That a travel paper is needed"),
                        ("service_kind", "Which help is needed"),
                        ("needs_words", "What is needed, in the caseworker's words"),
                        ("contact", "How to reach the person, while the help lasts"),
                        ("health", "Health notes, for this help only"),
                        ("place", "Where the person is now, for a rescue only"),
                        ("release_day", "The day the person came out"),
                        ("journey", "The way here: countries and days"),
                        ("handover", "What was done here, and what comes next"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="What may be shown",
            ),
        ),
        migrations.AlterField(
            model_name="historicalconsent",
            name="items",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("name", "Name, both spellings"),
                        ("other_names", "Other names"),
                        ("gender", "Gender"),
                        ("birth_date", "Date of birth"),
                        ("nationality", "Nationality, as told"),
                        ("languages", "Languages the person speaks"),
                        ("papers", "Numbers of passport and other papers"),
                        ("paper_copies", "Copies of papers"),
                        ("photo", "Photo of the face"),
                        ("birth_place", "Place of birth"),
                        ("home_address", "Last address at home"),
                        ("family", "Names of parents and family"),
                        ("needs_paper", "That a travel paper is needed"),
                        ("service_kind", "Which help is needed"),
                        ("needs_words", "What is needed, in the caseworker's words"),
                        ("contact", "How to reach the person, while the help lasts"),
                        ("health", "Health notes, for this help only"),
                        ("place", "Where the person is now, for a rescue only"),
                        ("release_day", "The day the person came out"),
                        ("journey", "The way here: countries and days"),
                        ("handover", "What was done here, and what comes next"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="What may be shown",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table};DROP TRIGGER IF EXISTS access_update ON {table};DROP TRIGGER IF EXISTS access_delete ON {table}; DROP FUNCTION IF EXISTS {table}_access(); DROP FUNCTION IF EXISTS refresh_access(uuid[], boolean); DROP FUNCTION IF EXISTS access_due(uuid[]);",
                make="\nCREATE OR REPLACE FUNCTION access_due(ids uuid[]) RETURNS TABLE (case_id uuid, principal text, until timestamptz,\n  opened_at timestamptz, status text, language text, child boolean) STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\n#variable_conflict use_column\nBEGIN RETURN QUERY\n  SELECT c.id, g.principal, CASE WHEN bool_or(g.until IS NULL) THEN NULL ELSE max(g.until) END,\n    c.opened_at, c.status::text, c.language::text, c.child\n  FROM (\n  SELECT c.id, v.principal, v.until FROM unnest(ids) i JOIN casework_case c ON c.id = i\n    CROSS JOIN LATERAL (VALUES ('team:' || c.team_id, NULL::timestamptz), ('org:' || c.organisation_id, NULL),\n    (CASE WHEN c.child THEN 'child:' || c.organisation_id END, NULL)) v(principal, until) WHERE v.principal IS NOT NULL\n  UNION ALL SELECT p.content_object_id, 'user:' || p.user_id, p.until\n    FROM unnest(ids) i JOIN casework_caseuserobjectpermission p ON p.content_object_id = i\n  UNION ALL SELECT p.content_object_id, 'team:' || t.id, p.until\n    FROM unnest(ids) i JOIN casework_casegroupobjectpermission p ON p.content_object_id = i\n    JOIN accounts_team t ON t.group_id = p.group_id\n  UNION ALL SELECT b.case_id, 'glass:' || b.user_id, b.until\n    FROM unnest(ids) i JOIN casework_breakglass b ON b.case_id = i\n  UNION ALL SELECT h.case_id, 'offer:' || h.to_user_id, NULL\n    FROM unnest(ids) i JOIN casework_handover h ON h.case_id = i WHERE h.answered_at IS NULL\n  UNION ALL SELECT h.case_id, 'health:' || h.user_id, h.until\n    FROM unnest(ids) i JOIN casework_healthgrant h ON h.case_id = i\n    WHERE EXISTS (SELECT FROM casework_caseuserobjectpermission w\n      WHERE w.content_object_id = h.case_id AND w.user_id = h.user_id)\n  UNION ALL SELECT n.case_id, 'named:' || n.user_id, n.until\n    FROM unnest(ids) i JOIN casework_namedgrant n ON n.case_id = i WHERE n.ended_at IS NULL\n  UNION ALL SELECT g.case_id,\n    CASE WHEN g.live_from IS NULL THEN 'notice:' ELSE 'share:' END || g.recipient_id, g.until FROM (SELECT s.id, s.case_id, s.recipient_id, s.live_from,\n    least(s.until, (k.expires_on + 1)::timestamp AT TIME ZONE 'UTC', CASE k.status WHEN 'not_possible' THEN (SELECT min(x.recorded_at) FROM casework_consent x WHERE x.series = s.consent_series AND x.case_id = s.case_id\n    AND x.status = 'not_possible') + interval '24 hours'\n    WHEN 'not_possible_confirmed' THEN (SELECT min(x.recorded_at) FROM casework_consent x WHERE x.series = s.consent_series AND x.case_id = s.case_id\n    AND x.status = 'not_possible') + CASE WHEN k.recorded_at <= (SELECT min(x.recorded_at) FROM casework_consent x WHERE x.series = s.consent_series AND x.case_id = s.case_id\n    AND x.status = 'not_possible') + interval '24 hours'\n      THEN interval '72 hours' ELSE interval '24 hours' END END) AS until\n  FROM unnest(ids) i JOIN referrals_share s ON s.case_id = i JOIN casework_case c ON c.id = s.case_id JOIN accounts_organisation o ON o.id = s.recipient_id\n  CROSS JOIN LATERAL (SELECT x.status, x.expires_on, x.giver, x.recipient_id, x.recorded_at FROM casework_consent x\n    WHERE x.series = s.consent_series AND x.case_id = s.case_id ORDER BY x.number DESC LIMIT 1) k\n  WHERE s.sent_at IS NOT NULL AND s.ended_at IS NULL AND o.is_active AND k.recipient_id = s.recipient_id\n    AND (k.status IN ('given', 'given_limited') AND NOT (c.child AND k.giver IN ('', 'individual', 'assent_child'))\n      OR k.status IN ('not_possible', 'not_possible_confirmed') AND s.purpose IN ('rescue', 'service') AND NOT EXISTS (SELECT FROM (SELECT w.status FROM casework_consent w WHERE w.case_id = s.case_id\n    AND w.recipient_id = s.recipient_id AND w.status IN ('given', 'given_limited', 'refused', 'withdrawn')\n    ORDER BY w.recorded_at DESC, w.number DESC LIMIT 1) word WHERE word.status IN ('refused', 'withdrawn')))\n    AND NOT EXISTS (SELECT FROM casework_statefear f WHERE f.case_id = s.case_id AND f.lifted_at IS NULL\n    AND (o.kind = 'embassy' AND f.countries = '{}' OR f.countries && (o.represents || o.country)))) g\n  UNION ALL SELECT c.id, 'consular:' || c.team_id, NULL FROM unnest(ids) i JOIN casework_case c ON c.id = i\n    WHERE EXISTS (SELECT FROM referrals_consularreferral r WHERE r.case_id = c.id)) AS g(id, principal, until) JOIN casework_case c ON c.id = g.id\n  WHERE g.until IS NULL OR g.until > now() GROUP BY c.id, g.principal;\nEND $$;\nREVOKE ALL ON FUNCTION access_due(uuid[]) FROM PUBLIC;\nALTER FUNCTION access_due(uuid[]) OWNER TO keeper;\nCREATE OR REPLACE FUNCTION refresh_access(ids uuid[], taken boolean DEFAULT true) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  IF ids IS NULL THEN RETURN; END IF;\n  PERFORM 1 FROM unnest(ids) i JOIN casework_case c ON c.id = i ORDER BY c.id FOR NO KEY UPDATE OF c;\n  INSERT INTO case_access (case_id, principal, until, opened_at, status, language, child)\n    SELECT * FROM access_due(ids) d WHERE NOT EXISTS (SELECT FROM case_access a WHERE a.case_id = d.case_id\n      AND a.principal = d.principal AND ROW(a.until, a.opened_at, a.status, a.language, a.child)\n        IS NOT DISTINCT FROM ROW(d.until, d.opened_at, d.status, d.language, d.child) OFFSET 0) ORDER BY 1, 2\n    ON CONFLICT (case_id, principal) DO UPDATE SET (until, opened_at, status, language, child)\n      = (EXCLUDED.until, EXCLUDED.opened_at, EXCLUDED.status, EXCLUDED.language, EXCLUDED.child);\n  IF taken OR EXISTS (SELECT FROM unnest(ids) i JOIN case_access a ON a.case_id = i WHERE a.until IS NOT NULL) THEN\n    DELETE FROM case_access a USING (SELECT x.case_id, x.principal FROM unnest(ids) i JOIN case_access x ON x.case_id = i\n      EXCEPT SELECT d.case_id, d.principal FROM access_due(ids) d) g\n      WHERE a.case_id = g.case_id AND a.principal = g.principal;\n  END IF;\nEND $$;\nREVOKE ALL ON FUNCTION refresh_access(uuid[], boolean) FROM PUBLIC;\nALTER FUNCTION refresh_access(uuid[], boolean) OWNER TO keeper;\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nDECLARE ids uuid[];\nBEGIN\n  IF TG_OP = 'INSERT' THEN\n    INSERT INTO case_access (case_id, principal, until, opened_at, status, language, child)\n      SELECT c.id, v.principal, v.until, c.opened_at, c.status, c.language, c.child\n      FROM fresh c CROSS JOIN LATERAL (VALUES ('team:' || c.team_id, NULL::timestamptz), ('org:' || c.organisation_id, NULL),\n    (CASE WHEN c.child THEN 'child:' || c.organisation_id END, NULL)) v(principal, until)\n      WHERE v.principal IS NOT NULL ORDER BY 2, 4;\n    INSERT INTO case_opening (case_id, user_id, opened_at) SELECT id, opened_by_id, now() FROM fresh;\n  ELSIF TG_OP = 'UPDATE' THEN\n    IF (SELECT array_agg(id) FROM (SELECT id, team_id, organisation_id, child, opened_by_id, opened_at, status, language FROM fresh EXCEPT SELECT id, team_id, organisation_id, child, opened_by_id, opened_at, status, language FROM gone) x) IS NULL THEN RETURN NULL; END IF;\n    ids := (SELECT array_agg(id) FROM (SELECT id, opened_at, status, language FROM fresh EXCEPT SELECT id, opened_at, status, language FROM gone) x);\n    IF ids IS NOT NULL THEN\n      UPDATE case_access a SET opened_at = c.opened_at, status = c.status, language = c.language\n        FROM unnest(ids) i JOIN casework_case c ON c.id = i WHERE a.case_id = i;\n    END IF;\n    PERFORM refresh_access((SELECT array_agg(id) FROM (SELECT id, team_id, organisation_id, child, opened_by_id FROM fresh EXCEPT SELECT id, team_id, organisation_id, child, opened_by_id FROM gone) x));\n  ELSE\n    DELETE FROM case_access WHERE case_id IN (SELECT id FROM gone);\n  END IF;\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="casework_case_access",
                revision="ddaa4d0a",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table}; DROP FUNCTION IF EXISTS {table}_access();",
                make="\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  PERFORM refresh_access((SELECT array_agg(DISTINCT f.case_id) FROM fresh f WHERE EXISTS (SELECT FROM referrals_share s\n    WHERE s.case_id = f.case_id AND s.ended_at IS NULL\n      AND (s.consent_series = f.series OR s.recipient_id = f.recipient_id AND s.purpose IN ('rescue', 'service')))));\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh\n  FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="casework_consent_access",
                revision="27b58b1c",
            ),
        ),
    ]
    operations = together(operations)
