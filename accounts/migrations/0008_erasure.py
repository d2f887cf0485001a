"""Without its key a case is reached by nobody any more."""

from django.db import migrations, models

import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_pin"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseErasure",
            fields=[
                ("case_id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "case_erasure",
            },
        ),
        migrations.AddConstraint(
            model_name="casekey",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS erased ON {table}; DROP FUNCTION IF EXISTS {table}_erased();",
                make="\nCREATE OR REPLACE FUNCTION {table}_erased() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER\nSET search_path = pg_catalog, public AS $$\nBEGIN\n  INSERT INTO case_erasure (case_id, at) SELECT case_id, now() FROM gone ON CONFLICT DO NOTHING;\n  PERFORM refresh_access((SELECT array_agg(case_id) FROM gone));\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_erased() FROM PUBLIC;\nCREATE TRIGGER erased AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone\n  FOR EACH STATEMENT EXECUTE FUNCTION {table}_erased();\nALTER FUNCTION {table}_erased() OWNER TO keeper;",
                name="case_key_erased",
                revision="db7aa6c3",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseerasure",
            constraint=accounts.walls.Statement(
                drop="GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO app, worker;",
                make="\nALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\nREVOKE ALL ON {table} FROM app, worker;",
                name="case_erasure_wall",
                revision="da297909",
            ),
        ),
    ]
    operations = together(operations)
