"""Who opened a case that nobody was assigned to yet (docs/decisions/0003)."""

from django.db import migrations, models

import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_clients"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseOpening",
            fields=[
                ("case_id", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.UUIDField()),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "db_table": "case_opening",
                "constraints": [
                    accounts.walls.Statement(
                        drop="DROP POLICY IF EXISTS see ON {table};",
                        make="\nALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\nCREATE POLICY see ON {table} FOR SELECT TO app, worker\n  USING (user_id = nullif(current_setting('app.actor', true), '')::uuid);\nREVOKE INSERT, UPDATE, DELETE ON {table} FROM app, worker;",
                        name="case_opening_wall",
                        revision="c77e3882",
                    )
                ],
            },
        ),
    ]
    operations = together(operations)
