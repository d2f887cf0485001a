"""Named grants."""

import datetime
import uuid

import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.fields
import accounts.vault
import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_first"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("casework", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalNamedGrant",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What they are asked to decide, and why not somebody here"
                    ),
                ),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical named grant",
                "verbose_name_plural": "historical named grants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="NamedGrant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What they are asked to decide, and why not somebody here"
                    ),
                ),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-since", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="casework_case_access",
        ),
        migrations.RemoveConstraint(
            model_name="caseuserobjectpermission",
            name="casework_caseuser_moving",
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table};DROP TRIGGER IF EXISTS access_update ON {table};DROP TRIGGER IF EXISTS access_delete ON {table}; DROP FUNCTION IF EXISTS {table}_access(); DROP FUNCTION IF EXISTS refresh_access(uuid[], boolean); DROP FUNCTION IF EXISTS access_due(uuid[]);",
                make="\nCREATE OR REPLACE FUNCTION access_due(ids uuid[]) RETURNS TABLE (case_id uuid, principal text, until timestamptz,\n  opened_at timestamptz, status text, language text, child boolean) STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\n#variable_conflict use_column\nBEGIN RETURN QUERY\n  SELECT c.id, g.principal, CASE WHEN bool_or(g.until IS NULL) THEN NULL ELSE max(g.until) END,\n    c.opened_at, c.status::text, c.language::text, c.child\n  FROM (\n  SELECT c.id, v.principal, v.until FROM unnest(ids) i JOIN casework_case c ON c.id = i\n    CROSS JOIN LATERAL (VALUES ('team:' || c.team_id, NULL::timestamptz), ('org:' || c.organisation_id, NULL),\n    (CASE WHEN c.child THEN 'child:' || c.organisation_id END, NULL),\n    (CASE WHEN NOT EXISTS (SELECT FROM casework_caseuserobjectpermission w WHERE w.content_object_id = c.id)\n      THEN 'user:' || c.opened_by_id END, c.created_at + interval '1 minute')) v(principal, until) WHERE v.principal IS NOT NULL\n  UNION ALL SELECT p.content_object_id, 'user:' || p.user_id, p.until\n    FROM unnest(ids) i JOIN casework_caseuserobjectpermission p ON p.content_object_id = i\n  UNION ALL SELECT p.content_object_id, 'team:' || t.id, p.until\n    FROM unnest(ids) i JOIN casework_casegroupobjectpermission p ON p.content_object_id = i\n    JOIN accounts_team t ON t.group_id = p.group_id\n  UNION ALL SELECT b.case_id, 'glass:' || b.user_id, b.until\n    FROM unnest(ids) i JOIN casework_breakglass b ON b.case_id = i\n  UNION ALL SELECT h.case_id, 'offer:' || h.to_user_id, NULL\n    FROM unnest(ids) i JOIN casework_handover h ON h.case_id = i WHERE h.answered_at IS NULL\n  UNION ALL SELECT h.case_id, 'health:' || h.user_id, h.until\n    FROM unnest(ids) i JOIN casework_healthgrant h ON h.case_id = i\n    WHERE EXISTS (SELECT FROM casework_caseuserobjectpermission w\n      WHERE w.content_object_id = h.case_id AND w.user_id = h.user_id)\n  UNION ALL SELECT n.case_id, 'named:' || n.user_id, n.until\n    FROM unnest(ids) i JOIN casework_namedgrant n ON n.case_id = i WHERE n.ended_at IS NULL) AS g(id, principal, until) JOIN casework_case c ON c.id = g.id\n  WHERE g.until IS NULL OR g.until > now() GROUP BY c.id, g.principal;\nEND $$;\nREVOKE ALL ON FUNCTION access_due(uuid[]) FROM PUBLIC;\nALTER FUNCTION access_due(uuid[]) OWNER TO keeper;\nCREATE OR REPLACE FUNCTION refresh_access(ids uuid[], taken boolean DEFAULT true) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  IF ids IS NULL THEN RETURN; END IF;\n  PERFORM 1 FROM unnest(ids) i JOIN casework_case c ON c.id = i ORDER BY c.id FOR NO KEY UPDATE OF c;\n  INSERT INTO case_access (case_id, principal, until, opened_at, status, language, child)\n    SELECT * FROM access_due(ids) d WHERE NOT EXISTS (SELECT FROM case_access a WHERE a.case_id = d.case_id\n      AND a.principal = d.principal AND ROW(a.until, a.opened_at, a.status, a.language, a.child)\n        IS NOT DISTINCT FROM ROW(d.until, d.opened_at, d.status, d.language, d.child) OFFSET 0) ORDER BY 1, 2\n    ON CONFLICT (case_id, principal) DO UPDATE SET (until, opened_at, status, language, child)\n      = (EXCLUDED.until, EXCLUDED.opened_at, EXCLUDED.status, EXCLUDED.language, EXCLUDED.child);\n  IF taken OR EXISTS (SELECT FROM unnest(ids) i JOIN case_access a ON a.case_id = i WHERE a.until IS NOT NULL) THEN\n    DELETE FROM case_access a USING (SELECT x.case_id, x.principal FROM unnest(ids) i JOIN case_access x ON x.case_id = i\n      EXCEPT SELECT d.case_id, d.principal FROM access_due(ids) d) g\n      WHERE a.case_id = g.case_id AND a.principal = g.principal;\n  END IF;\nEND $$;\nREVOKE ALL ON FUNCTION refresh_access(uuid[], boolean) FROM PUBLIC;\nALTER FUNCTION refresh_access(uuid[], boolean) OWNER TO keeper;\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nDECLARE ids uuid[];\nBEGIN\n  IF TG_OP = 'INSERT' THEN\n    INSERT INTO case_access (case_id, principal, until, opened_at, status, language, child)\n      SELECT c.id, v.principal, v.until, c.opened_at, c.status, c.language, c.child\n      FROM fresh c CROSS JOIN LATERAL (VALUES ('team:' || c.team_id, NULL::timestamptz), ('org:' || c.organisation_id, NULL),\n    (CASE WHEN c.child THEN 'child:' || c.organisation_id END, NULL),\n    (CASE WHEN NOT EXISTS (SELECT FROM casework_caseuserobjectpermission w WHERE w.content_object_id = c.id)\n      THEN 'user:' || c.opened_by_id END, c.created_at + interval '1 minute')) v(principal, until)\n      WHERE v.principal IS NOT NULL AND (v.until IS NULL OR v.until > now()) ORDER BY 2, 4;\n  ELSIF TG_OP = 'UPDATE' THEN\n    IF (SELECT array_agg(id) FROM (SELECT id, team_id, organisation_id, child, opened_by_id, opened_at, status, language FROM fresh EXCEPT SELECT id, team_id, organisation_id, child, opened_by_id, opened_at, status, language FROM gone) x) IS NULL THEN RETURN NULL; END IF;\n    ids := (SELECT array_agg(id) FROM (SELECT id, opened_at, status, language FROM fresh EXCEPT SELECT id, opened_at, status, language FROM gone) x);\n    IF ids IS NOT NULL THEN\n      UPDATE case_access a SET opened_at = c.opened_at, status = c.status, language = c.language\n        FROM unnest(ids) i JOIN casework_case c ON c.id = i WHERE a.case_id = i;\n    END IF;\n    PERFORM refresh_access((SELECT array_agg(id) FROM (SELECT id, team_id, organisation_id, child, opened_by_id FROM fresh EXCEPT SELECT id, team_id, organisation_id, child, opened_by_id FROM gone) x));\n  ELSE\n    DELETE FROM case_access WHERE case_id IN (SELECT id FROM gone);\n  END IF;\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="casework_case_access",
                revision="a289783c",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseuserobjectpermission",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS stays ON accounts_user; DROP FUNCTION IF EXISTS {table}_stays();",
                make="\nCREATE OR REPLACE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  IF NEW.organisation_id IS DISTINCT FROM OLD.organisation_id AND EXISTS (SELECT FROM case_access a\n    WHERE a.principal IN ('user:' || NEW.id, 'glass:' || NEW.id, 'offer:' || NEW.id, 'health:' || NEW.id,\n      'named:' || NEW.id)\n    AND (a.until IS NULL OR a.until > now())) THEN\n    RAISE SQLSTATE 'CW409' USING MESSAGE = 'This account still works on cases.';\n  END IF;\n  RETURN NEW;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_stays() FROM PUBLIC;\nCREATE TRIGGER stays BEFORE UPDATE ON accounts_user FOR EACH ROW EXECUTE FUNCTION {table}_stays();\nALTER FUNCTION {table}_stays() OWNER TO keeper;",
                name="casework_caseuser_moving",
                revision="760d6a1a",
            ),
        ),
        migrations.AddField(
            model_name="historicalnamedgrant",
            name="case",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="historicalnamedgrant",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalnamedgrant",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalnamedgrant",
            name="named_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalnamedgrant",
            name="user",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="namedgrant",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="namedgrant",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="namedgrant",
            name="named_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="namedgrant",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalnamedgrant",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalnamedgrant_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalnamedgrant",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalnamedgrant_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="namedgrant",
            constraint=accounts.walls.Wall(
                column="case_id",
                erasable=False,
                kinds=["team"],
                name="casework_namedgrant_wall",
                revision="221458bd",
                signed="named_by_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="namedgrant",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "user_id", "named_by_id", "since", "until"],
                name="casework_namedgrant_version",
                revision="f53d49ff",
            ),
        ),
        migrations.AddConstraint(
            model_name="namedgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__gt", models.F("since")),
                    (
                        "until__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("since"), "+", models.Value(datetime.timedelta(days=30))
                        ),
                    ),
                ),
                name="casework_namedgrant_at_most_thirty_days",
                violation_error_message="Thirty days at most. Name them again if it takes longer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="namedgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(("user", models.F("named_by")), _negated=True), name="casework_namedgrant_two_people"
            ),
        ),
        migrations.AddConstraint(
            model_name="namedgrant",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table};DROP TRIGGER IF EXISTS access_update ON {table};DROP TRIGGER IF EXISTS access_delete ON {table}; DROP FUNCTION IF EXISTS {table}_access();",
                make="\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  IF TG_OP = 'INSERT' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM fresh), false);\n  ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM gone));\n  ELSE PERFORM refresh_access((SELECT array_agg(DISTINCT x.id) FROM (SELECT case_id FROM fresh UNION SELECT case_id FROM gone) x(id)));\n  END IF;\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="casework_namedgrant_access",
                revision="f3eb29a6",
            ),
        ),
        migrations.AddConstraint(
            model_name="namedgrant",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "user_id",
                    "named_by_id",
                    "since",
                    "until",
                    "ended_by_id",
                    "ended_at",
                    "reason",
                    "version",
                ],
                history="casework_historicalnamedgrant",
                key="id",
                name="casework_namedgrant_history",
                only_changes=False,
                revision="c3a37b2a",
            ),
        ),
        migrations.CreateModel(
            name="TypedBlock",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=10, verbose_name="Case number")),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("wrapped_key", models.BinaryField()),
                ("master_version", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "ordering": ["-raised_at", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="conflictblock",
            name="casework_conflictblock_history",
        ),
        migrations.AddField(
            model_name="conflictblock",
            name="checked_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="conflictblock",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conflictblock",
            name="held_back",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="historicalconflictblock",
            name="checked_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalconflictblock",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalconflictblock",
            name="held_back",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="typedblock",
            name="about",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="typedblock",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
            ),
        ),
        migrations.AddField(
            model_name="typedblock",
            name="raised_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="typedblock",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conflictblock",
            name="typed",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.typedblock",
            ),
        ),
        migrations.AddField(
            model_name="historicalconflictblock",
            name="typed",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.typedblock",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictblock",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "user_id",
                    "organisation_id",
                    "other_case_id",
                    "reason",
                    "raised_by_id",
                    "raised_at",
                    "lifted_by_id",
                    "lifted_at",
                    "typed_id",
                    "held_back",
                    "checked_by_id",
                    "checked_at",
                    "version",
                ],
                history="casework_historicalconflictblock",
                key="id",
                name="casework_conflictblock_history",
                only_changes=False,
                revision="19047f85",
            ),
        ),
        migrations.AddIndex(
            model_name="typedblock",
            index=models.Index(fields=["organisation", "-raised_at", "-id"], name="casework_typedblock_newest"),
        ),
        migrations.AddConstraint(
            model_name="typedblock",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="casework_typedblock_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="typedblock",
            constraint=accounts.walls.Statement(
                drop="DROP POLICY IF EXISTS see ON {table}; DROP POLICY IF EXISTS add ON {table};",
                make="\nALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\nCREATE POLICY see ON {table} FOR SELECT TO app, worker USING (user_id IS DISTINCT FROM nullif(current_setting('app.actor', true), '')::uuid AND (\n  (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid AND EXISTS (SELECT FROM accounts_rolegrant g WHERE g.user_id = nullif(current_setting('app.actor', true), '')::uuid AND g.role IN ('administrator') AND g.approved_at IS NOT NULL AND g.ended_at IS NULL)) OR (organisation_id = nullif(current_setting('app.organisation', true), '')::uuid AND EXISTS (SELECT FROM accounts_rolegrant g WHERE g.user_id = nullif(current_setting('app.actor', true), '')::uuid AND g.role IN ('data_protection_officer') AND g.approved_at IS NOT NULL AND g.ended_at IS NULL)) OR EXISTS (SELECT FROM casework_conflictblock b WHERE b.typed_id = {table}.id)));\nCREATE POLICY add ON {table} FOR INSERT TO app, worker WITH CHECK (raised_by_id = nullif(current_setting('app.actor', true), '')::uuid AND organisation_id = nullif(current_setting('app.organisation', true), '')::uuid AND EXISTS (SELECT FROM accounts_rolegrant g WHERE g.user_id = nullif(current_setting('app.actor', true), '')::uuid AND g.role IN ('administrator') AND g.approved_at IS NOT NULL AND g.ended_at IS NULL));",
                name="casework_typedblock_rows",
                revision="12ea370e",
            ),
        ),
        migrations.AddConstraint(
            model_name="typedblock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about__isnull", True), ("user__isnull", False)),
                    models.Q(("about__isnull", False), ("user__isnull", True)),
                    _connector="OR",
                ),
                name="casework_typedblock_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="typedblock",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS take_hold(uuid);",
                make="\nCREATE OR REPLACE FUNCTION take_hold(request uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nDECLARE asked {table}; found casework_case; told uuid[]; alone boolean;\nBEGIN\n  SELECT * INTO asked FROM {table} t WHERE t.id = request AND t.raised_by_id = nullif(current_setting('app.actor', true), '')::uuid AND t.organisation_id = nullif(current_setting('app.organisation', true), '')::uuid AND EXISTS (SELECT FROM accounts_rolegrant g WHERE g.user_id = nullif(current_setting('app.actor', true), '')::uuid AND g.role IN ('administrator') AND g.approved_at IS NOT NULL AND g.ended_at IS NULL);\n  SELECT * INTO found FROM casework_case c WHERE c.reference = asked.number\n    AND c.organisation_id = asked.organisation_id AND c.id <> ALL (coalesce(nullif(current_setting('app.blocked', true), ''), '{}')::uuid[]) FOR NO KEY UPDATE;\n  IF found.id IS NULL OR EXISTS (SELECT FROM casework_conflictblock b WHERE b.case_id = found.id AND b.lifted_at IS NULL\n      AND (b.user_id = asked.user_id OR b.organisation_id = asked.about_id)) THEN RETURN; END IF;\n  told := (\nSELECT array_agg(u.id) FROM accounts_user u\n  JOIN accounts_membership m ON m.user_id = u.id JOIN accounts_team t ON t.id = m.team_id AND t.is_active\n  WHERE t.id = found.team_id AND u.is_active AND u.id IS DISTINCT FROM asked.user_id\n    AND u.organisation_id IS DISTINCT FROM asked.about_id AND EXISTS (SELECT FROM accounts_rolegrant g WHERE g.user_id = u.id AND g.role IN ('supervisor') AND g.approved_at IS NOT NULL AND g.ended_at IS NULL)\n    AND NOT (found.id = ANY (blocked_cases(u.id, u.organisation_id))));\n  alone := told IS NULL;\n  INSERT INTO casework_conflictblock (id, case_id, user_id, organisation_id, raised_by_id, raised_at, lifted_at,\n      version, typed_id, held_back)\n    VALUES (gen_random_uuid(), found.id, asked.user_id, asked.about_id, asked.raised_by_id, now(),\n      CASE WHEN alone THEN now() END, 1, asked.id, alone);\n  IF alone THEN told := (\nSELECT array_agg(u.id) FROM accounts_user u WHERE u.organisation_id = found.organisation_id AND u.is_active\n  AND EXISTS (SELECT FROM accounts_rolegrant g WHERE g.user_id = u.id AND g.role IN ('data_protection_officer') AND g.approved_at IS NOT NULL AND g.ended_at IS NULL));\n  ELSE\n    UPDATE casework_handover SET answer = 'taken_back', answered_at = now(), version = version + 1\n      WHERE case_id = found.id AND answered_at IS NULL AND asked.user_id IN (offered_by_id, to_user_id);\n    UPDATE casework_todo SET owner_id = told[1], version = version + 1\n      WHERE case_id = found.id AND done_at IS NULL AND owner_id = asked.user_id;\n  END IF;\n  INSERT INTO accounts_outboxmail (id, user_id, kind, created_at, due_at, attempts)\n    SELECT gen_random_uuid(), who, 'conflict', now(), now(), 0 FROM unnest(told) who;\nEND $$;\nREVOKE ALL ON FUNCTION take_hold(uuid) FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION take_hold(uuid) TO app, worker;\nALTER FUNCTION take_hold(uuid) OWNER TO keeper;",
                name="casework_typedblock_takes_hold",
                revision="ebd5be42",
            ),
        ),
        migrations.AddConstraint(
            model_name="typedblock",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS lifted_blocks(uuid[]);",
                make="\nCREATE OR REPLACE FUNCTION lifted_blocks(ids uuid[]) RETURNS TABLE (request uuid, since timestamptz) STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN RETURN QUERY SELECT b.typed_id, b.lifted_at FROM unnest(ids) i JOIN casework_conflictblock b ON b.typed_id = i\n  JOIN {table} t ON t.id = i AND t.organisation_id = nullif(current_setting('app.organisation', true), '')::uuid\n  WHERE b.lifted_at IS NOT NULL AND NOT b.held_back AND EXISTS (SELECT FROM accounts_rolegrant g WHERE g.user_id = nullif(current_setting('app.actor', true), '')::uuid AND g.role IN ('administrator', 'data_protection_officer') AND g.approved_at IS NOT NULL AND g.ended_at IS NULL);\nEND $$;\nREVOKE ALL ON FUNCTION lifted_blocks(uuid[]) FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION lifted_blocks(uuid[]) TO app, worker;\nALTER FUNCTION lifted_blocks(uuid[]) OWNER TO keeper;",
                name="casework_typedblock_lifted",
                revision="685988fa",
            ),
        ),
    ]
    operations = together(operations)
