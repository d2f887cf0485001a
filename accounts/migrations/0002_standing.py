"""Standing."""

from django.db import migrations, models

import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Guess",
            fields=[
                ("name_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("failures", models.PositiveIntegerField()),
                ("last_at", models.DateTimeField()),
            ],
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(
                condition=models.Q(("action", "case.search")), fields=["actor", "at"], name="audit_look_searches"
            ),
        ),
        migrations.AddIndex(
            model_name="refusal",
            index=models.Index(fields=["kind", "at"], name="audit_refusal_kind"),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["began_at"], name="accounts_signin_began"),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS drop_old_drafts(); DROP FUNCTION IF EXISTS draft_ends(uuid, timestamptz);",
                make="\nCREATE OR REPLACE FUNCTION draft_ends(who uuid, saved timestamptz) RETURNS timestamptz LANGUAGE sql STABLE\nSET search_path = pg_catalog, public AS $$\n  SELECT CASE WHEN s.warned IS NULL THEN saved + interval '180 days'\n    ELSE LEAST(saved + interval '180 days', GREATEST(saved + interval '30 days', s.warned + interval '14 days')) END\n  FROM (SELECT min(began_at) AS warned FROM accounts_signin\n    WHERE user_id = who AND began_at >= saved + interval '16 days') s $$;\nCREATE OR REPLACE FUNCTION drop_old_drafts() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER\nSET search_path = pg_catalog, public AS $$\nDECLARE gone bigint;\nBEGIN\n  DELETE FROM {table} d WHERE d.saved_at < now() - interval '30 days' AND draft_ends(d.user_id, d.saved_at) < now();\n  GET DIAGNOSTICS gone = ROW_COUNT;\n  RETURN gone;\nEND $$;\nREVOKE ALL ON FUNCTION drop_old_drafts() FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION drop_old_drafts() TO worker;\nALTER FUNCTION drop_old_drafts() OWNER TO keeper;",
                name="accounts_draft_cleared",
                revision="6d4f9326",
            ),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS searches_since(interval);",
                make="\nCREATE OR REPLACE FUNCTION searches_since(span interval) RETURNS bigint STABLE LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$\n  SELECT count(*) FROM {table} l WHERE l.action = 'case.search' AND l.actor = nullif(current_setting('app.actor', true), '')::uuid AND l.at > now() - span\n$$;\nREVOKE ALL ON FUNCTION searches_since(interval) FROM PUBLIC; GRANT EXECUTE ON FUNCTION searches_since(interval) TO app, worker;\nALTER FUNCTION searches_since(interval) OWNER TO keeper;",
                name="audit_look_counter",
                revision="826553b7",
            ),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS looks_told(timestamptz, text, int);",
                make="\nCREATE OR REPLACE FUNCTION looks_told(until timestamptz, tie text, size int)\nRETURNS TABLE (at timestamptz, id uuid, actor uuid, action varchar, cases int) STABLE LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$\n  SELECT r.at, r.id, r.actor, r.action, cardinality(r.case_ids) FROM {table} r\n  WHERE EXISTS (SELECT FROM accounts_rolegrant g WHERE g.user_id = nullif(current_setting('app.actor', true), '')::uuid AND g.role IN ('data_protection_officer') AND g.approved_at IS NOT NULL AND g.ended_at IS NULL) AND (r.at, r.id::text COLLATE \"C\") < (until, tie COLLATE \"C\") AND r.organisation = nullif(current_setting('app.organisation', true), '')::uuid\n  ORDER BY r.at DESC, r.id::text COLLATE \"C\" DESC LIMIT size $$;\nREVOKE ALL ON FUNCTION looks_told(timestamptz, text, int) FROM PUBLIC; GRANT EXECUTE ON FUNCTION looks_told(timestamptz, text, int) TO app, worker;\nALTER FUNCTION looks_told(timestamptz, text, int) OWNER TO keeper;",
                name="audit_look_events",
                revision="79f3d432",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS sign_ins_refused(text[], timestamptz, text, int);",
                make="\nCREATE OR REPLACE FUNCTION sign_ins_refused(outcomes text[], until timestamptz, tie text, size int)\nRETURNS TABLE (at timestamptz, id uuid, actor uuid, action varchar, outcome varchar) STABLE LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$\n  SELECT r.at, r.id, r.actor, r.action, r.outcome FROM {table} r\n  WHERE r.kind = 'sign-in' AND r.outcome = ANY (outcomes) AND EXISTS (SELECT FROM accounts_rolegrant g WHERE g.user_id = nullif(current_setting('app.actor', true), '')::uuid AND g.role IN ('administrator', 'data_protection_officer') AND g.approved_at IS NOT NULL AND g.ended_at IS NULL) AND (r.at, r.id::text COLLATE \"C\") < (until, tie COLLATE \"C\")\n  ORDER BY r.at DESC, r.id::text COLLATE \"C\" DESC LIMIT size $$;\nREVOKE ALL ON FUNCTION sign_ins_refused(text[], timestamptz, text, int) FROM PUBLIC; GRANT EXECUTE ON FUNCTION sign_ins_refused(text[], timestamptz, text, int) TO app, worker;\nALTER FUNCTION sign_ins_refused(text[], timestamptz, text, int) OWNER TO keeper;",
                name="audit_refusal_sign_ins",
                revision="0657d911",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS refusals_told(timestamptz, text, int);",
                make="\nCREATE OR REPLACE FUNCTION refusals_told(until timestamptz, tie text, size int)\nRETURNS TABLE (at timestamptz, id uuid, actor uuid, action varchar, outcome varchar) STABLE LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$\n  SELECT r.at, r.id, r.actor, r.action, r.outcome FROM {table} r JOIN accounts_user u ON u.id = r.actor\n  WHERE r.kind <> 'sign-in' AND u.organisation_id = nullif(current_setting('app.organisation', true), '')::uuid AND EXISTS (SELECT FROM accounts_rolegrant g WHERE g.user_id = nullif(current_setting('app.actor', true), '')::uuid AND g.role IN ('data_protection_officer') AND g.approved_at IS NOT NULL AND g.ended_at IS NULL) AND (r.at, r.id::text COLLATE \"C\") < (until, tie COLLATE \"C\")\n  ORDER BY r.at DESC, r.id::text COLLATE \"C\" DESC LIMIT size $$;\nREVOKE ALL ON FUNCTION refusals_told(timestamptz, text, int) FROM PUBLIC; GRANT EXECUTE ON FUNCTION refusals_told(timestamptz, text, int) TO app, worker;\nALTER FUNCTION refusals_told(timestamptz, text, int) OWNER TO keeper;",
                name="audit_refusal_events",
                revision="de87633a",
            ),
        ),
    ]
    operations = together(operations)
