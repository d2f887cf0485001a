"""A fear that is written down and a referral that is sent at the same moment wait for each other (C-06)."""

from django.conf import settings
from django.db import migrations

import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_photo"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="statefear",
            name="casework_statefear_access",
        ),
        migrations.AddConstraint(
            model_name="statefear",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table}; DROP TRIGGER IF EXISTS access_update ON {table}; DROP FUNCTION IF EXISTS {table}_access();",
                make="\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  PERFORM 1 FROM casework_case c WHERE c.id IN (SELECT case_id FROM fresh) ORDER BY c.id FOR NO KEY UPDATE OF c;\n  UPDATE referrals_share s SET ended_at = now(), ended_why = 'feared', version = s.version + 1 FROM fresh n, accounts_organisation o\n    WHERE s.case_id = n.case_id AND s.sent_at IS NOT NULL AND s.ended_at IS NULL AND o.id = s.recipient_id AND EXISTS (SELECT FROM casework_statefear f WHERE f.case_id = s.case_id AND f.lifted_at IS NULL\n    AND (o.kind = 'embassy' AND f.countries = '{}' OR f.countries && (o.represents || o.country)));\n  PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM fresh));\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh\n  FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_update AFTER UPDATE ON {table} REFERENCING NEW TABLE AS fresh\n  FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="casework_statefear_access",
                revision="5afd799b",
            ),
        ),
    ]
    operations = together(operations)
